"""What the scores of a report are reckoned by: indicators by their methods, groups and the total by sums."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...base import words as W
from ...base.marks import Mark
from ...facts.values import POINTS, RATIO, Quantity, Value
from ...rules.formula.making import call, joined, literal, named, rounded
from ...rules.formula.nodes import Node
from ...rules.reckoning import reckoning_of
from ...rules.scorecard import GroupScore, IndicatorScore, Scorecard, Scored

FIELDS = (W.FULL, W.SCORE, W.DEDUCTION, W.SHARE_OF_FULL)


def id_of(scored: Scored | None) -> str:
    """Return what a group, an indicator, or with None the total is called."""
    return scored.id if scored else W.TOTAL


class Scores:
    """The formulas of all scores, by the ids that print them.

    Attributes:
        nodes: what each is reckoned by; of a detail as well (指标.甲.行.2.完成率).
        values: what each came to, as far as the scorecard knows it.
        details: the details of each indicator, by its name.
        judged: what the unit judged: value, no formula, title, no figure, place.
    """

    def __init__(self, card: Scorecard) -> None:
        self.card = card
        self.nodes: dict[str, Node] = {}
        self.values: dict[str, Value] = {}
        self.details: dict[str, list[str]] = {}
        self.judged: dict[str, tuple[Value, None, str, None, Mark]] = {}
        for scored in card.everything():
            self._add(scored)
        if card.rules.scored:
            self._fields(W.TOTAL, card.full, None if card.lacking else card.points, self._sum(card.groups))

    def _add(self, scored: Scored) -> None:
        if isinstance(scored, IndicatorScore):
            self._indicator(scored)
        elif scored.group_only:
            self._judged_group(scored)
        else:
            self._fields(scored.id, scored.full, None if scored.lacking else scored.points, self._sum(scored.children))

    def _sum(self, parts: tuple[Scored, ...]) -> Node:
        known = [part for part in parts if not (isinstance(part, IndicatorScore) and part.points is None)]
        return call(W.F_SUM, *(named(f"{part.id}.{W.SCORE}") for part in known))

    def _judged_group(self, group: GroupScore) -> None:
        path, place = f"{W.JUDGED}.{group.name}.{W.DEDUCTION}", self.card.facts.judged_at(group.name)
        self.judged[path] = (Quantity(group.deduction, POINTS), None, W.B_ITEM_OFF.format(title=group.title), None, place)
        self._fields(group.id, group.full, group.points, joined("-", named(f"{group.id}.{W.FULL}"), named(path)))

    def _indicator(self, scored: IndicatorScore) -> None:
        id, found = scored.id, reckoning_of(scored, self.card)
        if found is None:
            self.nodes[f"{id}.{W.FULL}"], self.values[f"{id}.{W.FULL}"] = self._full(id, scored.full)
            return
        reckoned, points = found
        for path, value in reckoned.judged.items():
            self.judged[path] = (value, None, self._judged_title(scored, path), None, self._judged_place(scored, path))
        self.details[scored.name] = [f"{id}.{detail}" for detail in reckoned.details]
        self.nodes |= {f"{id}.{detail}": node for detail, node in reckoned.details.items()}
        self.values |= dict(_flat(id, dict(scored.details)))
        self._fields(id, scored.full, scored.points, points)

    def _judged_title(self, scored: IndicatorScore, path: str) -> str:
        item = path.removeprefix(f"{W.JUDGED}.{scored.name}.")
        if item == path:
            fact = self.card.facts.fact(f"{path.rpartition('.')[0]}.{W.NAME}")
            return f"{fact.value if fact else ''}{path.rpartition('.')[2]}"
        if item == W.DEDUCTION:
            return W.B_ITEM_OFF.format(title=scored.title)
        return W.B_ITEM_MET.format(title=scored.title, item=item)

    def _judged_place(self, scored: IndicatorScore, path: str) -> Mark:
        fact = self.card.facts.fact(path)
        return fact.mark if fact else self.card.facts.judged_at(scored.name)

    def _digits(self, *numbers: Decimal) -> int:
        return max(self.card.figures.digits.points, *(-int(number.as_tuple().exponent) for number in numbers), 0)

    def _full(self, id: str, full: Decimal) -> tuple[Node, Value]:
        return literal(Quantity(full, POINTS)), Quantity(full, POINTS)

    def _fields(self, id: str, full: Decimal, points: Decimal | None, node: Node) -> None:
        """Note the four fields that every score has."""
        names = {field: named(f"{id}.{field}") for field in FIELDS}
        shown = self.card.figures.digits.ratio + 2
        self.nodes[f"{id}.{W.FULL}"], self.values[f"{id}.{W.FULL}"] = self._full(id, full)
        if points is None:
            return
        self.nodes[f"{id}.{W.SCORE}"] = node
        self.values[f"{id}.{W.SCORE}"] = Quantity(points, POINTS)
        self.nodes[f"{id}.{W.DEDUCTION}"] = rounded(joined("-", names[W.FULL], names[W.SCORE]), self._digits(full))
        self.values[f"{id}.{W.DEDUCTION}"] = Quantity(full - points, POINTS)
        if full:
            self.nodes[f"{id}.{W.SHARE_OF_FULL}"] = rounded(joined("/", names[W.SCORE], names[W.FULL]), shown)
            self.values[f"{id}.{W.SHARE_OF_FULL}"] = Quantity(self.card.share(points, full), RATIO)


def _flat(id: str, details: object) -> Iterator[tuple[str, Value]]:
    """Yield the values of a method's details by their ids; rows are counted from 1."""
    match details:
        case dict():
            for key, inner in details.items():
                yield from _flat(f"{id}.{key}", inner)
        case list():
            for number, inner in enumerate(details, 1):
                yield from _flat(f"{id}.{number}", inner)
        case Quantity() | str():
            yield id, details
