"""Two reports side by side: what the reader noted of the two of May 2024, and what is derived of others."""

import datetime as dt
from collections import Counter
from dataclasses import replace

import pytest

from comity.corpus.library import installed_library
from comity.domain.agreements.claim import Annotation, Claim
from comity.domain.agreements.contradictions import COMPATIBLE, Kind
from comity.domain.agreements.reports import Across, ClaimRead, Reading, read_side_by_side
from comity.domain.agreements.vocabulary import Tense
from tests.domain.agreements.claims import claim, source, world

NETWORK = installed_library().network()
TODAY = dt.date(2026, 11, 21)
READER = "A reader of the tests"


def origin() -> Reading:
    return read_side_by_side(NETWORK, "origin-de", "origin-it", TODAY)


def found(reading: Reading, name: str) -> ClaimRead:
    return next(read for read in reading.claims if read.claim.id == name)


def compared(*claims: Claim) -> Reading:
    """The claims whose names begin with a, in one report, beside those of the other."""
    placed = [replace(c, source="one" if c.id.startswith("a") else "other") for c in claims]
    of = world(*placed, sources=(source("one"), source("other")))
    return read_side_by_side(of, "one", "other", TODAY)


def standing(*claims: Claim) -> dict[str, Across]:
    return {read.claim.id: read.across for read in compared(*claims).claims}


def noted(of: Claim, kind: str, says: str = "no counterpart") -> Claim:
    return replace(of, annotations=(*of.annotations, Annotation(kind, says, READER)))


def test_of_the_two_reports_of_may_2024_all_fifty_claims_are_read_once() -> None:
    assert Counter(read.across for read in origin().claims) == {
        Across.ONLY_HERE: 30,
        Across.AGREE: 8,
        Across.PART: 7,
        Across.CONFLICT: 3,
        Across.STEP: 2,
    }


def test_nine_claims_of_the_two_reports_are_against_the_record_each_for_a_stated_reason() -> None:
    reasons = {
        read.claim.id: {c.kind for c in read.record if c.kind not in COMPATIBLE}
        | {note.kind for note in read.notes if note.kind.startswith("record-")}
        for read in origin().claims
        if read.against_record
    }

    assert reasons == {
        "origin.de-02": {"record-garbled"},
        "origin.de-12": {Kind.DATE, "record-differs"},
        "origin.de-16": {Kind.DURATION, "record-differs"},
        "origin.de-19": {Kind.FORECAST, "record-not-met"},
        "origin.it-07": {Kind.STALE, "record-stale"},
        "origin.it-10": {"record-differs"},
        "origin.it-15": {Kind.SHIFTED, "record-imprecise"},
        "origin.it-17": {"record-differs"},
        "origin.it-22": {"record-garbled"},
    }


def test_what_one_report_gets_wrong_and_the_other_right_is_told_by_their_row_not_by_the_record() -> None:
    row = next(row for row in origin().rows if "origin.it-07" in {r.claim.id for r in row.claims})

    assert (row.across, [r.claim.id for r in row.one]) == (Across.CONFLICT, ["origin.de-15"])
    assert [c.against for c in row.other[0].record] == [("jp-ph-raa.negotiations-opened",)]
    assert row.one[0].record == ()


def test_claims_that_say_the_same_stand_side_by_side_and_a_claim_may_stand_in_several_rows() -> None:
    rows = [row for row in origin().rows if "origin.it-02" in {r.claim.id for r in row.other}]

    assert [(row.across, [r.claim.id for r in row.one]) for row in rows] == [
        (Across.AGREE, ["origin.de-01", "origin.de-08", "origin.de-09"]),
        (Across.CONFLICT, ["origin.de-02"]),
        (Across.PART, ["origin.de-11"]),
    ]


def test_a_claim_that_the_reader_says_stands_alone_does_though_another_names_it() -> None:
    read = found(origin(), "origin.it-06")

    assert (read.across, read.beside) == (Across.ONLY_HERE, ("origin.de-07",))


def test_either_report_may_be_the_first() -> None:
    swapped = read_side_by_side(NETWORK, "origin-it", "origin-de", TODAY)

    assert {r.claim.id: r for r in swapped.claims} == {r.claim.id: r for r in origin().claims}


def test_a_readers_note_names_the_reader_and_what_is_derived_names_nobody() -> None:
    by_reader = compared(noted(claim("a"), "across-partial", "b"), claim("b"))

    assert found(by_reader, "a").by == READER
    assert found(compared(claim("a"), claim("b")), "a").by == ""


def test_notes_on_a_third_report_say_nothing_of_these_two() -> None:
    elsewhere = noted(claim("a"), "across-conflict", "another.claim")

    assert standing(elsewhere, claim("b")) == {"a": Across.AGREE, "b": Across.AGREE}
    assert standing(noted(claim("a"), "across-only-xx"), claim("b"))["a"] is Across.AGREE


def test_where_a_reader_compared_the_two_a_claim_without_a_note_is_not_compared() -> None:
    read = standing(noted(claim("a1"), "across-agree", "b1"), claim("a2"), claim("b1"))

    assert read == {"a1": Across.AGREE, "a2": Across.NOT_COMPARED, "b1": Across.NOT_COMPARED}


@pytest.mark.parametrize(
    ("one", "other", "across"),
    [
        (claim("a"), claim("b"), Across.AGREE),
        (claim("a"), claim("b", on="2024-05"), Across.PART),
        (claim("a"), claim("b", on=None), Across.PART),
        (claim("a"), claim("b", on="2024-05-03"), Across.CONFLICT),
        (
            claim("a", on="2018-07-13"),
            claim("b", on="2018-07-14", other_dates={"FR": dt.date(2018, 7, 13)}),
            Across.AGREE,
        ),
        (claim("a"), claim("b", tense=Tense.SCHEDULED), Across.PART),
        (claim("a"), claim("b", "entered_into_force", "2024-06-01"), Across.ONLY_HERE),
        (claim("a", "negotiation_round"), claim("b", "negotiation_round", "2024-06-01"), Across.ONLY_HERE),
        (
            claim("a", "talks_agreed", tense=Tense.STATE),
            claim("b", "in_negotiation", tense=Tense.STATE),
            Across.CONFLICT,
        ),
        (
            claim("a", "signed", tense=Tense.STATE),
            claim("b", "entered_into_force", tense=Tense.STATE),
            Across.STEP,
        ),
        (claim("a"), claim("b", "", None), Across.ONLY_HERE),
        (claim("a", "", None), claim("b", "", None), Across.NOT_COMPARED),
    ],
)
def test_two_reports_that_nobody_compared_are_compared_by_the_acts_they_name(
    one: Claim, other: Claim, across: Across
) -> None:
    assert standing(one, other)["a"] is across


def test_a_source_that_is_not_there_is_no_report() -> None:
    with pytest.raises(KeyError):
        read_side_by_side(NETWORK, "origin-de", "no-such-source", TODAY)


def test_a_report_beside_itself_agrees_with_nothing_and_fails_nothing() -> None:
    itself = read_side_by_side(NETWORK, "origin-de", "origin-de", TODAY)

    assert len(itself.claims) == 28
