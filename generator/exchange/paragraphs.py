"""Whole paragraphs of the unit's own prose that came or went, as changes of the text or the list that they are written in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from ..base import words as W
from ..base.numerals import without_number
from ..report.docx.reading import ReadReport
from .patching import Patch, Path, Written
from .wording import Character, Characters


@dataclass(frozen=True, slots=True)
class Item:
    """A change of a list: a text comes before the item of a number, or that item goes."""

    at: int
    text: str = ""


Change = tuple[Path, Patch | Item]
"""A text with a change of it, or a list with a change of its items."""


def relisted(items: tuple[str, ...], changes: Iterable[Item]) -> tuple[str, ...]:
    """Return the texts of a list with changes made; those that come at one place stay in their order."""
    changes = list(changes)
    gone = {each.at for each in changes if not each.text}
    found: list[str] = []
    for number in range(len(items) + 1):
        found += [each.text for each in changes if each.text and each.at == number]
        found += [item for item in items[number : number + 1] if number not in gone]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """The paragraphs of a report that was just written, by the texts of the unit's prose that they print."""

    fresh: ReadReport
    written: Written
    characters: Characters

    def gone(self, paragraph: int) -> Change | None:
        """Return the change that takes a paragraph out; None where it is not one text's alone, or the only one that there is."""
        own, text = self._own(paragraph), self.fresh.paragraphs[paragraph].text
        if not own or len(self._lead(paragraph)) + len(own) < len(text) or len({each.path for each in own}) > 1:
            return None
        path, start, end = own[0].path or (), own[0].start, own[-1].end
        whole = self.written.text(path)
        before, behind = whole[:start].rstrip(), whole[end:].lstrip()
        if before:
            return path, Patch(len(before), end if behind else len(whole), "")
        if behind:
            return path, Patch(start, len(whole) - len(behind), "")
        return self._item(path) if len(self.written.items(path[:-1])) > 1 else None

    def added(self, behind: int, text: str) -> Change | None:
        """Return the change that puts a paragraph in; None where it does not stand beside the unit's prose.

        Args:
            behind: the paragraph that it stands behind.
            text: what it reads; an item's number in front of it is left out.
        """
        for paragraph, is_behind in self._beside(behind):
            own = self._own(paragraph)
            if not own or self.fresh.paragraphs[paragraph].is_heading:
                continue
            path, at = (own[-1].path or (), own[-1].end) if is_behind else (own[0].path or (), own[0].start)
            new, item = without_number(text, self._lead(paragraph)), self._item(path)
            rest = self.written.text(path)[at:] if is_behind else self.written.text(path)[:at]
            if item and not rest.strip():
                return item[0], Item(item[1].at + is_behind, new)
            return path, Patch(at, at, f"\n{new}" if is_behind else f"{new}\n")
        return None

    def is_number(self, behind: int, text: str) -> bool:
        """Tell whether a paragraph that came is but an item's number, whose words were taken out."""
        return any(not without_number(text, self._lead(paragraph)) for paragraph, _ in self._beside(behind))

    def _beside(self, behind: int) -> Iterator[tuple[int, bool]]:
        """Yield a paragraph and the next that holds words, each with whether something stands behind it."""
        yield behind, True
        following = (at for at in range(behind + 1, len(self.fresh.paragraphs)) if self.fresh.paragraphs[at].text.strip())
        yield from ((at, False) for at in islice(following, 1))

    def _item(self, path: Path) -> tuple[Path, Item] | None:
        """Return that the item of a list goes; None for a text that is none."""
        *way, last = path
        return (tuple(way), Item(last)) if isinstance(last, int) and self.written.items(tuple(way)) else None

    def _own(self, paragraph: int) -> list[Character]:
        return [each for each in self._characters(paragraph) if each is not None and each.path and each.path[0] == W.PROSE]

    def _lead(self, paragraph: int) -> str:
        """Return what a paragraph prints before the unit's words: an item's number."""
        text = self.fresh.paragraphs[paragraph].text
        own = (at for at, each in enumerate(self._characters(paragraph)) if each is not None and each.path)
        return text[: next(own, 0)]

    def _characters(self, paragraph: int) -> list[Character | None]:
        return self.characters.between(paragraph, 0, len(self.fresh.paragraphs[paragraph].text))
