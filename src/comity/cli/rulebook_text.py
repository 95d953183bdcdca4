"""Rulebooks in words: an article with its provisions, and two rulebooks side by side."""

from collections.abc import Callable, Mapping

from comity.desk.layout import wrapped
from comity.domain.provisions.beside import (
    DEFINITION,
    definitions_differing,
    pairs,
    rests_on,
    scopes_differing,
)
from comity.domain.provisions.citations import is_under
from comity.domain.provisions.rulebook import Definition, Lead, Provision, Rulebook, Section

Whats = Mapping[str, str]

_EFFECTS = {
    "permits": "permits {what}",
    "exempts": "exempts from {what}",
    "requires": "requires {what}",
    "forbids": "forbids {what}",
    "assigns": "assigns {what}: {value}",
}


def shown_section(book: Rulebook, section: Section, whats: Whats) -> list[str]:
    """An article: heading, words, then its definitions, provisions and scope, each with its sureness."""
    label = f"Article {section.label}" if _is_numeral(section.label) else section.label
    lines = [f"{label}. {section.title}"]
    for paragraph in section.words.split("\n\n"):
        if paragraph.strip():
            lines += ["", *wrapped(" ".join(paragraph.split()))]
    if _belongs(book.scope.cites, section) and book.scope.line:
        lines += [
            "",
            *wrapped(f"[scope] applies when {book.scope.when.written} ({book.scope.sureness})", "    ", "  "),
        ]
    for definition in book.definitions:
        if _belongs(definition.cites, section):
            lines += wrapped(f"[{definition.id}] {_definition_words(definition)}", "    ", "  ")
    for provision in book.provisions:
        if _belongs(provision.cites, section):
            lines += wrapped(f"[{provision.id}] {provision_words(provision, whats)}", "    ", "  ")
    return lines


def provision_words(p: Provision, whats: Whats) -> str:
    """A provision in one sentence: effect, sheet, condition, exceptions, bearer, lead, sureness."""
    words = _EFFECTS[p.effect.value].format(what=whats.get(p.what, p.what), value=p.value)
    words = f"{', '.join(p.cites)}: on {p.sheet}, {words}"
    if p.when.sql != "TRUE":
        words += f", when {p.when.written}"
    for exception in p.exceptions:
        words += f", except ({', '.join(exception.cites)}) when {exception.when.written}"
    if p.kind:
        words += f"; a {p.kind.value} by the {p.by.value}"
        words += f" with {p.authority}" if p.authority else ""
    if p.lead:
        words += f"; {_lead_words(p.lead)}"
    if p.without:
        words += f"; failing it: {'forbidden' if p.without == 'forbidden' else f'{p.without} is due again'}"
    if p.under:
        words += f"; under {', '.join(p.under)}"
    if p.within_host_law:
        words += "; only within host law"
    if p.dated.from_:
        words += f"; from {p.dated.from_.isoformat()}"
    if p.dated.until:
        words += f"; until {p.dated.until.isoformat()}"
    return f"{words} ({p.sureness.value})"


def compared(one: Rulebook, other: Rulebook, whats: Whats) -> list[str]:
    """Where two rulebooks differ, article by article; what is the same is counted."""
    lines = [*wrapped(f"{one.id}: {one.title}"), *wrapped(f"{other.id}: {other.title}"), ""]
    labels = list(dict.fromkeys([s.label for s in one.sections] + [s.label for s in other.sections]))
    same = 0
    for label in labels:
        differences, alike = _article(one, other, label, whats)
        same += alike
        if differences:
            lines += [_heading(one, other, label), *differences, ""]
    lines += wrapped(f"{same} provision{'s are' if same != 1 else ' is'} the same in both.")
    return lines


def _article(one: Rulebook, other: Rulebook, label: str, whats: Whats) -> tuple[list[str], int]:
    lines: list[str] = []
    same = 0
    differing = definitions_differing(one.definitions, other.definitions)
    for pair in pairs(_under(one, label), _under(other, label), differing):
        a, b = pair.one, pair.other
        if a and b and pair.differs:
            words = _EFFECTS[a.effect.value].format(what=whats.get(a.what, a.what), value=a.value)
            points = "; ".join(
                _point(point, a, b, one, other) for point in pair.differs if point != DEFINITION
            )
            if DEFINITION in pair.differs:
                names = ", ".join(sorted(differing.intersection(rests_on(a))))
                points += f"{'; ' if points else ''}what it rests on means something else: {names}"
            lines += wrapped(f"Both: on {a.sheet}, {words}; but {points}", "    ", "  ~ ")
        elif a and b:
            same += 1
        elif a:
            lines += wrapped(f"Only {one.id}: {provision_words(a, whats)}", "    ", "  < ")
        elif b:
            lines += wrapped(f"Only {other.id}: {provision_words(b, whats)}", "    ", "  > ")
    if _begins(one.scope.cites, label) or _begins(other.scope.cites, label):
        scopes = [f"{book.id}: {book.scope.when.written} ({book.scope.sureness})" for book in (one, other)]
        if scopes_differing(one.scope, other.scope, differing):
            lines += wrapped(f"Scope: {'; '.join(scopes)}", "    ", "  ~ ")
    for name, differs in _definitions(one, other, label).items():
        lines += wrapped(f"Definition '{name}': {differs}", "    ", "  ~ ")
    return lines, same


