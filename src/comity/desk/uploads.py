"""Files that somebody sent, put where a visit can be read from: under safe names, within limits.

What is sent is one list, several files of one visit, or one zip archive of a visit's folder. A name that
people gave is kept where it can do no harm, for problems name their file; any other gets a name of ours.
"""

import io
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from comity.domain.errors import Refusal
from comity.domain.primitives.worded import worded

#: Bytes of all files together, as they are sent.
SENT_BYTES = 25 * 1024 * 1024
#: Files that may be sent together.
SENT_FILES = 20
#: Files in an archive, and their bytes together, unpacked.
ARCHIVE_FILES = 200
UNPACKED_BYTES = 100 * 1024 * 1024
#: How many times larger than packed a file of an archive may be, once it is over RATIO_FROM_BYTES.
UNPACKED_RATIO = 200
RATIO_FROM_BYTES = 4 * 1024 * 1024
#: Folders inside each other in an archive.
DEPTH = 4

LISTS = (".xlsx", ".csv", ".tsv", ".tab")
HEADER = ".toml"
ARCHIVE = ".zip"
#: What may be sent.
SUFFIXES = (*LISTS, HEADER, ARCHIVE)
#: Other tables: taken out of an archive too, so that reading names them as not read.
_OTHER_TABLES = (".xlsm", ".xls", ".xlsb", ".ods", ".numbers")
_NAME_BYTES = 180
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³"}
)
_FORBIDDEN = frozenset('\\/:*?"<>|')
_PLAIN_WAYS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass(frozen=True, slots=True)
class Sent:
    """One file as it was sent: its name, and its bytes."""

    name: str
    content: bytes


def laid_out(files: Sequence[Sent], folder: Path) -> Path:
    """Put what was sent into an empty folder; returns the path that a visit is read from.

    Raises:
        Refusal: there is nothing to read, too much, or something that could lead out of the folder.
    """
    check_sent([(file.name, len(file.content)) for file in files])
    if any(_suffix(file.name) == ARCHIVE for file in files):
        if len(files) > 1:
            raise Refusal(
                "upload.archive-alone",
                worded("Send an archive alone: put everything that belongs to the visit into it."),
            )
        _unpack(files[0].content, folder)
    else:
        for name, file in _named(files):
            (folder / name).write_bytes(file.content)
    return _visit_in(folder)


def check_sent(files: Sequence[tuple[str, int]]) -> None:
    """Check names and sizes (in bytes) of what was sent, before anything is opened. Raises Refusal."""
    if not files:
        raise Refusal("upload.nothing", worded("No file was sent. Choose a list, or an archive of a visit."))
    if len(files) > SENT_FILES:
        raise Refusal(
            "upload.too-many-files",
            worded(
                "{n} files were sent; at most {most} can be. Put them into one zip archive.",
                n=len(files),
                most=SENT_FILES,
            ),
        )
    if sum(size for _, size in files) > SENT_BYTES:
        raise Refusal("upload.too-large", too_large())
    for name, size in files:
        if _suffix(name) not in SUFFIXES:
            raise Refusal(
                "upload.kind",
                worded(
                    "'{name}' is not a file that is read here. Send an Excel workbook (.xlsx), CSV files, a "
                    "visit.toml with them, or a zip archive of these.",
                    name=shown_name(name),
                ),
            )
        if not size:
            raise Refusal("upload.empty", worded("'{name}' is empty.", name=shown_name(name)))


def too_large() -> str:
    """That more was sent than is taken, with the limit."""
    return worded(
        "What was sent is larger than {n} MiB, which is the limit of one visit here. Save lists without "
        "pictures, or use the command line, which has no such limit.",
        n=SENT_BYTES // (1024 * 1024),
    )


def shown_name(name: str) -> str:
    """A name as it can be shown: on one line, nothing in it that acts, not too long."""
    plain = "".join(c if c.isprintable() else "\ufffd" for c in name)
    return plain if len(plain) <= 80 else plain[:79] + "…"


def safe_name(name: str) -> str | None:
    """A name of one file as it may stand on any disk; None if it cannot be kept."""
    plain = unicodedata.normalize("NFC", name)
    stem = plain.partition(".")[0].rstrip(" ").casefold()
    if (
        not plain.isprintable()
        or not stem
        or plain.startswith("~$")
        or plain[-1] in ". "
        or stem in _DEVICES
        or _FORBIDDEN.intersection(plain)
        or len(plain.encode(errors="replace")) > _NAME_BYTES
    ):
        return None
    return plain


