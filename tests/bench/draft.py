"""A facts file as text that is changed figure by figure and otherwise stays as a clerk wrote it."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

NUMBER = re.compile(r"-?\d+(?:,\d{3})*(?:\.\d+)?")
CAPTURED = rf"({NUMBER.pattern})"
FIGURE = re.compile(rf"(?<=: ){CAPTURED}")


class Draft:
    """The text of a facts file; facts are named by their dotted path, as the vocabulary names them."""

    def __init__(self, text: str) -> None:
        self.text = text

    def number(self, path: str) -> Decimal:
        """Return a fact's figure as it is written."""
        return _decimal(self._found(path).group(1))

    def put(self, path: str, number: Decimal | int) -> None:
        """Write another figure in a fact's place, with the digits, separators and unit of the one that stood there."""
        found = self._found(path)
        self.text = self.text[: found.start(1)] + like(found.group(1), Decimal(number)) + self.text[found.end(1) :]

    def scale(self, factor: Decimal, *paths: str) -> None:
        """Multiply figures."""
        for path in paths:
            self.put(path, self.number(path) * factor)

    def figures(self, group: str) -> list[Decimal]:
        """Return the figures of a top-level group, in order."""
        start, end = self._block(group)
        return [_decimal(written) for written in FIGURE.findall(self.text, start, end)]

    def scale_all(self, group: str, factor: Decimal) -> None:
        """Multiply every figure of a top-level group, `名称: 7条` and `{第一批: 168户}`, but none in a running text."""
        start, end = self._block(group)
        scaled = FIGURE.sub(lambda found: like(found[1], _decimal(found[1]) * factor), self.text[start:end])
        self.text = self.text[:start] + scaled + self.text[end:]

    def drop(self, group: str) -> None:
        """Take a top-level group out."""
        start, end = self._block(group)
        self.text = self.text[:start] + self.text[end:]

    def insert(self, before: str, text: str) -> None:
        """Put lines before a line that stands exactly once."""
        self.replace(before, text + before)

    def replace(self, old: str, new: str) -> None:
        """Replace a text that stands exactly once."""
        assert self.text.count(old) == 1, f"{old!r} stands {self.text.count(old)} times"
        self.text = self.text.replace(old, new)

    def _block(self, group: str) -> tuple[int, int]:
        found = re.search(rf"^{group}:.*\n(?:[ #].*\n|\n)*", self.text, re.MULTILINE)
        assert found, group
        return found.span()

    def _found(self, path: str) -> re.Match[str]:
        group, _, rest = path.partition(".")
        start, end = self._block(group)
        for name in [rest] if f"{rest}:" in self.text[start:end] else rest.split("."):
            found = re.compile(rf"(?<![\w.]){re.escape(name)}:\s*").search(self.text, start, end)
            assert found, path
            start = found.end()
        found = re.compile(rf"(?:\{{值: )?{CAPTURED}").match(self.text, start, end)
        assert found, path
        return found


def like(sample: str, number: Decimal) -> str:
    """Return a figure written as a sample is: its digits after the point, its thousands separators."""
    digits = len(sample.partition(".")[2])
    rounded = number.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return f"{rounded:,f}" if "," in sample else f"{rounded:f}"


def _decimal(written: str) -> Decimal:
    return Decimal(written.replace(",", ""))
