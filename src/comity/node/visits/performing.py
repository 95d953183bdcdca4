"""The work itself, in a process that may die: it opens what strangers sent, and reaches no database."""

import datetime as dt
import gc
import json
import os
import resource
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from comity.corpus.library import installed_library
from comity.corpus.statements import installed_statements
from comity.desk.answering import Answered, Watch, answered
from comity.desk.answers_toml import Answers, answers_of, place_to_save, save
from comity.desk.asking import Asking
from comity.desk.comparing import cases_of, comparison_of
from comity.desk.filling import read_filled
from comity.desk.forms import MEDIA_TYPES, content
from comity.desk.packing import packs_zip, zipped
from comity.desk.uploads import Sent, laid_out
from comity.domain.errors import BadInput, Refusal
from comity.domain.primitives.worded import run_on, worded
from comity.domain.provisions.vocabulary import CONTINGENT, VISIT
from comity.domain.visits.visit import Value
from comity.languages import said, say, speaking
from comity.manifest.cells import Flaw, read_cell
from comity.manifest.reading import Reading
from comity.node.config.logs import without_messages
from comity.node.provisions.anchors import address
from comity.node.visits import limits
from comity.node.visits.assignments import TOLD, Assignment, Made, NotMade
from comity.node.visits.rendering import rendered
from comity.node.visits.shown import answer_values, look_values, problem_values, question_values, states_named
from comity.report.page_words import problem_words

_ZIP = "application/zip"
_READING, _JUDGING, _WRITING = 0.05, 0.3, 0.9


def prepare(memory: int = limits.MEMORY) -> None:
    """Limit what this process may claim (bytes of address space) and know, and load what assignments need."""
    for secret in ("DATABASE_URL", "COMITY_SECRET_KEY"):
        os.environ.pop(secret, None)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    library = installed_library()
    library.law("JP", ["AU"])
    installed_statements()
    gc.freeze()


def ready() -> None:
    """Answers once the process is prepared."""


def perform(assignment: Assignment) -> Made | NotMade:
    """Carry out an assignment; whatever the input is to blame for is told, not raised."""
    # Whatever is written on the way stands in the folder that goes with the work, also if this process dies.
    tempfile.tempdir = assignment.folder
    with speaking(assignment.language):
        try:
            return _KINDS[assignment.kind](_Bench(assignment))
        except BadInput as bad:
            sentences = run_on([bad.sentence, *map(problem_words, bad.problems[:5])])
            return NotMade(bad.code, said(sentences), tuple(problem_values(bad.problems)))
        except Refusal as refusal:
            return NotMade(refusal.code, said(refusal.sentence))
        except (MemoryError, RecursionError):
            return NotMade("work.too-large", said(too_much()))
        except Exception as mistake:
            return NotMade("work.failed", our_mistake(), trace=without_messages(mistake))


def too_much() -> str:
    """That an assignment took more time or memory than it may."""
    return worded(
        "Working on this visit takes more than one visit may take here ({n} seconds, {memory} GiB of "
        "memory). Send fewer lines at a time, or use the command line, which has no such limits.",
        n=int(limits.SECONDS),
        memory=limits.MEMORY // 1024**3,
    )


def our_mistake() -> str:
    """That it is not the visit's fault that nothing came of it."""
    return say(
        "Something went wrong on our side with this visit. Nothing was changed. Try again, or use "
        "the command line; and tell whoever runs this node at what time it was."
    )


