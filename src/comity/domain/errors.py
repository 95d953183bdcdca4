"""What Comity says when it cannot do what was asked: problems in what it was given, and refusals."""

from dataclasses import dataclass

from comity.domain.primitives.worded import worded, worded_count


@dataclass(frozen=True, slots=True)
class Place:
    """Where in somebody's file a problem stands; blank parts are not known or do not apply.

    `row` is what the spreadsheet shows (the first data row is 2), `line` the line of a text file.
    """

    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    line: int | None = None

    def __str__(self) -> str:
        parts = [
            self.file,
            f"line {self.line}" if self.line is not None else "",
            f"sheet {self.sheet}" if self.sheet else "",
            f"row {self.row}" if self.row is not None else "",
            f"column {self.column}" if self.column else "",
        ]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in an input: stable code, place, what was found and expected, and how to mend it."""

    code: str
    place: Place
    found: str
    expected: str
    mend: str

    def __str__(self) -> str:
        return f"{self.place}: {self.found}; expected {self.expected}. {self.mend}"


class Refusal(Exception):  # noqa: N818  an answer, not a malfunction
    """Something asked for that cannot be done: a stable code and a sentence that says what to do."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


_INPUT = worded("The input")


class BadInput(Refusal):
    """The input holds mistakes; every one of them is in `problems`. `what` is the input in words."""

    def __init__(self, problems: tuple[Problem, ...], what: str = _INPUT) -> None:
        sentence = worded_count(
            "{what} has {n} mistake; each is listed with its place.",
            "{what} has {n} mistakes; each is listed with its place.",
            len(problems),
            what=what,
        )
        super().__init__("input.problems", sentence)
        self.problems = problems
