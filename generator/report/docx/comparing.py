"""Compares a report that somebody sent back with the one that the facts give now: which numbers and which words differ, and since when.

Numbers are compared by their bookmarks, wherever they stand now; those whose bookmark is gone, and words, by the texts that answer
each other. A number that has its bookmark in both counts as one sign, so that one which differs disturbs no alignment of words.
What the file carries of itself tells whether something reads as it was written, so that a person's change is told from facts that moved on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import groupby

from ..alignment import Pair, align
from .answering import Answer, Atom, answers, atoms, placed, shortened
from .identity import Identity, digest_of
from .reading import ReadNumber, ReadParagraph, ReadReport, numbered

_FIRST_SIGN = 0xF0000  # of a plane that no text uses; one sign stands for all numbers of one value and one print

Key = tuple[str, str]
"""What a number prints: a value's id, and the filters that it went through."""
Line = tuple[int, ...]
"""The paragraphs of one line, by their indices: one, or those of a table's row."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a report: a paragraph by its index, and characters of its text. A row of a table is told by its first paragraph."""

    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs between a returned report (A) and the one that the facts give now (B).

    Attributes:
        now: what B prints; empty for what B does not print.
        found: what A reads; empty for what is missing there.
        by_hand: whether A's own differs from what was written into it; False where only facts, rules or forms moved on; None where
            the file no longer tells.
        fresh: where it stands in B; None where it stands nowhere.
        returned: where it stands in A; None where it stands nowhere. Of something missing within a paragraph, where it would stand.
        id: of a number, the id of the value; empty for words.
        by: of a number, the filters that it went through.
        behind: of what stands nowhere in B, the paragraph of B that it stands behind.
    """

    now: str
    found: str
    by_hand: bool | None
    fresh: Passage | None
    returned: Passage | None
    id: str = ""
    by: str = ""
    behind: int = 0


@dataclass(frozen=True, slots=True)
class Agreed:
    """A number that reads as the facts give it: the id of its value, the filters that it went through, what it reads."""

    id: str
    by: str
    found: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of a comparison: the numbers that agree, and what differs, in the order of the report."""

    agreed: tuple[Agreed, ...]
    differences: tuple[Difference, ...]


def compare(returned: ReadReport, fresh: ReadReport) -> Comparison:
    """Return how a returned report differs from the one that the facts give now; spaces are no difference.

    Args:
        returned: the report that came back; without an identity, texts alone are compared.
        fresh: the report as it is written now.
    """
    comparing = _Comparing(returned, fresh)
    found = [*comparing.bookmarked(), *comparing.by_text()]
    return Comparison(tuple(comparing.agreed), tuple(sorted(found, key=comparing.order)))


def _alike(one: str, other: str) -> bool:
    return digest_of(one) == digest_of(other)


