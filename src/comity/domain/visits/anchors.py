"""The moments that lead times count to: the arrival and the departure of each leg's lines.

Looked at only for groups that have a lead, and once for a sheet: neighbouring lines mostly share a leg, so
the runs of equal neighbours are numbered and not the lines.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from comity.domain.visits.line_ranges import LineRanges
from comity.domain.visits.runs import numbered, starts
from comity.domain.visits.visit import Visit

#: Legs (with their days) of one sheet that are told apart; the rest share one anchor, their first day.
MOST_ANCHORS = 500

_COLUMNS = {"arrival": ("arrives_leg", "arrives_on"), "departure": ("departs_leg", "departs_on")}


@dataclass(frozen=True, slots=True)
class Anchored:
    """Lines that share an anchor: their leg (None: they name none), its day, and its instant if known."""

    leg: str | None
    day: dt.date
    at: dt.datetime | None
    lines: LineRanges


@dataclass(frozen=True, slots=True)
class Leg:
    """When a leg departs and arrives (UTC); None where it is not stated."""

    departs_at: dt.datetime | None
    arrives_at: dt.datetime | None

    def at(self, end: str) -> dt.datetime | None:
        """The instant of one end."""
        return self.departs_at if end == "departure" else self.arrives_at


def legs_of(visit: Visit) -> dict[str, Leg]:
    """The legs of a visit by id; an id that stands twice names nobody knows which, so neither."""
    frame = visit.sheets.get("movements")
    if frame is None or "leg_id" not in frame.columns:
        return {}
    blank = pl.lit(None, dtype=pl.Datetime("us", "UTC"))
    told = frame.filter(pl.col("leg_id").is_not_null()).unique("leg_id", keep="none")
    instants = (
        pl.col(name) if name in frame.columns else blank.alias(name) for name in ("etd_utc", "eta_utc")
    )
    return {leg: Leg(etd, eta) for leg, etd, eta in told.select("leg_id", *instants).iter_rows()}


class Stays:
    """The anchors of one judged sheet, by group."""

    def __init__(self, sheet: str, lines: pl.DataFrame, group: pl.Series, legs: Mapping[str, Leg]) -> None:
        """Take a sheet's lines (LINE_COLUMNS and facts), each line's group, and the legs of the visit."""
        self.sheet, self.lines, self.group, self.legs = sheet, lines, group, legs
        self._known: dict[str, dict[int, tuple[Anchored, ...]]] = {}
        self._days: dict[str, tuple[dt.date, dt.date]] = {}

    def of(self, group: int, lines: LineRanges, end: str) -> tuple[Anchored, ...]:
        """The anchors of a group's lines (all of them) at their arrival or departure, the earliest first."""
        leg, day = _COLUMNS[end]
        if leg not in self.lines.columns and self._shared_day(day):
            return (Anchored(None, self._days[day][0], None, lines),)
        if end not in self._known:
            self._known[end] = self._anchors(end)
        return self._known[end][group]

    def _shared_day(self, day: str) -> bool:
        """Whether all lines of the sheet have one day; then nothing need be grouped."""
        if day not in self._days:
            self._days[day] = self.lines.select(pl.col(day).min(), pl.col(day).max().alias("last")).row(0)
        first, last = self._days[day]
        return first == last

    def _anchors(self, end: str) -> dict[int, tuple[Anchored, ...]]:
        leg, day = _COLUMNS[end]
        legs = self.lines[leg] if leg in self.lines.columns else pl.lit(None, dtype=pl.String)
        frame = self.lines.select("row", group=self.group, leg=legs, day=pl.col(day))
        keys = ["group", "leg", "day"]
        begins = starts(frame, keys)
        heads = _fewer(frame.filter(begins).select(keys))
        number, first = numbered(heads)
        rows = (
            pl.DataFrame({"number": number.gather(begins.cum_sum() - 1), "row": frame["row"]})
            .group_by("number")
            .agg("row")
            .sort("number")["row"]
        )
        found: dict[int, list[Anchored]] = {}
        for at, key in enumerate(heads[first].iter_rows(named=True)):
            found.setdefault(key["group"], []).append(self._anchored(key, end, rows[at]))
        return {
            group: tuple(sorted(anchors, key=lambda each: (each.day, each.leg or "")))
            for group, anchors in found.items()
        }

    def _anchored(self, key: dict[str, Any], end: str, rows: pl.Series) -> Anchored:
        leg: str | None = key["leg"]
        known = self.legs.get(leg) if leg is not None else None
        return Anchored(leg, key["day"], known.at(end) if known else None, LineRanges([(self.sheet, rows)]))


def _fewer(heads: pl.DataFrame) -> pl.DataFrame:
    """The keys, with those beyond the first MOST_ANCHORS legs and days made one on their first day."""
    distinct = heads.select("leg", "day").unique()
    if distinct.height <= MOST_ANCHORS:
        return heads
    kept = distinct.sort("day", "leg").head(MOST_ANCHORS).with_columns(kept=True)
    told = heads.join(kept, on=["leg", "day"], how="left", nulls_equal=True, maintain_order="left")
    rest = told.filter(pl.col("kept").is_null())["day"].min()
    is_kept = pl.col("kept").is_not_null()
    return told.select(
        "group",
        leg=pl.when(is_kept).then("leg"),
        day=pl.when(is_kept).then("day").otherwise(pl.lit(rest, dtype=pl.Date)),
    )
