"""From a page that needs work to the work, done: at once if it is quick, else over a page that tells."""

import threading
import time
import uuid
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from comity.languages import language
from comity.node.visits import actions, limits, queries
from comity.node.visits.models import Desk, Work
from comity.node.visits.refusing import refused_page

#: Seconds between two looks whether work has ended.
_LOOK = 0.03
_patient = threading.BoundedSemaphore(limits.PATIENT_PAGES)


def made(
    request: HttpRequest, desk: Desk, kind: str, parameters: Mapping[str, Any], *wanted: str
) -> Work | HttpResponse:
    """The work, done; or the page to show instead: how far it is, or why it was not done.

    Args:
        request: the request of the page.
        desk: the desk.
        kind: what is made (`performing`).
        parameters: of which kind, on which day, under which agreement.
        wanted: `content`, `page`, `values`: what the page needs of the work.

    Raises:
        Refusal: too much is waiting already.
    """
    work = actions.ask_for(desk, kind, parameters, language(), wanted)
    if not work.has_ended:
        wait_for(work.pk, limits.PATIENCE, _patient)
        work = Work.objects.filter(pk=work.pk).first() or work
    from_page = request.headers.get("HX-Target") == "work"
    if work.state == Work.State.DONE:
        if not from_page:
            return work
        if work.file_name:
            return render(request, "visits/work.html.j2", {"work": work})
        return HttpResponse(headers={"HX-Refresh": "true"})
    if work.has_ended:
        if from_page:
            return HttpResponse(headers={"HX-Refresh": "true"})
        if work.code == "input.problems" and kind != "look":
            # What there is to settle stands on that page, with the fields for it.
            return HttpResponseRedirect(f"{reverse('visits:reading', args=[desk.pk])}?unanswered=1")
        status = 503 if work.state == Work.State.FAILED else 422
        return refused_page(request, work.code, work.sentence, status)
    page = "visits/work.html.j2" if from_page else "visits/working.html.j2"
    response = render(request, page, {"desk": desk, "work": work}, status=202)
    response["Cache-Control"] = "no-store"
    return response


def wait_for(work: uuid.UUID, seconds: float, patient: threading.Semaphore) -> None:
    """Wait for work to end, if not too many wait already: most is done before anybody notices."""
    if seconds <= 0 or not patient.acquire(blocking=False):
        return
    try:
        until = time.monotonic() + seconds
        while time.monotonic() < until and not queries.has_ended(work):
            time.sleep(_LOOK)
    finally:
        patient.release()
