"""One visitor can neither take the queue from the others nor fill the node, and what is over goes."""

import os
import tempfile
import threading
import time
from pathlib import Path

import pytest
from django.db import connection, transaction

from comity.node.visits import actions, lapsing, limits, queries, tasks
from comity.node.visits.models import Desk, Work
from comity.node.visits.views_start import _states
from tests.node.visits.browsing import COMMITTED, Browser

pytestmark = COMMITTED
HEADER = b'receiving_state = "JP"\nsending_state = "AU"\nstart = 2024-02-01\nend = 2024-02-20\n'
PEOPLE = b"surname,given_names\nTest,Anna\n"


def small(browser: Browser) -> str:
    return browser.desk(("visit.toml", HEADER), ("people.csv", PEOPLE))


def days(many: int) -> list[str]:
    return [f"answer?on=2024-01-{day:02}" for day in range(1, many + 1)]


@pytest.fixture(autouse=True)
def empty_queue(transactional_db: None) -> None:
    """The tables of the queue are no models of ours, so nothing empties them after a test."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


def queued() -> list[tuple[str, int]]:
    """The jobs in the sequence in which a worker takes them: what each is, and its priority."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, priority FROM procrastinate_jobs ORDER BY priority DESC, id")
        return [(str(name), int(priority)) for name, priority in cursor.fetchall()]


def test_one_visitor_has_so_much_waiting_and_others_are_served_all_the_same(
    browser: Browser, other_browser: Browser
) -> None:
    desk, theirs = small(browser), small(other_browser)

    statuses = [browser.get(f"{desk}{page}").status_code for page in days(limits.WAITING_OF_ONE + 3)]

    assert statuses == [202] * limits.WAITING_OF_ONE + [503] * 3
    assert browser.get(f"{desk}{days(1)[0]}").status_code == 202
    assert other_browser.get(f"{theirs}reading").status_code == 202


def test_the_limit_is_one_for_all_desks_of_a_visitor(browser: Browser) -> None:
    first, second = small(browser), small(browser)
    for page in days(limits.WAITING_OF_ONE):
        browser.get(f"{first}{page}")

    assert browser.get(f"{second}reading").status_code == 503


def test_who_waits_for_much_lets_others_go_before(browser: Browser, other_browser: Browser) -> None:
    desk, theirs = small(browser), small(other_browser)
    for page in days(3):
        browser.get(f"{desk}{page}")
    other_browser.get(f"{theirs}reading")

    assert queued() == [("perform_work", 0), ("perform_work", 0), ("perform_work", -1), ("perform_work", -2)]


def test_taking_away_what_is_over_comes_before_all_work(browser: Browser) -> None:
    browser.get(f"{small(browser)}reading")
    tasks.remove_lapsed.configure().defer(timestamp=0)

    assert queued()[0] == ("remove_lapsed", 1)


def test_a_desk_holds_so_many_results_and_the_oldest_go(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "RESULTS", 2)
    desk = small(browser)
    for page in days(4):
        assert browser.opened(f"{desk}{page}").status_code == 200

    held = [work.parameters["on"] for work in Work.objects.order_by("touched_at")]
    assert held == ["2024-01-02", "2024-01-03", "2024-01-04"]
    assert browser.opened(f"{desk}{days(1)[0]}").status_code == 200


def test_what_came_of_files_counts_to_what_the_node_holds(browser: Browser) -> None:
    desk = small(browser)
    sent = queries.stored_bytes()
    assert sent == len(HEADER) + len(PEOPLE)

    taken = browser.opened(f"{desk}take/answer.json").content
    page = Work.objects.create(desk_id=desk.split("/")[2], revision=9, kind="x", key="x", page="é" * 10)

    assert queries.stored_bytes() == sent + len(taken) + len(page.page.encode())


def test_a_desk_that_is_removed_while_its_page_is_asked_for_is_not_there(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = small(browser)
    # Between the look at whose desk it is and the work that its page needs.
    monkeypatch.setattr(actions, "used", lambda desk: Desk.objects.filter(pk=desk.pk).delete())

    assert browser.get(f"{desk}answer").status_code == 404
    assert not Work.objects.exists()


def test_a_visit_is_removed_although_work_on_it_is_being_asked_for(browser: Browser) -> None:
    small(browser)
    desk = Desk.objects.get()
    asked, go_on = threading.Event(), threading.Event()

    def asking() -> None:
        with transaction.atomic():
            actions.ask_for(desk, "look", {"on": "2024-01-01"}, "en")
            asked.set()
            go_on.wait(10)
        connection.close()

    thread = threading.Thread(target=asking)
    thread.start()
    assert asked.wait(10)
    threading.Timer(0.3, go_on.set).start()
    actions.remove(desk)
    thread.join()

    assert (Desk.objects.count(), Work.objects.count()) == (0, 0)


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_what_a_killed_worker_left_on_the_disk_goes_and_nothing_else(temporary: Path) -> None:
    long_ago = time.time() - limits.FORGOTTEN.total_seconds() - 60
    with lapsing.folder_of_work() as at_work:
        (at_work / "0").write_bytes(PEOPLE)
        left, young, foreign = (
            temporary / name for name in ("comity-visit-left", "comity-visit-new", "other")
        )
        for folder in (left, young, foreign):
            folder.mkdir()
            (folder / "0").write_bytes(PEOPLE)
        (temporary / "comity-visit-link").symlink_to(foreign)
        for folder in (at_work, left, foreign):
            os.utime(folder, (long_ago, long_ago))

        lapsing.remove_abandoned()

        assert not left.exists()
        assert all((folder / "0").exists() for folder in (at_work, young, foreign))
    assert not at_work.exists()


def test_what_is_no_state_is_not_remembered(browser: Browser) -> None:
    _states.cache_clear()
    for n in range(3):
        refused = browser.dropped(("people.csv", PEOPLE), sending_state=f"{n}" * 1_000)
        assert refused.status_code == 422

    assert _states.cache_info().currsize == 1
