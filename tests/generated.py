"""Random visits over the installed law: likely ones, so that every outcome and every finding is frequent.

Everything follows from a seed. Facts are drawn at random, then overlaid with facts that satisfy the condition
of a provision picked at random, then blanked; days straddle the days on which the law changes.
"""

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import polars as pl

from comity.corpus.library import Library, installed_library
from comity.domain.provisions.law import Law
from comity.domain.provisions.vocabulary import CONTINGENT, JUDGED, OWN_DAY, VISIT, Fact, Kind, Type
from comity.domain.visits.visit import LINE_COLUMNS, Contingent, Visit
from tests.likely_facts import MARKED_DAYS, likely_facts, value_of

SHEETS = tuple(sheet for sheet in JUDGED if sheet != VISIT)
RECEIVING = ("JP", "AU", "GB", "PH")
SENDING = ("AU", "JP", "GB", "PH", "FR", "NO")
#: Shares of blanks, one of which is drawn for each line: a quarter on average.
BLANKS = (0.0, 0.0, 0.05, 0.3, 0.45, 0.65)
DTYPES: Mapping[Type, pl.DataType] = {
    Type.BOOL: pl.Boolean(),
    Type.INT: pl.Int64(),
    Type.NUMBER: pl.Float64(),
    Type.DAY: pl.Date(),
    Type.INSTANT: pl.Datetime("us", "UTC"),
}
#: Days on which nothing changes, for visits that nothing straddles.
QUIET_DAYS = (dt.date(2011, 3, 20), dt.date(2022, 5, 1), *3 * (dt.date(2024, 6, 1), dt.date(2026, 2, 1)))


@dataclass(frozen=True, slots=True)
class Asked:
    """A visit, the day on which it is asked about, and the hypothesis, if there is one."""

    visit: Visit
    asked_on: dt.date
    under: str | None


@cache
def installed_law() -> Law:
    """All installed rulebooks that can be read; those with problems are named aloud and left out."""
    library = installed_library()
    law = library.everything()
    faulty = with_problems(library)
    if faulty:
        print("LEFT OUT, because they have problems:", ", ".join(faulty))  # noqa: T201
    return replace(law, rulebooks={name: book for name, book in law.rulebooks.items() if name not in faulty})


def with_problems(library: Library) -> dict[str, str]:
    """The installed rulebooks that cannot be applied, each with its first problem."""
    return {name: str(problems[0]) for name in library.ids() if (problems := library.read(name)[1])}


