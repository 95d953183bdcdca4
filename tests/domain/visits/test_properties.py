"""What section 7a says holds by construction, on random visits under installed and random law."""

import datetime as dt
import os
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

import polars as pl
import pytest

from comity.corpus.library import installed_library
from comity.domain.provisions.engine import OUTCOMES
from comity.domain.provisions.law import Law, Question
from comity.domain.provisions.vocabulary import CONTINGENT, VISIT, Kind
from comity.domain.visits.answer import Answer
from comity.domain.visits.assessment import assess, judge_visit
from comity.domain.visits.visit import Contingent, Value, Visit
from tests import build, generated_law
from tests.generated import SHEETS, Asked, Generator, installed_law
from tests.likely_facts import value_of
from tests.time_limit import time_limit

THOROUGH = os.environ.get("COMITY_THOROUGH") == "1"
VISITS, SINGLE_LINES, SMALL_LAWS = (120, 3_000, 150) if THOROUGH else (12, 120, 6)

NO = ("not-covered", "forbidden")
ENTRY_INTO_FORCE = "entry_into_force."
#: Questions that no fact answers: two readings of the law, and a State without a rulebook.
NO_FACT = ("reading.", "host_law.")
Placed = Mapping[tuple[str, int], str]


def visits(count: int, lines: int, seed: int, sheets: int = 4) -> Iterator[tuple[Law, Asked, random.Random]]:
    """Random visits with some sheets under the installed law, and then under small random laws."""
    generator = Generator(installed_law(), seed)
    for _ in range(count):
        chosen = generator.rng.sample(SHEETS, sheets)
        yield installed_law(), generator.asked(lines, chosen), generator.rng
    for at in range(SMALL_LAWS):
        law = generated_law.random_law(seed * 1000 + at)
        small = Generator(law, at)
        yield law, small.asked(lines, generated_law.SHEETS, "JP"), small.rng


def outcomes(asked: Asked, law: Law) -> dict[tuple[str, int], str]:
    """The outcome of every line, by sheet and row."""
    visit = asked.visit
    question = Question(visit.receiving_state, asked.asked_on, asked.under, visit.entry_into_force)
    return {
        (sheet.sheet, row): OUTCOMES[outcome]
        for sheet in judge_visit(visit, law, question, lambda lines: None).sheets
        for row, outcome in zip(sheet.lines["row"].to_list(), sheet.placed["outcome"].to_list(), strict=True)
    }


def answer_to(asked: Asked, law: Law) -> Answer:
    return assess(
        asked.visit,
        law,
        asked_on=asked.asked_on,
        calendar_of=lambda state: lambda day: False,
        under=asked.under,
    )


def plain(answer: Answer) -> list[object]:
    """Everything that an answer says of lines, to be compared with another's."""
    return [
        answer.outcome,
        answer.agreements,
        answer.groups,
        answer.requirements,
        answer.questions,
        answer.advice,
        answer.not_examined,
        *((shown.sheet, list(shown)) for shown in answer.lines),
    ]


def lines_of(answer: Answer) -> Iterator[tuple[tuple[str, int], str, str]]:
    """Sheet and row, outcome and group of every line."""
    for shown in answer.lines:
        for row, _, outcome, group in shown:
            yield (shown.sheet, row), outcome, group


def with_columns(visit: Visit, law: Law, generator: Generator, kinds: tuple[Kind, ...]) -> Visit:
    """The same visit with every column in its sheets, blank where it was not given."""
    sheets = {}
    for sheet, frame in visit.sheets.items():
        names = [n for n, f in law.vocabulary.of(sheet).items() if f.kind in kinds and n not in frame.columns]
        types = {name: generator.dtype(sheet, name) for name in names}
        sheets[sheet] = frame.with_columns(pl.lit(None, dtype=t).alias(n) for n, t in types.items())
    return replace(visit, sheets=sheets)


