"""From a list that is dropped to its answer, as the command gives it."""

import io
import json
import threading
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from comity.cli.main import main
from comity.desk.examples import examples
from comity.node.visits import limits, worker
from tests.examples.messy_bushido import AS_RECEIVED
from tests.examples.test_messy_bushido import BY, OPEN
from tests.node.visits.browsing import COMMITTED, Browser
from tests.node.visits.forms import form_to

pytestmark = COMMITTED
EXAMPLE = Path(__file__).parents[3] / "examples" / "bushido-guardian-23"
ON = "2023-08-14"


def flagship() -> list[tuple[str, bytes]]:
    """The files of the flagship, as somebody would choose them all."""
    chosen = (file for file in sorted(EXAMPLE.iterdir()) if file.suffix in (".csv", ".toml"))
    return [(file.name, file.read_bytes()) for file in chosen]


def by_command(path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    main(["assess", str(path), "--on", ON, "--format", "json"])
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


def answer_of(browser: Browser, desk: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(browser.opened(f"{desk}take/answer.json?on={ON}").content)
    return answer


def archive(files: list[tuple[str, bytes]]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        for name, content in files:
            made.writestr(name, content)
    return held.getvalue()


def test_the_flagship_is_answered_as_the_command_answers_it(
    browser: Browser, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = browser.desk(*flagship())

    read = browser.text(f"{desk}reading")
    page = browser.text(f"{desk}answer?on={ON}")

    assert "Everything was read." in read
    assert "not covered" in page
    assert answer_of(browser, desk) == by_command(EXAMPLE, capsys)


def test_an_archive_of_its_folder_is_the_same_visit(
    browser: Browser, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [(f"bushido/{name}", content) for name, content in flagship()]

    desk = browser.desk(("bushido.zip", archive([*files, ("bushido/README.md", b"# A visit")])))

    assert answer_of(browser, desk) == by_command(EXAMPLE, capsys)


def test_four_answers_on_two_pages_settle_the_squadrons_own_workbook(browser: Browser) -> None:
    desk = browser.desk(("load-and-roll.xlsx", AS_RECEIVED.read_bytes()))
    page = f"{desk}questions?on={ON}"
    form = form_to(browser.text(page), page)
    browser.post(page, {**form.fields, form.named("Who attests?"): BY, "p0": "yes", "p1": "yes"})
    form = form_to(browser.text(page), page)
    oversize, meat = form.named("(oversize)"), form.named("(contains_meat)")

    sent = browser.post(
        page,
        {
            **form.fields,
            "p0": "yes",
            oversize: "yes",
            oversize.replace("instead", "except"): "fuel lorry",
            meat: "no",
            meat.replace("instead", "except"): "L38",
            "p1": "military_base",
        },
    )

    assert sent.status_code == 302, sent.content.decode()
    answer = answer_of(browser, desk)
    assert not answer["problems"]
    assert {question["fact"] for question in answer["questions"]} == {
        "frequency_approved_through_host_force",
        "narcotics_route_agreed",
    }
    undetermined = [line for line in answer["lines"] if line["outcome"] == "undetermined"]
    assert len(undetermined) == sum(map(len, OPEN.values()))
    assert {a["by"] for a in answer["facts"]["attestations"]} == {BY}


def test_what_was_taken_home_is_the_same_visit_when_it_is_dropped_again(
    browser: Browser, other_browser: Browser
) -> None:
    desk = browser.desk(("load-and-roll.xlsx", AS_RECEIVED.read_bytes()))
    form = form_to(browser.text(f"{desk}questions?on={ON}"), f"{desk}questions?on={ON}")
    browser.post(form.action, {**form.fields, "by": BY, "p0": "yes"})
    home = browser.opened(f"{desk}take/visit.zip?on={ON}").content

    again = other_browser.desk(("visit.zip", home))

    first, second = answer_of(browser, desk), answer_of(other_browser, again)
    assert first["facts"]["attestations"]
    assert second["facts"] == first["facts"]
    assert second["outcome"] == first["outcome"]


def test_what_the_list_does_not_say_is_asked_for_and_filled_in(browser: Browser) -> None:
    desk = browser.desk(("people.csv", b"surname,given_names,person_role\nTest,Anna,member\n"))
    form = form_to(browser.text(f"{desk}reading"), f"{desk}reading")

    browser.post(
        form.action,
        {
            **form.fields,
            "fact-receiving_state": "JP",
            "fact-sending_state": "AU",
            "fact-start": "2024-02-01",
            "fact-end": "2024-02-20",
        },
    )

    answer = answer_of(browser, desk)
    assert answer["visit"]["receiving_state"] == "JP"
    assert [line["sheet"] for line in answer["lines"] if line["sheet"] == "people"] == ["people"]


def test_what_is_said_beside_the_list_counts_where_the_list_is_silent(browser: Browser) -> None:
    beside = {"receiving_state": "FR", "sending_state": "AU", "start": "2024-02-01", "end": "2024-02-20"}

    desk = browser.desk(
        ("visit.toml", b'receiving_state = "JP"\n'), ("people.csv", b"surname\nTest\n"), **beside
    )

    visit = answer_of(browser, desk)["visit"]
    assert (visit["receiving_state"], visit["start"]) == ("JP", "2024-02-01")


def test_a_column_is_read_otherwise_when_it_is_said_so(browser: Browser) -> None:
    header = b'receiving_state = "JP"\nsending_state = "AU"\nstart = 2024-02-01\nend = 2024-02-20\n'
    crew = b"Family name;First name;Kit bag colour\nTest;Anna;corporal\n"
    desk = browser.desk(("visit.toml", header), ("crew.csv", crew))
    before = browser.text(f"{desk}reading")
    form = form_to(browser.text(f"{desk}reading/0"), f"{desk}reading/0")

    browser.post(form.action, {**form.fields, form.named("Kit bag colour"): "rank"})

    assert "not read" in before
    assert "not read" not in browser.text(f"{desk}reading")


def test_the_answer_under_another_agreement_and_the_comparison_are_pages(browser: Browser) -> None:
    response = browser.post("/visits/examples/french-company-2024")
    desk = response["Location"].removesuffix("answer")

    under = browser.text(f"{desk}answer?under=jp-gb-raa")
    compared = browser.text(f"{desk}compare?with=jp-gb-raa&with=none")

    assert 'value="jp-gb-raa" selected' in under
    assert "<svg" in compared


@pytest.mark.parametrize("name", [example.name for example in examples()])
def test_every_example_can_be_tried(browser: Browser, name: str) -> None:
    response = browser.post(f"/visits/examples/{name}")

    desk = response["Location"].rpartition("/")[0]
    assert 'class="answer"' in browser.text(f"{desk}/answer")


def test_every_download_opens(browser: Browser) -> None:
    desk = browser.desk(*flagship())

    def taken(name: str) -> bytes:
        response = browser.opened(f"{desk}take/{name}?on={ON}")
        assert response.status_code == 200, response.content.decode(errors="replace")
        assert response["Content-Disposition"] == f'attachment; filename="{name}"'
        assert response["X-Content-Type-Options"] == "nosniff"
        return bytes(response.content)

    assert taken("answer.html").startswith(b"<!doctype html>")
    assert taken("answer.txt").decode()
    assert taken("deadlines.ics").startswith(b"BEGIN:VCALENDAR")
    assert openpyxl.load_workbook(io.BytesIO(taken("list-with-answer.xlsx"))).sheetnames
    with zipfile.ZipFile(io.BytesIO(taken("packs.zip"))) as packs:
        assert "packs/README.html" in packs.namelist()
    with zipfile.ZipFile(io.BytesIO(taken("visit.zip"))) as visit:
        assert set(visit.namelist()) == {name for name, _ in flagship()}


def test_an_empty_workbook_can_be_taken_for_each_activity(browser: Browser) -> None:
    template = browser.get("/visits/template.xlsx?activity=port_call")

    assert "vessels" in openpyxl.load_workbook(io.BytesIO(template.content)).sheetnames
    assert browser.get("/visits/template.xlsx?activity=other-thing").status_code == 404


def test_a_page_that_waits_tells_how_far_the_work_is_and_asks_again_by_itself(browser: Browser) -> None:
    desk = browser.desk(*flagship())

    page = browser.get(f"{desk}answer").content.decode()

    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page
    assert f'hx-get="{desk}answer"' in page
    assert "<progress" in page


def test_an_answer_that_was_taken_back_no_longer_counts(browser: Browser) -> None:
    desk = browser.desk(("load-and-roll.xlsx", AS_RECEIVED.read_bytes()))
    form = form_to(browser.text(f"{desk}questions?on={ON}"), f"{desk}questions?on={ON}")
    browser.post(form.action, {**form.fields, "by": BY, "p1": "yes"})
    before = answer_of(browser, desk)["facts"]["attestations"]

    page, sent_to = f"{desk}questions?on={ON}", f"{desk}questions/0/take-back?on={ON}"
    back = form_to(browser.text(page), page, sent_to)
    browser.post(back.action, back.fields)

    assert len(answer_of(browser, desk)["facts"]["attestations"]) == len(before) - 1


def test_a_page_that_is_older_than_the_answers_changes_nothing(browser: Browser) -> None:
    desk = browser.desk(("load-and-roll.xlsx", AS_RECEIVED.read_bytes()))
    form = form_to(browser.text(f"{desk}questions?on={ON}"), f"{desk}questions?on={ON}")
    sent = {**form.fields, "by": BY, "p0": "yes"}
    browser.post(form.action, sent)

    again = browser.post(form.action, sent)

    assert again.status_code == 409
    assert "visits.changed-meanwhile" in again.content.decode()


def test_nobody_can_sign_without_a_name(browser: Browser) -> None:
    desk = browser.desk(("load-and-roll.xlsx", AS_RECEIVED.read_bytes()))
    form = form_to(browser.text(f"{desk}questions?on={ON}"), f"{desk}questions?on={ON}")

    refused = browser.post(form.action, {**form.fields, "p0": "yes"})

    assert refused.status_code == 422
    assert "Say who attests" in refused.content.decode()


def test_a_page_whose_work_is_quick_comes_at_once(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = browser.desk(*flagship())
    browser.text(f"{desk}reading")
    monkeypatch.setattr(limits, "PATIENCE", 120.0)
    at_work = threading.Timer(0.5, worker.work, kwargs={"until_idle": True})
    at_work.start()

    response = browser.get(f"{desk}answer")

    at_work.join()
    assert response.status_code == 200