class _Bench:
    """An assignment with the visit that it is about, read when it is needed."""

    def __init__(self, assignment: Assignment) -> None:
        self.assignment, self.parameters = assignment, assignment.parameters
        self.folder = Path(assignment.folder)

    @property
    def asking(self) -> Asking:
        on = dt.date.fromisoformat(self.parameters["on"])
        return Asking(on, under=self.parameters.get("under") or None)

    def read(self) -> tuple[Path, Reading, Answers]:
        """The visit that was sent, with what was answered."""
        self.tell("reading", _READING)
        sent = [
            Sent(name, (self.folder / str(at)).read_bytes()) for at, name in enumerate(self.assignment.names)
        ]
        visit = self.folder / "visit"
        visit.mkdir()
        path = laid_out(sent, visit)
        asking = replace(self.asking, under=None)
        reading, answers = read_filled(
            path, asking, answers_of(self.assignment.answers), _typed(self.assignment.beside)
        )
        if reading.visit is not None:
            lines = sum(frame.height for frame in reading.visit.sheets.values())
            if lines > limits.LINES:
                raise Refusal(
                    "upload.too-many-lines",
                    worded(
                        "The visit has {n} lines; {most} are answered here. Send fewer lines at a time, or "
                        "use the command line, which has no such limit.",
                        n=lines,
                        most=limits.LINES,
                    ),
                )
        return path, reading, answers

    def answered(self) -> tuple[Path, Answered]:
        """The visit and its answer. Raises BadInput if there is nothing to answer yet."""
        path, reading, _ = self.read()
        passed = {name[0] for name in self.assignment.passed if len(name) == 1}
        left = [statement for statement in installed_statements() if statement.id not in passed]
        given = answered(reading, self.asking, left, self.watch())
        self.tell("writing", _WRITING)
        return path, given

    def watch(self, first: float = _JUDGING, last: float = _WRITING) -> Watch:
        """Tells how many lines are judged."""

        def watching(total: int) -> Callable[[int], None]:
            done = 0
            self.tell("judging", first)

            def judged(lines: int) -> None:
                nonlocal done
                done += lines
                self.tell("judging", first + (last - first) * min(1.0, done / max(total, 1)))

            return judged

        return watching

    def tell(self, stage: str, share: float) -> None:
        """Say how far the assignment is, to whoever looks into its folder."""
        part = self.folder / f"{TOLD}.part"
        part.write_text(json.dumps({"stage": stage, "progress": round(share, 3)}), encoding="ascii")
        part.replace(self.folder / TOLD)


def _typed(beside: dict[str, str]) -> dict[str, Value]:
    """What was said beside the list, as typed values; what cannot be a value is not said."""
    vocabulary = installed_library().vocabulary
    known = {**vocabulary.of(CONTINGENT), **vocabulary.of(VISIT)}
    typed: dict[str, Value] = {}
    for name, text in beside.items():
        value = read_cell(text, known[name]) if name in known and text else None
        if value is not None and not isinstance(value, Flaw):
            typed[name] = value
    return typed


def _look(bench: _Bench) -> Made:
    _, reading, answers = bench.read()
    values = look_values(reading, answers)
    page = rendered("reading_parts.html.j2", look=values, on=bench.parameters["on"], states=states_named())
    return Made(page=page, values=values)


def _questions(bench: _Bench) -> Made:
    _, given = bench.answered()
    values = question_values(
        given, bench.assignment.passed, bench.asking, answers_of(bench.assignment.answers)
    )
    page = rendered(
        "questions_parts.html.j2",
        asked=values,
        on=bench.parameters["on"],
        states=states_named(),
        address=address,
    )
    return Made(page=page, values={"proposals": values["proposals"]})


def _answer(bench: _Bench) -> Made:
    # Imported here: the templates of the answer; a look at a list has no use for them.
    from comity.report.html import Around, answer_sections  # noqa: PLC0415

    _, given = bench.answered()
    whats = installed_library().vocabulary.whats
    sections = answer_sections(given.answer, given.visit, whats, Around(address, "questions"))
    return Made(page=str(sections), values=answer_values(given))


def _compare(bench: _Bench) -> Made:
    from comity.report.comparison import comparison_sections  # noqa: PLC0415  as above

    _, reading, _ = bench.read()
    cases = cases_of(bench.parameters["cases"])
    comparison = comparison_of(reading, cases, bench.asking, bench.watch())
    sections = comparison_sections(comparison, installed_library().vocabulary.whats)
    return Made(page=str(sections))


def _form(bench: _Bench) -> Made:
    form = bench.parameters["form"]
    path, given = bench.answered()
    suffix = {"text": "txt"}.get(form, form)
    return Made(content(given, form, path), MEDIA_TYPES[form], f"answer.{suffix}")


def _packs(bench: _Bench) -> Made:
    _, given = bench.answered()
    return Made(packs_zip(given), _ZIP, "packs.zip")


def _visit(bench: _Bench) -> Made:
    path, _, answers = bench.read()
    if answers:
        save(answers, place_to_save(path), bench.asking.on)
    folder = bench.folder / "visit"
    files = {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    return Made(zipped(files), _ZIP, "visit.zip")


_KINDS: dict[str, Callable[[_Bench], Made]] = {
    "look": _look,
    "questions": _questions,
    "answer": _answer,
    "compare": _compare,
    "form": _form,
    "packs": _packs,
    "visit": _visit,
}
