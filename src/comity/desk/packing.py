"""Packs of a visit in one archive."""

import io
import tempfile
import zipfile
from pathlib import Path

from comity.corpus.offices import installed_offices
from comity.desk.answering import Answered
from comity.report.packs import packs
from comity.report.packs_files import write_packs

#: The folder in the archive.
_FOLDER = "packs"
#: The same visit on the same day gives the same bytes.
_WHEN = (1980, 1, 1, 0, 0, 0)


def packs_zip(given: Answered) -> bytes:
    """Every pack of an answered visit and their index, as a zip archive with one folder."""
    made = packs(given.visit, given.law, given.answer, installed_offices())
    with tempfile.TemporaryDirectory(prefix="comity-") as folder:
        written = Path(folder) / _FOLDER
        write_packs(written, made, given.visit, given.law, given.answer, force=False)
        return zipped({str(file.relative_to(folder)): file.read_bytes() for file in _files(written)})


def zipped(files: dict[str, bytes]) -> bytes:
    """Files by name (with `/` between folders) as a zip archive; the same files give the same bytes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    return held.getvalue()


def _files(folder: Path) -> list[Path]:
    return [file for file in sorted(folder.rglob("*")) if file.is_file()]
