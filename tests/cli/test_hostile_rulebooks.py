"""A partner's rulebook is a stranger's file: nothing acts in the terminal, nothing ends in a traceback."""

import signal
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest

from comity.cli.main import main

FRONT = """+++
id = "host-bv"
version = 1
title = "Law of Birch"
short = "law"
kind = "host-law"
state = "BV"
parties_sureness = "text"
+++

## Act 1. Papers

Whoever enters carries papers.
"""
CASE = """[base]
receiving_state = "BV"
sending_state = "AQ"

[[case]]
name = "A soldier has no agreement to come under"
sheet = "people"
start = 2024-06-10
given = { person_role = "member" }
expect = { outcome = "not-covered" }
"""
#: Escape sequences, a bell, a carriage return over the line, marks that turn the direction of writing.
ACTING = [
    "\x1b[2J",
    "\x1b]0;title\x07",
    "\x9b31m",
    "\r",
    "\x08",
    "\u202e",
    "\u2066",
    "\u200f",
    "\u061c",
    "\x00",
]
SECONDS = 10


def block(kind: str, *lines: str) -> str:
    return "\n".join(["", "```toml", f"[[{kind}]]", *lines, "```", ""])


def definition(id_: str, when: str) -> str:
    return block(
        "definition",
        f'id = "{id_}"',
        'cites = "Act 1"',
        'sheet = "people"',
        f'when = "{when}"',
        'sureness = "text"',
    )


def duty(when: str, id_: str = "papers", sheet: str = "people", *more: str) -> str:
    return block(
        "provision",
        f'id = "{id_}"',
        'cites = "Act 1"',
        f'sheet = "{sheet}"',
        f'when = "{when}"',
        'effect = "requires"',
        'kind = "conduct"',
        'what = "visa"',
        'sureness = "text"',
        *more,
    )


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Fail if it takes longer: a stranger's file may not keep a machine busy."""

    def over(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"it took more than {seconds} seconds")

    before = signal.signal(signal.SIGALRM, over)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def check(folder: Path, capsys: pytest.CaptureFixture[str], text: str, cases: str = CASE) -> tuple[int, str]:
    """Exit status of `comity rulebook check`, and all that it wrote."""
    (folder / "rulebook.md").write_text(text, encoding="utf-8", errors="surrogatepass")
    (folder / "cases.toml").write_text(cases, encoding="utf-8")
    with within(SECONDS):
        status = main(["rulebook", "check", str(folder / "rulebook.md")])
    captured = capsys.readouterr()
    return status, captured.out + captured.err


def acts(written: str) -> set[str]:
    """Characters that a terminal would act on."""
    return {
        c for c in written if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
    }


