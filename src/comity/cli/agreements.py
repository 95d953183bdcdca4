"""`comity agreements`: who has which agreement with whom, in which status, on any day, on whose word."""

import csv
import datetime as dt
import io

from comity.cli.agreements_text import view_text, views_text
from comity.cli.terminal import write
from comity.corpus.library import installed_library
from comity.domain.agreements.contradictions import COMPATIBLE
from comity.domain.agreements.network import Network
from comity.domain.agreements.view import Views, views
from comity.domain.agreements.view_json import view_json, views_json
from comity.domain.errors import Refusal
from comity.domain.primitives.country import alpha_2

_COLUMNS = (
    *("id", "title", "parties", "family", "status", "since", "dated", "next", "next_on", "may_be"),
    *("approved_by", "rests_on", "sureness", "notice", "contradictions", "known_status"),
)


def list_command(
    on: dt.date, known_on: dt.date | None, party: str | None, family: str | None, form: str
) -> int:
    """List the agreements; returns the exit status. Raises Refusal for a Party that is none."""
    network = installed_library().network()
    code = _party(party) if party else None
    found = views(network, on, known_on, party=code, family=family)
    _write(found, network, form)
    return 0


def show_command(name: str, on: dt.date, known_on: dt.date | None, form: str) -> int:
    """Show one agreement. Raises Refusal if none has that id."""
    network = installed_library().network()
    if name not in network.agreements:
        raise Refusal(
            "agreements.unknown",
            f"No agreement '{name[:60]}' is registered. 'comity agreements --party JP' lists those of Japan.",
        )
    found = views(network, on, known_on, only=name)
    view = found.agreements[0]
    if form == "text":
        write(view_text(view, found, network))
    elif form == "json":
        write(view_json(view, found, network).splitlines())
    else:
        _write(found, network, form)
    return 0


def _write(found: Views, network: Network, form: str) -> None:
    match form:
        case "json":
            write(views_json(found, network).splitlines())
        case "csv":
            # A line ends where the format says so, not at every sign that Unicode takes for an end.
            write(_csv(found).removesuffix("\n").split("\n"))
        case "jsonld":
            from comity.domain.agreements.linked_data import views_linked  # noqa: PLC0415  seldom asked for

            write(views_linked(found, network).splitlines())
        case "ics":
            from comity.report.scheduled_acts import acts_ics  # noqa: PLC0415  loads the calendar library

            write(acts_ics(found, network).removesuffix("\r\n").split("\r\n"))
        case _:
            write(views_text(found, network))


def _csv(found: Views) -> str:
    """One row per agreement; a cell that a spreadsheet would take for a formula is quoted as text."""
    lines = io.StringIO()
    rows = csv.writer(lines, lineterminator="\n")
    rows.writerow(_COLUMNS)
    for view in found.agreements:
        held = view.held
        cells = (
            view.agreement.id,
            view.agreement.title,
            " ".join(view.agreement.parties),
            view.agreement.family,
            held.status.value if held.status else "",
            held.since.isoformat() if held.since else "",
            str(held.dated or ""),
            held.next.event if held.next else "",
            str(held.next.on) if held.next else "",
            held.may_be.value if held.may_be else "",
            " ".join(held.approved_by),
            held.rests_on or "",
            held.sureness or "",
            held.notice or "",
            str(sum(found.kind not in COMPATIBLE for found in view.contradictions)),
            view.known.status.value if view.known and view.known.status else "",
        )
        rows.writerow([f"'{cell}" if cell[:1] in "=+-@\t" and cell else cell for cell in cells])
    return lines.getvalue()


def _party(code: str) -> str:
    known = alpha_2(code) or (code.upper() if code.upper() in ("EU", "NATO", "UN") else None)
    if known is None:
        raise Refusal(
            "agreements.party",
            f"'{code[:60]}' is no Party. Write the code of a State (JP, JPN), or EU, NATO, UN.",
        )
    return known
