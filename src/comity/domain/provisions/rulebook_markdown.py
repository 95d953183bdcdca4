"""A rulebook's Markdown: front matter, headings with their words, and TOML blocks below them."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from comity.domain.errors import Place, Problem
from comity.domain.provisions.rulebook import Section
from comity.domain.provisions.vocabulary import Vocabulary

_FRONT = re.compile(r"\+\+\+\n(.*?)^\+\+\+$", re.S | re.M)
_HEADING = re.compile(r"## (?P<label>.+?)\. (?P<title>\S.*)")
_FENCE = "```toml"
_NOT_ENCODED = "Not encoded, because "


@dataclass(slots=True)
class Block:
    """One TOML table of a block: its kind (scope, definition …), entries, and the line of its fence."""

    kind: str
    entries: dict[str, Any]
    line: int
    section: Section


@dataclass(slots=True)
class Draft:
    """A rulebook being read: what has been found so far, and every problem."""

    file: str
    vocabulary: Vocabulary
    problems: list[Problem] = field(default_factory=list)

    def problem(self, line: int, code: str, found: str, expected: str, mend: str) -> None:
        """Note a problem at a line of the file."""
        self.problems.append(Problem(code, Place(file=self.file, line=line), found, expected, mend))


def front_matter(draft: Draft, text: str) -> tuple[dict[str, Any] | None, str, int]:
    """The front matter (None if it cannot be read), the rest of the text, and the line it begins after."""
    match = _FRONT.match(text)
    if match is None:
        draft.problem(
            1,
            "rulebook.front-matter",
            "no front matter",
            "TOML between two lines of '+++'",
            "Add it at the top.",
        )
        return None, "", 0
    try:
        front = tomllib.loads(match[1])
    except (ValueError, RecursionError) as error:
        draft.problem(
            1,
            "rulebook.front-matter",
            f"the front matter is not TOML: {error}",
            "TOML",
            "Mend the named line.",
        )
        return None, "", 0
    return front, text[match.end() :], text[: match.end()].count("\n")


def sections_and_blocks(draft: Draft, body: str, offset: int) -> tuple[list[Section], list[Block]]:
    """The headings with their words, and the blocks below them, in the order of the text."""
    sections: list[Section] = []
    raw_blocks: list[tuple[int, int, str]] = []
    words: list[str] = []
    fence: int | None = None
    foreign = False
    code: list[str] = []
    heads: list[tuple[str, str, int, list[str]]] = []
    for number, line in enumerate(body.splitlines(), start=offset + 1):
        if fence is not None:
            if line.strip() == "```":
                if not foreign:
                    raw_blocks.append((len(heads) - 1, fence, "\n".join(code)))
                fence, foreign = None, False
            else:
                code.append(line)
        elif line.strip() == _FENCE:
            fence, code = number, []
        elif line.lstrip().startswith("```"):
            draft.problem(
                number,
                "rulebook.fence",
                f"a fence '{line.strip()[:40]}'",
                f"'{_FENCE}'",
                "Only TOML blocks stand in a rulebook.",
            )
            fence, code, foreign = number, [], True
        elif line.startswith("## "):
            match = _HEADING.fullmatch(line.rstrip())
            if match is None:
                draft.problem(
                    number,
                    "rulebook.heading",
                    f"the heading '{line.strip()}'",
                    "'## LABEL. Title'",
                    "Give the article's label, a full stop, and its title.",
                )
            words = []
            label = match["label"].removeprefix("Article ") if match else line[3:].strip()
            heads.append((label, match["title"] if match else "", number, words))
        elif heads:
            words.append(line)
    if fence is not None:
        draft.problem(
            fence, "rulebook.fence", "a block that never ends", "a closing '```'", "Close the block."
        )
    for label, title, number, lines in heads:
        prose = "\n".join(lines).strip()
        reasons = [p.strip() for p in prose.split("\n\n") if p.strip().startswith(_NOT_ENCODED)]
        sections.append(Section(label, title, prose, " ".join(" ".join(reasons).split()), number))
    blocks = [
        block for at, line, code_text in raw_blocks for block in _tables(draft, code_text, line, sections, at)
    ]
    _silent_sections(draft, sections, blocks)
    return sections, blocks


def _silent_sections(draft: Draft, sections: list[Section], blocks: list[Block]) -> None:
    """A heading is encoded or says why not; two headings never share a label."""
    seen: set[str] = set()
    for section in sections:
        if section.label in seen:
            draft.problem(
                section.line,
                "rulebook.heading-twice",
                f"the label '{section.label}' stands twice",
                "one heading per label",
                "Join the two sections, or make the labels differ.",
            )
        seen.add(section.label)
        if not section.not_encoded and not any(block.section is section for block in blocks):
            draft.problem(
                section.line,
                "rulebook.not-encoded",
                f"'{section.label}' has neither a block nor a reason",
                f"a block, or a paragraph that begins '{_NOT_ENCODED}…'",
                "Encode the article or say why it is not.",
            )


def _tables(draft: Draft, code: str, line: int, sections: list[Section], at: int) -> Iterable[Block]:
    if at < 0:
        draft.problem(
            line, "rulebook.block-place", "a block above every heading", "a heading", "Move it down."
        )
        return
    try:
        tables = tomllib.loads(code)
    except (ValueError, RecursionError) as error:
        draft.problem(
            line, "rulebook.toml", f"the block is not TOML: {error}", "TOML", "Mend the named line."
        )
        return
    for kind, value in tables.items():
        rows = value if isinstance(value, list) else [value]
        expects_list = kind in ("definition", "provision", "exception")
        if (
            kind not in ("scope", "definition", "provision", "exception")
            or isinstance(value, list) != expects_list
        ):
            draft.problem(
                line,
                "rulebook.block-kind",
                f"a table '{kind}'",
                "[scope], [[definition]], [[exception]] or [[provision]]",
                "Mend the table's name or its brackets.",
            )
            continue
        for row in rows:
            if isinstance(row, dict):
                yield Block(kind, row, line, sections[at])
