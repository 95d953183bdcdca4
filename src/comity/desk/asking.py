"""How a visit is asked about: what the options of all commands about visits have in common."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asking:
    """The day asked, the agreement put in place of the access agreements, whether mistakes end it, and the
    highest marking that may be shown (None: everything)."""

    on: dt.date
    under: str | None = None
    strict: bool = False
    marking_up_to: str | None = None
