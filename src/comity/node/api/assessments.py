"""Operations on visits: an empty workbook to begin with, and the answer to a visit that is sent."""

import json
import re
import threading
import tomllib
from typing import Annotated, Literal

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import FileEx, Form, Header, P, Path, Query, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field, StringConstraints

from comity.desk.answers_toml import Answers, answers_of
from comity.desk.forms import MEDIA_TYPES
from comity.domain.errors import Refusal
from comity.domain.primitives.worded import worded
from comity.languages import language
from comity.node.agreements.forms import today
from comity.node.api import problems
from comity.node.api.replying import JSON, plainly
from comity.node.api.shapes import DayAsked, Left
from comity.node.api.shapes_answer import Answer, Underway
from comity.node.config.rates import spend
from comity.node.visits import actions, queries
from comity.node.visits.models import Desk, Work
from comity.node.visits.posted import beside_in
from comity.node.visits.refusing import status_of
from comity.node.visits.uploading import sent_in
from comity.node.visits.views_start import empty_visit
from comity.node.visits.visitors import known_by, new_visitor
from comity.node.visits.waiting import wait_for

router = Router(tags=["The answer to a visit"])

#: Seconds that an assessment is waited for where nothing else is preferred, and at most.
WAIT, LONGEST_WAIT = 5, 20
#: Requests that may wait at a time; the others are told at once where to ask again.
_patient = threading.BoundedSemaphore(2)
_PREFERRED = re.compile(r"(?:^|[,;\s])wait\s*=\s*\"?(\d{1,6})\"?(?=$|[,;\s])", re.IGNORECASE)
_ANSWERS_CHARACTERS = 100_000

Activity = Literal[
    "training",
    "exercise",
    "disaster_relief",
    "port_call",
    "liaison",
    "peacekeeping",
    "evacuation",
    "other",
]
Token = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_\-]{43}$")]
_Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}$")]
_Under = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9.\-]{0,79}$")]
_FILES = "One list, the files of one visit, or one archive (.xlsx, .csv, .toml, .zip)."
_LACKING = "If what is sent does not say it"


class Asked(Schema):
    """How a visit is asked about, and what is said beside it."""

    on: DayAsked | Left = Field(None, description="The day the question is asked (default: today, UTC).")
    under: _Under | Left = Field(
        None, description="Put this agreement in place of every access agreement; `none`: remove them."
    )
    answers: str | Left = Field(
        None,
        min_length=1,
        max_length=_ANSWERS_CHARACTERS,
        description="Answers, as TOML; they count as if they stood in visit.toml.",
    )
    receiving_state: _Code | Left = Field(None, description=f"{_LACKING}: the State that is entered.")
    sending_state: _Code | Left = Field(None, description=f"{_LACKING}: the State that sends.")
    start: DayAsked | Left = Field(None, description=f"{_LACKING}: the first day.")
    end: DayAsked | Left = Field(None, description=f"{_LACKING}: the last day.")
    activity_type: Activity | Left = Field(None, description=f"{_LACKING}: what the visit is for.")


class Waiting(Schema):
    """How long the asker will wait."""

    prefer: str | Left = Field(
        None,
        description=f"`wait=N`: wait up to N seconds for the answer (RFC 7240), at most {LONGEST_WAIT}; "
        f"{WAIT} if it is left away. Where many wait already, nobody else is made to.",
        examples=["wait=20"],
    )


class TemplateAsked(Schema):
    """For what an empty visit is wanted."""

    activity: Activity = Field("exercise", description="What the visit is for.")


