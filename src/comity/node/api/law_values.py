"""The law as plain values, in the shapes of `shapes_law`."""

from collections.abc import Iterable, Iterator, Sequence

from comity.domain.provisions.beside import Pair, definitions_differing, pairs, scopes_differing
from comity.domain.provisions.rulebook import (
    Dated,
    Definition,
    ExceptionTo,
    Lead,
    Provision,
    Rulebook,
    Scope,
    Section,
)
from comity.domain.provisions.vocabulary import Authority, Fact
from comity.languages import said
from comity.node.api.shapes_law import (
    ArticleShown,
    AuthorityShown,
    Comparison,
    DatedShown,
    DefinitionBeside,
    DefinitionShown,
    ExceptionShown,
    FactShown,
    LeadShown,
    ProvisionShown,
    RulebookListed,
    RulebookNamed,
    RulebookShown,
    ScopeShown,
    SubjectBeside,
    Verdict,
)
from comity.node.provisions.anchors import anchor
from comity.node.provisions.articles import label_of


def _named(book: Rulebook) -> RulebookNamed:
    return {
        "id": book.id,
        "version": book.version,
        "digest": book.digest,
        "title": book.title,
        "short": book.short,
        "kind": book.kind.value,
        "parties": list(book.parties),
        "state": book.state,
    }


def rulebook_listed(book: Rulebook) -> RulebookListed:
    """A rulebook as it stands in the list."""
    return {
        **_named(book),
        "articles": len(book.sections),
        "provisions": len(book.provisions),
        "deciding": sum(provision.sureness.decides for provision in book.provisions),
    }


def rulebook_shown(book: Rulebook) -> RulebookShown:
    """A rulebook, whole."""
    return {
        **_named(book),
        **_dated(book.dated),
        "parties_sureness": book.parties_sureness.value,
        "sources": [{"code": code, "title": title} for code, title in book.sources.items()],
        "scope": _scope(book.scope),
        "articles": [article_shown(book, section) for section in book.sections],
        "silent_on": [
            {"sheet": each.sheet, "matter": each.matter, "why": each.why, "cites": list(each.cites)}
            for each in book.silences
        ],
    }


def article_shown(book: Rulebook, section: Section) -> ArticleShown:
    """An article with the definitions and provisions whose first citation is of it."""
    return {
        "name": anchor(section.label),
        "label": section.label,
        "title": section.title,
        "words": section.words,
        "not_encoded": section.not_encoded or None,
        "definitions": [_definition(each) for each in book.definitions if _stands_in(each, section, book)],
        "provisions": [_provision(each) for each in book.provisions if _stands_in(each, section, book)],
    }


def beside(one: Rulebook, other: Rulebook) -> Comparison:
    """Two rulebooks beside each other."""
    differing = definitions_differing(one.definitions, other.definitions)
    return {
        "one": rulebook_listed(one),
        "other": rulebook_listed(other),
        "scope": {
            "verdict": "differs" if scopes_differing(one.scope, other.scope, differing) else "same",
            "one": _scope(one.scope),
            "other": _scope(other.scope),
        },
        "definitions": list(_definitions_beside(one.definitions, other.definitions, differing)),
        "provisions": [_subject(pair) for pair in pairs(one.provisions, other.provisions, differing)],
    }


def _subject(pair: Pair) -> SubjectBeside:
    sheet, _, what, value = pair.subject
    either = pair.one or pair.other
    assert either is not None
    return {
        "sheet": sheet,
        "effect": either.effect.value,
        "what": what,
        "value": value or None,
        "verdict": _verdict(pair.one, pair.other, differs=bool(pair.differs)),
        "differs": list(pair.differs),
        "one": _provision(pair.one) if pair.one else None,
        "other": _provision(pair.other) if pair.other else None,
    }


