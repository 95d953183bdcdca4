"""`comity diff`: what a late change reopens, and what stays; its exit status is that of `diff`."""

import json
from pathlib import Path
from typing import Any

import pytest

from comity.cli.main import main
from tests.cli.visits import MEMBER, ON, visit_folder

PERSON = {**MEMBER, "entry_procedure_followed": ""}


def diff(capsys: pytest.CaptureFixture[str], old: Path, new: Path, *options: str) -> tuple[int, str, str]:
    status = main(["diff", str(old), str(new), "--on", ON, *options])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def named(*names: str, **changes: str) -> list[dict[str, str]]:
    return [{"person_id": name, **PERSON, **changes} for name in names]


def test_nothing_changed_is_one_line_and_status_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = visit_folder(tmp_path / "old", *named("A", "B"))
    new = visit_folder(tmp_path / "new", *named("B", "A"))

    assert diff(capsys, old, new) == (0, "Nothing changed.\n", "")


def test_a_change_is_status_1_with_what_reopens_before_what_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = visit_folder(tmp_path / "old", *named("A", "B"))
    new = visit_folder(tmp_path / "new", *named("A", "C"))

    status, out, _ = diff(capsys, old, new)

    assert status == 1
    assert out.startswith("Outcome: conditional, as before.")
    assert out.index("Reopens") < out.index("Added") < out.index("Left")
    assert "people: C (1 conditional)" in out
    assert "is not guessed" in out


def test_json_holds_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = visit_folder(tmp_path / "old", *named("A"))
    new = visit_folder(tmp_path / "new", *named("A", person_role="contractor"), title="Other title")

    status, out, _ = diff(capsys, old, new, "--format", "json")
    found: dict[str, Any] = json.loads(out)

    assert status == 1
    assert found["changed"] is True
    assert found["outcome"] == {"old": "conditional", "new": "not-covered"}
    assert found["lines"]["changed"] == [
        {
            "sheet": "people",
            "column": "person_role",
            "old": "member",
            "new": "contractor",
            "lines": ["people!2"],
            "count": 1,
        }
    ]
    assert [(s["fact"], s["old"], s["new"]) for s in found["stated"]] == [
        ("title", "Winter exercise", "Other title")
    ]
    assert {r["change"] for r in found["requirements"]} <= {"reopens", "stays", "new", "gone"}


def test_what_was_filed_already_is_to_be_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    filed = '\n[[filing]]\nwhat = "entry-procedure"\nfiled_on = 2024-01-02\n'
    folders = []
    for name, people in (("old", named("A")), ("new", named("A", "B"))):
        folder = visit_folder(tmp_path / name, *people)
        toml = folder / "visit.toml"
        toml.write_text(toml.read_text() + filed)
        folders.append(folder)

    _, out, _ = diff(capsys, folders[0], folders[1])

    assert "It was filed on 2 January 2024 and is with them: tell the office, or file again." in " ".join(
        out.split()
    )


def test_mistakes_in_either_are_status_2_and_told_after_what_could_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = visit_folder(tmp_path / "old", *named("A"))
    new = visit_folder(tmp_path / "new", *named("A", nationality="Narnia"))

    status, out, err = diff(capsys, old, new)
    strict, nothing, _ = diff(capsys, old, new, "--strict")

    assert (status, strict) == (2, 2)
    assert out
    assert "cell.not-a-state" in err
    assert nothing == ""


def test_nothing_of_a_file_steers_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = visit_folder(tmp_path / "old", *named("A"))
    new = visit_folder(tmp_path / "new", *named("A", surname="x\u200b\u00ad=1+1"))

    _, out, _ = diff(capsys, old, new)

    assert all(c.isprintable() or c == "\n" for c in out)


@pytest.mark.parametrize("side", ["old", "new"])
def test_a_line_that_may_not_be_shown_in_one_version_is_shown_in_neither(
    side: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = {
        name: [*named("Ghost", surname="Phantom", marking="SECRET" if name == side else ""), *named("A")]
        for name in ("old", "new")
    }
    folders = [visit_folder(tmp_path / n, *people[n], marking="OFFICIAL") for n in ("old", "new")]

    for form in ("text", "json"):
        status, out, err = diff(
            capsys, folders[0], folders[1], "--marking-up-to", "official", "--format", form
        )

        assert status == 0
        assert "Ghost" not in out + err
        assert "Phantom" not in out + err
