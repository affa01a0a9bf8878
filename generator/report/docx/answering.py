"""How the words of two paragraphs answer each other, numbers counting as wholes: what is the same, what became what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from ..alignment import SHORT, WORDS, Item, Pair

LEFT = 0.8  # a text that is found in another to this part is what was left of it


@dataclass(frozen=True, slots=True)
class Atom:
    """A word with its place in the text, or a number that a sign stands for."""

    sign: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A stretch of two lists of atoms that is the same in both, or else became the other."""

    same: bool
    low: int
    high: int
    new_low: int
    new_high: int

    def of(self, before: Sequence[Atom], after: Sequence[Atom]) -> tuple[slice, slice]:
        """Return the characters of the two stretches; of an empty one the place behind what stands before it."""
        return _slice(before, self.low, self.high), _slice(after, self.new_low, self.new_high)


def atoms(text: str, signs: Mapping[tuple[int, int], str]) -> list[Atom]:
    """Return the words of a text in order, spaces left out; `signs` stand for stretches of it."""
    found: list[Atom] = []
    at = 0
    for (start, end), sign in sorted(signs.items()):
        if start >= at:
            found += _words(text, at, start)
            found.append(Atom(sign, start, end))
            at = end
    return [*found, *_words(text, at, len(text))]


def _words(text: str, start: int, end: int) -> Iterator[Atom]:
    return (Atom(each[0], each.start(), each.end()) for each in WORDS.finditer(text, start, end) if not each[0].isspace())


def answers(before: Sequence[Atom], after: Sequence[Atom]) -> list[Answer]:
    """Return how two lists of atoms answer each other; digits that became as many others are told one by one."""
    codes = SequenceMatcher(None, [each.sign for each in before], [each.sign for each in after], autojunk=False).get_opcodes()
    parted: list[Answer] = []
    for kind, *bounds in codes:
        whole = Answer(kind == "equal", *bounds)
        parted += [whole] if whole.same else _parted(whole, before, after)
    return _joined(parted, before)


def _parted(whole: Answer, before: Sequence[Atom], after: Sequence[Atom]) -> Iterator[Answer]:
    """Yield a stretch that became another, its numbers apart where both have equally many."""
    olds = [at for at in range(whole.low, whole.high) if before[at].sign[0].isdecimal()]
    news = [at for at in range(whole.new_low, whole.new_high) if after[at].sign[0].isdecimal()]
    if len(olds) != len(news):
        olds = news = []
    low, new_low = whole.low, whole.new_low
    for at, other in [*zip(olds, news, strict=True), (whole.high, whole.new_high)]:
        if at > low or other > new_low:
            yield Answer(False, low, at, new_low, other)
        if at < whole.high:
            same = before[at].sign == after[other].sign
            low, new_low = at + 1, other + 1
            new_low += 0 if same else _unit(before, after, low, new_low, whole)
            yield Answer(same, at, low, other, new_low)


def _unit(before: Sequence[Atom], after: Sequence[Atom], low: int, new_low: int, whole: Answer) -> int:
    """Return how many letters behind a number that was typed anew are a unit of its own, where the old one had none."""
    if low < whole.high and before[low].sign.isalpha():
        return 0
    letters = 0
    while new_low + letters < whole.new_high and after[new_low + letters].sign.isalpha():
        letters += 1
    return letters if letters < SHORT else 0


def _joined(found: Sequence[Answer], before: Sequence[Atom]) -> list[Answer]:
    """Return answers with few words between two changes taken into them; neither numbers nor signs are."""
    made: list[Answer] = []
    for number, each in enumerate(found):
        beside = found[max(number - 1, 0) : number + 2]
        between = len(beside) == 3 and all(_worded(other, before) for other in beside)
        few = sum(len(atom.sign) for atom in before[each.low : each.high]) < SHORT
        letters = all(atom.sign[0].isalpha() for atom in before[each.low : each.high])
        same = each.same and not (between and few and letters)
        last = made[-1] if made else None
        joins = last is not None and last.same is same and (same or (_worded(last, before) and _worded(each, before)))
        if last is not None and joins:
            made[-1] = Answer(same, last.low, each.high, last.new_low, each.new_high)
        else:
            made.append(Answer(same, each.low, each.high, each.new_low, each.new_high))
    return made


def _worded(answer: Answer, before: Sequence[Atom]) -> bool:
    return not any(atom.sign[0].isdecimal() for atom in before[answer.low : answer.high])


def placed(found: Sequence[Answer], before: Sequence[Atom], after: Sequence[Atom], start: int, end: int) -> tuple[slice, frozenset[Answer]]:
    """Return where a stretch of the first text stands in the second, and the changes that lie wholly within it.

    The stretch may begin and end within words (1.2024, of which 1. is a heading's number); where the second text has the same
    beginning or end of the word, it is left out there as well.
    """
    inside = [at for at, atom in enumerate(before) if atom.start < end and atom.end > start]
    if not inside:
        return slice(0, 0), frozenset()
    low, high = inside[0], inside[-1] + 1
    first = next(each for each in found if each.low <= low < each.high)
    last = next(each for each in found if each.low < high <= each.high)
    new_low = first.new_low + (low - first.low if first.same else 0)
    new_high = last.new_high - (last.high - high if last.same else 0)
    inner = (each for each in found if not each.same and low <= each.low and each.high <= high)
    within = frozenset(each for each in inner if each.low < each.high or low < each.low < high)
    place = _slice(after, new_low, new_high)
    if new_low == new_high:
        return place, within
    more, rest = start - before[low].start, before[high - 1].end - end
    shares_start = more > 0 and after[new_low].sign[:more] == before[low].sign[:more]
    shares_end = rest > 0 and after[new_high - 1].sign[-rest:] == before[high - 1].sign[-rest:]
    return slice(place.start + more * shares_start, place.stop - rest * shares_end), within


def _slice(atoms: Sequence[Atom], low: int, high: int) -> slice:
    if low < high:
        return slice(atoms[low].start, atoms[high - 1].end)
    place = atoms[low - 1].end if low else 0
    return slice(place, place)


def shortened(pairs: Iterable[Pair], before: Sequence[Item], after: Sequence[Item]) -> Iterator[Pair]:
    """Yield pairs of texts, with those paired as well of which one is what was left of the other when most of it was taken out."""
    for is_pair, group in groupby(pairs, key=lambda pair: None not in pair):
        if is_pair:
            yield from group
            continue
        alone = list(group)
        news = [other for _, other in alone if other is not None]
        for at in (at for at, _ in alone if at is not None):
            found = next((number for number, other in enumerate(news) if _is_part(before[at], after[other])), None)
            if found is None:
                yield at, None
            else:
                yield from ((None, other) for other in news[:found])
                yield at, news[found]
                news = news[found + 1 :]
        yield from ((None, other) for other in news)


def _is_part(old: Item, new: Item) -> bool:
    """Return whether the shorter of two texts is, word by word, what was left of the longer."""
    shorter = min(len(old[1]), len(new[1]))
    if old[0] != new[0] or shorter < SHORT:
        return False
    blocks = SequenceMatcher(None, old[1], new[1], autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size > 1) >= LEFT * shorter
