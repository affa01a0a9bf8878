"""Where tasks run: in this process, in a pool of processes, or on a Dask cluster; all are used in the same way."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import Any, ParamSpec, TypeVar

from ..base.problems import ProblemError, make

P = ParamSpec("P")
T = TypeVar("T")
Item = TypeVar("Item")

CHUNK = 16
RESTARTS = 3
TIMEOUT = 10  # seconds to wait for a scheduler


class _Here(Executor):
    """Runs each task at once, in this process."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        future: Future[T] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


@dataclass(frozen=True, slots=True)
class Pool:
    """How many processes there are, or the address of a Dask scheduler."""

    jobs: int = 1
    cluster: str | None = None

    def executor(self) -> Executor:
        """Return what runs tasks.

        Raises:
            ProblemError: Dask is not installed, or no scheduler answers.
        """
        if self.cluster:
            return _dask(self.cluster)
        return ProcessPoolExecutor(self.jobs) if self.jobs > 1 else _Here()

    def results(self, function: Callable[[Any, list[Item]], list[T]], shared: Any, items: Iterable[Item]) -> Iterator[T]:
        """Yield what a function makes of items, in their order, a few chunks of them at work at a time.

        A process that dies is replaced and its work done again.

        Args:
            function: takes what all items share and a few items, gives a result for each.
            shared: sent along with each chunk.
            items: taken as they are needed, so that no more than what is at work is held.

        Raises:
            ProblemError: processes die again and again.
        """
        chunks = _chunks(items)
        waiting: deque[tuple[list[Item], Future[list[T]]]] = deque()
        executor, restarts = self.executor(), 0
        try:
            while True:
                while len(waiting) < self._ahead and (chunk := next(chunks, None)):
                    waiting.append((chunk, executor.submit(_worked, function, shared, chunk)))
                if not waiting:
                    return
                try:
                    found = waiting[0][1].result()
                except BrokenExecutor:
                    restarts += 1
                    if restarts > RESTARTS:
                        raise ProblemError(make("S190", None)) from None
                    executor = self.executor()
                    waiting = deque((chunk, executor.submit(_worked, function, shared, chunk)) for chunk, _ in waiting)
                    continue
                waiting.popleft()
                yield from found
        finally:
            for _, future in waiting:
                future.cancel()
            executor.shutdown(wait=not waiting)

    @property
    def _ahead(self) -> int:
        return 3 * self.jobs if self.jobs > 1 or self.cluster else 1


def _worked(function: Callable[[Any, list[Item]], list[T]], shared: Any, items: list[Item]) -> list[T]:
    """Return what a function makes of a few items; the collector rests meanwhile: it would walk the trees of a report over and over."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        return function(shared, items)
    finally:
        if enabled:
            gc.enable()


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    source = iter(items)
    while chunk := list(islice(source, CHUNK)):
        yield chunk


def _dask(address: str) -> Executor:
    try:
        from distributed import Client as Dask
    except ImportError:
        raise ProblemError(make("S191", None)) from None
    try:
        client: Any = Dask
        executor: Executor = client(address, timeout=TIMEOUT).get_executor()
    except (OSError, ValueError):
        raise ProblemError(make("S192", None, address=address)) from None
    return executor
