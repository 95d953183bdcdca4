"""Relief papers, filled in as far as visit and our knowledge of them go; none of them is an official form.

A page per paper (HTML for print), and one text with the paragraphs to send.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from comity.corpus.relief_forms import ReliefForm
from comity.corpus.states import state_name
from comity.domain.primitives.day_words import day_words
from comity.domain.visits.answer import Answer
from comity.domain.visits.naming import names_of
from comity.domain.visits.relief import controlled_medicines
from comity.domain.visits.relief_paragraphs import arrival_legs, holder_words, person_words
from comity.domain.visits.visit import Visit
from comity.languages import ENGLISH, said, speaking
from comity.report.visible import visible

#: The file of the paragraphs to send.
TO_SEND = "to-send.txt"
#: What the marks mean, the surest first.
MARKS: Mapping[str, str] = {
    "text": "read in the source",
    "summary": "read in a secondary source",
    "recall": "stable and widely published; the form itself was not seen",
    "recall-low": "a pattern or an inference: look whether the form has it",
}
#: Columns of the list of controlled medicines: heading, and the columns of `goods` that fill it.
_MEDICINES: Mapping[str, tuple[str, ...]] = {
    "Name (international)": ("inn", "description"),
    "Strength": ("strength",),
    "Form": ("dose_form",),
    "Quantity": ("quantity",),
    "Unit": ("unit",),
    "Base, grams": ("base_grams",),
    "Control": ("control_un", "medicine_control"),
}


@speaking(ENGLISH)
def relief_sheets(visit: Visit, answer: Answer, forms: Iterable[ReliefForm]) -> dict[str, str]:
    """The papers of a relief visit, by name of the file to write.

    Args:
        visit: what was stated.
        answer: its answer; the paragraphs to send stand in `answer.relief`.
        forms: what is known of the papers.

    Returns:
        A page of HTML for each paper that the visit has something for, and TO_SEND if there is a paragraph.
    """
    values = _values(visit, answer)
    tables = {
        "controlled_medicines": _medicines(controlled_medicines(visit)),
        "medicines": _medicines(_all_medicines(visit)),
    }
    # An answer without pages needs no templates.
    from comity.report.pages import environment  # noqa: PLC0415

    template = environment().get_template("relief_sheet.html.j2")
    papers = {}
    for form in forms:
        if not _needed(form, visit):
            continue
        headings, rows = tables.get(form.table or "", ((), ()))
        papers[f"{form.id}.html"] = template.render(
            form=form, values=values, marks=MARKS, used=_used(form), headings=headings, rows=rows,
            visit=answer.visit, on=day_words(answer.asked_on), team=values.get("name", ""),
        )  # fmt: skip
    if text := _to_send(answer):
        papers[TO_SEND] = text
    return papers


def _to_send(answer: Answer) -> str:
    """The paragraphs to send, one after the other, as plain text."""
    rules = answer.relief.rules if answer.relief is not None else ()
    rule = "-" * 72
    texts = [visible(said(each.paragraph)) for each in rules if each.paragraph]
    return f"\n\n{rule}\n\n".join(texts) + "\n" if texts else ""


def _needed(form: ReliefForm, visit: Visit) -> bool:
    if form.needs == "controlled_medicines":
        return bool(controlled_medicines(visit).height)
    if form.needs == "local_patients":
        return bool(_practising(visit).height)
    return form.needs in visit.sheets and bool(visit.sheets[form.needs].height)


def _used(form: ReliefForm) -> list[str]:
    there = {field.sureness for field in form.fields}
    return [mark for mark in MARKS if mark in there]


def _values(visit: Visit, answer: Answer) -> dict[str, str]:
    """What fills the fields, by name; what is not known is absent."""
    team = dict(visit.profile.team) if visit.profile is not None else {}
    legs = arrival_legs(
        visit, [visit.sheets[sheet] for sheet in ("people", "animals") if sheet in visit.sheets]
    )
    medicines = controlled_medicines(visit)
    asked = [each.ask for each in answer.relief.rules if each.body is None] if answer.relief else []
    found: dict[str, str] = {
        "country": ", ".join(dict.fromkeys(state_name(c.sending_state) for c in visit.contingents)),
        **team,
        "receiving_state": state_name(visit.receiving_state),
        "persons": _count(visit, "people"),
        "dogs": _count(visit, "animals", species="dog"),
        "doctors": _count(visit, "people", licence_kind="doctor"),
        "tonnes": _tonnes(visit),
        "dangerous_goods": _listed(visit, "goods", "un_number"),
        "arrival_place": _of_legs(legs, "to_place"),
        "arrival_flight": _of_legs(legs, "carrier_ref"),
        "arrival_time": "; ".join(
            f"{day_words(at)}, {at:%H:%M} UTC"
            for leg in legs
            if isinstance(at := leg.get("eta_utc"), dt.datetime)
        ),
        "emergency": answer.visit.title,
        "contacts": ", ".join(team[name] for name in ("phone", "satellite_phone", "email") if name in team),
        "holders": _holders(visit, medicines),
        "practising": _practising_words(visit),
        "medicines_authority": " and ".join(dict.fromkeys(name for names in asked for name in names)),
    }
    return {name: text for name, text in found.items() if text}


def _count(visit: Visit, sheet: str, **wanted: str) -> str:
    """How many lines of a sheet there are, or have a value; blank if the column was not stated."""
    frame = visit.sheets.get(sheet)
    if frame is None:
        return ""
    for name, value in wanted.items():
        if name not in frame.columns:
            return ""
        frame = frame.filter(pl.col(name).str.to_lowercase() == value)
    return str(frame.height)


def _tonnes(visit: Visit) -> str:
    goods = visit.sheets.get("goods")
    if goods is None or "gross_mass_kg" not in goods.columns:
        return ""
    known = goods["gross_mass_kg"].drop_nulls()
    without = goods.height - len(known)
    more = f", and {without} lines without a mass" if without else ""
    return f"{sum(known) / 1000:.2f}{more}" if len(known) else ""


def _listed(visit: Visit, sheet: str, name: str) -> str:
    frame = visit.sheets.get(sheet)
    if frame is None or name not in frame.columns:
        return ""
    return ", ".join(frame[name].drop_nulls().unique().sort())


def _of_legs(legs: list[dict[str, Any]], name: str) -> str:
    return "; ".join(dict.fromkeys(str(leg[name]) for leg in legs if leg.get(name)))


def _holders(visit: Visit, medicines: pl.DataFrame) -> str:
    """Who holds the controlled medicines."""
    if "holder" not in medicines.columns:
        return ""
    keys = medicines["holder"].drop_nulls().unique(maintain_order=True)
    return "; ".join(said(holder_words(visit, key)) for key in keys)


def _practising(visit: Visit) -> pl.DataFrame:
    """The people who will treat people outside the team."""
    people = visit.sheets.get("people")
    if people is None or "practises_medicine_on_local_people" not in people.columns:
        return pl.DataFrame()
    return people.filter(pl.col("practises_medicine_on_local_people"))


def _practising_words(visit: Visit) -> str:
    people = _practising(visit)
    if not people.height:
        return ""
    rows = zip(people.iter_rows(named=True), names_of("people", people), strict=True)
    return "; ".join(said(person_words(row, name)) for row, name in rows)


def _all_medicines(visit: Visit) -> pl.DataFrame:
    goods = visit.sheets.get("goods")
    if goods is None or "goods_category" not in goods.columns:
        return pl.DataFrame()
    return goods.filter(pl.col("goods_category") == "medicines")


def _medicines(medicines: pl.DataFrame) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    rows = []
    for row in medicines.iter_rows(named=True):
        cells = (
            next((row[name] for name in names if row.get(name) is not None), "")
            for names in _MEDICINES.values()
        )
        rows.append(tuple(f"{cell:g}" if isinstance(cell, float) else str(cell) for cell in cells))
    return tuple(_MEDICINES), rows