class Filled:
    """A visit that is filled in, fact by fact: `chosen(sheet, row, fact)` says which blanks."""

    def __init__(self, asked: Asked, law: Law, rng: random.Random) -> None:
        self.law, self.rng = law, rng
        self.generator = Generator(law, 0)
        kinds = (Kind.CIRCUMSTANCE, Kind.STEP)
        self.asked = replace(asked, visit=with_columns(asked.visit, law, self.generator, kinds))

    def above(self, wanted: Mapping[str, set[str]], expected: set[str]) -> None:
        """Fill facts of the visit, of contingents (by id), and words on scheduled entries into force."""
        visit = self.asked.visit
        given = set(visit.facts)
        contingents = tuple(
            replace(c, facts={**c.facts, **self._drawn(CONTINGENT, wanted.get(c.id, set()) - set(c.facts))})
            for c in visit.contingents
        )
        words = {name: self.rng.random() < 0.5 for name in sorted(expected - set(visit.entry_into_force))}
        visit = replace(
            visit,
            facts={**visit.facts, **self._drawn(VISIT, wanted.get(VISIT, set()) - given)},
            contingents=contingents,
            entry_into_force={**visit.entry_into_force, **words},
        )
        self.asked = replace(self.asked, visit=visit)

    def _drawn(self, level: str, names: set[str]) -> dict[str, Value]:
        columns = self.generator.columns(level)
        return {n: value_of(columns[n], self.law, self.rng) for n in sorted(names & columns.keys())}

    def lines(self, wanted: Mapping[tuple[str, int], set[str]]) -> None:
        """Fill blanks of lines. What the contingent says for all its lines is no blank."""
        visit = self.asked.visit
        said = {c.id: set(c.facts) for c in visit.contingents}
        sheets = {}
        for sheet, frame in visit.sheets.items():
            columns = self.generator.columns(sheet)
            rows = frame.to_dicts()
            for row in rows:
                blank = wanted.get((sheet, row["row"]), set()) - said[row["contingent"]]
                for name in sorted(blank & columns.keys()):
                    if row[name] is None:
                        row[name] = value_of(columns[name], self.law, self.rng)
            sheets[sheet] = pl.DataFrame(rows, schema=frame.schema)
        self.asked = replace(self.asked, visit=replace(visit, sheets=sheets))


def filled_at_random(asked: Asked, law: Law, rng: random.Random, share: float) -> Asked:
    """The visit with a share of its blank circumstances filled with any values."""
    filled = Filled(asked, law, rng)

    def some(level: str) -> set[str]:
        return {name for name in filled.generator.columns(level) if rng.random() < share}

    visit = asked.visit
    scheduled = {name for name in law.registry if rng.random() < share}
    above = {VISIT: some(VISIT), **{c.id: some(CONTINGENT) for c in visit.contingents}}
    rows = {
        (sheet, row): some(sheet) for sheet, frame in visit.sheets.items() for row in frame["row"].to_list()
    }
    filled.lines(rows)
    filled.above(above, scheduled)
    return filled.asked


def test_filling_circumstances_only_settles_and_never_turns_an_answer() -> None:
    changes: Counter[tuple[str, str]] = Counter()

    for law, asked, rng in visits(VISITS, 12, seed=11):
        before = outcomes(asked, law)
        after = outcomes(filled_at_random(asked, law, rng, rng.choice((0.2, 0.6, 1.0))), law)
        changes.update((before[line], after[line]) for line in before)

    assert changes["undetermined", "permitted"]
    assert changes["undetermined", "forbidden"]
    turned = {c: n for c, n in changes.items() if c[0] != c[1] and c[0] != "undetermined"}
    assert turned.keys() <= {("not-covered", "forbidden")}, turned


def test_a_step_answered_done_never_makes_a_line_worse() -> None:
    changes: Counter[tuple[str, str]] = Counter()

    for law, asked, rng in visits(VISITS, 12, seed=12):
        share = rng.choice((0.3, 1.0))
        before = outcomes(asked, law)
        after = outcomes(steps_done(asked, law, rng, share), law)
        changes.update((before[line], after[line]) for line in before)

    assert changes["conditional", "permitted"]
    assert changes["forbidden", "conditional"] + changes["forbidden", "permitted"]
    worse = {c: n for c, n in changes.items() if OUTCOMES.index(c[1]) > OUTCOMES.index(c[0])}
    assert not worse


