"""The marks of tracked changes in WordprocessingML: runs, paragraph marks, rows, and the style of a paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import count, groupby
from typing import Any

from lxml import etree

from ...base import words as W
from .places import CELL, RUN, TEXT, WORD

INSERTED, DELETED = "ins", "del"
PROPERTIES, RUN_PROPERTIES, ROW_PROPERTIES, SECTION, CHANGED, ID, VALUE = (
    f"{WORD}{name}" for name in ("pPr", "rPr", "trPr", "sectPr", "pPrChange", "id", "val")
)
STYLES = {f"{WORD}{name}" for name in ("pStyle", "rStyle", "tblStyle")}
NUMBERED = f"{WORD}numPr"
REFERS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
ELEMENTS = {f"{WORD}tab": "\t", f"{WORD}br": "\n", f"{WORD}cr": "\n"}
OBJECT = "\ufffc"  # stands for what is no text


@dataclass(frozen=True, slots=True)
class Unit:
    """A character as it is printed: its run's properties, and the element where it is no letter."""

    text: str
    properties: Any
    element: Any = None


def units(paragraph: Any) -> list[Unit]:
    """Return the characters of a paragraph."""
    return [unit for run in paragraph.iter(RUN) for unit in _of_run(run)]


def _of_run(run: Any) -> Iterator[Unit]:
    properties = run.find(RUN_PROPERTIES)
    for child in run:
        if child.tag == TEXT:
            yield from (Unit(character, properties) for character in child.text or "")
        elif child.tag != RUN_PROPERTIES:
            yield Unit(ELEMENTS.get(child.tag, OBJECT) if not child.attrib else OBJECT, properties, child)


def runs(characters: Iterable[Unit], *, deleted: bool = False) -> Iterator[Any]:
    """Yield characters as runs; what was deleted and is no text has no place in the new file."""
    kept = (unit for unit in characters if not (deleted and unit.text == OBJECT))
    for _, group in groupby(kept, key=lambda unit: id(unit.properties)):
        alike = list(group)
        run = _element(RUN)
        if alike[0].properties is not None:
            run.append(deepcopy(alike[0].properties))
        for is_text, letters in groupby(alike, key=lambda unit: unit.element is None):
            if is_text:
                text = etree.SubElement(run, f"{WORD}delText" if deleted else TEXT)
                text.set(SPACE, "preserve")
                text.text = "".join(unit.text for unit in letters)
            else:
                run.extend(deepcopy(unit.element) for unit in letters)
        yield run


@dataclass
class Marker:
    """Marks changes, each with a number of its own; `styles` are those that the file has."""

    styles: set[str]
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def mark(self, kind: str) -> Any:
        """Return the mark of a change."""
        about = {ID: str(next(self.numbers)), f"{WORD}author": W.REVISED_BY, f"{WORD}date": W.REVISED_AT}
        return _element(f"{WORD}{kind}", about)

    def changed(self, kind: str, characters: Iterable[Unit]) -> Iterator[Any]:
        """Yield runs as inserted or deleted; nothing where there are none."""
        made = list(runs(characters, deleted=kind == DELETED))
        if made:
            holder = self.mark(kind)
            holder.extend(map(self.adapted, made) if kind == DELETED else made)
            yield holder

    def mark_end(self, paragraph: Any, kind: str) -> None:
        """Mark the end of a paragraph: without it, it is one with the next."""
        properties = _first(paragraph, PROPERTIES)
        own = properties.find(RUN_PROPERTIES)
        if own is None:
            own = _element(RUN_PROPERTIES)
            after = next((child for child in properties if child.tag in {SECTION, CHANGED}), None)
            properties.append(own) if after is None else after.addprevious(own)
        own.insert(0, self.mark(kind))

    def mark_row(self, row: Any, kind: str) -> None:
        """Mark a row of a table."""
        properties = row.find(ROW_PROPERTIES)
        if properties is None:
            properties = _element(ROW_PROPERTIES)
            row.find(CELL).addprevious(properties)
        properties.append(self.mark(kind))

    def mark_style(self, paragraph: Any, old: Any) -> None:
        """Note how an old paragraph looked, where the new one looks otherwise."""
        before, now = self.look(old), self.look(paragraph)
        if etree.tostring(before, method="c14n") != etree.tostring(now, method="c14n"):
            change = self.mark("pPrChange")
            change.append(before)
            _first(paragraph, PROPERTIES).append(change)

    def look(self, paragraph: Any) -> Any:
        """Return the properties of a paragraph without its end, its section and its history."""
        properties = paragraph.find(PROPERTIES)
        copy = _element(PROPERTIES) if properties is None else self.adapted(deepcopy(properties))
        for child in [child for child in copy if child.tag in {RUN_PROPERTIES, SECTION, CHANGED}]:
            copy.remove(child)
        return copy

    def adapted(self, element: Any) -> Any:
        """Return an element without what it refers to and the file has not."""
        for child in list(element.iter(etree.Element)):
            unknown = child.tag in STYLES and child.get(VALUE) not in self.styles
            if unknown or child.tag in {NUMBERED, SECTION} or any(name.startswith(REFERS) for name in child.attrib):
                child.getparent().remove(child)
        return element


def _first(element: Any, tag: str) -> Any:
    found = element.find(tag)
    if found is None:
        found = _element(tag)
        element.insert(0, found)
    return found


def _element(tag: str, attributes: Mapping[str, str] | None = None) -> Any:
    return etree.Element(tag, attributes, nsmap={"w": WORD[1:-1]})
