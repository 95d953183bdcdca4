"""An empty visit as a workbook: the sheets and columns that can be filled in, with help, lists and checks.

Everything in it comes from the vocabulary, so that it holds exactly what can be read.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from comity.domain.primitives.country import ALPHA_2
from comity.domain.provisions.vocabulary import (
    CONTINGENT,
    OWN_DAY,
    SHEETS,
    VISIT,
    Fact,
    Kind,
    Type,
    Vocabulary,
)
from comity.domain.visits.derivation import OWN_KEY
from comity.manifest.sheets import line_facts

#: The sheets that an activity needs, beside those that describe the visit; others can be asked for by name.
_ALWAYS = ("movements", "people")
_LOAD = ("packages", "vehicles", "aircraft", "uas", "goods", "animals", "animal_events")
SHEETS_FOR: Mapping[str, tuple[str, ...]] = {
    "training": (*_ALWAYS, *_LOAD, "vessels", "support", "purchases"),
    "exercise": (*_ALWAYS, *_LOAD, "vessels", "support", "purchases"),
    "disaster_relief": (*_ALWAYS, *_LOAD, "vessels"),
    "port_call": (*_ALWAYS, "vessels", "aircraft", "goods", "support", "purchases"),
    "liaison": (*_ALWAYS, "vehicles", "goods", "purchases"),
    "peacekeeping": (*_ALWAYS, *_LOAD, "vessels", "support", "purchases"),
    "evacuation": (*_ALWAYS, "vehicles", "aircraft", "vessels", "goods", "animals", "animal_events"),
    "other": (*_ALWAYS, *_LOAD, "vessels", "support", "purchases"),
}
#: What people know a line by stands before the rest.
_FIRST = (
    "surname", "given_names", "rank", "service_number", "description", "quantity", "unit", "name",
    "type_designator", "tail_number", "callsign", "make", "model", "plate",
)  # fmt: skip
_MANDATORY = frozenset({"receiving_state", "start", "end", "id", "sending_state"})
#: Rows that lists and checks reach down to.
_ROWS = 2_000
_WIDEST, _NARROWEST = 34, 11
_SHORT_LIST = 255
_MESSAGE, _TITLE = 255, 32
_FIRST_DAY, _LAST_DAY = dt.date(1900, 1, 1), dt.date(2199, 12, 31)
_STATE_CODES = "=help!$H$2:$H${}"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a worksheet (or a row of `visit`): its name, and what is said of it."""

    name: str
    fact: Fact
    colour: str


_COLOURS = {
    Kind.KEY: "#DDEBF7",
    Kind.CIRCUMSTANCE: "#FFF2CC",
    Kind.STEP: "#E2EFDA",
    Kind.DETAIL: "#F2F2F2",
}
_MUST = "#F8CBAD"
_KINDS = {
    Kind.KEY: "names a row, or refers to one",
    Kind.CIRCUMSTANCE: "the law reads it; blank is not known",
    Kind.STEP: "a step: yes when it is done, no when it was refused, blank while it is still to do",
    Kind.DETAIL: "carried along; the law never reads it",
}
_TYPES = {
    Type.BOOL: "yes or no",
    Type.STATE: "the code of a State, two letters",
    Type.INT: "a whole number",
    Type.NUMBER: "a number",
    Type.DAY: "a day",
    Type.INSTANT: "an instant in UTC, as 2024-02-01T05:30Z",
    Type.TEXT: "text",
    Type.PLACE: "an ICAO code, a UN/LOCODE, or a name",
}


def write_template(
    file: BinaryIO, vocabulary: Vocabulary, sheets: Sequence[str], activity: str | None = None
) -> None:
    """Write the empty workbook.

    Args:
        file: gets the workbook.
        vocabulary: every column, with its question.
        sheets: names of sheets of the manifest.
        activity: a value of `activity_type`, filled in if it is given.
    """
    import xlsxwriter  # noqa: PLC0415  only this command writes a workbook

    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        _Template(book, vocabulary, activity).write([name for name in SHEETS if name in sheets])


