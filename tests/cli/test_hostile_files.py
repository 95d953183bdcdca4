"""Files that somebody else laid out: nothing hangs, and nothing is written where it should not."""

import datetime as dt
import os
from pathlib import Path

import pytest

from comity.cli.main import main
from comity.desk.answers_toml import Answers, save
from comity.domain.errors import Refusal
from tests.cli.visits import ON
from tests.manifest.on_disk import HEADER

ROLL = "Rank,Surname,Svc No\nSGT,Example,A1\n"
DAY = dt.date(2024, 1, 2)


@pytest.fixture
def roll(tmp_path: Path) -> Path:
    folder = tmp_path / "lists"
    folder.mkdir()
    (folder / "list.csv").write_text(ROLL)
    return folder / "list.csv"


def test_a_pipe_in_the_place_of_the_companion_is_not_waited_for(
    roll: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(roll.with_suffix(".toml"))

    assert main(["look", str(roll), "--save"]) == 2
    assert "[look.not-plain]" in capsys.readouterr().err


@pytest.mark.parametrize("there", [True, False])
def test_no_answer_takes_the_place_of_the_file_that_states_a_list(
    there: bool, roll: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    companion = roll.with_suffix(".toml")
    if there:
        companion.write_text(HEADER)

    status = main(["assess", str(roll), "--on", ON, "--out", str(companion), "--force", "--format", "json"])

    assert status == 2
    assert ("[out.is-input]" if there else "[out.in-visit]") in capsys.readouterr().err
    assert companion.exists() == there


def test_a_folder_named_by_dots_is_answered_into_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "visit.toml").write_text(HEADER)
    (tmp_path / "people.csv").write_text("ref,surname,person_role\n1,Example,member\n")
    monkeypatch.chdir(tmp_path)

    main(["assess", ".", "--on", ON, "--out", "answer.html"])

    assert (tmp_path / "answer.html").exists()


def test_answers_are_not_saved_through_a_link_out_of_the_folder(roll: Path, tmp_path: Path) -> None:
    companion = roll.with_suffix(".toml")
    companion.symlink_to(tmp_path / "elsewhere.toml")

    with pytest.raises(Refusal) as refused:
        save(Answers(visit={"title": "Example"}), companion, DAY)

    assert refused.value.code == "answers.link"
    assert not (tmp_path / "elsewhere.toml").exists()


def test_answers_are_not_saved_in_a_file_that_is_protected(roll: Path) -> None:
    companion = roll.with_suffix(".toml")
    companion.write_text(HEADER)
    companion.chmod(0o400)

    with pytest.raises(Refusal) as refused:
        save(Answers(visit={"title": "Example"}), companion, DAY)

    assert refused.value.code == "answers.unwritable"
    assert companion.read_text() == HEADER


def test_each_table_is_shown_with_its_own_first_value(roll: Path, capsys: pytest.CaptureFixture[str]) -> None:
    roll.write_text(f"{ROLL}\nRank,Surname,Svc No,DOB\nCPL,Sample,A2,1990-01-01\n")

    main(["look", str(roll)])

    said = capsys.readouterr().out
    assert [line.split()[-1] for line in said.splitlines() if "-> surname" in line] == [
        '"Example"',
        '"Sample"',
    ]


def test_pools_beyond_every_measure_are_refused_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pools = "".join(f'[[pool]]\nid = "p{nth}"\nsheet = "people"\ntake = 1\n' for nth in range(501))
    (tmp_path / "visit.toml").write_text(f"{HEADER}\n{pools}")
    (tmp_path / "people.csv").write_text("ref,surname,person_role\n1,Example,member\n")

    assert main(["assess", str(tmp_path), "--on", ON]) == 2
    assert "[limit.pools]" in capsys.readouterr().out