def _point(point: str, a: Provision, b: Provision, one: Rulebook, other: Rulebook) -> str:
    """One point in which two provisions on one subject differ."""
    name, words = _POINTS[point]
    return f"{name} is {words(a)} in {one.id} and {words(b)} in {other.id}"


def _definitions(one: Rulebook, other: Rulebook, label: str) -> dict[str, str]:
    mine = {d.id: d for d in one.definitions if _begins(d.cites, label)}
    theirs = {d.id: d for d in other.definitions if _begins(d.cites, label)}
    differing = {}
    for name in dict.fromkeys([*mine, *theirs]):
        a, b = mine.get(name), theirs.get(name)
        if a is None or b is None:
            holder, found = (one, a) if a else (other, b)
            assert found is not None
            differing[name] = f"only {holder.id}: {_definition_words(found)}"
        elif _definition_words(a) != _definition_words(b):
            differing[name] = f"{one.id}: {_definition_words(a)}; {other.id}: {_definition_words(b)}"
    return differing


def _under(book: Rulebook, label: str) -> list[Provision]:
    return [p for p in book.provisions if _begins(p.cites, label)]


def _heading(one: Rulebook, other: Rulebook, label: str) -> str:
    title = next((s.title for book in (one, other) for s in book.sections if s.label == label), "")
    return f"{f'Article {label}' if _is_numeral(label) else label}. {title}"


def _condition(p: Provision) -> str:
    words = f"'{p.when.written}'" if p.when.sql != "TRUE" else "always"
    return words + "".join(f" except '{e.when.written}'" for e in p.exceptions)


def _definition_words(d: Definition) -> str:
    exceptions = "".join(f", except ({', '.join(e.cites)}) when {e.when.written}" for e in d.exceptions)
    return f"{', '.join(d.cites)}: means {d.when.written}{exceptions} ({d.sureness.value})"


def _dated_words(p: Provision) -> str:
    first = f"from {p.dated.from_.isoformat()}" if p.dated.from_ else ""
    last = f"until {p.dated.until.isoformat()}" if p.dated.until else ""
    return " ".join(part for part in (first, last) if part) or "always"


def _lead_words(lead: Lead) -> str:
    late = f"; if late: {lead.late}" if lead.late else ""
    if lead.word:
        return lead.word + late
    unit = lead.unit.value.replace("-", " ") if lead.unit else ""
    window = f", not earlier than {lead.opens_amount} {lead.opens_unit}" if lead.opens_amount else ""
    return f"{lead.amount} {unit} before {lead.to}{window} ({lead.basis}){late}"


_POINTS: Mapping[str, tuple[str, Callable[[Provision], str]]] = {
    "condition": ("the condition", _condition),
    "sureness": ("the sureness", lambda p: p.sureness.value),
    "limit": ("the limit", lambda p: "only within host law" if p.within_host_law else "without a limit"),
    "kind": ("the kind", lambda p: p.kind.value if p.kind else "none"),
    "day": ("the day it counts on", lambda p: p.at.value),
    "bearer": ("the bearer", lambda p: p.by.value),
    "authority": ("the authority", lambda p: p.authority or "not named"),
    "time": ("the time it holds", _dated_words),
    "consequence": ("the consequence of failing it", lambda p: p.without or "none"),
    "lead": ("the lead", lambda p: _lead_words(p.lead) if p.lead else "none given"),
    "citation": ("the citation", lambda p: ", ".join(p.cites)),
}


def _belongs(cites: tuple[str, ...], section: Section) -> bool:
    return _begins(cites[:1], section.label)


def _begins(citations: tuple[str, ...], label: str) -> bool:
    """Whether the first citation, which says where a provision stands, is of the heading with this label."""
    return any(is_under(citation, label) for citation in citations[:1])


def _is_numeral(label: str) -> bool:
    return (bool(label) and set(label) <= set("IVXLC")) or label.isdigit()
