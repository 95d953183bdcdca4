"""The forms of an answer as bytes: what `comity assess` writes and the node serves."""

import io
from collections.abc import Mapping
from pathlib import Path

from comity.corpus.library import installed_library
from comity.desk.answer_text import answer_text
from comity.desk.answering import Answered
from comity.desk.layout import shown
from comity.domain.visits.answer_json import answer_json
from comity.languages import ENGLISH, speaking

#: By form, its media type; the name of a form is also the suffix of its file, but for text.
MEDIA_TYPES: Mapping[str, str] = {
    "text": "text/plain; charset=utf-8",
    "json": "application/json",
    "html": "text/html; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar; charset=utf-8",
}


def content(given: Answered, form: str, path: Path, *, brief: bool = False) -> bytes:
    """The answer in one of the forms of MEDIA_TYPES.

    Args:
        given: the answered visit.
        form: text, json, html, xlsx or ics.
        path: what the visit was read from; a workbook repeats the planner's own rows.
        brief: whether a text leaves the groups out.
    """
    whats = installed_library().vocabulary.whats
    if form == "json":
        return (answer_json(given.answer) + "\n").encode()
    if form == "html":
        # Imported here: other answers do without templates.
        from comity.report.html import answer_html  # noqa: PLC0415

        return answer_html(given.answer, given.visit, whats).encode()
    if form == "ics":
        from comity.report.ics import answer_ics  # noqa: PLC0415  other answers do without calendars

        return answer_ics(given.answer, whats).encode()
    if form == "xlsx":
        from comity.report.workbook import write_workbook  # noqa: PLC0415  it needs a spreadsheet library

        held = io.BytesIO()
        write_workbook(held, given.answer, given.visit, path, whats)
        return held.getvalue()
    with speaking(ENGLISH):
        lines = answer_text(given.answer, whats, detail=not brief)
    return "".join(f"{shown(line)}\n" for line in lines).encode()
