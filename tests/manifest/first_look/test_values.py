"""What cells mean where the strict reader would refuse them: converted and shown, or doubted and asked."""

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.corpus.headings import read_heading_words
from comity.corpus.reading import corpus_folder, read_vocabulary
from comity.domain.primitives.country import ALPHA_2, ALPHA_2_OF
from comity.domain.provisions.vocabulary import SHEETS, Fact, Type
from comity.manifest.cells import Flaw, read_cell
from comity.manifest.first_look.dates import DayForm
from comity.manifest.first_look.numbers import DecimalMark, decimal_mark
from comity.manifest.first_look.quantities import Several, several
from comity.manifest.first_look.value_words import ValueWords
from comity.manifest.first_look.values import Doubt, Hints, Lenient, lenient

VOCABULARY = read_vocabulary(corpus_folder())
TABLES = read_heading_words()
HINTS = Hints(ValueWords(lambda: TABLES))
MASS = VOCABULARY.of("goods")["gross_mass_kg"]
FACTS = [fact for sheet in SHEETS for fact in VOCABULARY.of(sheet).values()]


def read(text: str, column: str, sheet: str = "people", **hints: object) -> Lenient | Doubt | Flaw | None:
    told = Hints(HINTS.words, **hints)  # type: ignore[arg-type]
    return lenient(text, VOCABULARY.of(sheet)[column], told)


def strict(text: str, column: str, sheet: str = "people", **hints: object) -> str:
    """The strict form of a cell that has one other than itself: the note shows both."""
    found = read(text, column, sheet, **hints)
    assert isinstance(found, Lenient), found
    assert found.note
    return found.text


# Any cell


@st.composite
def strict_cells(draw: st.DrawFn) -> tuple[Fact, str]:
    fact = draw(st.sampled_from(FACTS))
    texts = {
        Type.BOOL: st.sampled_from(["yes", "no", "Y", "0", "はい", "ＹＥＳ"]),
        Type.CHOICE: st.sampled_from(fact.values or ("none",)),
        Type.STATE: st.sampled_from([*ALPHA_2, *ALPHA_2_OF]),
        Type.INT: st.integers(-(10**14), 10**14).map(str),
        Type.NUMBER: st.floats(-1e14, 1e14).map(lambda number: f"{number:.3f}"),
        Type.DAY: st.dates().filter(lambda day: 1900 <= day.year <= 2199).map(str),
        Type.INSTANT: st.just("2023-09-05T05:30Z"),
    }
    return fact, draw(texts.get(fact.type, st.text("abc 12", min_size=1).filter(str.strip)))


@given(strict_cells())
def test_a_strict_cell_reads_as_itself_without_a_note(cell: tuple[Fact, str]) -> None:
    fact, text = cell

    assert lenient(text, fact, HINTS) == Lenient(text)


@given(
    st.sampled_from(FACTS),
    st.text(max_size=60) | st.from_regex(r"\A[0-9.,' ]{1,12} ?(kg|lb|ft|EA|Z)?\Z"),
    st.sampled_from([None, *DecimalMark]),
    st.sampled_from(["", "lb", "t|short ton", "ft"]),
)
def test_whatever_is_read_has_a_form_that_the_strict_reader_takes(
    fact: Fact, text: str, decimal: DecimalMark | None, unit: str
) -> None:
    if not text.strip():
        return
    found = lenient(text, fact, Hints(HINTS.words, decimal=decimal, unit=unit))

    forms = found.choices if isinstance(found, Doubt) else (found.text,) if isinstance(found, Lenient) else ()
    for form in forms:
        assert form == "" or not isinstance(read_cell(form, fact), Flaw), (fact, text, form)


@pytest.mark.parametrize("text", ["TBC", "unknown", "未定", "N/A", "-", "?"])
def test_what_says_that_nothing_is_known_is_a_blank(text: str) -> None:
    assert strict(text, "gross_mass_kg", "goods") == ""
    assert strict(text, "passport_expiry") == ""


# Words


@pytest.mark.parametrize("text", ["○", "✓", "有", "oui", "sì", "ja", "あり"])
def test_yes_has_words_and_ticks(text: str) -> None:
    assert strict(text, "road_move", "vehicles") == "yes"


