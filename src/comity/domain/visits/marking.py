"""Markings: leaving out what is marked above a level, before anything is judged.

A line has its own marking, else that of its sheet (`[answers.<sheet>] marking`), else the visit's. What is
left out is gone before the law is asked, so that no count, group, question or paper can hold anything of it:
what is left depends on the lines left out only by their keys. A fact of a line that stays, and that would be
read off a line left out, is unknown.
"""

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace

import polars as pl

from comity.domain.errors import Place, Problem, Refusal
from comity.domain.provisions.vocabulary import VISIT, Fact, Kind, Type, Vocabulary
from comity.domain.visits.answer import Requirement
from comity.domain.visits.derivation import OWN_KEY, REFERENCES, derive
from comity.domain.visits.marking_levels import Markings
from comity.domain.visits.naming import MARKS, REF, lines_called, naming_columns
from comity.domain.visits.pools import POOL
from comity.domain.visits.visit import LINE_COLUMNS, Attestation, Filing, TeamProfile, Visit, Withheld

MARKING = "marking"
#: Sheets whose lines say something of a line of another sheet and nothing else: they go where it goes.
_PART_OF = {"animal_events": "animal_id"}
#: Where the leg of a line is left out, so is the day that it gave; the visit's own stands in.
_DAY_OF_LEG = {"arrives_leg": ("arrives_on", "start"), "departs_leg": ("departs_on", "end")}
_WORD = re.compile(r"[^\s;,:/()\[\]\"']+")


@dataclass(frozen=True, slots=True)
class Name:
    """What names a line: a column of its sheet and the value there."""

    sheet: str
    column: str
    value: str


def names_above(visit: Visit, markings: Markings, up_to: str) -> frozenset[Name]:
    """The names of all lines marked above a level, for another version of the visit to leave out too."""
    found = set()
    for sheet, hidden in _hidden(visit, markings, up_to, frozenset()).items():
        lines = visit.sheets[sheet].filter(hidden)
        for column in (name for name in naming_columns(sheet) if name in lines.columns):
            found |= {Name(sheet, column, value) for value in lines[column].drop_nulls()}
    return frozenset(found)


def withhold(
    visit: Visit,
    vocabulary: Vocabulary,
    markings: Markings,
    up_to: str,
    also: Set[Name] = frozenset(),
) -> Visit:
    """The visit without the lines that are marked above a level, and without what would betray them.

    Args:
        visit: as it was read.
        vocabulary: declares keys, and what is counted and looked up.
        markings: levels and words.
        up_to: the highest level that may be shown.
        also: lines to leave out whatever their marking here.

    Returns:
        The visit with `withheld` filled in. Facts that follow from other lines are filled in; what would
        have to be read off a line left out is null. Keys, exceptions and free text that name such a line
        are null or gone, and so are filings for its leg, pools that it is in, and notes on its table.

    Raises:
        Refusal: the visit itself has no marking, or one above the level: `marking.unstated`,
            `marking.visit-above`.
    """
    _check_visit(visit, markings, up_to)
    hidden = _hidden(visit, markings, up_to, also)
    facts = {sheet: vocabulary.of(sheet) for sheet in visit.sheets}
    blanked = {sheet: _ghosts(frame, hidden[sheet], facts[sheet]) for sheet, frame in visit.sheets.items()}
    derived = derive(blanked, vocabulary)
    gone = {sheet: visit.sheets[sheet].filter(mask) for sheet, mask in hidden.items()}
    left = {sheet: frame.filter(~hidden[sheet]) for sheet, frame in derived.items()}
    names = _names(gone)
    sheets = {
        sheet: _unnamed(_unreferred(visit, sheet, frame, left, gone), facts[sheet], names)
        for sheet, frame in left.items()
        if frame.height
    }
    again = derive(sheets, vocabulary)
    blank = {
        (sheet, fact.name)
        for sheet, frame in sheets.items()
        for fact in vocabulary.derived(sheet)
        if not again[sheet][fact.name].equals(frame[fact.name], null_equal=True)
    }
    counts = {sheet: int(mask.sum()) for sheet, mask in hidden.items() if mask.any()}
    return _header(visit, sheets, gone, names, Withheld(up_to, counts, frozenset(blank)))


