"""`comity pack`."""

from dataclasses import replace
from pathlib import Path

from comity.cli.terminal import complain, judging, write
from comity.corpus.offices import installed_offices
from comity.desk.answering import answered, read
from comity.desk.asking import Asking
from comity.desk.layout import table
from comity.domain.errors import Refusal
from comity.domain.primitives.day_words import day_words
from comity.domain.provisions.vocabulary import MATTERS
from comity.domain.visits.offices import Offices
from comity.report.packs import Pack, Packs, packs
from comity.report.packs_files import INDEX, check_folder, write_packs
from comity.report.wording import counted

_OK, _BAD_INPUT = 0, 2


def pack_command(path: Path, asking: Asking, out: Path, *, only: str | None, force: bool) -> int:
    """Write a folder of packs; returns the exit status: 2 if the visit has mistakes, else 0.

    Args:
        path: the visit.
        asking: how it is asked about.
        out: the folder to write.
        only: an authority's id or a matter: its packs alone.
        force: whether what an earlier run wrote may be replaced.

    Raises:
        BadInput: the visit cannot be read at all, or it was to be read strictly and has mistakes.
        Refusal: the hypothesis cannot stand, the folder cannot be written, or there is no pack for `only`.
    """
    check_folder(out, force=force)
    given = answered(read(path, asking), asking, watch=judging)
    offices = installed_offices()
    made = packs(given.visit, given.law, given.answer, offices)
    if only is not None:
        known = set(given.law.vocabulary.authorities)
        made = _only(made, only, known, given.visit.receiving_state, offices)
    write_packs(out, made, given.visit, given.law, given.answer, force=force)
    _tell(made, out)
    if given.reading.problems:
        complain([f"[{problem.code}] {problem}" for problem in given.reading.problems])
    return _BAD_INPUT if given.reading.problems else _OK


def _only(made: Packs, only: str, known: set[str], state: str, offices: Offices) -> Packs:
    """The packs of one authority or matter."""
    chosen = tuple(p for p in made.packs if only == p.office.authority or only in p.office.matters)
    if chosen:
        return replace(made, packs=chosen)
    if only not in known | MATTERS:
        here = offices.of(state)
        authorities = sorted({office.authority for office in here if office.authority})
        matters = sorted({matter for office in here for matter in office.matters})
        raise Refusal(
            "pack.unknown-office",
            f"There is no authority or matter '{only}'. Authorities with a pack of their own for {state}: "
            f"{', '.join(authorities) or 'none'}. Matters: {', '.join(matters)}.",
        )
    raise Refusal(
        "pack.nothing-owed",
        f"Nothing of this visit is owed to '{only}', so there is no pack for it. Without --for all packs are "
        "written.",
    )


def _tell(made: Packs, out: Path) -> None:
    """Which packs were written, the most pressing first."""
    if not made.packs:
        write([f"Nothing open is owed to any office that is known. {out / INDEX} says so."])
        return
    write([f"{counted(len(made.packs), 'pack')} in {out}; begin with {INDEX}."])
    write(table([("By", "Pack", "To"), *((_by(pack), pack.name, pack.to) for pack in made.packs)]))


def _by(pack: Pack) -> str:
    if pack.latest_on is None:
        return "no day is known" if pack.asks else "for information"
    return f"{'LATE ' if pack.late else ''}{day_words(pack.latest_on)}"
