"""What of a person's edits in a report can go back into the facts file: proposals of edits, and why the rest cannot.

A number goes back where it is written; words go back where they are the unit's own. What is computed, and what a form or a rule
says, is told with the place where it can be changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from ..base import messages as M
from ..base import words as W
from ..base.marks import Mark, Source, Text
from ..base.problems import Problems
from ..base.yaml_reader import Mapping, normal
from ..report.document import Document, Quoted
from ..report.docx.comparing import Difference, Passage
from ..report.docx.reading import ReadReport
from ..report.origins import WRITTEN, Kind, Origin, Origins
from .inverse import rewritten
from .paragraphs import Item, Paragraphs
from .patching import Patch, Path, Written
from .wording import Character, Characters, place_of_words

_BY_THE_UNIT = WRITTEN - {Kind.GIVEN}
_ONE_WAY = {W.COUNTED, W.DIRECTION}
_INPUTS = 4  # facts named where a computed number was changed


@dataclass(frozen=True, slots=True)
class Number:
    """A number that goes back into the facts file.

    Attributes:
        path: the text that it is written in.
        title: what it is called.
        old: as it is written.
        new: as it would be written.
        quoted: as it is printed.
        now: what it prints.
        found: what a person put in its place.
        elsewhere: in how many other places it is printed.
    """

    path: Path
    title: str
    old: str
    new: str
    quoted: Quoted
    now: str
    found: str
    elsewhere: int = 0


@dataclass(slots=True)
class Taken:
    """What goes back: numbers, words by the texts that they are written in, and whole paragraphs by the lists that they are items of."""

    numbers: list[Number] = field(default_factory=list)
    words: dict[Path, list[Patch]] = field(default_factory=dict)
    items: dict[Path, list[Item]] = field(default_factory=dict)


@dataclass
class Taker:
    """Goes through the edits of a returned report.

    Attributes:
        document: the report as the facts give it now.
        fresh: the same as a Word file reads.
        written: the facts file.
        sources: gives the forms and rule sets that the report was made from.
        problems: takes what cannot go back.
    """

    document: Document
    fresh: ReadReport
    written: Written
    sources: Callable[[], Iterator[Source]]
    problems: Problems
    taken: Taken = field(default_factory=Taken)

    def __post_init__(self) -> None:
        assert self.document.origins is not None
        self.origins: Origins = self.document.origins
        self.characters = Characters(self.document, self.fresh, self.written)
        self.paragraphs = Paragraphs(self.fresh, self.written, self.characters)

    def take(self, differences: Iterable[Difference]) -> Taken:
        """Return what of some edits goes back."""
        for each in differences:
            if each.fresh is None or each.returned is None:
                self.whole(each)
            elif each.id and each.found.strip():
                self.number(each, each.fresh)
            else:
                self.reworded(each, each.fresh)
        self.settle()
        return self.taken

    def whole(self, difference: Difference) -> None:
        """Take a paragraph back that came or went, where it is the unit's prose, or tell why it cannot be."""
        if not difference.fresh and self.paragraphs.is_number(difference.behind, difference.found):
            return
        if difference.fresh:
            found, why = self.paragraphs.gone(difference.fresh.paragraph), M.TAKE_WHOLE_GONE
        else:
            found, why = self.paragraphs.added(difference.behind, difference.found), M.TAKE_WHOLE_ADDED
        match found:
            case None:
                self.refuse(difference, why, self.own_place(difference.fresh))
            case path, Item() as item:
                self.taken.items.setdefault(path, []).append(item)
            case path, Patch() as patch:
                self.taken.words.setdefault(path, []).append(patch)

    def number(self, difference: Difference, passage: Passage) -> None:
        """Take a number back, or tell why it cannot be."""
        quoted = self.quoted(difference, passage)
        origin = self.origins.of(quoted.id)
        if _ONE_WAY.intersection(quoted.filters):
            self.refuse(difference, M.TAKE_ONE_WAY, origin.place)
            return
        path = self.path(origin, quoted)
        if path is None:
            self.computed(difference, origin)
            return
        old = str(self.written.text(path))
        new = rewritten(old, quoted, difference.now, difference.found)
        if old == new:
            self.refuse(difference, M.TAKE_SAME, self.written.text(path).mark)
        else:
            self.taken.numbers.append(Number(path, origin.title or quoted.id, old, new, quoted, difference.now, difference.found))

    def quoted(self, difference: Difference, passage: Passage) -> Quoted:
        """Return the value that a number prints."""
        characters = self.characters.between(passage.paragraph, passage.start, passage.end)
        values = (each.span.value for each in characters if each is not None and each.span.value is not None)
        found = next((each for each in values if each.id == difference.id), None)
        return found or Quoted(difference.id, difference.now, difference.by)

    def path(self, origin: Origin, quoted: Quoted) -> Path | None:
        """Return where a value is written in the unit's file; None for one that is computed, or written elsewhere."""
        if origin.kind is Kind.SCORE:
            return self.judged(origin, quoted)
        summed = origin.figure is not None and origin.figure.parts
        if origin.kind not in _BY_THE_UNIT or summed or origin.place is None:
            return None
        path = self.written.at(origin.place)
        return None if path is None or "{{" in self.written.text(path) else path

    def judged(self, origin: Origin, quoted: Quoted) -> Path | None:
        """Return where the points off are written that the unit gives an indicator or a group itself."""
        judged = self.written.mapping.get(W.JUDGED)
        name = origin.scored.name if origin.scored else ""
        if quoted.id.rpartition(".")[2] != W.DEDUCTION or not isinstance(judged, Mapping):
            return None
        path = (W.JUDGED, normal(name), W.DEDUCTION)
        return path if path in self.written.texts else None

    def computed(self, difference: Difference, origin: Origin) -> None:
        """Tell that a number is not written in the unit's file, and where that is written which it rests on."""
        rests = dict.fromkeys(M.TAKE_INPUT.format(title=each.title, place=each.place) for each in self.origins.rests_on(origin.id))
        where = W.LIST_COMMA.join(islice(rests, _INPUTS))
        formula = origin.figure.formula.text if origin.figure and origin.figure.formula else M.TAKE_NO_FORMULA
        shown = {"title": origin.title or origin.id, "now": difference.now, "found": difference.found}
        self.problems.add("W375", origin.place, formula=formula, inputs=where or M.TAKE_RULES, **shown)

    def reworded(self, difference: Difference, passage: Passage) -> None:
        """Take words back where they are the unit's own, or tell whose they are."""
        found = self.characters.patch(passage.paragraph, passage.start, passage.end, difference.found)
        if found:
            self.taken.words.setdefault(found[0], []).append(found[1])
            return
        shown = {"now": difference.now or M.EDITS_NOTHING, "found": difference.found or M.EDITS_NOTHING}
        self.problems.add("W376", self.place(passage), **shown)

    def place(self, passage: Passage) -> Mark | None:
        """Return where words are written that are not the unit's own."""
        within = self.characters.between(passage.paragraph, passage.start, max(passage.end, passage.start + 1))
        around = self.characters.between(passage.paragraph, passage.start - 1, passage.start)
        foreign = (each for each in (*within, *around) if each is not None and each.path is None)
        return next((mark for each in foreign if (mark := self.written_at(each))), None)

    def written_at(self, character: Character) -> Mark | None:
        """Return where a character is written, in whatever file."""
        text = character.span.text
        if isinstance(text, Text):
            return text.mark
        found = None if character.is_value else place_of_words(text, self.sources())
        return Mark(*found) if found else None

    def own_place(self, passage: Passage | None) -> Mark | None:
        """Return where the first of the unit's own words of a passage is written."""
        characters = self.characters.between(passage.paragraph, passage.start, passage.end) if passage else []
        return next((self.written.text(each.path).at(each.start) for each in characters if each is not None and each.path), None)

    def refuse(self, difference: Difference, why: str, mark: Mark | None) -> None:
        """Note that an edit cannot go back, and why."""
        shown = {"now": difference.now or M.EDITS_NOTHING, "found": difference.found or M.EDITS_NOTHING}
        self.problems.add("W378", mark, why=why, **shown)

    def settle(self) -> None:
        """Keep one change for each text that numbers are written in; of different ones none, which is told."""
        by_path: dict[Path, list[Number]] = {}
        for each in self.taken.numbers:
            by_path.setdefault(each.path, []).append(each)
        printed = [span.value.id for line in self.document.lines() for span in line if span.value]
        self.taken.numbers = []
        for path, several in by_path.items():
            first, mark = several[0], self.written.text(path).mark
            if len({each.new for each in several}) > 1:
                found = W.LIST_COMMA.join(dict.fromkeys(each.found for each in several))
                self.problems.add("W377", mark, title=first.title, now=first.now, found=found)
            else:
                elsewhere = printed.count(first.quoted.id) - len(several)
                self.taken.numbers.append(replace(first, elsewhere=max(elsewhere, 0)))

