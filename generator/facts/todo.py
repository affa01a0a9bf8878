"""What is still to be filled in (待填): it is told wherever it stands, and is never printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..base import words as W
from ..base.marks import Mark, Source, Text
from ..base.problems import Problems
from ..base.yaml_reader import Mapping, Node, Scalar, Sequence

# 待填写, 待填报 and the like are words of a sentence, not a gap in it.
_TODO = re.compile(rf"{W.TODO}(?![{W.TODO_WORDS}])")

_REVIEW = re.compile(rf"^([ \t]*)# *{W.REVIEW}{W.COLON}(.*)$", re.MULTILINE)


def is_todo(text: str) -> bool:
    """Whether a text is 待填, or has a gap marked so (【待填：户数】)."""
    return bool(_TODO.search(text))


def note_todos(node: Node | None, key: str, problems: Problems) -> bool:
    """Note every 待填 in what was written under a key; tell whether there was one."""
    found = list(_todos(node)) if node else []
    for mark in found:
        problems.add("F204", mark, key=key)
    return bool(found)


def reviews(source: Source) -> Iterator[tuple[Mark, str]]:
    """Yield the comment lines that ask to read a carried text again, with what they say."""
    for found in _REVIEW.finditer(source.text):
        line = source.text.count("\n", 0, found.start()) + 1
        yield Mark(source, line, len(found[1]) + 1), found[2].strip()


def note_reviews(source: Source, problems: Problems) -> None:
    """Note every text that waits to be read again."""
    for mark, said in reviews(source):
        problems.add("H420", mark, said=said)


def without_todos(node: Mapping) -> Mapping:
    """Return a mapping without the entries that hold 待填."""
    return Mapping(tuple((key, inner) for key, inner in node if not any(_todos(inner))), node.mark, node.end)


def _todos(node: Node) -> Iterator[Mark]:
    match node:
        case Scalar():
            yield from (_place(node.text, found.start()) for found in _TODO.finditer(node.text))
        case Sequence():
            yield from (mark for item in node for mark in _todos(item))
        case Mapping():
            yield from (mark for _, inner in node for mark in _todos(inner))


def _place(text: Text, offset: int) -> Mark:
    """Return where a gap stands; a text that is nothing but one stands at its beginning."""
    return text.at(offset) if offset else text.mark
