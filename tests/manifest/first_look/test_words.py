"""What headings, names of worksheets, labels and totals of real lists mean."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.corpus.headings import read_heading_words
from comity.corpus.reading import corpus_folder, read_vocabulary
from comity.domain.provisions.vocabulary import OWN_DAY, SHEETS
from comity.manifest.first_look.heading_forms import compact
from comity.manifest.first_look.words import HeadingWords

VOCABULARY = read_vocabulary(corpus_folder())
TABLES = read_heading_words()
WORDS = HeadingWords(VOCABULARY, lambda: TABLES)


def columns(heading: str, sheet: str) -> list[str]:
    return [candidate.column for candidate in WORDS.candidates(heading, sheet)]


def units(heading: str, sheet: str) -> list[str]:
    return [candidate.unit for candidate in WORDS.candidates(heading, sheet)]


def not_to_be_loaded() -> Mapping[str, Any]:
    raise AssertionError("the words were loaded for a heading of the vocabulary")


# Headings


@pytest.mark.parametrize(
    ("heading", "sheet", "column"),
    [
        ("Svc No", "people", "service_number"),
        ("PMKeyS", "people", "service_number"),
        ("認識番号", "people", "service_number"),
        ("階級", "people", "rank"),
        ("Prénom", "people", "given_names"),
        ("PRENOM", "people", "given_names"),
        ("Ｐａｓｓｐｏｒｔ　Ｎｏ．", "people", "passport_number"),
        ("旅券番号", "people", "passport_number"),
        ("ナンバー", "vehicles", "plate"),
        ("ﾅﾝﾊﾞｰ", "vehicles", "plate"),
        ("Rego", "vehicles", "plate"),
        ("A/C No", "aircraft", "tail_number"),
        ("国連番号", "goods", "un_number"),
        ("UN/ID", "goods", "un_number"),
        ("Geburtsdatum", "people", "date_of_birth"),
        ("Data di nascita", "people", "date_of_birth"),
        ("1. Surname", "people", "surname"),
    ],
)
def test_words_of_five_languages_name_columns(heading: str, sheet: str, column: str) -> None:
    assert columns(heading, sheet) == [column]


@pytest.mark.parametrize(
    ("heading", "sheet", "column"),
    [
        ("Surname\nNOM", "people", "surname"),
        ("氏名 / Name", "people", "full_name"),
        ("国籍 Nationality", "people", "nationality"),
        ("旅券番号（Passport No）", "people", "passport_number"),
        ("DOB (dd/mm/yyyy)", "people", "date_of_birth"),
    ],
)
def test_two_halves_agree_on_a_column(heading: str, sheet: str, column: str) -> None:
    assert columns(heading, sheet) == [column]


def test_halves_that_disagree_leave_all_that_they_may_mean() -> None:
    assert columns("Rank/Unit", "people") == ["rank", "unit"]


def test_an_unknown_half_in_the_same_script_makes_the_heading_unknown() -> None:
    assert columns("Weight / widget", "goods") == []
    assert columns("Weight (empty)", "goods") == []


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("Gross Wt (lb)", "lb"),
        ("Wt [kg]", "kg"),
        ("重量(kg)", "kg"),
        ("総重量（ポンド）", "lb"),
        ("Weight in lbs", "lb"),
        ("GW_KG", "kg"),
        ("重量kg", "kg"),
        ("Weight (tons)", "t|short ton|long ton"),
        ("Weight", ""),
        ("gross_mass_kg", "kg"),
    ],
)
def test_a_unit_in_the_heading_is_recognised(heading: str, unit: str) -> None:
    found = WORDS.candidates(heading, "goods")

    assert [(c.column, c.unit) for c in found] == [("gross_mass_kg", unit)]


def test_a_unit_that_the_column_cannot_have_makes_the_heading_unknown() -> None:
    assert columns("Weight (ft)", "goods") == []


def test_a_serial_may_be_a_running_number_or_a_maker_s() -> None:
    assert set(columns("Ser", "goods")) == {"line_id", "ref", "serial_number"}
    assert set(columns("Type", "vehicles")) == {"model", "vehicle_class"}


def test_a_heading_can_say_more_of_every_line() -> None:
    (weapon,) = WORDS.candidates("銃番号", "goods")

    assert (weapon.column, weapon.implies) == ("serial_number", {"goods_category": "arms"})


def test_names_of_the_vocabulary_mean_themselves_and_load_nothing() -> None:
    bare = HeadingWords(VOCABULARY, not_to_be_loaded)

    for sheet in SHEETS:
        for name in VOCABULARY.of(sheet):
            assert [c.column for c in bare.candidates(name, sheet)] == [name]
    assert [c.column for c in bare.candidates("PASSPORT_NUMBER", "people")] == ["passport_number"]


def test_a_name_in_another_spelling_may_mean_more() -> None:
    assert columns("equipment", "goods") == ["equipment"]
    assert set(columns("Equipment", "goods")) == {"equipment", "description"}
    assert columns("Passport number", "people") == ["passport_number"]


@given(st.text(max_size=200))
def test_any_heading_has_candidates_of_the_vocabulary_or_none(heading: str) -> None:
    for candidate in WORDS.candidates(heading):
        assert candidate.sheet in SHEETS
    WORDS.sheet_names(heading)
    WORDS.label(heading)
    WORDS.is_total(heading)


# Names of worksheets, labels, totals


@pytest.mark.parametrize(
    ("name", "sheet", "implies"),
    [
        ("Nominal Roll", "people", {}),
        ("人員名簿", "people", {}),
        ("Annex B - Nominal Roll", "people", {}),
        ("1_Veh list_v2", "vehicles", {}),
        ("車両一覧（最新）", "vehicles", {}),
        ("Radios", "goods", {"goods_category": "radio"}),
        ("Weapons", "goods", {"goods_category": "arms"}),
        ("goods", "goods", {}),
    ],
)
def test_worksheets_are_known_by_their_names(name: str, sheet: str, implies: dict[str, str]) -> None:
    assert [(named.sheet, named.implies) for named in WORDS.sheet_names(name)] == [(sheet, implies)]


def test_an_unknown_worksheet_has_no_sheet() -> None:
    assert WORDS.sheet_names("Sheet1") == []


def test_labels_of_title_blocks_name_facts_of_the_visit() -> None:
    labels = {"Host nation": "receiving_state", "派遣国：": "sending_state", "Exercise:": "activity_name"}

    assert {text: WORDS.label(text) for text in labels} == {text: (fact,) for text, fact in labels.items()}
    assert WORDS.label("Weather") == ()


def test_a_country_alone_may_be_that_of_the_sender_or_of_the_receiver() -> None:
    assert set(WORDS.label("Country:")) == {"sending_state", "receiving_state"}


@pytest.mark.parametrize(
    "text",
    ["Total", "SUB-TOTAL:", "合計", "小計", "Total 12", "Total vehicles", "車両計", "Grand total (kg)"],
)
def test_a_row_that_sums_up_says_so(text: str) -> None:
    assert WORDS.is_total(text)


@pytest.mark.parametrize("text", ["", "Total station", "Totem", "時計", "Summit", "Generator"])
def test_a_thing_whose_name_begins_like_a_sum_is_none(text: str) -> None:
    assert not WORDS.is_total(text)


# The tables themselves


def written() -> Iterator[tuple[str, str, list[str]]]:
    for sheet, words_of in TABLES["columns"].items():
        for column, words in words_of.items():
            yield sheet, column, words


def test_every_column_and_value_of_the_tables_exists() -> None:
    for sheet, column, _ in written():
        everywhere = {"contingent", "ref", "marking", "pool"}
        everywhere |= set() if sheet in OWN_DAY else {"arrives_on", "departs_on"}
        assert column in VOCABULARY.of(sheet) or column in everywhere, (sheet, column)
    for sheet, values_of in TABLES["values"].items():
        if isinstance(values_of, dict):
            for column, words in values_of.items():
                assert set(words) <= set(VOCABULARY.of(sheet)[column].values), (sheet, column)
    for entry in (*TABLES["implied"], *TABLES["sheet"]):
        for column, value in entry.get("implies", {}).items():
            assert value in VOCABULARY.of(entry["sheet"])[column].values
    for fact in TABLES["labels"]:
        assert fact == "period" or fact in VOCABULARY.of("visit") or fact in VOCABULARY.of("contingent")


def test_every_word_stands_once_in_its_column_and_is_found_again() -> None:
    for sheet, column, words in written():
        folded = [compact(word) for word in words]
        assert all(folded), (sheet, column)
        assert len(set(folded)) == len(folded), (sheet, column)
        for word in words:
            assert column in columns(word, sheet), (sheet, column, word)


#: Words that stand under several columns of a sheet on purpose: the values tell, or the planner.
AMBIGUOUS = {
    sheet: set(words.split())
    for sheet, words in {
        "movements": "serial ser no # 番号 departure arrival",
        "packages": "ser serial no # 番号",
        "people": "ser serno serial serialno no # nr 番号 n numero lfdnr name 氏名 role arme 所属 passport "
        "旅券 パスポート passeport passaporto reisepass",
        "vehicles": "type vehtype vehicletype 車種 tipo serial serialno ser serno",
        "aircraft": "serial serialno ser",
        "uas": "serial serialno ser serno",
        "goods": "line lineno ser serno serial serialno no # nr itemno 番号 項番 n numero lfdnr pos type "
        "class kind 区分 分類 nature tipo art nomenclature equipment make value 価格 価額 valeur valore wert "
        "使用場所 使用者 typ brand holder detenteur lot lotno lotto",
    }.items()
}


def test_what_is_ambiguous_on_a_sheet_is_known() -> None:
    found: dict[str, set[str]] = {}
    for sheet in SHEETS:
        places: dict[str, set[str]] = {}
        for column, words in TABLES["columns"][sheet].items():
            for word in words:
                places.setdefault(compact(word), set()).add(column)
        found[sheet] = {word for word, several in places.items() if len(several) > 1}

    assert {sheet: words for sheet, words in found.items() if words} == AMBIGUOUS
