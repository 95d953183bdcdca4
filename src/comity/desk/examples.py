"""The visits that can be tried: the folders of `examples/`, which are installed with the package."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath

from comity.desk.packing import zipped
from comity.desk.uploads import HEADER, LISTS, Sent
from comity.domain.primitives.worded import phrase


@dataclass(frozen=True, slots=True)
class Example:
    """A visit to try: its folder (or a list in it), its title, the day to ask on, and what it shows."""

    name: str
    title: str
    on: dt.date
    shows: str
    only: str = ""


_ALL = (
    Example(
        "bushido-guardian-23",
        phrase("Australian fighters at Komatsu, Japan, August 2023"),
        dt.date(2023, 8, 14),
        phrase("The whole manifest of a detachment: people, aircraft, lorries, a dog, medicines."),
    ),
    Example(
        "bushido-as-received",
        phrase("The same detachment, as a squadron's own workbook"),
        dt.date(2023, 8, 14),
        phrase("A list as it comes: how it is read, and the four answers that settle it."),
        "bushido-guardian-23/as-received/load-and-roll.xlsx",
    ),
    Example(
        "jasdf-tindal-2023",
        phrase("Japanese fighters at Tindal, Australia, August 2023"),
        dt.date(2023, 8, 14),
        phrase("The other direction: papers instead of passports, and clocks of ten working days."),
    ),
    Example(
        "vigilant-isles-23",
        phrase("British soldiers in Japan, November 2023"),
        dt.date(2023, 10, 20),
        phrase("Nothing is missing and much is to be done; unmanned aircraft and live ammunition."),
    ),
    Example(
        "talisman-sabre-23",
        phrase("A Japanese missile unit and three ships in Australia, July 2023"),
        dt.date(2023, 7, 21),
        phrase("An agreement that is signed and not yet in force: what it would have been worth."),
    ),
    Example(
        "carrier-group-tokyo-2025",
        phrase("A British carrier group calls at Tokyo, August 2025"),
        dt.date(2025, 8, 8),
        phrase("Four flags in one group; each is judged by its own agreement."),
    ),
    Example(
        "cebu-relief-2025",
        phrase("Relief airlift to Cebu, the Philippines, October 2025"),
        dt.date(2025, 10, 7),
        phrase("Relief goods in a military aircraft, days after an earthquake."),
    ),
    Example(
        "swiss-rescue-2011",
        phrase("A rescue team with nine dogs to Japan, March 2011"),
        dt.date(2011, 3, 12),
        phrase("No agreement at all: the ordinary rules, and what is offered after a disaster."),
    ),
    Example(
        "french-company-2024",
        phrase("A French company trains in Japan, June 2024 (invented)"),
        dt.date(2024, 5, 10),
        phrase("Talks have begun and nothing is signed: compare it under another agreement."),
    ),
)


@cache
def examples() -> tuple[Example, ...]:
    """The examples that are installed here, the fullest first."""
    return tuple(example for example in _ALL if _folder(example).is_dir())


def sent_of(example: Example) -> Sent:
    """An example as somebody would send it: its list, or its folder as an archive."""
    if example.only:
        place = PurePosixPath(example.only)
        return Sent(place.name, _root().joinpath(*place.parts).read_bytes())
    found: dict[str, bytes] = {}
    _gather(_folder(example), "", found)
    return Sent(f"{example.name}.zip", zipped(found))


def _root() -> Traversable:
    return files("comity").joinpath("examples")


def _folder(example: Example) -> Traversable:
    return _root().joinpath((example.only or example.name).partition("/")[0])


def _gather(folder: Traversable, before: str, found: dict[str, bytes]) -> None:
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name != "as-received":
            _gather(entry, f"{before}{entry.name}/", found)
        elif entry.is_file() and entry.name.lower().endswith((*LISTS, HEADER)):
            found[f"{before}{entry.name}"] = entry.read_bytes()
