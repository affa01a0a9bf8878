"""Edits within the texts of a facts file, each made as small as it can be, and read again before it counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from ..base import words as W
from ..base.edits import Edit, edited
from ..base.marks import Mark, Source, Text
from ..base.problems import Problems
from ..base.yaml_reader import Mapping, Node, Scalar, Sequence, normal, read_yaml
from .places import Place, is_flow
from .planting import items_replaced, value_replaced
from .yaml_text import can_be_written

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, order=True)
class Patch:
    """A stretch of a written text, by the characters that it reads, and what takes its place."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Written:
    """A facts file's texts and where they stand."""

    mapping: Mapping

    @property
    def source(self) -> Source:
        """The file as it was read."""
        return self.mapping.mark.source

    @cached_property
    def texts(self) -> dict[Path, Place]:
        """Every text of the file by the keys and numbers that lead to it."""
        return {path: place for path, place in self._places.items() if isinstance(place.node, Scalar)}

    @cached_property
    def _places(self) -> dict[Path, Place]:
        return dict(_places(Text("", self.mapping.mark), self.mapping, (), False))

    def at(self, mark: Mark) -> Path | None:
        """Return the way to the text that stands at a place, of the long form that of its value; None where there is none."""
        return self._by_offset.get(mark.offset) if mark.source == self.source else None

    @cached_property
    def _by_offset(self) -> dict[int, Path]:
        found = {place.node.mark.offset: path for path, place in self.texts.items()}
        return {**{mark.offset: path for mark, path in _long_forms(self.mapping, ())}, **found}

    def text(self, path: Path) -> Text:
        """Return a text."""
        node = self.texts[path].node
        assert isinstance(node, Scalar)
        return node.text

    def items(self, path: Path) -> tuple[str, ...]:
        """Return the texts of a list; none where there is no list, or one that holds more than texts."""
        place = self._places.get(path)
        node = place.node if place else None
        texts = [str(each.text) for each in node if isinstance(each, Scalar)] if isinstance(node, Sequence) else []
        return tuple(texts) if isinstance(node, Sequence) and len(texts) == len(node.items) else ()

    def rewritten(self, path: Path, text: str) -> list[Edit] | None:
        """Return the edit that writes another text; None where a facts file cannot hold it."""
        edits = [value_replaced(self.texts[path], text)]
        return edits if can_be_written(text) and self._reads({path: text}, edits) else None

    def relisted(self, path: Path, items: tuple[str, ...]) -> list[Edit] | None:
        """Return the edits that make a list hold other texts; None where a facts file cannot hold them."""
        if not all(map(can_be_written, items)):
            return None
        edits = list(items_replaced(self._places[path], items))
        gone = [(*path, number) for number in range(len(items), len(self.items(path)))]
        return edits if self._reads({(*path, number): text for number, text in enumerate(items)}, edits, gone) else None

    def patched(self, path: Path, patches: list[Patch]) -> list[Edit] | None:
        """Return the edits that change stretches of a text, its quotes and lines kept where they can be; None where it cannot be done."""
        wanted = patched(self.text(path), patches)
        for line_end in self._line_ends(path) if any("\n" in patch.text for patch in patches) else ("\n",):
            found = (self._edit(path, replace(patch, text=patch.text.replace("\n", line_end))) for patch in patches)
            edits = [each for each in found if each is not None]
            if len(edits) == len(patches) and self._reads({path: wanted}, edits):
                return edits
        return self.rewritten(path, wanted)

    def _line_ends(self, path: Path) -> Iterator[str]:
        """Yield how a new line may be written in a text: as lines are kept, or folded, at its indentation."""
        place = self.text(path).at(0)
        line = self.source.text[: place.offset].rpartition("\n")[2]
        yield from (each + " " * len(line) for each in ("\n", "\n\n"))

    def _edit(self, path: Path, patch: Patch) -> Edit | None:
        """Return the edit of the file for a patch; None where the text is not written letter by letter."""
        text, source = self.text(path), self.source.text
        if patch.start < patch.end:
            start, last = text.at(patch.start).offset, text.at(patch.end - 1).offset
            alike = source[start] == text[patch.start] and source[last] == text[patch.end - 1]
            return Edit(start, last + 1, patch.text) if alike else None
        behind = patch.start > 0
        at = text.at(patch.start - 1 if behind else 0).offset
        alike = source[at] == text[patch.start - 1 if behind else 0]
        return Edit(at + behind, at + behind, patch.text) if alike else None

    def _reads(self, changed: dict[Path, str], edits: list[Edit], gone: Iterable[Path] = ()) -> bool:
        """Tell whether the edited file reads as it should where it changes, and everywhere else as before."""
        problems = Problems()
        node = read_yaml(Source(self.source.path, edited(self.source.text, edits)), problems)
        if not isinstance(node, Mapping) or problems.errors:
            return False
        after = Written(node)
        left = self.texts.keys() - set(gone)
        wanted = {each: str(self.text(each)) for each in left} | changed
        return {each: str(after.text(each)) for each in after.texts} == wanted


def patched(text: str, patches: list[Patch]) -> str:
    """Return a text with patches made."""
    return edited(text, [Edit(patch.start, patch.end, patch.text) for patch in patches])


def _places(key: Text, node: Node, path: Path, flow: bool) -> Iterator[tuple[Path, Place]]:
    yield path, Place(key, node, flow)
    if isinstance(node, Mapping):
        for name, inner in node:
            yield from _places(name, inner, (*path, normal(name)), flow or is_flow(node))
    elif isinstance(node, Sequence):
        for number, inner in enumerate(node):
            yield from _places(key, inner, (*path, number), flow or is_flow(node))


def _long_forms(node: Node, path: Path) -> Iterator[tuple[Mark, Path]]:
    """Yield where values in the long form ({值: …}) begin, and the ways to the values."""
    if isinstance(node, Mapping):
        if node.get(W.VALUE) is not None:
            yield node.mark, (*path, W.VALUE)
        for name, inner in node:
            yield from _long_forms(inner, (*path, normal(name)))
    elif isinstance(node, Sequence):
        for number, inner in enumerate(node):
            yield from _long_forms(inner, (*path, number))
