"""Reading a rulebook: one Markdown file with TOML blocks, into values, with every mistake named.

The format is described in `docs/reference/rulebook-format.md`. Nothing in a rulebook is executed; a file
that breaks the format is refused with file, line and mend, so that a partner's can be received safely.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from comity.domain.errors import Problem
from comity.domain.provisions.rulebook import BodyKind, Rulebook, Silence, Sureness
from comity.domain.provisions.rulebook_entries import Entries
from comity.domain.provisions.rulebook_markdown import Draft, front_matter, sections_and_blocks
from comity.domain.provisions.rulebook_parts import Parts
from comity.domain.provisions.vocabulary import JUDGED, SHEETS, VISIT, Vocabulary

LARGEST_RULEBOOK = 2_000_000
"""Largest rulebook, in characters."""

_FRONT_KEYS = frozenset({"id", "version", "title", "short", "kind", "parties", "state", "parties_sureness"})
_FRONT_KEYS |= {"from", "until", "source", "silent"}


def read_rulebook(
    text: str,
    file: str,
    vocabulary: Vocabulary,
    agreements: Mapping[str, Rulebook] | None = None,
) -> tuple[Rulebook | None, tuple[Problem, ...]]:
    """Read one rulebook.

    Args:
        text: the Markdown.
        file: its name, for problems.
        vocabulary: the declared facts, whats and authorities.
        agreements: rulebooks whose definitions a host law may use in provisions with `under`.

    Returns:
        the rulebook, or None if its front matter cannot be read, and every problem found.
    """
    draft = Draft(file, vocabulary)
    if len(text) > LARGEST_RULEBOOK:
        draft.problem(
            1,
            "rulebook.too-large",
            f"the file has {len(text)} characters",
            f"at most {LARGEST_RULEBOOK}",
            "Split the body of law.",
        )
        return None, tuple(draft.problems)
    front, body, offset = front_matter(draft, text)
    if front is None:
        return None, tuple(draft.problems)
    sections, blocks = sections_and_blocks(draft, body, offset)
    head = _head(draft, front)
    parts = Parts(draft, head["kind"], agreements or {}, {section.label for section in sections}, blocks)
    rulebook = Rulebook(
        **head,
        sections=tuple(sections),
        scope=parts.scope(),
        definitions=parts.definitions(),
        provisions=parts.provisions(),
        digest=hashlib.sha256(text.encode()).hexdigest(),
    )
    parts.orphans()
    return rulebook, tuple(draft.problems)


def _head(draft: Draft, front: dict[str, Any]) -> dict[str, Any]:
    get = Entries(draft, front, line=1, name="front matter")
    get.only(_FRONT_KEYS)
    for key in ("kind", "parties_sureness"):
        get.text(key)
    kind = get.member("kind", BodyKind, BodyKind.AGREEMENT)
    if kind is not BodyKind.INSTRUMENT and ("from" in front or "until" in front):
        get.wrong(
            "from", "given", "no days: only an instrument has its own; an agreement's stand in the registry"
        )
    parties = get.states("parties")
    state = (get.states("state") or (None,))[0]
    if kind is BodyKind.AGREEMENT and len(set(parties)) != 2:
        draft.problem(
            1, "rulebook.parties", f"parties {list(parties)}", "the two Parties", "Name both States."
        )
    if kind in (BodyKind.HOST_LAW, BodyKind.INSTRUMENT, BodyKind.HOME_LAW) and not state:
        draft.problem(1, "rulebook.state", "no state", "the State whose law it is", "Add 'state'.")
    silences = []
    for entry in get.tables("silent"):
        inner = Entries(draft, entry, line=1, name="silent")
        inner.only(frozenset({"sheet", "matter", "why", "cites"}))
        sheet = inner.text("sheet")
        if sheet not in JUDGED and sheet not in SHEETS:
            inner.wrong("sheet", f"'{sheet}'", f"one of {', '.join((VISIT, *SHEETS))}")
        silences.append(Silence(sheet, inner.text("matter"), inner.text("why"), inner.texts("cites")))
    sources = {}
    for entry in get.tables("source"):
        inner = Entries(draft, entry, line=1, name="source")
        inner.only(frozenset({"code", "title"}))
        sources[inner.text("code")] = inner.text("title")
    return {
        "id": get.text("id"),
        "version": get.integer("version"),
        "title": get.text("title"),
        "short": get.text("short"),
        "kind": kind,
        "parties": parties,
        "state": state,
        "parties_sureness": get.member("parties_sureness", Sureness, Sureness.UNVERIFIED),
        "dated": get.dated(),
        "sources": sources,
        "silences": tuple(silences),
    }
