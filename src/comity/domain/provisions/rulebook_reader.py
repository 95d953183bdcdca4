"""Reading a rulebook: one Markdown file with TOML blocks, into values, with every mistake named.

The format is described in `docs/reference/rulebook-format.md`. Nothing in a rulebook is executed; a file that breaks
the format is refused with file, line and mend, so that a partner's rulebook can be received safely.
"""

import datetime as dt
import hashlib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from comity.domain.errors import Place, Problem
from comity.domain.provisions.condition import ALWAYS, Condition
from comity.domain.provisions.conditions import ConditionError, compile_condition
from comity.domain.provisions.rulebook import (
    At,
    BodyKind,
    By,
    Dated,
    Definition,
    Effect,
    ExceptionTo,
    Lead,
    LeadUnit,
    Provision,
    RequirementKind,
    Rulebook,
    Scope,
    Section,
    Silence,
    Sureness,
)
from comity.domain.provisions.vocabulary import JUDGED, SHEETS, VISIT, Fact, Kind, Vocabulary

LARGEST_RULEBOOK = 2_000_000
"""Largest rulebook, in characters."""

_FRONT = re.compile(r"\+\+\+\n(.*?)^\+\+\+$", re.S | re.M)
_HEADING = re.compile(r"## (?P<label>.+?)\. (?P<title>\S.*)")
_FENCE = "```toml"
_NOT_ENCODED = "Not encoded, because "

_FRONT_KEYS = frozenset(
    "id version title short kind parties state parties_sureness from until source silent".split()
)
_COMMON_KEYS = frozenset("cites when sureness from until".split())
_DEFINITION_KEYS = _COMMON_KEYS | {"id", "sheet"}
_EXCEPTION_KEYS = _COMMON_KEYS | {"to"}
_PROVISION_KEYS = _COMMON_KEYS | frozenset(
    "id sheet effect what value says by kind authority done without at lead under within_host_law matter "
    "differs reading".split()
)
_REQUIRES_ONLY = ("by", "kind", "authority", "done", "without", "lead")


@dataclass(slots=True)
class _Block:
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
    front, body, offset = _front_matter(draft, text)
    if front is None:
        return None, tuple(draft.problems)
    sections, blocks = _sections(draft, body, offset)
    head = _head(draft, front)
    parts = _Parts(draft, agreements or {}, {section.label for section in sections}, blocks)
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


def _front_matter(draft: Draft, text: str) -> tuple[dict[str, Any] | None, str, int]:
    match = _FRONT.match(text)
    if match is None:
        draft.problem(
            1, "rulebook.front-matter", "no front matter", "TOML between two lines of '+++'", "Add it at the top."
        )
        return None, "", 0
    try:
        front = tomllib.loads(match[1])
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        draft.problem(
            1, "rulebook.front-matter", f"the front matter is not TOML: {error}", "TOML", "Mend the named line."
        )
        return None, "", 0
    return front, text[match.end() :], text[: match.end()].count("\n")


def _sections(draft: Draft, body: str, offset: int) -> tuple[list[Section], list[_Block]]:
    sections: list[Section] = []
    raw_blocks: list[tuple[int, int, str]] = []
    words: list[str] = []
    fence: int | None = None
    code: list[str] = []
    heads: list[tuple[str, str, int, list[str]]] = []
    for number, line in enumerate(body.splitlines(), start=offset + 1):
        if fence is not None:
            if line.strip() == "```":
                raw_blocks.append((len(heads) - 1, fence, "\n".join(code)))
                fence = None
            else:
                code.append(line)
        elif line.strip() == _FENCE:
            fence, code = number, []
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
        draft.problem(fence, "rulebook.fence", "a block that never ends", "a closing '```'", "Close the block.")
    for label, title, number, lines in heads:
        prose = "\n".join(lines).strip()
        reasons = [p.strip() for p in prose.split("\n\n") if p.strip().startswith(_NOT_ENCODED)]
        sections.append(Section(label, title, prose, " ".join(" ".join(reasons).split()), number))
    blocks = [block for at, line, code_text in raw_blocks for block in _tables(draft, code_text, line, sections, at)]
    _silent_sections(draft, sections, blocks)
    return sections, blocks


