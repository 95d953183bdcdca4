"""`comity assess --ask`: statements and questions at the terminal, what settles most lines first.

What is asked goes to standard error, so that the answer alone stands on standard output. No reply is
guessed: one that is not clear is asked again with a sentence, and at the end of input asking ends.
"""

import io
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from comity.cli.ask_list import ListQuestion, list_questions
from comity.cli.replies import HOW_TO_SIGN, QUIT, UNKNOWN, Unclear, answered_part, choices, signed_parts
from comity.cli.terminal import complain, judging
from comity.corpus.statements import installed_statements
from comity.desk.answering import Answered, answered, read_anyway, with_way_out
from comity.desk.answers_toml import Answers, place_to_save, save
from comity.desk.asking import Asking
from comity.desk.attestations_text import riding, sentence
from comity.desk.layout import shown, wrapped
from comity.desk.signing import attestation_of
from comity.domain.errors import BadInput, Problem, Refusal
from comity.domain.provisions.vocabulary import VISIT
from comity.domain.visits.proposals import Part, Proposal
from comity.domain.visits.questions import ENTRY_INTO_FORCE
from comity.manifest.cells import NO, YES
from comity.manifest.reading import Reading

#: A long statement rests on more articles than anybody reads at a prompt; the answer has them all.
_MOST_CITES = 8


class _Ended(Exception):  # noqa: N818  asking has ended, by q or with the input
    pass


def ask(path: Path, asking: Asking, show: Callable[[Answered], None]) -> Answered:
    """Ask until nothing undetermined is left that an answer could settle, show the answer, offer to save.

    Args:
        path: the visit.
        asking: how it is asked about.
        show: writes the answer.

    Raises:
        BadInput: the visit cannot be read at all, or it was to be read strictly and has mistakes.
        Refusal: the agreement asked about cannot stand between these States.
    """
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    session = _Session(path, asking)
    try:
        session.ask_all()
    except _Ended:
        complain(["", "No more questions are asked."])
    show(session.given)
    session.offer_to_save()
    return session.given


