"""Compares a filled form with the facts file: what was changed in the form, and the edits that write it.

Three are held together for each value: what the file said when the form was made, what it says now, and what the cell says.
Only a cell that was touched counts; one that was touched while the file changed as well is a problem.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..base import words as W
from ..base.catalogue import TYPE_HINTS
from ..base.edits import Edit
from ..base.marks import Cell
from ..base.problems import Problems
from ..base.yaml_reader import Mapping as YamlMapping
from ..base.yaml_reader import Node, normal
from ..facts.values import Kind
from ..facts.vocabulary import Vocabulary
from .cells import is_readable, same, shown, tidy, written
from .changes import Change, What
from .filled import Filled, Filling
from .form import Field, Form, Grid
from .places import SEPARATOR, Place, places, row_path
from .planting import items_replaced, names_added, rows_changed, value_replaced
from .yaml_text import Tree, can_be_written, in_braces


@dataclass(slots=True)
class Pulled:
    """What a filled form changes in its facts file, in the order of the form, and the edits that do it."""

    changes: list[Change] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)

    @property
    def moves_rows(self) -> bool:
        """Whether a table gets more or fewer rows, so that the form's rows are no longer the file's."""
        return any(change.what in {What.ROW_ADDED, What.ROW_REMOVED} for change in self.changes)


def pull(filled: Filled, form: Form, mapping: YamlMapping, vocabulary: Vocabulary, problems: Problems) -> Pulled:
    """Return what a filled form changes; cells that do not fit, and conflicts, are noted.

    Args:
        filled: the form as it came back.
        form: the form of the facts file as it stands now, with every fact that the filled one asks for.
        mapping: the facts file as it stands now.
        vocabulary: says what each fact is.
        problems: takes what is wrong.
    """
    puller = _Puller(filled, form.money_unit, places(mapping, vocabulary), vocabulary, problems)
    for section in (*form.facts, *form.own):
        for asked in section.fields:
            puller.fact(asked)
    for grid in form.grids:
        puller.table(grid)
    puller.note_missing({asked.path for asked in form.fields()})
    pulled = puller.pulled
    pulled.edits += names_added(mapping, puller.new, _last_fact(mapping, vocabulary))
    return pulled


def _last_fact(mapping: YamlMapping, vocabulary: Vocabulary) -> Node | None:
    """Return the last section of a facts file that holds facts; new sections go behind it."""
    known = {*vocabulary.prefixes, *vocabulary.canonical}
    return next((node for key, node in reversed(mapping.items) if normal(key) in known), None)


@dataclass
class _Puller:
    """Goes through the fields; `new` gathers the names that the file lacks."""

    filled: Filled
    money_unit: str
    places: Mapping[str, Place]
    vocabulary: Vocabulary
    problems: Problems
    pulled: Pulled = field(default_factory=Pulled)
    new: dict[str, Any] = field(default_factory=dict)

    def fact(self, asked: Field) -> None:
        """Compare a fact."""
        text = self._touched(asked)
        if text is None:
            return
        self._note(asked.path, asked.written, text)
        items = tuple(text.split("\n")) if asked.dimension and asked.dimension.kind is Kind.LIST and text != W.TODO else None
        if asked.path not in self.places:
            self._add(asked.path, text if items is None else items)
        elif items is None:
            self.pulled.edits.append(value_replaced(self.places[asked.path], text))
        else:
            self.pulled.edits += items_replaced(self.places[asked.path], items)

    def table(self, grid: Grid) -> None:
        """Compare a table: rows that were there cell by cell, rows that were cleared, rows that were filled in."""
        stated = self._rows_then(grid)
        gone = {number for number in range(stated) if self._is_cleared(grid, number + 1)}
        for number in range(1, stated + 1):
            if number - 1 not in gone:
                self._row(grid.rows[number - 1] if number <= len(grid.rows) else (), row_path(grid.path, number))
        gone = {number for number in gone if self._removed(grid.rows[number], row_path(grid.path, number + 1))}
        rows = tuple(self._rows_added(grid, stated))
        if rows and grid.path not in self.places:
            self._add(grid.path, rows)
        elif rows or gone:
            self.pulled.edits += rows_changed(self.places[grid.path], gone, rows)

    def note_missing(self, known: set[str]) -> None:
        """Note values of the form that were not found in it, or that the file has no place for any more."""
        for path in self.filled.originals:
            if path not in self.filled.cells:
                self.problems.add("X110", Cell(self.filled.shown), name=path)
        for path, filling in self.filled.cells.items():
            if path not in known and filling and not same(filling.value, self._then(Field(path, path, None))):
                self.problems.add("X115", filling.place, name=path)

    def _row(self, fields: tuple[Field, ...], path: str) -> None:
        added: dict[str, str] = {}
        for asked in fields:
            text = self._touched(asked)
            if text is None:
                continue
            self._note(asked.path, asked.written, text)
            if asked.path in self.places:
                self.pulled.edits.append(value_replaced(self.places[asked.path], text))
            else:
                added[asked.title] = text
        row = self.places[path].node if path in self.places else None
        if added and isinstance(row, YamlMapping):
            self.pulled.edits += names_added(row, added)

    def _removed(self, fields: tuple[Field, ...], path: str) -> bool:
        """Tell whether a cleared row is to be taken out: it still says what it said; one that is gone already is none."""
        then = {asked.title: self.filled.originals[asked.path] for asked in fields if asked.path in self.filled.originals}
        now = {asked.title: asked.written for asked in fields if asked.written is not None}
        if now and now != then:
            self._conflict(next(filling.place for filling in self._fillings(fields) if filling), path, in_braces(then), in_braces(now), "")
        if now == then:
            self.pulled.changes.append(Change(What.ROW_REMOVED, path, in_braces(then), ""))
        return now == then

    def _rows_added(self, grid: Grid, stated: int) -> Iterator[Tree]:
        """Yield the rows that were filled in behind those the file had; one that is in the file by now is no news."""
        number = stated
        for fields in grid.rows[stated:]:
            fillings = [filling for filling in self._fillings(fields) if filling and tidy(filling.value)]
            if not fillings:
                continue
            number += 1
            now = {asked.title: asked.written for asked in grid.rows[number - 1] if asked.written is not None}
            row = dict(self._filled_in(fields, grid.optional))
            if now and now != row:
                self._conflict(fillings[0].place, row_path(grid.path, number), W.BLANK_CELL, in_braces(now), in_braces(row))
            elif not now:
                self.pulled.changes.append(Change(What.ROW_ADDED, row_path(grid.path, number), "", in_braces(row)))
                yield row

    def _filled_in(self, fields: tuple[Field, ...], optional: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        """Yield the columns of a new row; one that must not lack and was left empty is still to come."""
        for asked in fields:
            filling = self.filled.cells.get(asked.path)
            text = self._said(filling, replace(asked, written=None)) if filling else ""
            if text or asked.title not in optional:
                yield asked.title, text or W.TODO

    def _touched(self, asked: Field) -> str | None:
        """Return what a touched cell says; None for one that was not, that says what the file says, or that cannot be used."""
        filling = self.filled.cells.get(asked.path)
        old = self.filled.originals.get(asked.path)
        then = replace(asked, written=old)
        if filling is None or same(filling.value, self._then(then)):
            return None
        text = self._said(filling, then) or W.TODO
        if text == asked.written:
            return None
        if asked.written != old:
            self._conflict(filling.place, asked.path, old or W.BLANK_CELL, asked.written or W.BLANK_CELL, text)
            return None
        return text

    def _then(self, asked: Field) -> Any:
        """Return what the cell held when the form was made."""
        return shown(replace(asked, written=self.filled.originals.get(asked.path)), self.money_unit).value

    def _said(self, filling: Filling, then: Field) -> str:
        """Return what a cell says, once it is sure that the file can hold it and that it is of the right kind."""
        text = written(filling.value, filling.number_format, then)
        if text and not all(map(can_be_written, text.split("\n"))):
            self.problems.add("X114", filling.place, name=then.path)
        elif text and not is_readable(text, then, self.money_unit, self.vocabulary):
            kind = then.dimension.kind.value if then.dimension else Kind.RATIO.value
            self.problems.add("X105", filling.place, name=then.path, type=kind, text=text, hint=TYPE_HINTS.get(kind, ""))
        return text

    def _rows_then(self, grid: Grid) -> int:
        """Return how many rows a table had when the form was made."""
        start = grid.path + SEPARATOR
        numbers = [path.removeprefix(start).partition(SEPARATOR)[0] for path in self.filled.originals if path.startswith(start)]
        return max((int(number) for number in numbers if number.isdecimal()), default=0)

    def _is_cleared(self, grid: Grid, number: int) -> bool:
        fillings = self._fillings(grid.rows[number - 1]) if number <= len(grid.rows) else []
        return bool(fillings) and all(filling is not None and not tidy(filling.value) for filling in fillings)

    def _fillings(self, fields: tuple[Field, ...]) -> list[Filling | None]:
        return [self.filled.cells[asked.path] for asked in fields if asked.path in self.filled.cells]

    def _conflict(self, place: Cell, path: str, old: str, now: str, new: str) -> None:
        self.problems.add("X109", place, name=path, old=old, now=now, new=new or W.BLANK_CELL)

    def _note(self, path: str, old: str | None, new: str) -> None:
        what = What.ADDED if old is None else What.CLEARED if new == W.TODO else What.CHANGED
        self.pulled.changes.append(Change(what, path, old or "", new))

    def _add(self, path: str, value: object) -> None:
        *sections, name = path.split(SEPARATOR)
        inner = self.new
        for section in sections:
            inner = inner.setdefault(section, {})
        inner[name] = value
