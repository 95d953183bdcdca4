"""The columns that every line has: row, contingent, ref, and the days on which it arrives and departs.

The day of arrival is the one given; else that of the leg, in the receiving State's calendar; else the
first day of the visit. Where the day of a leg hangs on a zone that is not known, the line is present on
every day that may be meant (arrival on the earlier, departure on the later), and the doubt is a problem.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from comity.domain.errors import Place
from comity.domain.primitives.worded import worded
from comity.domain.provisions.vocabulary import OWN_DAY
from comity.manifest.calendar import local_days
from comity.manifest.columns import Column, all_of
from comity.manifest.header import Header
from comity.manifest.problems import ProblemLog, Words, shown
from comity.manifest.sheets import ReadSheet
from comity.manifest.spelling import listing

_MOVEMENTS = "movements"


@dataclass(frozen=True, slots=True)
class _End:
    """One end of a line's stay: the columns that tell its day."""

    day: str
    leg: str
    instant: str
    place: str


_ARRIVAL = _End("arrives_on", "arrives_leg", "eta_utc", "to_place")
_DEPARTURE = _End("departs_on", "departs_leg", "etd_utc", "from_place")


class Lines:
    """Turns sheets as read into frames as `Visit.sheets` describes them."""

    def __init__(self, header: Header, sheets: Mapping[str, ReadSheet], log: ProblemLog) -> None:
        self.header, self.sheets, self.log = header, sheets, log
        self._legs = {end: self._leg_days(end) for end in (_ARRIVAL, _DEPARTURE)}
        self._told_of_utc = False

    def frame(self, sheet: str) -> pl.DataFrame:
        """The frame of a sheet: LINE_COLUMNS, then every column that was given or answered."""
        read = self.sheets[sheet]
        if sheet in OWN_DAY:
            arrives = departs = _filled(self._own_days(read, OWN_DAY[sheet]), self.header.start)
        else:
            arrives, departs = self._in_order(read, self._days(read, _ARRIVAL), self._days(read, _DEPARTURE))
            arrives, departs = _filled(arrives, self.header.start), _filled(departs, self.header.end)
        line = {
            "row": read.rows,
            "contingent": self._contingents(read),
            "ref": _column(read, "ref", pl.String()).values,
            "arrives_on": arrives,
            "departs_on": departs,
        }
        given = {name: column.values for name, column in read.columns.items() if name not in line}
        return pl.DataFrame({**line, **given})

    def _contingents(self, read: ReadSheet) -> pl.Series:
        """Each line's contingent: the first where none is named; null where the name is nobody's."""
        ids = [contingent.id for contingent in self.header.contingents]
        if "contingent" not in read.columns:
            return all_of(ids[0] if ids else None, len(read.rows), pl.String())
        column = read.columns["contingent"]
        if not ids:
            return column.values
        unknown = column.values.is_not_null() & ~column.values.is_in(ids)
        names = column.values.filter(unknown)
        self.log.add_rows(
            "line.unknown-contingent",
            _place(read, "contingent"),
            read.rows.filter(unknown).to_list(),
            lambda nth: worded("found the contingent {name}", name=shown(names[nth])),
            Words(listing(ids[:10]), worded("Correct the id, or declare the contingent.")),
        )
        blank = column.values.is_null() & ~column.unread
        return column.values.set(unknown, None).set(blank, ids[0])

    def _days(self, read: ReadSheet, end: _End) -> pl.Series:
        """The day of one end of each line's stay, null where it is not told or impossible."""
        column = _column(read, end.day, pl.Date())
        legs = self._legs[end]
        if legs is None or end.leg not in read.columns:
            return self._within_visit(read, column.values, end.day)
        keys = pl.DataFrame({"leg": read.columns[end.leg].values})
        told = keys.join(legs, on="leg", how="left", maintain_order="left")
        wanted = self._wanted(read, end.day, column, told)
        self._note_doubtful_legs(legs.filter(legs["leg"].is_in(told["leg"].filter(wanted).implode())), end)
        days = told["day"].zip_with(wanted, column.values)
        return self._within_visit(read, days, end.day if end.day in read.headings else end.leg)

    def _own_days(self, read: ReadSheet, name: str) -> pl.Series:
        """The day of each line of a sheet whose lines are judged on their own day."""
        column = _column(read, name, pl.Date())
        instants, place = read.columns.get("occurred_at"), read.columns.get("place")
        if not instants or not self.header.receiving_state:
            return self._within_visit(read, column.values, name)
        local = local_days(instants.values, place.values if place else None, self.header.receiving_state)
        told = pl.DataFrame({"day": local.earliest, "other": local.latest, "row": read.rows})
        wanted = self._wanted(read, name, column, told)
        if wanted.any() and local.is_utc:
            self._note_utc(read)
        doubtful = told.filter(wanted & (told["day"] != told["other"]))
        self._note_doubtful(_place(read, "occurred_at"), doubtful, worded("the line"), "place", name)
        days = told["day"].zip_with(wanted, column.values)
        return self._within_visit(read, days, name if name in read.headings else "occurred_at")

    def _wanted(self, read: ReadSheet, name: str, column: Column, told: pl.DataFrame) -> pl.Series:
        """Where the day that is told another way fills a blank; where both are given they must agree."""
        if column.values.null_count() == len(read.rows):
            return told["day"].is_not_null() & ~column.unread
        differ = ((column.values != told["day"]) & (column.values != told["other"])).fill_null(False)  # noqa: FBT003
        given, other = column.values.filter(differ), told["day"].filter(differ)
        self.log.add_rows(
            "line.days-differ",
            _place(read, name),
            read.rows.filter(differ).to_list(),
            lambda nth: worded(
                "found the day {given}, and by the leg or instant it is {other}",
                given=given[nth],
                other=other[nth],
            ),
            Words(
                worded("the same day"), worded("Correct one of them; the day written in the line was taken.")
            ),
        )
        return column.values.is_null() & ~column.unread & told["day"].is_not_null()

    def _within_visit(self, read: ReadSheet, days: pl.Series, name: str) -> pl.Series:
        """The days without those that are outside the visit."""
        first, last = self.header.start, self.header.end
        if first is None or last is None or days.null_count() == len(days):
            return days
        outside = ((days < first) | (days > last)).fill_null(False)  # noqa: FBT003
        found = days.filter(outside)
        self.log.add_rows(
            "line.outside-the-visit",
            _place(read, name),
            read.rows.filter(outside).to_list(),
            lambda nth: worded("found the day {found}", found=found[nth]),
            Words(
                worded("a day of the visit, {first} to {last}", first=str(first), last=str(last)),
                worded("Correct the day, or the days of the visit."),
            ),
        )
        return days.set(outside, None)

    def _in_order(
        self, read: ReadSheet, arrives: pl.Series, departs: pl.Series
    ) -> tuple[pl.Series, pl.Series]:
        """Both days, without those of lines that would leave before they come."""
        if len(read.rows) in (arrives.null_count(), departs.null_count()):
            return arrives, departs
        wrong = (departs < arrives).fill_null(False)  # noqa: FBT003
        came, left = arrives.filter(wrong), departs.filter(wrong)
        self.log.add_rows(
            "line.departs-before-arrival",
            _place(read, "departs_on" if "departs_on" in read.headings else "departs_leg"),
            read.rows.filter(wrong).to_list(),
            lambda nth: worded(
                "found the departure on {left}, the arrival on {came}", left=left[nth], came=came[nth]
            ),
            Words(worded("a departure on or after the day of arrival"), worded("Correct one of the days.")),
        )
        return arrives.set(wrong, None), departs.set(wrong, None)

    def _leg_days(self, end: _End) -> pl.DataFrame | None:
        """Each leg with its local day (`other` where there are two that may be meant), and its row."""
        read = self.sheets.get(_MOVEMENTS)
        state = self.header.receiving_state
        if not read or not state or "leg_id" not in read.columns or end.instant not in read.columns:
            return None
        place = read.columns.get(end.place)
        days = local_days(read.columns[end.instant].values, place.values if place else None, state)
        day, other = (days.earliest, days.latest) if end is _ARRIVAL else (days.latest, days.earliest)
        legs = pl.DataFrame(
            {"leg": read.columns["leg_id"].values, "day": day, "other": other, "row": read.rows}
        ).with_columns(is_utc=pl.lit(days.is_utc))
        return legs.filter(pl.col("leg").is_not_null()).unique("leg", keep="first", maintain_order=True)

    def _note_doubtful_legs(self, used: pl.DataFrame, end: _End) -> None:
        read = self.sheets[_MOVEMENTS]
        if used["is_utc"].any():
            self._note_utc(read)
        doubtful = used.filter(pl.col("day") != pl.col("other"))
        self._note_doubtful(_place(read, end.instant), doubtful, worded("the leg"), end.place, end.day)

    def _note_doubtful(
        self, place: Place, doubtful: pl.DataFrame, what: str, place_column: str, day_column: str
    ) -> None:
        """Say of which lines the day is not certain, because the State has several zones."""
        days = doubtful.select("day", "other").rows()
        self.log.add_rows(
            "line.day-uncertain",
            place,
            doubtful["row"].to_list(),
            lambda nth: worded(
                "{what} is on {day} or {day2}, as the State has several zones",
                what=what,
                day=days[nth][0],
                day2=days[nth][1],
            ),
            Words(
                worded(
                    "a day, or {place_column} as an ICAO code or UN/LOCODE whose zone is known",
                    place_column=place_column,
                ),
                worded(
                    "Write {day_column} on the lines; until then the first of the two days is taken.",
                    day_column=day_column,
                ),
            ),
        )

    def _note_utc(self, read: ReadSheet) -> None:
        if self._told_of_utc:
            return
        self._told_of_utc = True
        self.log.add(
            "visit.calendar-unknown",
            read.raw.place(),
            worded(
                "the zone of {receiving_state} is not known here, so that UTC days were taken",
                receiving_state=str(self.header.receiving_state),
            ),
            worded("days in the receiving State's calendar"),
            worded("Write the days themselves: arrives_on, departs_on, occurred_on."),
        )


def _column(read: ReadSheet, name: str, dtype: pl.DataType) -> Column:
    """A column of the sheet, or one that is all blank."""
    if name in read.columns:
        return read.columns[name]
    height = len(read.rows)
    return Column(all_of(None, height, dtype), all_of(False, height, pl.Boolean()))  # noqa: FBT003


def _place(read: ReadSheet, name: str) -> Place:
    return read.raw.place(read.headings.get(name, name))


def _filled(days: pl.Series, default: dt.date | None) -> pl.Series:
    if default is None or not days.null_count():
        return days
    return days.fill_null(default) if days.null_count() < len(days) else all_of(default, len(days), pl.Date())