class Generator:
    """Draws visits over a law from one seed."""

    def __init__(self, law: Law, seed: int) -> None:
        self.law, self.rng = law, random.Random(seed)
        self.facts = law.vocabulary.facts
        self.likely = likely_facts(law)

    def asked(self, lines: int, sheets: Sequence[str] = SHEETS, receiving: str | None = None) -> Asked:
        """A random visit with that many lines on each sheet, asked about on a random day."""
        rng = self.rng
        receiving = receiving or rng.choice(RECEIVING)
        others = [state for state in SENDING if state != receiving]
        partners = [s for s in others if self._linked(receiving, s)] if rng.random() < 0.85 else others
        sending = [rng.choice(partners) for _ in range(rng.choice((1, 1, 2, 3)))]
        under = self._under(receiving, sending)
        start, end = self._days(receiving, sending)
        near = self._candidates(receiving, sending, under)
        facts = self._above(VISIT, near) | {
            name: value for name, value in self._steps(VISIT).items() if value is not None
        }
        contingents = tuple(
            Contingent(f"C{at}", state, self._contingent(near)) for at, state in enumerate(sending, start=1)
        )
        visit = Visit(
            receiving_state=receiving,
            start=start,
            end=end,
            facts=facts,
            contingents=contingents,
            sheets={sheet: self._sheet(sheet, lines, start, end, contingents, near) for sheet in sheets},
            entry_into_force=self._expected(receiving, sending),
        )
        return Asked(visit, self._asked_on(start, end), under)

    def _linked(self, receiving: str, sending: str) -> bool:
        """Whether an agreement between two States is installed."""
        agreements = (b for b in self.law.rulebooks.values() if b.kind == "agreement")
        return any({receiving, sending} == set(book.parties) for book in agreements)

    def _under(self, receiving: str, sending: list[str]) -> str | None:
        drawn = self.rng.random()
        if drawn < 0.55:
            return None
        able = [
            book.id
            for book in self.law.rulebooks.values()
            if book.kind == "agreement" and all({receiving, state} & set(book.parties) for state in sending)
        ]
        access = [name for name in able if self.law.registry[name].family == "access"]
        if drawn < 0.65 or not able:
            return "none"
        return self.rng.choice(access if access and drawn < 0.95 else able)

    def _days(self, receiving: str, sending: list[str]) -> tuple[dt.date, dt.date]:
        turning = {
            act.on
            for agreement in self.law.registry.values()
            if agreement.id in self.law.rulebooks and receiving in agreement.parties
            for act in agreement.acts
            if act.act == "in-force" and set(sending) & set(agreement.parties)
        }
        spans = [book.dated for book in self.law.rulebooks.values()]
        for book in self.law.rulebooks.values():
            spans += [p.dated for p in book.provisions] + [d.dated for d in book.definitions]
        dated = {day for span in spans for day in (span.from_, span.until) if day}
        drawn = self.rng.random()
        if drawn < 0.45:  # the law may change under the visit
            anchor = self.rng.choice((*4 * sorted(turning), *sorted(dated), *MARKED_DAYS))
            start = anchor - dt.timedelta(self.rng.randrange(25))
            return start, anchor + dt.timedelta(self.rng.randrange(25))
        if drawn < 0.85:
            start = max(turning, default=MARKED_DAYS[0]) + dt.timedelta(self.rng.randrange(300))
        else:
            start = self.rng.choice(QUIET_DAYS)
        return start, start + dt.timedelta(self.rng.randrange(35))

    def _asked_on(self, start: dt.date, end: dt.date) -> dt.date:
        """Before, during or after the visit."""
        first, last = start - dt.timedelta(60), end + dt.timedelta(60)
        return first + dt.timedelta(self.rng.randrange((last - first).days))

    def _expected(self, receiving: str, sending: list[str]) -> dict[str, bool]:
        between = [
            a.id
            for a in self.law.registry.values()
            if receiving in a.parties and set(sending) & set(a.parties) and a.id in self.law.rulebooks
        ]
        return {name: self.rng.random() < 0.6 for name in between if self.rng.random() < 0.15}

    def _candidates(self, receiving: str, sending: list[str], under: str | None) -> frozenset[str]:
        """The bodies of law whose conditions lines are made to meet."""
        return frozenset(
            book.id
            for book in self.law.rulebooks.values()
            if book.id == under
            or (book.kind == "convention" and not book.parties)
            or (receiving == book.state)
            or (receiving in book.parties and set(sending) & set(book.parties))
        )

    def _above(self, level: str, near: frozenset[str]) -> dict[str, Any]:
        """Facts of the visit or of a contingent: random, then within the scope of some law, then blanked."""
        facts = self._random(level)
        agreements = [name for name in sorted(near) if self.law.rulebooks[name].kind == "agreement"]
        chosen = agreements if agreements and self.rng.random() < 0.75 else sorted(near)
        scopes = [found for name in chosen for found in self.likely.scopes[name]]
        if scopes and self.rng.random() < 0.9:
            facts |= self._own(self.rng.choice(scopes), level)
            for host in (name for name in sorted(near) if self.law.rulebooks[name].kind == "host-law"):
                facts |= self._own(self.rng.choice(self.likely.scopes[host]), level)
        blank = self.rng.choice((0.0, 0.0, 0.0, 0.08, 0.3))
        return {name: value for name, value in facts.items() if self.rng.random() >= blank}

    def _contingent(self, near: frozenset[str]) -> dict[str, Any]:
        steps = {name: value for name, value in self._steps(CONTINGENT).items() if value is not None}
        facts = {**self._above(CONTINGENT, near), **steps}
        if self.rng.random() < 0.6 and "capacity" in facts:
            facts["capacity"] = "own_force"
        return facts

    def _own(self, found: Mapping[str, Any], level: str) -> dict[str, Any]:
        return {name: value for name, value in found.items() if name in self.columns(level)}

    def columns(self, level: str) -> dict[str, Fact]:
        """The circumstances of a sheet, of the visit or of a contingent that a planner may give."""
        fixed = ("receiving_state", "sending_state", "start", "end")
        return {
            name: fact
            for name, fact in self.facts[level].items()
            if fact.kind is Kind.CIRCUMSTANCE and name not in fixed
        }

    def dtype(self, sheet: str, name: str) -> pl.DataType:
        """The type of a column of a sheet."""
        return DTYPES.get(self.facts[sheet][name].type, pl.String())

    def _random(self, level: str) -> dict[str, Any]:
        return {n: value_of(fact, self.law, self.rng) for n, fact in self.columns(level).items()}

    def _steps(self, level: str) -> dict[str, bool | None]:
        mood = self.rng.choice(((0, 1, 0), (1, 0, 0), (5, 4, 1), (1, 1, 2), (4, 8, 1), (1, 1, 1)))
        return {
            name: self.rng.choices((None, True, False), mood)[0]
            for name, fact in self.facts[level].items()
            if fact.kind is Kind.STEP
        }

    def _sheet(
        self,
        sheet: str,
        count: int,
        start: dt.date,
        end: dt.date,
        contingents: tuple[Contingent, ...],
        near: frozenset[str],
    ) -> pl.DataFrame:
        pool = [found for name in sorted(near) for found in self.likely.lines.get((name, sheet), ())]
        permits = [found for name in sorted(near) for found in self.likely.permits.get((name, sheet), ())]
        rows = []
        for at in range(count):
            facts = self._random(sheet)
            for some, often in ((pool, 0.6), (permits, 0.75)):
                if some and self.rng.random() < often:
                    facts |= self._own(self.rng.choice(some), sheet)
            blank = self.rng.choice(BLANKS)
            facts = {n: None if self.rng.random() < blank else v for n, v in facts.items()}
            if self.rng.random() < 0.7:  # what only this line could say otherwise than its contingent
                facts |= dict.fromkeys(self.columns(CONTINGENT).keys() & facts.keys())
            arrives, departs = self._present(sheet, start, end)
            rows.append(
                {
                    "row": at + 2,
                    "contingent": self.rng.choice(contingents).id,
                    "ref": None,
                    "arrives_on": arrives,
                    "departs_on": departs,
                    **facts,
                    **self._steps(sheet),
                    **self._day(sheet, arrives, departs),
                }
            )
        return self._frame(sheet, rows)

    def _present(self, sheet: str, start: dt.date, end: dt.date) -> tuple[dt.date, dt.date]:
        if self.rng.random() < 0.3:
            return start, end
        arrives = start + dt.timedelta(self.rng.randrange((end - start).days + 1))
        if sheet in OWN_DAY:
            return arrives, arrives
        return arrives, arrives + dt.timedelta(self.rng.randrange((end - arrives).days + 1))

    def _day(self, sheet: str, arrives: dt.date, departs: dt.date) -> dict[str, dt.date]:
        """What happens on a day of its own stands on that day; unknown, it may be any day of the visit."""
        own = OWN_DAY.get(sheet, "")
        return {own: arrives} if arrives == departs and own in self.facts.get(sheet, {}) else {}

    def _frame(self, sheet: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
        """A typed frame; now and then a column is not in the sheet at all."""
        names = [n for n in dict.fromkeys(n for row in rows for n in row) if n not in LINE_COLUMNS]
        given = [name for name in names if self.rng.random() < 0.97]
        schema = {**LINE_COLUMNS, **{name: self.dtype(sheet, name) for name in given}}
        return pl.DataFrame({name: [row.get(name) for row in rows] for name in schema}, schema=schema)