@pytest.mark.parametrize("text", ["×", "無", "non", "nein", "なし"])
def test_no_has_words_and_crosses(text: str) -> None:
    assert strict(text, "road_move", "vehicles") == "no"


def test_the_letter_x_is_a_tick_or_a_cross() -> None:
    found = read("X", "road_move", "vehicles")

    assert found == Doubt(("yes", "no"), '"X" may be a tick or a cross: yes or no')


@pytest.mark.parametrize(
    "text",
    [
        "Australia",
        "AUSTRALIAN",
        "オーストラリア",
        "豪",
        "オーストラリア人",
        "Australie",
        "Australien",
        "Aust.",
    ],
)
def test_states_have_names_in_five_languages(text: str) -> None:
    assert strict(text, "nationality") == "AU"


def test_names_of_several_states_are_asked() -> None:
    assert read("Korea", "nationality") == Doubt(
        ("KR", "KP"), '"Korea" is a name of several States: KR or KP'
    )
    assert read("AUS/JPN", "nationality") == Doubt(("AU", "JP"), '"AUS/JPN" names several States: AU or JP')
    assert read("Atlantis", "nationality") is None


def test_choices_have_words() -> None:
    assert strict("Detection dog", "purpose", "animals") == "detection"
    assert strict("災害救助犬", "purpose", "animals") == "search_rescue"
    assert strict("MIL", "person_role") == "member"
    assert strict("Civilian component", "person_role") == "civilian_component"


def test_a_civilian_may_be_of_the_component_or_a_contractor() -> None:
    found = read("CIV", "person_role")

    assert isinstance(found, Doubt)
    assert found.choices == ("civilian_component", "contractor")


def test_grades_are_no_roles() -> None:
    assert read("Officer", "person_role") is None
    assert read("OR", "person_role") is None


# Numbers


def test_a_mass_in_pounds_is_converted_and_both_are_shown() -> None:
    found = read("1250 lb", "gross_mass_kg", "goods")

    assert found == Lenient("566.9905", '"1250 lb" is read as 566.9905 kg')


@given(st.decimals("0.001", "100000000", places=3))
def test_converting_pounds_keeps_five_significant_digits(pounds: Decimal) -> None:
    found = read(f"{pounds} lb", "gross_mass_kg", "goods", decimal=DecimalMark.POINT)

    assert isinstance(found, Lenient)
    assert math.isclose(float(found.text), float(pounds) * 0.45359237, rel_tol=5e-6)


@pytest.mark.parametrize(
    ("text", "kilograms"),
    [
        ("2.5t", "2500"),
        ("１２５０ｋｇ", "1250"),
        ("1 250 kg", "1250"),
        ("1.234,5", "1234.5"),
        ("1,234,567", "1234567"),
    ],
)
def test_numbers_with_units_and_separators_inside(text: str, kilograms: str) -> None:
    assert strict(text, "gross_mass_kg", "goods") == kilograms


def test_feet_and_inches_are_one_length() -> None:
    assert strict("3 ft 4 in", "length_cm", "vehicles") == "101.6"
    assert strict("3'4\"", "length_cm", "vehicles") == "101.6"


def test_the_heading_s_unit_holds_for_bare_numbers_and_not_against_the_cell_s_own() -> None:
    assert strict("1000", "gross_mass_kg", "goods", unit="lb") == "453.5924"
    assert strict("1000 kg", "gross_mass_kg", "goods", unit="lb") == "1000"
    assert strict("1000", "gross_mass_kg", "goods", mass_unit="lb") == "453.5924"
    assert read("1000", "gross_mass_kg", "goods", unit="kg", mass_unit="lb") == Lenient("1000")
    assert read("1000", "cube_m3", "goods", mass_unit="lb") == Lenient("1000")


def test_a_separator_that_may_mean_two_things_is_asked_unless_the_file_tells() -> None:
    found = read("1,234", "gross_mass_kg", "goods")

    assert isinstance(found, Doubt)
    assert found.choices == ("1234", "1.234")
    assert strict("1,234", "gross_mass_kg", "goods", decimal=DecimalMark.POINT) == "1234"
    assert strict("1,234", "gross_mass_kg", "goods", decimal=DecimalMark.COMMA) == "1.234"
    assert strict("1.234", "gross_mass_kg", "goods", decimal=DecimalMark.COMMA) == "1234"


