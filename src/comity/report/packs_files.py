"""Packs as files: a folder with an index, and for each office a letter and its lists.

The folder gets its name when everything in it has been written; what stood there before is replaced only if
an earlier run wrote all of it.
"""

import os
import shutil
import stat
import tempfile
from functools import cache
from pathlib import Path

import jinja2
from markupsafe import Markup

from comity import __version__
from comity.domain.errors import Refusal
from comity.domain.primitives.day_words import day_words
from comity.domain.provisions.law import Law
from comity.domain.visits.answer import Answer
from comity.domain.visits.visit import Visit
from comity.languages import ENGLISH, speaking
from comity.report import wording
from comity.report.pack_index import index
from comity.report.pack_letter import NOT_A_FORM, letter
from comity.report.pack_workbook import write_lists
from comity.report.packs import Packs
from comity.report.pages import environment, text_of
from comity.report.placing import umask, unwritable

INDEX, LETTER, LISTS = "README.html", "letter.html", "list.xlsx"


@speaking(ENGLISH)
def write_packs(out: Path, packs: Packs, visit: Visit, law: Law, answer: Answer, *, force: bool) -> None:
    """Write the packs of a visit.

    Args:
        out: the folder: new, or empty; with `force` also one that an earlier run wrote.
        packs: as `packs.packs` makes them.
        visit, law, answer: what they were made from.
        force: whether what an earlier run wrote may be replaced.

    Raises:
        Refusal: the folder holds something, or cannot be written.
    """
    check_folder(out, force=force)
    try:
        staged = Path(tempfile.mkdtemp(prefix=f".{out.name[:60]}.", suffix=".part", dir=out.parent))
    except OSError as error:
        raise unwritable(out, error) from error
    try:
        _fill(staged, packs, visit, law, answer)
        # mkdtemp keeps it from others; packs are as open as any folder that their writer makes.
        staged.chmod(0o777 & ~umask())
        _put_in_place(staged, out)
    except OSError as error:
        raise unwritable(out, error) from error
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def check_folder(out: Path, *, force: bool) -> None:
    """Raise the refusals of `write_packs` that can be known before anything is read."""
    if not out.parent.is_dir():
        raise Refusal("out.no-folder", f"There is no folder '{out.parent}' to make '{out.name}' in.")
    if not os.path.lexists(out):
        return
    if out.is_symlink() or not out.is_dir():
        raise Refusal("pack.not-a-folder", f"'{out}' is no folder. Give --out the name of a new one.")
    try:
        entries = sorted(out.iterdir())
    except OSError as error:
        raise unwritable(out, error) from error
    if not entries:
        return
    if not force:
        sentence = f"The folder '{out}' is not empty. Give --out a new one, or --force to replace old packs."
        raise Refusal("pack.folder-not-empty", sentence)
    foreign = next((entry for entry in entries if not _is_ours(entry)), None)
    if foreign is not None:
        raise Refusal(
            "pack.folder-not-ours",
            f"The folder '{out}' holds '{foreign.name}', which no pack has; nothing is replaced. Give "
            "--out a new folder.",
        )


def _is_ours(entry: Path) -> bool:
    """Whether an earlier run can have written it: the index, or a folder with a letter."""
    mode = entry.lstat().st_mode
    if stat.S_ISREG(mode):
        return entry.name == INDEX
    if not stat.S_ISDIR(mode):
        return False
    within = {each.name: each.lstat().st_mode for each in entry.iterdir()}
    return LETTER in within and set(within) <= {LETTER, LISTS} and all(map(stat.S_ISREG, within.values()))


def _fill(folder: Path, packs: Packs, visit: Visit, law: Law, answer: Answer) -> None:
    templates = _environment()
    title = visit.title or f"{wording.states(answer)}, {wording.stay(answer)}"
    for pack in packs.packs:
        place = folder / pack.name
        place.mkdir()
        page = templates.get_template("letter.html.j2").render(letter=letter(pack, visit, law, answer))
        (place / LETTER).write_text(page, encoding="utf-8")
        if pack.enclosures:
            with (place / LISTS).open("wb") as file:
                write_lists(file, f"{pack.office.title}: {title}", pack.enclosures, answer.asked_on)
    page = templates.get_template("index.html.j2").render(
        index=index(packs, law, answer), answer=answer, title=title
    )
    (folder / INDEX).write_text(page, encoding="utf-8")


def _put_in_place(staged: Path, out: Path) -> None:
    """Give the finished folder its name; what it replaces goes only when that has succeeded."""
    if not out.exists():
        staged.rename(out)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{out.name[:60]}.", suffix=".old", dir=out.parent))
    try:
        out.rename(aside / out.name)
        try:
            staged.rename(out)
        except OSError:
            (aside / out.name).rename(out)
            raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


@cache
def _environment() -> jinja2.Environment:
    made = environment("packs/")
    style = Markup(text_of("templates/packs/style.css"))  # noqa: S704  our own sheet
    made.globals.update(
        style=style, version=__version__, not_a_form=NOT_A_FORM, letter_file=LETTER, lists_file=LISTS
    )
    made.filters.update(day=day_words, counted=wording.counted)
    return made
