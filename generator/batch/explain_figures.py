"""Named values as lines of text: formulas with names and with numbers, rounding, zero denominators, facts with their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..base import messages as M
from ..base import words as W
from ..report.stating import Stating
from ..rules.derivation import Figure
from .layout import UNWRAPPED, filled_table, section


@dataclass(frozen=True, slots=True)
class FigureView(Stating):
    """Named values in a form's style of numbers."""

    def figures(self, figures: Iterable[Figure]) -> Iterator[str]:
        """Yield how quantities were computed, and the facts they rest on."""
        figures = tuple(figures)
        derived = tuple(figure for figure in figures if figure.formula or figure.reported)
        facts = tuple(figure for figure in figures if figure not in derived)
        yield from section(M.H_FIGURES, (line for figure in derived for line in self._derived(figure)))
        yield from section(M.H_INPUTS, self._facts(facts), columns=UNWRAPPED)
        for fact in facts:
            if fact.parts:
                yield from section(M.H_PARTS_OF_SUM.format(name=fact.name), self._parts(fact), columns=UNWRAPPED)

    def _derived(self, figure: Figure) -> Iterator[str]:
        indent = "  " * figure.depth
        if figure.formula is None:
            yield indent + M.REPORTED.format(name=figure.name, value=self.shown(figure.value), place=figure.place)
            yield f"{indent}  {M.REPORTED_WHY.format(why=figure.reported)}"
            return
        yield f"{indent}{figure.name}　{figure.place}"
        values = dict(figure.inputs)
        yield f"{indent}  = {figure.formula.text}"
        yield f"{indent}  = {figure.formula.filled(self.look(values))}"
        yield f"{indent}  = {self.result(figure)}"
        used = any(rule.applied for rule in figure.zero_rules)
        yield from (f"{indent}  {M.ZERO_LINE.format(rule=self.zero_rule(rule, used=used))}" for rule in figure.zero_rules)

    def _facts(self, facts: tuple[Figure, ...]) -> Iterator[str]:
        if facts:
            yield from filled_table((self.summary(fact) for fact in facts), M.INPUT_COLUMNS)
        for fact in facts:
            notes = ((M.ORIGIN_NOTE, fact.origin), (M.EVIDENCE_NOTE, fact.evidence), (M.ALIAS_NOTE, W.LIST_COMMA.join(fact.aliases)))
            yield from (note.format(name=fact.name, text=text) for note, text in notes if text)
            yield from fact.missing

    def _parts(self, fact: Figure) -> Iterator[str]:
        """Yield what each unit adds to a sum."""
        yield from filled_table(((part.agency, self.shown(part.value), str(part.mark)) for part in fact.parts), M.UNIT_COLUMNS)

    def summary(self, figure: Figure) -> tuple[str, ...]:
        """Return a figure's name, value, title and place."""
        return figure.name, self.shown(figure.value), figure.title, str(figure.place or "")
