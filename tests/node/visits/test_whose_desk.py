"""A visit is there for the browser that brought it, for as long as it was said, and for nobody else."""

import datetime as dt
import hashlib

import pytest
from django.db import connection
from django.utils import timezone

from comity.node.audit.models import Entry
from comity.node.visits import actions, tasks
from comity.node.visits.models import Desk, File, Work
from comity.node.visits.visitors import COOKIE
from tests.node.visits.browsing import COMMITTED, Browser
from tests.node.visits.forms import form_to

pytestmark = COMMITTED
HEADER = b'receiving_state = "JP"\nsending_state = "AU"\nstart = 2024-02-01\nend = 2024-02-20\n'
PEOPLE = b"surname,given_names\nTest,Anna\n"
PAGES = ("", "reading", "reading/0", "questions", "answer", "compare", "take", "take/answer.json")


def small(browser: Browser) -> str:
    return browser.desk(("visit.toml", HEADER), ("people.csv", PEOPLE))


@pytest.mark.parametrize("page", PAGES)
def test_another_browser_finds_nothing_at_the_address(
    browser: Browser, other_browser: Browser, page: str
) -> None:
    desk = small(browser)
    small(other_browser)

    assert browser.opened(f"{desk}{page}").status_code in (200, 404 if page == "reading/0" else 200)
    assert other_browser.get(f"{desk}{page}").status_code == 404


@pytest.mark.parametrize(
    "page", ["reading", "reading/0", "questions", "questions/0/take-back", "keep", "remove"]
)
def test_another_browser_changes_nothing(browser: Browser, other_browser: Browser, page: str) -> None:
    desk = small(browser)
    small(other_browser)

    assert other_browser.post(f"{desk}{page}", {"revision": "1"}).status_code == 404
    assert Desk.objects.count() == 2


def test_work_of_one_desk_cannot_be_answered_from_another(browser: Browser, other_browser: Browser) -> None:
    mine, theirs = small(browser), small(other_browser)
    browser.text(f"{mine}questions")
    work = Work.objects.get(desk_id=mine.split("/")[2], kind="questions")

    refused = other_browser.post(f"{theirs}questions", {"revision": "1", "work": str(work.pk), "by": "X"})

    assert refused.status_code == 409


def test_the_node_knows_only_the_digest_of_a_browsers_secret(browser: Browser) -> None:
    small(browser)

    cookie = browser.cookies[COOKIE]
    assert len(cookie.value) >= 43  # 256 bits in base 64
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", "")
    assert Desk.objects.get().visitor == hashlib.sha256(cookie.value.encode()).hexdigest()


def test_a_desk_goes_an_hour_after_its_last_use(browser: Browser) -> None:
    desk = small(browser)
    browser.text(f"{desk}reading")
    Desk.objects.update(lapses_at=timezone.now() + dt.timedelta(minutes=5))

    browser.text(f"{desk}reading")
    assert Desk.objects.get().lapses_at > timezone.now() + dt.timedelta(minutes=59)

    Desk.objects.update(lapses_at=timezone.now())
    assert browser.get(f"{desk}reading").status_code == 404
    tasks.remove_lapsed(timestamp=0)
    assert not Desk.objects.exists()
    assert not File.objects.exists()
    assert not Work.objects.exists()


def test_a_desk_is_kept_for_thirty_days_only_when_that_is_asked(browser: Browser) -> None:
    desk = small(browser)
    page = browser.text(f"{desk}reading")
    assert "removed one hour after you last used it" in page

    form = form_to(page, f"{desk}reading", f"{desk}keep")
    browser.post(form.action, form.fields)

    kept = Desk.objects.get()
    assert kept.lapses_at > timezone.now() + dt.timedelta(days=29)
    assert browser.cookies[COOKIE]["max-age"] == 30 * 24 * 60 * 60
    assert "You asked to keep this visit." in browser.text(f"{desk}reading")


def test_what_is_removed_now_is_gone_at_once(browser: Browser) -> None:
    desk = small(browser)
    form = form_to(browser.text(f"{desk}answer"), f"{desk}answer", f"{desk}remove")

    said = browser.post(form.action, form.fields, follow=True).content.decode()

    assert "The visit was removed" in said
    assert (Desk.objects.count(), File.objects.count(), Work.objects.count()) == (0, 0, 0)
    assert browser.get(f"{desk}answer").status_code == 404


def test_nothing_of_an_upload_stays_in_the_audit_or_the_queue(browser: Browser) -> None:
    desk = browser.desk(("secret-plan.csv", PEOPLE), receiving_state="JP")
    browser.text(f"{desk}reading")

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs")
        jobs = cursor.fetchone()
    kept = " ".join(f"{entry} {entry.facts}" for entry in Entry.objects.all())
    assert jobs == (0,)
    assert "visit.opened" in kept
    assert "secret" not in kept
    assert "Anna" not in kept


def test_pages_of_a_desk_stay_in_no_cache(browser: Browser) -> None:
    desk = small(browser)

    for page in ("reading", "answer", "take/answer.json"):
        assert browser.opened(f"{desk}{page}")["Cache-Control"] == "no-store"


def test_the_same_thing_is_worked_out_once_for_each_revision_and_language(browser: Browser) -> None:
    desk = small(browser)
    browser.text(f"{desk}answer")
    browser.text(f"{desk}answer")
    assert Work.objects.filter(kind="answer").count() == 1

    browser.opened(f"{desk}answer", **{"Accept-Language": "fr"})
    assert Work.objects.filter(kind="answer").count() == 2

    actions.change(Desk.objects.get(), 1, lambda answers: answers)
    assert not Work.objects.exists()


def test_a_form_without_its_token_is_refused(browser: Browser) -> None:
    desk = small(browser)
    strict = Browser(enforce_csrf_checks=True)
    strict.cookies = browser.cookies

    assert strict.post(f"{desk}remove").status_code == 403
    assert strict.dropped(("people.csv", PEOPLE)).status_code == 403
    assert Desk.objects.count() == 1