@pytest.mark.parametrize("mark", ACTING, ids=ascii)
@pytest.mark.parametrize(
    "place", ["title", "heading", "id", "condition", "key", "table", "says", "cites", "case"]
)
def test_nothing_in_it_acts_in_the_terminal(
    place: str, mark: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    escaped = "".join(f"\\u{ord(c):04x}" for c in mark)
    text, cases = FRONT + duty("employed_by_visiting_force"), CASE
    match place:
        case "title":
            text = text.replace("version = 1", f'version = "{escaped}"')
        case "heading":
            text += f"\n## Act 2. {mark}Rules\n\nWords.\n"
        case "id":
            text = text.replace('id = "papers"', f'id = "{escaped}"')
        case "condition":
            text = text.replace("employed_by_visiting_force", f"nationality = '{escaped}' AND no_such_fact")
        case "key":
            text = text.replace('what = "visa"', f'what = "visa"\n"{escaped}" = 1')
        case "table":
            text = text.replace("[[provision]]", f'[["{escaped}"]]')
        case "says":
            text = text.replace('what = "visa"', f'what = "{escaped}"')
        case "cites":
            text = text.replace('cites = "Act 1"', f'cites = "{escaped}"')
        case "case":
            cases = CASE.replace("A soldier", f"{escaped} soldier").replace("not-covered", "permitted")

    status, written = check(tmp_path, capsys, text, cases)

    assert status == 2
    assert acts(written) == set()


def test_html_is_written_as_it_stands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = FRONT + duty("employed_by_visiting_force").replace("visa", "<script>alert(1)</script>")

    status, written = check(tmp_path, capsys, text)

    assert status == 2
    assert "'<script>alert(1)</script>'" in written


def test_it_cannot_write_the_verdict_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    verdict = "1 rulebooks, 9 provisions, 9 cases: no mistake."
    text = FRONT + duty("employed_by_visiting_force").replace('what = "visa"', f'what = "x\\n{verdict}\\n"')

    status, written = check(tmp_path, capsys, text)

    assert status == 2
    assert verdict not in written.splitlines()


HUGE_AND_DEEP = {
    "a line of two megabytes": FRONT + "x" * 1_900_000 + duty("employed_by_visiting_force"),
    "a heading of two megabytes": FRONT + "\n## " + "x. " * 600_000 + "\n\nNot encoded, because.\n",
    "a key of a megabyte": FRONT + duty("employed_by_visiting_force").replace("kind", "k" * 1_000_000),
    "forty thousand headings": FRONT
    + "".join(f"\n## A{n}. T\n\nNot encoded, because.\n" for n in range(40_000)),
    "a hundred thousand fences": FRONT + "```toml\n```\n" * 100_000,
    "deep arrays": FRONT + "\n```toml\nx = " + "[" * 50_000 + "\n```\n",
    "deep front matter": "+++\nx = " + "[" * 50_000 + "\n+++\n",
    "a table in a table in a table": FRONT + "\n```toml\n" + ".".join(["a"] * 5_000) + " = 1\n```\n",
    "deep brackets": FRONT + duty("(" * 150 + "employed_by_visiting_force" + ")" * 150),
    "deep negation": FRONT + duty("NOT " * 190 + "employed_by_visiting_force"),
    "deep negation on lines": FRONT + duty("NOT\\n" * 900 + "employed_by_visiting_force"),
    "deep lists": FRONT + duty("person_role IN " + "[" * 1_900),
    "deep cases": FRONT + duty("CASE WHEN " * 300),
    "a long condition": FRONT + duty(" OR ".join(["employed_by_visiting_force"] * 2_000)),
    "a number of a thousand digits": FRONT + duty("private_vehicle_count = " + "9" * 1_000, sheet="goods"),
    "a number that is cut off": FRONT + duty("private_vehicle_count = 5e", sheet="goods"),
    "a number beyond all numbers": FRONT + duty("private_vehicle_count > 1e400", sheet="goods"),
    "a fraction of a count": FRONT + duty("private_vehicle_count > 1.5", sheet="goods"),
    "a sum in a list": FRONT + duty("private_vehicle_count IN (-(1 + 1))", sheet="goods"),
    "the first day of all": FRONT + duty("start = DATE '0001-01-01'"),
    "the last day of all": FRONT + duty("start = DATE '9999-12-31'"),
    "a day in another form": FRONT + duty("start = DATE '20240610'"),
    "a day of a week": FRONT + duty("start = DATE '2024-W24-1'"),
    "a number for a version": FRONT.replace("version = 1", "version = " + "9" * 5_000) + duty("TRUE"),
    "a lead of a million years": FRONT
    + duty("TRUE", "papers", "people", 'lead = { amount = 365000000, unit = "working-days" }'),
    "definitions that double thirty times": FRONT
    + definition("d0", "employed_by_visiting_force")
    + "".join(definition(f"d{n}", f"d{n - 1} AND NOT d{n - 1}") for n in range(1, 31))
    + duty("d30"),
    "definitions that cross thirty times": FRONT
    + definition("a0", "employed_by_visiting_force")
    + definition("b0", "drives_official_vehicle")
    + "".join(
        definition(f"a{n}", f"a{n - 1} AND b{n - 1}") + definition(f"b{n}", f"a{n - 1} OR b{n - 1}")
        for n in range(1, 31)
    )
    + duty("a30"),
    "a chain of a thousand definitions": FRONT
    + definition("d0", "employed_by_visiting_force")
    + "".join(definition(f"d{n}", f"NOT d{n - 1}") for n in range(1, 1_000))
    + duty("d999"),
}  # fmt: skip


@pytest.mark.parametrize("name", HUGE_AND_DEEP)
def test_what_is_huge_deep_or_at_the_ends_is_answered_in_sentences(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, written = check(tmp_path, capsys, HUGE_AND_DEEP[name])

    assert status in (0, 2)
    assert written
    assert "Traceback" not in written


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00" * 1_000,
        b"+++\n+++\n",
        b"\xef\xbb\xbf+++\n+++\n",
        b"\xff" * 100,
        b"+++\n" * 100_000,
        b"PK\x03\x04",
    ],
    ids=["empty", "zeros", "no keys", "BOM", "not UTF-8", "many fronts", "archive"],
)
def test_what_is_no_rulebook_at_all_is_refused_in_sentences(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "rulebook.md"
    file.write_bytes(content)

    status = main(["rulebook", "check", str(file)])

    captured = capsys.readouterr()
    assert status == 2
    assert captured.out + captured.err
    assert acts(captured.out + captured.err) == set()


@pytest.mark.parametrize("name", ["\x1b[31mred.md", "\u202egnp.md", "two\nlines.md"], ids=ascii)
def test_the_name_of_the_file_does_not_act_either(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_text(FRONT + duty("no_such_fact"))

    status = main(["rulebook", "check", str(tmp_path / name)])

    captured = capsys.readouterr()
    assert status == 2
    assert acts(captured.out + captured.err) == set()


def test_a_thousand_mistakes_are_named_and_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = FRONT + "".join(duty("no_such_fact", f"p{number}") for number in range(1_001))

    status, written = check(tmp_path, capsys, text)

    assert status == 2
    assert "1,001 mistakes" in written
