"""The installed law: which rulebooks there are, and the law that one question needs."""

import datetime as dt
import hashlib
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from comity import __version__
from comity.corpus.kept import keep, kept_file, kept_text
from comity.corpus.network_files import NETWORK, imported_files, imported_folder, read_imported
from comity.corpus.reading import corpus_folder, read_vocabulary
from comity.domain.agreements.registry import Act, Agreement, Said
from comity.domain.errors import BadInput, Problem
from comity.domain.provisions.law import Law
from comity.domain.provisions.rulebook import BodyKind, Rulebook
from comity.domain.provisions.rulebook_json import FORMAT, from_json, to_json
from comity.domain.provisions.vocabulary import Vocabulary

if TYPE_CHECKING:
    from comity.domain.agreements.network import Network

RULEBOOK, CASES = "rulebook.md", "cases.toml"
_HOST, _HOME = "host-", "home-"
#: Changes with the form of a compiled registry, so that one of another form is made anew.
_REGISTRY_FORM = b"4"


class Library:
    """A folder of rulebooks with its vocabulary and registry; a rulebook is read when it is needed."""

    def __init__(self, folder: Traversable, imported: Path | None = None) -> None:
        """Take the folder of the corpus, and the folder of claims imported on this machine, if any."""
        self.folder, self.imported = folder, imported
        self._read: dict[str, tuple[Rulebook | None, tuple[Problem, ...]]] = {}
        self._vocabulary: Vocabulary | None = None
        self._entries: dict[str, Any] | None = None
        self._registry: dict[str, Agreement] | None = None

    @property
    def vocabulary(self) -> Vocabulary:
        """The declared facts, whats and authorities."""
        if self._vocabulary is None:
            self._vocabulary = read_vocabulary(self.folder)
        return self._vocabulary

    @property
    def registry(self) -> Mapping[str, Agreement]:
        """The registered agreements by id."""
        if self._registry is None:
            self._registry = {name: _agreement(name, entry) for name, entry in self._registered().items()}
        return self._registry

    def network(self) -> "Network":
        """All claims: those installed, and those imported on this machine."""
        from comity.corpus.records import read_network  # noqa: PLC0415  most answers need the registry alone

        return read_network(self.folder.joinpath("network"), self.imported)

    def network_digest(self, form: bytes = b"") -> str:
        """SHA-256, in hex, of all that the network is made of: the records, the program that reads them,
        and the form in which somebody keeps what is derived from them."""
        folder = self.folder.joinpath("network")
        texts = [folder.joinpath(name).read_bytes() for name in NETWORK]
        texts += [read_imported(file) for file in imported_files(self.imported)]
        return hashlib.sha256(b"\0".join([form, __version__.encode(), *texts])).hexdigest()

    def _registered(self) -> Mapping[str, Any]:
        """The registry compiled from the claims, as plain values; days as ISO 8601."""
        if self._entries is None:
            kept = kept_file(f"registry-{self.network_digest(_REGISTRY_FORM)}.json")
            compiled = kept_text(kept)
            if compiled is None:
                # Deriving the registry takes longer than a small answer.
                from comity.domain.agreements.registering import registry_of  # noqa: PLC0415

                registry = registry_of(self.network())
                compiled = json.dumps({name: asdict(each) for name, each in registry.items()}, default=str)
                keep(kept, compiled)
            entries: dict[str, Any] = json.loads(compiled)
            self._entries = entries
        return self._entries

    def ids(self) -> tuple[str, ...]:
        """The installed rulebooks, sorted."""
        return tuple(
            sorted(entry.name for entry in self.folder.iterdir() if entry.joinpath(RULEBOOK).is_file())
        )

    def text(self, rulebook_id: str) -> str:
        """The Markdown of a rulebook."""
        return self.folder.joinpath(rulebook_id, RULEBOOK).read_text(encoding="utf-8")

    def cases(self, rulebook_id: str) -> str | None:
        """The TOML of a rulebook's cases; None if it has none."""
        file = self.folder.joinpath(rulebook_id, CASES)
        return file.read_text(encoding="utf-8") if file.is_file() else None

    def read(self, rulebook_id: str) -> tuple[Rulebook | None, tuple[Problem, ...]]:
        """A rulebook and its problems; agreements that it is read under are read first."""
        if rulebook_id not in self._read:
            text = self.text(rulebook_id)
            named = (name for name in self._registered() if f'"{name}"' in text and name != rulebook_id)
            agreements = {
                name: book
                for name in named
                if self.installed(name) and (book := self.read(name)[0]) is not None
            }
            self._read[rulebook_id] = self._kept(rulebook_id, text, agreements)
        return self._read[rulebook_id]

    def _kept(
        self, rulebook_id: str, text: str, agreements: Mapping[str, Rulebook]
    ) -> tuple[Rulebook | None, tuple[Problem, ...]]:
        """A rulebook that was checked before is kept compiled, under the digest of all it rests on."""
        rests_on = [str(FORMAT), __version__, self.vocabulary.digest, rulebook_id, text]
        rests_on += [agreements[name].digest for name in sorted(agreements)]
        digest = hashlib.sha256("\0".join(rests_on).encode()).hexdigest()
        kept = kept_file(f"rulebook-{digest}.json")
        if compiled := kept_text(kept):
            return from_json(compiled), ()
        # Compiling needs the SQL parser, whose import takes longer than a small answer.
        from comity.domain.provisions.rulebook_reader import read_rulebook  # noqa: PLC0415

        book, problems = read_rulebook(text, f"{rulebook_id}/{RULEBOOK}", self.vocabulary, agreements)
        if book is not None and not problems:
            keep(kept, to_json(book))
        return book, problems

    def rulebook(self, rulebook_id: str) -> Rulebook:
        """A rulebook that may be applied. Raises BadInput if it has problems."""
        book, problems = self.read(rulebook_id)
        if problems or book is None:
            raise BadInput(problems, f"The installed rulebook '{rulebook_id}'")
        return book

    def law(self, receiving: str, sending: Iterable[str], under: str | None = None) -> Law:
        """The law for a question: vocabulary, registry, and the rulebooks that may matter to it."""
        states = set(sending)
        names = sorted(entry.name for entry in self.folder.iterdir())
        wanted = [n for n in names if self._may_matter(n, receiving, states) and self.installed(n)]
        if under in names and under not in wanted and self.installed(under or ""):
            wanted.append(under or "")
        entries = self._registered()
        return Law(
            vocabulary=self.vocabulary,
            registry={
                name: _agreement(name, entry)
                for name, entry in entries.items()
                if receiving in entry["parties"] or name == under
            },
            rulebooks={name: self.rulebook(name) for name in wanted},
            hosts=_OfStates(self, _HOST),
            homes=_OfStates(self, _HOME),
        )

    def everything(self) -> Law:
        """All installed rulebooks; those that cannot be read are left out."""
        books = {name: self.read(name)[0] for name in self.ids()}
        return Law(
            self.vocabulary,
            self.registry,
            {n: b for n, b in books.items() if b is not None},
            hosts=_OfStates(self, _HOST),
            homes=_OfStates(self, _HOME),
        )

    def installed(self, name: str) -> bool:
        """Whether a rulebook is there, without reading it."""
        return self.folder.joinpath(name, RULEBOOK).is_file()

    def _may_matter(self, name: str, receiving: str, sending: set[str]) -> bool:
        entries = self._registered()
        if name in entries:
            pair = set(entries[name]["parties"])
            return receiving in pair and bool((pair - {receiving}) & sending)
        if name.startswith(_HOST):
            return name == f"{_HOST}{receiving.lower()}"
        if name.startswith(_HOME):
            return False
        if not self.installed(name):
            return False
        entry = tomllib.loads(self.text(name).split("+++", 2)[1])
        return entry.get("kind") == BodyKind.CONVENTION or entry.get("state") == receiving


