"""`comity relief` and `comity relief-sheets`: from a stored team to a visit, and its papers."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from comity.cli.out import check_out, written
from comity.cli.terminal import complain, judging, write
from comity.corpus.states import state_name
from comity.desk.answering import answered, read
from comity.desk.asking import Asking
from comity.domain.errors import BadInput, Refusal
from comity.domain.primitives.country import alpha_2
from comity.manifest.problems import ProblemLog
from comity.manifest.profile import is_profile_name, named_lines, read_team
from comity.manifest.raw import RawSheet

_TICKED = ("people", "animals")


@dataclass(frozen=True, slots=True)
class Journey:
    """What a relief visit adds to a stored team; None is what is not known yet."""

    to: str
    start: dt.date
    end: dt.date
    requested: bool | None = None
    agreed_by: str | None = None
    out: Path | None = None


def relief_command(team: Path, journey: Journey) -> int:
    """Write a visit that takes a stored team, with everybody ticked; returns the exit status.

    Raises:
        Refusal: the States or days are none, the team is not there, or the folder exists.
        BadInput: the profile has mistakes.
    """
    to = alpha_2(journey.to)
    if to is None:
        raise Refusal(
            "relief.state", f"'{journey.to}' is not the ISO 3166 code of a State, such as JP or JPN."
        )
    if journey.end < journey.start:
        raise Refusal("relief.days", f"The visit would end on {journey.end}, before it begins.")
    real = team.resolve()
    if not real.exists() or not is_profile_name(real.name):
        raise Refusal("relief.team", f"There is no folder or workbook '{team}' that can be a team's profile.")
    log = ProblemLog()
    sheets, facts = read_team(real, log)
    if problems := log.problems():
        raise BadInput(problems, f"The profile '{real.name}'")
    if "country" not in facts:
        sentence = f"'{real.name}' does not say which State sends the team: write country into its team.toml."
        raise Refusal("relief.no-country", sentence)
    folder = journey.out or team.parent / f"{real.stem}-to-{to.lower()}-{journey.start.isoformat()}"
    name = _name_from(folder.resolve(), real)
    try:
        folder.mkdir()
    except OSError as error:
        reason = error.strerror or "for a reason that is not known"
        raise Refusal("relief.folder", f"The folder '{folder}' cannot be made ({reason}).") from error
    with written(folder / "visit.toml", real, force=False) as opened:
        opened.write(_visit_toml(name, to, journey, sheets, facts).encode())
    write([
        f"{folder / 'visit.toml'} is written; take out who stays at home, and answer what you know.",
        f"Then: comity assess {folder}, and comity relief-sheets {folder} --out papers",
    ])  # fmt: skip
    return 0


def _name_from(folder: Path, team: Path) -> str:
    """How a visit in the folder names the team, which lies beside it."""
    if folder.parent == team.parent and folder != team:
        return f"../{team.name}"
    sentence = (
        f"Put the visit beside its team: '{team.parent}' and a new name; a profile is never further away."
    )
    raise Refusal("relief.folder", sentence)


def _visit_toml(
    name: str, to: str, journey: Journey, sheets: Mapping[str, RawSheet], facts: Mapping[str, str]
) -> str:
    title = f"{facts.get('name', 'Rescue team')} to {state_name(to)}"
    lines = [
        f"title = {_text(title)}",
        f"receiving_state = {_text(to)}",
        f"sending_state = {_text(facts['country'])}",
        f"start = {journey.start}",
        f"end = {journey.end}",
        'activity_type = "disaster_relief"',
        _fact("affected_state_request", journey.requested, "has the affected State asked, or consented?"),
        _fact("activity_agreed_by", journey.agreed_by, "note, message or invitation, with its date"),
        "",
        f"profile = {_text(name)}",
        "",
        "[flies]  # take out who stays at home; a sheet that is not listed comes whole",
    ]
    for sheet in _TICKED:
        called = named_lines(sheets[sheet]) if sheet in sheets else []
        if called and len(called) == len(sheets[sheet].rows):
            lines += [
                f"{sheet} = [",
                *(f"  {_text(key)},  # {_comment(words)}" for key, words in called),
                "]",
            ]
    return "\n".join(lines) + "\n"


def _fact(name: str, value: bool | str | None, asks: str) -> str:  # noqa: FBT001  a value to be written
    """A line of the file; what is not known stays a comment, for a blank states nothing."""
    if value is None:
        return f"# {name} =  # not known yet: {asks}"
    return f"{name} = {_text(value) if isinstance(value, str) else str(value).lower()}"


def _text(text: str) -> str:
    """A text as TOML writes it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped) + '"'


def _comment(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)[:200]


def relief_sheets_command(visit: Path, asking: Asking, *, out: Path, force: bool) -> int:
    """Write the papers of a relief visit into a folder; returns the exit status.

    Raises:
        BadInput: the visit cannot be read at all, or it was to be read strictly and has mistakes.
        Refusal: it is no relief visit, there is nothing to write, or the folder cannot be written.
    """
    # Imported here: only this command needs the papers and their template.
    from comity.corpus.relief_forms import installed_relief_forms  # noqa: PLC0415
    from comity.report.relief_forms import relief_sheets  # noqa: PLC0415

    reading = read(visit, asking)
    found = answered(reading, asking, watch=judging)
    if found.answer.relief is None:
        sentence = (
            "It is no relief visit: activity_type is not disaster_relief, so there are no relief papers."
        )
        raise Refusal("relief.no-relief", sentence)
    papers = relief_sheets(found.visit, found.answer, installed_relief_forms())
    try:
        out.mkdir(exist_ok=True)
    except OSError as error:
        reason = error.strerror or "for a reason that is not known"
        raise Refusal("relief.folder", f"The folder '{out}' cannot be made ({reason}).") from error
    for name in papers:
        check_out(out / name, visit, force=force)
    for name, text in papers.items():
        with written(out / name, visit, force=force) as opened:
            opened.write(text.encode())
        write([str(out / name)])
    if reading.problems:
        complain([f"[{problem.code}] {problem}" for problem in reading.problems])
        return 2
    return 0
