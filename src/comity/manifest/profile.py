"""The stored profile of a team: its people, animals and kit, which a visit takes and ticks who flies.

A profile is a folder of CSV sheets with a team.toml, or one workbook with a worksheet `team` (fact, value).
A visit names it by `profile = "NAME"` (in the visit's folder) or `profile = "../NAME"` (beside it), never
further: no absolute path, no link. `[flies]` lists by sheet the lines that fly; a sheet that it does not name
flies whole. The visit's own sheets come first, the profile's lines run on after them.
"""

import dataclasses
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from comity.domain.errors import Place
from comity.domain.primitives.worded import run_on, worded
from comity.domain.provisions.vocabulary import Fact, Kind, Type
from comity.domain.visits.naming import naming_columns
from comity.domain.visits.visit import TeamProfile
from comity.manifest import limits
from comity.manifest.cells import Flaw, read_cell
from comity.manifest.columns import all_of
from comity.manifest.csv_sheets import read_csv_sheet
from comity.manifest.files import read_file
from comity.manifest.header_toml import read_header_toml
from comity.manifest.joining import Joined, Piece, joined
from comity.manifest.problems import ProblemLog, shown
from comity.manifest.raw import Entry, RawHeader, RawSheet
from comity.manifest.spelling import folded, listing, name_of, suggestion
from comity.manifest.wording import note_flaw

#: What a team owns; journeys, support and incidents belong to a visit.
SHEETS = ("people", "animals", "animal_events", "goods", "vehicles", "packages", "uas", "aircraft", "vessels")
#: What a profile states of the team itself: the entries of the international fact sheet that no line holds.
TEAM_FACTS: Mapping[str, Type] = {
    "name": Type.TEXT,
    "code": Type.TEXT,
    "country": Type.STATE,
    "class": Type.TEXT,
    "organisation": Type.TEXT,
    "address": Type.TEXT,
    "leader": Type.TEXT,
    "phone": Type.TEXT,
    "satellite_phone": Type.TEXT,
    "email": Type.TEXT,
    "self_sufficient_days": Type.INT,
    "volume_m3": Type.NUMBER,
    "needs_transport": Type.TEXT,
    "needs_fuel": Type.TEXT,
    "needs_gas": Type.TEXT,
    "needs_timber": Type.TEXT,
    "needs_interpreter": Type.TEXT,
}
TEAM = "team"
_KNOWN_BY = ("given_names", "surname", "function", "name", "breed")
_NAME = re.compile(r"(\.\./)?([^./\\:~][^/\\:]{0,200})")
_TABLES = frozenset({".csv", ".toml", ".tsv", ".tab", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".numbers"})


@dataclass(frozen=True, slots=True)
class Profile:
    """The lines of a profile that fly, as texts; and what there is to tell of it (None: no profile)."""

    sheets: Mapping[str, RawSheet] = field(default_factory=dict)
    told: TeamProfile | None = None


def read_profile(header: RawHeader | None, visit: Path, log: ProblemLog) -> Profile:
    """Read the profile that a visit takes; every mistake is a problem.

    Args:
        header: the visit's header, of which `profile` and `flies` are read.
        visit: the path of the visit: its folder, its visit.toml or its workbook.
        log: gets the problems.
    """
    if header is None:
        return Profile()
    if header.profile is None:
        if header.flies:
            mend = worded('Name the team\'s profile above all tables: profile = "../rescue-team".')
            log.add("profile.missing", header.flies[0].place, "found [flies]", worded("a profile"), mend)
        return Profile()
    target = _target(header.profile, visit if visit.is_dir() else visit.parent, log)
    if target is None:
        return Profile()
    name = (header.profile.text or "").strip()
    sheets, team = read_team(target, log)
    flying, counts = _flying(sheets, header.flies, log)
    return Profile(flying, TeamProfile(name, team, counts))


def is_profile_name(text: str) -> bool:
    """Whether a visit can name its profile so: one folder or file, in its own folder or beside it."""
    return _NAME.fullmatch(text) is not None and text.isprintable()


def read_team(target: Path, log: ProblemLog) -> tuple[dict[str, RawSheet], dict[str, str]]:
    """Every sheet of a stored profile, a folder or a workbook, as texts; and what it states of the team."""
    return _read_folder(target, log) if target.is_dir() else _read_workbook(target, log)


