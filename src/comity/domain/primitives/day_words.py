"""Days and instants in words, the same in every sentence."""

import datetime as dt


def day_words(day: dt.date) -> str:
    """A day written out: 14 August 2023."""
    return f"{day.day} {day:%B} {day.year}"


def moment_words(at: dt.datetime) -> str:
    """An instant (UTC) written out: 14 August 2023 06:00 UTC."""
    return f"{day_words(at)} {at:%H:%M} UTC"
