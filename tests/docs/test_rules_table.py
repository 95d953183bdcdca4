"""The page rules-r01-r41.md says what is so: what it names exists, and what is not firm decides nothing."""

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

from comity.corpus.library import installed_library
from comity.domain.provisions.rulebook import Rulebook

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "rules-r01-r41.md"
RULES = tuple(f"R{number:02}" for number in range(1, 42))
ACCESS = ("jp-au-raa", "jp-gb-raa", "jp-ph-raa")

#: Article numbers that nobody has confirmed: no citation may name one alone.
UNCONFIRMED = re.compile(r"(?:VIII|IX|X|XI|XII|XIII|XV|XVI|XVIII|XIX|XXII|XXIII|XXV|XXVI|XXVIII)(?:[.(]|$)")

NAMED = re.compile(r"`([a-z0-9-]+):([a-z0-9_-]+)`")
SILENT = re.compile(r"`([a-z0-9-]+):silent (\w+)`")
HEADING = re.compile(r"`([a-z0-9-]+)#([^`]+)`")
CASE = re.compile(r"([a-z0-9-]+): \"([^\"]+)\"")


def rows(heading: str) -> list[list[str]]:
    """The rows of the table below a heading, as cells."""
    section = PAGE.read_text(encoding="utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in section.splitlines()
        if line.startswith("|")
    ]
    return cells[2:]


FIRM, NOT_FIRM = rows("Firm rules"), rows("Not firm: nothing of it decides")


def book(rulebook_id: str) -> Rulebook:
    return installed_library().rulebook(rulebook_id)


def is_in(rulebook: Rulebook, name: str) -> bool:
    """Whether a rulebook has a scope, a definition or a provision of that name."""
    if name == "scope":
        return rulebook.scope.line > 0
    return rulebook.provision(name) is not None or any(d.id == name for d in rulebook.definitions)


@cache
def cases() -> dict[tuple[str, str], tuple[str, ...]]:
    """The rules that each case proves, by rulebook and the case's name."""
    library = installed_library()
    found = {}
    for name in library.ids():
        for case in tomllib.loads(library.cases(name) or "").get("case", []):
            found[name, case["name"]] = tuple(case.get("rules", ()))
    return found


def test_the_table_has_every_firm_rule_once() -> None:
    assert [row[0] for row in FIRM] == list(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_every_firm_rule_has_a_case(rule: str) -> None:
    assert any(rule in rules for rules in cases().values())


@pytest.mark.parametrize("row", FIRM, ids=RULES)
def test_what_a_firm_rule_names_exists(row: list[str]) -> None:
    missing = [
        f"{rulebook}:{name}" for rulebook, name in NAMED.findall(row[2]) if not is_in(book(rulebook), name)
    ]

    assert not missing


@pytest.mark.parametrize("row", FIRM, ids=RULES)
def test_a_firm_rule_rests_on_something_that_decides(row: list[str]) -> None:
    provisions = [book(rulebook).provision(name) for rulebook, name in NAMED.findall(row[2])]
    decides = any(p is None or p.sureness.decides for p in provisions)

    assert decides or "registry" in row[2]


@pytest.mark.parametrize("row", FIRM, ids=RULES)
def test_the_cases_named_prove_the_rule(row: list[str]) -> None:
    named = CASE.findall(row[3])

    assert named
    assert not [case for case in named if row[0] not in cases().get(case, ())]


@pytest.mark.parametrize("row", NOT_FIRM, ids=[row[0] for row in NOT_FIRM])
def test_what_is_not_firm_decides_nothing(row: list[str]) -> None:
    for rulebook, name in NAMED.findall(row[2]):
        provision = book(rulebook).provision(name)
        assert provision is not None, f"{rulebook}:{name} is no provision"
        assert not provision.sureness.decides, f"{rulebook}:{name} is {provision.sureness}"
        assert provision.says


@pytest.mark.parametrize("row", NOT_FIRM, ids=[row[0] for row in NOT_FIRM])
def test_what_is_not_encoded_says_why(row: list[str]) -> None:
    for rulebook, label in HEADING.findall(row[2]):
        reasons = [section.not_encoded for section in book(rulebook).sections if section.label == label]
        assert reasons, f"{rulebook} has no heading {label}"
        assert reasons[0], f"{rulebook} encodes {label} without saying what it leaves out"
    for rulebook, sheet in SILENT.findall(row[2]):
        assert any(silence.sheet == sheet for silence in book(rulebook).silences), f"{rulebook}: {sheet}"


@pytest.mark.parametrize("rulebook", ACCESS)
def test_no_citation_names_an_article_number_that_nobody_confirmed(rulebook: str) -> None:
    law = book(rulebook)
    cited = [cite for p in law.provisions for cite in p.cites]
    cited += [cite for d in law.definitions for cite in d.cites]

    assert not [cite for cite in cited if UNCONFIRMED.match(cite)]


def test_a_british_designation_of_japan_is_asked_and_not_assumed() -> None:
    exempt = book("host-gb").provision("posted-member-exempt")

    assert exempt is not None
    assert "visiting_force_designated" in exempt.when.facts