def _silent_sections(draft: Draft, sections: list[Section], blocks: list[_Block]) -> None:
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


def _tables(draft: Draft, code: str, line: int, sections: list[Section], at: int) -> Iterable[_Block]:
    if at < 0:
        draft.problem(line, "rulebook.block-place", "a block above every heading", "a heading", "Move it down.")
        return
    try:
        tables = tomllib.loads(code)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        draft.problem(line, "rulebook.toml", f"the block is not TOML: {error}", "TOML", "Mend the named line.")
        return
    for kind, value in tables.items():
        rows = value if isinstance(value, list) else [value]
        expects_list = kind in ("definition", "provision", "exception")
        if kind not in ("scope", "definition", "provision", "exception") or isinstance(value, list) != expects_list:
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
                yield _Block(kind, row, line, sections[at])


def _head(draft: Draft, front: dict[str, Any]) -> dict[str, Any]:
    get = _Getter(draft, front, line=1, name="front matter")
    get.only(_FRONT_KEYS)
    kind = get.member("kind", BodyKind, BodyKind.AGREEMENT)
    parties = get.states("parties")
    state = get.text("state", optional=True) or None
    if kind is BodyKind.AGREEMENT and len(parties) != 2:
        draft.problem(1, "rulebook.parties", f"parties {list(parties)}", "the two Parties", "Name both States.")
    if kind in (BodyKind.HOST_LAW, BodyKind.INSTRUMENT) and not state:
        draft.problem(1, "rulebook.state", "no state", "the State whose law it is", "Add 'state'.")
    silences = []
    for entry in get.tables("silent"):
        inner = _Getter(draft, entry, line=1, name="silent")
        inner.only(frozenset({"sheet", "matter", "why", "cites"}))
        sheet = inner.text("sheet")
        if sheet not in JUDGED and sheet not in SHEETS:
            inner.wrong("sheet", f"'{sheet}'", f"one of {', '.join((VISIT, *SHEETS))}")
        silences.append(Silence(sheet, inner.text("matter"), inner.text("why"), inner.texts("cites")))
    sources = {}
    for entry in get.tables("source"):
        inner = _Getter(draft, entry, line=1, name="source")
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


