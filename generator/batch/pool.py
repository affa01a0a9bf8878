"""Runs one function over many items, in several processes where that pays; the results come in the items' order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

WORTH = 24  # items that a process must have for its start to pay
PARTS = 8  # into how many parts a process's share is cut, so that none waits long for another

_function: Callable[[Any], Any]


def mapped(function: Callable[[Item], Result], items: Sequence[Item], jobs: int | None = None) -> Iterator[Result]:
    """Yield a function's results in the items' order.

    Args:
        function: pure, and picklable; it is handed to each process once, so what it keeps from one item serves the next.
        items: picklable, as are the results.
        jobs: processes at most; as many as there are processors when it is None.
    """
    workers = min(jobs or os.cpu_count() or 1, len(items) // WORTH)
    if workers < 2:
        yield from map(function, items)
        return
    from concurrent.futures import ProcessPoolExecutor  # loads only when there is much to do
    from multiprocessing import get_context

    # A process that begins anew shares no pipe with this one, and is the same on every system.
    with ProcessPoolExecutor(workers, get_context("spawn"), _begin, (function,)) as pool:
        yield from pool.map(_call, items, chunksize=-(-len(items) // (workers * PARTS)))


def _begin(function: Callable[[Any], Any]) -> None:
    global _function
    _function = function


def _call(item: Any) -> Any:
    return _function(item)
