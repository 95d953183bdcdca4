"""The message catalogues: what can be said, in every language.

`python -m tools.catalogues extract` brings the catalogues of `src/comity/languages` up to date with code,
templates and corpus; translations are kept, what is not said any more goes. `python -m tools.catalogues
missing` writes nothing: it lists what lacks a translation, and fails if anything does.
"""

import io
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from comity.languages import ENGLISH, LANGUAGES
from tools.corpus_messages import Found, corpus_messages

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "comity"
CATALOGUES = SOURCE / "languages"
CODES = tuple(code for code in LANGUAGES if code != ENGLISH)
#: What marks a message in code and templates: a literal, or one for one and one for several.
_KEYWORDS = {
    **dict.fromkeys(("_", "say", "worded", "phrase")),
    **dict.fromkeys(("ngettext", "say_count", "worded_count", "phrases"), (1, 2)),
}
_METHODS = [("**.py", "python"), ("**.j2", "jinja2.ext:babel_extract")]
_OPTIONS = {"**.j2": {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}}
_WIDTH = 110


@dataclass(frozen=True, slots=True)
class Missing:
    """A message without a translation: its language, where it stands (file:line), and its text."""

    code: str
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.code}: {self.message}"


def messages() -> Catalog:
    """Every message, with where it stands and what it is for; nothing is translated in it."""
    catalogue = Catalog(project="Comity", fuzzy=False)
    for found in (*_in_code(), *corpus_messages(ROOT)):
        catalogue.add(
            found.message,
            locations=[(found.file, found.line)],
            auto_comments=[found.about] if found.about else [],
        )
    return catalogue


def _in_code() -> Iterator[Found]:
    found = extract_from_dir(SOURCE, _METHODS, _OPTIONS, _KEYWORDS, callback=None, directory_filter=_is_read)
    for file, line, message, _, _ in found:
        # A call without a literal (`worded(words)`) says what is marked elsewhere.
        if message:
            yield Found(f"src/comity/{file}", line, message, "")


def _is_read(folder: str | Path) -> bool:
    return Path(folder).name not in {"node_modules", "__pycache__", "static", "corpus"}


def catalogue(code: str) -> Catalog:
    """The catalogue of a language as it stands."""
    with (CATALOGUES / f"{code}.po").open("rb") as opened:
        return read_po(opened, locale=code, abort_invalid=True)


def renewed(code: str, wanted: Catalog) -> str:
    """The text of a language's catalogue with every wanted message and no other; translations are kept."""
    held = catalogue(code)
    # What another order of walking the folders would change is put in order.
    renewed_ = Catalog(locale=code, fuzzy=False)
    for message in sorted(_texts(wanted), key=_place):
        there = held.get(message.id)
        renewed_.add(
            message.id,
            there.string if there and not there.fuzzy else "",
            locations=sorted(message.locations),
            auto_comments=message.auto_comments,
        )
    written = io.BytesIO()
    write_po(written, renewed_, width=_WIDTH, include_lineno=False, omit_header=True)
    header = _HEADER.format(language=str(LANGUAGES[code]), code=code, plurals=renewed_.plural_forms)
    return header + written.getvalue().decode()


#: Without dates and names, which change where nothing has.
_HEADER = """\
# What Comity says, in {language}. The messages are put in by `python -m tools.catalogues extract`, the
# translations by hand.
msgid ""
msgstr ""
"Language: {code}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""


def missing(wanted: Catalog) -> list[Missing]:
    """What lacks a translation, language by language; also what the catalogues do not hold yet."""
    lacking = []
    for code in CODES:
        held = catalogue(code)
        for message in sorted(_texts(wanted), key=_place):
            there = held.get(message.id)
            if there is None or there.fuzzy or not all(_strings(there)):
                file, line = message.locations[0]
                lacking.append(Missing(code, f"{file}:{line}", _id(message)))
    return lacking


def _texts(catalogue_: Iterable[Message]) -> Iterator[Message]:
    """The messages without the header."""
    return (message for message in catalogue_ if message.id)


def _place(message: Message) -> tuple[str, int]:
    return min((file, line or 0) for file, line in message.locations)


def _id(message: Message) -> str:
    return str(message.id[0] if isinstance(message.id, (tuple, list)) else message.id)


def _strings(message: Message) -> tuple[object, ...]:
    return tuple(message.string) if isinstance(message.string, (tuple, list)) else (message.string,)


def main(arguments: list[str]) -> int:
    """Extract, or list what is missing."""
    match arguments:
        case ["extract"]:
            wanted = messages()
            for code in CODES:
                (CATALOGUES / f"{code}.po").write_text(renewed(code, wanted), encoding="utf-8")
            print(f"{len(wanted)} messages in {len(CODES)} catalogues.")
            return 0
        case ["missing"]:
            lacking = missing(messages())
            print("\n".join(map(str, lacking)) if lacking else "Nothing is missing.")
            return 1 if lacking else 0
        case _:
            print("Say 'extract' or 'missing'.")
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