def strayed(visit: Visit, vocabulary: Vocabulary, markings: Markings, up_to: str) -> tuple[str, str] | None:
    """Sheet and column of a cell that is a marking above the level in a column for something else.

    A row that lost a cell shifts its marking into another column. A column of choices holds its own words
    alone, some of which ("official") are markings elsewhere.
    """
    for sheet, frame in visit.sheets.items():
        for name, kind in frame.schema.items():
            fact = vocabulary.of(sheet).get(name)
            chosen = fact is not None and fact.type in (Type.CHOICE, Type.STATE)
            if kind != pl.String or chosen or name in (MARKING, "contingent"):
                continue
            texts = frame[name].drop_nulls().unique()
            known = (text for text in texts if markings.rank(text) is not None)
            if any(markings.is_above(text, up_to) for text in known):
                return sheet, name
            if any(markings.labels_above(text, up_to) for text in texts):
                return sheet, name
    return None


def not_derived(vocabulary: Vocabulary, facts: Set[tuple[str, str]]) -> Vocabulary:
    """The vocabulary in which some facts (sheet, name) are neither counted nor looked up: they are asked."""

    def plain(fact: Fact) -> Fact:
        named = (fact.sheet, fact.name) in facts
        return replace(fact, counted=None, looked_up=None) if named else fact

    if not facts:
        return vocabulary
    declared = {
        sheet: {name: plain(fact) for name, fact in columns.items()}
        for sheet, columns in vocabulary.facts.items()
    }
    return replace(vocabulary, facts=declared, _seen={})


def filings_asked_for(filings: Iterable[Filing], requirements: Iterable[Requirement]) -> tuple[Filing, ...]:
    """The filings that some requirement of an answer asks for."""
    asked = {(r.what, authority) for r in requirements for authority in (r.authority, None)}
    return tuple(f for f in filings if (f.what, f.authority) in asked)


def problems_left(problems: Iterable[Problem], visit: Visit) -> tuple[Problem, ...]:
    """The problems of a visit from which lines were left out, without what stood in any cell.

    Which line a sentence quotes cannot be told from its place alone, so no cell is quoted at all; and of a
    sheet of which nothing is left not even the headings are.
    """
    if visit.withheld is None or not visit.withheld.lines:
        return tuple(problems)
    return tuple(_quoting_nothing(problem, visit) for problem in problems)


def _quoting_nothing(problem: Problem, visit: Visit) -> Problem:
    place = problem.place
    if not place.sheet or place.sheet in (VISIT, "contingent", "contingents"):
        return problem
    if place.sheet not in visit.sheets or _is_left_out(place, visit):
        place = Place(place.file, place.sheet)
    elif place.row is None or place.row > 1:
        place = replace(place, line=None)
    else:
        return problem
    found = "what was found is not shown, because lines are left out for their marking"
    return replace(problem, place=place, found=found)


def _is_left_out(place: Place, visit: Visit) -> bool:
    """Whether a place is in a line that is not left; rows of a list made of several tables are its own."""
    several = sum(table.sheet == place.sheet for table in visit.tables) > 1
    return (
        not several
        and place.row is not None
        and place.row > 1
        and place.row not in visit.sheets[place.sheet]["row"]
    )


def _check_visit(visit: Visit, markings: Markings, up_to: str) -> None:
    stated = visit.facts.get(MARKING)
    if stated is None:
        raise Refusal(
            "marking.unstated",
            f"Only what is marked up to {up_to} was asked for, and the visit has no marking of its own. "
            'State it: marking = "…" at the top of visit.toml. It is that of title, days and States, and of '
            "every line and sheet that has none.",
        )
    if markings.is_above(str(stated), up_to):
        raise Refusal(
            "marking.visit-above",
            f"Only what is marked up to {up_to} was asked for, and the visit itself is marked above that, or "
            "with a word that is not known. Mark title, days and States with what they are, and the sheets "
            "and lines above them with theirs.",
        )


