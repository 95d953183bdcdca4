"""The page of all offices and their lists, written from the corpus, so that it cannot say anything else.

`python -m tools.packs_page` writes docs/reference/packs.md; a test fails if the page is stale.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from comity.corpus.library import installed_library
from comity.corpus.offices import installed_offices
from comity.domain.provisions.vocabulary import Vocabulary
from comity.domain.visits.offices import Column, FieldList, Office, Offices, Part

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "packs.md"

_HEAD = """\
# Packs: offices, lists, columns

Written from `src/comity/corpus/offices/` by `python -m tools.packs_page`; do not edit. How packs are made
stands in [the how-to](../howto/packs.md).

**No list is an official form.** Each says so at its head, with where its fields are known from and how
surely: `text` (read in the law, a form or a page of the authority), `summary`, or `recall` (recalled, not
checked). Words in Japanese beside a label are recalled, all of them.

## What a pack holds

| File | Holds |
|---|---|
| `README.html` | for the planner: which pack goes where by when, what is late, not stated, left out |
| `NAME/letter.html` | what is asked by which day on which article, what is settled, what is not yet known |
| `NAME/list.xlsx` | a worksheet for each enclosure: its items as the letter numbers them, by arrival |

A pack is made for each office that a requirement which can be filed is still owed to, or whose word alone
settles a question. Conduct, duties of the host, purchases and incidents are in no pack. Where no law names
the authority, the pack is addressed "Authority not known: ask the host's defence ministry".

A cell "not stated" is a value that the office needs and the manifest does not have; "–" is a value that it
does not need of this line, and that is left out even where the manifest has it.

## What was not found

No form of either State for declarations under the agreements, and no circular of Japan's customs; the
present item list of Australia's form AF179 (the list here is of 2005); the application for a ship's visit
to Australia; the frequency procedure for visiting forces in either State; the permit form for ration packs;
what cargo papers for the agriculture department hold; a port manager's form in Japan. The lists for them
are what such offices ask for elsewhere, marked `recall`. States without a file of their own get general
lists, and no office by name.
"""


def page(offices: Offices, vocabulary: Vocabulary) -> str:
    """The whole page."""
    parts = [_HEAD]
    for state in dict.fromkeys(office.state for office in offices.offices):
        name = f"`{state}`" if state else "any other State"
        here = [office for office in offices.offices if office.state == state]
        parts.append(f"## Offices: {name}\n\n{_offices(here, vocabulary)}")
    lists: dict[str, dict[str | None, FieldList]] = {}
    for office in offices.offices:
        for part in office.parts:
            lists.setdefault(part.fields.id, {})[office.state] = part.fields
    parts.append("## Lists\n\nA column with * is needed; with a condition, where it holds.\n")
    for name in sorted(lists):
        # The lists of Japan have its words too; the columns are the same for all.
        parts.append(_list(lists[name].get("JP") or next(iter(lists[name].values()))))
    return "\n".join(parts)


def stale() -> bool:
    """Whether the page is not what the corpus says now."""
    return not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != page(
        installed_offices(), installed_library().vocabulary
    )


def _offices(offices: Iterable[Office], vocabulary: Vocabulary) -> str:
    rows = ["| Office | For | Sees columns for | Lists, and what calls for them |", "|---|---|---|---|"]
    for office in offices:
        authority = vocabulary.authorities.get(office.authority or "")
        name = f"{authority.name} (`{authority.id}`)" if authority else "not known"
        lists = "<br>".join(_part(part) for part in office.parts)
        matters = " ".join(f"`{matter}`" for matter in office.matters)
        title = f"{office.title}, of every visit" if office.always else office.title
        rows.append(f"| {name} | {title} | {matters} | {lists} |")
    return "\n".join(rows) + "\n"


def _part(part: Part) -> str:
    calls = [f"`{what}`" for what in sorted(part.whats)]
    calls += [f"`{fact}`?" for fact in sorted(part.answers)]
    through = f", by way of `{part.through.sheet}`" if part.through else ""
    when = f", where `{part.when}`" if part.when else ""
    return f"[{part.fields.id}](#{part.fields.id}){through}{when}: {', '.join(calls) or 'always'}"


def _list(fields: FieldList) -> str:
    rows = [
        f"### {fields.id}",
        "",
        f"{fields.title}. Rows of `{fields.sheet}`. After: {fields.source} (`{fields.sureness}`).",
        "",
        "| Label | From | Needed | Shown only where |",
        "|---|---|---|---|",
    ]
    return "\n".join([*rows, *(_column(column) for column in fields.columns), ""])


def _column(column: Column) -> str:
    label = f"{column.label} ({column.unit})" if column.unit else column.label
    label += f"<br>{column.native}" if column.native else ""
    sources = ", else ".join(
        f"`{source.by} > {source.of}.{source.name}`" if source.of else f"`{source.name}`"
        for source in column.sources
    )
    sources = sources or f"rows of `{column.counts}` that arrive by this leg"
    need = "*" if column.need == "TRUE" else f"`{column.need}`" if column.need else ""
    return f"| {label} | {sources} | {need} | {f'`{column.only}`' if column.only else ''} |"


def main(arguments: list[str]) -> int:
    """Write the page."""
    del arguments
    PAGE.write_text(page(installed_offices(), installed_library().vocabulary), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
