"""The HTML report: one page that has everything, escapes everything and needs nothing else."""

import base64
import datetime as dt
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from comity.domain.visits.answer import Answer, HomeSide, Requirement
from comity.domain.visits.checks import CheckShown
from comity.domain.visits.line_ranges import LineRanges
from comity.domain.visits.visit import Attestation, ColumnRead, Table, Visit
from comity.report import html, pages
from comity.report.citing import bracketed, cited
from comity.report.html import answer_html
from tests.report.visits import OUTCOMES, SOLDIER, WHATS, varied

_VOID = frozenset({"meta", "link", "br", "img", "input", "hr"})


class Page(HTMLParser):
    """A page as read: its elements, what is nested wrongly, and its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.wrong: list[str] = []
        self._open: list[str] = []
        self._words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data: str) -> None:
        if not self._open or self._open[-1] != "style":
            self._words.append(data)

    @property
    def words(self) -> str:
        return " ".join(" ".join(self._words).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def page_of(visit: Visit, answer: Answer) -> Page:
    return Page(answer_html(answer, visit, WHATS))


@pytest.fixture(scope="module")
def page() -> Page:
    return page_of(*varied())


def test_the_page_is_well_formed(page: Page) -> None:
    assert page.wrong == []


def test_the_pictures_are_well_formed_and_have_a_title() -> None:
    visit, answer = varied()

    for picture in re.findall(r"<svg.*?</svg>", answer_html(answer, visit, WHATS), re.S):
        title = ElementTree.fromstring(picture).find("title")
        assert title is not None
        assert title.text


def test_every_requirement_question_and_outcome_is_in_it(page: Page) -> None:
    _, answer = varied()

    assert {group.outcome for group in answer.groups} >= set(OUTCOMES) - {"permitted"}
    for requirement in answer.requirements:
        assert WHATS[requirement.what] in page.words
        assert all(words in page.words for _, words in cited(requirement.cites, answer.shorts))
        assert not requirement.authority_name or requirement.authority_name in page.words
    for question in answer.questions:
        assert question.asks in page.words
        assert f"'{question.fact}'" in page.words
    for group in answer.groups:
        assert group.outcome.replace("-", " ") in page.words
        assert group.id in page.words


def test_the_page_cites_bodies_of_law_by_the_names_that_readers_know(page: Page) -> None:
    _, answer = varied()

    bodies = {cite.partition(" ")[0] for requirement in answer.requirements for cite in requirement.cites}
    assert bodies
    assert all(answer.shorts[body] in page.words for body in bodies)
    assert not any(f"[{body} " in page.words for body in bodies)


def test_a_body_of_law_is_named_once_for_citations_that_follow_each_other() -> None:
    shorts = {"jp-au-raa": "Japan–Australia RAA", "host-jp": "Japanese law"}
    cites = [
        "jp-au-raa VI.1",
        "jp-au-raa I(d)",
        "host-jp Customs law",
        "jp-au-raa V.2",
        "host-xx 3",
        "host-xx 4",
    ]

    assert [words for _, words in cited(cites, shorts)] == [
        "Japan–Australia RAA VI.1",
        "I(d)",
        "Japanese law: Customs law",
        "Japan–Australia RAA V.2",
        "host-xx 3",
        "host-xx 4",
    ]
    assert bracketed(cites[:2]) == " [jp-au-raa VI.1, jp-au-raa I(d)]"


def test_what_is_late_stands_at_the_top_with_what_can_be_done_about_it() -> None:
    visit, answer = varied()
    late = replace(answer, requirements=tuple(_late(r) if r.due_on else r for r in answer.requirements))

    words = page_of(visit, late).words

    top = words.partition(" What to do With a day")[0]
    assert "1 late" in top
    assert "LATE, by 10 May 2024" in top
    assert "Ask the office to shorten it." in top


def _late(requirement: Requirement) -> Requirement:
    turn = requirement.turn and replace(requirement.turn, late=True)
    return replace(requirement, late=True, turn=turn)


def test_the_words_of_a_provision_are_shown_where_they_are_known(page: Page) -> None:
    assert "Bring a passport that is valid." in page.words
    assert "No weapons in Birch." in page.words


def test_days_are_written_out(page: Page) -> None:
    assert "10 June 2024 to 19 June 2024" in page.words
    assert not re.search(r"\b20\d\d-\d\d-\d\d\b", page.words.partition("What this rests on")[0])


def test_nothing_is_fetched_and_nothing_runs(page: Page) -> None:
    text = answer_html(varied()[1], varied()[0], WHATS)

    assert not re.search(r"https?:|//[a-z]|url\(|@import|javascript:", text)
    for tag in ("script", "link", "img", "iframe", "form", "object"):
        assert page.all(tag) == []
    for _, attributes in page.elements:
        assert not any(name.startswith("on") or name in ("style", "src", "srcset") for name in attributes)
        assert (attributes.get("href") or "#").startswith("#")


def test_the_policy_allows_the_one_style_sheet_and_nothing_else(page: Page) -> None:
    text = answer_html(varied()[1], varied()[0], WHATS)
    style = text.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()

    policy = next(each["content"] for each in page.all("meta") if each.get("http-equiv"))

    assert policy == (f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'")


def test_ids_are_unique_and_every_reference_leads_to_one(page: Page) -> None:
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]

    assert len(ids) == len(set(ids))
    for _, attributes in page.elements:
        named = (attributes.get("aria-labelledby") or "").split()
        named += [attributes["href"][1:]] if attributes.get("href") else []  # type: ignore[index]
        assert set(named) <= set(ids)


def test_headings_go_down_by_one_level_at_a_time(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_the_page_says_its_language_can_be_skipped_into_and_names_its_tables(page: Page) -> None:
    assert page.all("html")[0]["lang"] == "en"
    assert page.all("a")[0]["href"] == "#answer"
    assert len(page.all("caption")) == len(page.all("table")) > 0
    assert all(each.get("scope") == "col" for each in page.all("th"))


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><b>",
    "</title><b>",
    "{{ 7 * 7 }}",
    "\\000022 } body { display: none",
    "\ud800",
]


def said_everywhere(text: str) -> str:
    """The page of a visit that says a text wherever somebody can write one."""
    cell = text.replace("\ud800", "?")
    visit, answer = varied({**SOLDIER, "person_id": cell}, {"person_id": "P3"})
    read = ColumnRead(text, None, text)
    answer = replace(
        answer,
        visit=replace(answer.visit, title=text, consent=text),
        attested_by=text,
        attestations=(Attestation("people", text, text, None, {}, (text,), 1, (text,)),),
        answers=(("people", "role", text, 1),),
        tables=(Table("people", text, text, 2, 3, 1, columns=(read,), notes=(text,)),),
        checks=(CheckShown("kind", "people", text, LineRanges(), text, text),),
    )
    return answer_html(answer, visit, WHATS)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_nothing_from_the_visit_becomes_mark_up(text: str) -> None:
    page, innocent = Page(said_everywhere(text)), Page(said_everywhere("innocent"))

    assert page.wrong == []
    assert [(tag, sorted(attributes)) for tag, attributes in page.elements] == [
        (tag, sorted(attributes)) for tag, attributes in innocent.elements
    ]
    shown = text if text.isprintable() else "\\ud800"
    assert page.words.count(" ".join(shown.split())) >= 10


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_title_cannot_leave_its_place_in_the_style_sheet(text: str) -> None:
    rule = html._running_head(text, "0" * 64)

    assert re.fullmatch(r"(\\[0-9a-f]{6})*", rule.partition('content: "')[2].partition('"')[0])
    assert "<" not in rule


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200f", "\x1b[2J", "\x07"], ids=ascii)
def test_what_steers_the_screen_is_spelled_out(mark: str) -> None:
    visit, answer = varied({**SOLDIER, "person_id": f"a{mark}b"})

    written = answer_html(replace(answer, visit=replace(answer.visit, title=f"a{mark}b")), visit, WHATS)

    assert mark[0] not in written
    assert Page(written).words.count(f"a\\u{ord(mark[0]):04x}{mark[1:]}b") >= 2


def test_a_text_without_end_is_cut() -> None:
    visit, answer = varied({**SOLDIER, "person_id": "x" * 10_000})
    long = replace(answer, visit=replace(answer.visit, title="y" * 10_000))

    words = page_of(visit, long).words

    assert not re.search("x{200}|y{300}", words)
    assert "x" * 100 in words


def test_beyond_a_limit_the_lines_with_the_worst_outcome_are_shown_and_the_cut_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    visit, answer = varied(*[SOLDIER] * 30, {**SOLDIER, "armed": True})
    monkeypatch.setattr(html, "_MOST", replace(html._MOST, lines=10))

    words = page_of(visit, answer).words

    assert "Shown are 10 lines of 31" in words
    assert words.count("✕ forbidden") >= 2


def test_what_the_home_law_asks_has_a_section_and_is_late_at_the_top_too() -> None:
    visit, answer = varied()
    permit = _late(next(r for r in answer.requirements if r.due_on))
    side = HomeSide("AQ", "out", "held", "Read in its ordinary rules.", requirements=(permit,))

    words = page_of(visit, replace(answer, home=(side,))).words

    assert "LATE, by" in words.partition(" What to do With a day")[0]
    assert "Antarctica, going out" in words
    assert "Read in its ordinary rules." in words


def test_lines_that_were_left_out_for_their_marking_are_counted() -> None:
    visit, answer = varied()

    words = page_of(visit, replace(answer, marking_up_to="RESTRICTED", withheld=(("goods", 2),))).words

    assert "Shown up to RESTRICTED. Left out for their marking: 2 lines of goods" in words


def test_a_visit_without_lines_makes_a_page() -> None:
    visit, answer = varied(SOLDIER)
    empty = replace(visit, sheets={})

    page = page_of(empty, replace(answer, lines=(), groups=(), requirements=(), questions=()))

    assert page.wrong == []
    assert "Nothing." in page.words


def test_every_colour_of_words_can_be_read_on_its_ground() -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1, in the light, the dark and the printed page."""
    for variables in _palettes(pages.text_of("style.css")):
        grounds = {name: variables.get(f"{name}-back", variables["page"]) for name in variables}
        for name, colour in variables.items():
            if name not in ("page", "line", "raised") and not name.endswith("-back"):
                assert _contrast(colour, grounds[name]) >= 4.5, name
                assert _contrast(colour, variables["page"]) >= 4.5, name
        assert _contrast(variables["text"], variables["raised"]) >= 4.5


def _palettes(css: str) -> list[dict[str, str]]:
    found = [
        dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block))
        for block in re.findall(r":root \{(.*?)\}", css, re.S)
    ]
    assert len(found) == 3
    return found


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_asking_on_another_day_changes_the_page_and_nothing_else_does() -> None:
    visit, answer = varied()

    assert answer_html(answer, visit, WHATS) == answer_html(answer, visit, WHATS)
    later = replace(answer, asked_on=dt.date(2024, 2, 1))
    assert "asked 1 February 2024" in answer_html(later, visit, WHATS)
