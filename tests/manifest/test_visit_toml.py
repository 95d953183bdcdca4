"""What visit.toml states: facts of the visit, contingents, answers, leads; and how its mistakes are told."""

import datetime as dt
from pathlib import Path

import pytest

from comity.domain.visits.visit import AssumedLead, Contingent
from tests.manifest.on_disk import HEADER, codes, only_problem, read, read_folder, visit_of, write_folder


def test_a_folder_with_a_visit_toml_alone_is_a_visit(tmp_path: Path) -> None:
    visit = visit_of(read_folder(tmp_path, HEADER + 'title = "Exercise"\nactivity_type = "training"'))

    assert (visit.receiving_state, visit.start, visit.end) == (
        "JP",
        dt.date(2024, 2, 1),
        dt.date(2024, 2, 20),
    )
    assert visit.title == "Exercise"
    assert visit.facts == {"activity_type": "training"}
    assert visit.contingents == (Contingent("AU", "AU"),)
    assert visit.sheets == {}


def test_the_visit_toml_itself_may_be_named(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, people="person_role\nmember\n")

    visit = visit_of(read(folder / "visit.toml"))

    assert visit.sheets["people"]["person_role"].to_list() == ["member"]


def test_states_are_accepted_in_three_letters_and_any_case(tmp_path: Path) -> None:
    toml = HEADER.replace('"JP"', '"jpn"').replace('"AU"', '"Aus"')

    visit = visit_of(read_folder(tmp_path, toml))

    assert (visit.receiving_state, visit.contingents[0].sending_state) == ("JP", "AU")


def test_every_contingent_has_its_id_its_flag_and_its_facts(tmp_path: Path) -> None:
    toml = (
        HEADER.replace('sending_state = "AU"', "")
        + """
        [[contingent]]
        id = "army"
        sending_state = "AU"
        capacity = "own_force"
        [[contingent]]
        id = "navy"
        sending_state = "GBR"
    """
    )

    visit = visit_of(read_folder(tmp_path, toml))

    assert visit.contingents == (
        Contingent("army", "AU", {"capacity": "own_force"}),
        Contingent("navy", "GB"),
    )


def test_one_contingent_may_be_stated_among_the_facts_of_the_visit(tmp_path: Path) -> None:
    visit = visit_of(read_folder(tmp_path, HEADER + 'capacity = "un_command"'))

    assert visit.contingents == (Contingent("AU", "AU", {"capacity": "un_command"}),)


@pytest.mark.parametrize("missing", ["receiving_state", "sending_state", "start", "end"])
def test_without_a_mandatory_fact_there_is_no_visit_and_the_fact_is_named(
    tmp_path: Path, missing: str
) -> None:
    toml = "\n".join(line for line in HEADER.splitlines() if not line.startswith(missing))

    reading = read_folder(tmp_path, toml)

    assert reading.visit is None
    assert (only_problem(reading).code, only_problem(reading).place.column) == ("header.missing", missing)


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    toml = 'receiving_state = "Japan"\nsending_state = "AU"\nstart = "1 Feb"\nend = 2024-02-20\n'
    toml += 'activity_type = "traning"'

    reading = read_folder(tmp_path, toml, people="person_role,nationality\nmembr,XX\n")

    assert codes(reading) == [
        "cell.not-a-state",
        "cell.not-a-day",
        "cell.not-a-choice",
        "cell.not-a-choice",
        "cell.not-a-state",
    ]


def test_a_mistake_names_the_line_of_the_file_and_the_nearest_known_name(tmp_path: Path) -> None:
    problem = only_problem(read_folder(tmp_path, HEADER + 'activty_type = "training"'))

    assert (problem.code, problem.place.file, problem.place.line) == ("header.unknown", "visit.toml", 6)
    assert "activity_type" in problem.mend


def test_a_column_of_a_sheet_among_the_facts_of_the_visit_is_sent_to_the_answers(tmp_path: Path) -> None:
    problem = only_problem(read_folder(tmp_path, HEADER + 'person_role = "member"'))

    assert "[answers.people]" in problem.mend


def test_a_visit_that_ends_before_it_starts_is_none(tmp_path: Path) -> None:
    reading = read_folder(tmp_path, HEADER.replace("2024-02-20", "2024-01-20"))

    assert reading.visit is None
    assert only_problem(reading).code == "visit.end-before-start"


def test_a_contingent_id_stands_once(tmp_path: Path) -> None:
    table = '[[contingent]]\nid = "one"\nsending_state = "AU"\n'

    reading = read_folder(tmp_path, HEADER.replace('sending_state = "AU"', "") + table + table)

    assert only_problem(reading).code == "contingent.twice"


