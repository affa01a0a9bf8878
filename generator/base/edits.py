"""Edits of a text at its places: everything that is not edited stays as it was, to the byte."""

from __future__ import annotations

import codecs
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import unified_diff
from itertools import pairwise

from .marks import Mark


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """A stretch of a source's text, by offsets, and what takes its place."""

    start: int
    end: int
    text: str


def replaced(start: Mark, end: Mark, text: str) -> Edit:
    """Return the edit that puts a text in the place of what stands between two marks."""
    return Edit(start.offset, end.offset, text)


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with edits made.

    Raises:
        ValueError: two edits overlap.
    """
    pieces, at = [], 0
    for edit in _ordered(edits):
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join((*pieces, text[at:]))


def edited_bytes(content: bytes, edits: Iterable[Edit]) -> bytes:
    """Return a file's bytes with edits made that were found in its text as it is read: without byte order mark, with plain line ends.

    Args:
        content: UTF-8, with or without a byte order mark; lines may end in CR LF.
        edits: offsets count the characters of the text without the mark, CR LF as one; new lines end as the file's first does.
    """
    marked = content.startswith(codecs.BOM_UTF8)
    text = content.decode("utf-8-sig")
    returns = [at - number for number, at in enumerate(_returns(text))]
    ending = "\r\n" if returns and "\n" not in text[: returns[0]] else "\n"
    moved = [
        Edit(edit.start + bisect_left(returns, edit.start), edit.end + bisect_left(returns, edit.end), edit.text.replace("\n", ending))
        for edit in edits
    ]
    return (codecs.BOM_UTF8 if marked else b"") + edited(text, moved).encode()


def difference(path: str, old: str, new: str) -> Iterator[str]:
    """Yield the lines of a unified diff of a file; none when nothing changed."""
    lines = unified_diff(old.splitlines(), new.splitlines(), f"a/{path}", f"b/{path}", n=2, lineterm="")
    yield from lines


def _returns(text: str) -> Iterator[int]:
    """Yield where the carriage returns stand that end lines together with a line feed."""
    at = text.find("\r\n")
    while at >= 0:
        yield at
        at = text.find("\r\n", at + 2)


def _ordered(edits: Iterable[Edit]) -> list[Edit]:
    ordered = sorted(dict.fromkeys(edits), key=lambda edit: (edit.start, edit.end))
    if any(later.start < earlier.end for earlier, later in pairwise(ordered)):
        raise ValueError("edits overlap")
    return ordered
