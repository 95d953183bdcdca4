"""Pools of a visit: `[[pool]]` of visit.toml, or the worksheet `pools`, checked against the lines."""

import re
from collections.abc import Callable, Mapping, Sequence

from comity.domain.primitives.worded import listed, run_on, worded, worded_count
from comity.domain.provisions.vocabulary import JUDGED, VISIT
from comity.domain.visits.pools import POOL
from comity.domain.visits.visit import Pool
from comity.manifest import limits
from comity.manifest.problems import ProblemLog, Words, shown
from comity.manifest.raw import Entry, RawHeader
from comity.manifest.sheets import ReadSheet
from comity.manifest.spelling import folded, listing, name_of, suggestion

_KEYS = ("id", "sheet", "take")
#: Sheets whose lines may be in a pool.
POOLED = tuple(sheet for sheet in JUDGED if sheet != VISIT)


def read_pools(
    header: RawHeader | None, sheets: Mapping[str, ReadSheet], log: ProblemLog
) -> tuple[Pool, ...]:
    """The pools that a header declares; every mistake in them, and in the lines that name them, is noted."""
    pools: dict[str, Pool] = {}
    blocks = header.blocks.get(POOL, ()) if header else ()
    if header and len(blocks) > limits.POOLS:
        found = worded("found {count} pools", count=len(blocks))
        expected = worded("at most {most} (the limit of a visit)", most=limits.POOLS)
        log.add("limit.pools", header.place, found, expected, worded("Join those that are alike."))
        return ()
    for entries in blocks:
        pool = _pool(entries, log)
        if pool is None:
            continue
        if pool.id in pools:
            found = worded("found the pool {id} a second time", id=shown(pool.id))
            log.add(
                "pool.twice",
                entries[0].place,
                found,
                worded("an id of its own"),
                worded("Rename one of them."),
            )
            continue
        pools[pool.id] = pool
        _check_size(pool, entries, sheets, log)
    for sheet, read in sheets.items():
        if POOL in read.columns:
            _check_lines(sheet, read, pools, log)
    return tuple(pools.values())


def _pool(entries: Sequence[Entry], log: ProblemLog) -> Pool | None:
    stated: dict[str, Entry] = {}
    for entry in entries:
        name = name_of(entry.key)
        if name not in _KEYS:
            mend = run_on(
                [
                    suggestion(entry.key, _KEYS),
                    worded("A pool has {names}; take the others out.", names=listing(_KEYS)),
                ]
            )
            log.add(
                "pool.unknown-key",
                entry.place,
                worded("found {key}", key=shown(entry.key)),
                listing(_KEYS),
                mend,
            )
        else:
            stated.setdefault(name, entry)
    missing = [name for name in _KEYS if name not in stated or not (stated[name].text or "").strip()]
    if missing and entries:
        found = worded_count("{keys} is missing", "{keys} are missing", len(missing), keys=listed(missing))
        mend = worded('Write for example id = "jets", sheet = "aircraft", take = 6.')
        log.add("pool.incomplete", entries[0].place, found, worded("id, sheet and take"), mend)
    if missing:
        return None
    sheet, take = name_of(stated["sheet"].text or ""), folded(stated["take"].text or "")
    if sheet not in POOLED:
        mend = run_on([suggestion(sheet, POOLED), worded("Pools are for {names}.", names=listing(POOLED))])
        log.add(
            "pool.sheet",
            stated["sheet"].place,
            worded("found {sheet}", sheet=shown(sheet)),
            worded("a sheet that is judged"),
            mend,
        )
        return None
    if not re.fullmatch(r"[0-9]{1,6}", take) or int(take) < 1:
        mend = worded("Write how many of the pool's lines come, in digits.")
        log.add(
            "pool.take",
            stated["take"].place,
            worded("found {take}", take=shown(take)),
            worded("a whole number from 1 on"),
            mend,
        )
        return None
    return Pool(folded(stated["id"].text or ""), sheet, int(take))


def _check_size(
    pool: Pool, entries: Sequence[Entry], sheets: Mapping[str, ReadSheet], log: ProblemLog
) -> None:
    """A pool must have at least as many lines as come."""
    read = sheets.get(pool.sheet)
    column = read.columns.get(POOL) if read else None
    count = int((column.values == pool.id).sum()) if column else 0
    if count >= pool.take:
        return
    found = (
        worded("{take} of {count} lines are to come", take=pool.take, count=count)
        if count
        else worded("no line names the pool")
    )
    expected = worded(
        "at least {take} lines of {sheet} with {id} in the column pool",
        take=pool.take,
        sheet=pool.sheet,
        id=shown(pool.id),
    )
    mend = worded("Name the pool in each of its lines, or correct the number.")
    log.add("pool.too-small", entries[0].place, found, expected, mend)


def _check_lines(sheet: str, read: ReadSheet, pools: Mapping[str, Pool], log: ProblemLog) -> None:
    """A line names a pool that is declared, and for its own sheet."""
    names = read.columns[POOL].values
    place = read.raw.place(read.headings.get(POOL, POOL))
    for code, wrong, words in (
        (
            "pool.unknown",
            [name for name in names.drop_nulls().unique() if name not in pools],
            Words(
                worded("the id of a [[pool]]"),
                worded("Declare the pool with id, sheet and take, or correct the name."),
            ),
        ),
        (
            "pool.other-sheet",
            [pool.id for pool in pools.values() if pool.sheet != sheet],
            Words(
                worded("a pool of the sheet {sheet}", sheet=sheet),
                worded("A pool has lines of one sheet: declare one for each."),
            ),
        ),
    ):
        where = names.is_in(wrong).fill_null(value=False)
        rows = read.rows.filter(where).to_list()
        log.add_rows(code, place, rows, _found(names.filter(where).to_list()), words)


def _found(names: Sequence[str]) -> Callable[[int], str]:
    return lambda nth: worded("found {name}", name=shown(names[nth]))
