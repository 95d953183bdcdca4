"""From blocks to scope, definitions and provisions, in the order in which they stand."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from comity.domain.provisions.citations import is_under
from comity.domain.provisions.condition import ALWAYS, Condition, Tree, is_tree
from comity.domain.provisions.conditions import ConditionError, compile_condition
from comity.domain.provisions.rulebook import (
    At,
    BodyKind,
    By,
    Dated,
    Definition,
    Effect,
    ExceptionTo,
    Provision,
    RequirementKind,
    Rulebook,
    Scope,
    Sureness,
)
from comity.domain.provisions.rulebook_entries import Entries
from comity.domain.provisions.rulebook_leads import read_lead
from comity.domain.provisions.rulebook_markdown import Block, Draft
from comity.domain.provisions.vocabulary import JUDGED, MATTERS, VISIT, Fact, Kind

MOST_PARTS, MOST_LAYERS = 5_000, 20
"""Largest condition once its definitions are written out; most definitions that build on each other."""
_COMMON_KEYS = frozenset(["cites", "when", "sureness", "from", "until"])
_DEFINITION_KEYS = _COMMON_KEYS | {"id", "sheet"}
_EXCEPTION_KEYS = _COMMON_KEYS | {"to"}
_REQUIREMENT_KEYS = frozenset({"by", "kind", "authority", "done", "without", "lead"})
_PROVISION_KEYS = (
    _COMMON_KEYS
    | _REQUIREMENT_KEYS
    | {"id", "sheet", "effect", "what", "value", "says", "at", "under", "within_host_law", "matter"}
    | {"differs", "reading"}
)


_Excepted = TypeVar("_Excepted", Definition, Provision)


class Parts:
    """Turns blocks into scope, definitions and provisions, in the order in which they stand."""

    def __init__(
        self,
        draft: Draft,
        kind: BodyKind,
        agreements: Mapping[str, Rulebook],
        labels: set[str],
        blocks: list[Block],
    ) -> None:
        self.draft, self.kind, self.agreements = draft, kind, agreements
        self.labels, self.blocks = labels, blocks
        self.defined: dict[str, str | None] = {}
        self.sure: dict[str, Sureness] = {}
        self.spread: dict[str, int] = {}
        self.layers: dict[str, int] = {}
        self.ids: dict[str, list[tuple[Dated, int]]] = {}
        self.excepted: set[int] = set()

    def scope(self) -> Scope:
        """The scope; without one the body of law applies everywhere."""
        found = [block for block in self.blocks if block.kind == "scope"]
        for surplus in found[1:]:
            self.draft.problem(
                surplus.line, "rulebook.scope-twice", "a second [scope]", "one scope", "Join them."
            )
        if not found:
            return Scope()
        block = found[0]
        get = self._getter(block, "scope", _COMMON_KEYS - {"from", "until"})
        sureness = self._sureness(get)
        if not sureness.decides:
            mend = "Without a scope that was seen the body of law cannot be applied; keep its words as prose."
            get.wrong("sureness", sureness.value, "text or summary: the scope decides", mend)
        return Scope(
            cites=self._cites(get), when=self._condition(get, VISIT), sureness=sureness, line=block.line
        )

    def definitions(self) -> tuple[Definition, ...]:
        """The definitions; each may use those above it."""
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
            conditions = [definition.when, *(e.when for e in definition.exceptions)]
            self.spread[definition.id] = sum(self._spread(condition.tree) for condition in conditions)
            self.layers[definition.id] = 1 + max(self._depth(condition) for condition in conditions)
            self._premises(get, definition.when, definition.sureness)
            if definition.id in self._facts(sheet or VISIT):
                get.wrong("id", f"'{definition.id}', a declared fact", "a name that is no fact's")
            self.defined[definition.id] = sheet
            self.sure[definition.id] = definition.sureness
            made.append(definition)
        return tuple(made)

    def provisions(self) -> tuple[Provision, ...]:
        """The provisions; each may use every definition."""
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

    def _provision(self, block: Block) -> Provision:
        get = self._getter(block, f"provision '{block.entries.get('id', '?')}'", _PROVISION_KEYS)
        sheet = self._sheet(get) or VISIT
        effect = get.member("effect", Effect, None)
        if effect is None:
            get.wrong("effect", "missing", "permits, exempts, requires, forbids or assigns")
            effect = Effect.ASSIGNS
        under = get.texts("under")
        when = (
            self._readings(get, sheet) if "differs" in block.entries else self._condition(get, sheet, under)
        )
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
            lead=read_lead(get),
            under=under,
            within_host_law=get.flag("within_host_law"),
            matter=get.text("matter", optional=True),
            line=block.line,
        )
        provision = _with_exceptions(provision, self._exceptions(provision.id, sheet, under))
        self._premises(get, when, provision.sureness, under)
        self._fitting(get, provision)
        return provision

    def _fitting(self, get: Entries, p: Provision) -> None:
        """Keys that an effect needs, and keys that it cannot have."""
        whats, authorities = self.draft.vocabulary.whats, self.draft.vocabulary.authorities
        if p.what and p.what not in whats:
            get.wrong(
                "what", f"'{p.what}'", "a word of whats.toml", "Declare it there, or use a declared word."
            )
        if p.authority and p.authority not in authorities:
            get.wrong("authority", f"'{p.authority}'", "an authority of authorities.toml")
        if p.effect is Effect.REQUIRES:
            self._requirement(get, p)
        for key in sorted(_REQUIREMENT_KEYS):
            if p.effect is not Effect.REQUIRES and key in get.entries:
                get.wrong(key, "given", f"no '{key}': only a 'requires' has one", f"Remove '{key}'.")
        if (p.effect is Effect.ASSIGNS) != bool(p.value):
            get.wrong("value", repr(p.value), "a value exactly when the effect is 'assigns'")
        if p.matter and p.matter not in MATTERS:
            get.wrong("matter", f"'{p.matter}'", f"one of {', '.join(sorted(MATTERS))}")
        for name in p.under:
            if name not in self.agreements:
                mend = "Install its rulebook, or mend the id."
                get.wrong("under", f"'{name}'", "installed agreements", mend)
        if p.under and self.kind is not BodyKind.HOST_LAW:
            get.wrong("under", "given", "no 'under': only host law is read in an agreement's terms")
        if p.within_host_law and p.effect not in (Effect.EXEMPTS, Effect.PERMITS):
            get.wrong("within_host_law", "true", "only on 'exempts' or 'permits'")
        needs_words = p.effect in (Effect.FORBIDS, Effect.ASSIGNS) or not p.sureness.decides
        if needs_words and not p.says:
            get.wrong("says", "missing", "one plain sentence for the planner")

    def _requirement(self, get: Entries, p: Provision) -> None:
        if p.kind is None:
            get.wrong("kind", "missing", "clearance, notice, document, marking, payment or conduct")
        if p.done is None and p.kind is not RequirementKind.CONDUCT:
            get.wrong("done", "missing", "the step that meets it", "Name a step, or make it 'conduct'.")
        if p.done is not None:
            fact = self.draft.vocabulary.seen_from(p.sheet).get(p.done)
            if fact is None or fact.kind is not Kind.STEP:
                get.wrong(
                    "done", f"'{p.done}'", f"a step of the sheet '{p.sheet}'", "Declare the step, or mend it."
                )
        if p.without not in (None, "forbidden") and p.without not in self.draft.vocabulary.whats:
            get.wrong("without", f"'{p.without}'", "'forbidden' or a word of whats.toml")

    def _readings(self, get: Entries, sheet: str) -> Condition:
        """Several readings of one provision: agreed, their result; differing, the fact that decides.

        all readings, or any reading with its fact: true where all are true, false where all are false, and
        otherwise what the named fact says, unknown while it is blank.
        """
        fact = get.text("differs")
        known = self._facts(sheet).get(fact)
        readings = get.tables("reading")
        if "when" in get.entries or len(readings) < 2 or known is None:
            get.wrong(
                "reading", "incomplete", "a declared choice fact in 'differs', two readings, and no 'when'"
            )
            return ALWAYS
        parts, values = [], []
        for entry in readings:
            inner = Entries(self.draft, entry, get.line, f"{get.name}, reading")
            inner.only(frozenset({"is", "cites", "when"}))
            self._cites(inner)
            values.append(inner.text("is"))
            parts.append(inner.text("when", optional=True) or "TRUE")
        if set(values) != set(known.values):
            get.wrong(
                "reading", f"{values}", f"one reading for each value of '{fact}': {', '.join(known.values)}"
            )
        every = " AND ".join(f"({part})" for part in parts)
        one = " OR ".join(
            f"{fact} = '{value}' AND ({part})" for value, part in zip(values, parts, strict=True)
        )
        return self._compiled(get, f"{every} OR {one}", sheet, ())

    def _condition(self, get: Entries, sheet: str, under: tuple[str, ...] = ()) -> Condition:
        if "when" not in get.entries:
            return ALWAYS
        return self._compiled(get, get.text("when"), sheet, under)

    def _compiled(self, get: Entries, text: str, sheet: str, under: tuple[str, ...]) -> Condition:
        if not text:
            return ALWAYS
        names = self._visible(sheet) if not under else self._shared(sheet, under)
        try:
            condition = compile_condition(text, self._facts(sheet), names)
        except ConditionError as error:
            self._refused(get, str(error))
            return ALWAYS
        if self._spread(condition.tree) > MOST_PARTS or self._depth(condition) > MOST_LAYERS:
            limit = f"{MOST_PARTS:,} parts or {MOST_LAYERS} layers"
            self._refused(get, f"written out through its definitions it has more than {limit}")
            return ALWAYS
        return condition

    def _refused(self, get: Entries, why: str) -> None:
        found = f"{get.name}: {why}"
        self.draft.problem(get.line, "rulebook.condition", found, "a condition of section 7a", "Mend 'when'.")

    def _spread(self, tree: Tree) -> int:
        """How many parts a condition has once its definitions are written out."""
        if tree[0] == "definition":
            return self.spread.get(tree[1], 1)
        return 1 + sum(self._spread(part) for part in tree[1:] if isinstance(part, tuple) and is_tree(part))

    def _depth(self, condition: Condition) -> int:
        """How many layers of definitions lie under a condition."""
        return max((self.layers.get(name, 0) for name in condition.definitions), default=0)

    def _facts(self, sheet: str) -> Mapping[str, Fact]:
        return self.draft.vocabulary.seen_from(sheet)

    def _visible(self, sheet: str) -> set[str]:
        return {name for name, of in self.defined.items() if of in (None, sheet)}

    def _shared(self, sheet: str, under: tuple[str, ...]) -> set[str]:
        """Definitions that every agreement named in `under` makes for this sheet."""
        shared: set[str] | None = None
        for name in under:
            agreement = self.agreements.get(name)
            if agreement is None:
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
            exception = ExceptionTo(
                to=to,
                cites=self._cites(get),
                when=self._condition(get, sheet, under),
                sureness=self._sureness(get),
                dated=get.dated(),
                line=block.line,
            )
            if not exception.sureness.decides:
                mend = "Encode the doubt as a provision of that sureness: it is shown as advice."
                get.wrong("sureness", exception.sureness.value, "text or summary: an exception decides", mend)
            self._premises(get, exception.when, exception.sureness, under)
            made.append(exception)
        return tuple(made)

    def _premises(
        self, get: Entries, when: Condition, sureness: Sureness, under: tuple[str, ...] = ()
    ) -> None:
        """What decides rests only on what decides, in its own terms or in those of each agreement."""
        terms = (
            [self.sure]
            if not under
            else [
                {d.id: d.sureness for d in self.agreements[name].definitions}
                for name in under
                if name in self.agreements
            ]
        )
        for name in when.definitions:
            for sure in terms:
                if sureness.decides and name in sure and not sure[name].decides:
                    get.wrong("when", f"built on '{name}', which is {sure[name]}", "definitions that decide")

    def _sureness(self, get: Entries) -> Sureness:
        if "sureness" not in get.entries:
            get.wrong("sureness", "missing", "text, summary, recall or unverified")
        sureness = get.member("sureness", Sureness, Sureness.UNVERIFIED)
        return sureness if isinstance(sureness, Sureness) else Sureness.UNVERIFIED

    def _sheet(self, get: Entries, *, optional: bool = False) -> str | None:
        if optional and "sheet" not in get.entries:
            return None
        sheet = get.text("sheet")
        if sheet not in JUDGED:
            get.wrong("sheet", repr(sheet), f"one of {', '.join(JUDGED)}")
            return None
        return sheet

    def _id(self, get: Entries, line: int) -> str:
        name = get.text("id")
        if name and not re.fullmatch(r"[a-z][a-z0-9_-]{0,79}", name):
            get.wrong("id", repr(name), "small letters, digits, '-' and '_'")
        dated = get.dated()
        for before, at in self.ids.get(name, ()):
            if before.overlaps(dated):
                once = "an id used once, or by versions whose days do not meet"
                get.wrong("id", f"'{name}', which stands at line {at} too", once)
        self.ids.setdefault(name, []).append((dated, line))
        return name

    def _cites(self, get: Entries) -> tuple[str, ...]:
        cites = get.texts("cites", optional=False)
        for cite in cites:
            if not any(is_under(cite, label) for label in self.labels):
                self.draft.problem(
                    get.line,
                    "rulebook.citation",
                    f"{get.name}: the citation '{cite}'",
                    "the label of a heading of this file, then paragraph and letter",
                    "Add the heading, or mend the citation.",
                )
        return cites

    def _getter(self, block: Block, name: str, allowed: frozenset[str]) -> Entries:
        get = Entries(self.draft, block.entries, block.line, name)
        get.only(allowed)
        return get


def _with_exceptions(item: _Excepted, exceptions: tuple[ExceptionTo, ...]) -> _Excepted:
    return replace(item, exceptions=exceptions) if exceptions else item
