"""How what `check` found is written: for people, for programs, for the pages of GitHub and GitLab."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from ..base import messages as M
from ..base.catalogue import Severity
from ..base.problems import Problem
from ..base.workspace import DATA, digest

Lines = Iterator[str]
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}
_GITLAB = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.HINT: "info"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def text(problems: Sequence[Problem]) -> Lines:
    """Yield each problem as a person reads it, then how many there are."""
    yield from (f"{problem}\n" for problem in problems)
    yield summary(problems)


def summary(problems: Sequence[Problem]) -> str:
    """Return how many problems there are, in a sentence."""
    counts = {f"{severity.value}s": sum(problem.severity is severity for problem in problems) for severity in Severity}
    return M.CHECKED.format(**counts) if problems else M.ALL_WELL


def as_json(problems: Sequence[Problem]) -> Lines:
    """Yield a list of objects; what has no place has null for it."""
    yield _dumped([_object(problem) for problem in problems])


def github(problems: Sequence[Problem]) -> Lines:
    """Yield workflow commands: GitHub shows each beside its line."""
    for problem in problems:
        mark = problem.in_text
        place = {"file": mark.source.path, "line": mark.line, "col": mark.column} if mark else {}
        properties = ",".join(f"{key}={str(value).translate(_PROPERTY)}" for key, value in {**place, "title": problem.number}.items())
        yield f"::{_GITHUB[problem.severity]} {properties}::{_sentences(problem).translate(_DATA)}"


def gitlab(problems: Sequence[Problem]) -> Lines:
    """Yield a Code Quality report; a fingerprint stays the same when lines are added above."""
    seen: Counter[str] = Counter()
    found = []
    for problem in problems:
        path, line = (problem.in_text.source.path, problem.in_text.line) if problem.in_text else (DATA, 1)
        same = "\n".join((problem.number, path, problem.reason))
        seen[same] += 1
        found.append(
            {
                "description": _sentences(problem),
                "check_name": problem.number,
                "fingerprint": digest(f"{same}\n{seen[same]}".encode()),
                "severity": _GITLAB[problem.severity],
                "location": {"path": path, "lines": {"begin": line}},
            }
        )
    yield _dumped(found)


WRITERS: dict[str, Callable[[Sequence[Problem]], Lines]] = {"text": text, "json": as_json, "github": github, "gitlab": gitlab}


def _object(problem: Problem) -> dict[str, object]:
    mark = problem.in_text
    return {
        "number": problem.number,
        "severity": problem.severity.value,
        "file": mark.source.path if mark else None,
        "line": mark.line if mark else None,
        "column": mark.column if mark else None,
        "reason": problem.reason,
        "remedy": problem.remedy,
    }


def _sentences(problem: Problem) -> str:
    return "\n".join(filter(None, (problem.reason, problem.remedy)))


def _dumped(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1)