class _Session:
    """What was answered so far, and the visit as it is answered with it."""

    def __init__(self, path: Path, asking: Asking) -> None:
        self.path, self.asking = path, asking
        self.answers = Answers()
        self.by = ""
        self.passed: set[tuple[str, ...]] = set()
        self.has_ended = False
        self.reading = read_anyway(path, asking)
        self.settle_list()
        if self.reading.visit is None or (asking.strict and self.reading.problems):
            raise BadInput(with_way_out(self.reading))
        self.given = self._answered(self.reading)

    def settle_list(self) -> None:
        """Ask how the list is read, and what a visit must state, as far as that is open."""
        try:
            while question := self._next_of_list():
                complain(
                    ["", *wrapped(question.asks), *wrapped(f"Type: {question.how}, ? (not known), q (end)")]
                )
                while not self._replied_to_list(question, self._typed("> ")):
                    pass
        except _Ended:
            self.has_ended = True

    def _next_of_list(self) -> ListQuestion | None:
        questions = list_questions(self.reading)
        return next((question for question in questions if question.name not in self.passed), None)

    def _replied_to_list(self, question: ListQuestion, reply: str) -> bool:
        self.passed.add(question.name)
        if reply.casefold() in UNKNOWN:
            return True
        try:
            answers = question.answered(reply, self.answers)
        except Unclear as unclear:
            complain([str(unclear)])
            return False
        self.answers, self.reading = answers, self._read(answers)
        return True

    def ask_all(self) -> None:
        """Ask one proposal after the other; each reply changes what is asked next."""
        if self.has_ended:
            raise _Ended
        while proposal := self._next():
            complain(["", *self._progress(), *self._shown(proposal)])
            while not self._replied(proposal, self._typed("> ")):
                pass
        complain(["", *self._progress(), "Nothing is left that an answer of yours could settle."])

    def offer_to_save(self) -> None:
        """Save what was answered, if that is wanted."""
        if not self.answers:
            return
        place = place_to_save(self.path)
        complain(["", f"Save these answers in {place.name}, for the next time? yes or no"])
        try:
            while (reply := self._typed("> ").casefold()) not in YES | NO | QUIT:
                complain(["Type yes or no."])
        except _Ended:
            reply = "no"
        if reply not in YES:
            complain(["Not saved. This is what was answered:", "", *self.answers.toml().splitlines()])
            return
        try:
            save(self.answers, place, self.asking.on)
        except Refusal as refusal:
            complain([refusal.sentence, "", *self.answers.toml().splitlines()])
        else:
            complain([f"Saved in {place.name}."])

    def _next(self) -> Proposal | None:
        return next((p for p in self.given.answer.proposals if _name(p) not in self.passed), None)

    def _replied(self, proposal: Proposal, reply: str) -> bool:
        """Whether a reply could be taken; if not, the reason was said."""
        if reply.casefold() in UNKNOWN:
            self._pass(proposal)
            return True
        try:
            if proposal.fact.startswith(ENTRY_INTO_FORCE):
                return self._scheduled(proposal, reply)
            parts = self._parts(proposal, reply)
        except Unclear as unclear:
            complain([str(unclear)])
            return False
        if parts is None:
            self._pass(proposal)
            return True
        problems = self._take(proposal, parts)
        complain([f"[{problem.code}] {problem}" for problem in problems])
        return not problems

    def _parts(self, proposal: Proposal, reply: str) -> tuple[Part, ...] | None:
        if proposal.statement:
            return signed_parts(reply, proposal.parts, self.given.visit, self.given.law.vocabulary)
        vocabulary = self.given.law.vocabulary
        fact = vocabulary.of(proposal.sheet)[proposal.fact]
        part = answered_part(reply, proposal.parts[0], fact, self.given.visit)
        return (replace(part, says=f"{part.says} {reply}"),)

    def _scheduled(self, proposal: Proposal, reply: str) -> bool:
        if reply.casefold() not in YES | NO:
            raise Unclear("Type yes or no, ? (not known) or q (end).")
        name = proposal.fact.removeprefix(ENTRY_INTO_FORCE)
        stated = {**self.answers.entry_into_force, name: reply.casefold() in YES}
        return not self._try(replace(self.answers, entry_into_force=stated))

    def _take(self, proposal: Proposal, parts: tuple[Part, ...]) -> tuple[Problem, ...]:
        """Count the parts as attested; if that makes a new mistake they are not, and it is returned."""
        if not self.by:
            complain(["Who attests? Rank, name and post; it is kept with every answer."])
            while not self.by:
                self.by = self._typed("> ").strip()
        more = [attestation_of(part, self.by, self.asking.on) for part in parts]
        problems = self._try(replace(self.answers, attestations=[*self.answers.attestations, *more]))
        if problems:
            if any(problem.place.column == "by" for problem in problems):
                self.by = ""
        else:
            self._pass(proposal)
        return problems

    def _try(self, answers: Answers) -> tuple[Problem, ...]:
        """Read the visit with the answers; they are kept if they make no new mistake."""
        reading = self._read(answers)
        known = set(self.given.reading.problems)
        problems = tuple(problem for problem in reading.problems if problem not in known)
        if not problems:
            self.answers = answers
            self.given = self._answered(reading)
        return problems

    def _pass(self, proposal: Proposal) -> None:
        """Do not ask this again; of a statement that was turned down its facts are asked singly."""
        self.passed.add(_name(proposal))
        if proposal.statement:
            self.given = self._answered(self.given.reading)

    def _read(self, answers: Answers) -> Reading:
        # What was answered is checked by reading it: its mistakes are told, and end nothing.
        return read_anyway(self.path, self.asking, answers.toml())

    def _answered(self, reading: Reading) -> Answered:
        left = [s for s in installed_statements() if (s.id,) not in self.passed]
        return answered(reading, self.asking, left, watch=judging)

    def _progress(self) -> list[str]:
        groups = [group for group in self.given.answer.groups if group.sheet != VISIT]
        total = sum(group.count for group in groups)
        settled = sum(group.count for group in groups if group.outcome != "undetermined")
        return [f"{settled:,} of {total:,} lines settled."]

    def _shown(self, proposal: Proposal) -> list[str]:
        count = f"{proposal.settles:,} line{'s' if proposal.settles != 1 else ''}"
        settles = f"It settles {count}." if proposal.settles else "It prepares the next ones."
        lines: list[str] = []
        if proposal.statement:
            lines += wrapped(f"A statement to sign: {proposal.says}. {settles}")
            for number, part in enumerate(proposal.parts, start=1):
                lines += wrapped(sentence(part), "      ", f"  {number:>2}. ")
            lines += wrapped(f"Along with them: {riding(proposal)}.") if proposal.rides else []
            how = HOW_TO_SIGN
        else:
            where = _lines_shown(proposal)
            lines += wrapped(f"{proposal.says}{where} {settles}")
            fact = self.given.law.vocabulary.of(proposal.sheet).get(proposal.fact)
            value = choices(fact) if fact else "yes or no"
            exceptions = ", VALUE except NAMES" if proposal.sheet not in (VISIT,) and fact else ""
            how = f"{value}{exceptions}, ? (not known), q (end)"
        if proposal.cites:
            more = len(proposal.cites) - _MOST_CITES
            others = f" and {more} more" if more > 0 else ""
            lines += wrapped(f"Read by: {', '.join(proposal.cites[:_MOST_CITES])}{others}.")
        lines += wrapped(f"Where to look: {proposal.find}") if proposal.find else []
        return [*lines, *wrapped(f"Type: {how}")]

    def _typed(self, prompt: str) -> str:
        """A line from standard input; asking ends with it, or with q."""
        sys.stderr.write(prompt)
        sys.stderr.flush()
        line = sys.stdin.readline()
        reply = line.strip()
        if not line or reply.casefold() in QUIT:
            raise _Ended
        if not sys.stdin.isatty():
            complain([shown(reply)])
        return reply


def _name(proposal: Proposal) -> tuple[str, ...]:
    return (proposal.statement,) if proposal.statement else (proposal.sheet, proposal.fact)


def _lines_shown(proposal: Proposal) -> str:
    """Which lines a single question is about: by name where there are few."""
    only = proposal.parts[0].only if proposal.parts else ()
    return f" ({proposal.sheet}: {', '.join(only[:8])}{' …' if len(only) > 8 else ''})" if only else ""
