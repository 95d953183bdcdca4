"""Two reports side by side, claim by claim."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from comity.domain.agreements.contradictions import COMPATIBLE
from comity.domain.agreements.reports import Across, Reading, Row
from comity.domain.agreements.words import KIND_WORDS, annotation_words
from comity.domain.errors import Refusal
from comity.domain.primitives.worded import phrase
from comity.languages import said, say
from comity.node.agreements import wording
from comity.node.agreements.forms import today
from comity.node.agreements.queries import loaded_digest
from comity.node.agreements.reports_queries import reading
from comity.node.web.errors import refused
from comity.node.web.kept import kept

#: The two reports of 2 May 2024 that Comity begins with.
_ORIGIN = ("origin-it", "origin-de")
_AGAINST = "against-record"

_WORDS: Mapping[Across, str] = {
    Across.AGREE: phrase("Both say it"),
    Across.PART: phrase("The other says it in part"),
    Across.STEP: phrase("The other names another step"),
    Across.CONFLICT: phrase("They differ"),
    Across.ONLY_HERE: phrase("Only one says it"),
    Across.NOT_COMPARED: phrase("Not compared"),
}
_TAGS: Mapping[Across, str] = {
    Across.AGREE: "good",
    Across.PART: "open",
    Across.STEP: "open",
    Across.CONFLICT: "bad",
    Across.ONLY_HERE: "quiet",
    Across.NOT_COMPARED: "quiet",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrow the page down: its code, its words, and how many claims it is about."""

    code: str
    words: str
    claims: int


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """The two reports that were asked for, or those that it began with."""
    one, other = request.GET.get("one", "").strip(), request.GET.get("other", "").strip()
    if not one and not other:
        one, other = _ORIGIN
    if not (_is_id(one) and _is_id(other)):
        raise Http404
    return HttpResponseRedirect(reverse("agreements-report-pair", args=(one, other)))


@require_safe
@kept(loaded_digest)
def report_pair(request: HttpRequest, one: str, other: str) -> HttpResponse:
    """Two sources side by side; `show` narrows it down to one way in which they stand to each other."""
    if not (_is_id(one) and _is_id(other)):
        raise Http404
    if one == other:
        why = say("A report can be read beside another one only. Choose two.")
        return refused(request, 400, "reports.same", say("This is one report"), (why,))
    try:
        read, titles = reading(one, other, today())
    except KeyError as error:
        raise Http404 from error
    except Refusal as refusal:
        title = say("Too long to read side by side")
        return refused(request, 422, refusal.code, title, (refusal.sentence,))
    choices = _choices(read)
    show = request.GET.get("show", "")
    chosen = show if show in {choice.code for choice in choices} else ""
    rows = [row for row in read.rows if _is_shown(row, chosen)]
    shown = {
        "read": read,
        "titles": titles,
        "pairs": [row for row in rows if row.one and row.other],
        "alone": _alone(rows),
        "choices": choices,
        "chosen": chosen,
        "across_words": {across: said(words) for across, words in _WORDS.items()},
        "across_tags": _TAGS,
        "compatible": COMPATIBLE,
        "first_row": _first_rows([row for row in rows if row.one and row.other]),
        "kind_words": {kind: said(words) for kind, words in KIND_WORDS.items()},
        "note_words": annotation_words,
        "wording": wording,
    }
    return render(request, "agreements/reports.html.j2", shown)


def _is_id(text: str) -> bool:
    """Whether a text can be the id of a source, and so part of an address."""
    return 0 < len(text) <= 200 and text.isascii() and all(sign.isalnum() or sign in ".-" for sign in text)


def _choices(read: Reading) -> list[Choice]:
    """The ways in which claims stand, the most telling first, and how many do."""
    counts = Counter(claim.across for claim in read.claims)
    against = sum(claim.against_record for claim in read.claims)
    return [
        Choice("", say("All statements"), len(read.claims)),
        *(Choice(each.value, said(words), counts[each]) for each, words in _WORDS.items() if counts[each]),
        *([Choice(_AGAINST, say("Against the record"), against)] if against else []),
    ]


def _is_shown(row: Row, chosen: str) -> bool:
    if chosen == _AGAINST:
        return any(claim.against_record for claim in row.claims)
    return chosen in ("", row.across.value)


def _alone(rows: Sequence[Row]) -> list[Row]:
    """What has nothing beside it, of each kind in one row: first what one report alone says."""
    found = []
    for across in (Across.ONLY_HERE, Across.NOT_COMPARED):
        of_kind = [row for row in rows if row.across is across]
        if of_kind:
            one = tuple(read for row in of_kind for read in row.one)
            found.append(Row(across, one, tuple(read for row in of_kind for read in row.other)))
    return found


def _first_rows(rows: Sequence[Row]) -> Mapping[str, Row]:
    """Of every claim the first row that it stands in: there it can be linked to."""
    found: dict[str, Row] = {}
    for row in rows:
        for read in row.claims:
            found.setdefault(read.claim.id, row)
    return found
