"""Facts that follow from other rows of the manifest: counted, or looked up, where the planner left a blank.

A value that is given wins. What is derived is derived only if no blank anywhere could change it: filling
in a blank may settle an unknown fact, never turn a known one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from comity.domain.provisions.board import DTYPES
from comity.domain.provisions.vocabulary import Counted, Fact, LookedUp, Vocabulary

#: The column that names a row of a sheet, for the rows of other sheets that refer to it.
OWN_KEY: Mapping[str, str] = {
    "movements": "leg_id",
    "packages": "package_id",
    "people": "person_id",
    "goods": "line_id",
    "animals": "animal_id",
}

#: Columns that refer to a row of another sheet (or of their own), and that sheet.
REFERENCES: Mapping[str, str] = {
    "arrives_leg": "movements",
    "departs_leg": "movements",
    "leg_id_in": "movements",
    "leg_id_out": "movements",
    "out_leg": "movements",
    "package_id": "packages",
    "parent_package_id": "packages",
    "animal_id": "animals",
    "owner_person": "people",
    "captain": "people",
    "commanding_officer": "people",
    "handler": "people",
    "issued_to": "people",
    "holder": "people",
    "weapon_carried": "goods",
}


@dataclass(frozen=True, slots=True)
class Blank:
    """Blanks that keep a derived fact unknown.

    `rows` are the rows of the sheet, as the spreadsheet shows them, in which `column` is blank (or, of a
    sheet's own key, given twice). No rows: what is missing is the sheet, or the row that a key names.
    """

    sheet: str
    column: str
    rows: tuple[int, ...]


def derive(sheets: Mapping[str, pl.DataFrame], vocabulary: Vocabulary) -> dict[str, pl.DataFrame]:
    """The sheets with every counted and looked-up fact filled in where it is blank and can be known.

    Args:
        sheets: frames as in `Visit.sheets`; a column that is not given counts as blank.
        vocabulary: declares what is counted and looked up.

    Returns:
        The same sheets and rows in the same order; each derived fact of a sheet is a column of it, null
        where it stays unknown.

    Raises ValueError if facts of the vocabulary derive from each other in a circle.
    """
    derivation = _Derivation(sheets, vocabulary)
    for sheet in sheets:
        for fact in vocabulary.derived(sheet):
            derivation.fill(fact)
    return derivation.frames


def blanks_behind(
    sheets: Mapping[str, pl.DataFrame],
    vocabulary: Vocabulary,
    sheet: str,
    name: str,
    lines: pl.DataFrame | None = None,
) -> tuple[Blank, ...]:
    """What to ask instead of a derived fact that is null: filling in all of it makes the fact known.

    Args:
        sheets: frames as `derive` returns them.
        vocabulary: declares what is counted and looked up.
        sheet, name: the derived fact.
        lines: the lines of the sheet in question; those where the fact is known are passed over. Default:
            all of them.

    Returns:
        One `Blank` per sheet and column, nothing if the fact is known everywhere.
    """
    frame = sheets[sheet] if lines is None else lines
    unknown = frame.filter(pl.col(name).is_null()) if name in frame.columns else frame
    if unknown.is_empty():
        return ()
    fact = vocabulary.of(sheet)[name]
    found = _Blanks(sheets, vocabulary)
    if fact.counted:
        found.behind_count(fact.counted, sheet, unknown)
    elif fact.looked_up:
        found.behind_lookup(fact.looked_up, sheet, unknown)
    return tuple(Blank(*where, tuple(sorted(rows))) for where, rows in found.rows.items())


class _Derivation:
    """The frames while they are being filled in: first what a fact derives from, then the fact."""

    def __init__(self, sheets: Mapping[str, pl.DataFrame], vocabulary: Vocabulary) -> None:
        self.frames = dict(sheets)
        self.vocabulary = vocabulary
        self._done: set[tuple[str, str]] = set()
        self._open: list[tuple[str, str]] = []

    def fill(self, fact: Fact) -> None:
        this = (fact.sheet, fact.name)
        if this in self._done or fact.sheet not in self.frames:
            return
        if this in self._open:
            raise ValueError(f"{fact.sheet}.{fact.name} derives from itself: {self._open}")
        self._open.append(this)
        for sheet, name in _premises(fact):
            premise = self.vocabulary.of(sheet).get(name)
            if premise and (premise.counted or premise.looked_up):
                self.fill(premise)
        self._open.pop()
        derived = self._count(fact) if fact.counted else self._look_up(fact)
        frame = self.frames[fact.sheet]
        if fact.name in frame.columns:
            derived = frame.select(pl.coalesce(pl.col(fact.name), derived)).to_series()
        self.frames[fact.sheet] = frame.with_columns(derived.cast(DTYPES[fact.type]).alias(fact.name))
        self._done.add(this)

    def _count(self, fact: Fact) -> pl.Series:
        counted = fact.counted
        frame = self.frames[fact.sheet]
        unknown = pl.Series(fact.name, [None] * frame.height, dtype=pl.Int64)
        if counted is None or counted.sheet not in self.frames:
            return unknown
        held = _held(counted, self.frames[counted.sheet], self.vocabulary)
        if _loose(held).height:
            return unknown
        by_key = (
            held.filter(pl.col("key").is_not_null())
            .group_by("key")
            .agg(known=pl.col("holds").is_not_null().all(), count=pl.col("holds").sum().cast(pl.Int64))
        )
        joined = _own_keys(frame, counted.key).join(by_key, on="key", how="left", maintain_order="left")
        # A key that no row of the other sheet has is a key of which there are none.
        count = pl.when(pl.col("known").fill_null(True)).then(pl.col("count").fill_null(0))  # noqa: FBT003
        return joined.select(pl.when(pl.col("key").is_not_null()).then(count)).to_series()

    def _look_up(self, fact: Fact) -> pl.Series:
        looked_up = fact.looked_up
        frame = self.frames[fact.sheet]
        unknown = pl.Series(fact.name, [None] * frame.height, dtype=DTYPES[fact.type])
        if looked_up is None or looked_up.sheet not in self.frames:
            return unknown
        other = self.frames[looked_up.sheet]
        own_key = OWN_KEY[looked_up.sheet]
        if own_key not in other.columns or looked_up.fact not in other.columns:
            return unknown
        by_key = (
            other.select(key=pl.col(own_key), value=pl.col(looked_up.fact))
            .filter(pl.col("key").is_not_null())
            .group_by("key")
            .agg(value=pl.col("value").first(), rows=pl.len())
        )
        joined = _own_keys(frame, looked_up.key).join(by_key, on="key", how="left", maintain_order="left")
        # Two rows of one name: nobody knows which of them is meant.
        return joined.select(pl.when(pl.col("rows") == 1).then(pl.col("value"))).to_series()


class _Blanks:
    """Collects rows by sheet and column."""

    def __init__(self, sheets: Mapping[str, pl.DataFrame], vocabulary: Vocabulary) -> None:
        self.sheets, self.vocabulary = sheets, vocabulary
        self.rows: dict[tuple[str, str], set[int]] = {}

    def behind_count(self, counted: Counted, sheet: str, unknown: pl.DataFrame) -> None:
        keys = self._keys(counted.key, sheet, unknown)
        other = self.sheets.get(counted.sheet)
        if other is None:
            self._add(counted.sheet, counted.key, ())
            return
        held = _held(counted, other, self.vocabulary)
        loose = _loose(held)
        self._add_rows(counted.sheet, counted.key, loose)
        doubtful = held.filter(
            pl.col("holds").is_null() & (pl.col("key").is_in(keys.implode()) | pl.col("key").is_null())
        )
        for name in _columns_of(counted.when):
            blank = doubtful.filter(pl.col(name).is_null())
            self._ask(counted.sheet, name, blank["row"].to_list())

    def behind_lookup(self, looked_up: LookedUp, sheet: str, unknown: pl.DataFrame) -> None:
        keys = self._keys(looked_up.key, sheet, unknown)
        own_key = OWN_KEY[looked_up.sheet]
        other = self.sheets.get(looked_up.sheet)
        if other is None or own_key not in other.columns:
            if not keys.is_empty():
                self._add(looked_up.sheet, own_key, ())
            return
        named = other.filter(pl.col(own_key).is_in(keys.implode()))
        if not keys.is_in(named[own_key].implode()).all():
            self._add(looked_up.sheet, own_key, ())
        self._add_rows(looked_up.sheet, own_key, named.filter(pl.col(own_key).is_duplicated()))
        if looked_up.fact in named.columns:
            named = named.filter(pl.col(looked_up.fact).is_null())
        self._ask(looked_up.sheet, looked_up.fact, named["row"].to_list())

    def _keys(self, key: str, sheet: str, unknown: pl.DataFrame) -> pl.Series:
        """The keys of the unknown rows; rows without a key are asked for it."""
        keys = _own_keys(unknown, key)["key"]
        self._add_rows(sheet, key, unknown.filter(keys.is_null()))
        return keys.drop_nulls().unique()

    def _ask(self, sheet: str, name: str, rows: list[int]) -> None:
        """Ask for a column in some rows, or for what is behind it if it is derived itself."""
        fact = self.vocabulary.of(sheet).get(name)
        if not rows:
            return
        if not fact or not (fact.counted or fact.looked_up):
            self._add(sheet, name, rows)
            return
        lines = self.sheets[sheet].filter(pl.col("row").is_in(rows))
        for blank in blanks_behind(self.sheets, self.vocabulary, sheet, name, lines):
            self._add(blank.sheet, blank.column, blank.rows)

    def _add_rows(self, sheet: str, column: str, frame: pl.DataFrame) -> None:
        if frame.height:
            self._add(sheet, column, frame["row"].to_list())

    def _add(self, sheet: str, column: str, rows: Iterable[int]) -> None:
        self.rows.setdefault((sheet, column), set()).update(rows)


def _premises(fact: Fact) -> list[tuple[str, str]]:
    """The facts of other rows that a derived fact reads."""
    if fact.counted:
        return [(fact.counted.sheet, name) for name in _columns_of(fact.counted.when)]
    if fact.looked_up:
        return [(fact.looked_up.sheet, fact.looked_up.fact)]
    return []


def _columns_of(when: str) -> list[str]:
    return sorted(set(pl.sql_expr(when).meta.root_names()))


def _held(counted: Counted, other: pl.DataFrame, vocabulary: Vocabulary) -> pl.DataFrame:
    """Each row of the counted sheet: row, key, whether it holds (null: unknown), and what that hangs on."""
    known = vocabulary.of(counted.sheet)
    names = _columns_of(counted.when)
    columns = [
        pl.col(name) if name in other.columns else pl.lit(None, dtype=DTYPES[known[name].type]).alias(name)
        for name in names
    ]
    frame = other.select("row", *columns).with_columns(_own_keys(other, counted.key))
    return frame.with_columns(holds=pl.sql_expr(counted.when).cast(pl.Boolean))


def _loose(held: pl.DataFrame) -> pl.DataFrame:
    """The rows that meet the condition, or may, and name nobody: they could count for any key."""
    return held.filter(pl.col("key").is_null() & pl.col("holds").fill_null(True))  # noqa: FBT003


def _own_keys(frame: pl.DataFrame, key: str) -> pl.DataFrame:
    """The column of keys, as `key`; all null if the sheet has none."""
    if key in frame.columns:
        return frame.select(pl.col(key).alias("key"))
    return pl.DataFrame({"key": pl.Series([None] * frame.height, dtype=pl.String)})
