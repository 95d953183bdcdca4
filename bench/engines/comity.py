"""Comity, as in production: outcomes alone, every finding grouped and explained, and the whole answer."""

import datetime as dt

import polars as pl

from bench.scenario import ASKED_ON, SENDER, SHEET, START, law, question, visit
from comity.domain.primitives.calendar import IsDayOff
from comity.domain.provisions.engine import Judgement, judge
from comity.domain.provisions.law import bodies_on
from comity.domain.visits.answer import Answer
from comity.domain.visits.assessment import assess, judge_visit
from comity.domain.visits.explanation import explain
from comity.domain.visits.judged import Judged
from comity.domain.visits.visit import Visit, constants_of


def calendar_of(state: str) -> IsDayOff:
    """Saturdays and Sundays, in every State."""
    return lambda day: day.weekday() >= 5


def judged(stated: Visit) -> Judgement:
    """The engine's stages on the lines of the scenario's sheet."""
    constants = constants_of(stated, stated.contingents[0])
    bodies = bodies_on(law(), question(), SENDER, START)
    epoch = (START, dt.date.max)
    return judge(stated.sheets[SHEET], SHEET, constants, bodies, law().vocabulary, epoch)


class Outcomes:
    """The engine's stages for every line, and nothing but the outcome kept."""

    def __init__(self, lines: pl.DataFrame) -> None:
        self.visit = visit(lines)
        self.placed = pl.DataFrame()

    def run(self) -> None:
        """Judge every line."""
        judgement = judged(self.visit)
        self.placed = judgement.lines.select(judgement.outcome)

    def outcomes(self) -> bytes:
        """One byte per line."""
        return bytes(self.placed["outcome"].to_list())

    def note(self) -> dict[str, object]:
        """How many lines have which outcome."""
        return {"outcomes": dict(self.placed["outcome"].value_counts().sort("outcome").iter_rows())}


class Findings:
    """Every finding of every line, lines with equal findings grouped, every group explained."""

    def __init__(self, lines: pl.DataFrame) -> None:
        self.visit = visit(lines)
        self.judged = Judged()

    def run(self) -> None:
        """Judge, group and explain."""
        self.judged = judge_visit(self.visit, law(), question(), lambda lines: None)
        explain(self.visit, law(), question(), self.judged, calendar_of)

    def outcomes(self) -> bytes:
        """One byte per line."""
        placed = next(sheet.placed for sheet in self.judged.sheets if sheet.sheet == SHEET)
        return bytes(placed["outcome"].to_list())

    def note(self) -> dict[str, object]:
        """How many groups explain the lines."""
        return {"groups": sum(len(sheet.groups) for sheet in self.judged.sheets if sheet.sheet == SHEET)}


class WholeAnswer:
    """Everything that `comity assess` computes: findings, explanations, the digest of what was stated."""

    def __init__(self, lines: pl.DataFrame) -> None:
        self.visit = visit(lines)
        self.answer: Answer | None = None

    def run(self) -> None:
        """Assess the visit."""
        self.answer = assess(self.visit, law(), asked_on=ASKED_ON, calendar_of=calendar_of)

    def outcomes(self) -> bytes:
        """Compared already, as `Findings`."""
        return b""

    def note(self) -> dict[str, object]:
        """The visit's outcome."""
        return {"outcome": self.answer.outcome if self.answer else None}
