"""Pages in another language: every word is said, but what is the law's, the planner's or a name."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from comity.corpus.library import installed_library
from comity.desk.answering import Answered, answered, read
from comity.desk.asking import Asking
from comity.desk.comparing import comparison_of
from comity.domain.visits.answer import Answer
from comity.languages import LANGUAGES, speaking, speech
from comity.report.comparison import comparison_html, comparison_sections
from comity.report.html import answer_html, answer_sections
from tests.examples.asked import BUSHIDO, CEBU, FRENCH, SWISS, VIGILANT
from tests.examples.asked import Asked as Example
from tests.languages.pseudo import pseudo_catalogue, said_in
from tests.report.visits import WHATS as CAST_WHATS
from tests.report.visits import varied

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples"
WHATS = installed_library().vocabulary.whats
_VOID = frozenset({"meta", "link", "br", "rect", "line", "circle", "path"})
#: What is not said: identifiers, what people wrote, and pictures, whose words the tables beside them have.
_NOT_SAID = frozenset({"code", "style", "bdi", "q", "svg"})


@pytest.fixture
def _bracketed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(speech, "catalogue", lambda code: pseudo_catalogue())
    with speaking("de"):
        yield


def _given(example: Example) -> Answered:
    name, on, under = example
    asking = Asking(on, under)
    return answered(read(EXAMPLES / name, asking), asking)


class _Unsaid(HTMLParser):
    """The words of a page that stand in no brackets, but for those of elements that are not said."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self._skipped: list[bool] = []
        self._depth = 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            given = dict(attrs)
            is_law = given.get("lang") == "en" or given.get("class") == "cites"
            self._skipped.append(tag in _NOT_SAID or is_law)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        self._skipped.pop()

    def handle_data(self, data: str) -> None:
        if not any(self._skipped):
            outside, self._depth = said_in(data, self._depth)
            self.words.append(outside)


def _unsaid(page: str, *answers: Answer) -> list[str]:
    """The words without brackets that are no citation, no id, no day and no name."""
    names = []
    for answer in answers:
        names += [answer.visit.title, *(a.title for a in answer.agreements)]
        names += [said.source for a in answer.agreements for said in a.said]
        names += [book for book, _, _ in answer.rulebooks] + [a.id for a in answer.agreements]
        names += [problem.code for problem in answer.problems]
    text = "\n".join(_Unsaid(page).words)
    for name in sorted(filter(None, names), key=len, reverse=True):
        text = text.replace(name, "")
    text = re.sub(r"\[[^\]]*\]|\b[a-z_]+-\d+\b|\b\d+\. \w+ \d{4}\b|\b[A-Z][a-z]+ \d{4}\b", "", text)
    return [line.strip() for line in text.splitlines() if re.search(r"[A-Za-z]{3}", line)]


@pytest.mark.usefixtures("_bracketed")
@pytest.mark.parametrize("example", [BUSHIDO, SWISS, VIGILANT, CEBU, FRENCH], ids=lambda example: example[0])
def test_every_sentence_of_an_answer_is_said(example: Example) -> None:
    given = _given(example)

    assert _unsaid(answer_sections(given.answer, given.visit, WHATS), given.answer) == []


@pytest.mark.usefixtures("_bracketed")
def test_every_note_on_a_list_is_said() -> None:
    name, on, under = BUSHIDO
    asking = Asking(on, under)
    given = answered(read(EXAMPLES / name / "as-received", asking), asking)
    assert any(table.notes for table in given.answer.tables)

    assert _unsaid(answer_sections(given.answer, given.visit, WHATS), given.answer) == []


@pytest.mark.usefixtures("_bracketed")
def test_every_mistake_in_the_input_is_said(tmp_path: Path) -> None:
    name, on, under = VIGILANT
    folder = shutil.copytree(EXAMPLES / name, tmp_path / name)
    header = folder / "visit.toml"
    header.write_text(f'colour = "grey"\ndraught = 1\n{header.read_text(encoding="utf-8")}', encoding="utf-8")
    (folder / "peeple.csv").write_text("ref\nA\n", encoding="utf-8")
    with (folder / "people.csv").open("a", encoding="utf-8") as people:
        people.write("one,cell,too,many" + ",x" * 40 + "\n")
    goods = (folder / "goods.csv").read_text(encoding="utf-8").splitlines()
    shifted = [goods[0], ",".join("?" for _ in goods[0].split(",")), *goods[1:]]
    (folder / "goods.csv").write_text("\n".join(shifted) + "\n", encoding="utf-8")
    asking = Asking(on, under)

    given = answered(read(folder, asking), asking)

    assert len({problem.code for problem in given.answer.problems}) >= 5
    assert _unsaid(answer_sections(given.answer, given.visit, WHATS), given.answer) == []


@pytest.mark.usefixtures("_bracketed")
def test_every_sentence_of_a_comparison_is_said() -> None:
    name, on, _ = VIGILANT
    asking = Asking(on)
    comparison = comparison_of(read(EXAMPLES / name, asking), ["none", "as-is", "jp-au-raa"], asking)

    page = comparison_html(comparison, WHATS)

    body = page[page.index("<body>") :].removesuffix("</html>")
    assert _unsaid(body, *(case.answer for case in comparison.cases)) == []


@pytest.mark.parametrize("example", [BUSHIDO, SWISS, VIGILANT, CEBU, FRENCH], ids=lambda example: example[0])
def test_no_sign_of_english_stands_behind_japanese(example: Example) -> None:
    given = _given(example)

    with speaking("ja"):
        page = answer_sections(given.answer, given.visit, WHATS)

    text = "".join(_Unsaid(page).words)
    assert "。" in text
    assert re.findall(r".{9}[\u3041-\u30ff\u4e00-\u9fff）」][.,;:](?=\s|$)|.{9}[。、；：][.,;:]", text) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_page_says_which_language_it_speaks(code: str) -> None:
    visit, answer = varied()

    with speaking(code):
        page = answer_html(answer, visit, CAST_WHATS)

    assert f'<html lang="{code}">' in page


def test_the_law_is_marked_as_english_where_the_page_is_not() -> None:
    visit, answer = varied()
    said = next(f.says for g in answer.groups for f in g.findings if f.says and f.result != "lifted")

    english = answer_html(answer, visit, CAST_WHATS)
    with speaking("fr"):
        french = answer_html(answer, visit, CAST_WHATS)

    assert f'<span lang="en">{said}</span>' in french
    assert f'<span lang="en">{said}</span>' not in english


def test_sections_bring_no_style_and_no_script_of_their_own() -> None:
    given = _given(BUSHIDO)
    asking = Asking(BUSHIDO[1])
    comparison = comparison_of(read(EXAMPLES / BUSHIDO[0], asking), ["none", "as-is"], asking)

    for sections in (
        answer_sections(given.answer, given.visit, WHATS),
        comparison_sections(comparison, WHATS),
    ):
        assert not re.search(r"<(?:style|script|main|html|body)\b|\son\w+=|\sstyle=", sections)
        assert len(set(re.findall(r' id="([^"]+)"', sections))) == sections.count(' id="')


def test_what_somebody_wrote_is_never_translated() -> None:
    visit, answer = varied()
    named = replace(answer, visit=replace(answer.visit, title="permitted", consent="forbidden"))

    with speaking("fr"):
        page = answer_html(named, replace(visit, title="permitted"), CAST_WHATS)

    assert "<h1><bdi>permitted</bdi></h1>" in page
    assert "forbidden" in page
