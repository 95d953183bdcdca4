"""Lines with equal findings become one group, so that an answer is read once and not five thousand times.

What tells findings apart is packed into 64-bit words, one or two bits a column, and lines with equal words
are one pattern. Columns that are the same for every line are left out. For undetermined lines the stages
behind the findings count too, because what is to be asked hangs on them. Over several epochs a line's
group is its patterns.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from comity.domain.provisions.engine import UNDETERMINED, Found, Judgement
from comity.domain.provisions.kleene import Truth, both, is_false, is_true, negated
from comity.domain.provisions.lifts import is_lift
from comity.domain.provisions.rulebook import Effect
from comity.domain.provisions.selection import Rule

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
    told = _distinct(_results(judgement))
    behind = _distinct(_details(judgement), told)
    narrow = judgement.lines.select("index", judgement.outcome, **told, **behind).with_row_index("position")
    words = _words(narrow, list(told))
    if (narrow["outcome"] == UNDETERMINED).any():
        words += _words(narrow, list(behind), only_undetermined=True)
    keys = ["outcome", *(f"word{i}" for i in range(len(words)))]
    packed = narrow.select(
        "index", "position", "outcome", *(w.alias(key) for w, key in zip(words, keys[1:], strict=True))
    )
    distinct = (
        packed.group_by(keys)
        .agg(pl.col("position").min())
        .sort("position")
        .with_row_index("pattern", offset=first)
    )
    placed = packed.join(distinct.drop("position"), on=keys, how="left", maintain_order="left")
    heads = judgement.lines[distinct["position"]]
    made = _Decoder(judgement, day, everything).patterns(heads, distinct["outcome"].to_list())
    return placed.select("index", "pattern", "outcome"), made


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
    columns: dict[str, pl.Expr] = {}
    for truth in truths:
        if isinstance(truth, pl.Expr) and str(truth) not in seen:
            seen.add(str(truth))
            columns[f"t{len(known or {}) + len(columns)}"] = truth
    return columns


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
    """Reads the patterns off one line each."""

    def __init__(self, judgement: Judgement, day: dt.date, everything: bool) -> None:  # noqa: FBT001
        self.judgement, self.day, self.everything = judgement, day, everything
        self._territory = _reader(judgement.territory)
        self._applies, self._scopes, self._covers = (
            {name: _reader(truth) for name, truth in truths.items()}
            for truths in (judgement.applies, judgement.scopes, judgement.covers)
        )
        self._found = [_FoundReader(found) for found in judgement.found]

    def patterns(self, heads: pl.DataFrame, outcomes: Sequence[int]) -> list[Pattern]:
        """One pattern per head."""
        return [
            self._pattern(row, outcome)
            for row, outcome in zip(heads.iter_rows(named=True), outcomes, strict=True)
        ]

    def _pattern(self, row: Mapping[str, object], outcome: int) -> Pattern:
        everything = self.everything or outcome == UNDETERMINED
        return Pattern(
            day=self.day,
            outcome=outcome,
            territory=self._territory(row),
            applies={name: read(row) for name, read in self._applies.items()},
            scopes={name: read(row) for name, read in self._scopes.items()},
            covers={name: read(row) for name, read in self._covers.items()},
            in_force=self.judgement.in_force,
            found=tuple(
                here
                for reader in self._found
                if (here := reader.here(row, everything=everything)) is not None
            ),
        )


class _FoundReader:
    """Reads what one provision comes to on a line."""

    def __init__(self, found: Found) -> None:
        self.rule = found.rule
        self.holds = {name: _reader(truth) for name, truth in found.holds.items()}
        self.reaches, self.lifted = _reader(found.reaches), _reader(found.lifted)
        self.stands, self.done = _reader(found.stands), _reader(found.done)

    def here(self, row: Mapping[str, object], *, everything: bool) -> FoundHere | None:
        """What it comes to; None if it neither stands nor is lifted and not everything is wanted."""
        stands, reaches, lifted = self.stands(row), self.reaches(row), self.lifted(row)
        nothing = stands is False and not (lifted is True and reaches is not False)
        if nothing and not everything:
            return None
        return FoundHere(
            rule=self.rule,
            holds={name: read(row) for name, read in self.holds.items()},
            reaches=reaches,
            lifted=lifted,
            stands=stands,
            done=self.done(row),
        )


def _reader(truth: Truth) -> Callable[[Mapping[str, object]], bool | None]:
    """How to read a truth off a line: a constant, or a column."""
    if not isinstance(truth, pl.Expr):
        return lambda row: truth
    name = truth.meta.output_name()

    def read(row: Mapping[str, object]) -> bool | None:
        value = row[name]
        return value if isinstance(value, bool) else None

    return read
