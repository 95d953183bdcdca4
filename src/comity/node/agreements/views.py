"""Pages of the network: who with whom as a table and as a picture, one agreement, one State."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from comity.corpus.library import installed_library
from comity.domain.agreements.contradictions import COMPATIBLE
from comity.languages import state
from comity.node.agreements import forms, queries
from comity.node.agreements.agreement_shown import Speaker
from comity.node.agreements.claims_shown import PAGE, acts_shown, addresses, on_page
from comity.node.agreements.life import life
from comity.node.agreements.listed import listed_shown, tie_shown
from comity.node.agreements.matrix import matrix
from comity.node.agreements.picture import HEIGHT, WIDTH, lines, points
from comity.node.agreements.rebuilding import Held, held
from comity.node.agreements.wording import family_said, stated, status_said
from comity.node.web.asking import pages_of
from comity.node.web.kept import kept


@require_safe
@kept(queries.loaded_digest)
def who_with_whom(request: HttpRequest) -> HttpResponse:
    """The matrix: who has which agreement with whom, in one family, on one day."""
    asked = forms.network_asked(request.GET)
    states, ties, shown = _network(asked)
    shown["rows"], shown["entries"] = matrix(states, ties, asked)
    return render(request, "agreements/matrix.html.j2", shown, status=_status(asked.mistakes))


@require_safe
@kept(queries.loaded_digest)
def picture(request: HttpRequest) -> HttpResponse:
    """The same as a picture, and as a list below it."""
    asked = forms.network_asked(request.GET)
    states, ties, shown = _network(asked)
    pages = pages_of(len(ties), queries.PAGE)
    page = min(asked.page, pages)
    listed = ties[(page - 1) * queries.PAGE : page * queries.PAGE]
    titles = queries.titles([tie.agreement for tie in listed])
    at = points(states)
    shown |= {
        "points": at,
        "lines": lines(at, ties, asked),
        "width": WIDTH,
        "height": HEIGHT,
        "listed": [tie_shown(tie, titles[tie.agreement], asked.family, asked.on) for tie in listed],
        "page": page,
        "pages": pages,
    }
    return render(request, "agreements/picture.html.j2", shown, status=_status(asked.mistakes))


def _network(asked: forms.NetworkAsked) -> tuple[list[str], list[queries.Tie], dict[str, object]]:
    """What the matrix and the picture share: the States shown, the agreements among them, the rest."""
    family = queries.family(asked.family)
    counted = queries.counted_parties(asked.family, asked.on)
    states = list(asked.states) or [code for code, _ in counted[: forms.MOST_STATES]]
    ties = queries.ties(asked.family, asked.on, states)
    chosen = {"on": asked.on.isoformat()} | ({"states": asked.typed} if asked.states else {})
    shown = {
        "asked": asked,
        "turns": family.turns if family else [],
        "ties": ties,
        "left_out": len({code for code, _ in counted}.difference(states)),
        "family": family_said(asked.family),
        "families": [
            (name, family_said(name), urlencode({"family": name, **chosen})) for name in forms.FAMILY_NAMES
        ],
        "legend": [(status, status_said(status)) for status in forms.STATUSES],
        "chosen": urlencode({"family": asked.family, **chosen}),
    }
    return states, ties, shown


@require_safe
@kept(queries.loaded_digest)
def state_page(request: HttpRequest, code: str) -> HttpResponse:
    """One State: its agreements with their status on a day, its partners, what comes next."""
    if not forms.is_party(code):
        raise Http404
    asked = forms.state_asked(request.GET)
    found, total = queries.of_state(code, asked)
    pages = pages_of(total, queries.PAGE)
    if asked.page > pages:
        asked = replace(asked, page=pages)
        found, total = queries.of_state(code, asked)
    chosen = {
        "on": asked.on.isoformat(),
        "family": asked.family,
        "status": asked.status,
        "with": asked.partner,
        "sort": asked.sort,
    }
    host = f"host-{code.lower()}"
    families = queries.families_of_state(code)
    shown = {
        "asked": asked,
        "code": code,
        "listed": [listed_shown(each, asked.on) for each in found],
        "total": total,
        "pages": pages,
        "families": [(name, family_said(name)) for name in forms.FAMILY_NAMES if name in families],
        "partners": [(partner, state(partner), n) for partner, n in queries.partners_of_state(code)],
        "statuses": [(status, status_said(status)) for status in forms.STATUSES],
        "partner_name": state(asked.partner) if asked.partner else "",
        "host": host if installed_library().installed(host) else "",
        "address": f"?{urlencode({k: v for k, v in chosen.items() if v})}&page=",
    }
    return render(request, "agreements/state.html.j2", shown, status=_status(asked.mistakes))


@require_safe
@kept(queries.loaded_digest)
def agreement_page(request: HttpRequest, agreement_id: str) -> HttpResponse:
    """One agreement: where it stands and on whose word, what contradicts what, its life, every claim."""
    asked = forms.agreement_asked(request.GET)
    found = held(agreement_id)
    if found is None:
        raise Http404
    shown = _agreement(found, asked)
    return render(request, "agreements/agreement.html.j2", shown, status=_status(asked.mistakes))


def _agreement(found: Held, asked: forms.AgreementAsked) -> dict[str, object]:
    view = found.view(asked.on)
    known = found.known(asked.on, asked.known) if asked.known else None
    chosen = {"on": asked.on.isoformat()} | ({"known": asked.known.isoformat()} if asked.known else {})
    address = f"?{urlencode(chosen)}&page="
    acts = acts_shown(tuple(found.claims.values()), found.counted, found.sources, address)
    speaker = Speaker(found, addresses(acts, address))
    conflicts, differences = speaker.contradictions(view.contradictions)
    contradicted = frozenset(
        name for each in view.contradictions if each.kind not in COMPATIBLE for name in each.claims
    )
    pages = pages_of(len(found.claims), PAGE)
    page = min(asked.page, pages)
    return {
        "asked": asked,
        "agreement": found.identity,
        "family": family_said(found.identity.family),
        "standing": speaker.standing(view.held),
        "known": speaker.standing(known.agreements[0].known) if known and known.agreements[0].known else None,
        "undated": known.undated if known else 0,
        "conflicts": conflicts,
        "differences": differences,
        "life": life(acts, found.spans, asked.on, contradicted),
        "turns": [span.from_day for span in found.spans if span.status],
        "acts": on_page(acts, found.sources, page),
        "durations": speaker.durations(view.durations),
        "outcomes": speaker.outcomes(view.outcomes),
        "instruments": [
            (each.title, stated(each.on) if each.on else "") for each in found.identity.instruments
        ],
        "replaces": found.replaces,
        "replaced_by": found.replaced_by,
        "has_rulebook": installed_library().installed(found.identity.id),
        "page": page,
        "pages": pages,
        "address": address,
    }


def _status(mistakes: tuple[forms.Mistake, ...]) -> int:
    return 400 if mistakes else 200
