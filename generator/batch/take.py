"""Brings what a person edited in a report back into the unit's facts file: shown first, written when asked for, all or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import starmap
from pathlib import Path

from ..base import messages as M
from ..base import words as W
from ..base.decimals import plain
from ..base.edits import Edit, difference, edited, edited_bytes
from ..base.marks import Mark, Source
from ..base.problems import ProblemError, Problems, make
from ..base.workspace import DATA, RULES, TEMPLATES, Workspace
from ..exchange.inverse import prints_alike
from ..exchange.paragraphs import Item, relisted
from ..exchange.patching import Patch, Written, patched
from ..exchange.patching import Path as Way
from ..exchange.taking import Number, Taker
from ..report.docx.comparing import compare
from ..rules.scorecard import Scorecard
from .changes import shortened
from .editions import DRAFT, REVIEWED
from .pipeline import Evaluation, evaluate
from .verify import Returned, returned


@dataclass(frozen=True, slots=True)
class Take:
    """What came of taking edits back.

    Attributes:
        path: the facts file.
        problems: what cannot go back, and why.
        proposals: what goes back, each as the lines that tell it.
        difference: the difference of the facts file.
        written: whether it was written.
    """

    path: Path
    problems: Problems
    proposals: tuple[tuple[str, ...], ...] = ()
    difference: tuple[str, ...] = ()
    written: bool = False


def take(workspace: Workspace, path: Path, agency: str | None = None, year: int | None = None, *, write: bool = False) -> Take:
    """Return what of a person's edits in a report can go back into the facts file, and write it when asked for.

    Nothing is written when the file would have an error that it does not have now.

    Args:
        workspace: the data folder.
        path: the report.
        agency: the unit; without it, as `verify` finds it.
        year: the year, likewise.
        write: whether to write.

    Raises:
        ProblemError: as `verify`; or the facts file cannot be written.
    """
    came = returned(workspace, path, agency, year)
    if came.document.edition == REVIEWED.infix:
        raise ProblemError(make("S211", None, path=came.shown))
    return _Taking.of(workspace, came).take(write=write)


@dataclass
class _Taking:
    workspace: Workspace
    came: Returned
    path: Path
    content: bytes
    file: Written
    problems: Problems
    known: dict[tuple[Edit, ...], Evaluation] = field(default_factory=dict)

    @classmethod
    def of(cls, workspace: Workspace, came: Returned) -> _Taking:
        path, problems = workspace.facts_path(came.agency, came.year), Problems()
        mapping = workspace.read_mapping(path, problems)
        assert mapping is not None  # a report was made of it
        return cls(workspace, came, path, workspace.read_bytes(path), Written(mapping), problems)

    def take(self, *, write: bool) -> Take:
        document, fresh = self.came.document, self.came.fresh
        mine = [each for each in compare(self.came.report, fresh).differences if each.by_hand is not False]
        taken = Taker(document, fresh, self.file, self._sources, self.problems).take(mine)
        proposals, edits = list[tuple[str, ...]](), list[Edit]()
        words, items = starmap(self._words, taken.words.items()), starmap(self._items, taken.items.items())
        for lines, more in (*map(self._number, taken.numbers), *words, *items):
            if more:
                proposals.append(lines)
                edits += more
        faults = self._with(edits).problems.errors if edits else []
        if faults:
            why = "".join(f"{each.number} {each.reason}" for each in faults)
            self.problems.add("S210", None, path=self.workspace.shown(self.path), why=why)
        writes = write and bool(edits) and not faults
        if writes:
            self.workspace.write({self.path: edited_bytes(self.content, edits)})
        text = self.file.source.text
        lines = tuple(difference(self.workspace.shown(self.path), text, edited(text, edits)))
        return Take(self.path, self.problems, tuple(proposals), lines, writes)

    def _number(self, number: Number) -> tuple[tuple[str, ...], list[Edit]]:
        """Return what is told of a number, and its edit; none, with the reason noted, where it cannot be written or prints otherwise."""
        edits, mark = self.file.rewritten(number.path, number.new), self.file.text(number.path).mark
        if edits is None:
            self.problems.add("W378", mark, now=number.now, found=number.found, why=M.TAKE_NO_TEXT)
            return (), []
        after = self._with(edits)
        faults = after.problems.errors
        if faults:
            why = "".join(f"{each.number} {each.reason}" for each in faults)
            self.problems.add("W379", mark, title=number.title, new=number.new, why=why)
            return (), []
        printed = after.document.origins.printed(number.quoted) if after.document and after.document.origins else ""
        if not prints_alike(printed, number.found):
            self.problems.add("W378", mark, now=number.now, found=number.found, why=M.TAKE_PRINTS.format(printed=printed, new=number.new))
            return (), []
        head = M.TAKE_NUMBER.format(place=mark, title=number.title, old=number.old, new=number.new)
        prints = M.TAKE_PRINTED.format(now=number.now, found=number.found)
        elsewhere = M.TAKE_ELSEWHERE.format(count=number.elsewhere) if number.elsewhere else ""
        return (head, prints + elsewhere, *_scores(self._with(()).card, after.card)), edits

    def _words(self, way: Way, patches: Sequence[Patch]) -> tuple[tuple[str, ...], list[Edit]]:
        """Return what is told of changed words, and their edits; none, with the reason noted, where the file cannot hold them."""
        text = self.file.text(way)
        edits = self.file.patched(way, list(patches))
        mark = text.at(min(each.start for each in patches)) if text else text.mark
        old, new = shortened(text, patched(text, list(patches)))
        if edits is None:
            self.problems.add("W378", mark, now=old, found=new, why=M.TAKE_NO_TEXT)
            return (), []
        return _told(mark, way, zip(M.WATCH_SIGNS, (old, new), strict=True)), edits

    def _items(self, way: Way, changes: Sequence[Item]) -> tuple[tuple[str, ...], list[Edit]]:
        """Return what is told of a list whose items came or went, and its edits; none, with the reason noted, as for words."""
        items = self.file.items(way)
        mark = self.file.text((*way, min(changes[0].at, len(items) - 1))).mark
        signed = [M.WATCH_SIGNS[bool(each.text)] for each in changes]
        edits = self.file.relisted(way, relisted(items, changes))
        if edits is None:
            self.problems.add("W378", mark, now=M.EDITS_NOTHING, found=changes[0].text, why=M.TAKE_NO_TEXT)
            return (), []
        return _told(mark, way, zip(signed, (each.text or items[each.at] for each in changes), strict=True)), edits

    def _with(self, edits: Sequence[Edit]) -> Evaluation:
        """Return the unit's year as it would be with edits."""
        key = tuple(edits)
        if key not in self.known:
            laid_over = self.workspace.with_only({self.workspace.shown(self.path): edited_bytes(self.content, edits)})
            draft = self.came.document.edition == DRAFT.infix
            self.known[key] = evaluate(laid_over, self.came.agency, self.came.year, draft=draft)
        return self.known[key]

    def _sources(self) -> Iterator[Source]:
        """Yield the forms and rule sets that the report was made from."""
        folders = (f"{TEMPLATES}/", f"{DATA}/{RULES}/")
        for name in sorted(self.workspace.reads, key=lambda each: not each.startswith(folders[0])):
            if name.startswith(folders) and not name.endswith((".docx", "/")):
                yield self.workspace.read(self.workspace.root / name)


def _told(mark: Mark, way: Way, signed: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return the lines that tell of changed words: where they are written, and what goes and comes."""
    name = ".".join(str(each + 1) if isinstance(each, int) else each for each in way)
    return M.TAKE_WORDS.format(place=mark, name=name), *(M.TAKE_TEXT.format(sign=sign, text=each) for sign, each in signed)


def _scores(before: Scorecard | None, after: Scorecard | None) -> Iterator[str]:
    """Yield what a change does to the score: the total, and the indicators whose points change."""
    if before is None or after is None or not before.rules.scored:
        return
    old, new = (plain(card.points, trim=True) for card in (before, after))
    points = {each.name: each.points for each in before.everything()}
    leaves = [each for each in after.everything() if each.leaves == (each,) and each.points != points.get(each.name)]
    moved = W.LIST_COMMA.join(
        M.TAKE_POINTS.format(title=each.title, old=_points(points.get(each.name)), new=_points(each.points)) for each in leaves
    )
    yield M.TAKE_SCORE_SAME if old == new and not moved else M.TAKE_SCORE.format(old=old, new=new, moved=moved and f"：{moved}")


def _points(points: Decimal | None) -> str:
    return M.NO_VALUE if points is None else plain(points, trim=True)
