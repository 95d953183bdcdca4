"""Lines with equal findings become one group, so that an answer is read once and not five thousand times.

Lines that agree in a judgement's premises agree in everything. Neighbours mostly do, so only the first line
of each run of equal neighbours is looked at. There, what tells findings apart is packed into 64-bit words,
one or two bits a column, and equal words are one pattern. Columns that are the same for every line are left
out. For undetermined lines the stages behind the findings count too, because what is to be asked hangs on
them. Over several epochs a line's group is its patterns.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

import polars as pl

from comity.domain.provisions.engine import UNDETERMINED, Found, Judgement
from comity.domain.provisions.kleene import Truth, both, columns, is_false, is_true, negated
from comity.domain.provisions.lifts import is_lift
from comity.domain.provisions.rulebook import Effect
from comity.domain.provisions.selection import Rule
from comity.domain.visits.runs import numbered, starts

_WORD = 64


@dataclass(frozen=True, slots=True)
class FoundHere:
    """What one provision comes to on the lines of a pattern: true, false, or None for unknown.

    `holds` is by the body in whose terms the condition is read.
    """

    rule: Rule
    holds: Mapping[str, bool | None]
    reaches: bool | None
    lifted: bool | None
    stands: bool | None
    done: bool | None

    @property
    def is_nothing(self) -> bool:
        """Whether it neither stands nor is lifted, nor may be."""
        return self.stands is False and not (self.lifted is True and self.reaches is not False)


@dataclass(frozen=True, slots=True)
class Pattern:
    """Equal findings of some lines in one epoch: everything that their explanation needs.

    `found` leaves out what neither stands nor is lifted, unless the lines are undetermined.
    """

    day: dt.date
    outcome: int
    territory: bool | None
    applies: Mapping[str, bool | None]
    scopes: Mapping[str, bool | None]
    covers: Mapping[str, bool | None]
    in_force: Mapping[str, bool | None]
    found: tuple[FoundHere, ...]

    def lifts(self) -> dict[tuple[Effect, str], list[FoundHere]]:
        """What lifts duties and bans of host law here, by effect and `what`."""
        lifting: dict[tuple[Effect, str], list[FoundHere]] = {}
        for found in self.found:
            provision = found.rule.provision
            if found.reaches is True and is_lift(found.rule, provision.effect, provision.what):
                lifting.setdefault((provision.effect, provision.what), []).append(found)
        return lifting


def patterns(
    judgement: Judgement, day: dt.date, first: int, *, everything: bool = False
) -> tuple[pl.DataFrame, list[Pattern]]:
    """Group a judgement's lines.

    Args:
        judgement: the judged lines; its frame has a column `index` (position in the sheet).
        day: first day of the epoch.
        first: number of the first pattern, so that numbers are unique over judgements.
        everything: whether patterns hold every provision, also those that come to nothing.

    Returns:
        a frame with columns `index` (UInt32), `pattern` (UInt32), `outcome` (UInt8), one row per line in the
        order of the judgement, and the patterns.
    """
    begins = starts(judgement.lines, judgement.premises)
    needed = {*columns(_truths(judgement)), *judgement.outcome.meta.root_names()}
    heads = judgement.lines.select("index", *needed).filter(begins)
    told = _distinct(_results(judgement))
    behind = _distinct(_details(judgement), told)
    narrow = heads.select("index", judgement.outcome, **told, **behind).with_row_index("position")
    words = _words(narrow, list(told))
    if (narrow["outcome"] == UNDETERMINED).any():
        words += _words(narrow, list(behind), only_undetermined=True)
    keys = ["outcome", *(f"word{i}" for i in range(len(words)))]
    packed = narrow.select(
        "position", "outcome", *(w.alias(key) for w, key in zip(words, keys[1:], strict=True))
    )
    distinct = (
        packed.group_by(keys)
        .agg(pl.col("position").min())
        .sort("position")
        .with_row_index("pattern", offset=first)
    )
    of_run = packed.join(distinct.drop("position"), on=keys, how="left", maintain_order="left")
    placed = of_run.select("pattern", "outcome")[begins.cum_sum() - 1]
    told_apart = heads[distinct["position"]]
    made = _Decoder(judgement, day, told_apart).patterns(distinct["outcome"].to_list(), everything=everything)
    return judgement.lines.select("index").hstack(placed), made


def by_patterns(shown: pl.DataFrame) -> tuple[pl.Series, list[tuple[int, ...]]]:
    """Group lines by the patterns that they show.

    Args:
        shown: a line's pattern in each epoch, a column per epoch; null where it is not present.

    Returns:
        each line's group (UInt32), and each group's patterns, in order of epoch; groups are in order of
        their patterns.
    """
    if shown.width == 1:
        # The patterns of one epoch are numbered without a gap, and each is a group.
        pattern = shown.to_series()
        first, last = (int(str(number)) for number in (pattern.min(), pattern.max()))
        return pattern - first, [(number,) for number in range(first, last + 1)]
    begins = starts(shown, shown.columns)
    number, at = numbered(shown.filter(begins))
    groups = [tuple(n for n in row if n is not None) for row in shown.filter(begins)[at].iter_rows()]
    ascending = sorted(range(len(groups)), key=groups.__getitem__)
    place = pl.Series(ascending).arg_sort()
    return place.gather(number).gather(begins.cum_sum() - 1), [groups[n] for n in ascending]


def _truths(judgement: Judgement) -> Iterator[Truth]:
    yield judgement.territory
    for by_agreement in (judgement.applies, judgement.scopes, judgement.covers):
        yield from by_agreement.values()
    for found in judgement.found:
        yield from (*found.holds.values(), found.reaches, found.lifted, found.stands, found.done)


def _results(judgement: Judgement) -> Iterator[Truth]:
    """What tells the findings of two lines apart, whatever led to them."""
    yield judgement.territory
    yield from judgement.covers.values()
    yield from judgement.applies.values()
    for found in judgement.found:
        if not found.rule.decides:
            yield negated(is_false(found.reaches))
            continue
        yield found.stands
        if found.lifted is not False:
            yield both(negated(is_false(found.reaches)), is_true(found.lifted))
        if found.rule.provision.effect is Effect.REQUIRES:
            yield found.done


def _details(judgement: Judgement) -> Iterator[Truth]:
    """What tells apart why findings are unknown."""
    yield from judgement.scopes.values()
    for found in judgement.found:
        if found.rule.decides:
            yield from found.holds.values()
            yield from (found.reaches, found.lifted)


def _distinct(truths: Iterator[Truth], known: Mapping[str, pl.Expr] | None = None) -> dict[str, pl.Expr]:
    """The columns among the truths, each once, under names of their own."""
    seen = {str(expression) for expression in (known or {}).values()}
    told: dict[str, pl.Expr] = {}
    for truth in truths:
        if isinstance(truth, pl.Expr) and str(truth) not in seen:
            seen.add(str(truth))
            told[f"t{len(known or {}) + len(told)}"] = truth
    return told


def _words(narrow: pl.DataFrame, names: Sequence[str], *, only_undetermined: bool = False) -> list[pl.Expr]:
    """The columns packed: one bit where nothing is unknown, else two; none for what tells nothing."""
    words: list[list[tuple[int, pl.Expr]]] = []
    used = _WORD
    like: dict[tuple[int, int], list[pl.Series]] = {}
    for name in names:
        column = narrow[name]
        unknown, true = column.null_count(), int(column.sum())
        if unknown == column.len() or (not unknown and true in (0, column.len())):
            continue
        alike = like.setdefault((unknown, true), [])
        if any(column.equals(other) for other in alike):
            continue
        alike.append(column)
        bits = 2 if unknown else 1
        used += bits == 2 and used % 8 == 7  # two bits stay within one byte
        if used + bits > _WORD:
            words.append([])
            used = 0
        code = pl.col(name).cast(pl.UInt8)
        words[-1].append((used, code.fill_null(2) if unknown else code))
        used += bits
    mask = (pl.col("outcome") == UNDETERMINED).cast(pl.UInt64)
    packed: list[pl.Expr] = [_word(codes) for codes in words]
    return [(word * mask) for word in packed] if only_undetermined else packed


def _word(codes: list[tuple[int, pl.Expr]]) -> pl.Expr:
    """Codes with their places in the word, into bytes, into the word: small integers as long as possible."""
    by_byte: dict[int, list[pl.Expr]] = {}
    for place, code in codes:
        by_byte.setdefault(place // 8, []).append(code * 2 ** (place % 8))
    return _either([_either(codes).cast(pl.UInt64) * 256**byte for byte, codes in by_byte.items()])


def _either(codes: list[pl.Expr]) -> pl.Expr:
    whole = codes[0]
    for code in codes[1:]:
        whole = whole | code
    return whole


class _Decoder:
    """Reads patterns off the lines that tell them apart, column by column."""

    def __init__(self, judgement: Judgement, day: dt.date, told_apart: pl.DataFrame) -> None:
        self.judgement, self.day, self.count = judgement, day, told_apart.height
        self._columns = {column.name: column.to_list() for column in told_apart.iter_columns()}

    def patterns(self, outcomes: Sequence[int], *, everything: bool) -> list[Pattern]:
        """One pattern per line, in their order."""
        judgement = self.judgement
        found = [self._found(each) for each in judgement.found]
        rows = zip(
            outcomes,
            self._values(judgement.territory),
            *(self._rows(truths) for truths in (judgement.applies, judgement.scopes, judgement.covers)),
            zip(*found, strict=True) if found else repeat((), self.count),
            strict=True,
        )
        return [
            Pattern(
                day=self.day,
                outcome=outcome,
                territory=territory,
                applies=dict(zip(judgement.applies, applies, strict=True)),
                scopes=dict(zip(judgement.scopes, scopes, strict=True)),
                covers=dict(zip(judgement.covers, covers, strict=True)),
                in_force=judgement.in_force,
                found=tuple(
                    each for each in here if everything or outcome == UNDETERMINED or not each.is_nothing
                ),
            )
            for outcome, territory, applies, scopes, covers, here in rows
        ]

    def _found(self, found: Found) -> list[FoundHere]:
        """One provision on every line; where it comes to the same it is the same value."""
        terms = tuple(found.holds)
        truths = (*found.holds.values(), found.reaches, found.lifted, found.stands, found.done)
        rows = list(zip(*(self._values(truth) for truth in truths), strict=True))
        known = {
            row: FoundHere(found.rule, dict(zip(terms, row, strict=False)), *row[len(terms) :])
            for row in set(rows)
        }
        return [known[row] for row in rows]

    def _rows(self, truths: Mapping[str, Truth]) -> Iterable[tuple[bool | None, ...]]:
        columns = [self._values(truth) for truth in truths.values()]
        return zip(*columns, strict=True) if columns else repeat((), self.count)

    def _values(self, truth: Truth) -> Iterable[bool | None]:
        if isinstance(truth, pl.Expr):
            return self._columns[truth.meta.output_name()]
        return repeat(truth, self.count)
