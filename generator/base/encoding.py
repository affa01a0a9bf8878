"""Bytes to text: UTF-8 with or without a byte order mark; what other editors write is recognised and named."""

from __future__ import annotations

import codecs

from .marks import Mark, Source
from .problems import ProblemError, make

GBK, UTF_16 = "gb18030", "utf-16"
_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decoded(shown: str, content: bytes) -> Source:
    """Return a file's bytes as a source, its line ends plain.

    Raises:
        ProblemError: not UTF-8, or binary.
    """
    other = foreign(content)
    if other == UTF_16:
        raise ProblemError(make("F127", Mark(Source(shown, ""))))
    if b"\x00" in content:
        raise ProblemError(make("F110", Mark(Source(shown, ""))))
    try:
        return Source(shown, content.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8").split("\n")
        number, text = ("F126", content.decode(GBK).replace("\r\n", "\n")) if other else ("F111", "")
        raise ProblemError(make(number, Mark(Source(shown, text), len(before), len(before[-1]) + 1))) from None


def foreign(content: bytes) -> str | None:
    """Return the encoding that a file was saved in when it is one that other editors write and not UTF-8; None otherwise."""
    if content.startswith(_UTF_16_MARKS):
        return UTF_16 if _reads(content, UTF_16) else None
    return GBK if _first_is_foreign(content) and _reads(content, GBK) else None


def as_utf8(content: bytes) -> bytes:
    """Return a file's bytes in UTF-8, whatever recognised encoding it was saved in."""
    encoding = foreign(content)
    return content.decode(encoding).encode() if encoding else content


def _first_is_foreign(content: bytes) -> bool:
    """Tell whether all is ASCII before the first bytes that are no UTF-8: a file that was only damaged has good text before them."""
    try:
        content.decode()
    except UnicodeDecodeError as error:
        return content[: error.start].isascii()
    return False


def _reads(content: bytes, encoding: str) -> bool:
    """Tell whether bytes are printable text in an encoding."""
    try:
        return all(char.isprintable() or char in "\t\r\n" for char in content.decode(encoding).removeprefix("\ufeff"))
    except UnicodeDecodeError:
        return False
