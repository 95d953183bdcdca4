"""`comity compare`: what a treaty is worth, for a real visit, in words, as JSON and as a page."""

import json
from pathlib import Path

import pytest

from comity.cli.main import main
from tests.cli.visits import MEMBER, ON, visit_folder

EXAMPLES = Path(__file__).parents[2] / "examples"
FRENCH = str(EXAMPLES / "french-company-2024")


def compare(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    on = () if "--on" in arguments else ("--on", "2024-05-05")
    status = main(["compare", *arguments, *on])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_a_french_company_would_need_no_visa(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = compare(capsys, FRENCH, "--under", "none", "--under", "jp-au-raa")

    said = " ".join(out.split())
    assert status == 0
    assert "It would take away: a visa, for 80 people [jp-au-raa VI.1]" in said
    assert "80 people, 1 aircraft and 5 lines of goods covered by no agreement would be allowed" in said
    assert "settle by notes, case by case" in said


def test_one_agreement_is_held_against_the_law_as_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = compare(capsys, FRENCH, "--under", "jp-au-raa", "--format", "json")

    assert [case["under"] for case in json.loads(out)["cases"]] == ["as-is", "jp-au-raa"]


def test_three_cases_have_a_column_each(capsys: pytest.CaptureFixture[str]) -> None:
    under = ("--under", "none", "--under", "jp-au-raa", "--under", "jp-gb-raa")

    _, out, _ = compare(capsys, FRENCH, *under)

    assert any(line.split() == ["not-covered", "86", "0", "0"] for line in out.splitlines())


def test_the_page_is_written_to_a_file_and_not_over_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "worth.html"
    arguments = (FRENCH, "--under", "jp-au-raa", "--format", "html", "--out", str(out))

    first, _, _ = compare(capsys, *arguments)
    second, _, err = compare(capsys, *arguments)

    assert (first, second) == (0, 2)
    assert "[out.exists]" in err
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("under", "code"),
    [
        (["--under", "as-is"], "compare.one-case"),
        (["--under", "nowhere"], "assess.unknown-agreement"),
        ([part for n in range(7) for part in ("--under", f"x{n}")], "compare.too-many"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    under: list[str], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = compare(capsys, FRENCH, *under)

    assert (status, out) == (2, "")
    assert f"[{code}]" in err


def test_mistakes_in_the_input_make_it_partial(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = visit_folder(tmp_path / "visit", {**MEMBER, "nationality": "Narnia"})

    status, out, err = compare(capsys, str(folder), "--under", "jp-gb-raa", "--on", ON)

    assert status == 2
    assert "PARTIAL" in out
    assert "cell.not-a-state" in err


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_lines_above_a_marking_are_compared_in_no_form(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = [{**MEMBER, "marking": ""}, {**MEMBER, "marking": "SECRET"}, {**MEMBER, "marking": ""}]
    folder = visit_folder(tmp_path / "visit", *people, marking="OFFICIAL")
    options = ("--under", "none", "--on", ON, "--marking-up-to", "official", "--format", form)

    status, out, _ = compare(capsys, str(folder), *options)

    assert status == 0
    assert "people!2-4" not in out
    assert "3 people" not in out
