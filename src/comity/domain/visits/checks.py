"""Checks that cost nothing: numbers that were probably mistyped, shown as "read again".

A failed check is a question, never a refusal, and changes no outcome: painted numbers are mistyped, and
military ones often stand outside the civil scheme. What the law itself asks (a microchip that a State does
not accept) is not repeated here.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from comity.domain.primitives.worded import either, phrase, worded
from comity.domain.visits.check_digits import (
    AIRCRAFT,
    DANGEROUS,
    MARITIME,
    agrees,
    dangerous_class,
    is_container_number,
    is_imo_number,
)
from comity.domain.visits.line_ranges import LineRanges
from comity.domain.visits.visit import Visit

#: Numbers of persons are not repeated: an answer goes through many hands.
_PRIVATE = frozenset({"passport_number", "service_number", "military_id_number"})
_EXAMPLES = 3
_EXAMPLE_CHARACTERS = 40
#: Columns whose values name one thing each. Where two lines have one in common, one of them is mistyped.
_ONE_EACH = (
    ("people", "passport_number"),
    ("people", "service_number"),
    ("people", "military_id_number"),
    ("vehicles", "plate"),
    ("vehicles", "vin"),
    ("vessels", "imo_number"),
    ("vessels", "mmsi"),
    ("aircraft", "tail_number"),
    ("aircraft", "mode_s_address"),
    ("animals", "microchip"),
    ("packages", "container_number"),
)
#: Keys are unique already; two that only look different are one.
_KEYS = (
    ("people", "person_id"),
    ("animals", "animal_id"),
    ("packages", "package_id"),
    ("movements", "leg_id"),
    ("goods", "line_id"),
)
#: Sheet, the smaller of two masses, the larger, and what is wrong if it is not so.
_MASSES = (
    ("goods", "net_mass_kg", "gross_mass_kg", phrase("The net mass is larger than the gross mass.")),
    ("goods", "neq_kg", "gross_mass_kg", phrase("The explosive quantity is larger than the gross mass.")),
    ("goods", "neq_kg", "net_mass_kg", phrase("The explosive quantity is larger than the net mass.")),
    ("packages", "tare_mass_kg", "gross_mass_kg", phrase("The tare is larger than the gross mass.")),
    (
        "vehicles",
        "axle_load_kg",
        "gross_mass_kg",
        phrase("The load of one axle is larger than the gross mass."),
    ),
)
#: Sheet, column, between what its values lie for anything there is, and the question where they do not.
_SIZES = (
    ("vehicles", "gross_mass_kg", 50, 150_000, phrase("Is it in kilograms? It is hardly so in size.")),
    ("vehicles", "length_cm", 50, 3_500, phrase("Is it in centimetres? It is hardly so in size.")),
    ("vehicles", "width_cm", 30, 800, phrase("Is it in centimetres? It is hardly so in size.")),
    ("vehicles", "height_cm", 30, 800, phrase("Is it in centimetres? It is hardly so in size.")),
    ("vessels", "loa_m", 2, 500, phrase("Is it in metres? It is hardly so in size.")),
    ("vessels", "draught_m", 0.1, 30, phrase("Is it in metres? It is hardly so in size.")),
    ("uas", "takeoff_mass_g", 10, 20_000_000, phrase("Is it in grams? It is hardly so in size.")),
)


@dataclass(frozen=True, slots=True)
class CheckShown:
    """A number that was probably mistyped: `found` gives a few as they stand, `says` what does not fit.

    It changes no outcome. `found` is blank where the numbers are those of persons.
    """

    code: str
    sheet: str
    column: str
    lines: LineRanges
    found: str
    says: str


def checked(visit: Visit) -> tuple[CheckShown, ...]:
    """Every check that failed, in the order of the sheets of the list above; empty if all is well."""
    return tuple(found for check in _CHECKS for found in check(_Sheets(visit)))


@dataclass(frozen=True, slots=True)
class _Sheets:
    visit: Visit

    def given(self, sheet: str, *columns: str) -> pl.DataFrame | None:
        """The rows of a sheet in which all of some columns are given; None if there are none.

        Columns: row, contingent, departs_on, and those named.
        """
        frame = self.visit.sheets.get(sheet)
        if frame is None or not set(columns) <= set(frame.columns):
            return None
        wanted = dict.fromkeys(("row", "contingent", "departs_on", *columns))
        rows = frame.select(list(wanted)).drop_nulls(list(columns))
        return rows if rows.height else None

    def flags(self, sheet: str, column: str) -> pl.DataFrame | None:
        """The rows in which a column is given, with the State whose ship or aircraft each is (null: unknown).

        Columns: row, the column, state.
        """
        whole = self.visit.sheets.get(sheet)
        if whole is None or column not in whole.columns:
            return None
        states = {contingent.id: contingent.sending_state for contingent in self.visit.contingents}
        state = pl.col("contingent").replace_strict(states, default=None, return_dtype=pl.String)
        if "flag_state" in whole.columns:
            state = pl.coalesce("flag_state", state)
        rows = whole.select("row", column, state=state).drop_nulls(column)
        return rows if rows.height else None


def _shown(code: str, sheet: str, column: str, bad: pl.DataFrame, says: str) -> Iterator[CheckShown]:
    """One check for all its rows (row, and the column's values as examples)."""
    if bad.height:
        seen = bad.head(0) if column in _PRIVATE else bad.head(1_000)
        values = seen[column].cast(pl.String).unique(maintain_order=True).head(_EXAMPLES)
        found = ", ".join(value[:_EXAMPLE_CHARACTERS] for value in values)
        yield CheckShown(code, sheet, column, LineRanges([(sheet, bad["row"])]), found, says)


def _unlike(column: str, pattern: str) -> pl.Expr:
    return ~_bare(column).str.contains(pattern)


def _bare(column: str) -> pl.Expr:
    return pl.col(column).str.to_uppercase().str.replace_all(r"[\s\-./]", "")


def _failing(frame: pl.DataFrame, column: str, is_good: Callable[[str], bool]) -> pl.DataFrame:
    """The rows whose value fails; each distinct value is looked at once."""
    bad = [value for value in frame[column].unique() if not is_good(value)]
    return frame.filter(pl.col(column).is_in(bad))


def _ships(sheets: _Sheets) -> Iterator[CheckShown]:
    if (ships := sheets.given("vessels", "imo_number")) is not None:
        bad = _failing(ships, "imo_number", is_imo_number)
        says = worded(
            "Seven digits, the last a check digit, were expected; a warship often has none: leave it blank."
        )
        yield from _shown("check.imo-number", "vessels", "imo_number", bad, says)
    if (ships := sheets.flags("vessels", "mmsi")) is None:
        return
    wrong = ships.filter(_unlike("mmsi", r"^[0-9]{9}$"))
    yield from _shown("check.mmsi", "vessels", "mmsi", wrong, worded("A maritime identity has nine digits."))
    says = worded("Its first three digits are not those of the ship's flag.")
    yield from _shown("check.mmsi-flag", "vessels", "mmsi", _begins_otherwise(ships, "mmsi", MARITIME), says)


def _begins_otherwise(
    frame: pl.DataFrame, column: str, begins: Mapping[str, tuple[str, ...]]
) -> pl.DataFrame:
    """The rows of States that are held whose value begins as none of the State's does."""
    whole = frame.filter(_bare(column).str.contains(r"^[0-9]{9}$"))
    fits = [
        (pl.col("state") == state) & _bare(column).str.contains(f"^(?:{'|'.join(starts)})")
        for state, starts in begins.items()
    ]
    return whole.filter(pl.col("state").is_in(list(begins)) & ~pl.any_horizontal(fits))


def _aircraft(sheets: _Sheets) -> Iterator[CheckShown]:
    column = "mode_s_address"
    if (aircraft := sheets.flags("aircraft", column)) is None:
        return
    six = _bare(column).str.contains("^[0-9A-F]{6}$")
    says = worded("A 24-bit address has six hexadecimal digits.")
    yield from _shown("check.mode-s", "aircraft", column, aircraft.filter(~six), says)
    begins = _bare(column).str.slice(0, 2)
    fits = [
        (pl.col("state") == s) & begins.is_between(pl.lit(a), pl.lit(z)) for s, (a, z) in AIRCRAFT.items()
    ]
    bad = aircraft.filter(six & pl.col("state").is_in(list(AIRCRAFT)) & ~pl.any_horizontal(fits))
    says = worded("It lies outside the block of addresses of the sending State.")
    yield from _shown("check.mode-s-state", "aircraft", column, bad, says)


def _numbers(sheets: _Sheets) -> Iterator[CheckShown]:
    if (animals := sheets.given("animals", "microchip")) is not None:
        bad = animals.filter(_unlike("microchip", "^[0-9]{15}$"))
        says = worded("A chip of ISO 11784 has 15 digits; another one needs a reader brought along.")
        yield from _shown("check.microchip", "animals", "microchip", bad, says)
    if (boxes := sheets.given("packages", "container_number")) is not None:
        bad = _failing(boxes, "container_number", is_container_number)
        says = worded("Four letters and seven digits with the check digit of ISO 6346 were expected.")
        yield from _shown("check.container", "packages", "container_number", bad, says)
    for sheet in ("vehicles", "goods", "support"):
        if (stocked := sheets.given(sheet, "nsn")) is not None:
            says = worded("A NATO stock number has 13 digits: class, country (two), number.")
            yield from _shown("check.nsn", sheet, "nsn", stocked.filter(_unlike("nsn", "^[0-9]{13}$")), says)
    if (vehicles := sheets.given("vehicles", "vin")) is not None:
        bad = vehicles.filter((_bare("vin").str.len_chars() == 17) & _unlike("vin", "^[A-HJ-NPR-Z0-9]{17}$"))
        says = worded("A vehicle identification number has no I, O or Q.")
        yield from _shown("check.vin", "vehicles", "vin", bad, says)


def _dangerous_goods(sheets: _Sheets) -> Iterator[CheckShown]:
    if (goods := sheets.given("goods", "un_number")) is None:
        return
    bad = goods.filter(_unlike("un_number", r"^(?:UN)?[0-9]{4}$"))
    yield from _shown("check.un-number", "goods", "un_number", bad, worded("A UN number has four digits."))
    whole = sheets.given("goods", "un_number", "class_division")
    if whole is None:
        return
    frame = sheets.visit.sheets["goods"]
    group = "compatibility_group" if "compatibility_group" in frame.columns else None
    pairs = frame.select("row", "un_number", "class_division", *([group] if group else []))
    pairs = pairs.with_columns(number=_bare("un_number").str.strip_prefix("UN"))
    pairs = pairs.filter(pl.col("number").is_in(list(DANGEROUS)) & pl.col("class_division").is_not_null())
    distinct = pairs.select("number", "class_division", *([group] if group else [])).unique(
        maintain_order=True
    )
    for number, division, *rest in distinct.iter_rows():
        letter = rest[0] if rest else None
        stated = dangerous_class(division, letter)
        if stated is not None and agrees(number, stated):
            continue
        alike = (pl.col("number") == number) & (pl.col("class_division") == division)
        if group:
            alike &= pl.col(group).eq_missing(pl.lit(letter, dtype=pl.String))
        says = worded(
            "UN {number} is {divisions} in the list of dangerous goods (recalled: look it up).",
            number=number,
            divisions=either(DANGEROUS[number]),
        )
        yield from _shown("check.un-class", "goods", "class_division", pairs.filter(alike), says)


def _passports(sheets: _Sheets) -> Iterator[CheckShown]:
    if (people := sheets.given("people", "passport_expiry")) is not None:
        bad = people.filter(pl.col("passport_expiry") < pl.col("departs_on"))
        says = worded("The passport runs out before the person departs.")
        yield from _shown("check.passport-expiry", "people", "passport_expiry", bad, says)


def _masses(sheets: _Sheets) -> Iterator[CheckShown]:
    for sheet, smaller, larger, says in _MASSES:
        if (frame := sheets.given(sheet, smaller, larger)) is not None:
            bad = frame.filter(pl.col(smaller) > pl.col(larger))
            yield from _shown("check.mass", sheet, smaller, bad, worded(says))
    for sheet, column, least, most, says in _SIZES:
        if (frame := sheets.given(sheet, column)) is not None:
            bad = frame.filter(~pl.col(column).is_between(least, most))
            yield from _shown("check.size", sheet, column, bad, worded(says))
    for sheet in ("goods", "packages"):
        if (frame := sheets.given(sheet, "gross_mass_kg")) is not None:
            bad = frame.filter(pl.col("gross_mass_kg") <= 0)
            yield from _shown(
                "check.size", sheet, "gross_mass_kg", bad, worded("A mass is more than nought.")
            )


def _twice(sheets: _Sheets) -> Iterator[CheckShown]:
    for sheet, column in (*_ONE_EACH, *_KEYS):
        frame = sheets.given(sheet, column)
        if frame is None:
            continue
        # O and 0, I, L and 1, kinds of strokes look alike on a painted plate and in a copied list.
        alike = (
            pl.col(column).str.to_uppercase().str.replace_all(r"\s", "").str.replace_all(r"[\-./_–—]+", "-")
        )
        alike = alike.str.replace_all("O", "0").str.replace_all("[IL]", "1")
        bad = frame.filter(alike.is_duplicated() & (alike != ""))
        if (sheet, column) in _KEYS:
            # The same key twice is a mistake of the input, and was reported as one.
            bad = bad.filter(~pl.col(column).is_duplicated())
        says = worded("These lines have the same number, or numbers that look alike.")
        yield from _shown("check.twice", sheet, column, bad, says)


_CHECKS: tuple[Callable[[_Sheets], Iterator[CheckShown]], ...] = (
    _ships,
    _aircraft,
    _numbers,
    _dangerous_goods,
    _passports,
    _masses,
    _twice,
)