@router.get(
    "/template",
    operation_id="get_template",
    summary="An empty visit",
    openapi_extra={
        "responses": {
            200: {
                "description": "A workbook with the sheets that such a visit needs.",
                "content": {MEDIA_TYPES["xlsx"]: {"schema": {"type": "string", "format": "binary"}}},
            }
        }
    },
)
def template(request: HttpRequest, asked: Query[TemplateAsked]) -> HttpResponse:
    """A workbook to fill in: what each column means, and which values it takes, stands in it."""
    del request
    name = f"visit-{asked.activity}.xlsx"
    return HttpResponse(
        empty_visit(asked.activity),
        content_type=MEDIA_TYPES["xlsx"],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@router.post(
    "/assessments",
    response={200: Answer, 202: Underway},
    operation_id="assess_visit",
    summary="Answer a visit",
)
def assess(
    request: HttpRequest,
    files: FileEx[list[UploadedFile], P(min_length=1, description=_FILES)],
    asked: Form[Asked],
    waiting: Header[Waiting],
) -> HttpResponse:
    """May we bring this, under which article, and what must be cleared by when: as `comity assess` says it.

    Send one workbook, one CSV file, one zip archive of a visit's folder, or the files of a visit. If the
    answer is ready within the time that you wait, it comes at once and nothing of the visit is kept. Else you
    are told where to ask again (`Location`, after `Retry-After` seconds): nobody else can know that address,
    and it is gone after one hour.
    """
    del files  # The room of visits reads them, within its limits.
    known = ("files", *Asked.model_fields)
    if unknown := [name for name in request.POST if name not in known]:
        return problems.unknown_parameters(request, unknown, known)
    spend(request)
    visitor, answers = new_visitor(), _answers(asked.answers or "")
    desk = actions.open_desk(visitor, sent_in(request, "files"), beside_in(request.POST))
    if answers:
        actions.change(desk, desk.revision, lambda _: answers)
        desk.refresh_from_db()
    parameters = {"on": (asked.on or today()).isoformat(), "under": asked.under or "", "form": "json"}
    try:
        work = actions.ask_for(desk, "form", parameters, language())
    except Refusal:
        actions.remove(desk)  # Nobody was told where it is.
        raise
    work = _waited(work, waiting.prefer)
    if work.has_ended:
        response = _told(work)
        actions.remove(desk)
        return response
    return _underway(desk, work, visitor.new_secret)


@router.get(
    "/assessments/{token}",
    response={200: Answer, 202: Underway},
    operation_id="get_assessment",
    summary="An answer that was waited for",
)
def assessment(request: HttpRequest, token: Path[Token], waiting: Header[Waiting]) -> HttpResponse:
    """The answer, or how far it is. It can be had again until it is removed."""
    del request
    desk, work = _assessment(token)
    try:
        # Work that was lost with its worker is ordered anew.
        work = actions.ask_for(desk, work.kind, work.parameters, work.language)
        work = _waited(work, waiting.prefer)
        return _told(work) if work.has_ended else _underway(desk, work, token)
    except ObjectDoesNotExist as gone:
        raise _unknown() from gone


@router.delete(
    "/assessments/{token}", response={204: None}, operation_id="remove_assessment", summary="Remove an answer"
)
def remove(request: HttpRequest, token: Path[Token]) -> HttpResponse:
    """Remove the visit that was sent, and its answer, at once."""
    del request
    desk, _ = _assessment(token)
    actions.remove(desk)
    response = plainly(HttpResponse(status=204))
    del response["Content-Type"]
    return response


def _answers(text: str) -> Answers:
    """Answers out of TOML. Raises Refusal if it is none, or holds something else."""
    try:
        answers = answers_of(text)
        answers.toml()
        return answers
    except tomllib.TOMLDecodeError as error:
        why = str(error)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        why = worded("an attestation or table lacks something, or is of another form")
    raise Refusal(
        "api.answers",
        worded("The answers cannot be read: {why}. Write them as they would stand in visit.toml.", why=why),
    )


def _assessment(token: str) -> tuple[Desk, Work]:
    desk = queries.desks_of(known_by(token)).first()
    work = desk.works.filter(kind="form", revision=desk.revision).first() if desk else None
    if desk is None or work is None:
        raise _unknown()
    return desk, work


def _unknown() -> Refusal:
    return Refusal(
        "assessment.unknown",
        worded("There is no such assessment; it is removed after one hour. Send the visit again."),
    )


def _waited(work: Work, prefer: str | None) -> Work:
    """The work after as long as the asker will wait."""
    if not work.has_ended:
        preferred = _PREFERRED.search(prefer or "")
        wait_for(work.pk, min(int(preferred[1]), LONGEST_WAIT) if preferred else WAIT, _patient)
        work.refresh_from_db()
    return work


def _told(work: Work) -> HttpResponse:
    """What came of the work."""
    if work.state == Work.State.DONE:
        return plainly(HttpResponse(bytes(work.content), content_type=JSON))
    mistakes = [problems.mistake_told(each) for each in json.loads(bytes(work.content) or b"[]")]
    status = 503 if work.state == Work.State.FAILED else status_of(work.code)
    return problems.error(status, work.code, work.sentence, mistakes)


def _underway(desk: Desk, work: Work, token: str) -> HttpResponse:
    values: Underway = {
        "state": "running" if work.state == Work.State.RUNNING else "waiting",
        "stage": work.stage,
        "progress": work.progress,
        "lapses_at": desk.lapses_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    response = HttpResponse(json.dumps(values, indent=1) + "\n", status=202, content_type=JSON)
    response["Location"] = reverse("interface:assessment", args=[token])
    response["Retry-After"] = "1"
    return plainly(response)