def columns_of(vocabulary: Vocabulary, sheet: str) -> list[Column]:
    """The columns of a sheet in the order in which they are filled in."""
    line = [Fact(sheet, "ref", Kind.KEY, Type.TEXT, asks="What do you call this line?")]
    line.append(
        Fact(sheet, "contingent", Kind.KEY, Type.TEXT, asks="Which contingent's is it? Blank: the first.")
    )
    if sheet not in OWN_DAY:
        for name, what in (("arrives_on", "come"), ("departs_on", "leave")):
            asks = f"On which day does it {what}? Blank: as its leg, or as the visit."
            line.append(Fact(sheet, name, Kind.DETAIL, Type.DAY, asks=asks))
    facts = {**line_facts(sheet), **{fact.name: fact for fact in line}, **vocabulary.of(sheet)}
    names = [OWN_KEY.get(sheet, "ref"), *_FIRST, "contingent", "arrives_on", "departs_on"]
    names += [
        n
        for kind in (Kind.CIRCUMSTANCE, Kind.KEY, Kind.STEP, Kind.DETAIL)
        for n, f in facts.items()
        if f.kind is kind
    ]
    return [
        Column(name, facts[name], _COLOURS[facts[name].kind])
        for name in dict.fromkeys(names)
        if name in facts
    ]


