"""用语 and 别家: words that a unit's own text should not hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from ..base import words as W
from ..base.marks import Source
from ..base.problems import Problem, Problems, make
from ..base.workspace import Workspace
from ..base.yaml_reader import Mapping, Scalar, read_yaml
from .loading import Checks
from .passages import Passage
from .patterns import any_of, excepted, filled
from .shapes import WORDINGS, Wording

Names = Callable[[str], str | None]
"""Gives what a fact prints; None where the unit does not state it."""

_SHORTEST = 3  # a shorter name stands inside too many other words
_UNIT_SECTION = re.compile(rf"^{W.UNIT}\s*:.*\n(?:[ \t].*\n|\n)*", re.MULTILINE)


def unwanted_words(checks: Checks, passages: Iterable[Passage], names: Names) -> Iterator[Problem]:
    """Yield a problem for each place where a unit's own text holds what a wording is against; a group in a pattern is the culprit."""
    for name, wording in checks.wordings.items():
        pattern = filled(wording.pattern, names)
        if pattern and _concerns(wording, names):
            exceptions, unless = any_of(wording.exceptions, names), filled(wording.unless, names) if wording.unless else None
            concerned = (passage for passage in passages if not (unless and unless.search(passage.text)))
            yield from (problem for passage in concerned for problem in _found(name, wording, pattern, exceptions, passage))


def _concerns(wording: Wording, names: Names) -> bool:
    confined = filled(wording.confined, names) if wording.confined else None
    return confined is None or bool(confined.search(names(f"{W.UNIT}.{W.FULL_NAME}") or ""))


def _found(
    name: str, wording: Wording, pattern: re.Pattern[str], exceptions: list[re.Pattern[str]], passage: Passage
) -> Iterator[Problem]:
    for found in pattern.finditer(passage.text):
        mark = passage.typed(found.start(1 if found.lastindex else 0))
        if mark and not excepted(found, exceptions):
            details = {"name": name, "found": found[0], "what": wording.message, "advice": wording.advice}
            yield make(WORDINGS[wording.severity], mark, **details)


def other_units(checks: Checks, passages: Iterable[Passage], workspace: Workspace, agency: str, names: Names) -> Iterator[Problem]:
    """Yield a hint for each place where a unit's own text names another unit of the workspace."""
    if checks.neighbours is None or not workspace.files.whole:
        return
    own = [name for path in checks.neighbours.names if (name := names(path))]
    known = workspace.once((other_units, checks.neighbours.names), lambda folder, _: _all_names(folder, checks), Problems())
    printed = list(passages)
    beginnings = {text[at : at + _SHORTEST] for passage in printed for text in (passage.text,) for at in range(len(text) - _SHORTEST + 1)}
    possible = {name for beginning in beginnings & known.keys() for name, units in known[beginning].items() if units != {agency}}
    wanted = sorted((name for name in possible if not any(name in each for each in own)), key=len, reverse=True)
    if not wanted:
        return
    pattern = re.compile("|".join(map(re.escape, wanted)))
    exceptions = any_of(checks.neighbours.exceptions, names)
    for passage in printed:
        for found in pattern.finditer(passage.text):
            if (mark := passage.typed(found.start())) and not _excused(found, exceptions):
                yield make("H412", mark, name=found[0])


def _excused(found: re.Match[str], exceptions: Iterable[re.Pattern[str]]) -> bool:
    """Tell whether what stands before a name says that another unit is meant."""
    return any(pattern.search(found.string[: found.start()]) for pattern in exceptions)


def _all_names(workspace: Workspace, checks: Checks) -> dict[str, dict[str, set[str]]]:
    """Return what all units are called, and which units are, by how the names begin."""
    found: dict[str, dict[str, set[str]]] = {}
    for agency in workspace.agencies():
        for name in _names_of(workspace, agency, checks):
            if len(name) >= _SHORTEST:
                found.setdefault(name[:_SHORTEST], {}).setdefault(name, set()).add(agency)
    return found


def _names_of(workspace: Workspace, agency: str, checks: Checks) -> Iterator[str]:
    """Yield what a unit is called in the file of its last year, of which nothing else is read."""
    assert checks.neighbours is not None
    years = workspace.years(agency)
    path = workspace.facts_path(agency, years[-1]) if years else None
    section = _UNIT_SECTION.search(workspace.glance(path) + "\n") if path else None
    node = read_yaml(Source("", section[0]), Problems()) if section else None
    if isinstance(node, Mapping):
        yield from (value for name in checks.neighbours.names for value in _value(node, name))


def _value(node: Mapping, path: str) -> Iterator[str]:
    head, _, rest = path.partition(".")
    inner = node.get(head)
    if isinstance(inner, Mapping) and rest:
        yield from _value(inner, rest)
    elif isinstance(inner, Scalar):
        yield str(inner.text)
