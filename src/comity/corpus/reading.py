"""Reading the corpus's own tables: vocabulary, whats, authorities."""

import hashlib
import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from comity.domain.provisions.vocabulary import (
    CONTINGENT,
    SHEETS,
    VISIT,
    Authority,
    Counted,
    Fact,
    Kind,
    LookedUp,
    Type,
    Vocabulary,
)


def corpus_folder() -> Traversable:
    """The folder of the installed corpus."""
    return files("comity.corpus")


def read_vocabulary(folder: Traversable) -> Vocabulary:
    """Read `vocabulary/*.toml`, `whats.toml` and `authorities.toml` of a corpus folder."""
    facts: dict[str, dict[str, Fact]] = {}
    digest = hashlib.sha256()

    def table(name: str) -> dict[str, Any]:
        raw = folder.joinpath(name).read_bytes()
        digest.update(raw)
        return tomllib.loads(raw.decode())

    for sheet in (VISIT, CONTINGENT, *SHEETS):
        facts[sheet] = {
            name: _fact(sheet, name, entry) for name, entry in table(f"vocabulary/{sheet}.toml").items()
        }
    version = table("vocabulary/version.toml")["version"]
    whats = {name: str(entry["label"]) for name, entry in table("whats.toml").items()}
    authorities = {
        name: Authority(
            id=name,
            state=str(entry["state"]),
            name=str(entry["name"]),
            level=str(entry["level"]),
            matter=str(entry.get("matter", "")),
        )
        for name, entry in table("authorities.toml").items()
    }
    return Vocabulary(facts, whats, authorities, version=int(version), digest=digest.hexdigest())


def _fact(sheet: str, name: str, entry: dict[str, object]) -> Fact:
    allowed = {"kind", "type", "values", "unit", "asks", "find", "counted", "looked_up"}
    if surplus := set(entry) - allowed:
        raise ValueError(f"vocabulary/{sheet}.toml, [{name}]: unknown key {sorted(surplus)}")
    kind = Kind(str(entry.get("kind", Kind.CIRCUMSTANCE)))
    values = entry.get("values", [])
    counted = entry.get("counted")
    looked_up = entry.get("looked_up")
    return Fact(
        sheet=sheet,
        name=name,
        kind=kind,
        type=Type(str(entry.get("type", Type.BOOL if kind is Kind.STEP else Type.TEXT))),
        values=tuple(str(value) for value in values) if isinstance(values, list) else (),
        unit=str(entry.get("unit", "")),
        asks=str(entry.get("asks", "")),
        find=str(entry.get("find", "")),
        counted=Counted(**counted) if isinstance(counted, dict) else None,
        looked_up=LookedUp(**looked_up) if isinstance(looked_up, dict) else None,
    )
