"""`--language`: the page in the reader's language; the other forms are in English only."""

from pathlib import Path

import pytest

from comity.cli.main import main
from tests.cli.visits import ON, with_outcome


@pytest.mark.parametrize("code", ["en", "ja", "fr", "it", "de"])
def test_the_page_is_written_in_the_language_asked_for(
    code: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = with_outcome(tmp_path / "visit", "undetermined")

    main(["assess", str(folder), "--on", ON, "--format", "html", "--language", code])

    assert f'<html lang="{code}">' in capfd.readouterr().out


def test_the_comparison_is_written_in_the_language_asked_for(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = with_outcome(tmp_path / "visit", "undetermined")

    main(["compare", str(folder), "--on", ON, "--under", "none", "--format", "html", "--language", "fr"])

    assert '<html lang="fr">' in capfd.readouterr().out


@pytest.mark.parametrize("form", ["text", "json", "xlsx", "ics"])
def test_another_form_in_another_language_is_refused(
    form: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = with_outcome(tmp_path / "visit", "undetermined")
    out = tmp_path / f"answer.{form}"

    status = main(
        ["assess", str(folder), "--on", ON, "--format", form, "--language", "ja", "--out", str(out)]
    )

    assert status == 2
    assert "[language.form]" in capfd.readouterr().err
    assert not out.exists()


def test_a_language_that_there_is_not_is_refused(tmp_path: Path) -> None:
    folder = with_outcome(tmp_path / "visit", "undetermined")

    with pytest.raises(SystemExit) as refused:
        main(["assess", str(folder), "--language", "tlh"])

    assert refused.value.code == 2
