"""`comity relief` and `comity relief-sheets`: from a stored team to a visit, and its papers."""

import tomllib
from pathlib import Path

import pytest

from comity.cli.main import main
from tests.cli.visits import visit_folder

TO_JAPAN = ("--to", "JPN", "--start", "2025-03-13", "--end", "2025-03-20")
DOG = "animal_id,name,species,purpose,origin_state\nD1,Aiko,dog,search_rescue,CH\n"


def team(folder: Path, **files: str) -> Path:
    """A stored team of two with a dog."""
    stored = {
        "team.toml": 'name = "Example Rescue"\ncountry = "CH"\n',
        "people.csv": "person_id,given_names,surname\nP1,Anna,Muster\nP2,Beat,Exemple\n",
        "animals.csv": DOG,
        **{name.replace("_", "."): text for name, text in files.items()},
    }
    (folder / "team").mkdir()
    for name, text in stored.items():
        (folder / "team" / name).write_text(text, encoding="utf-8")
    return folder / "team"


def test_a_stored_team_becomes_a_visit_with_everybody_ticked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["relief", str(team(tmp_path)), *TO_JAPAN, "--requested", "yes"]) == 0

    folder = tmp_path / "team-to-jp-2025-03-13"
    stated = tomllib.loads((folder / "visit.toml").read_text(encoding="utf-8"))
    assert stated["profile"] == "../team"
    assert stated["flies"] == {"people": ["P1", "P2"], "animals": ["D1"]}
    assert (stated["receiving_state"], stated["sending_state"]) == ("JP", "CH")
    assert stated["affected_state_request"] is True
    assert "activity_agreed_by" not in stated
    assert '"P1",  # Anna Muster' in (folder / "visit.toml").read_text(encoding="utf-8")
    assert str(folder) in capsys.readouterr().out


def test_the_visit_that_was_written_is_answered_and_offers_the_disaster_rule(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["relief", str(team(tmp_path)), *TO_JAPAN, "--requested", "yes", "--agreed-by", 'note "7"'])
    folder = tmp_path / "team-to-jp-2025-03-13"
    capsys.readouterr()

    assert main(["assess", str(folder), "--on", "2025-03-12"]) == 4
    text = capsys.readouterr().out
    assert "Team profile ../team: animals: 1 come; people: 2 come." in text
    assert (
        '2. done: A paper says so: a note, message or invitation, with its date. Recorded as "note "7"".'
        in (" ".join(text.split()))
    )
    assert "| To: Animal Quarantine Service" in text


def test_the_brief_answer_names_the_paragraph_without_its_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["relief", str(team(tmp_path)), *TO_JAPAN, "--requested", "yes"])
    main(["assess", str(tmp_path / "team-to-jp-2025-03-13"), "--on", "2025-03-12", "--brief"])

    text = capsys.readouterr().out
    assert "| To:" not in text
    assert "the paragraph that `comity relief-sheets` writes" in text


def test_hostile_names_stay_inside_their_comment_and_their_text(tmp_path: Path) -> None:
    people = 'ref,given_names,surname\n"x"",  ]\t#",Anna,"Muster ] profile = 1"\n'
    toml = 'name = "a\\"b\\\\ \\U0001F600"\ncountry = "CH"\n'
    main(["relief", str(team(tmp_path, people_csv=people.replace("\t", " "), team_toml=toml)), *TO_JAPAN])

    stated = tomllib.loads((tmp_path / "team-to-jp-2025-03-13/visit.toml").read_text(encoding="utf-8"))
    assert stated["title"] == 'a"b\\ \U0001f600 to Japan'
    assert stated["flies"]["people"] == ['x",  ] #']
    assert stated["profile"] == "../team"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--to", "Japan", "--start", "2025-03-13", "--end", "2025-03-20"), "relief.state"),
        (("--to", "JP", "--start", "2025-03-13", "--end", "2025-03-12"), "relief.days"),
        ((*TO_JAPAN, "--out", "/"), "relief.folder"),
        ((*TO_JAPAN, "--out", "somewhere/else"), "relief.folder"),
    ],
)
def test_a_visit_that_cannot_be_written_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: str
) -> None:
    assert main(["relief", str(team(tmp_path)), *arguments]) == 2

    assert f"[{code}]" in capsys.readouterr().err
    assert [entry.name for entry in tmp_path.iterdir()] == ["team"]


def test_a_visit_is_never_written_over_another(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stored = team(tmp_path)
    main(["relief", str(stored), *TO_JAPAN])
    file = tmp_path / "team-to-jp-2025-03-13/visit.toml"
    file.write_text("mine", encoding="utf-8")

    assert main(["relief", str(stored), *TO_JAPAN]) == 2
    assert "[relief.folder]" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_team_that_is_not_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["relief", str(tmp_path / "nowhere"), *TO_JAPAN]) == 2
    assert "[relief.team]" in capsys.readouterr().err


def test_a_team_without_its_country_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["relief", str(team(tmp_path, team_toml='name = "Example"\n')), *TO_JAPAN]) == 2
    assert "[relief.no-country]" in capsys.readouterr().err


def test_a_profile_with_mistakes_is_not_flown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["relief", str(team(tmp_path, claims_csv="ref\n1\n")), *TO_JAPAN]) == 2
    assert "[profile.not-read]" in capsys.readouterr().err


def test_the_papers_are_written_once_and_over_old_ones_only_with_force(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["relief", str(team(tmp_path)), *TO_JAPAN])
    sheets = ["relief-sheets", str(tmp_path / "team-to-jp-2025-03-13"), "--on", "2025-03-12",
              "--out", str(tmp_path / "papers")]  # fmt: skip

    assert main(sheets) == 0
    assert {file.name for file in (tmp_path / "papers").iterdir()} == {"usar-fact-sheet.html", "to-send.txt"}
    assert "1. Aiko, chip not stated" in (tmp_path / "papers/to-send.txt").read_text(encoding="utf-8")
    assert main(sheets) == 2
    assert "[out.exists]" in capsys.readouterr().err
    assert main([*sheets, "--force"]) == 0


def test_a_visit_that_is_no_relief_has_no_relief_papers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = visit_folder(tmp_path / "visit", {"person_role": "member"})

    assert main(["relief-sheets", str(folder), "--out", str(tmp_path / "papers")]) == 2
    assert "[relief.no-relief]" in capsys.readouterr().err
    assert not (tmp_path / "papers").exists()
