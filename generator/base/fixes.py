"""Slips that can be mended without a question: for each number of the catalogue the edit that does it, where it is safe."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from . import words as W
from .edits import Edit, replaced
from .marks import Mark
from .problems import Problem

_TABS = re.compile(r"[ \t]*\t[ \t]*")
_WIDE = re.compile("[ \u3000\xa0]*")
_VALUE = re.compile(r"(\s*(?:- )?(?:[^\s:\"'{\[#][^:]*: +)?)(\S.*?)(?: +#(?:\s.*)?)?\s*$")
_NAMED = re.compile("“([^”]*)”")
_INDENT = {"\t": "  ", "\u3000": "  ", "\xa0": " ", " ": " "}
_QUOTABLE = ("{{", "{%", "@", "%", "`", "[", "{")

Fix = Callable[[Problem, Mark], Edit | None]


def fix_of(problem: Problem) -> Edit | None:
    """Return the edit that mends a problem; None when a person has to decide."""
    fix = FIXES.get(problem.number)
    return fix(problem, problem.in_text) if fix and problem.in_text else None


def _colon(_: Problem, mark: Mark) -> Edit:
    """Put a half-width colon and one space in the place of a colon and what blank stands behind it."""
    blank = _WIDE.match(_rest(mark), 1)
    return replaced(mark, mark.moved(blank.end() if blank else 1), ": ")


def _comma(_: Problem, mark: Mark) -> Edit:
    return replaced(mark, mark.moved(1), ", ")


def _dash(_: Problem, mark: Mark) -> Edit:
    return replaced(mark, mark.moved(1), "- " if _rest(mark).startswith("-") else "-")


def _tab(_: Problem, mark: Mark) -> Edit | None:
    """Put a space in the place of a tab and the blanks around it; nothing at the end of a line and before a colon."""
    line = mark.source.line(mark.line)
    found = next((found for found in _TABS.finditer(line) if found.start() < mark.column <= found.end()), None)
    if found is None:
        return None
    behind = line[found.end() :]
    start = Mark(mark.source, mark.line, found.start() + 1)
    return replaced(start, start.moved(len(found[0])), "" if not behind or behind[0] == ":" else " ")


def _indentation(_: Problem, mark: Mark) -> Edit | None:
    """Put half-width spaces in the place of an indentation, when a line beside it is indented just so."""
    source, line = mark.source, mark.source.line(mark.line)
    indent = line[: len(line) - len(line.lstrip())]
    spaces = "".join(_INDENT.get(char, char) for char in indent)
    beside = (source.line(mark.line - 1), source.line(mark.line + 1))
    if len(spaces) not in {len(other) - len(other.lstrip(" ")) for other in beside if other.strip()}:
        return None
    start = Mark(source, mark.line)
    return replaced(start, start.moved(len(indent)), spaces)


def _invisible(_: Problem, mark: Mark) -> Edit | None:
    """Remove a character that nobody can have meant; one of private use may be a sign that a font shows."""
    return replaced(mark, mark.moved(1), "") if unicodedata.category(_rest(mark)[:1] or "a") in {"Cf", "Cc"} else None


def _wide_space(_: Problem, mark: Mark) -> Edit:
    blank = _WIDE.match(_rest(mark))
    width = blank.end() if blank else 1
    return replaced(mark, mark.moved(width), "  " if _rest(mark.moved(width)).startswith("#") else "")


def _split_amount(problem: Problem, mark: Mark) -> Edit | None:
    text = dict(problem.details)["text"]
    return replaced(mark, mark.moved(len(text)), text.replace(",", "")) if _rest(mark).startswith(text) else None


def _bare_text(problem: Problem, mark: Mark) -> Edit | None:
    return _quoted(mark) if dict(problem.details)["tag"] in _QUOTABLE else None


def _quoted(mark: Mark) -> Edit | None:
    """Put the value of a line in quotes, when it is the whole rest of the line and holds none itself."""
    found = _VALUE.match(mark.source.line(mark.line))
    if not found or not found[1].strip() or any(char in found[2] for char in "\"\\'"):
        return None
    start = Mark(mark.source, mark.line, found.start(2) + 1)
    return replaced(start, start.moved(len(found[2])), f'"{found[2]}"') if start.column <= mark.column else None


def _meant(problem: Problem, mark: Mark) -> Edit | None:
    details = dict(problem.details)
    return _in_place(mark, details["text"], details["meant"])


def _flag(problem: Problem, mark: Mark) -> Edit | None:
    text = dict(problem.details)["text"]
    meant = W.FLAG_WORDS.get(unicodedata.normalize("NFKC", text).lower())
    return _in_place(mark, text, meant) if meant else None


def _in_place(mark: Mark, text: str, meant: str) -> Edit | None:
    start = mark.moved(1) if _rest(mark)[:1] in {'"', "'"} and not text.startswith(_rest(mark)[:1]) else mark
    return replaced(start, start.moved(len(text)), meant) if _rest(start).startswith(text) else None


def _second_line(problem: Problem, mark: Mark) -> Edit | None:
    """Remove a line that stands twice, letter for letter, and holds nothing below it."""
    source, first = mark.source, int(dict(problem.details)["line"])
    line, below = source.line(mark.line), source.line(mark.line + 1)
    alone = not below.strip() or len(below) - len(below.lstrip()) <= len(line) - len(line.lstrip())
    if first == mark.line or source.line(first) != line or not alone or line.rstrip().endswith(":"):
        return None
    return replaced(Mark(source, mark.line), Mark(source, mark.line + 1), "")


def _name(problem: Problem, mark: Mark) -> Edit | None:
    """Write a name as it is known, when the two differ in nothing but blanks and punctuation."""
    written = _rest(mark).partition(":")[0].rstrip()
    known = [name for name in _NAMED.findall(dict(problem.details)["nearest"]) if _letters(name) == _letters(written)]
    return replaced(mark, mark.moved(len(written)), known[0]) if len(known) == 1 else None


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text))


def _rest(mark: Mark) -> str:
    """Return a line from a place on."""
    return mark.source.line(mark.line)[mark.column - 1 :]


FIXES: dict[str, Fix] = {
    "F103": _indentation,
    "F104": _colon,
    "F106": _second_line,
    "F109": _invisible,
    "F113": _split_amount,
    "F114": _bare_text,
    "F115": _indentation,
    "F116": _colon,
    "F117": _comma,
    "F118": lambda _, mark: _quoted(mark),
    "F120": _tab,
    "F121": _dash,
    "F128": _wide_space,
    "F201": _name,
    "F220": _meant,
    "F221": _meant,
    "F225": _meant,
    "F227": _meant,
    "F229": _meant,
    "F231": _meant,
    "H400": _meant,
    "R104": _flag,
}
