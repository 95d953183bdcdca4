"""Days at a place: on which local day an instant falls there."""

from dataclasses import dataclass

import polars as pl

from comity.manifest.spelling import folded
from comity.manifest.zones import PLACES, ZONES


@dataclass(frozen=True, slots=True)
class LocalDays:
    """The local days of some instants.

    `earliest` and `latest` (Date) differ where the State has several zones, the place does not tell which
    of them, and they are not on the same day. Where no zone of the State is known both are the UTC day, and
    `is_utc` is true.
    """

    earliest: pl.Series
    latest: pl.Series
    is_utc: bool


def local_days(instants: pl.Series, places: pl.Series | None, state: str) -> LocalDays:
    """The days on which instants fall in the calendar of a State.

    Args:
        instants: Datetime("us", "UTC"), null where not known.
        places: the places, as many, if they are given: ICAO code, UN/LOCODE or a name.
        state: alpha-2.
    """
    zones = ZONES.get(state, ())
    frame = pl.DataFrame({"at": instants})
    days = [pl.col("at").dt.convert_time_zone(zone).dt.date().alias(zone) for zone in zones or ("UTC",)]
    frame = frame.select(days)
    earliest = frame.select(pl.min_horizontal(pl.all())).to_series()
    latest = frame.select(pl.max_horizontal(pl.all())).to_series()
    if places is not None and len(zones) > 1:
        zone_of = {place: PLACES.get(folded(place).upper(), "") for place in places.drop_nulls().unique()}
        zone = places.replace_strict(zone_of, default="", return_dtype=pl.String)
        for name in zones:
            earliest = frame[name].zip_with(zone == name, earliest)
            latest = frame[name].zip_with(zone == name, latest)
    return LocalDays(earliest, latest, is_utc=not zones)
