"""`--marking-up-to`: whatever the form of the answer, nothing in it comes from a line that is left out."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from comity.cli.main import main
from tests.cli.visits import MEMBER, ON, assess_json, visit_folder

#: Words that stand in lines left out and nowhere else.
GHOSTS = ("Phantom", "G-0042", "Umbra", "Spectre", "wraith")
HIDDEN = {
    **MEMBER,
    "person_id": "G-0042",
    "surname": "Phantom",
    "given_names": "Umbra",
    "nationality": "AU",
    "marking": "SECRET AUSTEO",
}
SEEN = {**MEMBER, "person_id": "P1", "surname": "Example", "marking": ""}


@pytest.fixture
def visit(tmp_path: Path) -> Path:
    """Two people, one of them secret; a secret aircraft; a pack of dogs and its secret handler."""
    folder = visit_folder(tmp_path / "visit", HIDDEN, SEEN, marking="OFFICIAL")
    (folder / "aircraft.csv").write_text(
        "ref,tail_number,callsign,state_aircraft,captain,marking,pool\n"
        "spectre flight,Spectre,wraith 1,yes,G-0042,TOP SECRET,wraith\n"
    )
    (folder / "animals.csv").write_text("animal_id,species,handler\nrex,dog,G-0042\n")
    (folder / "movements.csv").write_text(
        "leg_id,carrier_ref,eta_utc,to_place\nL1,Spectre,2024-06-11T01:00Z,RJTY\n"
    )
    (folder / "visit.toml").write_text(
        (folder / "visit.toml").read_text() + '\n[[pool]]\nid = "wraith"\nsheet = "aircraft"\ntake = 1\n'
        '\n[[attestation]]\nsheet = "people"\nstatement = "all serve, except G-0042"\nby = "A. Example"\n'
        'on = 2024-01-02\nexceptions = ["G-0042"]\n'
        "facts = { ordinarily_resident_in_receiving_state = false }\n"
    )
    people = (folder / "people.csv").read_text()
    assert all(word in people + (folder / "aircraft.csv").read_text() for word in GHOSTS)
    return folder


@pytest.mark.parametrize("form", ["text", "json", "html", "xlsx", "ics"])
def test_no_answer_holds_anything_of_a_line_left_out(
    form: str, visit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / f"answer.{form}"
    arguments = ["assess", str(visit), "--on", ON, "--format", form, "--out", str(out)]

    main([*arguments, "--marking-up-to", "official"])
    captured = capsys.readouterr()

    text = written(out) + captured.out + captured.err
    assert [word for word in GHOSTS if word.casefold() in text.casefold()] == []


def test_no_pack_holds_anything_of_a_line_left_out(
    visit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "packs"

    main(["pack", str(visit), "--on", ON, "--out", str(out), "--marking-up-to", "official"])
    captured = capsys.readouterr()

    files = [file for file in out.rglob("*") if file.is_file()]
    text = "\n".join([captured.out, captured.err, *map(written, files), *map(str, files)])
    assert files
    assert [word for word in GHOSTS if word.casefold() in text.casefold()] == []


def written(file: Path) -> str:
    content = file.read_bytes()
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


def test_what_was_left_out_is_counted_and_the_answer_marked_partial(
    visit: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, answer = assess_json(capsys, visit, "--marking-up-to", "official")
    main(["assess", str(visit), "--on", ON, "--marking-up-to", "official"])
    text = " ".join(capsys.readouterr().out.split())

    assert answer["withheld"] == {"marking_up_to": "official", "lines": {"people": 1, "aircraft": 1}}
    assert answer["complete"] is False
    assert "PARTIAL: only what is marked up to official." in text
    assert "the answer speaks only of the rest" in text


def test_without_the_option_everything_is_answered(visit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, answer = assess_json(capsys, visit)

    assert answer["withheld"] is None
    assert len([line for line in answer["lines"] if line["sheet"] == "people"]) == 2


def test_a_mistake_in_a_line_left_out_is_told_without_its_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = visit_folder(
        tmp_path / "visit", {**HIDDEN, "nationality": "Phantomia"}, SEEN, marking="OFFICIAL"
    )

    status, answer = assess_json(capsys, folder, "--marking-up-to", "official")
    strict = main(["assess", str(folder), "--on", ON, "--strict", "--marking-up-to", "official"])

    assert (status, strict) == (2, 2)
    assert [problem["code"] for problem in answer["problems"]] == ["cell.not-a-state"]
    assert "Phantomia" not in json.dumps(answer) + capsys.readouterr().err


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"level": "cosmic"}, "marking.unknown-level"),
        ({"marking": None}, "marking.unstated"),
        ({"marking": "SECRET"}, "marking.visit-above"),
        ({"start": "never"}, "marking.unreadable"),
    ],
)
def test_where_it_cannot_be_told_what_may_be_shown_nothing_is(
    change: dict[str, str | None], code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    level = change.pop("level", None) or "official"
    header = {"marking": "OFFICIAL", **change}
    folder = visit_folder(tmp_path / "visit", HIDDEN, **header)

    status = main(["assess", str(folder), "--on", ON, "--marking-up-to", level])

    captured = capsys.readouterr()
    assert (status, captured.out) == (2, "")
    assert f"[{code}]" in captured.err
    assert not [word for word in GHOSTS if word in captured.err]


@pytest.mark.parametrize(
    "people",
    [
        "person_id,surname,given_names,marking\nG-0042,Phantom,Secret\n",  # a row that lost a cell
        "person_id,surname,marking\nG-0042,Phantom,SEC\u202eRET\n",  # a marking that is not read
    ],
)
def test_where_a_marking_was_not_read_nothing_is_shown(
    people: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = visit_folder(tmp_path / "visit", marking="OFFICIAL")
    (folder / "people.csv").write_text(people, encoding="utf-8")

    status = main(["assess", str(folder), "--on", ON, "--marking-up-to", "official"])

    captured = capsys.readouterr()
    assert (status, captured.out) == (2, "")
    assert "[marking.unread]" in captured.err
    assert "Phantom" not in captured.err
