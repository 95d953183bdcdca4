"""Comments that people have pinned to the cells of a workbook: said with the table, never read as values."""

import posixpath
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from comity.domain.primitives.worded import worded
from comity.manifest.problems import shown

#: So many of a worksheet are quoted; of the others only the number is said.
_QUOTED = 20
#: Comments are short; who has more than that of them has something else.
_LONGEST_PART = 1_000_000


def comments_of(part: str, index: Mapping[str, bytes]) -> tuple[str, ...]:
    """Sentences that quote the comments of a worksheet, cell by cell.

    Args:
        part: the part of the workbook that holds the worksheet, in lower case.
        index: the small parts of the workbook by name, in lower case.
    """
    folder, name = posixpath.split(part)
    relations = index.get(f"{folder}/_rels/{name}.rels")
    if relations is None:
        return ()
    try:
        there = list(_found(folder, relations, index))
    except (ElementTree.ParseError, ValueError, LookupError):
        return (worded("The comments of its cells cannot be read."),)
    notes = [
        worded("Cell {cell} has the comment {text}.", cell=cell[:10], text=shown(text))
        for cell, text in there[:_QUOTED]
    ]
    if len(there) > _QUOTED:
        notes.append(
            worded("{count} more cells have comments, which were not read.", count=len(there) - _QUOTED)
        )
    return tuple(notes)


def _found(folder: str, relations: bytes, index: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    targets = [each.get("Target", "") for each in _parsed(relations).iter() if _is_comments(each)]
    for target in targets:
        path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/").lower()
        if path in index:
            yield from _comments(_parsed(index[path]))


def _is_comments(relation: ElementTree.Element) -> bool:
    return relation.get("Type", "").endswith("/comments")


def _comments(root: ElementTree.Element) -> Iterator[tuple[str, str]]:
    for comment in root.iter():
        if comment.tag.endswith("}comment"):
            pieces = [each.text or "" for each in comment.iter() if each.tag.endswith("}t")]
            yield comment.get("ref", ""), " ".join("".join(pieces).split())


def _parsed(part: bytes) -> ElementTree.Element:
    if len(part) > _LONGEST_PART:
        raise ValueError(len(part))
    return ElementTree.fromstring(part)  # noqa: S314  entities have been refused
