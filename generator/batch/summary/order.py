"""In what order units stand: by rule set, then by rank; what has no score comes after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from .lines import Line, Score
from .statistics import ranks

Scored = Sequence[tuple[Line, Score, int]]


def by_rules(lines: Iterable[Line]) -> Mapping[str, Scored]:
    """Return the units that have a score under each rule set, with their score and rank; the best first, by folder among equals."""
    found: dict[str, list[tuple[Line, Score]]] = {}
    for line in lines:
        if line.score:
            found.setdefault(line.rules, []).append((line, line.score))
    return {rules: _ranked(found[rules]) for rules in sorted(found)}


def _ranked(scored: Sequence[tuple[Line, Score]]) -> Scored:
    places = ranks([score.points for _, score in scored])
    return sorted(((*each, rank) for each, rank in zip(scored, places, strict=True)), key=lambda each: (each[2], each[0].agency))


def in_order(lines: Sequence[Line]) -> list[tuple[Line, int | None]]:
    """Return all units with their ranks: those with a score, those whose rules give none, those with errors."""
    ranked: list[tuple[Line, int | None]] = [(line, rank) for scored in by_rules(lines).values() for line, _, rank in scored]
    rest = sorted((line for line in lines if not line.score), key=lambda line: (bool(line.errors), line.rules, line.agency))
    return [*ranked, *((line, None) for line in rest)]
