"""Pools: lines of which only some will come ("6 of these 9 tails"), and what can be said of the choice.

Every member is judged as if it came; a pool changes no line's outcome. What is said here is only how many of
them may come, and whether that is enough.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from comity.domain.primitives.worded import apart, headed, known_word, listed, phrase, worded
from comity.domain.provisions.engine import OUTCOMES
from comity.domain.visits.answer import FindingShown, Group, Lines
from comity.domain.visits.line_ranges import ranges
from comity.domain.visits.naming import names_of
from comity.domain.visits.pools_answer import PoolShown, SetAside, SubstitutesShown
from comity.domain.visits.visit import Pool, Visit

#: The column by which a line names its pool.
POOL = "pool"
MAY_COME = ("permitted", "conditional")
_SUBSTITUTES = "substitute_tails"
_MEMBERS = {"name": pl.String, "row": pl.UInt32, "outcome": pl.String, "group": pl.String}
_MOST_NAMES = 12
_CAN = {
    ("all", False): phrase("all {total} may come: any {take} of them"),
    ("all", True): phrase("all {total} may come (conditional): any {take} of them"),
    ("some", False): phrase("{may} of {total} may come: any {take} of those {may}"),
    ("some", True): phrase("{may} of {total} may come (conditional): any {take} of those {may}"),
}
_MAY_COME = {False: phrase("{n} may come"), True: phrase("{n} may come (conditional)")}
_MADE_UP = {
    "unknown": phrase("of {total}, {known}: whether {take} can be made up hangs on the questions"),
    "ordinary-rules": phrase("of {total}, {known}: {take} can be made up only under the ordinary rules"),
    "cannot": phrase("of {total}, {known}: {take} cannot be made up"),
}
_ASIDE = {
    "undetermined": phrase("{names}: {why}"),
    "not-covered": phrase("{names}: not covered, because {why}"),
    "forbidden": phrase("not {names}: forbidden, because {why}"),
}
_SEPARATORS = re.compile(r"[;,/\n]+")


def pools_shown(
    visit: Visit, groups: Sequence[Group], lines: Sequence[Lines], whats: Mapping[str, str]
) -> tuple[PoolShown, ...]:
    """What can be said of each pool of a visit.

    Args:
        visit: its pools, and the sheets whose lines name them in the column `pool`.
        groups, lines: of the answer to that visit.
        whats: plain words of every `what`, for the reasons.
    """
    by_id = {group.id: group for group in groups}
    judged = {each.sheet: each for each in lines}
    return tuple(
        _shown(pool, _members(pool, visit, judged.get(pool.sheet)), by_id, whats) for pool in visit.pools
    )


def substitutes_shown(visit: Visit) -> tuple[SubstitutesShown, ...]:
    """The aircraft that are named as substitutes in one cell, and are no lines of their own."""
    frame = visit.sheets.get("aircraft")
    if frame is None or _SUBSTITUTES not in frame.columns:
        return ()
    named = frame.filter(pl.col(_SUBSTITUTES).is_not_null())
    own = set(frame["tail_number"].drop_nulls()) if "tail_number" in frame.columns else set()
    shown = []
    lines = zip(names_of("aircraft", named), named["row"], named[_SUBSTITUTES], strict=True)
    for name, row, text in lines:
        listed = dict.fromkeys(part.strip() for part in _SEPARATORS.split(text) if part.strip())
        tails = tuple(tail for tail in listed if tail not in own)
        if tails:
            shown.append(SubstitutesShown("aircraft", row, name, tails))
    return tuple(shown)


def _members(pool: Pool, visit: Visit, judged: Lines | None) -> pl.DataFrame:
    """The members of a pool: `name`, `row`, `outcome` (a word) and `group` (its id), in order of row."""
    frame = visit.sheets.get(pool.sheet)
    if frame is None or judged is None or POOL not in frame.columns:
        return pl.DataFrame(schema=_MEMBERS)
    members = frame.filter(pl.col(POOL) == pool.id)
    named = members.select("row", name=pl.Series(names_of(pool.sheet, members), dtype=pl.String))
    return (
        named.join(judged.frame, on="row", how="inner")
        .select(
            "name",
            "row",
            outcome=pl.col("outcome").replace_strict(dict(enumerate(OUTCOMES)), return_dtype=pl.String),
            group=pl.col("group").replace_strict(dict(enumerate(judged.group_ids)), return_dtype=pl.String),
        )
        .sort("row")
    )


def _shown(
    pool: Pool, members: pl.DataFrame, groups: Mapping[str, Group], whats: Mapping[str, str]
) -> PoolShown:
    counts = {outcome: members.filter(pl.col("outcome") == outcome).height for outcome in OUTCOMES}
    may = sum(counts[outcome] for outcome in MAY_COME)
    aside = tuple(_set_aside(members, groups, whats))
    verdict = _verdict(pool.take, may, counts)
    return PoolShown(
        id=pool.id,
        sheet=pool.sheet,
        take=pool.take,
        members=members.height,
        lines=ranges(pool.sheet, members["row"].to_list()),
        counts=tuple((outcome, count) for outcome, count in counts.items() if count),
        verdict=verdict,
        says=_says(pool.take, members.height, may, counts, verdict, aside),
        set_aside=aside,
    )


def _verdict(take: int, may: int, counts: Mapping[str, int]) -> str:
    """can, unknown, ordinary-rules or cannot: what of the members is needed to make up the number."""
    if may >= take:
        return "can"
    if may + counts["undetermined"] >= take:
        return "unknown"
    return "ordinary-rules" if may + counts["undetermined"] + counts["not-covered"] >= take else "cannot"


def _set_aside(
    members: pl.DataFrame, groups: Mapping[str, Group], whats: Mapping[str, str]
) -> Iterator[SetAside]:
    """The members that are not among those that may come, those with one outcome and reason together."""
    together: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    for name, _, outcome, group in members.iter_rows():
        if outcome not in MAY_COME:
            why, cites = _why(groups[group], whats)
            together.setdefault((outcome, why, cites), []).append(name)
    for (outcome, why, cites), names in together.items():
        yield SetAside(outcome, tuple(names), why, cites)


def _why(group: Group, whats: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    match group.outcome:
        case "forbidden":
            words = apart(dict.fromkeys(_bar_words(f, whats) for f in group.bars))
            return words, tuple(dict.fromkeys(cite for f in group.bars for cite in f.cites))
        case "not-covered":
            reasons = group.not_covered_by
            words = apart(headed(n.agreement, n.why) if n.agreement else n.why for n in reasons)
            return words, tuple(dict.fromkeys(cite for n in reasons for cite in n.cites))
        case _:
            return worded("not known: {facts}", facts=listed(group.questions)), ()


def _bar_words(bar: FindingShown, whats: Mapping[str, str]) -> str:
    label = known_word(whats.get(bar.what, bar.what))
    if bar.result == "failed":
        return worded("{label} was refused or failed", label=label)
    return bar.says.rstrip(".。") or label


def _says(
    take: int,
    total: int,
    may: int,
    counts: Mapping[str, int],
    verdict: str,
    aside: Sequence[SetAside],
) -> str:
    """One sentence on the choice, and one on each kind of member that is not among those that may come."""
    unknown, outside = counts["undetermined"], counts["not-covered"]
    conditional = counts["conditional"] > 0
    if verdict == "can":
        whole = "all" if may == total else "some"
        head = worded(_CAN[whole, conditional], take=take, total=total, may=may)
    else:
        known = [worded(_MAY_COME[conditional], n=may)]
        known += [worded("{n} unknown", n=unknown)] if unknown else []
        known += [worded("{n} not covered", n=outside)] if outside else []
        head = worded(_MADE_UP[verdict], total=total, known=listed(known), take=take)
    return apart([head, *(_aside_words(each) for each in aside)])


def _aside_words(aside: SetAside) -> str:
    shown = listed(aside.names[:_MOST_NAMES])
    more = len(aside.names) - _MOST_NAMES
    names = worded("{names} and {n} more", names=shown, n=more) if more > 0 else shown
    said = worded(_ASIDE[aside.outcome], names=names, why=aside.why)
    return worded("{words} [{cites}]", words=said, cites=listed(aside.cites)) if aside.cites else said
