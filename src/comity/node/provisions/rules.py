"""What stands in a block of a rulebook, in words: scope, definitions, provisions and exceptions."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from markupsafe import Markup

from comity.domain.primitives.worded import listed
from comity.domain.provisions.condition import Condition
from comity.domain.provisions.rulebook import (
    At,
    Dated,
    Definition,
    ExceptionTo,
    Provision,
    RequirementKind,
    Rulebook,
    Scope,
    Sureness,
)
from comity.domain.provisions.vocabulary import VISIT, Fact, Vocabulary
from comity.languages import ENGLISH, day, language, said, say
from comity.node.provisions import wording
from comity.node.provisions.anchors import anchor, part_anchor
from comity.node.provisions.articles import Part, named_parts
from comity.node.provisions.conditions import Clause, clause_of


@dataclass(frozen=True, slots=True)
class Link:
    """A text with the address that it leads to."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class ExceptionShown:
    """What takes cases out: the citations that make it, and its condition."""

    cites: tuple[Link, ...]
    when: Clause


@dataclass(frozen=True, slots=True)
class RuleShown:
    """One part of a rulebook in words.

    `kind` is `scope`, `definition`, `provision` or `exception`; `own_page` its own address, empty if it has
    none; `of` what an exception is to; `rows` further names and values; `sql` its condition as written.
    """

    kind: str
    id: str
    anchor: str
    summary: str
    sureness: Sureness
    sureness_words: str
    cites: tuple[Link, ...]
    when: Clause
    sql: str
    own_page: str = ""
    sheet: str = ""
    says: str = ""
    exceptions: tuple[ExceptionShown, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    of: Link | None = None


class Shower:
    """Shows the parts of one rulebook, in the language in force."""

    def __init__(
        self, book: Rulebook, vocabulary: Vocabulary, short_of: Callable[[str], str] = lambda name: name
    ) -> None:
        """Take the rulebook, the vocabulary, and what gives the short name of another rulebook by its id."""
        self.book, self.vocabulary, self.short_of = book, vocabulary, short_of
        self.page = reverse("law-rulebook", args=(book.id,))
        self.named = {each.id: each for each in named_parts(book)}

    def shown(self, part: Part) -> RuleShown:
        """One part in words."""
        match part:
            case Provision():
                return self._provision(part)
            case Definition():
                return self._definition(part)
            case ExceptionTo():
                return self._exception(part)
            case Scope():
                return self._scope(part)

    def links(self, cites: tuple[str, ...]) -> tuple[Link, ...]:
        """Citations with their places."""
        return tuple(Link(cite, f"{self.page}#{anchor(cite)}") for cite in cites)

    def address(self, part: Provision | Definition) -> str:
        """The address of a provision's or definition's own page."""
        return reverse("law-provision", args=(self.book.id, part.id))

    def _clause(self, condition: Condition, sheet: str) -> Clause:
        facts = self.vocabulary.seen_from(sheet)
        return clause_of(condition, facts, self._address_of_fact, self._address_of_definition)

    def _address_of_fact(self, fact: Fact) -> str:
        return reverse("law-word", args=(fact.sheet, fact.name))

    def _address_of_definition(self, name: str) -> str:
        """Where a definition stands; empty for one of another rulebook, in whose terms host law is read."""
        return reverse("law-provision", args=(self.book.id, name)) if name in self.named else ""

    def _scope(self, scope: Scope) -> RuleShown:
        return RuleShown(
            kind="scope",
            id="scope",
            anchor="scope",
            summary=say("When this body of law applies at all"),
            sureness=scope.sureness,
            sureness_words=wording.sureness_words(scope.sureness),
            cites=self.links(scope.cites),
            when=self._clause(scope.when, VISIT),
            sql=scope.when.written,
        )

    def _definition(self, definition: Definition) -> RuleShown:
        sheet = definition.sheet or VISIT
        return RuleShown(
            kind="definition",
            id=definition.id,
            anchor=part_anchor(definition),
            own_page=self.address(definition),
            summary=say("Defines: {name}", name=definition.id.replace("_", " ")),
            sheet=wording.sheet_words(sheet),
            sureness=definition.sureness,
            sureness_words=wording.sureness_words(definition.sureness),
            cites=self.links(definition.cites),
            when=self._clause(definition.when, sheet),
            exceptions=self._exceptions(definition.exceptions, sheet),
            rows=tuple(_dated(definition.dated)),
            sql=definition.when.written,
        )

    def _exception(self, exception: ExceptionTo) -> RuleShown:
        excepted = self.named[exception.to]
        sheet = excepted.sheet or VISIT
        return RuleShown(
            kind="exception",
            id=exception.to,
            anchor=f"e-{exception.to}-{excepted.exceptions.index(exception) + 1}",
            summary=say("An exception"),
            sheet=wording.sheet_words(sheet),
            sureness=exception.sureness,
            sureness_words=wording.sureness_words(exception.sureness),
            cites=self.links(exception.cites),
            when=self._clause(exception.when, sheet),
            rows=tuple(_dated(exception.dated)),
            sql=exception.when.written,
            of=Link(exception.to, f"{self.page}#{part_anchor(excepted)}"),
        )

    def _provision(self, p: Provision) -> RuleShown:
        return RuleShown(
            kind="provision",
            id=p.id,
            anchor=part_anchor(p),
            own_page=self.address(p),
            summary=wording.effect_words(p, self.vocabulary),
            sheet=wording.sheet_words(p.sheet),
            says=p.says,
            sureness=p.sureness,
            sureness_words=wording.sureness_words(p.sureness),
            cites=self.links(p.cites),
            when=self._clause(p.when, p.sheet),
            exceptions=self._exceptions(p.exceptions, p.sheet),
            rows=tuple((name, value) for name, value in self._rows(p) if value),
            sql=p.when.written,
        )

    def _exceptions(self, exceptions: tuple[ExceptionTo, ...], sheet: str) -> tuple[ExceptionShown, ...]:
        return tuple(ExceptionShown(self.links(e.cites), self._clause(e.when, sheet)) for e in exceptions)

    def _rows(self, p: Provision) -> list[tuple[str, str]]:
        """What else a provision says; values that are empty are not shown."""
        rows = []
        if p.kind:
            authority = self.vocabulary.authorities.get(p.authority or "")
            rows = [
                (say("What is asked for"), wording.requirement_words(p.kind)),
                (say("By whom"), wording.bearer_words(p.by)),
                (say("With whom"), said(authority.name) if authority else _not_known(p)),
                (say("Due"), _lead(p)),
                (say("If it is late"), in_english(p.lead.late) if p.lead else ""),
                (say("If it is refused or fails"), wording.failing_words(p.without, self.vocabulary)),
            ]
        if p.within_host_law:
            rows.append((say("Limit"), say("Gives no more than the receiving State's own law allows.")))
        if p.under:
            rows.append((say("Read in the terms of"), listed(self.short_of(name) for name in p.under)))
        if p.at is not At.STAY:
            rows.append((say("Counts"), wording.day_counted_words(p.at)))
        return [*rows, *_dated(p.dated)]


def in_english(text: str) -> str:
    """A text that is held in English only, marked as such where another language is spoken."""
    if not text or language() == ENGLISH:
        return text
    return Markup('<span lang="en">{}</span>').format(text)


def _not_known(p: Provision) -> str:
    """What is said where no authority is named; conduct is filed with nobody."""
    return "" if p.kind is RequirementKind.CONDUCT else say("not known")


def _lead(p: Provision) -> str:
    if p.lead is None:
        return ""
    words = wording.lead_words(p.lead)
    return in_english(words) if p.lead.word else words


def _dated(dated: Dated) -> list[tuple[str, str]]:
    rows = []
    if dated.from_:
        rows.append((say("Holds from"), day(dated.from_)))
    if dated.until:
        rows.append((say("Held until, this day no more"), day(dated.until)))
    return rows
