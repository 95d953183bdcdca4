"""What the corpus says to people in words of its own: questions, labels, names, statements, titles."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from comity.corpus.library import installed_library

_CORPUS = Path("src/comity/corpus")


@dataclass(frozen=True, slots=True)
class Found:
    """A message, or one for one and one for several; where it stands, and what it is for."""

    file: str
    line: int
    message: str | tuple[str, ...]
    about: str


def corpus_messages(root: Path) -> Iterator[Found]:
    """Every text of the corpus that is said by itself; what the law says is not among them."""
    folder = root / _CORPUS
    for file in sorted(folder.glob("vocabulary/*.toml")):
        yield from _of_file(file, root, _facts(file.stem, _read(file)))
    for name, texts in (
        ("whats.toml", _labels),
        ("authorities.toml", _authorities),
        ("attestations.toml", _statements),
        ("offices/lists.toml", _lists),
    ):
        yield from _of_file(folder / name, root, texts(_read(folder / name)))
    for file in sorted(folder.glob("offices/[a-z][a-z]*.toml")):
        if file.name != "lists.toml":
            yield from _of_file(file, root, _offices(file.stem, _read(file)))
    for rulebook in installed_library().ids():
        file = folder / rulebook / "rulebook.md"
        yield from _of_file(file, root, _law(rulebook))


def _read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _of_file(file: Path, root: Path, texts: Iterator[tuple[str, str]]) -> Iterator[Found]:
    """The texts of a file, each with the line that it stands on."""
    lines = file.read_text(encoding="utf-8").splitlines()
    where = file.relative_to(root).as_posix()
    for text, about in texts:
        if text:
            quoted = text.replace('"', '\\"')
            line = next((n for n, held in enumerate(lines, start=1) if f'"{quoted}"' in held), 1)
            yield Found(where, line, text, about)


def _facts(sheet: str, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, fact in table.items():
        if isinstance(fact, dict):
            yield fact.get("asks", ""), f"question, fact {sheet}.{name}"
            yield fact.get("find", ""), f"where to look, fact {sheet}.{name}"
            for value in fact.get("values", ()):
                yield value_words(value), f"value of the fact {sheet}.{name}"


def value_words(value: str) -> str:
    """A value of a choice as people read it."""
    return value.replace("_", " ")


def _labels(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, what in table.items():
        yield what["label"], f"what is permitted, required …: {name}"


def _authorities(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, authority in table.items():
        yield authority["name"], f"authority {name}"


def _statements(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, statement in table.items():
        if isinstance(statement, dict):
            yield statement["about"], f"what a statement is about: {name}"
            yield statement.get("find", ""), f"where to look, statement {name}"
            for clause in statement.get("clause", ()):
                yield clause["says"], f"sentence to be signed, without its full stop: {name}"


def _lists(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, entry in table.items():
        yield entry["title"], f"list for an office: {name}"


def _offices(state: str, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for office in table["office"]:
        yield office["title"], f"office, {state}"


def _law(rulebook: str) -> Iterator[tuple[str, str]]:
    """Its short name, what it tells a planner to do, and what it is silent on; articles stay as they are."""
    book = installed_library().rulebook(rulebook)
    yield book.short, f"what {rulebook} is called in short"
    for provision in book.provisions:
        about = f"{rulebook} {', '.join(provision.cites)}"
        yield provision.says, f"what to do or to know, {about}"
        yield provision.value, f"what is settled, {about}"
        if provision.lead:
            yield provision.lead.word, f"when it is due, {about}"
            yield provision.lead.late, f"if it is late, {about}"
    for silence in book.silences:
        yield silence.matter, f"what {rulebook} is silent on (a heading, without a full stop)"
        yield silence.why, f"why {rulebook} is silent on it"
