"""What the interface takes and gives in many places: days, ids, outcomes, and the shape of an error.

Shapes are typed dictionaries: mypy holds the values that are built here to them, the schema that programs
read is made from them, and the tests hold every answer to that schema.
"""

import datetime as dt
import re
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, Field, StringConstraints, with_config
from pydantic.json_schema import SkipJsonSchema
from typing_extensions import TypedDict

#: Nothing is answered that the schema does not name.
exact = with_config(extra="forbid")

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _read_day(value: Any) -> Any:
    """A day in the one form that the schema names: other forms of ISO 8601, and numbers, are none."""
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError("a day is written as 2024-05-02")
    return value


#: A day that is asked with.
DayAsked = Annotated[dt.date, BeforeValidator(_read_day)]
#: A parameter that may be left away; there is no way to write that it is null.
Left = SkipJsonSchema[None]
#: A day in an answer.
Day = Annotated[str, Field(json_schema_extra={"format": "date"})]
#: An instant in an answer, UTC to the second.
Instant = Annotated[str, Field(json_schema_extra={"format": "date-time"})]
#: The id of an agreement or a rulebook.
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9.\-]{0,99}$")]
#: Ranges of lines of sheets.
Lines = Annotated[list[str], Field(description="Ranges of lines.", examples=[["people!2-171"]])]
#: The outcome of a line or of a visit.
Outcome: TypeAlias = Literal["permitted", "conditional", "undetermined", "not-covered", "forbidden"]
#: Names of lines that something leaves out; the key is a word of Python's.
Excepted = TypedDict("Excepted", {"except": list[str]})
#: What a fact, a step or an answer may hold.
Plain = bool | int | float | str | None


@exact
class Mistake(TypedDict):
    """One mistake in what was sent: where it is, what was found and expected, and how to mend it."""

    code: str
    parameter: Annotated[str | None, Field(description="The parameter or field that holds it.")]
    file: str | None
    sheet: str | None
    row: Annotated[int | None, Field(description="As the spreadsheet shows it: the first data row is 2.")]
    column: str | None
    line: Annotated[int | None, Field(description="The line of a text file.")]
    found: str
    expected: str
    mend: str


@exact
class Error(TypedDict):
    """What was not done, and what to do (RFC 9457)."""

    type: Literal["about:blank"]
    title: Annotated[str, Field(description="The phrase of the status.")]
    status: int
    code: Annotated[str, Field(description="A stable word for programs.", examples=["agreements.unknown"])]
    detail: Annotated[str, Field(description="A sentence for people, in the language that was asked for.")]
    problems: Annotated[list[Mistake], Field(description="Every mistake, where the input has some.")]
