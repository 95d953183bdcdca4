"""Small visits on disk, and the command line run on them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from comity.cli.main import main

#: Australia's people come to Japan for an exercise that both sides agreed on.
HEADER: Mapping[str, Any] = {
    "title": "Winter exercise",
    "receiving_state": "JP",
    "sending_state": "AU",
    "start": "2024-06-10",
    "end": "2024-06-19",
    "activity_type": "exercise",
    "activity_mutually_decided": True,
    "activity_agreed_by": "note of 1 May 2024",
    "location_kind": "land",
    "capacity": "own_force",
    "restricted_area_requested": False,
}
#: Asked in good time.
ON = "2024-01-08"

MEMBER = {
    "person_role": "member",
    "ordinarily_resident_in_receiving_state": "no",
    "drives_official_vehicle": "no",
    "practises_medicine_on_local_people": "no",
    "entry_procedure_followed": "yes",
}

#: One visit for each outcome, by what is changed in the header and who comes.
OUTCOMES: Mapping[str, tuple[Mapping[str, Any], Mapping[str, str]]] = {
    "permitted": ({}, MEMBER),
    "conditional": ({}, {**MEMBER, "entry_procedure_followed": ""}),
    "undetermined": ({}, {**MEMBER, "person_role": ""}),
    "not-covered": ({"sending_state": "NO"}, MEMBER),
    "forbidden": ({"restricted_area_requested": True, "restricted_area_consent": False}, MEMBER),
}
STATUS = {"permitted": 0, "conditional": 0, "undetermined": 4, "not-covered": 6, "forbidden": 3}

_DAYS = ("start", "end")


def visit_folder(folder: Path, *people: Mapping[str, str], **header: Any) -> Path:
    """A visit on disk: visit.toml, and people.csv if anybody comes. None leaves a key out."""
    folder.mkdir(parents=True, exist_ok=True)
    stated = {key: value for key, value in {**HEADER, **header}.items() if value is not None}
    lines = [f"{key} = {value if key in _DAYS else json.dumps(value)}" for key, value in stated.items()]
    (folder / "visit.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    if people:
        columns = dict.fromkeys(column for person in people for column in person)
        rows = [",".join(columns), *(",".join(person.get(c, "") for c in columns) for person in people)]
        (folder / "people.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


def with_outcome(folder: Path, outcome: str) -> Path:
    """A visit with an outcome."""
    header, person = OUTCOMES[outcome]
    return visit_folder(folder, person, **header)


def assess_json(
    capsys: pytest.CaptureFixture[str], folder: Path, *options: str
) -> tuple[int, dict[str, Any]]:
    """Exit status and answer of `comity assess FOLDER --format json`."""
    on = () if "--on" in options else ("--on", ON)
    status = main(["assess", str(folder), "--format", "json", *on, *options])
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return status, answer
