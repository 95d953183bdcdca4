"""A team's stored profile: a visit takes it, ticks who flies, and nothing leads out of the two folders."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.manifest.on_disk import HEADER, codes, only_problem, read, values, visit_of, workbook_bytes

TEAM = {
    "team.toml": 'name = "Example Rescue"\ncountry = "CHE"\nself_sufficient_days = 10\n',
    "people.csv": "person_id,surname\nP1,Example\nP2,Muster\nP3,Fiktiv\n",
    "animals.csv": "animal_id,species,handler\nD1,dog,P1\nD2,dog,P2\n",
    "animal_events.csv": "animal_id,event\nD1,chip_implanted\nD2,chip_implanted\nD2,rabies_vaccination\n",
}
#: The visit's header with a profile; [flies] and the like go after it.
TAKES = f'profile = "../team"\n{HEADER}'


def write(folder: Path, files: Mapping[str, str], toml: str = TAKES, team: str = "team", **own: str) -> Path:
    """A visit `visit`, and a profile beside it."""
    for name, text in files.items():
        file = folder / team / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    visit = folder / "visit"
    visit.mkdir(exist_ok=True)
    (visit / "visit.toml").write_text(toml, encoding="utf-8")
    for name, text in own.items():
        (visit / f"{name}.csv").write_text(text, encoding="utf-8")
    return visit


def test_a_visit_takes_everybody_of_a_profile_that_lies_beside_it(tmp_path: Path) -> None:
    visit = visit_of(read(write(tmp_path, TEAM)))

    assert visit.sheets["people"]["person_id"].to_list() == ["P1", "P2", "P3"]
    assert visit.sheets["people"]["row"].to_list() == [2, 3, 4]
    assert visit.profile is not None
    assert visit.profile.team == {"name": "Example Rescue", "country": "CH", "self_sufficient_days": "10"}
    assert visit.profile.lines == (("animal_events", 3, 0), ("animals", 2, 0), ("people", 3, 0))


def test_a_profile_may_lie_in_the_visits_own_folder(tmp_path: Path) -> None:
    folder = write(tmp_path, TEAM, toml='profile = "team"\n' + HEADER, team="visit/team")

    assert visit_of(read(folder)).sheets["animals"].height == 2


def test_a_visit_without_a_profile_has_none(tmp_path: Path) -> None:
    assert visit_of(read(write(tmp_path, TEAM, toml=HEADER))).profile is None


def test_only_the_lines_that_are_ticked_fly_and_the_others_are_counted(tmp_path: Path) -> None:
    folder = write(tmp_path, TEAM, toml=TAKES + '[flies]\npeople = ["P1", "P3"]\n')
    (tmp_path / "team/animals.csv").write_text("animal_id,species\nD1,dog\nD2,dog\n")
    visit = visit_of(read(folder))

    assert visit.sheets["people"]["person_id"].to_list() == ["P1", "P3"]
    assert visit.sheets["animals"].height == 2
    assert visit.profile is not None
    assert {sheet: (fly, stay) for sheet, fly, stay in visit.profile.lines}["people"] == (2, 1)


def test_the_events_of_a_dog_that_stays_at_home_stay_too(tmp_path: Path) -> None:
    visit = visit_of(read(write(tmp_path, TEAM, toml=TAKES + '[flies]\nanimals = ["D1"]\n')))

    assert visit.sheets["animal_events"]["animal_id"].to_list() == ["D1"]


def test_a_dog_that_flies_without_its_handler_is_told(tmp_path: Path) -> None:
    problem = only_problem(read(write(tmp_path, TEAM, toml=TAKES + '[flies]\npeople = ["P1"]\n')))

    assert (problem.code, problem.place.file, problem.place.row) == ("key.unknown", "team/animals.csv", 3)


def test_nobody_flies_where_the_list_is_empty(tmp_path: Path) -> None:
    files = {name: text for name, text in TEAM.items() if not name.startswith("animal")}
    visit = visit_of(read(write(tmp_path, files, toml=TAKES + "[flies]\npeople = []\n")))

    assert "people" not in visit.sheets
    assert visit.profile is not None
    assert visit.profile.lines == (("people", 0, 3),)


def test_the_visits_own_lines_come_first_and_the_profiles_run_on_after_them(tmp_path: Path) -> None:
    own = "rank,person_id\nCol,L1\n,\nMaj,L2\n"
    visit = visit_of(read(write(tmp_path, TEAM, people=own)))

    people = visit.sheets["people"]
    assert people["person_id"].to_list() == ["L1", "L2", "P1", "P2", "P3"]
    assert people["row"].to_list() == [2, 4, 6, 7, 8]
    assert people["rank"].to_list() == ["Col", "Maj", None, None, None]
    assert people["surname"].to_list() == [None, None, "Example", "Muster", "Fiktiv"]
    [theirs] = [table for table in visit.tables if table.file == "team/people.csv"]
    assert (theirs.sheet, theirs.first_row, theirs.last_row, theirs.offset) == ("people", 6, 8, 4)


def test_a_mistake_in_the_profile_is_told_with_the_profiles_own_file_and_row(tmp_path: Path) -> None:
    files = {**TEAM, "people.csv": "person_id,sex,shoe_size\nP1,F,44\nP2,Q,41\n"}
    reading = read(write(tmp_path, files, people="person_id\nL1\n"))
    places = {problem.code: problem.place for problem in reading.problems}

    assert (places["cell.not-a-choice"].file, places["cell.not-a-choice"].row) == ("team/people.csv", 3)
    assert (places["column.unknown"].file, places["column.unknown"].row) == ("team/people.csv", 1)


def test_a_key_of_the_profile_that_the_visit_has_too_is_told(tmp_path: Path) -> None:
    problem = only_problem(read(write(tmp_path, TEAM, people="person_id\nP2\n")))

    assert (problem.code, problem.place.file, problem.place.row) == ("key.twice", "team/people.csv", 3)


def test_an_answer_of_the_visit_fills_the_blanks_of_the_profile(tmp_path: Path) -> None:
    toml = TAKES + '[answers.people]\narrives_leg = "IN1"\nperson_role = "contractor"\n'
    folder = write(tmp_path, TEAM, toml=toml, movements="leg_id,eta_utc\nIN1,2024-02-05T04:00Z\n")
    people = visit_of(read(folder)).sheets["people"]

    assert people["person_role"].to_list() == ["contractor"] * 3
    assert {str(day) for day in people["arrives_on"]} == {"2024-02-05"}


def test_a_workbook_is_a_profile_too(tmp_path: Path) -> None:
    folder = write(tmp_path, {}, toml=f'profile = "../team.xlsx"\n{HEADER}[flies]\nanimals = ["D2"]\n')
    sheets = {
        "team": [("fact", "value"), ("name", "Example Rescue")],
        "animals": [("animal_id", "species"), ("D1", "dog"), ("D2", "dog")],
    }
    (tmp_path / "team.xlsx").write_bytes(workbook_bytes(sheets))
    visit = visit_of(read(folder))

    assert visit.sheets["animals"]["animal_id"].to_list() == ["D2"]
    assert visit.profile is not None
    assert visit.profile.team == {"name": "Example Rescue"}


@pytest.mark.parametrize(
    "name",
    [
        "/etc",
        "../../team",
        "../visit/../team",
        "team/../../team",
        "..",
        "../",
        ".",
        "",
        ".hidden",
        "../.ssh",
        "a/b",
        "..\\team",
        "C:team",
        "file://team",
        "~",
        "~root",
        "../~root",
        "team\\u0000",
        "te\\u202eam",
        "x" * 300,
        "．．/team/x",
    ],
)
def test_a_profile_outside_the_two_folders_is_refused(tmp_path: Path, name: str) -> None:
    reading = read(write(tmp_path, TEAM, toml=f'profile = "{name}"\n{HEADER}'))

    assert only_problem(reading).code == "profile.path"
    assert reading.visit is not None
    assert not reading.visit.sheets


@pytest.mark.parametrize("value", ["5", '["team"]', "{ folder = 'team' }", "07:30:00"])
def test_a_profile_that_is_no_name_is_refused(tmp_path: Path, value: str) -> None:
    assert codes(read(write(tmp_path, TEAM, toml=f"profile = {value}\n{HEADER}"))) in (
        ["profile.path"],
        ["profile.not-found"],
    )


def test_a_profile_that_is_a_link_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path, TEAM, team="elsewhere")
    (tmp_path / "team").symlink_to(tmp_path / "elsewhere")

    problem = only_problem(read(folder))

    assert problem.code == "profile.path"
    assert "link" in problem.found


def test_a_sheet_of_a_profile_that_leads_out_of_it_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path, {"team.toml": 'name = "Example"\n'})
    (tmp_path / "secret.csv").write_text("person_id\nS1\n")
    (tmp_path / "team/people.csv").symlink_to(tmp_path / "secret.csv")
    reading = read(folder)

    assert codes(reading) == ["file.outside-the-folder"]
    assert reading.visit is not None
    assert "people" not in reading.visit.sheets


def test_a_visit_is_not_its_own_profile(tmp_path: Path) -> None:
    folder = write(tmp_path, {}, toml=f'profile = "../visit"\n{HEADER}', people="person_id\nP1\n")

    assert "the visit itself" in only_problem(read(folder)).found


def test_a_profile_beside_a_visit_that_is_reached_by_a_link_is_the_one_beside_the_real_folder(
    tmp_path: Path,
) -> None:
    write(tmp_path / "real", TEAM)
    other = tmp_path / "other"
    other.mkdir()
    (other / "link").symlink_to(tmp_path / "real/visit")
    (other / "team").mkdir()
    (other / "team/people.csv").write_text("person_id\nWRONG\n")

    assert values(read(other / "link"), "people", "person_id") == ["P1", "P2", "P3"]


def test_a_profile_that_is_missing_is_told(tmp_path: Path) -> None:
    assert only_problem(read(write(tmp_path, {}))).code == "profile.not-found"


def test_ticks_without_a_profile_are_told(tmp_path: Path) -> None:
    folder = write(tmp_path, {}, toml=HEADER + '[flies]\npeople = ["P1"]\n')

    assert only_problem(read(folder)).code == "profile.missing"


@pytest.mark.parametrize(
    ("flies", "code"),
    [
        ('people = ["P9"]', "profile.unknown-line"),
        ('people = "P1"', "profile.flies"),
        ("people = true", "profile.flies"),
        ('people = ["P1"]\nPeople = ["P2"]', "profile.flies"),
        ('people = [["P1"]]', "profile.flies"),
        ('people = { P1 = "yes" }', "profile.flies"),
        ('vehicles = ["V1"]', "profile.flies"),
        ('animal_events = ["D1"]', "profile.flies"),
        ('movements = ["L1"]', "profile.flies"),
    ],
)
def test_a_tick_that_means_nothing_is_told(tmp_path: Path, flies: str, code: str) -> None:
    files = {name: text for name, text in TEAM.items() if not name.startswith("animals")}
    files["animals.csv"] = "animal_id\nD1\nD2\n"

    assert code in codes(read(write(tmp_path, files, toml=f"{TAKES}[flies]\n{flies}\n")))


@pytest.mark.parametrize("name", ["movements.csv", "visit.toml", "people.xlsx", "notes.csv", "claims.csv"])
def test_a_table_that_a_profile_does_not_have_is_told(tmp_path: Path, name: str) -> None:
    reading = read(write(tmp_path, {**TEAM, name: "leg_id\nL1\n"}))

    assert codes(reading) == ["profile.not-read"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('nickname = "Ex"', "profile.fact"),
        ('name = ""', "profile.fact"),
        ('name = ["a"]', "profile.fact"),
        ('country = "Swiss"', "cell.not-a-state"),
        ('self_sufficient_days = "ten"', "cell.not-a-whole-number"),
        ('leader = "a\\u202eb"', "cell.control-character"),
    ],
)
def test_a_fact_of_the_team_that_cannot_be_read_is_told(tmp_path: Path, line: str, code: str) -> None:
    assert codes(read(write(tmp_path, {"team.toml": line + "\n"}))) == [code]
