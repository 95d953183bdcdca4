"""Names of what an answer is made of: outcomes, sheets, kinds, states; each said in the language in force."""

from collections.abc import Mapping

from comity.domain.primitives.worded import phrase, phrases
from comity.domain.provisions.vocabulary import OCCURRENCES, VISIT
from comity.languages import said, say_count

#: Every outcome, and what `permitted` means where nobody asks to be let in.
_OUTCOMES = {
    "permitted": phrase("permitted"),
    "conditional": phrase("conditional"),
    "undetermined": phrase("undetermined"),
    "not-covered": phrase("not covered"),
    "forbidden": phrase("forbidden"),
    "settled": phrase("settled"),
}
#: What an outcome means of lines.
OF_LINES: Mapping[str, str] = {
    "permitted": phrase("nothing stands against them"),
    "conditional": phrase("allowed once open duties are met"),
    "undetermined": phrase("facts are missing"),
    "not-covered": phrase("no agreement covers them; the ordinary rules apply"),
    "forbidden": phrase("something stands against them"),
}
_SHEETS = {
    VISIT: phrase("visit"),
    "movements": phrase("movements"),
    "packages": phrase("packages"),
    "people": phrase("people"),
    "vehicles": phrase("vehicles"),
    "vessels": phrase("vessels"),
    "aircraft": phrase("aircraft"),
    "uas": phrase("uas"),
    "goods": phrase("goods"),
    "animals": phrase("animals"),
    "animal_events": phrase("animal events"),
    "support": phrase("support"),
    "purchases": phrase("purchases"),
    "incidents": phrase("incidents"),
    "claims": phrase("claims"),
}
#: One line of a sheet, and several.
_NOUNS = {
    VISIT: phrases("{n} contingent", "{n} contingents"),
    "people": phrases("{n} person", "{n} people"),
    "vehicles": phrases("{n} vehicle", "{n} vehicles"),
    "vessels": phrases("{n} ship", "{n} ships"),
    "aircraft": phrases("{n} aircraft", "{n} aircraft"),
    "uas": phrases("{n} unmanned aircraft", "{n} unmanned aircraft"),
    "goods": phrases("{n} line of goods", "{n} lines of goods"),
    "animals": phrases("{n} animal", "{n} animals"),
    "support": phrases("{n} line of support", "{n} lines of support"),
    "purchases": phrases("{n} purchase", "{n} purchases"),
    "incidents": phrases("{n} incident", "{n} incidents"),
    "claims": phrases("{n} claim", "{n} claims"),
}
_LINES = phrases("{n} line", "{n} lines")
_KINDS = {
    "clearance": phrase("clearance"),
    "notice": phrase("notice"),
    "document": phrase("document"),
    "marking": phrase("marking"),
    "payment": phrase("payment"),
    "conduct": phrase("conduct"),
}
_SURENESS = {
    "text": phrase("text"),
    "summary": phrase("summary"),
    "recall": phrase("recall"),
    "unverified": phrase("unverified"),
}
_RESULTS = {
    "stands": phrase("stands"),
    "lifted": phrase("lifted"),
    "met": phrase("met"),
    "failed": phrase("failed"),
    "unknown": phrase("unknown"),
}


def outcome_name(outcome: str, sheet: str = "") -> str:
    """The name of an outcome; where nobody asks to be let in, `permitted` reads as settled."""
    return said(_OUTCOMES[outcome_words(outcome, sheet)])


def outcome_words(outcome: str, sheet: str) -> str:
    """An outcome by its code; where nobody asks to be let in, `permitted` reads as settled."""
    return "settled" if sheet in OCCURRENCES and outcome == "permitted" else outcome


def sheet_words(sheet: str) -> str:
    """A sheet by its name: animal events."""
    return said(_SHEETS.get(sheet, sheet.replace("_", " ")))


def noun(sheet: str, count: int) -> str:
    """So many lines of a sheet in plain words: 80 people, 1 aircraft."""
    return say_count(*_NOUNS.get(sheet, _LINES), count)


def kind_words(kind: str) -> str:
    """A kind of requirement by its name."""
    return said(_KINDS[kind])


def sureness_words(sureness: str) -> str:
    """How sure a text is, by its name; empty for none."""
    return said(_SURENESS[sureness]) if sureness else ""


def result_words(result: str) -> str:
    """What a provision comes to on a line, by its name."""
    return said(_RESULTS[result])