def named_lines(raw: RawSheet) -> list[tuple[str, str]]:
    """Each line that its own key or `ref` names: that name, and words by which people know it."""
    keys = [column for name in naming_columns(raw.sheet)[:2] if (column := _column(raw, name)) is not None]
    words = [column for name in _KNOWN_BY if (column := _column(raw, name)) is not None]
    called = []
    for at in range(len(raw.rows)):
        key = next((text for column in keys if (text := folded(column[at] or ""))), "")
        if key:
            called.append((key, " ".join(text for column in words if (text := (column[at] or "").strip()))))
    return called


def with_profile(own: Mapping[str, Joined], profile: Profile, log: ProblemLog) -> dict[str, Joined]:
    """The sheets of a visit with the lines of its profile after its own; their rows run on."""
    sheets = dict(own)
    for sheet, raw in profile.sheets.items():
        if len(raw.rows):
            alone = joined(sheet, [Piece(raw, "" if raw.file.endswith(".csv") else raw.sheet)], log)
            sheets[sheet] = _appended(own[sheet], alone) if sheet in own else alone
    return sheets


def _target(entry: Entry, folder: Path, log: ProblemLog) -> Path | None:
    """What the name leads to; None, with a problem noted, if it is nothing that may be read."""
    text = folded(entry.text or "")
    found = (
        worded("found {text}", text=shown(text))
        if entry.text is not None
        else worded("found {found}", found=entry.found)
    )
    named = _NAME.fullmatch(text)
    if named is None or not is_profile_name(text):
        expected = worded(
            "the name of a folder or an .xlsx in the visit's folder, or ../ and the name of one beside it"
        )
        mend = worded("Move the profile there, and write its name.")
        log.add("profile.path", entry.place, found, expected, mend)
        return None
    real = Path(os.path.realpath(folder))
    target = (real.parent if named[1] else real) / named[2]
    if not os.path.lexists(target):
        mend = worded("Correct the name, or put the profile there.")
        log.add("profile.not-found", entry.place, found, worded("a profile of that name"), mend)
    elif target.is_symlink():
        mend = worded("Put the profile itself there: a link could lead anywhere.")
        link = worded("{found}, a link", found=found)
        log.add("profile.path", entry.place, link, worded("a folder or an .xlsx"), mend)
    elif target.is_dir() and target.samefile(real):
        mend = worded("Give the profile a folder of its own.")
        itself = worded("{found}, the visit itself", found=found)
        log.add("profile.path", entry.place, itself, worded("another folder"), mend)
    elif not target.is_dir() and target.suffix.lower() != ".xlsx":
        mend = worded("Give the profile a folder with CSV sheets, or save it as .xlsx.")
        log.add("profile.path", entry.place, found, worded("a folder or an .xlsx workbook"), mend)
    else:
        return target
    return None


def _read_folder(folder: Path, log: ProblemLog) -> tuple[dict[str, RawSheet], dict[str, str]]:
    sheets: dict[str, RawSheet] = {}
    team: dict[str, str] = {}
    for name in _names(folder, log):
        kind, shown_as = name_of(Path(name).stem), f"{folder.name}/{name}"
        suffix = Path(name).suffix.lower()
        if suffix == ".csv" and kind in SHEETS and kind not in sheets:
            content = read_file(folder / name, limits.CSV_BYTES, log, inside=folder)
            raw = read_csv_sheet(content, shown_as, kind, log) if content is not None else None
            if raw:
                sheets[kind] = raw
        elif (kind, suffix) == (TEAM, ".toml"):
            content = read_file(folder / name, limits.HEADER_BYTES, log, inside=folder)
            header = read_header_toml(content, shown_as, log) if content is not None else None
            team = _team(header.visit, log) if header else {}
        elif suffix in _TABLES:
            _note_not_read(Place(shown_as), log)
    return sheets, team


def _names(folder: Path, log: ProblemLog) -> list[str]:
    try:
        names = sorted(name for name in os.listdir(folder) if not name.startswith((".", "~$")))
    except OSError as error:
        found = worded("the folder cannot be opened ({reason})", reason=str(error.strerror))
        log.add(
            "file.unreadable",
            Place(folder.name),
            found,
            worded("a readable folder"),
            worded("Check its permissions."),
        )
        return []
    if len(names) <= limits.FOLDER_FILES:
        return names
    expected = worded("at most {most} (the limit of a folder)", most=limits.FOLDER_FILES)
    found = worded("the folder has {count} files", count=len(names))
    log.add("limit.folder-files", Place(folder.name), found, expected, worded("Give it a folder of its own."))
    return []


