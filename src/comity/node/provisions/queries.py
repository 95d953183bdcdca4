"""Finding rulebooks, articles and provisions; what is not there is refused with a sentence."""

import datetime as dt
from functools import cache
from types import MappingProxyType

from comity.corpus.library import installed_library
from comity.domain.agreements.registry import Standing
from comity.domain.errors import Refusal
from comity.domain.provisions.rulebook import Definition, Provision, Rulebook
from comity.domain.provisions.vocabulary import Authority, Fact, Kind, Vocabulary
from comity.languages import say
from comity.node.provisions.anchors import anchor
from comity.node.provisions.articles import Article, articles_of, introduction, named_parts

#: The groups of words that are no sheet's facts.
WHAT, AUTHORITY = "what", "authority"


@cache
def rulebooks() -> MappingProxyType[str, Rulebook]:
    """The installed rulebooks by id; they do not change while the node runs."""
    library = installed_library()
    return MappingProxyType({name: library.rulebook(name) for name in library.ids()})


def vocabulary() -> Vocabulary:
    """The declared facts, whats and authorities."""
    return installed_library().vocabulary


def rulebook(rulebook_id: str) -> Rulebook:
    """A rulebook by its id. Raises Refusal if there is none."""
    book = rulebooks().get(rulebook_id)
    if book is None:
        raise Refusal(
            "rulebook.unknown",
            say("There is no rulebook with this id. All rulebooks are listed on the page of the law."),
        )
    return book


@cache
def articles(rulebook_id: str) -> tuple[Article, ...]:
    """The articles of a rulebook. Raises Refusal if there is no such rulebook."""
    return articles_of(rulebook(rulebook_id), installed_library().text(rulebook_id))


def introduced(rulebook_id: str) -> tuple[str, ...]:
    """The paragraphs above the first article. Raises Refusal if there is no such rulebook."""
    return introduction(installed_library().text(rulebook(rulebook_id).id))


def article(rulebook_id: str, name: str) -> Article:
    """An article by its label, or by its label as addresses have it. Raises Refusal if there is none."""
    wanted = anchor(name).casefold()
    found = next((a for a in articles(rulebook_id) if anchor(a.section.label).casefold() == wanted), None)
    if found is None:
        raise Refusal(
            "rulebook.unknown-article",
            say("This rulebook has no such article. Its articles are listed on its own page."),
        )
    return found


def provision(rulebook_id: str, provision_id: str) -> tuple[Provision | Definition, ...]:
    """The provision or definition of an id, in all its versions. Raises Refusal if there is none."""
    found = tuple(each for each in named_parts(rulebook(rulebook_id)) if each.id == provision_id)
    if not found:
        raise Refusal(
            "rulebook.unknown-provision",
            say("This rulebook has no such provision. All of them stand on its page, under their articles."),
        )
    return found


def is_read(fact: Fact) -> bool:
    """Whether law may read a fact; keys and details are only carried along."""
    return fact.kind in (Kind.CIRCUMSTANCE, Kind.STEP)


def word(group: str, name: str) -> Fact | Authority | str:
    """A fact by its sheet and name, an authority by its id, or the plain words of a `what`.

    Raises:
        Refusal: there is none.
    """
    words = vocabulary()
    fact = words.of(group).get(name)
    found = {AUTHORITY: words.authorities.get(name), WHAT: words.whats.get(name)}.get(group, fact)
    if found is None or (isinstance(found, Fact) and not is_read(found)):
        raise Refusal(
            "vocabulary.unknown-word",
            say("The law has no such word. All its words are listed on the page of the words of the law."),
        )
    return found


def article_with(rulebook_id: str, part: Provision | Definition) -> Article:
    """The article that makes a provision or definition."""
    return next(a for a in articles(rulebook_id) if any(each is part for each in a.parts))


def neighbours(rulebook_id: str, of: Article) -> tuple[Article | None, Article | None]:
    """The articles before and after one, as far as there are any."""
    around = (None, *articles(rulebook_id), None)
    at = around.index(of)
    return around[at - 1], around[at + 1]


def standing(rulebook_id: str, day: dt.date) -> Standing | None:
    """Where an agreement stands on a day; None if the registry does not know it."""
    registered = installed_library().registry.get(rulebook_id)
    return registered.standing(day) if registered else None
