"""A list that is marked as a whole, beside its lines: a banner says what may be shown, too."""

from pathlib import Path

import pytest

from comity.cli.main import main
from tests.cli.visits import ON
from tests.manifest.first_look.lists import workbook
from tests.manifest.on_disk import HEADER

HEADINGS = "Rank,Surname,Svc No"
LINES = "SGT,Example,A1\nCPL,Sample,A2"
MARKED = f'marking = "OFFICIAL"\n{HEADER}'


@pytest.mark.parametrize(
    "banner",
    [
        "SECRET",
        "SECRET//AUSTEO",
        "PROTECTED - NOMINAL ROLL",
        "Classification: SECRET",
        "Caveat: AUSTEO",
        "機密",
    ],
)
@pytest.mark.parametrize(
    "form",
    [
        "{banner}\n{headings}\n{lines}\n",
        "{headings}\n{lines}\n\n{banner}\n",
        "{headings}\n{banner},,\n{lines}\n",
    ],
)
def test_a_list_under_a_banner_above_the_level_is_not_shown(
    banner: str, form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "list.toml").write_text(MARKED)
    (tmp_path / "list.csv").write_text(form.format(banner=banner, headings=HEADINGS, lines=LINES))

    status = main(["assess", str(tmp_path / "list.csv"), "--on", ON, "--marking-up-to", "official"])
    captured = capsys.readouterr()

    assert status == 2
    assert "[marking.unread]" in captured.err
    assert captured.out == ""


def test_so_does_the_name_of_a_worksheet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "list.toml").write_text(MARKED)
    workbook(tmp_path / "list.xlsx", {"Roll (secret)": [("Rank", "Surname"), ("SGT", "Example")]})

    assert main(["assess", str(tmp_path / "list.xlsx"), "--on", ON, "--marking-up-to", "official"]) == 2
    assert "The name of the worksheet" in capsys.readouterr().err


@pytest.mark.parametrize("banner", ["OFFICIAL", "NOMINAL ROLL of the Secretariat", "Unclassified"])
def test_other_banners_are_no_hindrance(
    banner: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "list.toml").write_text(MARKED)
    (tmp_path / "list.csv").write_text(f"{banner}\n{HEADINGS}\n{LINES}\n")

    main(["assess", str(tmp_path / "list.csv"), "--on", ON, "--marking-up-to", "official"])

    assert "Of 2 lines" in capsys.readouterr().out
