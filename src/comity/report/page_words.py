"""What only pages say: short texts of the sections, in the language in force."""

from collections.abc import Iterable, Mapping

from comity.domain.agreements.vocabulary import Status
from comity.domain.agreements.words import FAMILY_WORDS, STATUS_WORDS
from comity.domain.errors import Problem
from comity.domain.primitives.worded import apart, listed, phrase
from comity.domain.visits.answer import AgreementShown, Answer, IdleFiling, Requirement
from comity.domain.visits.proposals import Part
from comity.domain.visits.relief_answer import ReliefStep
from comity.domain.visits.visit import Table, TeamProfile, Value
from comity.languages import ended, said, say, say_count
from comity.manifest.problems import place_words
from comity.report.task_words import bearer_words
from comity.report.wording import first_few, line_names, lines_of, value_words
from comity.report.words import outcome_name, sheet_words

_APPLIES = {
    "yes": phrase("applies"),
    "no": phrase("does not apply"),
    "unknown": phrase("may apply"),
}
#: Kinds of law that are of no family of agreements.
_BODIES = {
    "agreement": phrase("agreement"),
    "convention": phrase("convention"),
    "instrument": phrase("instrument"),
    "host-law": phrase("host law"),
    "home-law": phrase("home law"),
}
_STEPS = {
    "done": phrase("done"),
    "open": phrase("open"),
    "unknown": phrase("not known"),
    "not-the-case": phrase("not the case"),
}


def applies_words(agreement: AgreementShown) -> str:
    """Whether an agreement applies."""
    return said(_APPLIES[agreement.applies])


def standing_words(agreement: AgreementShown) -> str:
    """Family and status of an agreement, and what comes next, with a full stop."""
    words = said(FAMILY_WORDS.get(agreement.family) or _BODIES[agreement.family])
    if agreement.status:
        status = said(STATUS_WORDS[Status(agreement.status)])
        since = say("{status} since {day}", status=status, day=agreement.since) if agreement.since else status
        words = said(apart([words, since]))
    if agreement.next:
        act, day = agreement.next
        words = say(
            "{standing}; next: {act} on {day}", standing=words, act=said(STATUS_WORDS[Status(act)]), day=day
        )
    return ended(words)


def step_state(step: ReliefStep) -> str:
    """Where a step of the path of relief stands."""
    return said(_STEPS[step.state])


def profile_words(profile: TeamProfile) -> str:
    """How many lines of a team's profile come, sheet by sheet, and how many stay."""
    return said(
        apart(
            say("{sheet}: {come} come, {stay} stay", sheet=sheet_words(sheet), come=come, stay=stay)
            if stay
            else say("{sheet}: {come} come", sheet=sheet_words(sheet), come=come)
            for sheet, come, stay in profile.lines
        )
    )


def part_words(part: Part, most: int) -> str:
    """A sentence to be signed, for which lines, and of which the list says otherwise, with a full stop."""
    words = said(part.says)
    if part.only:
        words = say("{sentence} (only {lines})", sentence=words, lines=first_few(line_names(part.only), most))
    if part.exceptions:
        words = say(
            "{sentence}, except {lines}, of which the list says otherwise",
            sentence=words,
            lines=first_few(line_names(part.exceptions), most),
        )
    return ended(words)


def rides_words(rides: Iterable[tuple[str, str, Value]]) -> str:
    """The facts that are signed along with a statement."""
    return said(listed(f"{sheet}.{fact} = {value_words(value)}" for sheet, fact, value in rides))


def rows_words(table: Table) -> str:
    """The rows of a table of the planner's file, and where they stand here if that is elsewhere."""
    words = say(
        "rows {first} to {last}",
        first=str(table.first_row - table.offset),
        last=str(table.last_row - table.offset),
    )
    if not table.offset:
        return words
    return say(
        "{rows} (here {sheet} rows {first} to {last})",
        rows=words,
        sheet=sheet_words(table.sheet),
        first=str(table.first_row),
        last=str(table.last_row),
    )


def filing_words(filing: IdleFiling) -> str:
    """A filing: for what, with whom, for which leg."""
    words = filing.what
    if filing.authority:
        words = say("{what} with {authority}", what=words, authority=filing.authority)
    return say("{filing}, leg {leg}", filing=words, leg=filing.leg) if filing.leg else words


def counts_words(counts: Mapping[str, int]) -> str:
    """How many lines have which outcome: 3 lines forbidden, 5 lines permitted."""
    return said(
        listed(
            say_count("{n} line {outcome}", "{n} lines {outcome}", count, outcome=outcome_name(outcome))
            for outcome, count in counts.items()
        )
    )


def withheld_lines(answer: Answer) -> str:
    """What was left out for its marking, sheet by sheet."""
    return said(listed(lines_of(count, sheet_words(sheet)) for sheet, count in answer.withheld))


def whom_and_who(requirement: Requirement) -> str:
    """With whom something is filed, and by whom; conduct is filed with nobody."""
    unknown = "" if requirement.kind == "conduct" else say("not known")
    whom = said(requirement.authority_name) if requirement.authority_name else unknown
    return said(listed([whom, bearer_words(requirement)]))


def problem_words(problem: Problem) -> str:
    """A mistake of the input: where, what was found, what was expected, how to mend it."""
    return say(
        "{place}: {found}; expected {expected}. {mend}",
        place=said(place_words(problem.place)),
        found=said(problem.found),
        expected=said(problem.expected),
        mend=said(problem.mend),
    )
