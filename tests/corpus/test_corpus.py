"""The installed law as a whole: it reads, cites itself, is plain text, and decides no more than it may."""

import re
from importlib.resources.abc import Traversable

import pytest

from comity.corpus.case_reader import read_cases
from comity.corpus.library import installed_library
from comity.corpus.reading import corpus_folder
from comity.domain.provisions.rulebook import BodyKind, Definition, Effect, ExceptionTo, Provision, Rulebook
from comity.domain.provisions.rulebook_json import from_json, to_json

LIBRARY = installed_library()
BOOKS = LIBRARY.ids()
RAAS = ("jp-au-raa", "jp-gb-raa", "jp-ph-raa")

#: What the digest (10.4) says is not to be firm, as it is named in the corpus.
NOT_FIRM = {
    *(f"{raa}:weapon-carried-on-duty" for raa in RAAS),
    *(f"{raa}:official-vehicle-mark" for raa in RAAS),
    "jp-au-raa:carry-home-driving-licence",
    "jp-gb-raa:carry-home-driving-licence",
    "jp-ph-raa:home-driving-licence-accepted",
    *(f"{raa}:claims-between-parties" for raa in RAAS[:2]),
    *(f"{raa}:claims-third-party-on-duty" for raa in RAAS[:2]),
    *(f"{raa}:claims-off-duty" for raa in RAAS[:2]),
    "jp-ph-raa:claims",
    "jp-ph-raa:human-quarantine",
    "jp-ph-raa:official-goods-entry",
    "jp-ph-raa:official-goods-duty-within-law",
    "jp-ph-raa:official-equipment-entry",
    "jp-ph-raa:personal-goods-entry",
    "jp-ph-raa:hand-over",
    "jp-ph-raa:death-penalty",
}
#: Article numbers inside these ranges are not verified: only the ranges are cited.
UNVERIFIED_NUMBERS = [
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XV",
    "XVI",
    "XVIII",
    "XIX",
    "XXII",
    "XXIII",
    "XXV",
    "XXVI",
    "XXVIII",
]
#: Firm rules of the digest (10.3), and its test vectors (10.6).
FIRM_RULES = {f"R{number:02}" for number in range(1, 42)}
VECTORS = {"T1", "T2", "T6", "T7", "T9", "T10", "T11", "T13", "T14"}


def book(name: str) -> Rulebook:
    found, _ = LIBRARY.read(name)
    assert found is not None
    return found


def parts(found: Rulebook) -> list[Provision | Definition | ExceptionTo]:
    """Everything that cites: provisions, definitions and their exceptions."""
    excepted: list[Provision | Definition] = [*found.provisions, *found.definitions]
    return [*excepted, *(e for part in excepted for e in part.exceptions)]


def cited(found: Rulebook) -> set[str]:
    return {cite for part in parts(found) for cite in part.cites} | set(found.scope.cites)


@pytest.mark.parametrize("name", BOOKS)
def test_a_rulebook_reads_without_problems(name: str) -> None:
    found, problems = LIBRARY.read(name)

    assert [str(problem) for problem in problems] == []
    assert found is not None
    assert found.id == name
    assert found.version >= 1
    assert found.provisions


@pytest.mark.parametrize("name", BOOKS)
def test_everything_cites_a_heading_of_its_own_file(name: str) -> None:
    labels = [section.label for section in book(name).sections]

    strays = [
        cite
        for cite in cited(book(name))
        if not any(re.fullmatch(re.escape(label) + r"(?![A-Za-z0-9]).*", cite) for label in labels)
    ]

    assert strays == []
    assert all(part.cites for part in parts(book(name)))


@pytest.mark.parametrize("name", BOOKS)
def test_every_heading_is_encoded_or_says_why_not(name: str) -> None:
    found = book(name)

    silent = [
        section.label
        for section in found.sections
        if not section.not_encoded and not any(cite.startswith(section.label) for cite in cited(found))
    ]

    assert silent == []


@pytest.mark.parametrize("name", BOOKS)
def test_every_article_is_paraphrased_in_plain_words(name: str) -> None:
    assert [section.label for section in book(name).sections if not section.words] == []


def law_files(folder: Traversable) -> list[Traversable]:
    inner = [file for entry in folder.iterdir() if entry.is_dir() for file in law_files(entry)]
    return [*inner, *(entry for entry in folder.iterdir() if entry.name.endswith((".md", ".toml")))]


