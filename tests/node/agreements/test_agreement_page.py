"""One agreement: where it stands and on whose word, contradictions first, its life, every claim."""

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from comity.corpus.library import installed_library
from comity.domain.agreements.contradictions import COMPATIBLE
from comity.domain.agreements.view import views
from comity.domain.agreements.vocabulary import Tense
from tests.node.agreements.building import SOURCE, claim, crowd, day, loaded, pact, text_of

pytestmark = pytest.mark.django_db


def test_the_status_on_the_day_is_said_in_words_with_whose_word_it_is(client: Client) -> None:
    said = text_of(client, "/agreements/jp-au-raa/?on=2023-08-13")

    assert "● in force since 13 August 2023" in said
    assert "On the word of Jiji Press / Nippon.com (news agency; read in an excerpt or summary)." in said
    assert "1 other claim names the same step." in said


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("2024-05-01", "◔ study agreed since 20 January 2022"),
        ("2024-05-02", "◔ talks agreed since 2 May 2024"),
        ("1999-01-01", "Nothing is recorded of it."),
    ],
)
def test_another_day_shows_another_status(client: Client, on: str, said: str) -> None:
    assert said in text_of(client, f"/agreements/jp-fr-raa/?on={on}")


def test_what_comes_next_is_told_apart_from_what_only_came_later(client: Client) -> None:
    loaded(
        claim("c1", "a", "signed", "2001-01-01"),
        claim("c2", "a", "entered_into_force", "2002-01-01"),
        claim("c3", "b", "signed", "2001-01-01"),
        claim("c4", "b", "entered_into_force", "2030-01-01", Tense.SCHEDULED),
        pacts=(pact("a", "FR", "JP"), pact("b", "GB", "JP")),
    )

    assert "What came later: entry into force, 1 January 2002." in text_of(
        client, "/agreements/a/?on=2001-06-01"
    )
    assert "Next, as arranged: entry into force, 1 January 2030." in text_of(
        client, "/agreements/b/?on=2001-06-01"
    )


def test_every_contradiction_stands_before_the_life_and_names_both_sides(client: Client) -> None:
    network = installed_library().network()
    on = day("2026-11-01")
    told = [
        (view, [each for each in view.contradictions if each.kind not in COMPATIBLE])
        for view in views(network, on).agreements
    ]
    disputed = [(view, found) for view, found in told if found]
    assert disputed
    for view, found in disputed:
        page = client.get(f"/agreements/{view.agreement.id}/?on={on}").content.decode()
        assert page.count('<section class="contradiction">') == len(found)
        assert page.index('class="contradiction"') < page.index('<ol class="acts">')
        for name in (*found[0].claims[:2], *found[0].against[:2]):
            assert re.search(rf'href="[^"#]*#claim-{re.escape(name)}"', page)


def test_every_claim_is_shown_in_the_original_with_its_english_beside_it(client: Client) -> None:
    claims = installed_library().network().by_agreement["jp-fr-raa"]
    page = client.get("/agreements/jp-fr-raa/").content.decode()

    assert all(page.count(f'id="claim-{each.id}"') == 1 for each in claims)
    assert re.search(
        r'<blockquote lang="de"><p>Paris drängt [^<]*</p></blockquote>\s*<blockquote lang="en"><p>Paris has',
        page,
    )


def test_what_could_be_known_on_a_day_is_shown_beside_what_held(client: Client) -> None:
    said = text_of(client, "/agreements/jp-fr-raa/?on=2024-05-02&known=2023-06-01")

    assert "What could be known of it on 1 June 2023 ◔ study agreed since 9 May 2023" in said
    assert "3 claims are left out here: nobody recorded when they were published." in said


