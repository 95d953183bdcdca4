"""What changed since a day, as a page and as a feed, of the installed network."""

import datetime as dt
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from comity.corpus.library import installed_library
from comity.domain.agreements.vocabulary import Tense
from comity.node.agreements import changes_queries as queries
from comity.node.agreements.forms import today
from tests.node.agreements.building import text_of

pytestmark = pytest.mark.django_db
ATOM = {"": "http://www.w3.org/2005/Atom"}
BAD_DAYS = [
    "2024-02-30",
    "2024",
    "yesterday",
    "20240502",
    "0001-01-01",
    "9999-12-31",
    "2024-05-02T00:00",
    "٢٠٢٤-٠٥-٠٢",
]


def test_the_page_tells_what_happened_between_two_days_with_the_status_before(client: Client) -> None:
    shown = text_of(client, "/agreements/changes/?since=2023-08-01&until=2023-08-31")

    assert (
        "13 August 2023 Agreement between Japan and Australia concerning the Facilitation of Reciprocal "
        "Access and Cooperation Entry into force Told on 14 August 2023 ● in force before: approved" in shown
    )


def test_the_page_tells_what_was_only_told_later_of_acts_before(client: Client) -> None:
    shown = text_of(client, "/agreements/changes/?since=2023-03-01&until=2023-03-31")

    told = shown[shown.index("What was only told in this time") :]
    assert "21 March 2023 Japan–Republic of Korea" in told
    assert "Notice of termination (South Korea), Aug" in told


def test_an_act_of_which_only_the_month_is_known_is_shown_with_its_month(client: Client) -> None:
    shown = text_of(client, "/agreements/changes/?since=2025-06-01&until=2025-07-01&state=PH")
    feed = client.get("/agreements/changes.atom?state=PH").content.decode()

    assert "Jun 2025 France–Philippines" in shown
    assert "30 June 2025" not in shown
    assert "negotiating since Jun 2025" in feed


def test_without_days_the_page_shows_the_last_year(client: Client) -> None:
    before = today()
    page = client.get("/agreements/changes/").content.decode()
    years_ago = {day - dt.timedelta(days=365) for day in (before, today())}

    assert any(f'value="{day.isoformat()}"' in page for day in years_ago)


def test_the_page_says_what_the_claims_say_for_any_two_days() -> None:
    network = installed_library().network()
    since, until = dt.date(2024, 1, 1), dt.date(2024, 12, 31)

    told = {
        row["claim_id"]
        for page in (1, 2, 3)
        for row in queries.tellings_page(queries.told(since, until), page)
    }

    assert told == {
        claim.id
        for claim in network.claims
        if claim.event
        and claim.agreements
        and claim.tense in (Tense.DONE, Tense.STATE)
        and claim.date
        and claim.date.last <= since
        and (published := network.sources[claim.source].published)
        and since < published.last <= until
    }


@pytest.mark.parametrize("field", ["since", "until"])
@pytest.mark.parametrize("text", BAD_DAYS)
def test_a_day_that_cannot_be_read_is_named_beside_its_field(client: Client, field: str, text: str) -> None:
    response = client.get("/agreements/changes/", {field: text})

    assert response.status_code == 400
    assert (
        f'<a href="#{field}">Enter a day from 1900 up to today, such as 2024-05-02.</a>'
        in response.content.decode()
    )


def test_a_last_day_before_the_first_is_refused_and_one_to_come_too(client: Client) -> None:
    turned = client.get("/agreements/changes/?since=2024-05-02&until=2024-05-01")
    to_come = client.get("/agreements/changes/", {"until": (today() + dt.timedelta(days=2)).isoformat()})

    assert (turned.status_code, to_come.status_code) == (400, 400)
    assert "Enter a day that is not before the first one." in turned.content.decode()


@pytest.mark.parametrize("text", ["<script>", "9" * 10_000, "\x00", "\U0001f600", "-1", "0", "é"])
def test_whatever_is_typed_as_a_page_or_a_day_does_no_harm(client: Client, text: str) -> None:
    for field in ("page", "told", "since", "until", "state"):
        response = client.get("/agreements/changes/", {field: text})

        assert response.status_code in (200, 400)
        assert "<script>" not in response.content.decode()


