"""The calendar of a place: which local day it is there at an instant.

Only States whose calendar the product has met are listed; ISO 3166 gives overseas territories codes of
their own, so FR is metropolitan France. For a State with several zones the place decides, if it is known.
"""

from collections.abc import Mapping

#: State (alpha-2) to the zones of its inhabited territory, in the names of the IANA time-zone database.
ZONES: Mapping[str, tuple[str, ...]] = {
    "AU": (
        "Australia/Perth",
        "Australia/Darwin",
        "Australia/Brisbane",
        "Australia/Adelaide",
        "Australia/Sydney",
    ),
    "BE": ("Europe/Brussels",),
    "BN": ("Asia/Brunei",),
    "CA": (
        "America/St_Johns",
        "America/Halifax",
        "America/Toronto",
        "America/Winnipeg",
        "America/Edmonton",
        "America/Vancouver",
    ),
    "CH": ("Europe/Zurich",),
    "CZ": ("Europe/Prague",),
    "DE": ("Europe/Berlin",),
    "DK": ("Europe/Copenhagen",),
    "EE": ("Europe/Tallinn",),
    "ES": ("Europe/Madrid", "Atlantic/Canary"),
    "FI": ("Europe/Helsinki",),
    "FJ": ("Pacific/Fiji",),
    "FR": ("Europe/Paris",),
    "GB": ("Europe/London",),
    "GR": ("Europe/Athens",),
    "ID": ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"),
    "IE": ("Europe/Dublin",),
    "IN": ("Asia/Kolkata",),
    "IT": ("Europe/Rome",),
    "JP": ("Asia/Tokyo",),
    "KR": ("Asia/Seoul",),
    "LT": ("Europe/Vilnius",),
    "LV": ("Europe/Riga",),
    "MY": ("Asia/Kuala_Lumpur",),
    "NL": ("Europe/Amsterdam",),
    "NO": ("Europe/Oslo",),
    "NZ": ("Pacific/Auckland", "Pacific/Chatham"),
    "PG": ("Pacific/Port_Moresby", "Pacific/Bougainville"),
    "PH": ("Asia/Manila",),
    "PL": ("Europe/Warsaw",),
    "PT": ("Europe/Lisbon", "Atlantic/Azores"),
    "RO": ("Europe/Bucharest",),
    "SE": ("Europe/Stockholm",),
    "SG": ("Asia/Singapore",),
    "TH": ("Asia/Bangkok",),
    "TL": ("Asia/Dili",),
    "TR": ("Europe/Istanbul",),
    "UA": ("Europe/Kyiv",),
    "US": (
        "America/New_York",
        "America/Chicago",
        "America/Denver",
        "America/Los_Angeles",
        "America/Anchorage",
        "Pacific/Honolulu",
    ),
    "VN": ("Asia/Ho_Chi_Minh",),
}

#: Places of States with several zones, by ICAO code or UN/LOCODE.
PLACES: Mapping[str, str] = {
    **dict.fromkeys(("YPDN", "YPTN", "AUDRW"), "Australia/Darwin"),
    **dict.fromkeys(("YPPH", "YPEA", "YPLM", "YCIN", "AUPER", "AUFRE"), "Australia/Perth"),
    **dict.fromkeys(("YPAD", "YPED", "AUADL"), "Australia/Adelaide"),
    **dict.fromkeys(("YBBN", "YAMB", "YBTL", "YBCS", "AUBNE", "AUTSV", "AUCNS"), "Australia/Brisbane"),
    **dict.fromkeys(
        ("YSSY", "YSRI", "YSCB", "YWLM", "YSNW", "YMML", "YMES", "YMAV", "AUSYD", "AUCBR", "AUNTL", "AUMEL"),
        "Australia/Sydney",
    ),
}
