"""A visit sent by a program: answered as the command answers it, and gone when it is answered."""

import io
import json
import time
import uuid
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from comity.cli.main import main
from comity.node.api import assessments
from comity.node.visits import limits, queries, worker
from comity.node.visits.models import Desk, File, Work
from tests.node.api.sending import ADDRESS, Sent, files_of, posted
from tests.node.visits.browsing import COMMITTED

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response
    from pytest_django.fixtures import Settings

pytestmark = COMMITTED
EXAMPLES = Path(__file__).parents[3] / "examples"
VISIT = EXAMPLES / "talisman-sabre-23"
ON = "2023-06-01"
LIST = b"ref,person_role\nSmith,contractor\n"
BESIDE = {
    "receiving_state": "JP",
    "sending_state": "AU",
    "start": "2023-08-30",
    "end": "2023-09-18",
    "on": ON,
}


@pytest.fixture(autouse=True)
def many_may_be_sent(settings: "Settings") -> None:
    settings.COMITY_RATE = "10000/minute"


@pytest.fixture
def program() -> Client:
    return Client(enforce_csrf_checks=True)


def archive_of(folder: Path) -> Sent:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        for name, content in files_of(folder):
            made.writestr(f"{folder.name}/{name}", content)
    return "visit.zip", held.getvalue()


def send(
    program: Client,
    files: Sequence[Sent],
    fields: Mapping[str, str],
    headers: Mapping[str, str] | None = None,
) -> "Response":
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return program.post(ADDRESS, {"files": sent, **fields}, headers={"Prefer": "wait=0", **(headers or {})})


def answered(
    program: Client,
    files: Sequence[Sent],
    fields: Mapping[str, str],
    headers: Mapping[str, str] | None = None,
) -> "Response":
    """Send a visit, let the worker work, and ask for what came of it."""
    response = send(program, files, fields, headers)
    assert response.status_code == 202, response.content.decode()
    worker.work(until_idle=True)
    return program.get(response["Location"], headers={"Prefer": "wait=0", **(headers or {})})


def by_command(capsys: pytest.CaptureFixture[str], path: Path, *words: str) -> bytes:
    main(["assess", str(path), "--on", ON, "--format", "json", *words])
    return capsys.readouterr().out.encode()


