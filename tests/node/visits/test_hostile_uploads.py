"""What strangers send to do harm: it is refused with a sentence, or read as the data that it is."""

import io
import multiprocessing
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from django.utils import timezone

from comity.desk import uploads
from comity.node.config.logs import JsonLines
from comity.node.visits import actions, limits, performing, worker
from comity.node.visits.assignments import Assignment
from comity.node.visits.models import Desk, File, Work
from comity.node.visits.processes import PROCESSES
from tests.node.visits.browsing import COMMITTED, Browser

pytestmark = COMMITTED
HEADER = b'receiving_state = "JP"\nsending_state = "AU"\nstart = 2024-02-01\nend = 2024-02-20\n'
PEOPLE = b"surname,given_names\nTest,Anna\n"


def archive(entries: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in entries.items():
            made.writestr(name, content)
    return held.getvalue()


def workbook(*rows: tuple[str, ...]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def read(browser: Browser, *files: tuple[str, bytes]) -> tuple[int, str]:
    """The page that files lead to, and its status."""
    page = browser.opened(f"{browser.desk(*files)}reading")
    return page.status_code, page.content.decode()


def test_an_archive_that_unpacks_to_far_more_is_refused_with_a_sentence(browser: Browser) -> None:
    status, page = read(browser, ("v.zip", archive({"people.csv": bytes(80 * 1024 * 1024)})))

    assert status == 422
    assert "upload.archive-too-large" in page
    assert "The archive cannot be read." in page


def test_an_archive_that_leads_out_of_its_folder_is_refused(browser: Browser) -> None:
    status, page = read(browser, ("v.zip", archive({"../../people.csv": PEOPLE})))

    assert status == 422
    assert "upload.archive-name" in page


def test_a_workbook_that_unpacks_to_far_more_is_told_as_a_problem(browser: Browser) -> None:
    whole = workbook(("surname",), ("Test",))
    with zipfile.ZipFile(io.BytesIO(whole)) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"</sheetData>", b"</sheetData>" + b" " * 200_000_000)

    status, page = read(browser, ("people.xlsx", archive(parts)), ("visit.toml", HEADER))

    assert status == 200
    assert "limit." in page


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("people.xlsx", b"\xd0\xcf\x11\xe0 an old workbook"),
        ("people.xlsx", b"%PDF-1.7"),
        ("people.xlsx", PEOPLE),
        ("people.csv", workbook(("surname",), ("Test",))),
        ("people.csv", b"\x00\x01\x02\x03" * 100),
        ("visit.toml", b"\xff\xfe\x00"),
        ("visit.toml", b"[" * 100_000),
    ],
)
def test_a_file_under_a_false_name_is_told_as_a_problem(browser: Browser, name: str, content: bytes) -> None:
    beside = [("goods.csv", b"description\nTent\n")] if name == "visit.toml" else [("visit.toml", HEADER)]

    status, page = read(browser, (name, content), *beside)

    assert status == 200
    assert 'class="problems"' in page


@pytest.mark.parametrize(
    ("files", "code", "status"),
    [
        ([], "upload.nothing", 422),
        ([("people.csv", b"")], "upload.empty", 422),
        ([("people.exe", b"MZ")], "upload.kind", 422),
        ([("people.csv", bytes(uploads.SENT_BYTES + 1))], "upload.too-large", 413),
    ],
)
def test_what_cannot_be_a_visit_is_refused_at_once(
    browser: Browser, files: list[tuple[str, bytes]], code: str, status: int
) -> None:
    response = browser.dropped(*files)

    assert response.status_code == status
    assert code in response.content.decode()
    assert not Desk.objects.exists()


def test_more_files_than_may_be_sent_are_refused(browser: Browser) -> None:
    response = browser.dropped(*((f"{at}.csv", PEOPLE) for at in range(uploads.SENT_FILES + 1)))

    assert response.status_code in (413, 422)
    assert not Desk.objects.exists()


