"""Texts that are told from the words around them after filling, so that something invisible can be put around each.

A tag that prints a numbered text prints it between signs that no input can hold; `framed` takes them out again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

Frame = Callable[[int], tuple[bytes, bytes]]
"""Gives what stands before and behind a text, by its number; called once for each place, in their order."""

_OPEN, _MIDDLE, _CLOSE = "\ue010", "\ue011", "\ue012"
_OPENING, _DIVIDING, _CLOSING = _OPEN.encode(), _MIDDLE.encode(), _CLOSE.encode()
_SIGN = re.compile(f"{_OPEN}(\\d+){_MIDDLE}|{_CLOSE}".encode())
_RUN = re.compile(rb"<w:r(?: [^>]*)?>")
_START = re.compile(_RUN.pattern + rb"(?:<w:rPr>(?:<(?!/w:rPr>)[^>]*>)*</w:rPr>)?")
_RUN_END, _TEXT_END = b"</w:r>", b"</w:t>"
_END = _TEXT_END + _RUN_END
_TEXT_START = b'<w:t xml:space="preserve">'
_ALONE = re.compile(_START.pattern + rb"<w:t(?: [^>]*)?>")  # what stands before a text that has a run to itself
_NOTHING = re.compile(rb"(?:<w:t(?: [^>]*)?>)?(?:</w:t>)?")


class Numbered(str):
    """A text with a number; where a tag prints it, it can be framed."""

    __slots__ = ("number",)
    number: int

    def __new__(cls, text: str, number: int) -> Numbered:
        """Make a text with a number."""
        made = super().__new__(cls, text)
        made.number = number
        return made


def signed(text: Numbered, printed: str) -> str:
    """Return what a tag prints of a numbered text, given as XML holds it."""
    return f"{_OPEN}{text.number}{_MIDDLE}{printed}{_CLOSE}"


def framed(content: bytes, frame: Frame) -> bytes:
    """Return a part with something around each numbered text, the signs taken out.

    A text that shares a run with others gets a run of its own with the same look.
    """
    if _OPENING not in content:
        return content
    return _each_alone(content, frame) or _taken_apart(content, frame)


def _each_alone(content: bytes, frame: Frame) -> bytes | None:
    """Return a part framed where each numbered text has a run to itself, which most have; None where one has not."""
    first, *rest = content.split(_OPENING)
    before, numbers, pieces, looks = first, list[int](), list[bytes](), set[bytes]()
    for piece in rest:
        start = before.rfind(b"<w:r>")
        look = before[start:]
        number, _, signed_text = piece.partition(_DIVIDING)
        text, _, after = signed_text.partition(_CLOSING)
        if start < 0 or not (look in looks or _ALONE.fullmatch(look)) or not after.startswith(_END) or b"<" in text or _CLOSING in after:
            return None
        looks.add(look)
        numbers.append(int(number))
        pieces += (before[:start], look + text + _END)
        before = after[len(_END) :]
    framed_pieces = list[bytes]()
    for index, words, run in zip(numbers, pieces[::2], pieces[1::2], strict=True):
        opening, closing = frame(index)
        framed_pieces += (words, opening, run, closing)
    return b"".join((*framed_pieces, before))


def _taken_apart(content: bytes, frame: Frame) -> bytes:
    pieces, afters = list[bytes](), list[bytes]()
    *runs, rest = content.split(_RUN_END)
    for piece in runs:
        start = _start_of_run(piece) if _OPENING in piece or _CLOSING in piece else None
        if start is None:
            pieces += (piece, _RUN_END)
        else:
            pieces.append(piece[:start])
            pieces += _apart(piece[start:], frame, afters)
    return _SIGN.sub(b"", b"".join([*pieces, rest]))


def without_signs(content: bytes) -> bytes:
    """Return a part without the signs of numbered texts."""
    return _SIGN.sub(b"", content) if _OPENING in content or _CLOSING in content else content


def _start_of_run(piece: bytes) -> int | None:
    """Return where the run begins that a piece of a part ends in; None where it ends in none."""
    at = piece.rfind(b"<w:r")
    while at >= 0 and not _RUN.match(piece, at):
        at = piece.rfind(b"<w:r", 0, at)
    return at if at >= 0 else None


def _apart(run: bytes, frame: Frame, afters: list[bytes]) -> Iterator[bytes]:
    """Yield a run as runs of one numbered text, or of words, each; `afters` is what still has to come behind texts that are open."""
    found = _START.match(run)
    assert found is not None
    look, done, began = found[0], found.end(), b""
    for sign in _SIGN.finditer(run, done):
        yield from _whole(look, began + run[done : sign.start()], _TEXT_END)
        done, began = sign.end(), _TEXT_START
        if sign[1]:
            before, after = frame(int(sign[1]))
            afters.append(after)
            yield before
        elif afters:
            yield afters.pop()
    yield from _whole(look, began + run[done:], b"")


def _whole(look: bytes, body: bytes, end: bytes) -> Iterator[bytes]:
    if not _NOTHING.fullmatch(body):
        yield from (look, body, end, _RUN_END)
