"""`comity look`: how a list is read, and with --save the file that keeps it."""

import tomllib
from pathlib import Path

from comity.cli.terminal import write
from comity.corpus.headings import read_heading_words
from comity.corpus.library import installed_library
from comity.desk.answering import with_way_out
from comity.desk.layout import table, wrapped
from comity.desk.looking import TableLooked, looked
from comity.desk.reading_text import rows, where
from comity.domain.errors import BadInput, Refusal
from comity.manifest.first_look.companion import companion_text
from comity.manifest.reading import Reading, read_visit

_OK, _BAD_INPUT = 0, 2
_EXAMPLE_CHARACTERS = 28
_HEADING_CHARACTERS = 40


def look_command(path: Path, *, save: bool) -> int:
    """Show how a list is read; returns 0, or 2 if something in it could not be read or is unclear.

    Raises:
        BadInput: nothing in it could be looked at.
        Refusal: the file to save cannot be written.
    """
    reading = read_visit(path, installed_library().vocabulary, words=read_heading_words)
    if not reading.tables and reading.visit is None:
        raise BadInput(reading.problems)
    write(look_text(reading))
    if save:
        write(["", *wrapped(_save(path, reading))])
    return _BAD_INPUT if reading.problems else _OK


def look_text(reading: Reading) -> list[str]:
    """How everything was read, in lines of text."""
    lines: list[str] = []
    facts = reading.looked.facts if reading.looked else ()
    if facts:
        lines += ["What the list says of the visit"]
        for fact in facts:
            said = f"{fact.fact} = {fact.text}" if fact.used else f"{fact.fact}: not taken"
            lines += wrapped(f"{said} ({fact.place}: {fact.written})", "    ", "  - ")
        lines.append("")
    for each in looked(reading):
        lines += [*_table(each), ""]
    if reading.problems:
        count = len(reading.problems)
        lines.append(f"To settle: {count}")
        for problem in with_way_out(reading):
            lines += wrapped(str(problem), "    ", f"  - [{problem.code}] ")
    else:
        lines.append("Everything was read.")
    return lines


def _table(given: TableLooked) -> list[str]:
    each = given.table
    title = f"{where(each)}: {each.sheet or 'not read'}"
    lines = wrapped(f"{title}, {rows(each)}" if each.sheet else title)
    shown = [
        (
            _cut(column.heading or "(no heading)", _HEADING_CHARACTERS),
            f"-> {column.column}" if column.column else "not read",
            _example(given.examples.get(column.heading, "")),
            column.note,
        )
        for column in each.columns
    ]
    lines += [line.rstrip() for line in table(shown)]
    for note in each.notes:
        lines += wrapped(note, "    ", "  * ")
    return lines


def _example(text: str) -> str:
    return _cut(f'"{text}"', _EXAMPLE_CHARACTERS) if text else ""


def _cut(text: str, most: int) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= most else plain[: most - 1] + "…"


def _save(path: Path, reading: Reading) -> str:
    """Write what was found into the file that states the visit; returns what was done, as a sentence."""
    looked = reading.looked
    if looked is None or not looked.tables:
        return "There is nothing to save: everything stands in the strict form, or nothing could be read."
    folder = path if path.is_dir() else path.parent
    file = folder / looked.companion
    if file.is_symlink():
        raise Refusal("look.link", f"'{file.name}' is a link; what was found is only written to a file.")
    if file.exists() and not file.is_file():
        # A pipe would never be read to its end.
        raise Refusal("look.not-plain", f"'{file.name}' is a folder, device or pipe; nothing was saved.")
    if not file.exists():
        try:
            with file.open("x", encoding="utf-8") as new:
                new.write(companion_text(looked, reading.problems, whole=True))
        except OSError as error:
            raise _unwritable(file, error) from error
        return f"Saved as {file.name}. It is read with the list from now on: correct it where it is wrong."
    return _added(file, companion_text(looked, reading.problems, whole=False))


def _added(file: Path, text: str) -> str:
    """Add the tables to a file that is there, if it has none."""
    try:
        there = file.read_text(encoding="utf-8-sig")
        has_tables = "table" in tomllib.loads(there)
        tomllib.loads(f"{there}\n{text}")
        if not has_tables:
            with file.open("a", encoding="utf-8") as old:
                old.write(text if there.endswith("\n") or not there else f"\n{text}")
    except OSError as error:
        raise _unwritable(file, error) from error
    except (ValueError, RecursionError) as error:
        raise Refusal("look.no-toml", f"'{file.name}' is not TOML; mend it first, then save.") from error
    if has_tables:
        raise Refusal(
            "look.saved-already",
            f"'{file.name}' has [[table]] entries already: correct them there, or take them out and save.",
        )
    return f"Added to {file.name}: how each table is read. Correct it where it is wrong."


def _unwritable(file: Path, error: OSError) -> Refusal:
    return Refusal("look.unwritable", f"'{file.name}' cannot be written ({error.strerror}).")
