"""The law as pages: every rulebook, article and provision has an address, and every citation a place."""

import pytest
from django.test import Client

from comity.corpus.library import installed_library
from comity.domain.provisions.rulebook import Rulebook
from comity.node.provisions.anchors import anchor, article_anchor, part_anchor
from comity.node.provisions.articles import named_parts
from tests.node.provisions.opened import opened

LIBRARY = installed_library()
BOOKS = {name: LIBRARY.rulebook(name) for name in LIBRARY.ids()}


def cites(book: Rulebook) -> set[str]:
    named = named_parts(book)
    parts = [book.scope, *named, *(exception for each in named for exception in each.exceptions)]
    return {cite for part in parts for cite in part.cites} | {c for s in book.silences for c in s.cites}


@pytest.mark.parametrize("name", BOOKS)
def test_a_rulebook_is_one_page_with_a_place_for_everything_it_cites_and_makes(
    client: Client, name: str
) -> None:
    book = BOOKS[name]

    page = opened(client, f"/law/{name}/")

    places = {article_anchor(section.label) for section in book.sections}
    places |= {part_anchor(part) for part in named_parts(book)}
    places |= {anchor(cite) for cite in cites(book)}
    assert places - page.ids.keys() == set()
    assert [place for place, count in page.ids.items() if count > 1] == []


@pytest.mark.parametrize("name", BOOKS)
def test_every_link_of_a_rulebook_leads_somewhere(client: Client, name: str) -> None:
    page = opened(client, f"/law/{name}/")
    targets = {link for link in page.links if link.startswith("/law/")}
    assert targets
    for target in sorted(targets):
        path, _, place = target.partition("#")
        if path == f"/law/{name}/":
            assert not place or place in page.ids, target
        else:
            assert client.get(path).status_code == 200, target


@pytest.mark.parametrize("name", BOOKS)
def test_what_is_not_encoded_what_it_is_silent_on_and_its_sources_are_told(client: Client, name: str) -> None:
    book = BOOKS[name]
    text = opened(client, f"/law/{name}/").text
    for section in book.sections:
        assert section.not_encoded.removeprefix("Not encoded, ").replace("`", "") in text.replace("`", "")
    for silence in book.silences:
        assert silence.why in text
    for title in book.sources.values():
        assert title in text


@pytest.mark.parametrize("name", BOOKS)
def test_every_provision_and_definition_has_a_page_of_its_own(client: Client, name: str) -> None:
    for part in named_parts(BOOKS[name]):
        page = opened(client, f"/law/{name}/provision/{part.id}/")
        assert part.id in page.text
        assert f"/law/{name}/#{anchor(part.cites[0])}" in page.links


@pytest.mark.parametrize("name", BOOKS)
def test_every_article_has_a_page_of_its_own(client: Client, name: str) -> None:
    for section in BOOKS[name].sections:
        page = opened(client, f"/law/{name}/article/{anchor(section.label)}/")
        assert section.title in page.text


@pytest.mark.parametrize("label", ["VIII-to-XIII", "viii-to-xiii", "VIII to XIII"])
def test_an_article_is_found_by_its_label_however_it_is_written(client: Client, label: str) -> None:
    assert "Articles VIII to XIII" in opened(client, f"/law/jp-au-raa/article/{label}/").text


def test_the_words_of_an_article_come_before_what_they_make(client: Client) -> None:
    text = opened(client, "/law/jp-au-raa/article/VI/").text
    words = text.index("Members and the civilian component come and go without applying for a visa")
    rule = text.index("Frees from: a visa")
    quarantine = text.index("Whoever enters, by whatever route")
    assert words < rule < quarantine


def test_a_requirement_says_who_with_whom_by_when_and_what_else(client: Client) -> None:
    page = opened(client, "/law/host-jp/provision/state-aircraft-permission/")
    for words in ("Requires:", "a clearance", "Due", "10 days before arrival", "With whom", "If it is late"):
        assert words in page.text