def _read_workbook(file: Path, log: ProblemLog) -> tuple[dict[str, RawSheet], dict[str, str]]:
    # Imported here: a folder with CSV sheets needs neither archives nor the spreadsheet reader.
    from comity.manifest.workbook import read_workbook  # noqa: PLC0415

    content = read_file(file, limits.WORKBOOK_BYTES, log, inside=file.parent)
    found = read_workbook(content, file.name, log) if content is not None else None
    sheets: dict[str, RawSheet] = {}
    team: dict[str, str] = {}
    for raw in found or ():
        sheet = name_of(raw.sheet)
        if sheet in SHEETS and sheet not in sheets:
            sheets[sheet] = dataclasses.replace(raw, sheet=sheet)
        elif sheet == TEAM and len(raw.columns) > 1:
            pairs = zip(raw.rows, raw.columns[0], raw.columns[1], strict=True)
            team = _team(tuple(Entry(k, v, raw.place(k, row)) for row, k, v in pairs if k and v), log)
        else:
            _note_not_read(raw.place(), log)
    return sheets, team


def _note_not_read(place: Place, log: ProblemLog) -> None:
    expected = worded("{file}, or once each {names}", file=TEAM, names=listing(SHEETS))
    mend = worded("What belongs to one journey is written in the visit; move the rest out of the profile.")
    log.add("profile.not-read", place, worded("found a table that a profile does not have"), expected, mend)


def _team(entries: tuple[Entry, ...], log: ProblemLog) -> dict[str, str]:
    """What is stated of the team, as texts; a number or State as it is written plainly."""
    team: dict[str, str] = {}
    for entry in entries:
        name = name_of(entry.key)
        if name not in TEAM_FACTS:
            mend = run_on(
                [suggestion(entry.key, TEAM_FACTS), worded("Correct the name, or take the line out.")]
            )
            log.add(
                "profile.fact",
                entry.place,
                worded("found {key}", key=shown(entry.key)),
                listing(TEAM_FACTS),
                mend,
            )
        elif entry.text is None or not entry.text.strip():
            found = worded("found {found}", found=entry.found or worded("nothing"))
            log.add(
                "profile.fact",
                entry.place,
                found,
                worded("one value"),
                worded("Write it, or take the line out."),
            )
        else:
            fact = Fact(TEAM, name, Kind.DETAIL, TEAM_FACTS[name])
            value = read_cell(entry.text, fact)
            if isinstance(value, Flaw):
                note_flaw(log, value, entry.place, entry.text, fact)
            else:
                team[name] = f"{value:g}" if isinstance(value, float) else str(value)
    return team


def _flying(
    sheets: Mapping[str, RawSheet], flies: tuple[Entry, ...], log: ProblemLog
) -> tuple[dict[str, RawSheet], tuple[tuple[str, int, int], ...]]:
    """The lines that fly, and by sheet how many fly and how many stay."""
    ticked: dict[str, frozenset[str]] = {}
    for entry in flies:
        sheet = name_of(entry.key)
        if sheet not in sheets or sheet == "animal_events":
            expected = listing(
                [s for s in sheets if s != "animal_events"] or [worded("a sheet of the profile")]
            )
            mend = worded("Only lines of the profile are ticked; events go with their animal.")
            log.add("profile.flies", entry.place, worded("found {key}", key=shown(entry.key)), expected, mend)
        elif sheet in ticked:
            mend = worded("Write one list for each sheet.")
            log.add(
                "profile.flies",
                entry.place,
                worded("found {sheet} a second time", sheet=sheet),
                worded("one list"),
                mend,
            )
        elif entry.text is not None or entry.found != "a list" or any(p.text is None for p in entry.parts):
            mend = worded('Write {sheet} = ["P01", "P02"]; take the line out if all fly.', sheet=sheet)
            found = worded("found {found}", found=entry.found or shown(entry.text or ""))
            log.add("profile.flies", entry.place, found, worded("a list of names of lines"), mend)
        else:
            ticked[sheet] = frozenset(folded(part.text or "") for part in entry.parts)
            _note_unknown(entry, ticked[sheet], sheets[sheet], log)
    flying = {sheet: _kept(raw, _called(raw, ticked[sheet])) if sheet in ticked else raw
              for sheet, raw in sheets.items()}  # fmt: skip
    if "animals" in ticked and "animal_events" in flying:
        staying = _keys(sheets["animals"], "animal_id") - _keys(flying["animals"], "animal_id")
        events = flying["animal_events"]
        flying["animal_events"] = _kept(events, ~_called(events, frozenset(staying), ("animal_id",)))
    heights = {
        sheet: (int(_rows(raw).sum()), int(_rows(flying[sheet]).sum())) for sheet, raw in sheets.items()
    }
    return flying, tuple((sheet, fly, whole - fly) for sheet, (whole, fly) in heights.items())


