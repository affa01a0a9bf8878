"""What a rule set asks for: the facts behind a name, through all derived quantities."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from .definitions import Definitions, defined_as, paths_used
from .ruleset import Indicator


def facts_behind(names: Iterable[str], definitions: Definitions, given: Collection[str] = ()) -> tuple[str, ...]:
    """Return what names rest on once every quantity is opened: facts, columns (表.列), last year's values.

    Args:
        names: facts or quantities, as formulas and templates name them.
        definitions: the quantities.
        given: quantities whose value is stated, so that nothing behind them is needed.
    """
    found: dict[str, None] = {}
    opened = set(given)
    waiting = list(names)
    while waiting:
        path = waiting.pop(0)
        name, _ = defined_as(path, definitions)
        if name is None:
            found[path] = None
        elif name not in opened:
            opened.add(name)
            waiting += paths_used(name, definitions[name])
    return tuple(found)


def scored_from(indicator: Indicator) -> Iterator[str]:
    """Yield the names that an indicator's score is computed from."""
    if indicator.quantity:
        yield str(indicator.quantity)
    yield from indicator.scoring.names