class _Getter:
    """Typed access to one TOML table; each wrong entry becomes a problem and a harmless value."""

    def __init__(self, draft: Draft, entries: dict[str, Any], line: int, name: str) -> None:
        self.draft, self.entries, self.line, self.name = draft, entries, line, name

    def wrong(self, key: str, found: str, expected: str, mend: str = "") -> None:
        self.draft.problem(
            self.line, "rulebook.entry", f"{self.name}: {key} is {found}", expected, mend or f"Mend '{key}'."
        )

    def only(self, allowed: frozenset[str]) -> None:
        for key in self.entries.keys() - allowed:
            self.draft.problem(
                self.line,
                "rulebook.unknown-key",
                f"{self.name}: the key '{key}'",
                f"one of {', '.join(sorted(allowed))}",
                "Mend the spelling, or move the key where it belongs.",
            )

    def text(self, key: str, *, optional: bool = False) -> str:
        value = self.entries.get(key)
        if isinstance(value, str) and (value.strip() or optional):
            return value
        if not (optional and value is None):
            self.wrong(key, "missing" if value is None else repr(value)[:60], "text")
        return ""

    def texts(self, key: str, *, optional: bool = True) -> tuple[str, ...]:
        value = self.entries.get(key)
        if isinstance(value, str) and value:
            return (value,)
        if isinstance(value, list) and value and all(isinstance(item, str) and item for item in value):
            return tuple(value)
        if not (optional and value in (None, [])):
            self.wrong(key, "missing" if value is None else repr(value)[:60], "text, or a list of texts")
        return ()

    def states(self, key: str) -> tuple[str, ...]:
        states = self.texts(key)
        for state in states:
            if not re.fullmatch(r"[A-Z]{2}", state):
                self.wrong(key, repr(state), "ISO 3166 alpha-2 codes")
        return states

    def integer(self, key: str) -> int:
        value = self.entries.get(key)
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9:
            return value
        self.wrong(key, "missing" if value is None else repr(value)[:60], "a whole number")
        return 0

    def flag(self, key: str) -> bool:
        value = self.entries.get(key, False)
        if not isinstance(value, bool):
            self.wrong(key, repr(value)[:60], "true or false")
        return value is True

    def member(self, key: str, kind: Callable[[str], Any], default: Any) -> Any:
        value = self.entries.get(key)
        if value is None:
            return default
        try:
            return kind(value)
        except ValueError:
            names = [str(member) for member in getattr(kind, "__members__", {}).values()]
            self.wrong(key, repr(value)[:60], f"one of {', '.join(names)}")
            return default

    def tables(self, key: str) -> list[dict[str, Any]]:
        value = self.entries.get(key, [])
        if isinstance(value, list) and all(isinstance(item, dict) for item in value):
            return value
        self.wrong(key, repr(value)[:60], f"tables [[{key}]]")
        return []

    def dated(self) -> Dated:
        days: list[dt.date | None] = []
        for key in ("from", "until"):
            value = self.entries.get(key)
            if value is not None and (not isinstance(value, dt.date) or isinstance(value, dt.datetime)):
                self.wrong(key, repr(value)[:60], "a day, YYYY-MM-DD without quotes")
                value = None
            days.append(value)
        if days[0] and days[1] and days[0] >= days[1]:
            self.wrong("until", str(days[1]), f"a day after {days[0]}")
        return Dated(days[0], days[1])