def test_a_provision_says_in_which_cases_it_applies_cannot_be_told_and_does_not(client: Client) -> None:
    text = opened(client, "/law/jp-au-raa/provision/member-entry/").text
    applies = text.index("On the day of entry into force a member is covered")
    unknown = text.index("Of a person without a role the role is asked")
    not_so = text.index("A contractor is not covered")
    assert text.index("Here it applies") < applies < text.index("Here a fact is missing") < unknown
    assert unknown < text.index("Here it does not apply") < not_so


def test_a_definition_says_what_builds_on_it(client: Client) -> None:
    page = opened(client, "/law/jp-au-raa/provision/covered_person/")
    assert "/law/jp-au-raa/provision/member-entry/" in page.links
    assert "/law/jp-au-raa/provision/civilian_component/" in page.links


def test_how_sure_a_provision_is_stands_beside_it_in_words(client: Client) -> None:
    page = opened(client, "/law/jp-au-raa/provision/resident-by-decision/")
    assert "not verified, advice only" in page.text


def test_all_rulebooks_are_listed_by_kind_with_their_status(client: Client) -> None:
    page = opened(client, "/law/")
    for name, book in BOOKS.items():
        assert f"/law/{name}/" in page.links
        assert book.short in page.text
    assert page.text.index("Agreements between two States") < page.text.index("Host law")
    assert "in force since 13 August 2023" in page.text


@pytest.mark.parametrize(
    ("name", "is_registered"), [("jp-au-raa", True), ("host-jp", False), ("istanbul-b9", False)]
)
def test_an_agreement_leads_to_its_life_in_the_network(
    client: Client, name: str, is_registered: bool
) -> None:
    assert (f"/agreements/{name}/" in opened(client, f"/law/{name}/").links) is is_registered


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("/law/nowhere/", "rulebook.unknown"),
        ("/law/..%5c..%5cetc/", "rulebook.unknown"),
        ("/law/../../etc/passwd", "web.not-found"),
        ("/law/host-%00jp/", "rulebook.unknown"),
        ("/law/%F0%9F%90%95/", "rulebook.unknown"),
        (f"/law/{'x' * 3_000}/", "rulebook.unknown"),
        ("/law/nowhere/article/I/", "rulebook.unknown"),
        ("/law/jp-au-raa/article/XL/", "rulebook.unknown-article"),
        ("/law/nowhere/provision/visa/", "rulebook.unknown"),
        ("/law/jp-au-raa/provision/nothing/", "rulebook.unknown-provision"),
        ("/law/jp-au-raa/beside/nowhere/", "rulebook.unknown"),
        ("/law/beside/?one=jp-au-raa", "rulebook.unknown"),
        ("/law/vocabulary/people/nothing/", "vocabulary.unknown-word"),
        ("/law/vocabulary/nothing/person_role/", "vocabulary.unknown-word"),
        ("/law/vocabulary/people/family_name/", "vocabulary.unknown-word"),
    ],
)
def test_what_is_not_in_the_law_is_refused_with_a_sentence(client: Client, address: str, code: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert code in response.content.decode()


def test_no_page_of_the_law_can_be_written_to(client: Client) -> None:
    assert client.post("/law/").status_code == 405
    assert client.post("/law/jp-au-raa/").status_code == 405


def test_articles_are_marked_as_english_in_a_page_of_another_language(client: Client) -> None:
    page = opened(client, "/law/jp-au-raa/", language="ja")
    assert '<html lang="ja"' in page.html
    assert "Members and the civilian component come and go without applying for a visa" in page.english
    assert "Entry and departure" in page.english
    assert "2023年8月13日" in page.text


def test_a_page_made_for_one_language_is_not_given_to_another(client: Client) -> None:
    japanese = opened(client, "/law/host-jp/", language="ja")
    english = opened(client, "/law/host-jp/", language="en")
    assert "日本 (" in japanese.text
    assert "Japan (" in english.text