@dataclass
class _Comparing:
    returned: ReadReport
    fresh: ReadReport
    agreed: list[Agreed] = field(default_factory=list)
    behind: dict[int, int] = field(default_factory=dict)
    """The paragraphs of A that answer paragraphs of B: by the former the latter."""

    def __post_init__(self) -> None:
        assert self.fresh.identity is not None
        self.now: Identity = self.fresh.identity
        self.then = self.returned.identity
        there = Counter(key for at, each in numbered(self.returned) if (key := self.key(each, self.then)))
        self.signs = {key: chr(_FIRST_SIGN + order) for order, key in enumerate(there)}
        self.gone = Counter(_keys(self.then or self.now)) - there
        self.lost = Counter(self.gone)  # those still to be looked for

    @staticmethod
    def key(number: ReadNumber, identity: Identity | None) -> Key | None:
        printed = identity.numbers.get(number.bookmark) if identity else None
        return (printed.id, printed.by) if printed else None

    def order(self, difference: Difference) -> tuple[int, int]:
        """Return where a difference is told: at its place in B, or behind what stands before it in A."""
        if difference.fresh:
            return difference.fresh.paragraph, difference.fresh.start
        at = difference.returned.paragraph if difference.returned else 0
        return self.before(at), at

    def before(self, at: int) -> int:
        """Return the paragraph of B that answers a paragraph of A, or the nearest before it that has an answer."""
        return max((mine for theirs, mine in self.behind.items() if theirs <= at), default=0)

    # numbers that have their bookmarks

    def bookmarked(self) -> Iterator[Difference]:
        """Yield the bookmarked numbers that differ, and note those that agree."""
        if self.then is None:
            return
        places = {number.bookmark: (at, number) for at, number in numbered(self.fresh)}
        answering = dict(self.answering(self.then))
        for at, number in numbered(self.returned):
            printed = self.then.numbers.get(number.bookmark)
            if printed is None:
                continue
            found = self.returned.paragraphs[at].text[number.start : number.end]
            place, now = None, ""
            if number.bookmark in answering and answering[number.bookmark] in places:
                where, mine = places[answering[number.bookmark]]
                place, now = Passage(where, mine.start, mine.end), self.fresh.paragraphs[where].text[mine.start : mine.end]
            by_hand = digest_of(found) != printed.digest
            if place and _alike(now, found):
                self.agreed.append(Agreed(printed.id, printed.by, found))
            elif place or by_hand:  # what is as it was written, and is printed no more, is told with its words
                yield Difference(now, found, by_hand, place, Passage(at, number.start, number.end), printed.id, printed.by)

    def answering(self, then: Identity) -> Iterator[tuple[int, int]]:
        """Yield the bookmarks of A with those of B that print the same."""
        first = {key: bookmark for bookmark, key in reversed(list(zip(self.now.numbers, _keys(self.now), strict=True)))}
        yield from ((bookmark, first[key]) for bookmark, key in zip(then.numbers, _keys(then), strict=True) if key in first)
        before, after = list(then.numbers), list(self.now.numbers)
        for low, other, size in SequenceMatcher(None, _keys(then), _keys(self.now), autojunk=False).get_matching_blocks():
            yield from zip(before[low : low + size], after[other : other + size], strict=True)

    # words, and numbers without bookmarks

    def by_text(self) -> Iterator[Difference]:
        """Yield what differs between texts that answer each other."""
        fresh, returned = _lines(self.fresh), _lines(self.returned)
        pairs = list(self.aligned(fresh, returned))
        self.behind = {returned[other][0]: fresh[at][0] for at, other in pairs if at is not None and other is not None}
        for at, other in pairs:
            yield from self.of_lines(() if at is None else fresh[at], () if other is None else returned[other])

    def aligned(self, fresh: Sequence[Line], returned: Sequence[Line]) -> Iterator[Pair]:
        before = [self.item(line, self.fresh, self.now) for line in fresh]
        after = [self.item(line, self.returned, self.then) for line in returned]
        return shortened(align(before, after), before, after)

    def item(self, line: Line, report: ReadReport, identity: Identity | None) -> tuple[str, str]:
        kind = "row" if report.paragraphs[line[0]].row else "text"
        texts = (self.signed(report.paragraphs[at], identity) for at in line)
        return kind, "|".join("".join(text.split()) for text in texts)

    def signed(self, paragraph: ReadParagraph, identity: Identity | None) -> str:
        """Return a paragraph's text with a sign for each number that has its bookmark in A as well."""
        text = paragraph.text
        for number in sorted(paragraph.numbers, key=lambda each: each.start, reverse=True):
            sign = self.signs.get(self.key(number, identity) or ("", ""))
            if sign:
                text = text[: number.start] + sign + text[number.end :]
        return text

    def of_lines(self, fresh: Line, returned: Line) -> Iterator[Difference]:
        """Yield what differs between two lines; one without a counterpart is told as a whole."""
        if not returned:
            yield self.missing(fresh)
        elif not fresh:
            yield self.added(returned)
        elif len(fresh) == len(returned):
            for at, other in zip(fresh, returned, strict=True):
                yield from self.of_paragraphs(at, other)
        else:
            mine, theirs = [(at,) for at in _worded(fresh, self.fresh)], [(at,) for at in _worded(returned, self.returned)]
            for cell, theirs_cell in self.aligned(mine, theirs):
                yield from self.of_lines(() if cell is None else mine[cell], () if theirs_cell is None else theirs[theirs_cell])

    def missing(self, line: Line) -> Difference:
        """Return that a line of B is not in A: by hand where the numbers that it prints were in A and are gone, or its words were."""
        by_hand = None
        if self.then is not None:
            texts = [self.fresh.paragraphs[at].text for at in _worded(line, self.fresh)]
            keys = Counter(key for at in line for each in self.fresh.paragraphs[at].numbers if (key := self.key(each, self.now)))
            written = all(digest_of(text) in self.then.paragraphs for text in texts)
            is_row = self.fresh.paragraphs[line[0]].row > 0  # the texts of cells stand in many rows
            by_hand = keys <= self.gone if keys and (is_row or not written) else written
        return Difference(self.fresh.around(line[0]), "", by_hand, _whole(self.fresh, line), None)

    def added(self, line: Line) -> Difference:
        """Return that a line of A is not in B."""
        by_hand = any(self.touched(at) for at in _worded(line, self.returned)) if self.then else None
        return Difference("", self.returned.around(line[0]), by_hand, None, _whole(self.returned, line), behind=self.before(line[0]))

    def touched(self, at: int) -> bool | None:
        """Return whether a paragraph of A reads otherwise than it was written; None where A does not tell."""
        return None if self.then is None else digest_of(self.returned.paragraphs[at].text) not in self.then.paragraphs

    def of_paragraphs(self, at: int, other: int) -> Iterator[Difference]:
        """Yield what differs between two paragraphs, numbers that have their bookmarks apart."""
        fresh, returned = self.fresh.paragraphs[at], self.returned.paragraphs[other]
        mine, theirs = self.keyed(fresh, self.now), self.keyed(returned, self.then)
        shared = set(mine.values()) & set(theirs.values())
        before, after = (self.atoms(paragraph, numbers, shared) for paragraph, numbers in ((fresh, mine), (returned, theirs)))
        found = answers(before, after)
        claimed = set[Answer]()
        for number, key in self.lost_in(mine, found, before):
            place, within = placed(found, before, after, number.start, number.end)
            now, read = fresh.text[number.start : number.end], returned.text[place.start : place.stop]
            if _alike(now, read):
                self.agreed.append(Agreed(*key, read))
                claimed |= within
            elif read.strip() or within:
                claimed |= within
                passages = Passage(at, number.start, number.end), Passage(other, place.start, place.stop)
                yield Difference(now, read, self.typed(key, read), *passages, *key)
        for each in found:
            if not each.same and each not in claimed:
                old, new = each.of(before, after)
                passages = Passage(at, old.start, old.stop), Passage(other, new.start, new.stop)
                by_hand = self.touched(other) if returned.text.strip() else self.missing((at,)).by_hand
                yield Difference(fresh.text[old], returned.text[new], by_hand, *passages)

    def keyed(self, paragraph: ReadParagraph, identity: Identity | None) -> dict[ReadNumber, Key]:
        return {each: key for each in paragraph.numbers if each.start < each.end and (key := self.key(each, identity))}

    def atoms(self, paragraph: ReadParagraph, numbers: Mapping[ReadNumber, Key], shared: Set[Key]) -> list[Atom]:
        """Return what a paragraph is made of: words, and signs for the numbers that the other one has as well."""
        return atoms(paragraph.text, {(each.start, each.end): self.signs[key] for each, key in numbers.items() if key in shared})

    def lost_in(
        self, numbers: Mapping[ReadNumber, Key], found: Sequence[Answer], before: Sequence[Atom]
    ) -> Iterator[tuple[ReadNumber, Key]]:
        """Yield the numbers of a paragraph of B whose bookmarks are gone from A; each is looked for once."""
        same = (before[at] for each in found if each.same for at in range(each.low, each.high))
        kept = {(atom.start, atom.end) for atom in same if atom.sign[0] >= chr(_FIRST_SIGN)}
        for number, key in numbers.items():
            if (number.start, number.end) not in kept and self.lost[key] > 0:
                self.lost[key] -= 1
                yield number, key

    def typed(self, key: Key, read: str) -> bool | None:
        """Return whether a number without its bookmark reads otherwise than it was written."""
        if self.then is None:
            return None
        return digest_of(read) not in {each.digest for each in self.then.numbers.values() if (each.id, each.by) == key}


def _keys(identity: Identity) -> list[Key]:
    return [(each.id, each.by) for each in identity.numbers.values()]


def _lines(report: ReadReport) -> list[Line]:
    """Return the lines of a report: paragraphs, and rows of tables, as far as they hold words."""
    found: list[Line] = []
    for row, group in groupby(range(len(report.paragraphs)), key=lambda at: report.paragraphs[at].row):
        indices = tuple(group)
        found += [indices] if row else [(at,) for at in indices]
    return [line for line in found if _worded(line, report)]


def _worded(line: Line, report: ReadReport) -> Line:
    return tuple(at for at in line if report.paragraphs[at].text.strip())


def _whole(report: ReadReport, line: Line) -> Passage:
    return Passage(line[0], 0, len(report.paragraphs[line[0]].text))