def _named(files: Iterable[Sent]) -> Iterator[tuple[str, Sent]]:
    """Each file with the name that it gets; two of the same name are refused."""
    seen: set[str] = set()
    for number, file in enumerate(files, start=1):
        name = safe_name(file.name) or f"list-{number}{_suffix(file.name)}"
        _note(name, seen)
        yield name, file


def _note(name: str, seen: set[str]) -> None:
    # Some disks take "People.csv" and "people.csv" for one file.
    if name.casefold() in seen:
        raise Refusal(
            "upload.same-name",
            worded("Two files are called '{name}'. Give each a name of its own.", name=shown_name(name)),
        )
    seen.add(name.casefold())


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _unpack(content: bytes, folder: Path) -> None:
    """The tables and headers of an archive, in their folders; other files are left where they are."""
    left = UNPACKED_BYTES
    seen: set[str] = set()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > ARCHIVE_FILES:
                raise _archive_refused(
                    "upload.archive-files",
                    worded(
                        "It holds {n} files; at most {most} are read.", n=len(entries), most=ARCHIVE_FILES
                    ),
                )
            for entry in entries:
                parts = _checked_parts(entry)
                if entry.is_dir() or any(part.startswith((".", "__MACOSX", "~$")) for part in parts):
                    continue
                if _suffix(parts[-1]) == ARCHIVE:
                    raise _archive_refused(
                        "upload.archive-nested", worded("It holds another archive. Unpack that one first.")
                    )
                if _suffix(parts[-1]) not in (*LISTS, HEADER, *_OTHER_TABLES):
                    continue
                _note("/".join(parts), seen)
                unpacked = _bytes_of(archive, entry, left)
                left -= len(unpacked)
                place = folder.joinpath(*parts)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(unpacked)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise _archive_refused(
            "upload.archive-broken", worded("It is damaged, or not a zip archive.")
        ) from error
    except RuntimeError as error:
        raise _archive_refused("upload.archive-locked", worded("It is protected by a password.")) from error


def _checked_parts(entry: zipfile.ZipInfo) -> tuple[str, ...]:
    """The folders and the name of an entry. Raises Refusal for whatever could lead elsewhere."""
    name = entry.orig_filename
    parts = tuple(name.removesuffix("/").split("/"))
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise _archive_refused(
            "upload.archive-link", worded("'{name}' in it is a link, not a file.", name=shown_name(name))
        )
    safe = [safe_name(part.removeprefix(".") if not part.startswith("..") else "") for part in parts]
    if len(parts) > DEPTH or None in safe:
        raise _archive_refused(
            "upload.archive-name",
            worded("'{name}' in it is not a name that can be used.", name=shown_name(name)),
        )
    return tuple(unicodedata.normalize("NFC", part) for part in parts)


def _bytes_of(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: int) -> bytes:
    """The bytes of an entry, counted as they come out, whatever the archive's directory claims."""
    if entry.flag_bits & 0x1:
        raise RuntimeError
    if entry.compress_type not in _PLAIN_WAYS:
        raise NotImplementedError
    most = min(budget, max(RATIO_FROM_BYTES, entry.compress_size * UNPACKED_RATIO))
    with archive.open(entry) as opened:
        content = opened.read(most + 1)
    if len(content) > most:
        raise _archive_refused(
            "upload.archive-too-large",
            worded(
                "Unpacked it is larger than {n} MiB, or far larger than a list can be.",
                n=UNPACKED_BYTES // (1024 * 1024),
            ),
        )
    return content


def _archive_refused(code: str, why: str) -> Refusal:
    return Refusal(code, worded("The archive cannot be read. {why}", why=why))


def _visit_in(folder: Path) -> Path:
    """What a visit is read from: one list, the file that states the visit of a list, or a folder."""
    for _ in range(DEPTH):
        entries = sorted(folder.iterdir())
        files = [entry for entry in entries if entry.is_file()]
        folders = [entry for entry in entries if entry.is_dir()]
        inner = [each for each in folders if (each / "visit.toml").is_file()]
        if files or (len(folders) != 1 and len(inner) != 1):
            break
        # An archive of a folder holds that folder; of a visit and its team beside each other, both.
        folder = inner[0] if len(inner) == 1 else folders[0]
    lists = [file for file in files if file.suffix.lower() in LISTS]
    headers = [file for file in files if file.suffix.lower() == HEADER]
    if not lists and not headers:
        raise Refusal(
            "upload.no-list",
            worded("No list was found: there is no workbook (.xlsx) and no CSV file in what was sent."),
        )
    own = [header for header in headers if header.name.casefold() != "visit.toml"]
    if len(lists) == 1 and not folders and all(header.stem == lists[0].stem for header in headers):
        return lists[0]
    return own[0] if len(own) == 1 and len(headers) == 1 else folder
