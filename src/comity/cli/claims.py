"""`comity claims import`: what a file of claims would change, and then applying it, or not."""

import datetime as dt
import io
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from comity.cli.terminal import complain, progress, write
from comity.corpus.library import installed_library
from comity.corpus.network_files import imported_folder, keep_import, next_import
from comity.corpus.quotes import Checked, check_quotes
from comity.corpus.records import Read, known_records, read_records
from comity.desk.layout import wrapped
from comity.domain.agreements.contradictions import COMPATIBLE, Contradiction
from comity.domain.agreements.network import Network, network
from comity.domain.agreements.view import View, views
from comity.domain.agreements.words import KIND_WORDS
from comity.domain.errors import BadInput, Problem, Refusal

#: Bytes of a file of claims.
FILE_BYTES = 256 * 1024 * 1024
#: Of one agreement, and of all, so many changes are shown.
_LISTED, _MOST = 20, 200


def import_command(path: Path, today: dt.date, *, sources: Path | None, apply: bool) -> int:
    """Show what the records of a file would change, and apply them if asked to; returns the exit status.

    Args:
        path: a file of JSON lines.
        today: the day after which nothing can have been said or done.
        sources: a folder with the texts of sources, against which quotes are checked.
        apply: take the records in; else a terminal is asked, and elsewhere nothing is changed.

    Raises:
        BadInput: a record is wrong; nothing is taken in.
        Refusal: the file cannot be read, or the records cannot be kept.
    """
    content = _content(path)
    if sources is not None and not sources.is_dir():
        raise Refusal(
            "claims.sources", f"'{sources.name}' is no folder. Name the folder with the texts of the sources."
        )
    library = installed_library()
    file = next_import(library.imported or imported_folder())
    known = known_records(library.folder.joinpath("network"), library.imported)
    before = network(known.agreements.values(), known.sources.values(), known.claims.values())
    known.today = today
    lines = content.count(b"\n") + 1
    read = read_records(io.BytesIO(content), path.name, known, progress=progress(lines, "reading"))
    if read.problems:
        raise BadInput(tuple(_all_problems(read, path)), f"'{path.name}'")
    after = network(known.agreements.values(), known.sources.values(), known.claims.values())
    checked = check_quotes(read.claims, after.sources, sources)
    if checked.problems:
        raise BadInput(checked.problems, f"'{path.name}'")
    write(_summary(read, checked))
    if not (read.claims or read.sources or read.agreements):
        return 0
    write(_changes(before, after, today))
    if not (apply or _agreed()):
        write(["", "Nothing was changed. To take the records in: --apply"])
        return 0
    _keep(file, content)
    write(["", "Taken in."])
    return 0


def export_command() -> int:
    """Write every record, installed or imported, as JSON lines that can be imported again."""
    from comity.domain.agreements.view_json import (  # noqa: PLC0415  only the export needs it
        claim_values,
        identity_values,
        source_values,
    )

    whole = installed_library().network()
    records = [
        *(source_values(each) for each in whole.sources.values()),
        *({"record": "agreement", **identity_values(each)} for each in whole.agreements.values()),
        *(claim_values(each) for each in whole.claims),
    ]
    write(json.dumps(record, ensure_ascii=True) for record in records)
    return 0


def _keep(file: Path, content: bytes) -> None:
    try:
        keep_import(file, content)
    except FileExistsError:
        raise Refusal(
            "claims.not-kept",
            "Another import came in meanwhile, and these records were not looked at beside it. Import again.",
        ) from None
    except OSError as error:
        why = error.strerror or "the folder cannot be written"
        raise Refusal(
            "claims.not-kept", f"The records could not be kept: {why}. Check the folder, and import again."
        ) from None


def _content(path: Path) -> bytes:
    """The content of a plain file (or of a link to one): a device or pipe could have no end."""
    try:
        if path.exists() and not path.is_file():
            raise Refusal("claims.file", f"'{path.name}' is no file. Name the file with the claims.")
        with path.open("rb") as opened:
            content = opened.read(FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it cannot be opened"
        raise Refusal("claims.file", f"'{path.name}' was not read: {why}. Correct the path.") from None
    if len(content) > FILE_BYTES:
        raise Refusal("claims.file", f"'{path.name}' has over {FILE_BYTES:,} bytes. Split it.")
    return content


def _all_problems(read: Read, path: Path) -> list[Problem]:
    if not read.more:
        return read.problems
    last = read.problems[-1]
    more = Problem(
        last.code, last.place, f"and {read.more:,} more mistakes in {path.name}", "none", "Correct them."
    )
    return [*read.problems, more]


def _summary(read: Read, checked: Checked) -> list[str]:
    lines = [
        f"New: {_number(read.claims, 'claim')}, {_number(read.sources, 'source')}, "
        f"{_number(read.agreements, 'agreement')}. There already: {read.repeated:,}."
    ]
    if checked.quotes:
        lines.append(
            f"Quotes: {checked.found:,} of {checked.quotes:,} found word for word in their source; "
            f"{checked.unchecked:,} could not be checked{checked.why}."
        )
    return [piece for line in lines for piece in wrapped(line)]


def _number(records: Sequence[object], what: str) -> str:
    return f"{len(records):,} {what}{'s' if len(records) != 1 else ''}"


def _changes(before: Network, after: Network, today: dt.date) -> list[str]:
    """Which statuses change, and which contradictions are opened or closed."""
    old = {view.agreement.id: view for view in views(before, today).agreements}
    changes = [
        change
        for view in views(after, today).agreements
        for change in _change(old.get(view.agreement.id), view)
    ]
    if not changes:
        return ["", "No status and no contradiction changes."]
    lines = [piece for change in changes[:_MOST] for piece in wrapped(change, "    ", "  - ")]
    if len(changes) > _MOST:
        lines.append(f"  - and {len(changes) - _MOST:,} more changes")
    return ["", "What would change", *lines]


def _change(old: View | None, new: View) -> Iterator[str]:
    name, held = new.agreement.id, new.held
    was = old.held if old else None
    if (was.status if was else None) != held.status:
        yield f"{name}: {was.status if was and was.status else 'nothing'} becomes {held.status or 'nothing'}"
    elif was and was.since != held.since:
        yield f"{name}: {held.status} since {held.since}, no longer since {was.since}"
    had = {(c.kind, c.says) for c in old.contradictions} if old else set()
    has = {(c.kind, c.says) for c in new.contradictions}
    opened = [c for c in new.contradictions if (c.kind, c.says) not in had]
    yield from (f"{name}: {_opened(found)}" for found in opened[:_LISTED])
    if len(opened) > _LISTED:
        yield f"{name}: and {len(opened) - _LISTED:,} more"
    for kind, says in sorted(had - has):
        yield f"{name}: no longer, {KIND_WORDS[kind]}: {says}"


def _opened(found: Contradiction) -> str:
    word = "a difference, no contradiction" if found.kind in COMPATIBLE else "opens a contradiction"
    return f"{word}, {KIND_WORDS[found.kind]}: {found.says}"


def _agreed() -> bool:
    """Whether somebody at a terminal says yes."""
    if not sys.stdin.isatty():
        return False
    complain(["Take the records in? [y/N]"])
    return sys.stdin.readline().strip().casefold() in ("y", "yes")
