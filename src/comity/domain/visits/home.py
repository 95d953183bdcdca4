"""The home side: what the sending State's own law asks of what goes out and of what comes home.

It is read with the same engine as the visit, in visits of its own: the sending State is the receiving one,
the days are those of leaving home or of coming back, and no agreement is put in. So nothing of it can change
an outcome of the visit. What is judged coming home are the animals and the food, under the ordinary
animal-health rules; relief for a force's own dogs may exist, and none was seen.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import polars as pl

from comity.domain.primitives.worded import StateCode, known_word, listed, run_on, worded
from comity.domain.provisions.engine import NOT_COVERED, UNDETERMINED
from comity.domain.provisions.law import Law
from comity.domain.provisions.rulebook import BodyKind, Rulebook
from comity.domain.provisions.vocabulary import OWN_DAY, SUPPORTING, Vocabulary
from comity.domain.visits.anchors import Leg, legs_of
from comity.domain.visits.answer import FindingShown, Group, HomeSide, NotExamined, Requirement
from comity.domain.visits.explanation import Explained
from comity.domain.visits.judged import Judged
from comity.domain.visits.line_ranges import LineRanges, joined
from comity.domain.visits.visit import LINE_COLUMNS, Contingent, Visit

OUT, HOME = "out", "home"
_ANIMALS, _GOODS = "animals", "goods"
_ANIMAL_HEALTH = "ani"
#: What is true of an animal or of food whichever way it travels; papers and places are of one way only.
_ANIMAL_FACTS = (
    "species", "breed", "purpose", "iso_chip", "microchip", "chip_before_first_rabies_vaccination",
    "two_rabies_vaccinations_in_order", "titre_sufficient",
)  # fmt: skip
_FOOD_FACTS = ("goods_category", "ration_pack", "contains_meat")
_OUT_FACTS = ("goods_category", "export_controlled", "export_permit_held")
#: Dispositions of goods that do not come home.
_STAYS_THERE = ("consumed", "donated", "destroyed", "sold")
_EARLIEST_ZONE = dt.timedelta(hours=12)
_SETTLED_IN = 180


@dataclass(frozen=True, slots=True)
class Journey:
    """A journey of one sending State's lines, out or home, as a visit under that State's own law.

    `visit` and `law` are None where no rulebook of that State is installed for it.
    """

    state: str
    way: str
    lines: LineRanges
    says: str
    visit: Visit | None = None
    law: Law | None = None


def journeys(visit: Visit, law: Law) -> tuple[Journey, ...]:
    """The journeys whose home side is to be looked at, State by State in the order of the contingents."""
    states = dict.fromkeys(c.sending_state for c in visit.contingents)
    legs = legs_of(visit)
    return tuple(
        journey
        for state in states
        if state != visit.receiving_state
        for journey in (_out(visit, law, state, legs), _home(visit, law, state))
        if journey is not None
    )


def home_side(journey: Journey, explained: Explained | None) -> HomeSide:
    """What a journey's law asks; `explained` is the answer's parts for its visit, None without a visit."""
    if explained is None or journey.visit is None or journey.law is None:
        return HomeSide(journey.state, journey.way, "not-held", journey.says, lines=journey.lines)
    books = [journey.law.rulebooks[name] for name, _, _ in explained.rulebooks]
    return HomeSide(
        state=journey.state,
        way=journey.way,
        law="held",
        says=journey.says,
        rulebooks=explained.rulebooks,
        requirements=explained.requirements,
        questions=tuple(q for q in explained.questions if _asked(q.sheet, q.cites, explained.requirements)),
        advice=explained.advice if journey.way == OUT else (),
        forbidden=tuple(_forbidden(explained.groups)),
        not_examined=tuple(_silences(books, journey.visit)),
        lines=journey.lines,
    )


def asking(judged: Judged) -> Judged:
    """A journey as it was judged, with what no agreement covers left undetermined: then blanks are asked.

    No agreement was looked at, so that none covers says nothing of the way home.
    """
    for at, pattern in enumerate(judged.patterns):
        if pattern.outcome == NOT_COVERED:
            judged.patterns[at] = replace(pattern, outcome=UNDETERMINED)
    for sheet in judged.sheets:
        sheet.placed = sheet.placed.with_columns(outcome=pl.col("outcome").replace(NOT_COVERED, UNDETERMINED))
    return judged


def as_ordinary_law(book: Rulebook, vocabulary: Vocabulary) -> Law:
    """The law of one State read at home: its rulebook as host law, and nothing beside it."""
    return Law(vocabulary, {}, {book.id: replace(book, kind=BodyKind.HOST_LAW)})


def _animal_health(book: Rulebook, sheets: Collection[str]) -> Rulebook:
    """What a host law says of animal health on some sheets: all that is read of it coming home."""
    of = (p for p in book.provisions if p.sheet in sheets and p.matter == _ANIMAL_HEALTH)
    return replace(book, provisions=tuple(of))


def _out(visit: Visit, law: Law, state: str, legs: dict[str, Leg]) -> Journey | None:
    """Going out: the goods, under the State's law on what its own forces take out."""
    things = [name for name in visit.sheets if name not in (*SUPPORTING, "people", *OWN_DAY)]
    by_sheet = {name: found for name in things if (found := _lines(name, _of(visit, name, state)))}
    lines = joined(by_sheet.values())
    if not lines:
        return None
    goods = _of(visit, _GOODS, state)
    if state not in law.homes:
        says = worded(
            "No law of {state} on what its own forces take out is held here: ask its export-control office, "
            "before leaving, whether a permit or a third State's consent is needed.",
            state=StateCode(state),
        )
        return Journey(state, OUT, lines, says)
    others = listed(known_word(name) for name in by_sheet if name not in (_GOODS, _ANIMALS))
    beside = (
        worded("It was read for goods alone: ask the same office about the {sheets}.", sheets=others)
        if others
        else ""
    )
    if goods is None or goods.is_empty():
        held = worded(
            "{state}'s own law on what its forces take out is held, but names none of this.",
            state=StateCode(state),
        )
        return Journey(state, OUT, lines, run_on([held, beside])) if others else None
    frame = _with_permit(_kept(goods, _OUT_FACTS, "arrives_leg"))
    leaves = [
        _leaving(legs.get(leg) if leg else None, day)
        for leg, day in frame.select("departs_leg", "arrives_on").iter_rows()
    ]
    frame = frame.with_columns(
        pl.Series("arrives_on", leaves, pl.Date), pl.Series("departs_on", leaves, pl.Date)
    )
    read = worded(
        "{state}'s own law on what its forces take out, counted to the departure from home.",
        state=StateCode(state),
    )
    outward = _as_visit(visit, state, {_GOODS: frame})
    own = as_ordinary_law(law.homes[state], law.vocabulary)
    return Journey(state, OUT, _lines(_GOODS, goods), run_on([read, beside]), outward, own)