def test_the_file_tells_its_decimal_mark_by_numbers_that_can_be_read_one_way() -> None:
    assert decimal_mark(["1,234", "1,234.5"]) is DecimalMark.POINT
    assert decimal_mark(["1.234", "0,5 kg"]) is DecimalMark.COMMA
    assert decimal_mark(["1,234", "12", "word"]) is None
    assert decimal_mark(["1.5", "1,5"]) is None


def test_a_word_that_counts_is_handed_on() -> None:
    assert read("14 EA", "quantity", "goods") == Lenient("14", '"14 EA" is read as 14', "EA")
    assert read("20 L", "quantity", "goods") == Lenient("20", '"20 L" is read as 20', "L")


def test_tons_and_gallons_are_asked_and_foreign_units_refused() -> None:
    found = read("3 tons", "gross_mass_kg", "goods")

    assert isinstance(found, Doubt)
    assert found.choices == ("3000", "2721.554", "3048.141")
    assert read("3 m", "gross_mass_kg", "goods") is None
    assert read("10-12", "gross_mass_kg", "goods") is None


def test_huge_numbers_are_out_of_range() -> None:
    assert read("9" * 40 + " lb", "gross_mass_kg", "goods") is Flaw.OUT_OF_RANGE


def test_nil_is_nought_or_a_blank() -> None:
    found = read("nil", "quantity", "goods")

    assert isinstance(found, Doubt)
    assert found.choices == ("0",)


# Days and instants


def test_days_are_shown_as_read() -> None:
    found = read("05/09/23", "passport_expiry", day_form=DayForm.DAY_FIRST)

    assert found == Lenient("2023-09-05", '"05/09/23" is read as 2023-09-05 (day first)')
    assert strict("05/09/65", "date_of_birth", day_form=DayForm.DAY_FIRST) == "1965-09-05"
    assert strict("05/09/22", "date_of_birth", "animals", day_form=DayForm.DAY_FIRST) == "2022-09-05"
    assert strict("2023-09-05 00:00:00", "passport_expiry") == "2023-09-05"


def test_an_instant_in_a_column_of_days_is_asked() -> None:
    found = read("301200ZAUG23", "passport_expiry")

    assert isinstance(found, Doubt)
    assert found.choices == ("2023-08-30",)


def test_instants_are_told_in_utc() -> None:
    assert strict("301200ZAUG23", "eta_utc", "movements") == "2023-08-30T12:00Z"
    assert strict("301200JAUG23", "eta_utc", "movements", east=540) == "2023-08-30T03:00Z"
    assert strict("2023/8/30 21:00", "eta_utc", "movements", zone="JST") == "2023-08-30T12:00Z"
    assert strict("2023-08-30 21:00", "eta_utc", "movements", zone="local", east=540) == "2023-08-30T12:00Z"


def test_a_local_time_of_nobody_s_zone_is_asked() -> None:
    assert isinstance(read("301200JAUG23", "eta_utc", "movements"), Doubt)
    assert isinstance(read("2023/8/30 21:00", "eta_utc", "movements"), Doubt)


# How many of what


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("6 x F-35A", Several(6, "F-35A")),
        ("2× C-130J", Several(2, "C-130J")),
        ("F-35A ×6", Several(6, "F-35A")),
        ("F-35A (6)", Several(6, "F-35A")),
        ("6機", Several(6, "", "機")),
        ("F-35A 6機", Several(6, "F-35A", "機")),
        ("12 off Bushmaster", Several(12, "Bushmaster")),
    ],
)
def test_one_cell_can_name_several(text: str, found: Several) -> None:
    assert several(text) == found


@pytest.mark.parametrize(
    "text",
    ["F-35A", "4x4 truck", "8 x 8 IVECO", "HiLux 4x4", "7.62x51mm", "10 × 12", "P-8A", "", "0 x F-35A"],
)
def test_what_only_looks_like_several_is_one(text: str) -> None:
    assert several(text) is None


@given(st.text(max_size=250))
def test_no_text_breaks_the_counting(text: str) -> None:
    several(text)
