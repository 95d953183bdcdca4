"""What holds of every workbook that is written."""

import datetime as dt
from collections.abc import Mapping

#: Cells are written by their type and never by what they look like.
OPTIONS: Mapping[str, object] = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
}
#: Before it a spreadsheet knows no dates.
FIRST_DATE = dt.date(1900, 1, 1)
#: A worksheet's name is no longer.
NAME_CHARACTERS = 31
