"""Acts that are arranged or recorded for later days, as a calendar (RFC 5545)."""

import datetime as dt

from icalendar import Calendar, Event

from comity.domain.agreements.network import Network
from comity.domain.agreements.view import Views
from comity.domain.agreements.words import EVENT_WORDS


def acts_ics(views: Views, network: Network) -> str:
    """The next act of every agreement whose day is stated; nothing else can be put on a day."""
    calendar = Calendar()
    calendar.add("prodid", "-//Comity//Agreements//EN")
    calendar.add("version", "2.0")
    for view in views.agreements:
        coming = view.held.next
        if coming is None or not coming.on.is_day:
            continue
        claim = network.claim[coming.claim]
        source = network.sources[claim.source]
        event = Event()
        event.add("uid", f"{view.agreement.id}.{coming.event}@comity")
        event.add("dtstamp", dt.datetime.combine(views.on, dt.time(), dt.UTC))
        event.add("dtstart", coming.on.first)
        event.add("summary", f"{view.agreement.title}: {EVENT_WORDS[coming.event]}")
        how = "arranged" if coming.scheduled else "recorded later"
        event.add("description", f"{how}, on the word of {source.publisher}: {source.title} [{claim.id}]")
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content.decode()
