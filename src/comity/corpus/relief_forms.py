"""Reading `relief_forms.toml`: the papers that relief teams are asked for, as far as they are known."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable

from comity.corpus.reading import corpus_folder


@dataclass(frozen=True, slots=True)
class FormField:
    """A field: its label, what fills it (None: written by hand), and how sure it is that the form has it."""

    label: str
    source: str | None
    sureness: str


@dataclass(frozen=True, slots=True)
class ReliefForm:
    """A paper: whom it is for, what is known of it, its fields, what it needs and which table it lists."""

    id: str
    title: str
    body: str
    note: str
    needs: str
    table: str | None
    fields: tuple[FormField, ...]


def read_relief_forms(folder: Traversable) -> tuple[ReliefForm, ...]:
    """Read `relief_forms.toml` of a corpus folder."""
    forms = tomllib.loads(folder.joinpath("relief_forms.toml").read_text(encoding="utf-8"))["form"]
    return tuple(
        ReliefForm(
            id=form["id"],
            title=form["title"],
            body=form["body"],
            note=form["note"],
            needs=form["needs"],
            table=form.get("table"),
            fields=tuple(FormField(f["label"], f.get("from"), f["sureness"]) for f in form["field"]),
        )
        for form in forms
    )


@cache
def installed_relief_forms() -> tuple[ReliefForm, ...]:
    """The papers that are installed with the package."""
    return read_relief_forms(corpus_folder())