def _home(visit: Visit, law: Law, state: str) -> Journey | None:
    """Coming home: the animals, and the food that is brought back, under the State's ordinary rules."""
    animals, goods = _of(visit, _ANIMALS, state), _of(visit, _GOODS, state)
    sheets = {}
    if animals is not None and not animals.is_empty():
        sheets[_ANIMALS] = _returning_animals(animals, visit.receiving_state)
    if goods is not None and not (food := _returning_food(goods)).is_empty():
        sheets[_GOODS] = food
    lines = joined(_lines(name, frame) for name, frame in sheets.items())
    if not lines:
        return None
    if state not in law.hosts:
        says = worded(
            "No law of {state} is held here: ask its animal-health service what it asks of the way home.",
            state=StateCode(state),
        )
        return Journey(state, HOME, lines, says)
    homeward = _as_visit(visit, state, sheets)
    told = [
        worded(
            "Coming back from {host} into {state} (home law, ordinary rules; a relief for returning military "
            "dogs was not seen). It is counted to the return.",
            host=StateCode(visit.receiving_state),
            state=StateCode(state),
        )
    ]
    if animals is not None and "return_requirements_met" in animals.columns:
        met = _lines(_ANIMALS, animals.filter(pl.col("return_requirements_met")))
        if met:
            told.append(
                worded("The sheet says that the return requirements are met: {lines}.", lines=listed(met))
            )
    book = _animal_health(law.hosts[state], sheets)
    return Journey(state, HOME, lines, run_on(told), homeward, as_ordinary_law(book, law.vocabulary))


def _as_visit(visit: Visit, state: str, sheets: dict[str, pl.DataFrame]) -> Visit:
    """Lines on their way as a visit to their own State: on land, for no activity that is known there."""
    days = pl.concat([frame.select("arrives_on", "departs_on") for frame in sheets.values()])
    first, last = days.select(pl.col("arrives_on").min(), pl.col("departs_on").max()).row(0)
    movements = {name: visit.sheets[name] for name in ("movements",) if name in visit.sheets}
    ids = [c.id for c in visit.contingents if c.sending_state == state]
    return Visit(
        receiving_state=state,
        start=first,
        end=last,
        facts={"location_kind": "land"},
        contingents=tuple(Contingent(id_, state) for id_ in ids),
        sheets={**movements, **sheets},
        # Without an authority nobody can tell whether a filing is for the way there or for the way home.
        filings=tuple(f for f in visit.filings if f.authority is not None),
    )


