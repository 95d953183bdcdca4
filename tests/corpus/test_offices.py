"""The offices: every name that they use is declared, and none is shown a column that it does not need."""

from dataclasses import replace

import pytest

from comity.corpus.library import installed_library
from comity.corpus.offices import installed_offices, read_offices
from comity.corpus.reading import corpus_folder
from comity.domain.provisions.conditions import compile_condition
from comity.domain.provisions.rulebook import BodyKind, Effect
from comity.domain.provisions.vocabulary import MATTERS, SHEETS, Fact, Kind, Type
from comity.domain.visits.offices import ARRIVAL_MODE, Column, Office, Part, Source, office_for
from tests.corpus.part_b import NEEDED_BY, may_see

VOCABULARY = installed_library().vocabulary
OFFICES = installed_offices().offices
PARTS = [(office, part) for office in OFFICES for part in office.parts]
#: What nobody's list may carry: the host needs none of it, or it is the sending State's own.
NEVER = {
    "blood_group",
    "next_of_kin",
    "person_id",
    "origin_controls",
    "export_permit_ref",
    "marking",
    "crypto",
}


def _named(office: Office, part: Part) -> str:
    return f"{office.state}-{office.authority}-{office.title}-{part.fields.id}"


def _sources(part: Part) -> list[tuple[Column, Source]]:
    return [(column, source) for column in part.fields.columns for source in column.sources]


over_parts = pytest.mark.parametrize(
    ("office", "part"), PARTS, ids=[_named(office, part) for office, part in PARTS]
)


@over_parts
def test_no_list_carries_a_column_that_its_office_does_not_need(office: Office, part: Part) -> None:
    matters = frozenset(office.matters)
    sheet = part.fields.sheet
    for _, source in _sources(part):
        if source.of is None:
            assert may_see(matters, sheet, source.name), f"{sheet}.{source.name} is not for {sorted(matters)}"
        else:
            # The row that a key names is told of as far as the office needs the key, or the column itself.
            named = source.of == "people" and source.name in ("surname", "given_names", "full_name")
            seen = may_see(matters, sheet, source.by or "") if named else False
            assert seen or may_see(matters, source.of, source.name), f"{source} is not for {sorted(matters)}"


@over_parts
def test_every_name_of_a_list_is_declared(office: Office, part: Part) -> None:
    fields = part.fields
    assert fields.sheet in SHEETS
    assert fields.sureness in ("text", "summary", "recall")
    assert fields.source
    for column, source in _sources(part):
        assert source.name in VOCABULARY.seen_from(source.of or fields.sheet), column.label
        if source.by:
            assert VOCABULARY.of(fields.sheet)[source.by].kind is Kind.KEY, column.label
    for name in fields.sorted_by:
        assert name in VOCABULARY.of(fields.sheet)
    if part.through:
        assert all(key in VOCABULARY.of(part.through.sheet) for key in part.through.keys)
        assert all(key in VOCABULARY.of(fields.sheet) for key in part.through.here)
    labels = [column.label for column in fields.columns]
    assert len(set(labels)) == len(labels), "two columns of one list have one label"


@over_parts
def test_every_condition_is_one_of_the_rulebooks_dialect(office: Office, part: Part) -> None:
    # Lists, unlike law, may read what is only carried along; and how a leg arrives, on every sheet.
    facts = {ARRIVAL_MODE: VOCABULARY.of("goods")[ARRIVAL_MODE], **VOCABULARY.seen_from(part.fields.sheet)}
    readable: dict[str, Fact] = {
        name: replace(fact, kind=Kind.CIRCUMSTANCE) for name, fact in facts.items() if fact.kind != Kind.STEP
    }
    conditions = [part.when, *(c.need for c in part.fields.columns), *(c.only for c in part.fields.columns)]
    for condition in filter(None, conditions):
        compile_condition(condition, readable, frozenset())