def _hidden(visit: Visit, markings: Markings, up_to: str, also: Set[Name]) -> dict[str, pl.Series]:
    """Of each sheet, which lines are left out (Boolean)."""
    hidden = {}
    for sheet, frame in visit.sheets.items():
        mask = pl.Series([False], dtype=pl.Boolean).new_from_index(0, frame.height)
        if MARKING in frame.columns:
            above = [t for t in frame[MARKING].drop_nulls().unique() if markings.is_above(t, up_to)]
            mask |= frame[MARKING].is_in(above).fill_null(value=False)
        for column in (name for name in naming_columns(sheet) if name in frame.columns):
            values = [name.value for name in also if (name.sheet, name.column) == (sheet, column)]
            mask |= frame[column].is_in(values).fill_null(value=False)
        hidden[sheet] = mask
    for sheet, key in _PART_OF.items():
        target = REFERENCES[key]
        if sheet in hidden and target in hidden and key in visit.sheets[sheet].columns:
            owners = _keys(visit.sheets[target].filter(hidden[target]), OWN_KEY[target])
            hidden[sheet] |= visit.sheets[sheet][key].is_in(list(owners)).fill_null(value=False)
    return hidden


def _ghosts(frame: pl.DataFrame, hidden: pl.Series, facts: Mapping[str, Fact]) -> pl.DataFrame:
    """The lines left out with nothing but their keys, for what is derived from them to become unknown."""
    kept = [name for name in frame.columns if name in LINE_COLUMNS or _is_key(facts.get(name))]
    if not hidden.any():
        return frame
    return frame.with_columns(
        pl.when(~hidden).then(pl.col(name)).alias(name) for name in frame.columns if name not in kept
    )


def _is_key(fact: Fact | None) -> bool:
    return fact is not None and fact.kind is Kind.KEY


def _keys(frame: pl.DataFrame, column: str) -> set[str]:
    return set(frame[column].drop_nulls()) if column in frame.columns else set()


def _unreferred(
    visit: Visit,
    sheet: str,
    frame: pl.DataFrame,
    left: Mapping[str, pl.DataFrame],
    gone: Mapping[str, pl.DataFrame],
) -> pl.DataFrame:
    """A sheet without the keys that refer to lines left out, and without the days of their legs."""
    for column, target in REFERENCES.items():
        own = OWN_KEY[target]
        if column not in frame.columns or column == OWN_KEY.get(sheet) or target not in gone:
            continue
        lost = _keys(gone[target], own) - _keys(left[target], own)
        refers = frame[column].is_in(list(lost)).fill_null(value=False)
        if not refers.any():
            continue
        frame = frame.with_columns(pl.when(~refers).then(pl.col(column)).alias(column))
        if column in _DAY_OF_LEG:
            day, end = _DAY_OF_LEG[column]
            frame = frame.with_columns(
                pl.when(refers).then(pl.lit(getattr(visit, end))).otherwise(pl.col(day)).alias(day)
            )
    return frame


@dataclass(frozen=True, slots=True)
class _Names:
    """What lines left out are called, and by sheet the lines themselves."""

    texts: frozenset[str]
    lines: Mapping[str, pl.DataFrame]

    def in_text(self, text: str) -> bool:
        """Whether a text names a line left out: as a whole, as one of its words, or as several of them."""
        return bool(self.betraying(pl.Series([text])))

    def betraying(self, texts: pl.Series) -> list[str]:
        """The texts that name a line left out."""
        several = [name for name in self.texts if " " in name]
        found = set(texts.filter(texts.str.contains_any(several))) if several else set()
        return [
            text
            for text in texts
            if text in found
            or text.strip() in self.texts
            or any(word.strip(".") in self.texts for word in _WORD.findall(text))
        ]

    def is_one(self, sheet: str, text: str) -> bool:
        """Whether an exception names a line left out, by name or by row."""
        if text.strip() in self.texts:
            return True
        return sheet in self.lines and lines_called(sheet, self.lines[sheet], text).any()