def _note_unknown(entry: Entry, ticked: frozenset[str], raw: RawSheet, log: ProblemLog) -> None:
    known: set[str] = set()
    for name in naming_columns(raw.sheet):
        known |= _keys(raw, name)
    for text in sorted(ticked - known):
        mend = run_on(
            [
                suggestion(text, sorted(known)[:1000]),
                worded("Write it as {sheet} has it.", sheet=naming_columns(raw.sheet)[0]),
            ]
        )
        log.add(
            "profile.unknown-line",
            entry.place,
            worded("found {text}", text=shown(text)),
            worded("a line of {file}", file=raw.file),
            mend,
        )


def _called(raw: RawSheet, names: frozenset[str], columns: tuple[str, ...] | None = None) -> pl.Series:
    """Whether each row is called by one of the names, in any of the columns that may name it."""
    called = all_of(False, len(raw.rows), pl.Boolean())  # noqa: FBT003
    for name in columns or naming_columns(raw.sheet):
        column = _column(raw, name)
        if column is not None:
            called |= pl.Series([folded(text or "") in names for text in column], dtype=pl.Boolean)
    return called


def _keys(raw: RawSheet, name: str) -> set[str]:
    column = _column(raw, name)
    return set() if column is None else {folded(text) for text in column.drop_nulls()} - {""}


def _column(raw: RawSheet, name: str) -> pl.Series | None:
    names = _column_names(raw)
    return raw.columns[names.index(name)] if name in names else None


def _column_names(raw: RawSheet) -> list[str]:
    return list(raw.names) if raw.names is not None else [name_of(heading) for heading in raw.headings]


def _rows(raw: RawSheet) -> pl.Series:
    """Whether each row holds anything."""
    there = all_of(False, len(raw.rows), pl.Boolean())  # noqa: FBT003
    for column in raw.columns:
        there |= (column.str.strip_chars() != "").fill_null(value=False)
    return there


def _kept(raw: RawSheet, there: pl.Series) -> RawSheet:
    columns = tuple(column.filter(there) for column in raw.columns)
    return dataclasses.replace(raw, rows=raw.rows.filter(there), columns=columns)


def _appended(own: Joined, profile: Joined) -> Joined:
    """Two sheets as one, column by column under its name."""
    first, second = own.raw, profile.raw
    offset = max(0, *(int(row) for row in first.rows[-1:]))
    names, later = _column_names(first), _column_names(second)
    new = [at for at, name in enumerate(later) if name not in names or not name]
    before = all_of(None, len(first.rows), pl.String())
    after = all_of(None, len(second.rows), pl.String())
    columns = [
        pl.concat([column, second.columns[later.index(name)] if name and name in later else after])
        for name, column in zip(names, first.columns, strict=True)
    ]
    columns += [pl.concat([before, second.columns[at]]) for at in new]
    spoiled = {at: set(rows) for at, rows in first.spoiled.items()}
    for at, rows in second.spoiled.items():
        there = len(names) + new.index(at) if at in new else names.index(later[at])
        spoiled.setdefault(there, set()).update(row + offset for row in rows)
    raw = RawSheet(
        file=first.file,
        sheet=first.sheet,
        headings=(*first.headings, *(second.headings[at] for at in new)),
        rows=pl.concat([first.rows, second.rows + offset]).cast(pl.UInt32),
        columns=tuple(columns),
        spoiled={at: frozenset(rows) for at, rows in spoiled.items()},
        names=None if first.names is None else (*first.names, *(later[at] for at in new)),
    )
    [table] = profile.tables
    moved = dataclasses.replace(
        table, first_row=table.first_row + offset, last_row=table.last_row + offset, offset=offset
    )
    return Joined(raw, (*own.tables, moved), (*own.added, *profile.added))
