"""Keys of a list as it is: what names the rows of another sheet, where that sheet may be missing."""

import dataclasses
from collections.abc import Mapping, Sequence

import polars as pl

from comity.domain.primitives.worded import apart, worded
from comity.domain.provisions.vocabulary import Vocabulary
from comity.domain.visits.derivation import OWN_KEY, REFERENCES
from comity.domain.visits.visit import ColumnRead
from comity.manifest.joining import Piece
from comity.manifest.raw import RawSheet
from comity.manifest.spelling import folded, name_of

_PACKAGE = "package_id"


def settled(pieces: Mapping[str, Sequence[Piece]], vocabulary: Vocabulary) -> dict[str, list[Piece]]:
    """The tables of each sheet, with keys that hold together.

    Packages that only a column names get rows of their own; a column that names rows of a sheet that is
    not there is set aside, one that names none of its rows is kept, which is noted; numbers of lines that
    begin again in each table are only references.
    """
    whole = {sheet: list(tables) for sheet, tables in pieces.items()}
    for sheet, tables in whole.items():
        own = OWN_KEY.get(sheet, "")
        if own and len(tables) > 1 and _collide(tables, own):
            note = worded(
                "it begins again in another table, so that it was read as ref, not as {own}", own=own
            )
            whole[sheet] = [_renamed(piece, own, "ref", note) for piece in tables]
    if "packages" not in whole and (made := _packages(whole)):
        whole["packages"] = made
    there = {sheet: _keys(whole[sheet], OWN_KEY[sheet]) for sheet in whole if sheet in OWN_KEY}
    for sheet, facts in ((sheet, vocabulary.of(sheet)) for sheet in tuple(whole)):
        for name, target in REFERENCES.items():
            if name not in facts or name == OWN_KEY.get(sheet):
                continue
            if target not in whole:
                note = worded("it names {target}, and the list has none", target=target)
                whole[sheet] = [_renamed(piece, name, None, note) for piece in whole[sheet]]
            elif there[target] and there[target].isdisjoint(_keys(whole[sheet], name)):
                note = worded(
                    "kept as it is: none of its values is a {key} of {target}",
                    key=OWN_KEY[target],
                    target=target,
                )
                whole[sheet] = [_noted(piece, name, note) for piece in whole[sheet]]
    return whole


def _keys(tables: Sequence[Piece], name: str) -> set[str]:
    """The values of a column, as the strict reader compares them."""
    columns = (_column(piece.raw, name) for piece in tables)
    return {folded(text) for column in columns if column is not None for text in column.drop_nulls().unique()}


def _collide(tables: Sequence[Piece], name: str) -> bool:
    seen: set[str] = set()
    for piece in tables:
        if piece.part or piece.raw.names is None:
            continue
        column = _column(piece.raw, name)
        texts = set(column.drop_nulls().to_list()) if column is not None else set()
        if seen & texts:
            return True
        seen |= texts
    return False


def _packages(whole: Mapping[str, Sequence[Piece]]) -> list[Piece]:
    """A package for each that a column names, on the row where it is named first."""
    made = []
    seen: set[str] = set()
    for tables in whole.values():
        for piece in tables:
            column = _column(piece.raw, _PACKAGE)
            if column is None or piece.raw.names is None:
                continue
            firsts = {
                text.strip(): row
                for row, text in reversed(list(zip(piece.raw.rows, column, strict=True)))
                if text is not None and text.strip() and text.strip() not in seen
            }
            if not firsts:
                continue
            seen |= set(firsts)
            ordered = sorted(firsts.items(), key=lambda each: each[1])
            heading = piece.raw.headings[piece.raw.names.index(_PACKAGE)]
            raw = RawSheet(
                piece.raw.file,
                "packages",
                (heading,),
                pl.Series("row", [row for _, row in ordered], dtype=pl.UInt32),
                (pl.Series(_PACKAGE, [text for text, _ in ordered], dtype=pl.String),),
                names=(_PACKAGE,),
            )
            note = worded(
                "The packages are those that {heading} names; each stands on the row that names it first.",
                heading=heading,
            )
            made.append(Piece(raw, piece.worksheet, "", (ColumnRead(heading, _PACKAGE),), (note,)))
    return made


def _renamed(piece: Piece, name: str, to: str | None, note: str) -> Piece:
    """A table whose column stands for another, or for none; tables in the strict form stay as they are."""
    raw = piece.raw
    if raw.names is None or name not in raw.names:
        return piece
    at = raw.names.index(name)
    if to is not None and to in raw.names:
        to = None
    keep = [nth for nth in range(len(raw.names)) if nth != at or to is not None]
    changed = RawSheet(
        raw.file,
        raw.sheet,
        tuple(raw.headings[nth] for nth in keep),
        raw.rows,
        tuple(raw.columns[nth] for nth in keep),
        {new: raw.spoiled[nth] for new, nth in enumerate(keep) if nth in raw.spoiled},
        tuple(to if nth == at and to is not None else raw.names[nth] for nth in keep),
    )
    columns = tuple(ColumnRead(c.heading, to, note) if c.column == name else c for c in piece.columns)
    return dataclasses.replace(piece, raw=changed, columns=columns)


def _noted(piece: Piece, name: str, note: str) -> Piece:
    """A table with a note on one of its columns."""
    columns = tuple(
        ColumnRead(c.heading, c.column, apart((c.note, note))) if c.column == name else c
        for c in piece.columns
    )
    return dataclasses.replace(piece, columns=columns)


def _column(raw: RawSheet, name: str) -> pl.Series | None:
    names = raw.names if raw.names is not None else tuple(map(name_of, raw.headings))
    return raw.columns[names.index(name)] if name in names else None
