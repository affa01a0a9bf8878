"""What the ledger reckons with: every value that a printed number rests on, each with what it is reckoned by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from ...base import words as W
from ...base.decimals import ZERO
from ...base.marks import Mark
from ...base.problems import ProblemError
from ...facts.values import NUMBER, POINTS, Quantity, Table, Target, Value
from ...rules.definitions import WILDCARD
from ...rules.derivation import Figure, definition_of, figure_of
from ...rules.formula.evaluate import Column, reckoned
from ...rules.formula.making import call, joined, named, number
from ...rules.formula.nodes import Name, Node, walk
from ...rules.loading import GIVEN
from ...rules.reckoning import quantity_node
from ..document import Quoted
from ..origins import Kind, Origin, Origins
from .scores import Scores


class Part(StrEnum):
    """The sheet that a value stands on."""

    FACTS = W.B_FACTS
    FIGURES = W.B_FIGURES
    SCORES = W.B_SCORES


@dataclass(frozen=True, slots=True)
class Entry:
    """A value in the ledger.

    Attributes:
        id: what it is called.
        part: its sheet.
        value: what it is.
        node: what it is reckoned by; None for what is stated.
        title: what a person calls it.
        figure: of a fact or quantity how it came about.
        place: where it is written.
        remark: what else there is to say.
    """

    id: str
    part: Part
    value: Value
    node: Node | None = None
    title: str = ""
    figure: Figure | None = None
    place: Mark | None = None
    remark: str = ""


@dataclass
class Entries:
    """The values of a report, found as they are asked for.

    Attributes:
        origins: where the values of the report are from.
        found: those found so far, by id.
        order: their ids, each after those that it is reckoned by.
        columns: the cells of each column that a formula names.
    """

    origins: Origins
    found: dict[str, Entry] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    columns: dict[str, list[str]] = field(default_factory=dict)

    @cached_property
    def scores(self) -> Scores:
        """What the scores are reckoned by."""
        return Scores(self.origins.card)

    def gather(self, quoted: Quoted) -> str:
        """Note a printed value with all that it rests on, and return the id that it has here."""
        id = self.id_of(quoted)
        if id not in self.found:
            entry = self._entry(id) or self._stated(id, quoted)
            self._note(entry)
        return id

    def gather_scores(self) -> None:
        """Note all scores, printed or not, with all that they rest on."""
        for id in self.scores.nodes:
            self.look(id)

    def look(self, path: str) -> str | list[str]:
        """Return the id of a name in a formula, noted; of a column those of its cells."""
        if path in self.columns:
            return self.columns[path]
        if path in self.found:
            return path
        if (alias := self._reference(path)) and alias != path:
            return self.look(alias)
        entry = self._entry(path)
        if entry is None:
            cells = self.columns[path] = self.origins.card.figures.cells(path)
            for cell in cells:
                self.look(cell)
            return cells
        self._note(entry)
        return path

    def value(self, path: str) -> Value | Column:
        """Return the value of a name in a formula; a list or a table, of which the ledger has the number of items, as it is."""
        found = self.look(path)
        return self._value(found) if isinstance(found, str) else [self._value(cell) for cell in found]

    def _value(self, id: str) -> Value:
        entry = self.found[id]
        whole = entry.figure.value if entry.figure else None
        return whole if isinstance(whole, (tuple, Table)) else entry.value

    def id_of(self, quoted: Quoted) -> str:
        """Return the id of a printed value: of a cell of a scored row the fact's, of a reference what it refers to."""
        if quoted.id in self.scores.nodes:
            return quoted.id
        figure = self._origin(quoted.id).figure
        cell_of_row = quoted.id.startswith(f"{W.INDICATORS}.") and figure is not None
        return self._reference(figure.name if cell_of_row and figure else quoted.id)

    def _note(self, entry: Entry) -> None:
        self.found[entry.id] = entry
        for node in walk(entry.node) if entry.node else ():
            if isinstance(node, Name):
                self.look(node.path)
        self.order.append(entry.id)

    def _reference(self, path: str) -> str:
        """Return the quantity that a target or an actual stands for, or the path itself."""
        fact = self.origins.card.facts.fact(path)
        value = fact.value if fact else None
        return value.reference if isinstance(value, Target) and value.reference else path

    def _entry(self, id: str) -> Entry | None:
        """Return the value of an id; None for a column, and for what only the print knows."""
        card = self.origins.card
        if id in self.scores.nodes:
            node = self.scores.nodes[id]
            return Entry(id, Part.SCORES, self.scores.values.get(id) or reckoned(node, self.value), node)
        if id in self.scores.judged:
            return Entry(id, Part.FACTS, *self.scores.judged[id])
        if id in GIVEN:
            return self._given(id)
        if defined := definition_of(id, card.figures):
            return self._derived(id, defined) if WILDCARD not in defined or self._is_row(id) else None
        return self._fact(id)

    def _derived(self, id: str, defined: str) -> Entry:
        figure = figure_of(id, self.origins.card.figures)
        assert figure.value is not None
        assert not isinstance(figure.value, list)
        if figure.formula is None:
            return Entry(id, Part.FACTS, figure.value, None, figure.title, figure, figure.place, f"{W.REPORTED}{W.COLON}{figure.reported}")
        row = id.rpartition(".")[0] if WILDCARD in defined else ""
        node = quantity_node(defined, row, self.origins.card.figures)
        return Entry(id, Part.FIGURES, figure.value, node, figure.title, figure, figure.place)

    def _fact(self, id: str) -> Entry | None:
        try:
            value = self.origins.card.figures.value(id)
        except ProblemError:
            return None
        if isinstance(value, list):
            return None
        figure = figure_of(id, self.origins.card.figures)
        if isinstance(value, Quantity) and (parts := list(self._parts(id, figure))):
            return Entry(id, Part.FIGURES, value, call(W.F_SUM, *map(named, parts)), figure.title, figure, figure.place)
        remark = value.text if isinstance(value, Target) and value.quantity else ""
        if isinstance(value, Target):
            value = value.quantity or value.text
        if isinstance(value, (tuple, Table)):
            count = len(value.rows if isinstance(value, Table) else value)
            remark, value = W.B_COUNTED, Quantity(ZERO + count, NUMBER)
        return Entry(id, Part.FACTS, value, None, figure.title, figure, figure.place, remark)

    def _parts(self, id: str, figure: Figure) -> Iterator[str]:
        """Note what was added to a sum over units (汇总), and yield its ids; nothing where no sum of amounts or counts is."""
        for part in figure.parts:
            if isinstance(part.value, Quantity):
                added = W.B_ADDED.format(id=id, agency=part.agency)
                self.found.setdefault(added, Entry(added, Part.FACTS, part.value, None, figure.title, place=part.mark))
                yield added

    def _given(self, id: str) -> Entry:
        value = self.origins.card.figures.value(id)
        assert isinstance(value, Quantity)
        place = self.origins.card.facts.place(W.YEAR)
        if id in {W.PREVIOUS_YEAR, W.NEXT_YEAR}:
            return Entry(id, Part.FIGURES, value, joined("-" if id == W.PREVIOUS_YEAR else "+", named(W.YEAR), number(1)), id, place=place)
        return Entry(id, Part.FACTS, value, None, id, place=place)

    def _stated(self, id: str, quoted: Quoted) -> Entry:
        """Return a printed value that has no formula of its own (a line of the cover, a reviewed score), as it is printed."""
        origin = self._origin(quoted.id)
        root, _, rest = id.rpartition(".")
        if rest == W.REVIEWED_CHANGE and isinstance(quoted.value, Quantity):
            own, score = f"{root}.{W.REVIEWED_SCORE}", f"{root}.{W.SCORE}"
            points = self.scores.values[score]
            assert isinstance(points, Quantity)
            reviewed = Quantity(points.number + quoted.value.number, POINTS)
            self.found.setdefault(own, Entry(own, Part.FACTS, reviewed, None, origin.title, place=origin.place, remark=W.B_STATED))
            return Entry(id, Part.FIGURES, quoted.value, joined("-", named(own), named(score)), origin.title, place=origin.place)
        value: Value = quoted.value
        remark = "" if origin.kind is not Kind.SCORE else W.B_STATED
        if isinstance(value, (tuple, Table)):
            value = Quantity(ZERO + len(value.rows if isinstance(value, Table) else value), NUMBER)
        return Entry(id, Part.FACTS, value, None, origin.title, origin.figure, origin.place, remark)

    def _origin(self, id: str) -> Origin:
        return self.origins.of(id)

    def _is_row(self, id: str) -> bool:
        return id.rpartition(".")[0].rpartition(".")[2].isdecimal()
