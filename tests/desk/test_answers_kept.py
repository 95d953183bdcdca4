"""Answers are written as TOML and read again as what they were."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from comity.desk.answers_toml import Answers, TableTold, answers_of
from comity.domain.visits.visit import Attestation

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))
VALUES = st.one_of(st.booleans(), st.integers(-(10**15), 10**15), TEXTS, DAYS)
NAMES = st.from_regex(r"[a-z_]{1,12}", fullmatch=True)
FACTS = st.dictionaries(NAMES, VALUES, max_size=4)
SEVERAL = st.lists(TEXTS, max_size=3).map(tuple)
ATTESTATIONS = st.builds(
    Attestation,
    sheet=NAMES,
    statement=TEXTS,
    by=TEXTS,
    on=st.none() | DAYS,
    facts=FACTS,
    exceptions=SEVERAL,
    only=SEVERAL,
    contingent=st.none() | NAMES,
)
TABLES = st.dictionaries(
    st.tuples(TEXTS, TEXTS),
    st.builds(TableTold, TEXTS, st.dictionaries(TEXTS, TEXTS, max_size=3)),
    max_size=3,
)
RESERVED = {"table", "attestation", "entry_into_force"}
ANSWERS = st.builds(
    Answers,
    attestations=st.lists(ATTESTATIONS, max_size=3),
    entry_into_force=st.dictionaries(NAMES, st.booleans(), max_size=3),
    visit=FACTS.filter(lambda facts: not RESERVED & set(facts)),
    tables=TABLES,
)


@given(ANSWERS)
def test_answers_are_read_as_they_were_written(answers: Answers) -> None:
    assert answers_of(answers.toml()) == answers


def test_no_answers_are_an_empty_text() -> None:
    assert Answers().toml() == ""
    assert answers_of("") == Answers()
