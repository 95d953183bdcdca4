"""What each office needs of a manifest: field lists, and which of them an office is sent for what.

Values only; `corpus.offices` reads them from `corpus/offices/*.toml`. Conditions are SQL over the columns of
the list's sheet, in the dialect of the rulebooks.
"""

from collections.abc import Iterable
from dataclasses import dataclass

#: A fact that lists may read where the sheet itself has no such column: how the line's leg arrives.
ARRIVAL_MODE = "arrival_mode"


@dataclass(frozen=True, slots=True)
class Source:
    """A column of the list's own sheet, or of the row of sheet `of` that the key `by` names."""

    name: str
    by: str | None = None
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a list, in the office's own terms.

    Of `sources` the first that is given counts; `label` is the office's word, `native` its word in the
    host's language or its own remark ("" where none is sure). `counts` is a sheet: the
    field is how many of its rows arrive by this leg. `need` and `only` are conditions: the field is needed,
    and shown at all, where they are true (`only` None: everywhere); what is not needed anywhere and stated
    nowhere is left out. `unit` stands behind the label.
    """

    sources: tuple[Source, ...]
    label: str
    native: str = ""
    counts: str | None = None
    need: str | None = None
    only: str | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class FieldList:
    """The fields of one paper or form: title, sheet, columns, and where the fields are known from.

    `sureness` is text, summary or recall, of `source`. `sorted_by` are columns of its rows' sequence; with
    `per_leg` the rows of one arrival stand together under a heading of their own.
    """

    id: str
    title: str
    sheet: str
    columns: tuple[Column, ...]
    source: str
    sureness: str
    sorted_by: tuple[str, ...] = ()
    per_leg: bool = False


@dataclass(frozen=True, slots=True)
class Through:
    """Rows found by way of others: a column of `here` holds what a key of `keys` holds there, on `sheet`."""

    sheet: str
    keys: tuple[str, ...]
    here: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One enclosure: a field list, and what calls for it.

    Its rows are the lines that owe one of the `whats`, or that hang on one of `answers` (facts that only the
    office's word settles), or those found `through` such lines; `when` narrows them. With `whole` all rows of
    the sheet are listed.
    """

    fields: FieldList
    whats: frozenset[str]
    answers: frozenset[str] = frozenset()
    when: str | None = None
    through: Through | None = None
    whole: bool = False

    @property
    def called_from(self) -> str:
        """The sheet whose lines owe the `whats`."""
        return self.through.sheet if self.through else self.fields.sheet


@dataclass(frozen=True, slots=True)
class Office:
    """A desk that is sent a pack.

    `state` is the receiving State, or None for any State that has no offices of its own here. `authority` is
    an id of the vocabulary, or None: nobody is known to decide it. `matters` are those whose columns it may
    see, the first its own. `unnamed` are `whats` that a law asks for without naming an authority, and that
    are known to be this one's. With `always` it is told of every visit.
    """

    state: str | None
    authority: str | None
    matters: tuple[str, ...]
    title: str
    parts: tuple[Part, ...] = ()
    unnamed: frozenset[str] = frozenset()
    always: bool = False

    def is_owed(self, what: str, sheet: str) -> bool:
        """Whether a `what` owed by lines of a sheet calls for one of its parts."""
        return any(what in part.whats and part.called_from == sheet for part in self.parts)

    def settles(self, fact: str, sheet: str) -> bool:
        """Whether its word settles a blank on a sheet."""
        return any(fact in part.answers and part.called_from == sheet for part in self.parts)


@dataclass(frozen=True, slots=True)
class Offices:
    """All offices that are known."""

    offices: tuple[Office, ...]

    def of(self, state: str) -> tuple[Office, ...]:
        """The offices of a receiving State; those of any State where it has none of its own."""
        own = tuple(office for office in self.offices if office.state == state)
        return own or tuple(office for office in self.offices if office.state is None)


def office_for(
    offices: Iterable[Office], what: str, sheet: str, matter: str, authority: str | None
) -> Office | None:
    """The desk that a `what` owed by lines of a sheet goes to; None: there is none.

    Of the desks of `authority` (None: those of which nobody is known to decide, and those that are known to
    decide what no law names an authority for) the one that has a list for it comes first, then the one of its
    `matter`.
    """
    here = [
        office
        for office in offices
        if office.authority == authority or (authority is None and what in office.unnamed)
    ]
    here.sort(
        key=lambda office: (
            what not in office.unnamed,
            not office.is_owed(what, sheet),
            matter not in office.matters,
        )
    )
    fits = (office for office in here if office.is_owed(what, sheet) or matter in office.matters)
    return next(fits, None)