def test_a_contingent_without_a_flag_leaves_no_visit(tmp_path: Path) -> None:
    table = '[[contingent]]\nid = "one"\nsending_state = "AU"\n[[contingent]]\nid = "two"\n'

    reading = read_folder(tmp_path, HEADER.replace('sending_state = "AU"', "") + table)

    assert reading.visit is None
    assert only_problem(reading).code == "header.missing"


def test_answers_fill_the_blanks_of_a_column_and_say_how_many(tmp_path: Path) -> None:
    toml = HEADER + '[answers.people]\nperson_role = "member"\nhas_passport = false\n'

    visit = visit_of(read_folder(tmp_path, toml, people="ref,person_role\n1,contractor\n2,\n3,\n"))

    assert visit.sheets["people"]["person_role"].to_list() == ["contractor", "member", "member"]
    assert visit.sheets["people"]["has_passport"].to_list() == [False, False, False]
    assert [(answer.fact, answer.value, answer.lines) for answer in visit.answers] == [
        ("person_role", "member", 2),
        ("has_passport", False, 3),
    ]


def test_an_answer_does_not_paper_over_a_cell_that_cannot_be_read(tmp_path: Path) -> None:
    toml = HEADER + '[answers.people]\nperson_role = "member"\n'

    reading = read_folder(tmp_path, toml, people="ref,person_role\n1,membr\n2,\n")

    assert reading.visit is not None
    assert reading.visit.sheets["people"]["person_role"].to_list() == [None, "member"]
    assert reading.visit.answers[0].lines == 1


@pytest.mark.parametrize(
    ("toml", "code"),
    [
        ("[answers.visit]\nactivity_type = 'training'", "answers.not-a-sheet"),
        ("[answers.peeple]\nperson_role = 'member'", "answers.not-a-sheet"),
        ("[answers.people]\nperson_rolle = 'member'", "header.unknown"),
        ("[answers.people]\nperson_id = 'P1'", "header.unknown"),
        ("[answers]\npeople = 'member'", "toml.not-a-table"),
        ("[leads]\nvissa = '10 working-days'", "lead.unknown"),
        ("[leads]\nvisa = '10 days'", "lead.unit"),
        ("[leads]\nvisa = 'ten working-days'", "lead.amount"),
        ("[leads]\nvisa = '0 weeks'", "lead.amount"),
        ("[leads]\nvisa = { amount = 10, units = 'weeks' }", "lead.key"),
        ("[entry_into_force]\njp-fr-raa = 'perhaps'", "cell.not-yes-no"),
        ("activity_type = ['training']", "header.not-a-value"),
        ("activity_type = 07:00:00", "header.not-a-value"),
        ("activity_type = ''", "header.blank"),
        ('visit_id = "\\u202Eabc"', "cell.control-character"),
        ("contingent = 1", "toml.not-a-table"),
    ],
)
def test_mistakes_in_the_tables_of_visit_toml_are_refused(tmp_path: Path, toml: str, code: str) -> None:
    reading = read_folder(tmp_path, HEADER + toml)

    assert code in codes(reading)


def test_leads_are_written_as_words_or_as_a_table(tmp_path: Path) -> None:
    toml = (
        HEADER + '[leads]\nvisa = "10 working-days"\ndiplomatic-clearance = { amount = 3, unit = "weeks" }\n'
    )

    visit = visit_of(read_folder(tmp_path, toml))

    assert visit.leads == {
        "visa": AssumedLead(10, "working-days"),
        "diplomatic-clearance": AssumedLead(3, "weeks"),
    }


def test_the_word_on_entry_into_force_and_the_attester_are_kept(tmp_path: Path) -> None:
    toml = HEADER + 'attested_by = "Major Ito"\n[entry_into_force]\njp-ph-raa = true\n'

    visit = visit_of(read_folder(tmp_path, toml))

    assert visit.entry_into_force == {"jp-ph-raa": True}
    assert visit.attested_by == "Major Ito"


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b"start = 2024-02-30\n", "toml.syntax", 1),
        (b'title = "a\n', "toml.syntax", 1),
        (b"x = 1\nx = 2\n", "toml.syntax", 2),
        (b"n = " + b"9" * 5000, "toml.syntax", None),
        (b"a = " + b"[" * 5000 + b"]" * 5000, "toml.syntax", None),
        (b'\n\ntitle = "\xff"\n', "toml.encoding", 3),
        (b"\0", "toml.syntax", 1),
    ],
)
def test_what_is_no_toml_is_told_with_its_line(
    tmp_path: Path, content: bytes, code: str, line: int | None
) -> None:
    reading = read_folder(tmp_path, content)

    assert reading.visit is None
    assert (only_problem(reading).code, only_problem(reading).place.line) == (code, line)


def test_the_sheets_of_a_broken_visit_toml_are_checked_all_the_same(tmp_path: Path) -> None:
    reading = read_folder(tmp_path, "start = ", people="person_role\nmembr\n")

    assert codes(reading) == ["toml.syntax", "cell.not-a-choice"]
