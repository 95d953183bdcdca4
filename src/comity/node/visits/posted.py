"""What was sent with the forms of a desk, as changes of its answers; what is not clear is refused."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils import timezone

from comity.corpus.library import installed_library
from comity.desk.answers_toml import Answers, TableTold, answers_of
from comity.domain.errors import Refusal
from comity.domain.primitives.calendar import FIRST_DAY, LAST_DAY
from comity.domain.primitives.worded import Worded, worded
from comity.domain.provisions.vocabulary import CONTINGENT, SHEETS, VISIT, Fact
from comity.domain.visits.visit import Attestation, Value
from comity.manifest.cells import Flaw, read_cell
from comity.manifest.first_look.told import IGNORE
from comity.manifest.sheets import line_facts
from comity.node.web.asking import day_in

#: What may be said beside a list when it is dropped.
BESIDE = ("activity_type", "sending_state", "receiving_state", "start", "end")
#: In a form: a column that is left out, and what is left as it was found.
LEFT_OUT, AS_FOUND = "-", ""
_LONGEST = 300


def day_of(request: HttpRequest, name: str, default: dt.date | None = None) -> dt.date:
    """A day in the address, else the default, else today. Raises Refusal if it is none."""
    text = request.GET.get(name, "").strip()
    if not text:
        return default or timezone.now().date()
    day = day_in(text, FIRST_DAY, LAST_DAY)
    if day is None:
        raise Refusal("visits.day", worded("The day is not one. Write it as 2024-05-02."))
    return day


def beside_in(form: QueryDict) -> dict[str, str]:
    """What was said beside a list. Raises Refusal if something cannot be meant."""
    said = {name: form.get(name, "").strip() for name in BESIDE}
    for name, text in said.items():
        if text:
            value_of(text, _fact(VISIT, name))
    if said["start"] and said["end"] and said["end"] < said["start"]:
        raise Refusal("visits.days", worded("The last day stands before the first."))
    return said


def facts_in(form: QueryDict) -> dict[str, Value]:
    """Facts of the visit that were filled in. Raises Refusal if one has no such value."""
    named = {
        name.removeprefix("fact-"): form.get(name, "").strip() for name in form if name.startswith("fact-")
    }
    return {name: value_of(text, _fact(VISIT, name)) for name, text in named.items() if text}


def in_order(facts: dict[str, Value]) -> dict[str, Value]:
    """The facts of a visit. Raises Refusal if the visit ends before it begins."""
    start, end = facts.get("start"), facts.get("end")
    if isinstance(start, dt.date) and isinstance(end, dt.date) and end < start:
        raise Refusal("visits.days", worded("The last day stands before the first."))
    return facts


def told_in(form: QueryDict, table: Mapping[str, Any], before: TableTold) -> TableTold:
    """How a table is to be read, from the form that corrects it.

    Args:
        form: what was sent.
        table: the table as the look showed it.
        before: what was told of it so far.

    Raises:
        Refusal: a sheet or column is none.
    """
    sheet = form.get("sheet", AS_FOUND)
    if sheet not in (*SHEETS, IGNORE, AS_FOUND):
        raise _unknown(sheet)
    if sheet not in (AS_FOUND, table["sheet"]):
        # Columns of another sheet say nothing of this one.
        return TableTold(sheet)
    columns = dict(before.columns)
    known = (
        {**installed_library().vocabulary.of(table["sheet"]), **line_facts(table["sheet"])}
        if table["sheet"]
        else {}
    )
    for at, column in enumerate(table["columns"]):
        chosen = form.get(f"column-{at}", AS_FOUND)
        if chosen == AS_FOUND or not column["heading"] or chosen == column["column"]:
            continue
        if chosen != LEFT_OUT and chosen not in known:
            raise _unknown(chosen)
        columns[column["heading"]] = "" if chosen == LEFT_OUT else chosen
    return TableTold(sheet or before.sheet, columns)


@dataclass(slots=True)
class Replies:
    """What was answered at once: attestations, words on scheduled acts, and proposals that are not known."""

    attestations: list[Attestation] = field(default_factory=list)
    entry_into_force: dict[str, bool] = field(default_factory=dict)
    passed: list[list[str]] = field(default_factory=list)

    def added_to(self, answers: Answers) -> Answers:
        """The answers with these."""
        return replace(
            answers,
            attestations=[*answers.attestations, *self.attestations],
            entry_into_force={**answers.entry_into_force, **self.entry_into_force},
        )


def replies_in(form: QueryDict, proposals: list[dict[str, Any]], on: dt.date) -> Replies:
    """The replies to proposals, as they were shown.

    Args:
        form: what was sent: `p<n>` is the reply to the n-th.
        proposals: as `shown` made them.
        on: the day on which it is attested.

    Raises:
        Refusal: a value is none, or nobody was named who attests.
    """
    replies = Replies()
    by = " ".join(form.get("by", "").split())[:_LONGEST]
    for at, proposal in enumerate(proposals):
        reply = form.get(f"p{at}", "").strip()
        if not reply:
            continue
        if reply == "unknown":
            replies.passed.append(proposal["name"])
        elif proposal["act"]:
            replies.entry_into_force[proposal["act"]] = reply == "yes"
        else:
            signed = (
                _signed(form, at, proposal)
                if proposal["statement"]
                else [_answered(form, at, proposal, reply)]
            )
            replies.attestations += [replace(each, by=by, on=on) for each in signed]
            replies.passed.append(proposal["name"])
    if replies.attestations and not by:
        raise Refusal(
            "visits.nobody", worded("Say who attests: rank, name and post. It is kept with every answer.")
        )
    return replies


def _signed(form: QueryDict, at: int, proposal: Mapping[str, Any]) -> list[Attestation]:
    """The sentences that were left in, each with its exceptions, and what holds of those instead."""
    signed: list[Attestation] = []
    for nth, part in enumerate(proposal["parts"]):
        if form.get(f"p{at}-{nth}") != "yes":
            continue
        whole = answers_of(part["toml"]).attestations[0]
        names = _names(form.get(f"p{at}-{nth}-except", ""))
        signed.append(replace(whole, exceptions=(*whole.exceptions, *names)))
        instead = form.get(f"p{at}-{nth}-instead", "").strip()
        if names and instead and part["fact"]:
            fact = _fact(part["sheet"], part["fact"]["name"])
            statement = f"{', '.join(names)}: {fact.name} = {instead}"
            facts = {fact.name: value_of(instead, fact)}
            signed.append(replace(whole, statement=statement, facts=facts, only=names, exceptions=()))
    if not signed:
        raise Refusal(
            "visits.nothing-signed", worded("Nothing of a statement is left to sign: leave a sentence in.")
        )
    return signed


def _answered(form: QueryDict, at: int, proposal: Mapping[str, Any], reply: str) -> Attestation:
    part = answers_of(proposal["parts"][0]["toml"]).attestations[0]
    fact = _fact(proposal["sheet"], proposal["name"][1])
    names = () if part.sheet in (VISIT, CONTINGENT) else _names(form.get(f"p{at}-except", ""))
    return replace(
        part,
        sheet=VISIT if part.sheet == CONTINGENT else part.sheet,
        statement=f"{part.statement} {reply}",
        facts={fact.name: value_of(reply, fact)},
        exceptions=(*part.exceptions, *names),
    )


def _names(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip()[:_LONGEST] for name in text.split(",") if name.strip()))


def _fact(sheet: str, name: str) -> Fact:
    vocabulary = installed_library().vocabulary
    facts = {**vocabulary.of(CONTINGENT), **vocabulary.of(VISIT)} if sheet == VISIT else vocabulary.of(sheet)
    if name not in facts:
        raise _unknown(name)
    return facts[name]


def value_of(text: str, fact: Fact) -> Value:
    """A value of a fact. Raises Refusal if the text cannot be one."""
    value = read_cell(text[:_LONGEST], fact)
    if isinstance(value, Flaw):
        raise Refusal(
            "visits.value",
            worded("'{text}' is no value of {fact}.", text=text[:40], fact=fact.name),
        )
    return value


def _unknown(word: str) -> Refusal:
    return Refusal("visits.unknown", _no_such(word))


def _no_such(word: str) -> Worded:
    return worded("There is nothing called '{word}' to choose here.", word=word[:40])
