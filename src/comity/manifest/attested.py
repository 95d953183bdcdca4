"""What an attestation fills: the lines that it speaks of, and their blanks; the sheet itself wins."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from comity.domain.errors import Place
from comity.domain.primitives.worded import worded
from comity.domain.provisions.board import DTYPES
from comity.domain.provisions.vocabulary import VISIT, Vocabulary
from comity.domain.visits.derivation import OWN_KEY
from comity.domain.visits.naming import lines_called
from comity.domain.visits.visit import Attestation, Contingent, Value
from comity.manifest.columns import Column, all_of
from comity.manifest.header import Header
from comity.manifest.problems import ProblemLog, Words, shown
from comity.manifest.raw import RawHeader
from comity.manifest.sheets import ReadSheet
from comity.manifest.spelling import name_of


@dataclass(frozen=True, slots=True)
class Stated:
    """An attestation and where it stands."""

    attestation: Attestation
    place: Place

    @property
    def words(self) -> str:
        """Who attests, and when, in words."""
        by = shown(self.attestation.by)
        if self.attestation.on is None:
            return worded("the attestation by {name}", name=by)
        return worded("the attestation of {day} by {name}", day=str(self.attestation.on), name=by)


def attested_sheet(
    read: ReadSheet,
    written: ReadSheet,
    stated: Stated,
    contingents: Sequence[str],
    vocabulary: Vocabulary,
    log: ProblemLog,
) -> tuple[ReadSheet, int]:
    """A sheet with its blanks filled, and the number of lines in which at least one was.

    Args:
        read: the sheet as earlier attestations left it.
        written: the sheet before all of them, to tell what is written from what was attested.
        stated: the attestation.
        contingents: ids of the visit's contingents; a line that names none is of the first.
        vocabulary: types of the columns.
        log: gets contradictions, and names that are no line's.
    """
    attestation = stated.attestation
    spoken_of = _of_contingent(read, stated, contingents, log)
    # Which line a wrong name means is not known: then none may be taken for attested.
    if attestation.only:
        alone, all_known = _named(read, attestation.only, stated, log)
        spoken_of &= alone if all_known else _none(read)
    if attestation.exceptions:
        left_out, all_known = _named(read, attestation.exceptions, stated, log)
        spoken_of &= ~left_out if all_known else _none(read)
    columns = dict(read.columns)
    touched = _none(read)
    for name, value in attestation.facts.items():
        column = columns.get(name) or _blank(read, vocabulary, name)
        _note_contradictions(read, written, name, column, value, spoken_of, stated, log)
        blank = column.values.is_null() & ~column.unread & spoken_of
        if blank.any():
            filler = all_of(value, len(read.rows), column.values.dtype)
            columns[name] = Column(filler.zip_with(blank, column.values), column.unread)
            touched |= blank
    return dataclasses.replace(read, columns=columns), int(touched.sum())


def attested_header(
    raw: RawHeader | None, header: Header, stated: Stated, vocabulary: Vocabulary, log: ProblemLog
) -> tuple[Header, int]:
    """The visit's facts and its contingents' with the blanks filled; 1 if any was, else 0."""
    attestation = stated.attestation
    ids = {contingent.id for contingent in header.contingents}
    wanted = {attestation.contingent} if attestation.contingent else set(attestation.only) or ids
    for unknown in sorted((wanted | set(attestation.exceptions)) - ids):
        _note_no_contingent(unknown, ids, stated, log)
    wanted -= set(attestation.exceptions)
    written = {name_of(entry.key) for entry in raw.visit} if raw else set()
    of_visit = {n: v for n, v in attestation.facts.items() if n in vocabulary.of(VISIT)}
    facts, filled = _completed(header.facts, of_visit, written - header.facts.keys(), "visit", stated, log)
    contingents: list[Contingent] = []
    theirs = {n: v for n, v in attestation.facts.items() if n not in of_visit}
    for contingent in header.contingents:
        if contingent.id in wanted and theirs:
            unread = (written if not (raw and raw.contingents) else set()) - contingent.facts.keys()
            more, count = _completed(contingent.facts, theirs, unread, contingent.id, stated, log)
            contingents.append(dataclasses.replace(contingent, facts=more))
            filled += count
        else:
            contingents.append(contingent)
    return dataclasses.replace(header, facts=facts, contingents=tuple(contingents)), int(filled > 0)


def _completed(
    facts: Mapping[str, Value],
    attested: Mapping[str, Value],
    unread: set[str],
    whose: str,
    stated: Stated,
    log: ProblemLog,
) -> tuple[dict[str, Value], int]:
    """Facts of the visit or of a contingent with the blanks filled; what could not be read is no blank."""
    whole, filled = dict(facts), 0
    for name, value in attested.items():
        if name not in whole and name not in unread:
            whole[name] = value
            filled += 1
        elif name in whole and whole[name] != value:
            log.add(
                "attestation.contradicted",
                dataclasses.replace(stated.place, column=name),
                worded(
                    "{whose} states {name} as {whole}, and {words} as {value}",
                    whose=whose,
                    name=name,
                    whole=_word(whole[name]),
                    words=stated.words,
                    value=_word(value),
                ),
                worded("the same in both"),
                worded("Correct one of them; what is stated directly was taken."),
            )
    return whole, filled


def _of_contingent(read: ReadSheet, stated: Stated, contingents: Sequence[str], log: ProblemLog) -> pl.Series:
    """The lines of the contingent that the attestation names; without a name all lines."""
    wanted = stated.attestation.contingent
    if wanted is None:
        return ~_none(read)
    if wanted not in contingents:
        _note_no_contingent(wanted, contingents, stated, log)
        return _none(read)
    first = wanted == contingents[0]
    if "contingent" not in read.columns:
        return ~_none(read) if first else _none(read)
    column = read.columns["contingent"]
    blank = column.values.is_null() & ~column.unread if first else _none(read)
    return (column.values == wanted).fill_null(False) | blank  # noqa: FBT003


def _named(read: ReadSheet, names: Sequence[str], stated: Stated, log: ProblemLog) -> tuple[pl.Series, bool]:
    """The lines that are named by ref, by the sheet's own key, or by row; and whether each name is one's."""
    found, all_known = _none(read), True
    keys = [key for key in ("ref", OWN_KEY.get(read.raw.sheet, "ref")) if key in read.columns]
    frame = pl.DataFrame({"row": read.rows, **{key: read.columns[key].values for key in keys}})
    for name in names:
        here = lines_called(read.raw.sheet, frame, name)
        if not here.any():
            all_known = False
            log.add(
                "attestation.exception-unknown",
                stated.place,
                worded(
                    "found {name}, and no line of {sheet} is called so",
                    name=shown(name),
                    sheet=read.raw.sheet,
                ),
                worded("a line's ref, its key, or row 12"),
                worded("Correct the name. Until then nothing is attested of this sheet."),
            )
        elif (found & here).any():
            log.add(
                "attestation.exception-twice",
                stated.place,
                worded("found {name}, a line that is named already", name=shown(name)),
                worded("each line once"),
                worded("Delete one of the names."),
            )
        found |= here
    return found, all_known


def _note_contradictions(
    read: ReadSheet,
    written: ReadSheet,
    name: str,
    column: Column,
    value: Value,
    spoken_of: pl.Series,
    stated: Stated,
    log: ProblemLog,
) -> None:
    otherwise = ((column.values != value) & spoken_of).fill_null(False)  # noqa: FBT003
    if not otherwise.any():
        return
    said = column.values.filter(otherwise)
    in_sheet = written.columns.get(name) or _blank_like(column)
    by_others = in_sheet.values.is_null().filter(otherwise)

    def found(nth: int) -> str:
        held = _word(said[nth])
        if by_others[nth]:
            held = worded("{value}, from an earlier attestation", value=held)
        return worded(
            "found {said}, where {words} says {value}", said=held, words=stated.words, value=_word(value)
        )

    log.add_rows(
        "attestation.contradicted",
        read.raw.place(read.headings.get(name, name)),
        read.rows.filter(otherwise).to_list(),
        found,
        Words(
            worded("the same in both, or the line among the exceptions"),
            worded("Correct the cell, or name the line in the attestation's except; the cell was taken."),
        ),
    )


def _note_no_contingent(
    name: str, contingents: Sequence[str] | set[str], stated: Stated, log: ProblemLog
) -> None:
    log.add(
        "attestation.unknown-contingent",
        stated.place,
        worded("found the contingent {name}", name=shown(name)),
        ", ".join(sorted(contingents)[:10]) or worded("a contingent of the visit"),
        worded("Correct the id, or declare the contingent."),
    )


def _blank_like(column: Column) -> Column:
    return Column(all_of(None, len(column.values), column.values.dtype), column.unread)


def _word(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else shown(str(value))


def _none(read: ReadSheet) -> pl.Series:
    return all_of(False, len(read.rows), pl.Boolean())  # noqa: FBT003


def _blank(read: ReadSheet, vocabulary: Vocabulary, name: str) -> Column:
    dtype = DTYPES[vocabulary.of(read.raw.sheet)[name].type]
    return Column(all_of(None, len(read.rows), dtype), _none(read))
