"""`comity agreements` and `comity claims` as commands."""

import csv
import datetime as dt
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from comity.cli import claims
from comity.cli.main import main
from comity.corpus.library import installed_library
from comity.corpus.network_files import next_import

ORIGINS = Path(os.environ.get("COMITY_SHARED", Path(__file__).parents[3] / "shared")) / "data" / "origin"
NEWS: list[dict[str, Any]] = [
    {
        "record": "source",
        "id": "example-news",
        "title": "Pact signed",
        "publisher": "Example News",
        "language": "en",
        "kind": "press",
        "published": "2026-01-02",
        "anchor": "2026-01-02",
    },
    {
        "id": "example-signed",
        "source": "example-news",
        "agreements": ["jp-fr-raa"],
        "event": "signed",
        "date": "Thursday",
        "quote": "=cmd|' /C calc'!A0 \u202e",
    },
]


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Imports of a test stay with the test."""
    monkeypatch.setenv("COMITY_DATA", str(tmp_path / "data"))
    installed_library.cache_clear()
    yield tmp_path
    installed_library.cache_clear()


def news(folder: Path, *records: dict[str, Any]) -> str:
    file = folder / "news.jsonl"
    file.write_text("\n".join(json.dumps(record) for record in records or NEWS), encoding="utf-8")
    return str(file)


def test_the_network_on_the_day_of_the_two_reports(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(["agreements", "--on", "2024-05-02", "--party", "JPN", "--family", "access", "--format", "json"])
        == 0
    )

    found = {a["id"]: a["status"] for a in json.loads(capsys.readouterr().out)["agreements"]}
    assert found["jp-au-raa"] == found["jp-gb-raa"] == "in-force"
    assert (found["jp-ph-raa"], found["jp-fr-raa"]) == ("negotiating", "talks-agreed")


def test_what_held_and_what_could_be_known_are_both_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["agreements", "show", "jp-ph-raa", "--on", "2024-07-01", "--known", "2024-07-01"]) == 0

    shown = " ".join(capsys.readouterr().out.split())
    assert "On 1 July 2024: agreed-in-principle" in shown
    assert "Could be known on 1 July 2024: negotiating" in shown


def test_one_agreement_with_its_claims_quotes_and_sources(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["agreements", "show", "jp-ph-raa", "--on", "2024-05-02", "--format", "json"]) == 0

    shown = json.loads(capsys.readouterr().out)
    assert {"stale", "status-conflict"} <= {c["kind"] for c in shown["contradictions"]}
    assert any(c.get("quote", "").startswith("ha convenuto") for c in shown["claims"])
    assert {s["id"] for s in shown["claim_sources"]} >= {"origin-it", "origin-de"}


def test_csv_has_a_row_for_each_agreement(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["agreements", "--format", "csv"]) == 0

    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == len(installed_library().network().agreements)


def test_the_calendar_holds_the_acts_to_come(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["agreements", "--on", "2025-08-20", "--family", "access", "--format", "ics"]) == 0

    calendar = Calendar.from_ical(capsys.readouterr().out)
    days = {str(event.get("uid")): event.decoded("dtstart") for event in calendar.walk("VEVENT")}
    assert days["jp-ph-raa.entered_into_force@comity"] == dt.date(2025, 9, 11)


def test_linked_data_names_the_source_of_every_claim(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["agreements", "show", "jp-fr-raa", "--format", "jsonld"]) == 0

    graph = {node["@id"]: node for node in json.loads(capsys.readouterr().out)["@graph"]}
    claims = [node for name, node in graph.items() if name.startswith("comity:claim:")]
    assert claims
    assert {node["prov:hadPrimarySource"]["@id"] for node in claims} <= set(graph)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["agreements", "show", "jp-xx-raa"], "No agreement"),
        (["agreements", "--party", "Japan"], "no Party"),
        (["claims", "import", "nowhere.jsonl"], "was not read"),
    ],
)
def test_what_is_not_there_is_refused_with_a_sentence(
    arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert says in capsys.readouterr().err


def test_an_import_shows_what_would_change_and_changes_nothing(
    own_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["claims", "import", news(own_data)]) == 0

    shown = " ".join(capsys.readouterr().out.split())
    assert "jp-fr-raa: talks-agreed becomes signed" in shown
    assert "opens a contradiction, forecast not met: Signature: expected for May 2025" in shown
    assert "Nothing was changed" in shown
    assert not (own_data / "data").exists()


def test_an_import_is_taken_in_once_and_counts_from_then_on(
    own_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = news(own_data)
    assert main(["claims", "import", file, "--apply"]) == 0
    installed_library.cache_clear()
    assert main(["claims", "import", file, "--apply"]) == 0
    installed_library.cache_clear()

    assert "There already: 2" in capsys.readouterr().out
    assert len(list((own_data / "data" / "claims").iterdir())) == 1
    assert installed_library().registry["jp-fr-raa"].acts[-1].act == "signed"


def test_a_file_with_one_mistake_changes_nothing_at_all(
    own_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = {"id": "example-broken", "source": "nobody"}

    assert main(["claims", "import", news(own_data, *NEWS, broken), "--apply"]) == 2
    assert "claim.source" in capsys.readouterr().err
    assert not (own_data / "data").exists()


def test_a_hostile_quote_cannot_act_in_a_terminal(own_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["claims", "import", news(own_data), "--apply"])
    installed_library.cache_clear()
    assert main(["agreements", "show", "jp-fr-raa"]) == 0

    assert "\u202e" not in capsys.readouterr().out


def test_what_is_exported_can_be_imported_and_is_all_there_already(
    own_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["claims", "export"]) == 0
    (own_data / "all.jsonl").write_text(capsys.readouterr().out, encoding="utf-8")

    assert main(["claims", "import", str(own_data / "all.jsonl")]) == 0
    assert "New: 0 claims, 0 sources, 0 agreements." in capsys.readouterr().out


@pytest.mark.skipif(not ORIGINS.is_dir(), reason="the reports are not beside the repository")
def test_a_quote_that_does_not_stand_in_its_source_is_refused(
    own_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    quoted = [NEWS[0] | {"file": "000_1ec9a9e368c03957.txt"}, NEWS[1] | {"quote": "hanno firmato"}]

    assert main(["claims", "import", news(own_data, *quoted), "--sources", str(ORIGINS)]) == 2
    assert "claim.quote" in capsys.readouterr().err


def test_a_folder_a_pipe_and_a_missing_file_are_refused_and_a_link_is_followed(
    own_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(own_data / "pipe")
    (own_data / "link.jsonl").symlink_to(news(own_data))

    for name in (".", "pipe", "/dev/zero", "nothing.jsonl"):
        assert main(["claims", "import", str(own_data / name)]) == 2
        assert "[claims.file]" in capsys.readouterr().err
    assert main(["claims", "import", str(own_data / "link.jsonl")]) == 0


def test_a_folder_of_sources_that_is_none_is_refused(
    own_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["claims", "import", news(own_data), "--sources", str(own_data / "nowhere")]) == 2
    assert "[claims.sources]" in capsys.readouterr().err


def test_of_two_imports_at_once_the_second_is_told_to_try_again(
    own_data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = next_import(own_data / "data" / "claims")
    assert main(["claims", "import", news(own_data), "--apply"]) == 0
    installed_library.cache_clear()
    monkeypatch.setattr(claims, "next_import", lambda folder: taken)
    other = [NEWS[0] | {"id": "other-news"}, NEWS[1] | {"id": "other", "source": "other-news"}]

    assert main(["claims", "import", news(own_data, *other), "--apply"]) == 2
    assert "[claims.not-kept] Another import came in meanwhile" in capsys.readouterr().err
    assert [file.name for file in (own_data / "data" / "claims").iterdir()] == ["000001.jsonl"]


def test_imported_claims_that_were_damaged_are_named_with_their_folder(
    own_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["claims", "import", news(own_data), "--apply"]) == 0
    kept = own_data / "data" / "claims" / "000001.jsonl"
    kept.write_bytes(kept.read_bytes()[:-20])

    for command in (["agreements"], ["claims", "export"], ["claims", "import", news(own_data)]):
        installed_library.cache_clear()
        assert main(command) == 2
        said = capsys.readouterr().err
        assert "000001.jsonl, line 2" in said
        assert str(kept.parent) in said


def test_imported_claims_that_cannot_be_read_are_named(
    own_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (own_data / "data" / "claims" / "000001.jsonl").mkdir(parents=True)

    assert main(["agreements"]) == 2
    assert "[claims.imported] The imported claims '000001.jsonl'" in capsys.readouterr().err


def test_a_hostile_title_stays_one_cell_of_csv_and_one_line_of_a_calendar(
    own_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pact = {
        "record": "agreement",
        "id": "example-pact",
        "title": "=1+1\u2028\x85BEGIN:VEVENT",
        "parties": ["FR", "JP"],
        "called": "RAA",
    }
    planned = NEWS[1] | {"agreements": ["example-pact"], "tense": "scheduled", "date": "2027-01-02"}
    assert main(["claims", "import", news(own_data, pact, NEWS[0], planned), "--apply"]) == 0
    installed_library.cache_clear()
    capsys.readouterr()

    assert main(["agreements", "show", "example-pact", "--format", "csv"]) == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert row["title"].startswith("'=1+1")
    assert main(["agreements", "show", "example-pact", "--on", "2026-12-01", "--format", "ics"]) == 0
    assert len(Calendar.from_ical(capsys.readouterr().out).walk("VEVENT")) == 1


def test_ten_thousand_rivals_for_one_fact_are_counted_and_the_first_listed(
    own_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    days = [dt.date(2000, 1, 1) + dt.timedelta(days) for days in range(9_000)]
    rivals = [NEWS[1] | {"id": f"rival-{n}", "date": day.isoformat()} for n, day in enumerate(days)]

    assert main(["claims", "import", news(own_data, NEWS[0], *rivals), "--apply"]) == 0
    assert "other dates" in " ".join(capsys.readouterr().out.split())
    installed_library.cache_clear()
    assert main(["agreements", "show", "jp-fr-raa"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert len(shown) < 500
    assert any("more (see --format json)" in line for line in shown)


def test_a_notice_of_termination_is_shown_beside_the_status(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["agreements", "show", "ph-us-vfa", "--on", "2020-03-01"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "in-force, since 1999-06-01" in shown
    assert "Notice of termination by PH, 2020-02-11" in shown

    assert main(["agreements", "show", "ph-us-vfa", "--on", "2022-01-01", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["notice"] is None


def test_durations_and_what_came_of_forecasts_know_nothing_of_later_days(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def shown(on: str) -> dict[str, Any]:
        assert main(["agreements", "show", "jp-ph-raa", "--on", on, "--format", "json"]) == 0
        found: dict[str, Any] = json.loads(capsys.readouterr().out)
        return found

    assert [d["to"] for d in shown("2024-12-31")["durations"]] == ["signed"]
    assert shown("2024-12-31")["forecasts"] == []
    (before,), (after,) = shown("2025-08-20")["forecasts"], shown("2025-09-20")["forecasts"]
    assert (before["came"], before["days_late"]) == (None, None)
    assert (after["came"], after["days_late"]) == ("2025-09-11", 0)


def test_a_replaced_agreement_and_the_papers_with_it_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["agreements", "show", "jp-au-acsa-2010"]) == 0
    assert "It is replaced by jp-au-acsa." in capsys.readouterr().out
    assert main(["agreements", "show", "jp-au-raa"]) == 0
    assert "With it: Annex on Article XXI; Agreed Minutes;" in capsys.readouterr().out