def steps_done(asked: Asked, law: Law, rng: random.Random, share: float) -> Asked:
    """The visit with a share of its steps, blank or failed, answered "done"."""
    visit = with_columns(asked.visit, law, Generator(law, 0), (Kind.STEP,))

    def done(level: str) -> dict[str, bool]:
        steps = (name for name, fact in law.vocabulary.of(level).items() if fact.kind is Kind.STEP)
        return {name: True for name in steps if rng.random() < share}

    sheets = {
        sheet: pl.DataFrame([row | done(sheet) for row in frame.to_dicts()], schema=frame.schema)
        for sheet, frame in visit.sheets.items()
    }
    return replace(asked, visit=replace(visit, facts={**visit.facts, **done(VISIT)}, sheets=sheets))


def test_every_undetermined_line_asks_and_its_answers_settle_it() -> None:
    tried: Counter[str] = Counter()

    for law, asked, rng in visits(SINGLE_LINES, 1, seed=13, sheets=1):
        for single in alone(asked):
            tried.update(settled(single, law, rng))

    assert tried["settled"] > SINGLE_LINES // 6, tried
    assert tried["settled by entry into force"] or not THOROUGH, tried


def settled(asked: Asked, law: Law, rng: random.Random) -> Iterator[str]:
    """Answer what the one line of a visit asks, with any values, and judge it again."""
    answer = answer_to(asked, law)
    (line, outcome, group_id) = next(found for found in lines_of(answer) if found[0][0] != VISIT)
    group = next(group for group in answer.groups if group.id == group_id)
    if outcome != "undetermined":
        assert not group.questions
        return
    assert group.questions, f"nothing is asked of {line}: {asked}"
    if any(question.startswith(NO_FACT) for question in group.questions):
        yield "law itself is open"
        return
    filled = Filled(asked, law, rng)
    expected = {q.removeprefix(ENTRY_INTO_FORCE) for q in group.questions if q.startswith(ENTRY_INTO_FORCE)}
    own = set(filled.generator.columns(line[0]))
    facts = set(group.questions)
    filled.lines({line: facts & own})
    higher = facts - own
    filled.above({VISIT: higher, **{c.id: higher for c in asked.visit.contingents}}, expected)
    if outcomes(filled.asked, law)[line] == "undetermined":
        after = answer_to(filled.asked, law)
        asked_then = {q for g in after.groups if g.sheet == line[0] for q in g.questions}
        why = f"{line} asked {group.questions}, then {asked_then}; it was told {filled.asked}"
        assert asked_then, why
        assert all(question.startswith(NO_FACT) for question in asked_then), why
        yield "law itself is open"
        return
    yield "settled by entry into force" if expected else "settled"


def alone(asked: Asked) -> Iterator[Asked]:
    """Each line of a visit as a visit of its own, with the contingent that it belongs to."""
    for sheet, frame in asked.visit.sheets.items():
        for at in range(frame.height):
            line = frame[at : at + 1]
            own = tuple(c for c in asked.visit.contingents if c.id == line["contingent"][0])
            yield replace(asked, visit=replace(asked.visit, contingents=own, sheets={sheet: line}))


