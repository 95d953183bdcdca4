"""Reading the corpus's own tables: vocabulary, whats, authorities."""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from comity.corpus.kept import keep, kept_file, kept_text
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


def read_tables(name: str, texts: Mapping[str, bytes]) -> tuple[dict[str, Any], str]:
    """The tables of some TOML files, by file, and the digest of their texts.

    Parsing takes longer than all that follows, so the tables are kept as JSON under name and digest.
    """
    digest = hashlib.sha256(b"\0".join(texts.values())).hexdigest()
    kept = kept_file(f"{name}-{digest}.json")
    if text := kept_text(kept):
        tables: dict[str, Any] = json.loads(text)
    else:
        tables = {file: tomllib.loads(content.decode()) for file, content in texts.items()}
        keep(kept, json.dumps(tables, ensure_ascii=False))
    return tables, digest


def read_vocabulary(folder: Traversable) -> Vocabulary:
    """Read `vocabulary/*.toml`, `whats.toml` and `authorities.toml` of a corpus folder.

    Raises ValueError if a table has a key or a word that is not declared for it.
    """
    names = [f"vocabulary/{name}.toml" for name in ("version", VISIT, CONTINGENT, *SHEETS)]
    texts = {name: folder.joinpath(name).read_bytes() for name in (*names, "whats.toml", "authorities.toml")}
    tables, digest = read_tables("vocabulary", texts)
    facts = {
        sheet: {name: _fact(sheet, name, entry) for name, entry in tables[f"vocabulary/{sheet}.toml"].items()}
        for sheet in (VISIT, CONTINGENT, *SHEETS)
    }
    whats = {name: str(entry["label"]) for name, entry in tables["whats.toml"].items()}
    authorities = {
        name: Authority(
            id=name,
            state=str(entry["state"]),
            name=str(entry["name"]),
            level=str(entry["level"]),
            matter=str(entry.get("matter", "")),
        )
        for name, entry in tables["authorities.toml"].items()
    }
    version = int(tables["vocabulary/version.toml"]["version"])
    return Vocabulary(facts, whats, authorities, version, digest)


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