def test_pages_follow_each_other_and_the_link_keeps_the_days(client: Client) -> None:
    first = client.get("/agreements/changes/?since=2010-01-01&until=2020-12-31").content.decode()
    second = client.get(
        "/agreements/changes/?since=2010-01-01&until=2020-12-31&told=1&page=2"
    ).content.decode()

    assert "?since=2010-01-01&amp;until=2020-12-31&amp;told=1&amp;page=2" in first
    assert "Page 2 of" in second


def test_who_names_a_state_sees_what_changed_of_its_agreements_alone(client: Client) -> None:
    days = "since=2010-01-01&until=2025-12-31"
    network = installed_library().network()

    rows = list(queries.changes_page(queries.happened(dt.date(2010, 1, 1), dt.date(2025, 12, 31), "FR"), 1))
    page = client.get(f"/agreements/changes/?{days}&state=france").content.decode()

    assert rows
    assert all("FR" in network.agreements[row["agreement_id"]].parties for row in rows)
    assert 'href="/agreements/changes.atom?state=FR"' in page
    assert f"{len(rows)} acts." in page


def test_the_link_to_the_next_page_keeps_the_state(client: Client) -> None:
    page = client.get("/agreements/changes/?since=1950-01-01&state=JP").content.decode()

    assert "&amp;state=JP&amp;told=1&amp;page=2" in page


def test_a_state_that_nobody_knows_is_named_beside_its_field(client: Client) -> None:
    response = client.get("/agreements/changes/?state=Atlantis")

    assert response.status_code == 400
    assert '<a href="#state">“Atlantis” is no State or group that is known here.' in response.content.decode()


def test_the_feed_of_a_state_holds_its_agreements_alone_and_is_a_feed_of_its_own(client: Client) -> None:
    response = client.get("/agreements/changes.atom?state=FR")
    feed = ET.fromstring(response.content)
    network = installed_library().network()

    ids = [entry.findtext("id", "", ATOM).split(":")[3] for entry in feed.findall("entry", ATOM)]
    assert ids
    assert all("FR" in network.agreements[name].parties for name in ids)
    assert feed.findtext("id", "", ATOM) == "urn:comity:changes:FR"
    assert feed.findtext("title", "", ATOM) == "Changes in the agreements of France"
    assert client.get("/agreements/changes.atom?state=Atlantis").status_code == 404


def test_the_number_of_queries_does_not_grow_with_what_is_shown(django_assert_num_queries: object) -> None:
    shown = ((dt.date(2024, 1, 1), dt.date(2024, 1, 2)), (dt.date(1950, 1, 1), dt.date(2026, 1, 1)))
    for since, until in shown:
        with django_assert_num_queries(2):  # type: ignore[operator]
            list(queries.changes_page(queries.happened(since, until), 1))
            list(queries.tellings_page(queries.told(since, until), 1))


def entries(client: Client) -> list[ET.Element]:
    response = client.get("/agreements/changes.atom")
    assert response["Content-Type"].startswith("application/atom+xml")
    return ET.fromstring(response.content).findall("entry", ATOM)


def test_the_feed_has_the_last_news_first_each_with_an_id_of_its_own(client: Client) -> None:
    found = entries(client)
    updated = [entry.findtext("updated", "", ATOM) for entry in found]
    ids = [entry.findtext("id", "", ATOM) for entry in found]

    assert len(found) == 50
    assert updated == sorted(updated, reverse=True)
    assert len(set(ids)) == len(ids)
    assert "urn:comity:change:jp-ph-raa:entered_into_force" in ids
    assert max(updated) < (today() + dt.timedelta(days=1)).isoformat()


def test_who_has_the_feed_already_is_told_that_it_has_not_changed(client: Client) -> None:
    first = client.get("/agreements/changes.atom")
    again = client.get("/agreements/changes.atom", headers={"If-None-Match": first["ETag"]})
    german = client.get("/agreements/changes.atom", headers={"Accept-Language": "de"})

    assert (again.status_code, again.content) == (304, b"")
    assert german["ETag"] != first["ETag"]


def test_the_page_names_the_feed(client: Client) -> None:
    page = client.get("/agreements/changes/").content.decode()

    assert '<link rel="alternate" type="application/atom+xml"' in page
