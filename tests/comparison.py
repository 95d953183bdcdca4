"""Engine beside oracle: every difference on a visit, in words that can be acted on, and what was compared."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from comity.domain.provisions.engine import OUTCOMES
from comity.domain.provisions.law import Law, Question
from comity.domain.visits.answer import Answer
from comity.domain.visits.assessment import judge_visit
from comity.domain.visits.grouping import FoundHere, Pattern
from tests.generated import Asked
from tests.oracle import InEpoch, LineFound, judge_all
from tests.oracle_conditions import Truth

MOST_SHOWN = 5


@dataclass(slots=True)
class Compared:
    """How much was compared, and the first differences."""

    lines: int = 0
    straddling: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    differing: int = 0
    shown: list[str] = field(default_factory=list)

    def add(self, line: LineFound) -> None:
        self.lines += 1
        self.straddling += len(line.epochs) > 1
        self.outcomes[line.outcome] += 1
        for epoch in line.epochs:
            self.findings.update(epoch.results.values())

    def differs(self, words: str) -> None:
        self.differing += 1
        if len(self.shown) < MOST_SHOWN:
            self.shown.append(words)

    def __str__(self) -> str:
        counts = ", ".join(f"{name} {self.outcomes[name]:,}" for name in OUTCOMES)
        results = ", ".join(f"{name} {count:,}" for name, count in self.findings.most_common())
        head = f"{self.lines:,} lines ({self.straddling:,} over several epochs), {self.differing} differing"
        return "\n\n".join([f"{head}\noutcomes: {counts}\nfindings: {results}", *self.shown])


def compare(asked: Asked, law: Law, compared: Compared) -> None:
    """Judge a visit twice: the outcome of each line, and in each epoch what each provision comes to."""
    found = judge_all(asked.visit, law, asked.asked_on, asked.under)
    question = Question(
        asked.visit.receiving_state, asked.asked_on, asked.under, asked.visit.entry_into_force
    )
    judged = judge_visit(asked.visit, law, question, lambda lines: None)
    assert {sheet.sheet for sheet in judged.sheets} == set(found)
    told = [_told(pattern) for pattern in judged.patterns]
    for sheet in judged.sheets:
        lines = found[sheet.sheet]
        assert sheet.placed["index"].to_list() == list(range(len(lines)))
        placed = zip(sheet.placed["outcome"].to_list(), sheet.placed["group"].to_list(), strict=True)
        for line, (outcome, group) in zip(lines, placed, strict=True):
            compared.add(line)
            numbers = sheet.groups[group]
            words = list(_line(line, OUTCOMES[outcome], [judged.patterns[n] for n in numbers]))
            for epoch, number in zip(line.epochs, numbers, strict=False):
                words += _epoch(epoch, told[number], judged.patterns[number])
            if words:
                compared.differs(_shown(asked, line, words))


def _result(found: FoundHere) -> str | None:
    """Step 7 as the engine has it, in the words of an answer; None for what does not reach the lines."""
    if found.reaches is False or (found.stands is False and found.lifted is not True):
        return None
    if found.lifted is True:
        return "lifted"
    if found.done is True:
        return "met"
    if found.stands is None:
        return "unknown"
    return "failed" if found.done is False else "stands"


@dataclass(frozen=True, slots=True)
class _Told:
    """What the engine says of the lines of a pattern, as the oracle says it of one line.

    What is settled is told by its results. Where lines are undetermined each stage counts, because what is
    asked hangs on it.
    """

    results: Mapping[tuple[str, str], str]
    stages: Mapping[tuple[str, str], tuple[Truth, Truth, Truth]] | None


def _told(pattern: Pattern) -> _Told:
    firm = [
        ((found.rule.body.id, found.rule.provision.id), found)
        for found in pattern.found
        if found.rule.provision.sureness.decides
    ]
    stages = {
        key: (found.reaches, found.lifted, found.stands) for key, found in firm if found.reaches is not False
    }
    return _Told(
        results={key: result for key, found in firm if (result := _result(found))},
        stages=stages if OUTCOMES[pattern.outcome] == "undetermined" else None,
    )


def _line(line: LineFound, outcome: str, patterns: list[Pattern]) -> Iterator[str]:
    if outcome != line.outcome:
        yield f"outcome: the engine says {outcome}, the oracle {line.outcome}"
    if len(patterns) != len(line.epochs):
        days = [str(pattern.day) for pattern in patterns], [str(epoch.first) for epoch in line.epochs]
        yield f"epochs: the engine has {days[0]}, the oracle {days[1]}"


def _epoch(epoch: InEpoch, told: _Told, pattern: Pattern) -> Iterator[str]:
    if OUTCOMES[pattern.outcome] != epoch.outcome:
        words = f"the engine says {OUTCOMES[pattern.outcome]}, the oracle {epoch.outcome}"
        yield f"epoch from {pattern.day}: outcome: {words}"
    theirs = {name: truth for name, truth in pattern.covers.items() if truth is not False}
    mine = {name: truth for name, truth in epoch.covers.items() if truth is not False}
    if theirs != mine:
        yield f"epoch from {pattern.day}: covers: the engine says {theirs}, the oracle {mine}"
    yield from _unequal(f"epoch from {pattern.day}", told.results, epoch.results)
    if told.stages is not None:
        yield from _unequal(f"epoch from {pattern.day} (reaches, lifted, stands)", told.stages, epoch.stages)


def _unequal(
    place: str, theirs: Mapping[tuple[str, str], object], mine: Mapping[tuple[str, str], object]
) -> Iterator[str]:
    if theirs == mine:
        return
    for key in sorted(theirs.keys() | mine.keys()):
        found, expected = theirs.get(key, "absent"), mine.get(key, "absent")
        if found != expected:
            yield f"{place}: {':'.join(key)}: the engine says {found}, the oracle {expected}"


def _shown(asked: Asked, line: LineFound, words: list[str]) -> str:
    facts = ", ".join(f"{name}={value}" for name, value in sorted(line.facts.items()))
    head = f"{line.sheet} row {line.row}, contingent {line.contingent}"
    question = (
        f"asked on {asked.asked_on}, under {asked.under}, expected {dict(asked.visit.entry_into_force)}"
    )
    return "\n  ".join([f"{head}; {question}", *words[:8], f"facts: {facts}"])


def compare_answer(asked: Asked, law: Law, answer: Answer, compared: Compared) -> None:
    """The whole answer: each line's outcome, and its group's outcome, coverage and findings."""
    found = judge_all(asked.visit, law, asked.asked_on, asked.under)
    groups = {group.id: group for group in answer.groups}
    assert {lines.sheet for lines in answer.lines} == set(found)
    for shown in answer.lines:
        lines = found[shown.sheet]
        for line, (row, contingent, outcome, group_id) in zip(lines, shown, strict=True):
            assert (row, contingent) == (line.row, line.contingent)
            compared.add(line)
            group = groups[group_id]
            theirs = Counter((f.body, f.provision, f.result) for f in group.findings)
            mine = Counter((*key, result) for e in line.epochs for key, result in e.results.items())
            words = []
            if not outcome == group.outcome == line.outcome:
                words.append(f"outcome: line {outcome}, group {group.outcome}, oracle {line.outcome}")
            covered = {name for epoch in line.epochs for name, truth in epoch.covers.items() if truth}
            if set(group.covered_by) != covered:
                words.append(f"covered by: answer {group.covered_by}, oracle {sorted(covered)}")
            if theirs != mine:
                words.append(f"only in the answer: {sorted(theirs - mine)}")
                words.append(f"only in the oracle: {sorted(mine - theirs)}")
            if words:
                compared.differs(_shown(asked, line, words))
    mine_worst = max((line.outcome for sheet in found.values() for line in sheet), key=OUTCOMES.index)
    if answer.outcome != mine_worst:
        compared.differs(f"the visit: answer {answer.outcome}, worst line {mine_worst}")
