"""Keys: each names one row of its sheet, and every key that refers to another row finds it."""

from collections.abc import Mapping

import polars as pl

from comity.domain.primitives.worded import worded
from comity.domain.provisions.vocabulary import SUPPORTING, Vocabulary
from comity.domain.visits.derivation import OWN_KEY, REFERENCES
from comity.manifest.problems import ProblemLog, Words, shown
from comity.manifest.sheets import ReadSheet

#: References that say nothing if the sheet that they refer to is missing.
_EMPTY_WITHOUT = frozenset({"arrives_leg", "departs_leg", "leg_id_in", "leg_id_out", "out_leg", "animal_id"})


def check_keys(sheets: Mapping[str, ReadSheet], vocabulary: Vocabulary, log: ProblemLog) -> None:
    """Note keys given twice, keys that name no row, and sheets or key columns that are missing."""
    for sheet, read in sheets.items():
        own_key = OWN_KEY.get(sheet)
        if own_key and own_key in read.columns:
            _check_unique(read, own_key, log)
        elif own_key and sheet in SUPPORTING and len(read.rows):
            mend = worded("Add the column: without it no other sheet can refer to these rows.")
            log.add(
                "column.missing",
                read.raw.place(own_key),
                worded("there is no column {own_key}", own_key=own_key),
                own_key,
                mend,
            )
        for name, target in REFERENCES.items():
            if name in read.columns and name != own_key:
                _check_reference(read, name, target, sheets, vocabulary, log)


def _check_unique(read: ReadSheet, name: str, log: ProblemLog) -> None:
    keys = read.columns[name].values
    if keys.n_unique() == len(keys):
        return
    again = keys.is_not_null() & ~keys.is_first_distinct()
    if not again.any():
        return
    repeated = keys.filter(again)
    rows = read.rows.filter(again).to_list()
    first = dict(zip(keys.to_list()[::-1], read.rows.to_list()[::-1], strict=True))
    log.add_rows(
        "key.twice",
        read.raw.place(read.headings.get(name, name)),
        rows,
        lambda nth: worded(
            "found {key}, which row {first} has already", key=shown(repeated[nth]), first=first[repeated[nth]]
        ),
        Words(
            worded("a {name} of its own in each row", name=name),
            worded("Rename one of them, or delete the row that was entered twice."),
        ),
    )


def _check_reference(
    read: ReadSheet,
    name: str,
    target: str,
    sheets: Mapping[str, ReadSheet],
    vocabulary: Vocabulary,
    log: ProblemLog,
) -> None:
    keys = read.columns[name].values
    if keys.null_count() == len(keys):
        return
    place = read.raw.place(read.headings.get(name, name))
    own_key = OWN_KEY[target]
    other = sheets.get(target)
    if other is None or own_key not in other.columns:
        if name in _EMPTY_WITHOUT or _is_looked_up_by(read, name, target, vocabulary):
            missing = (
                worded("the sheet {target}", target=target)
                if other is None
                else worded("the column {own_key} of the sheet {target}", own_key=own_key, target=target)
            )
            mend = worded("Add {missing}, or take the column {name} out.", missing=missing, name=name)
            log.add(
                "key.nothing-to-name",
                place,
                worded("{name} refers to {missing}, which is missing", name=name, missing=missing),
                missing,
                mend,
            )
        return
    known, named = set(other.columns[own_key].values.to_list()), set(keys.drop_nulls().unique().to_list())
    if named <= known:
        return
    if read.raw.names is not None and not named & known:
        # In a list as it is they name something else, weapons by their numbers; the first look says so.
        return
    unknown = ~keys.is_in(other.columns[own_key].values.drop_nulls().implode()).fill_null(True)  # noqa: FBT003
    strangers = keys.filter(unknown)
    log.add_rows(
        "key.unknown",
        place,
        read.rows.filter(unknown).to_list(),
        lambda nth: worded("found {stranger}", stranger=shown(strangers[nth])),
        Words(
            worded("a {own_key} of the sheet {target}", own_key=own_key, target=target),
            worded("Correct the key, or add the row to {target}.", target=target),
        ),
    )


def _is_looked_up_by(read: ReadSheet, name: str, target: str, vocabulary: Vocabulary) -> bool:
    """Whether a blank of this sheet is to be filled in from the row that the key names."""
    keys = read.columns[name].values
    for fact in vocabulary.derived(read.raw.sheet):
        if fact.looked_up and (fact.looked_up.key, fact.looked_up.sheet) == (name, target):
            column = read.columns.get(fact.name)
            blank = column.values.is_null() if column else pl.Series([True] * len(keys), dtype=pl.Boolean)
            if (blank & keys.is_not_null()).any():
                return True
    return False