def test_the_files_of_a_visit_are_answered_byte_for_byte_as_the_command_does(
    program: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    response = answered(program, files_of(VISIT), {"on": ON})

    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    assert response.content == by_command(capsys, VISIT)


def test_an_archive_under_another_agreement_is_answered_as_the_command_does(
    program: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    response = answered(program, [archive_of(VISIT)], {"on": ON, "under": "jp-gb-raa"})

    assert response.content == by_command(capsys, VISIT, "--under", "jp-gb-raa")


def test_the_answer_is_the_same_in_every_language(program: Client) -> None:
    english = answered(program, files_of(VISIT), {"on": ON})
    japanese = answered(program, files_of(VISIT), {"on": ON}, {"Accept-Language": "ja"})

    assert japanese.content == english.content
    assert japanese["Content-Language"] == "en"


def test_what_the_list_does_not_say_can_be_said_beside_it(program: Client) -> None:
    response = answered(program, [("people.csv", LIST)], BESIDE)

    answer = response.json()
    assert (answer["visit"]["receiving_state"], answer["visit"]["start"]) == ("JP", "2023-08-30")
    assert answer["outcome"] == "undetermined"


def test_answers_count_as_if_they_stood_in_the_visit(program: Client) -> None:
    answers = """
    location_kind = "land"
    [[attestation]]
    sheet = "people"
    statement = "Nobody lives in Japan."
    by = "A. Example (invented)"
    on = 2023-05-31
    facts = { ordinarily_resident_in_receiving_state = false }
    """

    response = answered(program, [("people.csv", LIST)], {**BESIDE, "answers": answers})

    (attested,) = response.json()["facts"]["attestations"]
    assert attested["statement"] == "Nobody lives in Japan."


def test_until_it_is_answered_a_program_is_told_how_far_it_is_and_where_to_ask(program: Client) -> None:
    response = send(program, files_of(VISIT), {"on": ON})

    again = program.get(response["Location"], headers={"Prefer": "wait=0"})
    assert (again.status_code, again.json()["state"]) == (202, "waiting")
    assert again["Location"] == response["Location"]
    assert int(again["Retry-After"]) >= 1
    assert len(response["Location"].rpartition("/")[2]) == 43


def test_an_answer_can_be_had_again_until_it_is_removed(program: Client) -> None:
    response = send(program, files_of(VISIT), {"on": ON})
    worker.work(until_idle=True)
    place = response["Location"]

    first, second = program.get(place), program.get(place)
    removed = program.delete(place)

    assert first.content == second.content
    assert removed.status_code == 204
    assert program.get(place).json()["code"] == "assessment.unknown"
    assert not Desk.objects.exists()
    assert not File.objects.exists()
    assert not Work.objects.exists()


def test_nobody_finds_an_assessment_without_its_address(program: Client) -> None:
    response = send(program, files_of(VISIT), {"on": ON})
    secret = response["Location"].rpartition("/")[2]

    desk = Desk.objects.get()
    kept = json.dumps([desk.visitor, str(desk.pk), *map(str, Work.objects.values_list("pk", flat=True))])
    assert secret not in kept
    guesses = (str(desk.pk), desk.visitor[:43], secret[:-1] + ("A" if secret[-1] != "A" else "B"))
    assert {program.get(f"{ADDRESS}/{guess}").status_code for guess in guesses} <= {400, 404}


def test_no_log_gives_the_address_of_an_assessment_away(
    program: Client, caplog: pytest.LogCaptureFixture
) -> None:
    place = send(program, files_of(VISIT), {"on": ON})["Location"]
    for state in (Work.State.WAITING, Work.State.DONE, Work.State.FAILED):
        Work.objects.update(state=state, touched_at=timezone.now())
        told = program.get(place, headers={"Prefer": "wait=0"})
    program.delete(place)
    program.get(place)

    assert told.status_code == 503
    lines = [json.dumps(vars(line), default=str) + line.getMessage() for line in caplog.records]
    assert any("/api/v1/assessments/" in line for line in lines)
    assert not [line for line in lines if place.rpartition("/")[2] in line]


def test_an_assessment_is_gone_after_an_hour(program: Client) -> None:
    response = send(program, files_of(VISIT), {"on": ON})
    worker.work(until_idle=True)
    desk = Desk.objects.get()
    assert 3590 < (desk.lapses_at - desk.opened_at).total_seconds() < 3610
    Desk.objects.update(lapses_at=desk.opened_at)

    assert program.get(response["Location"]).status_code == 404
    assert program.delete(response["Location"]).status_code == 404


def test_a_visit_with_mistakes_that_cannot_be_answered_is_told_each_with_its_place(program: Client) -> None:
    response = answered(program, [("people.csv", LIST)], {"on": ON})

    problem = response.json()
    assert (response.status_code, problem["code"]) == (422, "input.problems")
    missing = {each["column"] for each in problem["problems"] if each["code"] == "header.missing"}
    assert {"receiving_state", "start", "end"} <= missing
    assert all(each["mend"] for each in problem["problems"])


def test_an_agreement_that_cannot_stand_between_the_states_is_refused(program: Client) -> None:
    response = answered(program, files_of(VISIT), {"on": ON, "under": "no-such-agreement"})

    assert (response.status_code, response.json()["problems"]) == (422, [])
    assert "no-such-agreement" in response.json()["detail"]


@pytest.mark.parametrize(
    ("files", "fields", "status", "code"),
    [
        ([("list.exe", b"MZ")], {}, 422, "upload.kind"),
        ([("people.csv", b"")], {}, 422, "upload.empty"),
        ([(f"{n}.csv", LIST) for n in range(21)], {}, 413, "api.too-much"),
        ([("people.csv", LIST)], {"answers": "x = ["}, 422, "api.answers"),
        ([("people.csv", LIST)], {"answers": "[[attestation]]\nby = 'A. Example'"}, 422, "api.answers"),
        ([("people.csv", LIST)], {"on": "tomorrow"}, 400, "api.parameters"),
        ([("people.csv", LIST)], {"under": "../../etc"}, 400, "api.parameters"),
        ([("people.csv", LIST)], {"udner": "jp-au-raa"}, 400, "api.parameters"),
        ([("people.csv", LIST)], {"receiving_state": "ZZ"}, 422, "visits.value"),
        ([("people.csv", LIST)], {"start": "2023-09-18", "end": "2023-08-30"}, 422, "visits.days"),
        ([], {}, 400, "api.parameters"),
    ],
)
def test_what_cannot_be_read_is_refused_before_anything_is_kept(
    program: Client, files: list[Sent], fields: dict[str, str], status: int, code: str
) -> None:
    response = send(program, files, fields)

    assert (response.status_code, response.json()["code"]) == (status, code)
    assert not Desk.objects.exists()


def test_more_than_a_visit_may_have_is_refused_with_413(program: Client) -> None:
    half = b"a" * (13 * 1024 * 1024)

    response = send(program, [("one.csv", half), ("two.csv", half)], {})

    assert (response.status_code, response.json()["code"]) == (413, "upload.too-large")


def test_a_body_that_is_no_form_is_a_problem_too(program: Client) -> None:
    response = program.post(ADDRESS, b'{"files": []}', content_type="application/json")

    assert (response.status_code, response.json()["code"]) == (400, "api.parameters")


def test_errors_come_in_the_language_that_is_asked_for(program: Client) -> None:
    english = send(program, [("list.exe", b"MZ")], {}).json()
    response = send(program, [("list.exe", b"MZ")], {}, {"Accept-Language": "de"})

    assert response["Content-Language"] == "de"
    assert response.json()["code"] == english["code"]
    assert response.json()["detail"] != english["detail"]


def test_a_client_that_sends_too_many_is_told_when_to_come_again(
    settings: "Settings",
) -> None:
    settings.COMITY_RATE = "1/minute"
    own = Client(REMOTE_ADDR=f"2001:db8:{uuid.uuid4().hex[:4]}::1")
    send(own, [("people.csv", LIST)], {})

    response = send(own, [("people.csv", LIST)], {})

    assert (response.status_code, response.json()["code"]) == (429, "web.too-often")
    assert int(response["Retry-After"]) >= 1


@pytest.mark.parametrize(
    "answers", ["a." * 40_000 + "a=1", f"x=0x{'f' * 9_000}", "x=" + "[" * 9_000 + "]" * 9_000]
)
def test_answers_that_nobody_can_mean_are_refused_at_once(program: Client, answers: str) -> None:
    send(program, [("people.csv", LIST)], {**BESIDE, "answers": "x = ["})
    # The time that it takes itself: neither of a first request nor of what else the machine does.
    start = time.thread_time()

    refused = send(program, [("people.csv", LIST)], {**BESIDE, "answers": answers})

    assert (refused.status_code, refused.json()["code"]) == (422, "api.answers")
    assert time.thread_time() - start < 2
    assert not Desk.objects.exists()


def test_what_is_refused_for_want_of_room_is_not_held(
    program: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "WAITING", 0)

    refused = send(program, [("people.csv", LIST)], BESIDE)

    assert (refused.status_code, refused.json()["code"]) == (503, "visits.busy")
    assert not Desk.objects.exists()


def test_an_assessment_that_is_removed_while_it_is_waited_for_is_not_there(
    program: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    underway = send(program, [("people.csv", LIST)], BESIDE)
    monkeypatch.setattr(assessments, "wait_for", lambda *_: Desk.objects.all().delete())

    gone = program.get(underway["Location"])

    assert (gone.status_code, gone.json()["code"]) == (404, "assessment.unknown")


def test_a_database_that_cannot_be_reached_is_no_mistake_of_the_interface(
    program: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable(_: object) -> None:
        raise OperationalError

    monkeypatch.setattr(queries, "desks_of", unreachable)

    answer = program.get(f"{ADDRESS}/{'x' * 43}")

    assert (answer.status_code, answer.json()["code"], answer["Retry-After"]) == (
        503,
        "web.unavailable",
        "120",
    )


def test_an_empty_visit_is_a_workbook(program: Client) -> None:
    response = program.get("/api/v1/template?activity=disaster_relief")

    assert response.content.startswith(b"PK")
    assert response["Content-Disposition"] == 'attachment; filename="visit-disaster_relief.xlsx"'
    assert program.get("/api/v1/template?activity=holiday").status_code == 400


def test_who_waits_gets_the_answer_at_once_and_nothing_is_kept(
    node: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = posted(node, files_of(VISIT), {"on": ON}, wait=20)

    assert (told.status, told.content) == (200, by_command(capsys, VISIT))
    assert not Desk.objects.exists()


def test_who_waits_for_a_visit_that_cannot_be_answered_is_told_why_and_nothing_is_kept(node: str) -> None:
    told = posted(node, [("people.csv", LIST)], {"on": ON}, wait=20)

    assert (told.status, json.loads(told.content)["code"]) == (422, "input.problems")
    assert not Desk.objects.exists()


def test_nobody_waits_longer_than_they_prefer(node: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assessments, "WAIT", 60)
    began = time.monotonic()

    told = posted(node, [("people.csv", LIST)], BESIDE, wait=0)

    assert told.status == 202
    assert time.monotonic() - began < 30
