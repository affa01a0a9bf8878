"""Slips in how YAML is written: what a line shows before it is parsed, and which slip a syntax error comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .marks import Mark, Source, Text
from .problems import Problem, Problems, make

if TYPE_CHECKING:
    from ruamel.yaml.error import MarkedYAMLError

_CONFLICT = re.compile(r"^(<{7}|={7}|>{7}|\|{7})( |$)")
_CONTROL = re.compile(r"[\ue000-\uf8ff\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffe\uffff]")
_ANY_SLIP = re.compile(rf"{_CONTROL.pattern}|\t|^(?:<{{7}}|={{7}}|>{{7}}|\|{{7}})(?: |$)", re.MULTILINE)
_FULL_WIDTH_COLON = re.compile(r"^\s*(?:- )?[^\s:：#\"'|>{\[]+(：)")
_COLON_IN_BRACES = re.compile(r"[{,]\s*[^\s:：,{}\"']+(：)[^{}]*\}")
_GLUED_COLON = re.compile(r"^\s*(?:- )?[\w（）“”、]+(:)(?=[^\s:/\\]|[\u3000\xa0])")
# In this order: the first that a line shows is told.
_CAUSES = (
    ("F120", re.compile(r"^[^#]*?(\t)")),
    ("F104", _FULL_WIDTH_COLON),
    ("F104", _COLON_IN_BRACES),
    ("F114", re.compile(r"(?:[^\s:]: +|^\s*- +)(\{[{%]|[@`%*&!]|[|>](?=[^\s\d+-]|\d[\d,.])|[|>][+-]? +(?=[^#])|[-?](?= ))")),
    ("F114", re.compile(r"(?:[^\s:]: +|^\s*- +)([\[{])[^\[\]{}]*[\]}] *[^\s,\]}#]")),
    ("F117", re.compile(r"\{[^{}\"']*?(，)")),
    ("F125", re.compile(r"(?:: +|^\s*- +)(?:\"[^\"]*\"|'[^']*') *([^\s,}\]:#])")),
    ("F115", re.compile(r"^ *([\u3000\xa0])")),
    ("F116", _GLUED_COLON),
    ("F121", re.compile(r"^\s*(-(?=[^\s\d.-])|[－–—](?=\s))")),
    ("F129", re.compile(r"^\s*(?:- +)?[^\s:\"'{\[#][^:]*: +[^\s\"'{\[|>][^:]*(:)(?= |$)")),
)
_KEY_ALONE = re.compile(r"( *)(?:- )?([^\s:：#][^:]*): *(?:#.*)?$")
_HOLDS_PAIR = re.compile(r"\s*(?:- |#|$)|[^#]*:(?: |$)")
_OPEN_QUOTE = re.compile(r"(?:: +|^\s*- +)(\"[^\"]*$)")
_LOOK_BACK = 3
_LOOK_ALONG = 1000
DEEPEST = 40
"""How many levels a file may nest."""


def passes_plain_look(source: Source, problems: Problems) -> bool:
    """Look for what YAML would call something unintelligible; tell whether parsing still makes sense."""
    found = list(_plain_slips(source))
    problems.extend(found)
    return not found


def _plain_slips(source: Source) -> Iterator[Problem]:
    if not _ANY_SLIP.search(source.text):
        return
    for number, line in enumerate(source.text.split("\n"), 1):
        if _CONFLICT.match(line):
            yield make("F102", Mark(source, number))
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent and line.strip():
            yield make("F103", Mark(source, number, indent.index("\t") + 1))
        for found in _CONTROL.finditer(line):
            yield make("F109", Mark(source, number, found.start() + 1), code=f"U+{ord(found.group()):04X}")


def syntax_problem(error: MarkedYAMLError, source: Source) -> Problem:
    """Return what a syntax error comes from: the slip that a line near it shows, else the place that YAML names."""
    at = error.problem_mark or error.context_mark
    place = Mark(source, at.line + 1, at.column + 1) if at else Mark(source)
    context, opened = error.context or "", error.context_mark
    start = Mark(source, opened.line + 1, opened.column + 1) if opened else place
    if context.startswith("while scanning a double-quoted") and "escape" in (error.problem or ""):
        return make("F132", place.moved(-1))
    if context.startswith("while scanning a quoted"):
        return make("F123", start)
    if quote := _quote_left_open(place):
        return make("F123", quote)
    lines = list(_suspects(place, start))
    if _comes_from_above(error.problem or "", place):
        lines = [*lines[1:], place.line]
    slip = next((slip for line in lines if (slip := _slip_of(source, line))), None)
    return slip or _shape_problem(error, place, start, lines)


def colon_slip(text: Text) -> Problem | None:
    """Return the slip of a text that was meant as `name: value`; None when it does not look like that."""
    for number, pattern in (("F104", _FULL_WIDTH_COLON), ("F116", _GLUED_COLON)):
        if found := pattern.match(text):
            return make(number, text.at(found.start(1)))
    return None


def too_deep(source: Source) -> Problem:
    """Return the problem of a text that nests too deeply to be read, where its brackets pass the limit."""
    depth = 0
    for number, line in enumerate(source.text.split("\n"), 1):
        for column, char in enumerate(line, 1):
            depth += (char in "[{") - (char in "]}")
            if depth > DEEPEST:
                return make("F131", Mark(source, number, column), limit=DEEPEST)
    return make("F131", Mark(source), limit=DEEPEST)


def _suspects(place: Mark, start: Mark) -> Iterator[int]:
    """Yield the lines that a syntax error may come from, nearest first: its own, the written ones before it."""
    yield place.line
    before = (line for line in range(place.line - 1, 0, -1) if not re.match(r"\s*(#|$)", place.source.line(line)))
    for passed, line in enumerate(before):
        if passed and (line < start.line or passed >= _LOOK_BACK):
            return
        yield line


def _comes_from_above(problem: str, place: Mark) -> bool:
    """Tell whether a line is refused only because the one before it was no pair."""
    before = place.source.line(place.line)[: place.column - 1]
    return problem.startswith("could not find expected") or (problem.startswith("mapping values") and ": " not in before)


def _slip_of(source: Source, line: int) -> Problem | None:
    written = source.line(line)[:_LOOK_ALONG]
    for number, pattern in _CAUSES:
        if found := pattern.search(written):
            tag = {"tag": found[1].strip()} if number == "F114" else {}
            return make(number, Mark(source, line, found.start(1) + 1), **tag)
    return _stray_value(source, line)


def _stray_value(source: Source, line: int) -> Problem | None:
    """Return the problem of a value that stands below its key and is not indented."""
    key, written = _KEY_ALONE.match(source.line(line - 1)), source.line(line)
    column = len(written) - len(written.lstrip())
    if key and column <= len(key[1]) and not _HOLDS_PAIR.match(written):
        return make("F130", Mark(source, line, column + 1), key=key[2])
    return None


def _quote_left_open(place: Mark) -> Mark | None:
    """Return where a quote was opened that only the opening of the next one closed, just before the place."""
    source = place.source
    if source.line(place.line)[: place.column - 1].count('"') % 2 == 0:
        return None
    for line in range(place.line - 1, 0, -1):
        if found := _OPEN_QUOTE.search(source.line(line)):
            return Mark(source, line, found.start(1) + 1)
        if '"' in source.line(line):
            return None
    return None


def _shape_problem(error: MarkedYAMLError, place: Mark, start: Mark, lines: list[int]) -> Problem:
    """Return what is wrong with brackets or with the indentation; else that it cannot be read from here."""
    source, problem = place.source, error.problem or ""
    in_brackets = (error.context or "").startswith("while parsing a flow") and (start.line < place.line or _is_end(place))
    if in_brackets and (opened := _open_bracket(place)):
        return make("F124", opened, bracket=source.text[opened.offset])
    first = _indent(source, place.line) + 1
    if problem.startswith("expected <block end>") and place.column == first != start.column:
        return make("F122", place)
    if problem.startswith("mapping values") and len(lines) > 1 and first > _indent(source, lines[0]) + 1:
        return make("F122", Mark(source, place.line, first))
    return make("F105", _end_of_text(place))


def _indent(source: Source, line: int) -> int:
    written = source.line(line)
    return len(written) - len(written.lstrip(" "))


def _open_bracket(place: Mark) -> Mark | None:
    """Return where the last bracket was opened that is still open at a place."""
    closed = 0
    for line in range(place.line, 0, -1):
        written = place.source.line(line)
        for column in range(place.column - 1 if line == place.line else len(written), 0, -1):
            closed += (written[column - 1] in "]}") - (written[column - 1] in "[{")
            if closed < 0:
                return Mark(place.source, line, column)
    return None


def _is_end(place: Mark) -> bool:
    return not place.source.text[place.offset :].strip()


def _end_of_text(mark: Mark) -> Mark:
    """Return a place that is not beyond the last line with text."""
    text = mark.source.text.rstrip()
    last = text.count("\n") + 1
    return mark if mark.line <= last else Mark(mark.source, last, len(text) - text.rfind("\n"))