def _names(gone: Mapping[str, pl.DataFrame]) -> _Names:
    texts: set[str] = set()
    for sheet, frame in gone.items():
        for column in naming_columns(sheet):
            texts |= _keys(frame, column)
    return _Names(frozenset(text.strip() for text in texts), gone)


def _unnamed(frame: pl.DataFrame, facts: Mapping[str, Fact], names: _Names) -> pl.DataFrame:
    """A sheet without the free texts that name a line left out; what names a line of its own stays."""
    if not names.texts:
        return frame
    for name in frame.columns:
        fact = facts.get(name)
        is_free = fact is not None and fact.kind is Kind.DETAIL and fact.type is Type.TEXT
        if not is_free or name in (*MARKS, REF, MARKING):
            continue
        betraying = names.betraying(frame[name].drop_nulls().unique())
        if betraying:
            free = ~pl.col(name).is_in(betraying)
            frame = frame.with_columns(pl.when(free).then(pl.col(name)).alias(name))
    return frame


def _header(
    visit: Visit,
    sheets: Mapping[str, pl.DataFrame],
    gone: Mapping[str, pl.DataFrame],
    names: _Names,
    withheld: Withheld,
) -> Visit:
    """The visit with the sheets that are left, and with what its header says of them."""
    lost_legs = _keys(gone["movements"], "leg_id") if "movements" in gone else set()
    torn = {
        (sheet, pool)
        for sheet, frame in gone.items()
        if POOL in frame.columns
        for pool in frame[POOL].drop_nulls()
    }
    return replace(
        visit,
        sheets=sheets,
        answers=tuple(
            replace(answer, lines=min(answer.lines, sheets[answer.sheet].height))
            for answer in visit.answers
            if answer.sheet in sheets
        ),
        attestations=tuple(
            _attestation(each, sheets, names)
            for each in visit.attestations
            if each.sheet in sheets or each.sheet in (VISIT, "contingent")
        ),
        filings=tuple(_filing(f, names) for f in visit.filings if f.leg not in lost_legs),
        pools=tuple(p for p in visit.pools if p.sheet in sheets and (p.sheet, p.id) not in torn),
        tables=tuple(
            replace(table, notes=() if table.sheet in withheld.lines else table.notes)
            for table in visit.tables
            if table.sheet in sheets
        ),
        profile=_profile(visit.profile, withheld),
        withheld=withheld,
    )


def _profile(profile: TeamProfile | None, withheld: Withheld) -> TeamProfile | None:
    """The stored team, without how many of its lines come where some are left out."""
    if profile is None:
        return None
    return replace(profile, lines=tuple(each for each in profile.lines if each[0] not in withheld.lines))


def _filing(each: Filing, names: _Names) -> Filing:
    """A filing whose words name no line left out."""
    reference, note = ("" if names.in_text(text) else text for text in (each.reference, each.note))
    return replace(each, reference=reference, note=note)


def _attestation(each: Attestation, sheets: Mapping[str, pl.DataFrame], names: _Names) -> Attestation:
    """An attestation that names no line left out."""
    frame = sheets.get(each.sheet)
    statement = each.statement
    if names.in_text(statement):
        statement = "(its words name a line that is left out for its marking)"
    return replace(
        each,
        statement=statement,
        exceptions=tuple(name for name in each.exceptions if not names.is_one(each.sheet, name)),
        only=tuple(name for name in each.only if not names.is_one(each.sheet, name)),
        lines=each.lines if frame is None else min(each.lines, frame.height),
    )
