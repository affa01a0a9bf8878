"""What is still to be filled in (待填): it is told wherever it stands, and is never printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..base import words as W
from ..base.marks import Mark, Source, Text
from ..base.problems import Problem, Problems, make
from ..base.yaml_reader import Mapping, Node, Scalar, Sequence

# 待填写, 待填报 and the like are words of a sentence, not a gap in it.
_TODO = re.compile(rf"{W.TODO}(?![{W.TODO_WORDS}])")

_REVIEW = re.compile(rf"^([ \t]*)# *{W.REVIEW}{W.COLON}(.*)$", re.MULTILINE)

_MARKED = re.compile(rf"【{W.TODO}[^】]*】|{_TODO.pattern}")


def is_todo(text: str) -> bool:
    """Whether a text is 待填, or has a gap marked so (【待填：户数】)."""
    return bool(_TODO.search(text))


def todos(node: Node | None, key: str) -> tuple[Problem, ...]:
    """Return what tells every 待填 in what was written under a key."""
    title = key.rpartition(".")[2]
    return tuple(make("F204", mark, key=key, column="", title=title) for mark in _todos(node)) if node else ()


def todos_of(text: Text, key: str) -> tuple[Problem, ...]:
    """Return what tells every 待填 in a text that was written under a key."""
    return todos(Scalar(text, text.mark), key)


def note_todos(node: Node | None, key: str, problems: Problems) -> tuple[Problem, ...]:
    """Note every 待填 in what was written under a key, and return what was noted."""
    found = todos(node, key)
    problems.extend(found)
    return found


def parted(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield where the pieces of a text begin and end, and of each whether it is a gap."""
    at = 0
    for found in _MARKED.finditer(text):
        if at < found.start():
            yield at, found.start(), False
        yield *found.span(), True
        at = found.end()
    if at < len(text):
        yield at, len(text), False


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
