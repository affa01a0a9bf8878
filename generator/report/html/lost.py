"""Tells where a report prints that points were lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ...base import words as W
from ...facts.values import Quantity
from ...rules.scorecard import GroupScore
from ..document import Quoted, Spans
from ..origins import Origins


@dataclass(frozen=True, slots=True)
class Lost:
    """Knows by the origins of values whose score a line is about."""

    origins: Origins | None

    def within(self, cells: Iterable[Spans]) -> bool:
        """Whether the cells of a row print the score of something that points came off, if not through its parts."""
        ids = {span.value.id for cell in cells for span in cell if span.value} if self.origins else ()
        return any(self._is_lost(id) for id in ids if id.endswith(_SCORE))

    def _is_lost(self, id: str) -> bool:
        assert self.origins is not None
        scored = self.origins.of(id).scored
        return scored is not None and bool(scored.deduction) and not (isinstance(scored, GroupScore) and not scored.group_only)


def is_deduction(quoted: Quoted) -> bool:
    """Whether a value is points that came off."""
    return quoted.id.endswith(_DEDUCTION) and isinstance(quoted.value, Quantity) and quoted.value.number > 0


_SCORE, _DEDUCTION = f".{W.SCORE}", f".{W.DEDUCTION}"
