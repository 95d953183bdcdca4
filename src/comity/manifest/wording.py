"""The sentences that go with a cell that could not be read: what was expected, and how to mend it."""

from collections.abc import Callable

from comity.domain.errors import Place
from comity.domain.primitives.worded import run_on, worded
from comity.domain.provisions.vocabulary import Fact, Kind, Type
from comity.manifest import limits
from comity.manifest.cells import Flaw
from comity.manifest.problems import ProblemLog, shown
from comity.manifest.spelling import listing, suggestion

_EXPECTED = {
    Type.BOOL: worded("yes or no"),
    Type.STATE: worded("the ISO 3166 code of a State, such as JP or JPN"),
    Type.INT: worded("a whole number"),
    Type.NUMBER: worded("a number with a decimal point"),
    Type.DAY: worded("a day as YEAR-MONTH-DAY"),
    Type.INSTANT: worded("an instant as 2024-02-01T05:30Z"),
    Type.TEXT: worded("plain text"),
    Type.PLACE: worded("plain text"),
}
_RETYPE = worded("Delete the cell and type it again.")
_MEND: dict[Flaw, str] = {
    Flaw.NOT_YES_NO: worded("Write yes or no, or leave the cell blank if it is not known."),
    Flaw.NOT_A_STATE: worded("Write the two or three letters of the code."),
    Flaw.NOT_WHOLE: worded("Write digits only, without a unit."),
    Flaw.NOT_A_NUMBER: worded("Write digits with a decimal point if need be, without a unit."),
    Flaw.THOUSANDS: worded("Take the thousands separators out: 1234567 or 1234567.5."),
    Flaw.DECIMAL_COMMA: worded("Write a decimal point instead of the comma."),
    Flaw.OUT_OF_RANGE: worded("Correct the number; an identifying number belongs in a text column."),
    Flaw.NOT_A_DAY: worded("Write 2024-02-01 for 1 February 2024, or use a date cell of the spreadsheet."),
    Flaw.IMPOSSIBLE_DAY: worded("Correct it: the calendar has no such day."),
    Flaw.DAY_WITH_TIME: worded("Write the day alone, in the receiving State's calendar."),
    Flaw.NOT_AN_INSTANT: worded("Write day, T, time and Z: 2024-02-01T05:30Z."),
    Flaw.IMPOSSIBLE_INSTANT: worded("Correct it: there is no such day or time."),
    Flaw.NO_OFFSET: worded("Add Z for UTC or the offset, such as 2024-02-01T14:30+09:00."),
    Flaw.DAY_OUT_OF_RANGE: worded("Correct the year."),
    Flaw.FORMULA: worded(
        "Write the value itself; in a spreadsheet, copy the cells and paste them as values."
    ),
    Flaw.ERROR: worded("Correct the formula that failed, then paste its value."),
    Flaw.ROUNDED: worded(
        "The spreadsheet has rounded it: format the column as text and type the number again."
    ),
    Flaw.CONTROL: _RETYPE,
    Flaw.TOO_LONG: worded("Shorten it; a document belongs beside the manifest, not in a cell."),
}


def note_flaw(log: ProblemLog, flaw: Flaw, place: Place, text: str, fact: Fact) -> None:
    """Note that a cell could not be read as a value of a fact."""
    found = _FOUND.get(flaw, shown)(text)
    log.add(
        flaw.value,
        place,
        worded("found {found}", found=found),
        expected_of(flaw, fact),
        mend_of(flaw, text, fact),
    )


def expected_of(flaw: Flaw, fact: Fact) -> str:
    """What the cell should have held."""
    match flaw:
        case Flaw.ROUNDED if fact.type in (Type.TEXT, Type.PLACE):
            return worded("the whole number, as text")
        case Flaw.OUT_OF_RANGE | Flaw.ROUNDED:
            return worded("a number between -{most} and {most}", most=limits.NUMBER)
        case Flaw.DAY_OUT_OF_RANGE:
            return worded(
                "a day from {most} to {most2}", most=str(limits.FIRST_DAY), most2=str(limits.LAST_DAY)
            )
        case Flaw.TOO_LONG:
            return worded("at most {most} characters (the limit of a cell)", most=limits.CELL_CHARACTERS)
        case Flaw.FORMULA | Flaw.ERROR if fact.type is Type.TEXT:
            return worded("a value")
        case Flaw.CONTROL:
            return worded("a cell without control or invisible characters")
        case _:
            return listing(fact.values) if fact.type is Type.CHOICE else _EXPECTED[fact.type]


def mend_of(flaw: Flaw, text: str, fact: Fact) -> str:
    """What to do about the cell."""
    if flaw is Flaw.NOT_A_CHOICE:
        return run_on(
            [suggestion(text, fact.values), worded("Write one of these words, or leave the cell blank.")]
        )
    if flaw is Flaw.ROUNDED and fact.type not in (Type.TEXT, Type.PLACE) and fact.kind is not Kind.KEY:
        return _MEND[Flaw.OUT_OF_RANGE]
    return _MEND[flaw]


_FOUND: dict[Flaw, Callable[[str], str]] = {
    Flaw.FORMULA: lambda text: (
        worded("the formula {text}", text=shown(text)) if text else worded("a formula")
    ),
    Flaw.ERROR: lambda text: worded("the error {text}", text=text) if text else worded("an error value"),
    Flaw.TOO_LONG: lambda text: worded("{count} characters, {text}", count=len(text), text=shown(text)),
}
