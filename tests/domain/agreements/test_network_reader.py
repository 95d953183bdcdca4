"""Records that are wrong, hostile or repeated: refused with a sentence, and nothing else is lost."""

import datetime as dt
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.corpus.records import LINE_BYTES, Read, read_records
from comity.domain.agreements.network_reader import Known

TODAY = dt.date(2026, 11, 21)
SOURCE: dict[str, Any] = {
    "record": "source",
    "id": "news",
    "title": "Report",
    "publisher": "Example News",
    "language": "en",
    "kind": "press",
    "published": "2024-05-03",
}
AGREEMENT: dict[str, Any] = {
    "record": "agreement",
    "id": "jp-fr-pact",
    "title": "A pact",
    "parties": ["JP", "FR"],
    "called": "RAA",
}
CLAIM: dict[str, Any] = {
    "id": "c1",
    "source": "news",
    "agreements": ["jp-fr-pact"],
    "event": "signed",
    "date": "2024-05-02",
}


def read(*records: dict[str, Any] | bytes) -> Read:
    lines = [record if isinstance(record, bytes) else json.dumps(record).encode() for record in records]
    return read_records(io.BytesIO(b"\n".join(lines)), "claims.jsonl", Known(TODAY))


def codes(*records: dict[str, Any] | bytes) -> list[str]:
    return [problem.code for problem in read(*records).problems]


def test_a_source_an_agreement_and_a_claim_on_it_are_read() -> None:
    found = read(SOURCE, AGREEMENT, CLAIM)

    assert found.problems == []
    assert [claim.id for claim in found.claims] == ["c1"]


@pytest.mark.parametrize(
    ("change", "code", "says"),
    [
        ({"date": "2024-02-30"}, "record.date", "no calendar"),
        ({"date": "Thursday"}, "claim.relative-date", "anchor"),
        ({"date": "2024-05-04"}, "claim.from-the-future", "scheduled"),
        ({"agreements": ["jp-xx-pact"]}, "claim.agreements", "agreement"),
        ({"agreements": "jp-fr-pact"}, "claim.agreements", "list"),
        ({"source": "nobody"}, "claim.source", "source"),
        ({"event": "inked"}, "claim.event", "signed"),
        ({"tense": "perhaps"}, "claim.tense", "scheduled"),
        ({"sureness": "certain"}, "claim.sureness", "recall"),
        ({"event": "approved_legislature", "party": "XX"}, "claim.party", "State"),
        ({"party": "JP"}, "claim.party", "one Party"),
        ({"quote": 7}, "record.text", "text"),
        ({"quote": "x" * 20_001}, "record.too-long", "20,000"),
        ({"months": 10**9}, "claim.number", "whole number"),
        ({"months": True}, "claim.number", "whole number"),
        ({"other_dates": {"JP": "2024-05"}}, "record.date", "one day"),
        ({"annotations": "garbled"}, "claim.annotations", "list"),
        ({"colour": "red"}, "claim.key", "colour"),
        ({"id": "../../etc"}, "record.id", "a-z"),
        ({"id": "Ä"}, "record.id", "a-z"),
        ({"record": "rumour"}, "record.kind", "claim"),
    ],
)
def test_a_claim_that_cannot_be_is_refused_with_its_line_and_a_mend(
    change: dict[str, Any], code: str, says: str
) -> None:
    (problem,) = read(SOURCE, AGREEMENT, CLAIM | change).problems

    assert (problem.code, problem.place.line) == (code, 3)
    assert says in f"{problem.found} {problem.expected} {problem.mend}"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"kind": "rumour"}, "source.kind"),
        ({"published": "2027-01-01"}, "source.from-the-future"),
        ({"anchor": "2024-05"}, "source.anchor"),
    ],
)
def test_a_source_that_cannot_be_is_refused(change: dict[str, Any], code: str) -> None:
    assert codes(SOURCE | change) == [code]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"parties": ["JP", "XX"]}, "agreement.parties"),
        ({"parties": []}, "agreement.parties"),
        ({"parties": "JP"}, "agreement.parties"),
        ({"called": "PACT"}, "agreement.family"),
    ],
)
def test_unknown_parties_and_families_are_refused(change: dict[str, Any], code: str) -> None:
    assert codes(AGREEMENT | change) == [code]


def test_a_weekday_is_read_beside_the_anchor_of_its_source() -> None:
    found = read(SOURCE | {"anchor": "2024-05-03"}, AGREEMENT, CLAIM | {"date": "giovedì"})

    assert [(str(claim.date), claim.date_words) for claim in found.claims] == [("2024-05-02", "giovedì")]


def test_the_same_again_is_nothing_new_and_another_content_is_refused() -> None:
    again = read(SOURCE, AGREEMENT, CLAIM, CLAIM, CLAIM | {"date": "2024-05-01"})

    assert (len(again.claims), again.repeated) == (1, 1)
    assert [problem.code for problem in again.problems] == ["record.changed"]
    assert str(again.claims[0].date) == "2024-05-02"


def test_an_endless_line_is_passed_over_without_being_held_and_the_next_is_read() -> None:
    endless = b'{"id": "' + b"a" * (40 * LINE_BYTES) + b'"}'

    found = read(SOURCE, AGREEMENT, endless, CLAIM)

    assert [problem.code for problem in found.problems] == ["record.too-long"]
    assert [claim.id for claim in found.claims] == ["c1"]


def test_ten_thousand_mistakes_are_counted_and_the_first_listed() -> None:
    found = read(SOURCE, *[b"nonsense"] * 10_000)

    assert len(found.problems) + found.more == 10_000
    assert len(found.problems) < 100


@pytest.mark.parametrize("line", [b"[" * 5_000, b"1", b'"x"', b"null", b"\xff\xfe", b'{"id": NaN}', b"{"])
def test_what_is_no_object_of_json_is_a_problem_of_its_line(line: bytes) -> None:
    assert [code.partition(".")[0] for code in codes(line)] in (["record"], ["claim"])


@pytest.mark.parametrize("quote", ["\u202egnirts", "a\x00b", "\U0001f600", "\u0627\u0644", "=1+1", "<i>"])
def test_a_quote_is_kept_as_it_is_whatever_it_holds(quote: str) -> None:
    (claim,) = read(SOURCE, AGREEMENT, CLAIM | {"quote": quote}).claims

    assert claim.quote == quote


SELDOM = ("party", "months", "tense", "other_dates", "replaces", "annotations", "instruments", "date_words")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.sampled_from([SOURCE, AGREEMENT, CLAIM]),
    st.sampled_from(
        sorted({*SOURCE, *AGREEMENT, *CLAIM, "party", "months", "tense", "other_dates", "replaces"})
    ),
    JSON,
)
def test_whatever_a_key_holds_the_record_is_read_or_refused(
    record: dict[str, Any], key: str, value: object
) -> None:
    found = read(SOURCE, AGREEMENT, record | {key: value})

    assert len(found.problems) <= 1