def test_the_life_has_a_row_for_each_act_and_a_mark_for_each_dated_claim(
    client: Client,
) -> None:
    loaded(
        claim("c1", "a", "negotiations_opened", "2000"),
        claim("c2", "a", "signed", "2001-01-01"),
        claim("c3", "a", "signed", "2001-01-03"),
        claim("c4", "a", "entered_into_force", "2003-01-01", Tense.FORECAST),
        claim("c5", "a", "terminated", "2002-01-01", Tense.DENIED),
        pacts=(pact("a", "FR", "JP"),),
    )

    page = client.get("/agreements/a/?on=2004-01-01").content.decode()
    (found,) = re.findall(r'<svg class="life".*?</svg>', page, re.DOTALL)[:1]
    picture = ET.fromstring(found)
    kinds = [each.get("class", "") for each in picture.iter() if each.get("class", "").startswith("act ")]

    assert [a.get("href") for a in picture.iter("a")] == ["#act-1", "#act-2", "#act-3", "#act-4"]
    assert sorted(kinds) == [
        "act act--done",
        "act act--done",
        "act act--done act--contradicted",
        "act act--scheduled act--contradicted",
    ]
    assert [each.get("class") for each in picture.iter("rect")][:3] == [
        "span status--negotiating",
        "span status--negotiating",
        "span status--signed",
    ]


def test_an_agreement_with_a_rulebook_leads_to_it_and_one_without_does_not(client: Client) -> None:
    assert 'href="/law/jp-au-raa/"' in client.get("/agreements/jp-au-raa/").content.decode()
    assert 'href="/law/jp-ca-raa/"' not in client.get("/agreements/jp-ca-raa/").content.decode()


def test_what_it_replaces_and_what_replaces_it_are_linked(client: Client) -> None:
    loaded(pacts=(pact("old", "FR", "JP"), pact("new", "FR", "JP", replaces="old")))

    assert re.search(
        r'It takes the place of:\s*<a class="govuk-link" href="/agreements/old/">', _page(client, "new")
    )
    assert re.search(
        r'It is replaced by:\s*<a class="govuk-link" href="/agreements/new/">', _page(client, "old")
    )


def test_durations_and_what_came_of_forecasts_are_said(client: Client) -> None:
    said = text_of(client, "/agreements/jp-au-raa/?on=2024-05-02")

    assert (
        "108 to 109 months from start of negotiations, Jul 2014, to entry into force, 13 August 2023." in said
    )
    assert "Entry into force arranged 13 August 2023 It came as said, 13 August 2023." in said


def test_many_claims_are_paged_and_links_to_them_lead_to_their_page(client: Client) -> None:
    rivals = [claim(f"c{n:03}", "a", "signed", f"2001-01-{1 + n % 28:02}") for n in range(120)]
    loaded(*rivals, pacts=(pact("a", "FR", "JP"),))

    first, last = _page(client, "a"), _page(client, "a", "?page=3")

    assert first.count('<article id="claim-') == 50
    assert last.count('<article id="claim-') == 20
    assert "Page 3 of 3" in last
    assert re.search(r'href="\?on=[0-9-]+&amp;page=1#claim-c', last)


def test_what_a_source_wrote_is_shown_as_text_and_never_as_code(client: Client) -> None:
    hostile = replace(
        claim("c1", "a", "signed", "2001-01-01"), quote="<script>alert(1)</script>", gloss='"><img>'
    )
    loaded(hostile, pacts=(pact("a", "FR", "JP"),))

    page = _page(client, "a")

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert '"><img>' not in page


def test_an_address_of_a_source_that_is_no_web_address_is_no_link(client: Client) -> None:
    pacts = (pact("a", "FR", "JP"), pact("b", "FR", "JP"))
    for name, address in (("a", "javascript:alert(1)"), ("b", "https://example.org/1")):
        loaded(
            claim("c1", name, "signed", "2001-01-01"), pacts=pacts, source=replace(SOURCE, address=address)
        )
        assert (f'href="{address}"' in _page(client, name)) == (name == "b")


@pytest.mark.parametrize("name", ["nothing", "jp-au-raa.", "..", "a" * 200])
def test_an_unknown_agreement_is_not_found(client: Client, name: str) -> None:
    assert client.get(f"/agreements/{name}/").status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_claims(
    client: Client, django_assert_num_queries: object
) -> None:
    for number, each in enumerate((4, 200)):
        crowd(20, each)
        with django_assert_num_queries(6):  # type: ignore[operator]
            client.get(f"/agreements/p3/?on=2026-01-0{number + 1}")


def _page(client: Client, name: str, query: str = "") -> str:
    response = client.get(f"/agreements/{name}/{query}")
    assert response.status_code == 200
    return response.content.decode()
