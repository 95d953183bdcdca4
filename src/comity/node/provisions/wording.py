"""Words for what a rulebook is made of: kinds, sheets, effects, bearers, lead times, sureness."""

from comity.domain.primitives.worded import phrase
from comity.domain.provisions.rulebook import (
    FORBIDDEN,
    At,
    BodyKind,
    By,
    Effect,
    Lead,
    LeadUnit,
    Provision,
    RequirementKind,
    Sureness,
)
from comity.domain.provisions.vocabulary import CONTINGENT, VISIT, Vocabulary
from comity.languages import said, say, say_count

#: Kinds of bodies of law, in the order in which they are shown.
KINDS = {
    BodyKind.AGREEMENT: phrase("Agreements between two States"),
    BodyKind.CONVENTION: phrase("Conventions of many States"),
    BodyKind.INSTRUMENT: phrase("Instruments for one event or one matter"),
    BodyKind.HOST_LAW: phrase("Host law: what a State asks of those who enter"),
    BodyKind.HOME_LAW: phrase("Home law: what a State asks of its own forces that leave"),
}
_KIND = {
    BodyKind.AGREEMENT: phrase("an agreement between two States"),
    BodyKind.CONVENTION: phrase("a convention of many States"),
    BodyKind.INSTRUMENT: phrase("an instrument for one event or one matter"),
    BodyKind.HOST_LAW: phrase("host law: what a State asks of those who enter"),
    BodyKind.HOME_LAW: phrase("home law: what a State asks of its own forces that leave"),
}
#: Sheets, and the two levels above them.
SHEETS = {
    VISIT: phrase("The visit as a whole"),
    CONTINGENT: phrase("Contingents"),
    "movements": phrase("Movements"),
    "packages": phrase("Packages"),
    "people": phrase("People"),
    "vehicles": phrase("Vehicles"),
    "vessels": phrase("Vessels"),
    "aircraft": phrase("Aircraft"),
    "uas": phrase("Unmanned aircraft"),
    "goods": phrase("Goods"),
    "animals": phrase("Animals"),
    "animal_events": phrase("Events in an animal's life"),
    "support": phrase("Support between forces"),
    "purchases": phrase("Purchases"),
    "incidents": phrase("Incidents"),
    "claims": phrase("Claims for damage"),
}
_SURENESS = {
    Sureness.TEXT: phrase("from the text or an official document"),
    Sureness.SUMMARY: phrase("read in a summary"),
    Sureness.RECALL: phrase("from memory, advice only"),
    Sureness.UNVERIFIED: phrase("not verified, advice only"),
}
_BEARERS = {
    By.SENDING: phrase("the sending State"),
    By.RECEIVING: phrase("the receiving State"),
    By.UNIT: phrase("the visiting unit"),
    By.PERSON: phrase("each person"),
    By.JOINT_COMMITTEE: phrase("the Joint Committee"),
}
_REQUIREMENTS = {
    RequirementKind.CLEARANCE: phrase("a clearance"),
    RequirementKind.NOTICE: phrase("a notice"),
    RequirementKind.DOCUMENT: phrase("a document"),
    RequirementKind.MARKING: phrase("a marking"),
    RequirementKind.PAYMENT: phrase("a payment"),
    RequirementKind.CONDUCT: phrase("conduct: it is observed, and not filed with anybody"),
}
_DAYS = {
    At.STAY: phrase("throughout the stay"),
    At.ENTRY: phrase("on the day of entry"),
    At.EXIT: phrase("on the day of departure"),
}


def kind_words(kind: BodyKind) -> str:
    """The heading under which bodies of law of a kind stand."""
    return said(KINDS[kind])


def one_kind_words(kind: BodyKind) -> str:
    """What a single body of law of a kind is."""
    return said(_KIND[kind])


def sheet_words(sheet: str) -> str:
    """A sheet by its name."""
    return said(SHEETS.get(sheet, sheet))


def sureness_words(sureness: Sureness) -> str:
    """How sure a text is."""
    return said(_SURENESS[sureness])


def bearer_words(by: By) -> str:
    """Whose duty it is."""
    return said(_BEARERS[by])


def requirement_words(kind: RequirementKind | None) -> str:
    """What a requirement asks for; nothing where it is not said."""
    return said(_REQUIREMENTS[kind]) if kind else ""


def day_counted_words(at: At) -> str:
    """On which day a provision counts."""
    return said(_DAYS[at])


def effect_words(p: Provision, vocabulary: Vocabulary) -> str:
    """The effect of a provision, in one line."""
    what = said(vocabulary.whats.get(p.what, p.what))
    match p.effect:
        case Effect.PERMITS:
            return say("Permits: {what}", what=what)
        case Effect.EXEMPTS:
            return say("Frees from: {what}", what=what)
        case Effect.REQUIRES:
            return say("Requires: {what}", what=what)
        case Effect.FORBIDS:
            return say("Forbids: {what}", what=what)
        case Effect.ASSIGNS:
            return say("Assigns: {what} – {value}", what=what, value=said(p.value))


def failing_words(without: str | None, vocabulary: Vocabulary) -> str:
    """What follows where a requirement is refused or fails; nothing where the law does not say."""
    if without is None:
        return ""
    if without == FORBIDDEN:
        return say("It is forbidden.")
    return say("This is due again: {what}", what=said(vocabulary.whats.get(without, without)))


def lead_words(lead: Lead) -> str:
    """How long before which moment something is due, and from when; without a number the law's own words."""
    if lead.word or lead.amount is None or lead.unit is None:
        return lead.word
    span = _span_words(lead.amount, lead.unit)
    match lead.to:
        case "departure":
            words = say("{span} before departure", span=span)
        case "start":
            words = say("{span} before the visit begins", span=span)
        case _:
            words = say("{span} before arrival", span=span)
    if lead.opens_amount and lead.opens_unit:
        opens = _span_words(lead.opens_amount, lead.opens_unit)
        words = say("{due}, not earlier than {span} before", due=words, span=opens)
    return say("{due} (by practice, not by law)", due=words) if lead.basis == "practice" else words


def _span_words(amount: int, unit: LeadUnit) -> str:
    match unit:
        case LeadUnit.WORKING_DAYS:
            return say_count("{n} working day", "{n} working days", amount)
        case LeadUnit.CALENDAR_DAYS:
            return say_count("{n} day", "{n} days", amount)
        case LeadUnit.WEEKS:
            return say_count("{n} week", "{n} weeks", amount)
        case LeadUnit.MONTHS:
            return say_count("{n} month", "{n} months", amount)
        case LeadUnit.HOURS:
            return say_count("{n} hour", "{n} hours", amount)
        case LeadUnit.MINUTES:
            return say_count("{n} minute", "{n} minutes", amount)
