"""How things are timed: in turn, pair by pair, after a warm-up, with the garbage settled; what cannot be timed says why."""

from __future__ import annotations

import gc
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
ZIPING = (sys.executable, "-m", "generator")
SAMPLING = 0.05
WARMING = 2


@dataclass(frozen=True, slots=True)
class Target:
    """What a ratio should come to; `least` or `most`."""

    number: float
    at_most: bool = False

    def __str__(self) -> str:
        return f"{'≤' if self.at_most else '≥'} {self.number:g}"

    def met(self, number: float) -> bool:
        """Whether a figure comes to it."""
        return number <= self.number if self.at_most else number >= self.number


def least(number: float) -> Target:
    """Return a target from below."""
    return Target(number)


def most(number: float) -> Target:
    """Return a target from above."""
    return Target(number, at_most=True)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was measured, ours and the other as people read them, the ratio or figure, its target."""

    what: str
    ours: str = ""
    other: str = ""
    figure: float | None = None
    target: Target | None = None
    note: str = ""


@dataclass(slots=True)
class Bench:
    """What a run of the benchmarks is given, and the figures that the pages take from it."""

    units: int
    rounds: int
    work: Path
    figures: dict[str, float] = field(default_factory=dict)


class Unmeasured(Exception):  # noqa: N818 - not an error: the reason stands in the table
    """A part that is not there; the reason is its text."""


def settled() -> None:
    """Collect what is left over, and keep what is there out of later collections."""
    gc.collect()
    gc.freeze()


def paired(rounds: int, burst: int = 1, **runs: Callable[[], object]) -> dict[str, list[float]]:
    """Return the seconds that each run took, run in turn, each a burst of times; the first two turns warm up and are not counted.

    A run that tells its seconds is believed; of others the seconds of work are taken, whatever else the machine does.
    """
    times: dict[str, list[float]] = {name: [] for name in runs}
    for turn in range(rounds + WARMING):
        for name, run in runs.items():
            gc.collect()
            seconds = sum(_seconds(run) for _ in range(burst)) / burst
            times[name] += [seconds] if turn >= WARMING else []
    return times


def _seconds(run: Callable[[], object]) -> float:
    start = time.process_time()
    told = run()
    return told if isinstance(told, float) else time.process_time() - start


def ratio(above: Sequence[float], below: Sequence[float]) -> float:
    """Return the median of the ratios of pairs."""
    return statistics.median(one / other for one, other in zip(above, below, strict=True))


def shown(seconds: Sequence[float] | float) -> str:
    """Return a median as a person reads it."""
    middle = statistics.median(seconds) if isinstance(seconds, Sequence) else seconds
    return f"{middle:.2f} s" if middle >= 1 else f"{middle * 1000:.1f} ms"


def command(*arguments: object, root: Path = PROJECT) -> float:
    """Return the seconds that a command took, the whole process.

    Raises:
        Unmeasured: it does not know its arguments, or fails.
    """
    start = time.perf_counter()
    done = subprocess.run([*ZIPING, "--root", str(root), *map(str, arguments)], cwd=PROJECT, capture_output=True, text=True)
    seconds = time.perf_counter() - start
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:] or ["—"]
        raise Unmeasured(f"ziping {arguments[0]}: {last[0][:120]}")
    return seconds


def with_peak(run: Callable[[], float]) -> tuple[float, float]:
    """Return the seconds of a run that starts processes, and the most megabytes they held together."""
    import psutil

    me, peak, done = psutil.Process(), 0.0, threading.Event()

    def watch() -> None:
        nonlocal peak
        while not done.wait(SAMPLING):
            peak = max(peak, sum(_resident(process) for process in me.children(recursive=True)))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        seconds = run()
    finally:
        done.set()
        watcher.join()
    return seconds, peak / 1e6


def _resident(process: object) -> int:
    import psutil

    try:
        return int(process.memory_info().rss)  # type: ignore[attr-defined]
    except psutil.Error:
        return 0


def against(what: str, times: Mapping[str, Sequence[float]], ours: str, other: str, target: Target, note: str = "") -> Row:
    """Return the line of two things timed in pairs: how many times as fast ours is, or what share of the other it takes."""
    share = ratio(times[ours], times[other])
    return Row(what, shown(times[ours]), shown(times[other]), share if target.at_most else 1 / share, target, note)


def attempted(what: str, measure: Callable[[], Iterator[Row]]) -> Iterator[Row]:
    """Yield the lines of a measurement, or one that says why it could not be made."""
    try:
        yield from measure()
    except Unmeasured as reason:
        yield Row(what, note=f"未测：{reason}")