def test_lines_judged_one_at_a_time_come_to_the_same_as_all_at_once() -> None:
    for law, asked, _ in visits(max(3, VISITS // 10), 5, seed=14):
        together = {line: (o, found_in(g)) for line, o, g in shown_lines(asked, law)}

        for single in alone(asked):
            for line, outcome, group in shown_lines(single, law):
                if line[0] != VISIT:
                    assert (outcome, found_in(group)) == together[line]


def shown_lines(asked: Asked, law: Law) -> Iterator[tuple[tuple[str, int], str, tuple[tuple[str, ...], ...]]]:
    answer = answer_to(asked, law)
    groups = {g.id: tuple((f.body, f.provision, f.result) for f in g.findings) for g in answer.groups}
    for line, outcome, group in lines_of(answer):
        yield line, outcome, groups[group]


def found_in(findings: tuple[tuple[str, ...], ...]) -> Counter[tuple[str, ...]]:
    return Counter(findings)


def test_the_outcome_of_a_visit_is_the_worst_of_its_lines() -> None:
    order = ("permitted", "conditional", "undetermined", "not-covered", "forbidden")
    seen = set()

    for law, asked, _ in visits(4 * VISITS, 1, seed=15, sheets=1):
        answer = answer_to(asked, law)

        assert answer.outcome == max((o for _, o, _ in lines_of(answer)), key=order.index)
        seen.add(answer.outcome)

    assert len(seen) > 3


def test_an_agreement_between_other_states_changes_nothing() -> None:
    for law, asked, _ in visits(VISITS, 2, seed=16):
        here = {asked.visit.receiving_state, *(c.sending_state for c in asked.visit.contingents)}
        others = {
            name
            for name, book in law.rulebooks.items()
            if book.kind == "agreement" and not set(book.parties) <= here and name != asked.under
        }
        fewer = replace(law, rulebooks={n: b for n, b in law.rulebooks.items() if n not in others})

        with_all, without = answer_to(asked, law), answer_to(asked, fewer)

        assert plain(with_all) == plain(without)


def test_the_library_brings_all_the_law_that_a_question_needs() -> None:
    generator = Generator(installed_law(), seed=17)
    for _ in range(VISITS):
        asked = generator.asked(2)
        sending = [c.sending_state for c in asked.visit.contingents]

        chosen = installed_library().law(asked.visit.receiving_state, sending, asked.under)

        assert plain(answer_to(asked, chosen)) == plain(answer_to(asked, installed_law()))


def test_an_unknown_lift_is_asked_about_though_it_only_keeps_another_from_being_taken_back() -> None:
    book = build.host(
        build.provision(
            "passport", "requires", "passport", by="receiving", done="passport_held", without="visa"
        ),
        build.provision("no-passport", "exempts", "passport", when="armed"),
        build.provision("visa", "requires", "visa"),
        build.provision("no-visa", "exempts", "visa"),
    )
    law = build.law(build.treaty(build.provision("in", "permits", "entry")), book)

    answer = build.ask(build.build_visit({"passport_held": False}), law)

    assert build.outcome(answer) == "undetermined"
    assert build.group(answer).questions == ("armed",)


@pytest.mark.parametrize(
    ("count", "when"),
    [(1_000, "{0}"), (60, "{0} OR NOT {0}"), (60, "{0} AND ({0} OR NOT {0})")],
    ids=["a thousand in a row", "each read twice", "each read three times"],
)
def test_however_definitions_rest_on_each_other_they_are_answered_or_refused_at_once(
    count: int, when: str
) -> None:
    chain = [build.definition(f"d{at}", when.format(f"d{at - 1}")) for at in range(1, count)]
    ban = build.provision("ban", "forbids", "weapons", when=f"d{count - 1}")
    with time_limit(seconds=10):
        book, problems = build.problems_of(build.host_text(build.definition("d0", "armed"), *chain, ban))
        if problems or book is None:
            return

        law = build.law(build.treaty(build.provision("in", "permits", "entry")), book)
        answer = build.ask(build.build_visit({}), law)

    assert build.outcome(answer) == "undetermined"
    assert build.group(answer).questions == ("armed",)


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_blank_line_is_never_permitted_on_land_under_an_agreement(sheet: str) -> None:
    law = installed_law()
    visit = Visit(
        receiving_state="JP",
        start=dt.date(2024, 3, 1),
        end=dt.date(2024, 3, 9),
        facts={"activity_mutually_decided": True, "activity_type": "exercise", "location_kind": "land"},
        contingents=(Contingent("A", "AU", {"capacity": "own_force"}),),
        sheets={sheet: blank_line(dt.date(2024, 3, 1), dt.date(2024, 3, 9))},
    )

    outcome = outcomes(Asked(visit, dt.date(2024, 2, 1), None), law)[sheet, 2]

    assert outcome not in ("permitted", "conditional") or sheet in ("incidents", "claims")


def blank_line(arrives: dt.date, departs: dt.date) -> pl.DataFrame:
    return pl.DataFrame(
        {"row": [2], "contingent": ["A"], "ref": [None], "arrives_on": [arrives], "departs_on": [departs]},
        schema={
            "row": pl.UInt32(),
            "contingent": pl.String(),
            "ref": pl.String(),
            "arrives_on": pl.Date(),
            "departs_on": pl.Date(),
        },
    )
