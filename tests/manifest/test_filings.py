"""What was filed, as visit.toml or a worksheet states it; every mistake has its place and its mend."""

import datetime as dt
from pathlib import Path

import pytest

from comity.domain.visits.visit import Filing
from comity.manifest import limits
from tests.manifest.on_disk import HEADER, HEADER_ROWS, read, read_folder, visit_of, write_workbook

LEGS = "leg_id,from_place,to_place\nIN1,YPDN,RJNK\n"


def filing(*lines: str) -> str:
    return "\n".join([HEADER, "[[filing]]", *lines, ""])


def codes(folder: Path, *lines: str, **sheets: str) -> list[tuple[str, str]]:
    """Code and column of each problem with one filing."""
    reading = read_folder(folder, filing(*lines), **sheets)
    return [(problem.code, problem.place.column) for problem in reading.problems]


def test_a_filing_is_read_with_all_that_it_states(tmp_path: Path) -> None:
    text = filing(
        'what = "animal-import-notice"',
        'authority = "jp-animal-quarantine"',
        'leg = "IN1"',
        "filed_on = 2024-01-02",
        'waiting_for = "us"',
        "since = 2024-01-10",
        "decided_on = 2024-01-20",
        'decision = "granted"',
        'reference = "AQS-1"',
        'note = "the vaccination certificate"',
    )

    reading = read_folder(tmp_path, text, movements=LEGS)

    assert reading.problems == ()
    assert visit_of(reading).filings == (
        Filing(
            what="animal-import-notice",
            authority="jp-animal-quarantine",
            leg="IN1",
            filed_on=dt.date(2024, 1, 2),
            waiting_for="us",
            since=dt.date(2024, 1, 10),
            decided_on=dt.date(2024, 1, 20),
            decision="granted",
            reference="AQS-1",
            note="the vaccination certificate",
        ),
    )


def test_what_is_not_stated_is_not_known_and_lies_with_them(tmp_path: Path) -> None:
    reading = read_folder(tmp_path, filing('what = "Animal import notice"', 'authority = ""'))

    assert reading.problems == ()
    assert visit_of(reading).filings == (Filing("animal-import-notice"),)


def test_several_filings_keep_their_order(tmp_path: Path) -> None:
    text = filing('what = "visa"', "[[filing]]", 'what = "passport"')

    assert [f.what for f in visit_of(read_folder(tmp_path, text)).filings] == ["visa", "passport"]


def test_a_workbook_has_a_worksheet_for_them(tmp_path: Path) -> None:
    rows = [("what", "filed_on", "waiting_for", "since"), ("visa", "2024-01-02", "us", "2024-01-04")]

    reading = read(write_workbook(tmp_path / "visit.xlsx", {"filings": rows}, HEADER_ROWS))

    assert reading.problems == ()
    assert visit_of(reading).filings == (
        Filing("visa", filed_on=dt.date(2024, 1, 2), waiting_for="us", since=dt.date(2024, 1, 4)),
    )


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (['what = "vissa"'], ("filing.what", "what")),
        (["filed_on = 2024-01-02"], ("filing.what", "what")),
        (['what = "visa"', 'authority = "jp-custom"'], ("filing.authority", "authority")),
        (['what = "visa"', 'leg = "IN9"'], ("filing.leg", "leg")),
        (['what = "visa"', 'waiting_for = "us"'], ("filing.no-since", "waiting_for")),
        (['what = "visa"', "decided_on = 2024-01-02"], ("filing.no-decision", "decided_on")),
        (['what = "visa"', "filed_on = 2024-01-02", "since = 2024-01-01"], ("filing.days", "since")),
        (
            ['what = "visa"', "filed_on = 2024-01-02", "decided_on = 2024-01-01", 'decision = "granted"'],
            ("filing.days", "decided_on"),
        ),
        (['what = "visa"', 'filled_on = "x"'], ("filing.key", "filled_on")),
        (['what = "visa"', 'decision = "maybe"'], ("cell.not-a-choice", "decision")),
        (['what = "visa"', 'filed_on = "2024-02-30"'], ("cell.impossible-day", "filed_on")),
        (['what = "visa"', 'filed_on = "=NOW()"'], ("cell.formula", "filed_on")),
        (['what = "visa"', 'note = "a\\u202eb"'], ("cell.control-character", "note")),
        (['what = ["visa"]'], ("header.not-a-value", "what")),
    ],
)
def test_each_mistake_is_named_with_its_column(
    tmp_path: Path, lines: list[str], expected: tuple[str, str]
) -> None:
    assert expected in codes(tmp_path, *lines, movements=LEGS)


def test_a_misspelled_what_is_told_the_nearest(tmp_path: Path) -> None:
    (problem,) = read_folder(tmp_path, filing('what = "anmal-import-notice"')).problems

    assert "Did you mean animal-import-notice?" in problem.mend
    assert problem.place.line is not None


def test_a_filing_for_nothing_known_is_left_out_and_the_others_stay(tmp_path: Path) -> None:
    reading = read_folder(tmp_path, filing('what = "nonsense"', "[[filing]]", 'what = "visa"'))

    assert reading.visit is not None
    assert [f.what for f in reading.visit.filings] == ["visa"]


def test_without_movements_a_leg_cannot_be_checked_and_is_kept(tmp_path: Path) -> None:
    reading = read_folder(tmp_path, filing('what = "visa"', 'leg = "IN9"'))

    assert reading.problems == ()
    assert visit_of(reading).filings[0].leg == "IN9"


def test_a_flood_of_filings_is_refused(tmp_path: Path) -> None:
    text = HEADER + '[[filing]]\nwhat = "visa"\n' * (limits.FILINGS + 1)

    reading = read_folder(tmp_path, text)

    assert [problem.code for problem in reading.problems] == ["limit.filings"]
    assert reading.visit is not None
    assert reading.visit.filings == ()
