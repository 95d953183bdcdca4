"""The examples as they are asked, and the shape of what is expected of their lines."""

import datetime as dt
from dataclasses import dataclass

BUSHIDO = ("bushido-guardian-23", dt.date(2023, 8, 14), None)
TINDAL = ("jasdf-tindal-2023", dt.date(2023, 8, 14), None)
TINDAL_BEFORE = ("jasdf-tindal-2023", dt.date(2023, 8, 10), None)
VIGILANT = ("vigilant-isles-23", dt.date(2023, 10, 20), None)
TALISMAN = ("talisman-sabre-23", dt.date(2023, 7, 21), None)
TALISMAN_UNDER = ("talisman-sabre-23", dt.date(2023, 7, 21), "jp-au-raa")
CEBU = ("cebu-relief-2025", dt.date(2025, 10, 7), None)
CARRIER = ("carrier-group-tokyo-2025", dt.date(2025, 8, 8), None)
SWISS = ("swiss-rescue-2011", dt.date(2011, 3, 12), None)
FRENCH = ("french-company-2024", dt.date(2024, 5, 10), None)
FRENCH_UNDER = ("french-company-2024", dt.date(2024, 5, 10), "jp-gb-raa")

#: An example, the day on which it is asked, and the agreement under which, if any.
Asked = tuple[str, dt.date, str | None]


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of one sheet: their outcome, and what provisions that matter come to, with the article."""

    asked: Asked
    lines: str
    outcome: str
    findings: tuple[tuple[str, str, str], ...] = ()
    """Provision, result, citation."""
    absent: tuple[str, ...] = ()
    """Provisions that do not reach these lines."""

    def __str__(self) -> str:
        """The name of the case."""
        example, on, under = self.asked
        return f"{example} on {on}{f' under {under}' if under else ''}, {self.lines}"
