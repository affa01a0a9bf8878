"""How wide Chinese text stands in a terminal, and how it wraps there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# What stays together: a run of Latin letters and digits, or one character; with the closing marks behind it, which begin no line.
_PIECE = re.compile(r"(?:[!-~]+|[^!-~])[，。；：、？！）》”’…]*")


def width(text: str) -> int:
    """Return how many columns a text takes."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def wrapped(text: str, columns: int) -> Iterator[str]:
    """Yield a text in lines of so many columns at most; its own line breaks stay."""
    for paragraph in text.split("\n"):
        line = ""
        for piece in _PIECE.findall(paragraph):
            if line and width(line + piece) > columns:
                yield line.rstrip()
                line = piece.lstrip()
            else:
                line += piece
        yield line
