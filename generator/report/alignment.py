"""How two texts, or two lists of texts, answer each other: what stayed, what became what, what came and what went."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

ALIKE = 0.4  # texts less alike than this are not the same one changed
SHORT = 3  # fewer letters than this between two changes belong to them
WORDS = re.compile(r"\d+(?:[,.]\d+)*[%％‰]?|[A-Za-z]+|.", re.DOTALL)

Item = tuple[str, str]
"""A text with its kind; only texts of the same kind answer each other."""
Pair = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of two texts, by characters: the same in both where `same`, else what was taken out and what was put in."""

    same: bool
    old: slice
    new: slice


def align(old: Sequence[Item], new: Sequence[Item]) -> Iterator[Pair]:
    """Yield which items answer each other, in order; None stands for what has no counterpart."""
    for kind, low, high, new_low, new_high in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from zip(range(low, high), range(new_low, new_high), strict=True)
        else:
            yield from _paired(old, new, range(low, high), range(new_low, new_high))


def stretches(old: str, new: str) -> list[Stretch]:
    """Return how one text became another, word by word: a number changes as a whole."""
    before, after = WORDS.findall(old), WORDS.findall(new)
    found: list[Stretch] = []
    at = new_at = 0
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for number, (kind, low, high, new_low, new_high) in enumerate(codes):
        end, new_end = at + len("".join(before[low:high])), new_at + len("".join(after[new_low:new_high]))
        between = 0 < number < len(codes) - 1
        same = kind == "equal" and not (between and end - at < SHORT and old[at:end].isalpha())
        if found and found[-1].same is same:
            found[-1] = Stretch(same, slice(found[-1].old.start, end), slice(found[-1].new.start, new_end))
        else:
            found.append(Stretch(same, slice(at, end), slice(new_at, new_end)))
        at, new_at = end, new_end
    return found


def _paired(old: Sequence[Item], new: Sequence[Item], before: range, after: range) -> Iterator[Pair]:
    """Yield the pairs of two stretches that add up to the most likeness."""
    likeness = [[_likeness(old[at], new[other]) for other in after] for at in before]
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for row in reversed(range(len(before))):
        for column in reversed(range(len(after))):
            paired = likeness[row][column] and likeness[row][column] + best[row + 1][column + 1]
            best[row][column] = max(paired, best[row + 1][column], best[row][column + 1])
    row = column = 0
    while row < len(before) and column < len(after):
        if best[row][column] == best[row + 1][column]:
            yield before[row], None
            row += 1
        elif best[row][column] == best[row][column + 1]:
            yield None, after[column]
            column += 1
        else:
            yield before[row], after[column]
            row, column = row + 1, column + 1
    yield from ((at, None) for at in before[row:])
    yield from ((None, other) for other in after[column:])


def _likeness(old: Item, new: Item) -> float:
    """Return how alike two items are, from 0 to 1; 0 where they are not alike."""
    if old[0] != new[0]:
        return 0.0
    matcher = SequenceMatcher(None, old[1], new[1], autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= ALIKE else 0.0