def _of(visit: Visit, sheet: str, state: str) -> pl.DataFrame | None:
    frame = visit.sheets.get(sheet)
    ids = [c.id for c in visit.contingents if c.sending_state == state]
    return None if frame is None else frame.filter(pl.col("contingent").is_in(ids))


def _kept(frame: pl.DataFrame, facts: Sequence[str], leg: str) -> pl.DataFrame:
    """The lines with the facts that still hold on the journey, and its leg as arriving and departing leg."""
    of_leg = pl.col(leg) if leg in frame.columns else pl.lit(None, dtype=pl.String)
    return frame.select(
        *LINE_COLUMNS,
        *(name for name in facts if name in frame.columns),
        of_leg.alias("arrives_leg"),
        of_leg.alias("departs_leg"),
        *(name for name in ("export_permit_ref",) if name in frame.columns),
    )


def _with_permit(frame: pl.DataFrame) -> pl.DataFrame:
    """A permit whose reference is given is held, where the step itself is blank."""
    if "export_permit_ref" not in frame.columns:
        return frame
    held = pl.when(pl.col("export_permit_ref").str.strip_chars() != "").then(pl.lit(value=True))
    given = [pl.col("export_permit_held")] if "export_permit_held" in frame.columns else []
    return frame.with_columns(pl.coalesce(*given, held).alias("export_permit_held")).drop("export_permit_ref")


def _leaving(leg: Leg | None, arrives_on: dt.date) -> dt.date:
    """The day of leaving home, never too late: the earliest that it can be anywhere on Earth."""
    departs = leg.departs_at if leg else None
    return min((departs - _EARLIEST_ZONE).date(), arrives_on) if departs else arrives_on


def _returning_animals(animals: pl.DataFrame, host: str) -> pl.DataFrame:
    """Animals on their way home: they come from the State visited, where they have stayed for the visit."""
    stay = (pl.col("departs_on") - pl.col("arrives_on")).dt.total_days()
    short = pl.when(stay < _SETTLED_IN).then(pl.lit(value=False))
    return _arriving(_kept(animals, _ANIMAL_FACTS, "departs_leg").with_columns(
        origin_state=pl.lit(host), resident_in_origin_since_birth_or_180_days=short
    ))  # fmt: skip


def _returning_food(goods: pl.DataFrame) -> pl.DataFrame:
    """Food of the force that is not used up there; it comes back with the State's own force."""
    is_food = pl.lit(value=False)
    if "goods_category" in goods.columns:
        is_food = is_food | (pl.col("goods_category") == "food").fill_null(value=False)
    if "ration_pack" in goods.columns:
        is_food = is_food | pl.col("ration_pack").fill_null(value=False)
    if "disposition" in goods.columns:
        is_food = is_food & ~pl.col("disposition").is_in(_STAYS_THERE).fill_null(value=False)
    food = _kept(goods.filter(is_food), _FOOD_FACTS, "departs_leg")
    # At home a "sending State" is a foreign one, and the force is the home State's own.
    return _arriving(food.with_columns(owner=pl.lit("other"), returning_with_host_force=pl.lit(value=True)))


def _arriving(frame: pl.DataFrame) -> pl.DataFrame:
    """Lines present at home on the day on which they leave the State visited."""
    return frame.drop("export_permit_ref", strict=False).with_columns(arrives_on=pl.col("departs_on"))


def _lines(sheet: str, frame: pl.DataFrame | None) -> LineRanges:
    rows = frame["row"] if frame is not None and frame.height else None
    return LineRanges([(sheet, rows)] if rows is not None else [])


def _asked(sheet: str, cites: tuple[str, ...], requirements: Sequence[Requirement]) -> bool:
    """Whether a question is about a line's own facts, and bears on a requirement that is shown."""
    shown = {cite for requirement in requirements for cite in requirement.cites}
    return sheet in (_ANIMALS, _GOODS) and bool(shown & set(cites))


def _forbidden(groups: Sequence[Group]) -> Iterator[FindingShown]:
    bans = (f for group in groups for f in group.findings if f.effect == "forbids" and f.result != "lifted")
    yield from dict.fromkeys(bans)


def _silences(books: Sequence[Rulebook], journey: Visit) -> Iterator[NotExamined]:
    """What the law is silent on; of goods on their way home only food is looked at, so nothing is said."""
    for book in books:
        for s in book.silences:
            if s.sheet in journey.sheets and (s.sheet == _ANIMALS or book.id.startswith("home-")):
                yield NotExamined(s.sheet, s.matter, s.why, tuple(f"{book.id} {cite}" for cite in s.cites))
