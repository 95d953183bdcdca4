"""Rulebooks in words: an article with its provisions, and two rulebooks side by side."""

from collections.abc import Mapping

from comity.desk.layout import wrapped
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
            *wrapped(
                f"[scope] applies when {_plain(book.scope.when.sql)} ({book.scope.sureness})", "    ", "  "
            ),
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
        words += f", when {_plain(p.when.sql)}"
    for exception in p.exceptions:
        words += f", except ({', '.join(exception.cites)}) when {_plain(exception.when.sql)}"
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
    here, there = _by_subject(one, label), _by_subject(other, label)
    lines: list[str] = []
    same = 0
    for subject in dict.fromkeys([*here, *there]):
        mine, theirs = here.get(subject, []), there.get(subject, [])
        for a, b in zip(mine, theirs, strict=False):
            if points := _points(a, b, one, other):
                words = _EFFECTS[a.effect.value].format(what=whats.get(a.what, a.what), value=a.value)
                lines += wrapped(f"Both: on {a.sheet}, {words}; but {'; '.join(points)}", "    ", "  ~ ")
            else:
                same += 1
        for surplus in mine[len(theirs) :]:
            lines += wrapped(f"Only {one.id}: {provision_words(surplus, whats)}", "    ", "  < ")
        for surplus in theirs[len(mine) :]:
            lines += wrapped(f"Only {other.id}: {provision_words(surplus, whats)}", "    ", "  > ")
    if _begins(one.scope.cites, label) or _begins(other.scope.cites, label):
        scopes = [
            f"{book.id}: {_plain(book.scope.when.sql)} ({book.scope.sureness})" for book in (one, other)
        ]
        if one.scope.when != other.scope.when or one.scope.sureness != other.scope.sureness:
            lines += wrapped(f"Scope: {'; '.join(scopes)}", "    ", "  ~ ")
    for name, differs in _definitions(one, other, label).items():
        lines += wrapped(f"Definition '{name}': {differs}", "    ", "  ~ ")
    return lines, same


def _points(a: Provision, b: Provision, one: Rulebook, other: Rulebook) -> list[str]:
    """In which points two provisions on one subject differ."""
    points = []
    readings = {
        "the condition": (_condition(a), _condition(b)),
        "the sureness": (a.sureness.value, b.sureness.value),
        "the limit": (
            "only within host law" if a.within_host_law else "without a limit",
            "only within host law" if b.within_host_law else "without a limit",
        ),
        "the kind": (a.kind.value if a.kind else "none", b.kind.value if b.kind else "none"),
        "the day it counts on": (a.at.value, b.at.value),
        "the bearer": (a.by.value, b.by.value),
        "the authority": (a.authority or "not named", b.authority or "not named"),
        "the time it holds": (_dated_words(a), _dated_words(b)),
        "the consequence of failing it": (a.without or "none", b.without or "none"),
        "the lead": (
            _lead_words(a.lead) if a.lead else "none given",
            _lead_words(b.lead) if b.lead else "none given",
        ),
        "the citation": (", ".join(a.cites), ", ".join(b.cites)),
    }
    for name, (mine, theirs) in readings.items():
        if mine != theirs:
            points.append(f"{name} is {mine} in {one.id} and {theirs} in {other.id}")
    return points


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


def _by_subject(book: Rulebook, label: str) -> dict[tuple[str, str, str, str], list[Provision]]:
    found: dict[tuple[str, str, str, str], list[Provision]] = {}
    for p in book.provisions:
        if _begins(p.cites, label):
            found.setdefault((p.sheet, p.effect.value, p.what, p.value), []).append(p)
    return found


def _heading(one: Rulebook, other: Rulebook, label: str) -> str:
    title = next((s.title for book in (one, other) for s in book.sections if s.label == label), "")
    return f"{f'Article {label}' if _is_numeral(label) else label}. {title}"


def _condition(p: Provision) -> str:
    words = f"'{_plain(p.when.sql)}'" if p.when.sql != "TRUE" else "always"
    return words + "".join(f" except '{_plain(e.when.sql)}'" for e in p.exceptions)


def _definition_words(d: Definition) -> str:
    exceptions = "".join(f", except ({', '.join(e.cites)}) when {_plain(e.when.sql)}" for e in d.exceptions)
    return f"{', '.join(d.cites)}: means {_plain(d.when.sql)}{exceptions} ({d.sureness.value})"


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


def _plain(sql: str) -> str:
    """A compiled condition as it was written: definitions by their bare names."""
    return sql.replace('"§', "").replace('"', "")


def _belongs(cites: tuple[str, ...], section: Section) -> bool:
    return _begins(cites[:1], section.label)


def _begins(citations: tuple[str, ...], label: str) -> bool:
    """Whether the first citation, which says where a provision stands, is of the heading with this label."""
    return any(cites(citation, label) for citation in citations[:1])


def cites(citation: str, label: str) -> bool:
    """Whether a citation ("VI.1") is of the heading with a label ("VI")."""
    rest = citation.removeprefix(label)
    return citation == label or (rest != citation and not rest[:1].isalnum())


def _is_numeral(label: str) -> bool:
    return (bool(label) and set(label) <= set("IVXLC")) or label.isdigit()
