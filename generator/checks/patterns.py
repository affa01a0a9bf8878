"""Patterns of text as the files of checks write them: regular expressions with names of facts and of numbers in braces.

`{上年度}` stands for what that fact prints. In patterns that reckon, `{甲}` is a number with its unit, `{甲%}` a percentage,
`{甲…}` a list of numbers, `{甲±}` a word of direction.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from ..base.marks import Text
from ..base.problems import ProblemError, make

_HOLE = re.compile(r"\{([^\W\d][\w.]*)([%…±]?)\}")
NUMBER = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_CHOICE = re.compile(r"(?:\(\?:([^\W\d_]+(?:\|[^\W\d_]+)*)\)|([^\W\d_]))(?![?*]|\{[0-9,])")
_WHOLE = {"[": "]", "{": "}"}
# A unit is as short as what follows it allows: 万元, 套, 万平方米.
_UNIT = r"\s*(?:%|[^\W\d_a-zA-Z]{0,5}?)"
_NUMBER = rf"(?<![0-9.,])(?:{NUMBER}){_UNIT}"
_PERCENTAGE = rf"(?<![0-9.,])(?:{NUMBER})\s*%"
_ITEM = rf"[^，。；：、0-9]{{0,20}}(?:{NUMBER})[^，。；：、0-9]{{0,6}}"
_LIST = rf"{_ITEM}(?:、{_ITEM})+"
_KINDS = {"": _NUMBER, "%": _PERCENTAGE, "…": _LIST}


def holes(text: str) -> list[tuple[str, str]]:
    """Return the names in braces with the signs that follow them, in order."""
    return [(found[1], found[2]) for found in _HOLE.finditer(text)]


def compiled(text: Text) -> re.Pattern[str]:
    """Return a pattern without names.

    Raises:
        ProblemError: R330 it cannot be read.
    """
    return _compiled(text, str(text))


def filled(text: Text, names: Callable[[str], str | None]) -> re.Pattern[str] | None:
    """Return a pattern with what its names print; None where one of them prints nothing."""
    printed = {name: names(name) for name, _ in holes(text)}
    if not all(printed.values()):
        return None
    return _compiled(text, _HOLE.sub(lambda found: re.escape(printed[found[1]] or ""), text))


def reckoning(text: Text, directions: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern whose names are groups of numbers.

    Raises:
        ProblemError: R330 it cannot be read.
    """
    kinds = {**_KINDS, "±": "|".join(map(re.escape, directions)) or "(?!)"}
    return _compiled(text, _HOLE.sub(lambda found: f"(?P<{found[1]}>{kinds[found[2]]})", text))


def any_of(patterns: Iterable[Text], names: Callable[[str], str | None]) -> list[re.Pattern[str]]:
    """Return those patterns whose names all print something."""
    return [found for text in patterns if (found := filled(text, names))]


@lru_cache(maxsize=1024)
def needed(text: str) -> tuple[str, ...]:
    """Return words of which a text must hold one to match a pattern; none where that cannot be told at a glance.

    Needed is what stands outside of all other brackets and cannot be left out: a word, or a choice of words, `(?:比|较|与)`.
    """
    depth, at = 0, 0
    found: tuple[str, ...] = ()
    while at < len(text):
        if text[at] == "\\":
            at += 2
            continue
        if text[at] in _WHOLE:
            at = text.index(_WHOLE[text[at]], at + 2) + 1
            continue
        if depth == 0 and text[at] == "|":
            return ()
        if depth == 0 and not found and (choice := _CHOICE.match(text, at)):
            found = tuple((choice[1] or choice[2]).split("|"))
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        at += 1
    return found


def excepted(found: re.Match[str], exceptions: Iterable[re.Pattern[str]]) -> bool:
    """Tell whether a match lies inside something that excuses it."""
    return any(
        other.start() <= found.start() and found.end() <= other.end() for pattern in exceptions for other in pattern.finditer(found.string)
    )


@lru_cache(maxsize=1024)
def _expression(text: str) -> re.Pattern[str] | str:
    try:
        return re.compile(text)
    except re.error as error:
        return str(error)


def _compiled(written: Text, text: str) -> re.Pattern[str]:
    found = _expression(text)
    if isinstance(found, str):
        raise ProblemError(make("R330", written.mark, text=written))
    return found