def _definitions_beside(
    mine: Sequence[Definition], theirs: Sequence[Definition], differing: frozenset[str]
) -> Iterator[DefinitionBeside]:
    for name in dict.fromkeys(each.id for each in (*mine, *theirs)):
        here = [_definition(each) for each in mine if each.id == name]
        there = [_definition(each) for each in theirs if each.id == name]
        yield {
            "id": name,
            "verdict": _verdict(here, there, differs=name in differing),
            "one": here,
            "other": there,
        }


def _verdict(one: object, other: object, *, differs: bool) -> Verdict:
    if not other:
        return "one"
    if not one:
        return "other"
    return "differs" if differs else "same"


def _scope(scope: Scope) -> ScopeShown:
    return {
        "cites": list(scope.cites),
        "when": scope.when.written,
        "facts": list(scope.when.facts),
        "sureness": scope.sureness.value,
    }


def fact_shown(fact: Fact) -> FactShown:
    """A fact; its question in the language in force."""
    counted, looked_up = fact.counted, fact.looked_up
    return {
        "sheet": fact.sheet,
        "name": fact.name,
        "kind": fact.kind.value,
        "type": fact.type.value,
        "values": list(fact.values),
        "unit": fact.unit or None,
        "asks": said(fact.asks) or None,
        "find": said(fact.find) or None,
        "counted": {"sheet": counted.sheet, "key": counted.key, "when": counted.when} if counted else None,
        "looked_up": {"sheet": looked_up.sheet, "key": looked_up.key, "fact": looked_up.fact}
        if looked_up
        else None,
    }


def authority_shown(authority: Authority) -> AuthorityShown:
    """An authority; its name in the language in force."""
    return {
        "id": authority.id,
        "state": authority.state,
        "name": said(authority.name),
        "level": authority.level,
        "matter": authority.matter,
    }


def _stands_in(part: Definition | Provision, section: Section, book: Rulebook) -> bool:
    return label_of(book, part.cites[0]) == section.label


def _definition(definition: Definition) -> DefinitionShown:
    return {
        "id": definition.id,
        "cites": list(definition.cites),
        "sheet": definition.sheet,
        "when": definition.when.written,
        "facts": list(definition.when.facts),
        "exceptions": _exceptions(definition.exceptions),
        "sureness": definition.sureness.value,
        **_dated(definition.dated),
    }


def _provision(provision: Provision) -> ProvisionShown:
    return {
        "id": provision.id,
        "cites": list(provision.cites),
        "sheet": provision.sheet,
        "effect": provision.effect.value,
        "what": provision.what,
        "value": provision.value or None,
        "says": provision.says or None,
        "when": provision.when.written,
        "facts": list(provision.when.facts),
        "exceptions": _exceptions(provision.exceptions),
        "by": provision.by.value,
        "kind": provision.kind.value if provision.kind else None,
        "authority": provision.authority,
        "done": provision.done,
        "without": provision.without,
        "at": provision.at.value,
        "lead": _lead(provision.lead) if provision.lead else None,
        "under": list(provision.under),
        "within_host_law": provision.within_host_law,
        "matter": provision.matter or None,
        "sureness": provision.sureness.value,
        **_dated(provision.dated),
    }


def _exceptions(exceptions: Iterable[ExceptionTo]) -> list[ExceptionShown]:
    return [
        {
            "cites": list(each.cites),
            "when": each.when.written,
            "sureness": each.sureness.value,
            **_dated(each.dated),
        }
        for each in exceptions
    ]


def _lead(lead: Lead) -> LeadShown:
    return {
        "amount": lead.amount,
        "unit": lead.unit.value if lead.unit else None,
        "to": lead.to,
        "opens_amount": lead.opens_amount,
        "opens_unit": lead.opens_unit.value if lead.opens_unit else None,
        "basis": lead.basis,
        "word": lead.word or None,
        "late": lead.late or None,
    }


def _dated(dated: Dated) -> DatedShown:
    return {
        "from": dated.from_.isoformat() if dated.from_ else None,
        "until": dated.until.isoformat() if dated.until else None,
    }
