"""Dates that only mean something beside a day: "Thursday", "yesterday"; in the languages of the sources."""

import datetime as dt

_WEEKDAYS = (
    ("monday", "lunedì", "lundi", "montag", "月曜日"),
    ("tuesday", "martedì", "mardi", "dienstag", "火曜日"),
    ("wednesday", "mercoledì", "mercredi", "mittwoch", "水曜日"),
    ("thursday", "giovedì", "jeudi", "donnerstag", "木曜日"),
    ("friday", "venerdì", "vendredi", "freitag", "金曜日"),
    ("saturday", "sabato", "samedi", "samstag", "土曜日"),
    ("sunday", "domenica", "dimanche", "sonntag", "日曜日"),
)
_WEEKDAY = {word: number for number, words in enumerate(_WEEKDAYS) for word in words}
_DAYS_BACK = {
    **dict.fromkeys(("today", "oggi", "aujourd'hui", "heute", "今日"), 0),
    **dict.fromkeys(("yesterday", "ieri", "hier", "gestern", "昨日"), 1),
}


def is_relative(text: str) -> bool:
    """Whether a date is one of the words that need an anchor."""
    word = text.strip().casefold()
    return word in _WEEKDAY or word in _DAYS_BACK


def resolved(text: str, anchor: dt.date) -> dt.date:
    """The day that is meant: of a weekday the last one up to the anchor, the anchor included.

    Raises:
        KeyError: the text is no relative date.
    """
    word = text.strip().casefold()
    back = _DAYS_BACK[word] if word in _DAYS_BACK else (anchor.weekday() - _WEEKDAY[word]) % 7
    return anchor - dt.timedelta(days=back)
