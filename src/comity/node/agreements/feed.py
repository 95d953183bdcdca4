"""What was news last in the network of agreements, as an Atom feed that readers ask for again and again."""

import datetime as dt
import re
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from comity.languages import language, say, state
from comity.node.agreements import changes_queries as queries
from comity.node.agreements.forms import state_asked_for, today
from comity.node.agreements.queries import loaded_digest
from comity.node.agreements.wording import act_day_said, act_said, status_said
from comity.node.web.kept import kept

_ENTRIES = 50
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@require_safe
@kept(loaded_digest)
def changes_feed(request: HttpRequest) -> HttpResponse:
    """The acts that were news last, the newest first; an act keeps its id whoever comes to tell it."""
    code, mistake = state_asked_for(request.GET.get("state", ""))
    if mistake:
        raise Http404
    asked = f"?{urlencode({'state': code})}" if code else ""
    feed = Atom1Feed(
        title=say("Changes in the agreements of {state}", state=state(code)) if code else changes_title(),
        link=request.build_absolute_uri(reverse("agreements-changes") + asked),
        description="",
        subtitle=say("Acts that change the status of an agreement, and others that are recorded."),
        language=language(),
        feed_url=request.build_absolute_uri(reverse("agreements-feed") + asked),
        feed_guid=":".join(filter(None, ("urn:comity:changes", code))),
        author_name="Comity",
    )
    for row in queries.news(today(), _ENTRIES, code):
        at = dt.datetime.combine(row["news_on"], dt.time(), dt.UTC)
        feed.add_item(
            title=_plain(_title(row)),
            link=f"{request.build_absolute_uri(_address(row))}#claim-{row['claim_id']}",
            description=_plain(_summary(row)),
            unique_id=_identity(row),
            pubdate=at,
            updateddate=at,
        )
    response = HttpResponse(content_type=feed.content_type)
    feed.write(response, "utf-8")
    return response


def changes_title() -> str:
    """What the feed of all changes is called."""
    return say("Changes in the network of agreements")


def _title(row: queries.Row) -> str:
    return say("{agreement}: {act}", agreement=row["title"], act=act_said(row["event"], row["party"]))


def _summary(row: queries.Row) -> str:
    source = f"{row['publisher']}: {row['source_title']}" if row["publisher"] else row["source_title"]
    words = {"day": act_day_said(row["on"], row["stated"]), "source": source}
    if not row["after"]:
        return say("On {day}; no status changed. On the word of {source}.", **words)
    words["after"] = status_said(row["after"])
    if not row["before"]:
        return say("{after} since {day}. On the word of {source}.", **words)
    words["before"] = status_said(row["before"])
    return say("{after} since {day}; before that, {before}. On the word of {source}.", **words)


def _address(row: queries.Row) -> str:
    return reverse("agreement", args=(row["agreement_id"],))


def _identity(row: queries.Row) -> str:
    """Of the act, not of the claim: whoever tells it better tells the same."""
    parts = (row["agreement_id"], row["event"], row["party"])
    return ":".join(["urn:comity:change", *(part for part in parts if part)])


def _plain(text: str) -> str:
    """A text without the signs that XML cannot hold."""
    return _NOT_IN_XML.sub("\ufffd", text)