class _Template:
    def __init__(self, book: Any, vocabulary: Vocabulary, activity: str | None) -> None:
        self.book, self.vocabulary, self.activity = book, vocabulary, activity
        self.formats: dict[str, Any] = {}
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.wrap = book.add_format({"text_wrap": True, "valign": "top"})
        self.text = book.add_format({"num_format": "@"})

    def write(self, sheets: Sequence[str]) -> None:
        self._visit()
        contingent = [
            Column(name, fact, _COLOURS[fact.kind]) for name, fact in self.vocabulary.of(CONTINGENT).items()
        ]
        self._sheet("contingents", contingent)
        self._sheet("attestations", list(_attestation_columns()))
        for sheet in sheets:
            self._sheet(sheet, columns_of(self.vocabulary, sheet))
        self._help(sheets, contingent)

    def _visit(self) -> None:
        """The visit's facts as rows of fact and value."""
        sheet = self.book.add_worksheet(VISIT)
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, 0, _WIDEST)
        sheet.set_column(1, 1, 60)
        for at, heading in enumerate(("fact", "value")):
            sheet.write_string(0, at, heading, self._heading("#D9D9D9"))
        facts = sorted(self.vocabulary.of(VISIT).values(), key=lambda fact: fact.name not in _MANDATORY)
        for row, fact in enumerate(facts, start=1):
            colour = _MUST if fact.name in _MANDATORY else _COLOURS[fact.kind]
            sheet.write_string(row, 0, fact.name, self._heading(colour))
            if fact.name == "activity_type" and self.activity:
                sheet.write_string(row, 1, self.activity)
            else:
                sheet.write_blank(row, 1, None, self._cell(fact))
            self._check(sheet, row, 1, row, fact)

    def _sheet(self, name: str, columns: Sequence[Column]) -> None:
        sheet = self.book.add_worksheet(name)
        sheet.freeze_panes(1, 1)
        for at, column in enumerate(columns):
            colour = _MUST if name == "contingents" and column.name in _MANDATORY else column.colour
            sheet.write_string(0, at, column.name, self._heading(colour))
            sheet.set_column(at, at, _width(column), self._cell(column.fact))
            self._check(sheet, 1, at, _ROWS, column.fact)

    def _check(self, sheet: Any, first: int, at: int, last: int, fact: Fact) -> None:
        """What may be written, as a list or a check, and what is asked when the cell is entered."""
        checks: dict[Type, dict[str, Any]] = {
            Type.BOOL: {"validate": "list", "source": ["yes", "no"]},
            Type.STATE: {"validate": "list", "source": _STATE_CODES.format(len(ALPHA_2) + 1)},
            Type.INT: {"validate": "integer", "criteria": "between", "minimum": -(10**9), "maximum": 10**9},
            Type.NUMBER: {
                "validate": "decimal",
                "criteria": "between",
                "minimum": -(10**12),
                "maximum": 10**12,
            },
            Type.DAY: {
                "validate": "date",
                "criteria": "between",
                "minimum": _FIRST_DAY,
                "maximum": _LAST_DAY,
            },
        }
        check = checks.get(fact.type, {"validate": "any"})
        if fact.values and len(",".join(fact.values)) <= _SHORT_LIST:
            check = {"validate": "list", "source": list(fact.values)}
        message = f"{fact.asks} {fact.find}".strip() or _KINDS[fact.kind].capitalize() + "."
        sheet.data_validation(
            first,
            at,
            last,
            at,
            {
                **check,
                "ignore_blank": True,
                "input_title": fact.name[:_TITLE],
                "input_message": message if len(message) <= _MESSAGE else message[: _MESSAGE - 1] + "…",
                "error_title": fact.name[:_TITLE],
                "error_message": f"Write {_said(fact)}, or leave it blank if it is not known."[:_MESSAGE],
            },
        )

    def _help(self, sheets: Sequence[str], contingent: Sequence[Column]) -> None:
        """What every column means; beside it the codes of States, for the lists."""
        sheet = self.book.add_worksheet("help")
        headings = ("sheet", "column", "what it is", "question", "where to look", "write", "unit", "States")
        for at, (heading, width) in enumerate(zip(headings, (14, 30, 30, 60, 50, 40, 8, 8), strict=True)):
            sheet.set_column(at, at, width, self.wrap)
            sheet.write_string(0, at, heading, self._heading("#D9D9D9"))
        sheet.freeze_panes(1, 2)
        shown = [(VISIT, fact) for fact in self.vocabulary.of(VISIT).values()]
        shown += [("contingents", column.fact) for column in contingent]
        shown += [("attestations", column.fact) for column in _attestation_columns()]
        shown += [(name, column.fact) for name in sheets for column in columns_of(self.vocabulary, name)]
        for row, (name, fact) in enumerate(shown, start=1):
            derived = " Blank: it is taken from other rows." if fact.counted or fact.looked_up else ""
            must = "mandatory; " if name in (VISIT, "contingents") and fact.name in _MANDATORY else ""
            texts = (
                name,
                fact.name,
                must + _KINDS[fact.kind],
                fact.asks,
                fact.find + derived,
                _said(fact),
                fact.unit,
            )
            for at, text in enumerate(texts):
                sheet.write_string(row, at, text, self.wrap)
        for row, code in enumerate(sorted(ALPHA_2), start=1):
            sheet.write_string(row, len(headings) - 1, code)

    def _heading(self, colour: str) -> Any:
        if colour not in self.formats:
            look = {"bold": True, "bg_color": colour, "border": 1, "valign": "top"}
            self.formats[colour] = self.book.add_format(look)
        return self.formats[colour]

    def _cell(self, fact: Fact) -> Any:
        """Days as days; everything that is no number as text, so that a spreadsheet leaves it as it is."""
        if fact.type is Type.DAY:
            return self.day
        return None if fact.type in (Type.INT, Type.NUMBER) else self.text


def _attestation_columns() -> Iterator[Column]:
    asks = {
        "sheet": ("Which sheet is it about?", "The name of a sheet, or visit."),
        "statement": ("What is vouched for, in words?", "As it was signed."),
        "by": ("Who vouches for it?", "Rank, name and post."),
        "on": ("On which day?", "The day of the signature."),
        "contingent": ("Of one contingent only?", "Its id; blank: of all."),
        "facts": ("Which columns does it fill, with what?", "person_role = member; has_military_id = yes"),
        "except": ("Which lines does it leave out?", "P171, P172; row 12"),
        "only": ("Does it speak of some lines only?", "Their names; blank: of all."),
    }
    for name, (question, find) in asks.items():
        type_ = Type.DAY if name == "on" else Type.TEXT
        yield Column(
            name,
            Fact("attestations", name, Kind.DETAIL, type_, asks=question, find=find),
            _COLOURS[Kind.DETAIL],
        )


def _said(fact: Fact) -> str:
    return f"one of: {', '.join(fact.values)}" if fact.values else _TYPES[fact.type]


def _width(column: Column) -> int:
    longest = max([len(column.name), *(len(value) for value in column.fact.values)])
    return max(_NARROWEST, min(_WIDEST, longest + 3))