@over_parts
def test_what_calls_for_a_list_can_be_owed_or_asked(office: Office, part: Part) -> None:
    owed = {
        (provision.what, provision.sheet)
        for book in installed_library().everything().rulebooks.values()
        for provision in book.provisions
        if provision.effect is Effect.REQUIRES
    }
    for what in part.whats:
        assert (what, part.called_from) in owed, f"nobody owes {what} on {part.called_from}"
    for fact in part.answers:
        assert fact in VOCABULARY.of(part.called_from)
    assert part.whats or part.answers or part.whole


@pytest.mark.parametrize("office", OFFICES, ids=[f"{o.state}-{o.authority}-{o.title}" for o in OFFICES])
def test_an_office_is_one_of_its_state_and_matter(office: Office) -> None:
    assert set(office.matters) <= MATTERS
    if office.authority:
        authority = VOCABULARY.authorities[office.authority]
        assert authority.state == office.state
    assert all(what in VOCABULARY.whats for what in office.unnamed)
    assert all(any(what in part.whats for part in office.parts) for what in office.unnamed)


def test_every_authority_that_something_can_be_owed_to_has_a_desk() -> None:
    for book in installed_library().everything().rulebooks.values():
        # What the sending State's own law asks is owed at home, and is in no pack.
        for provision in () if book.kind is BodyKind.HOME_LAW else book.provisions:
            authority = provision.authority
            filed = provision.effect is Effect.REQUIRES and provision.by.is_visitor and authority
            if not filed or provision.kind == "conduct" or not provision.sureness.decides:
                continue
            offices = installed_offices().of(VOCABULARY.authorities[authority or ""].state)
            found = office_for(offices, provision.what, provision.sheet, provision.matter, authority)
            assert found is not None, f"{book.id}:{provision.id} of {authority}"
            assert found.is_owed(provision.what, provision.sheet), f"{book.id}:{provision.id}: no list for it"


def test_nothing_that_the_host_does_not_need_is_in_any_list() -> None:
    names = {source.name for _, part in PARTS for _, source in _sources(part)}
    assert not names & NEVER


def test_passports_are_shown_to_immigration_alone_and_only_where_they_are_asked_for() -> None:
    for office, part in PARTS:
        for column, source in _sources(part):
            if source.name.startswith("passport"):
                assert office.matters == ("imm",)
                assert column.only, "a member who comes in a military aircraft shows no passport"


def test_the_transcription_of_part_b_names_only_declared_columns() -> None:
    for sheet, column in NEEDED_BY:
        assert column in VOCABULARY.seen_from(sheet), f"{sheet}.{column}"


def test_words_in_japanese_stand_in_the_lists_of_japan_alone() -> None:
    for office, part in PARTS:
        for column in part.fields.columns:
            if office.state != "JP":
                assert column.native.isascii(), f"{part.fields.id}: {column.label}"


def test_numbers_have_their_unit_in_the_heading() -> None:
    for _, part in PARTS:
        for column, source in _sources(part):
            fact = VOCABULARY.seen_from(source.of or part.fields.sheet)[source.name]
            if fact.type in (Type.NUMBER, Type.INT) and fact.unit:
                assert column.unit, f"{part.fields.id}: {column.label} is in {fact.unit}"


def test_an_unknown_key_in_a_table_is_refused(tmp_path_factory: pytest.TempPathFactory) -> None:
    room = tmp_path_factory.mktemp("corpus") / "offices"
    room.mkdir()
    (room / "lists.toml").write_text(
        '[a]\ntitle="A"\nsheet="goods"\nsource="s"\nsureness="text"\nfont="big"\ncolumns=[]\n'
    )
    (room / "jp.toml").write_text('[[office]]\nmatters=["cus"]\ntitle="T"\n')
    with pytest.raises(ValueError, match="font"):
        read_offices(room.parent)


def test_every_file_of_offices_is_named_after_a_state() -> None:
    files = {entry.name for entry in corpus_folder().joinpath("offices").iterdir()}
    assert files == {"lists.toml", "any.toml", "jp.toml", "au.toml"}