def test_every_file_of_the_law_is_plain_utf_8() -> None:
    for file in law_files(corpus_folder()):
        text = file.read_bytes().decode("utf-8")

        acting = {c for c in text if c != "\n" and not c.isprintable()}
        assert acting == set(), file.name
        assert not text.startswith("\ufeff"), file.name
        assert text.endswith("\n"), file.name


def test_there_is_a_host_law_and_one_body_of_each_kind() -> None:
    kinds = [book(name).kind for name in BOOKS]

    assert {book(name).state for name in BOOKS if book(name).kind is BodyKind.HOST_LAW} >= {
        "JP",
        "AU",
        "GB",
        "PH",
    }
    assert set(kinds) == set(BodyKind)


def test_every_agreement_with_a_rulebook_is_registered_between_the_same_states() -> None:
    for name in BOOKS:
        if book(name).kind is BodyKind.AGREEMENT:
            assert set(book(name).parties) == set(LIBRARY.registry[name].parties)


def test_what_the_digest_holds_to_be_unsure_does_not_decide() -> None:
    decides = {f"{name}:{p.id}": p.sureness.decides for name in BOOKS for p in book(name).provisions}

    assert decides.keys() >= NOT_FIRM
    assert [name for name in sorted(NOT_FIRM) if decides[name]] == []


@pytest.mark.parametrize("name", RAAS)
def test_no_article_number_that_is_not_verified_is_cited(name: str) -> None:
    assert [cite for cite in cited(book(name)) if re.split(r"[.(]", cite)[0] in UNVERIFIED_NUMBERS] == []


@pytest.mark.parametrize("name", RAAS)
def test_nothing_is_said_for_sure_of_what_was_not_seen(name: str) -> None:
    """Post, uniforms, medical care, military police, port dues and the end of the agreement."""
    unseen = re.compile("post|mail|uniform|medical|police|port-dues|terminat|landing-fee")

    firm = [p.id for p in book(name).provisions if p.sureness.decides and unseen.search(f"{p.id} {p.what}")]

    assert firm == []


def test_the_british_designation_is_asked_for_and_never_assumed() -> None:
    reading = [p for p in book("host-gb").provisions if "visiting_force_designated" in p.when.facts]

    assert reading
    assert "visiting_force_designated" in LIBRARY.vocabulary.of("contingent")


def test_every_firm_rule_and_test_vector_of_the_digest_is_proved_by_a_case() -> None:
    proved = set()
    for name in BOOKS:
        cases, _ = read_cases(LIBRARY.cases(name) or "", name, "cases.toml", LIBRARY.vocabulary)
        proved |= {rule for case in cases for rule in case.rules}

    assert sorted((FIRM_RULES | VECTORS) - proved) == []


def test_what_does_not_decide_or_binds_nobody_by_itself_is_said_in_words() -> None:
    wordless = [
        f"{name}:{p.id}"
        for name in BOOKS
        for p in book(name).provisions
        if not p.says and (not p.sureness.decides or p.effect in (Effect.FORBIDS, Effect.ASSIGNS))
    ]

    assert wordless == []


def test_every_authority_of_a_duty_is_one_of_the_state_that_it_is_due_in_or_of_a_party() -> None:
    for name in BOOKS:
        states = {*book(name).parties, *([book(name).state] if book(name).state else [])}
        for p in book(name).provisions:
            if p.authority and states:
                assert LIBRARY.vocabulary.authorities[p.authority].state in states, f"{name}:{p.id}"


def test_every_circumstance_that_law_reads_has_its_question() -> None:
    vocabulary = LIBRARY.vocabulary
    read = set()
    for name in BOOKS:
        excepted: list[Provision | Definition] = [*book(name).provisions, *book(name).definitions]
        for part in excepted:
            conditions = (part.when, *(e.when for e in part.exceptions))
            read |= {(part.sheet or "visit", fact) for each in conditions for fact in each.facts}

    silent = [(sheet, fact) for sheet, fact in sorted(read) if not vocabulary.seen_from(sheet)[fact].asks]

    assert silent == []


@pytest.mark.parametrize("name", BOOKS)
def test_a_compiled_rulebook_is_the_same_as_the_one_that_was_read(name: str) -> None:
    found = book(name)

    assert from_json(to_json(found)) == found