class _OfStates(Mapping[str, Rulebook]):
    """The rulebooks of one kind by State (alpha-2); each is read when it is asked for."""

    def __init__(self, library: Library, prefix: str) -> None:
        self._library, self._prefix = library, prefix

    def __contains__(self, state: object) -> bool:
        return isinstance(state, str) and state.isalpha() and self._library.installed(self._name(state))

    def __getitem__(self, state: str) -> Rulebook:
        if state not in self:
            raise KeyError(state)
        return self._library.rulebook(self._name(state))

    def __iter__(self) -> Iterator[str]:
        ids = self._library.ids()
        return (name.removeprefix(self._prefix).upper() for name in ids if name.startswith(self._prefix))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _name(self, state: str) -> str:
        return f"{self._prefix}{state.lower()}"


@cache
def installed_library() -> Library:
    """The library that is installed with the package."""
    return Library(corpus_folder(), imported_folder())


def _agreement(name: str, entry: Mapping[str, Any]) -> Agreement:
    first, second = entry["parties"]
    return Agreement(
        id=name,
        title=entry["title"],
        parties=(first, second),
        family=entry["family"],
        sources=tuple(entry["sources"]),
        acts=tuple(
            Act(
                **{
                    **act,
                    "on": dt.date.fromisoformat(act["on"]),
                    "known_from": dt.date.fromisoformat(act["known_from"]),
                    "said": tuple(Said(**said) for said in act["said"]),
                }
            )
            for act in entry["acts"]
        ),
    )