NAMES = [
    "<script>alert(1)</script>.csv",
    'a"; filename="b.html.csv',
    "\u202exslx.csv",
    "../../../etc/people.csv",
    "=cmd|' /C calc'!A0.csv",
    "名簿\u0000.csv",
    "{{ 7 * 7 }}{% raw %}.csv",
    "a" * 400 + ".csv",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_could_act_is_shown_as_text_and_stands_in_no_header(browser: Browser, name: str) -> None:
    desk = browser.desk((name, PEOPLE), ("visit.toml", HEADER))

    pages = [browser.opened(f"{desk}{page}") for page in ("reading", "answer", "take/list-with-answer.xlsx")]

    assert [page.status_code for page in pages] == [200, 200, 200]
    assert "<script>alert" not in pages[0].content.decode()
    assert pages[2]["Content-Disposition"] == 'attachment; filename="list-with-answer.xlsx"'
    for page in pages:
        assert "x" not in page.cookies
        assert not any("\n" in f"{key}{value}" for key, value in page.items())


def test_a_name_that_breaks_its_own_header_is_refused(browser: Browser) -> None:
    refused = browser.dropped(("a\r\nSet-Cookie: visitor=x\r\n.csv", PEOPLE))

    assert refused.status_code == 422
    assert "Set-Cookie" not in refused
    assert not Desk.objects.exists()


def test_what_stands_in_cells_is_shown_as_text(browser: Browser) -> None:
    cells = ("<img src=x onerror=alert(1)>", "{{ 7 * 7 }}", "=1+1", "9" * 400, "\u202e\u0000\ud7ff")
    rows = b"surname,given_names\n" + b"".join(f'"{c}",Anna\n'.encode() for c in cells)
    desk = browser.desk(("visit.toml", HEADER), ("people.csv", rows))

    for page in ("reading", "questions", "answer"):
        shown = browser.text(f"{desk}{page}")
        assert "<img src=x" not in shown
        assert "onerror=alert(1)>" not in shown


def test_a_formula_in_a_list_stays_text_in_the_workbook_that_is_taken(browser: Browser) -> None:
    desk = browser.desk(("visit.toml", HEADER), ("people.csv", b'surname\n"=HYPERLINK(""x"")"\n'))

    taken = browser.opened(f"{desk}take/list-with-answer.xlsx").content

    cells = [
        cell
        for sheet in openpyxl.load_workbook(io.BytesIO(taken))
        for row in sheet.iter_rows()
        for cell in row
    ]
    assert any("HYPERLINK" in str(cell.value) for cell in cells)
    assert not any(cell.data_type == "f" for cell in cells)


def test_huge_numbers_are_told_as_problems(browser: Browser) -> None:
    goods = b"description,quantity,value\nTent,1e400,99999999999999999999999999\n"

    status, page = read(browser, ("visit.toml", HEADER), ("goods.csv", goods))

    assert status == 200
    assert 'class="problems"' in page


def test_more_lines_than_are_answered_here_are_refused_with_the_limit(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = b"surname\n" + b"Test\n" * (limits.LINES + 1)

    status, page = read(browser, ("visit.toml", HEADER), ("people.csv", many))

    assert status == 422
    assert "The visit has 50,001 lines; 50,000 are answered here." in page


@pytest.fixture
def fresh_processes() -> Iterator[None]:
    yield
    PROCESSES.stop()


def test_work_that_takes_too_long_is_ended_and_the_next_is_done(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, fresh_processes: None
) -> None:
    long = b"surname,given_names\n" + b"Test,Anna\n" * 49_000

    with monkeypatch.context() as hurried:
        hurried.setattr(limits, "SECONDS", 0.1)
        desk = browser.desk(("visit.toml", HEADER), ("people.csv", long))
        late = browser.opened(f"{desk}take/list-with-answer.xlsx")

    assert late.status_code == 503
    assert "work.too-long" in late.content.decode()
    assert read(browser, ("visit.toml", HEADER), ("people.csv", PEOPLE))[0] == 200


@pytest.mark.parametrize(
    "page",
    [
        "answer?on=tomorrow",
        "answer?on=0001-01-01",
        f"answer?on={'9' * 5000}",
        "answer?under=../x",
        "answer?under=no-such-raa",
        "compare?with=<x>",
        "compare?with=as-is",
    ],
)
def test_a_bad_address_is_refused_with_a_sentence(browser: Browser, page: str) -> None:
    desk = browser.desk(("visit.toml", HEADER), ("people.csv", PEOPLE))

    response = browser.opened(f"{desk}{page}")

    assert response.status_code == 422
    assert "Code:" in response.content.decode()


def test_a_visitor_has_so_many_visits_and_no_more(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "DESKS", 2)
    browser.desk(("people.csv", PEOPLE))
    browser.desk(("people.csv", PEOPLE))

    refused = browser.dropped(("people.csv", PEOPLE))

    assert refused.status_code == 429
    assert Desk.objects.count() == 2


def test_a_node_that_is_full_says_so(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "STORED_BYTES", 10)

    refused = browser.dropped(("people.csv", PEOPLE))

    assert refused.status_code == 503
    assert "as much to do as it can hold" in refused.content.decode()
    assert not File.objects.exists()


def test_a_node_whose_queue_is_full_says_when_to_come_again(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "WAITING", 0)
    desk = browser.desk(("people.csv", PEOPLE))

    busy = browser.get(f"{desk}reading")

    assert (busy.status_code, busy["Retry-After"]) == (503, "120")


def test_work_that_was_lost_with_its_worker_is_done_again(browser: Browser) -> None:
    desk = browser.desk(("visit.toml", HEADER), ("people.csv", PEOPLE))
    browser.get(f"{desk}reading")
    long_ago = timezone.now() - limits.LOST - limits.LOST
    Work.objects.update(state=Work.State.RUNNING, touched_at=long_ago)

    assert browser.opened(f"{desk}reading").status_code == 200


def test_a_process_that_is_killed_harms_nothing_else(browser: Browser, fresh_processes: None) -> None:
    desk = browser.desk(("visit.toml", HEADER), ("people.csv", PEOPLE))
    assert browser.opened(f"{desk}reading").status_code == 200

    for process in multiprocessing.active_children():
        process.kill()
        process.join()

    assert browser.opened(f"{desk}answer").status_code == 200


def test_a_mistake_of_ours_is_told_to_the_visitor_and_its_place_but_nothing_sent_to_the_log(
    browser: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    desk = browser.desk(("visit.toml", HEADER), ("people.csv", PEOPLE))
    opened = Desk.objects.get()
    mistaken = actions.ask_for(opened, "look", {"on": "Anna Test's birthday"}, "en")

    worker.work(until_idle=True)

    mistaken.refresh_from_db()
    assert (mistaken.state, mistaken.code) == (Work.State.FAILED, "work.failed")
    assert "on our side" in mistaken.sentence
    told = "\n".join(JsonLines().format(record) for record in caplog.records)
    assert "performing.py" in told
    assert "builtins.ValueError" in told
    assert "birthday" not in told
    assert browser.opened(f"{desk}reading").status_code == 200


def test_whatever_is_written_on_the_way_stands_in_the_folder_that_goes_with_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", None)

    performing.perform(Assignment(str(tmp_path), (), "visit", {"on": "2024-01-01"}, "en", "", {}, ()))

    assert tempfile.gettempdir() == str(tmp_path)


def test_what_no_database_can_hold_is_shown_as_a_sign_in_its_place(browser: Browser) -> None:
    crew = "surname,Kit\x00bag,\u202e\nTest,a\x00b,c\n".encode()

    status, page = read(browser, ("visit.toml", HEADER), ("crew.csv", crew))

    assert status == 200
    assert "\x00" not in page