class _Parts:
    """Turns blocks into scope, definitions and provisions, in the order in which they stand."""

    def __init__(
        self, draft: Draft, agreements: Mapping[str, Rulebook], labels: set[str], blocks: list[_Block]
    ) -> None:
        self.draft, self.agreements, self.labels, self.blocks = draft, agreements, labels, blocks
        self.defined: dict[str, str | None] = {}
        self.sure: dict[str, Sureness] = {}
        self.ids: dict[str, int] = {}
        self.excepted: set[int] = set()

    def scope(self) -> Scope:
        found = [block for block in self.blocks if block.kind == "scope"]
        for surplus in found[1:]:
            self.draft.problem(surplus.line, "rulebook.scope-twice", "a second [scope]", "one scope", "Join them.")
        if not found:
            return Scope()
        block = found[0]
        get = self._getter(block, "scope", _COMMON_KEYS - {"from", "until"})
        return Scope(
            cites=self._cites(get),
            when=self._condition(get, VISIT),
            sureness=get.member("sureness", Sureness, Sureness.UNVERIFIED),
            line=block.line,
        )

    def definitions(self) -> tuple[Definition, ...]:
        made = []
        for block in self.blocks:
            if block.kind != "definition":
                continue
            get = self._getter(block, f"definition '{block.entries.get('id', '?')}'", _DEFINITION_KEYS)
            sheet = self._sheet(get, optional=True)
            definition = Definition(
                id=self._id(get, block.line),
                cites=self._cites(get),
                sheet=sheet,
                when=self._condition(get, sheet or VISIT),
                sureness=self._sureness(get),
                dated=get.dated(),
                exceptions=(),
                line=block.line,
            )
            definition = _with_exceptions(definition, self._exceptions(definition.id, sheet or VISIT))
            self._premises(get, definition.when, definition.sureness)
            self.defined[definition.id] = sheet
            self.sure[definition.id] = definition.sureness
            made.append(definition)
        return tuple(made)

    def provisions(self) -> tuple[Provision, ...]:
        return tuple(self._provision(block) for block in self.blocks if block.kind == "provision")

    def orphans(self) -> None:
        """An exception must be to something that stands in the same file."""
        for block in self.blocks:
            if block.kind == "exception" and id(block) not in self.excepted:
                self.draft.problem(
                    block.line,
                    "rulebook.exception",
                    f"an exception to '{block.entries.get('to')}'",
                    "the id of a definition or provision of this file",
                    "Mend 'to'.",
                )

    def _provision(self, block: _Block) -> Provision:
        get = self._getter(block, f"provision '{block.entries.get('id', '?')}'", _PROVISION_KEYS)
        sheet = self._sheet(get) or VISIT
        effect = get.member("effect", Effect, None)
        if effect is None:
            get.wrong("effect", "missing", "permits, exempts, requires, forbids or assigns")
            effect = Effect.ASSIGNS
        under = get.texts("under")
        when = self._readings(get, sheet) if "differs" in block.entries else self._condition(get, sheet, under)
        kind = get.member("kind", RequirementKind, None)
        provision = Provision(
            id=self._id(get, block.line),
            cites=self._cites(get),
            sheet=sheet,
            effect=effect,
            what=get.text("what"),
            when=when,
            sureness=self._sureness(get),
            dated=get.dated(),
            value=get.text("value", optional=True),
            says=get.text("says", optional=True),
            by=get.member("by", By, By.UNIT),
            kind=kind,
            authority=get.text("authority", optional=True) or None,
            done=get.text("done", optional=True) or None,
            without=get.text("without", optional=True) or None,
            at=get.member("at", At, At.STAY),
            lead=self._lead(get),
            under=under,
            within_host_law=get.flag("within_host_law"),
            matter=get.text("matter", optional=True),
            line=block.line,
        )
        provision = _with_exceptions(provision, self._exceptions(provision.id, sheet, under))
        self._premises(get, when, provision.sureness)
        self._fitting(get, provision)
        return provision

    def _fitting(self, get: _Getter, p: Provision) -> None:
        """Keys that an effect needs, and keys that it cannot have."""
        whats, authorities = self.draft.vocabulary.whats, self.draft.vocabulary.authorities
        if p.what and p.what not in whats:
            get.wrong("what", f"'{p.what}'", "a word of whats.toml", "Declare it there, or use a declared word.")
        if p.authority and p.authority not in authorities:
            get.wrong("authority", f"'{p.authority}'", "an authority of authorities.toml")
        if p.effect is Effect.REQUIRES:
            self._requirement(get, p)
        for key in _REQUIRES_ONLY:
            if p.effect is not Effect.REQUIRES and key in get.entries:
                get.wrong(key, "given", f"no '{key}': only a 'requires' has one", f"Remove '{key}'.")
        if (p.effect is Effect.ASSIGNS) != bool(p.value):
            get.wrong("value", repr(p.value), "a value exactly when the effect is 'assigns'")
        if p.within_host_law and p.effect not in (Effect.EXEMPTS, Effect.PERMITS):
            get.wrong("within_host_law", "true", "only on 'exempts' or 'permits'")
        needs_words = p.effect in (Effect.FORBIDS, Effect.ASSIGNS) or not p.sureness.decides
        if needs_words and not p.says:
            get.wrong("says", "missing", "one plain sentence for the planner")

    def _requirement(self, get: _Getter, p: Provision) -> None:
        if p.kind is None:
            get.wrong("kind", "missing", "clearance, notice, document, marking, payment or conduct")
        if p.done is None and p.kind is not RequirementKind.CONDUCT:
            get.wrong("done", "missing", "the step that meets it", "Name a step, or make it 'conduct'.")
        if p.done is not None:
            fact = self.draft.vocabulary.seen_from(p.sheet).get(p.done)
            if fact is None or fact.kind is not Kind.STEP:
                get.wrong("done", f"'{p.done}'", f"a step of the sheet '{p.sheet}'", "Declare the step, or mend it.")
        if p.without not in (None, "forbidden") and p.without not in self.draft.vocabulary.whats:
            get.wrong("without", f"'{p.without}'", "'forbidden' or a word of whats.toml")

    def _lead(self, get: _Getter) -> Lead | None:
        entry = get.entries.get("lead")
        if entry is None:
            return None
        if not isinstance(entry, dict):
            get.wrong("lead", repr(entry)[:60], "{ amount, unit, to }")
            return None
        inner = _Getter(self.draft, entry, get.line, f"{get.name}, lead")
        inner.only(frozenset({"amount", "unit", "to", "not_before", "basis", "word", "late"}))
        word = inner.text("word", optional=True)
        late = inner.text("late", optional=True)
        if word:
            return Lead(word=word, late=late)
        opens = entry.get("not_before") or {}
        window = _Getter(self.draft, opens if isinstance(opens, dict) else {}, get.line, f"{get.name}, not_before")
        to = inner.text("to", optional=True) or "arrival"
        basis = inner.text("basis", optional=True) or "law"
        if to not in ("arrival", "departure", "start"):
            inner.wrong("to", repr(to), "arrival, departure or start")
        if basis not in ("law", "practice"):
            inner.wrong("basis", repr(basis), "law or practice")
        return Lead(
            amount=inner.integer("amount"),
            unit=inner.member("unit", LeadUnit, None),
            to=to,
            opens_amount=window.integer("amount") if opens else None,
            opens_unit=window.member("unit", LeadUnit, None) if opens else None,
            basis=basis,
            late=late,
        )

    def _readings(self, get: _Getter, sheet: str) -> Condition:
        """Several readings of one provision: agreed, their result; differing, the fact that decides.

        all readings, or any reading with its fact: true where all are true, false where all are false, and
        otherwise what the named fact says, unknown while it is blank.
        """
        fact = get.text("differs")
        known = self._facts(sheet).get(fact)
        readings = get.tables("reading")
        if "when" in get.entries or len(readings) < 2 or known is None:
            get.wrong("reading", "incomplete", "a declared choice fact in 'differs', two readings, and no 'when'")
            return ALWAYS
        parts, values = [], []
        for entry in readings:
            inner = _Getter(self.draft, entry, get.line, f"{get.name}, reading")
            inner.only(frozenset({"is", "cites", "when"}))
            self._cites(inner)
            values.append(inner.text("is"))
            parts.append(inner.text("when", optional=True) or "TRUE")
        if set(values) != set(known.values):
            get.wrong("reading", f"{values}", f"one reading for each value of '{fact}': {', '.join(known.values)}")
        every = " AND ".join(f"({part})" for part in parts)
        one = " OR ".join(
            f"{fact} = '{value}' AND ({part})" for value, part in zip(values, parts, strict=True)
        )
        return self._compiled(get, f"{every} OR {one}", sheet, ())

    def _condition(self, get: _Getter, sheet: str, under: tuple[str, ...] = ()) -> Condition:
        if "when" not in get.entries:
            return ALWAYS
        return self._compiled(get, get.text("when"), sheet, under)

    def _compiled(self, get: _Getter, text: str, sheet: str, under: tuple[str, ...]) -> Condition:
        if not text:
            return ALWAYS
        names = self._visible(sheet) if not under else self._shared(get, sheet, under)
        try:
            return compile_condition(text, self._facts(sheet), names)
        except ConditionError as error:
            self.draft.problem(
                get.line, "rulebook.condition", f"{get.name}: {error}", "a condition of section 7a", "Mend 'when'."
            )
            return ALWAYS

    def _facts(self, sheet: str) -> Mapping[str, Fact]:
        return self.draft.vocabulary.seen_from(sheet)

    def _visible(self, sheet: str) -> set[str]:
        return {name for name, of in self.defined.items() if of in (None, sheet)}

    def _shared(self, get: _Getter, sheet: str, under: tuple[str, ...]) -> set[str]:
        """Definitions that every agreement named in `under` makes for this sheet."""
        shared: set[str] | None = None
        for name in under:
            agreement = self.agreements.get(name)
            if agreement is None:
                get.wrong("under", f"'{name}'", "installed agreements", "Install its rulebook, or mend the id.")
                continue
            ids = {d.id for d in agreement.definitions if d.sheet in (None, sheet)}
            shared = ids if shared is None else shared & ids
        return shared or set()

    def _exceptions(self, to: str, sheet: str, under: tuple[str, ...] = ()) -> tuple[ExceptionTo, ...]:
        made = []
        for block in self.blocks:
            if block.kind != "exception" or block.entries.get("to") != to:
                continue
            self.excepted.add(id(block))
            get = self._getter(block, f"exception to '{to}'", _EXCEPTION_KEYS)
            get.text("when")
            made.append(
                ExceptionTo(
                    to=to,
                    cites=self._cites(get),
                    when=self._condition(get, sheet, under),
                    sureness=self._sureness(get),
                    dated=get.dated(),
                    line=block.line,
                )
            )
        return tuple(made)

    def _premises(self, get: _Getter, when: Condition, sureness: Sureness) -> None:
        """What decides rests only on what decides."""
        for name in when.definitions:
            if sureness.decides and name in self.sure and not self.sure[name].decides:
                get.wrong("when", f"built on '{name}', which is {self.sure[name]}", "definitions that decide")

    def _sureness(self, get: _Getter) -> Sureness:
        if "sureness" not in get.entries:
            get.wrong("sureness", "missing", "text, summary, recall or unverified")
        sureness = get.member("sureness", Sureness, Sureness.UNVERIFIED)
        return sureness if isinstance(sureness, Sureness) else Sureness.UNVERIFIED

    def _sheet(self, get: _Getter, *, optional: bool = False) -> str | None:
        if optional and "sheet" not in get.entries:
            return None
        sheet = get.text("sheet")
        if sheet not in JUDGED:
            get.wrong("sheet", repr(sheet), f"one of {', '.join(JUDGED)}")
            return None
        return sheet

    def _id(self, get: _Getter, line: int) -> str:
        name = get.text("id")
        if name and not re.fullmatch(r"[a-z][a-z0-9_-]{0,79}", name):
            get.wrong("id", repr(name), "small letters, digits, '-' and '_'")
        if name in self.ids and get.dated() == Dated():
            get.wrong("id", f"'{name}', which stands at line {self.ids[name]} too", "an id used once")
        self.ids.setdefault(name, line)
        return name

    def _cites(self, get: _Getter) -> tuple[str, ...]:
        cites = get.texts("cites", optional=False)
        for cite in cites:
            if not any(_begins(cite, label) for label in self.labels):
                self.draft.problem(
                    get.line,
                    "rulebook.citation",
                    f"{get.name}: the citation '{cite}'",
                    "the label of a heading of this file, then paragraph and letter",
                    "Add the heading, or mend the citation.",
                )
        return cites

    def _getter(self, block: _Block, name: str, allowed: frozenset[str]) -> _Getter:
        get = _Getter(self.draft, block.entries, block.line, name)
        get.only(allowed)
        return get


def _begins(cite: str, label: str) -> bool:
    rest = cite.removeprefix(label)
    return rest != cite and (not rest or not rest[0].isalnum()) or cite == label


def _with_exceptions(item: Any, exceptions: tuple[ExceptionTo, ...]) -> Any:
    from dataclasses import replace

    return replace(item, exceptions=exceptions) if exceptions else item
