"""Where each printed value is from: a fact, a quantity computed from others, a score, or a line that the unit wrote.

Every edition that answers for its numbers (cards of a web page, comments of the working paper, the ledger) says what stands here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from ..base import messages as M
from ..base import words as W
from ..base.marks import Mark, Source, Text, by_name
from ..base.problems import Problems
from ..facts.facts import Fact
from ..facts.values import Target
from ..rules.derivation import Figure, figure_of, inputs_of
from ..rules.explain import account
from ..rules.loading import GIVEN
from ..rules.scorecard import GroupScore, IndicatorScore, Scorecard, Scored
from .document import Quoted, text_of
from .language import render_sentence
from .names import Rows
from .printing import Shown
from .sentences import Sentences
from .stating import Stating, basis_lines, method_lines, points_text

_QUOTED_AS = "quoted"


class Kind(StrEnum):
    """What a printed value is."""

    FACT = "fact"
    DERIVED = "derived"
    REPORTED = "reported"
    SCORE = "score"
    GIVEN = "given"
    COVER = "cover"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value is from.

    Attributes:
        id: what it is called.
        kind: a fact, computed, stated without being computed (直报), a score, given by the year, or a line of the cover.
        title: what a person calls it.
        place: where it is written: a fact's value, a quantity's formula, an indicator's rule; None for what stands nowhere.
        lines: all there is to say of it, as labels and texts, for a person.
        inputs: the ids of the values that it was computed from, in the order of its formula.
        figure: of a fact or quantity, how it came about.
        scored: of a score, the indicator or group; None for the total.
    """

    id: str
    kind: Kind
    title: str
    place: Mark | None
    lines: tuple[tuple[str, str], ...]
    inputs: tuple[str, ...] = ()
    figure: Figure | None = None
    scored: Scored | None = None


@dataclass
class Origins:
    """Tells where the values of one report are from.

    Attributes:
        sentences: the sentences of its scorecard.
        names: what its templates saw.
    """

    sentences: Sentences
    names: Mapping[str, object]
    _known: dict[str, Origin] = field(default_factory=dict)

    @property
    def card(self) -> Scorecard:
        """The scorecard that the report is of."""
        return self.sentences.card

    @cached_property
    def stating(self) -> Stating:
        """States values in the report's style."""
        return Stating(self.sentences.style)

    def of(self, id: str) -> Origin:
        """Return where a printed value is from, by its id."""
        if id not in self._known:
            self._known[id] = self._found(id)
        return self._known[id]

    def printed(self, quoted: Quoted) -> str:
        """Return how a value prints when it is looked up by its id and put through the filters anew."""
        found = self.at(quoted.id)
        if not quoted.by:
            return str(found)
        tag = Text(f"{{{{ {_QUOTED_AS} | {quoted.by} }}}}", Mark(Source("", "")))
        return text_of(render_sentence(tag, {_QUOTED_AS: found}, Problems()))

    def at(self, id: str) -> object:
        """Return what an id stands for, as a template sees it.

        Raises:
            LookupError: the report has no such value.
        """
        root, _, rest = id.partition(".")
        if root == W.COVER:
            return self._named(root)[rest]
        if root == W.CORRECTED and self.sentences.review:
            after = next(each.after for each in self.sentences.review.corrected if each.name == rest)
            return Shown(after.value, id, self.sentences.style)
        found: object = self.names
        if root in {W.INDICATORS, W.GROUPS}:
            scored, id = self._scored(id)
            view = self.sentences.view(scored)
            found = view if id.partition(".")[0] in view else self.sentences.scope(scored)
        for key in id.split("."):
            found = _inside(found, key)
        return found

    def _named(self, root: str) -> Mapping[str, object]:
        found = self.names[root]
        assert isinstance(found, Mapping)
        return found

    def _scored(self, id: str) -> tuple[Scored, str]:
        """Return the indicator or group that an id is about, and the rest of the id; names may hold points."""
        root, _, rest = id.partition(".")
        wanted = GroupScore if root == W.GROUPS else IndicatorScore
        found = [each for each in self.card.everything() if isinstance(each, wanted) and rest.startswith(f"{each.name}.")]
        if not found:
            raise LookupError(id)
        longest = max(found, key=lambda each: len(each.name))
        return longest, rest.removeprefix(f"{longest.name}.")

    def _found(self, id: str) -> Origin:
        root, _, rest = id.partition(".")
        if root in {W.INDICATORS, W.GROUPS}:
            return self._of_score(id)
        if root == W.TOTAL:
            return self._of_total(id)
        if root == W.COVER:
            return self._written(id, Kind.COVER, rest, by_name(self.card.facts.cover)[rest].mark)
        if root == W.CORRECTED and self.sentences.review:
            corrected = next(each for each in self.sentences.review.corrected if each.name == rest)
            return self._of_figure(id, self._fact(id, corrected.after), (M.O_WHY, str(corrected.reason)))
        if id in GIVEN:
            return self._written(id, Kind.GIVEN, id, self.card.facts.place(W.YEAR))
        return self._of_figure(id, figure_of(self._whole(id), self.card.figures))

    def _whole(self, id: str) -> str:
        """Return the fact that an id is an item of (机构.内设机构.2); of any other the id itself."""
        before, _, number = id.rpartition(".")
        fact = self.card.facts.fact(before) if number.isdecimal() else None
        return before if fact and isinstance(fact.value, tuple) else id

    def _fact(self, id: str, fact: Fact) -> Figure:
        title = self.card.facts.vocabulary.title(fact.path)
        return Figure(id, title, 0, fact.value, fact.value, fact.mark, origin=fact.origin, evidence=fact.evidence)

    def _written(self, id: str, kind: Kind, title: str, place: Mark | None) -> Origin:
        lines = ((M.O_VALUE, str(self.at(id))), *(((M.O_PLACE, str(place)),) if place else ()))
        return Origin(id, kind, title, place, lines)

    def _of_figure(self, id: str, figure: Figure, *more: tuple[str, str]) -> Origin:
        if figure.formula is not None:
            lines, kind = tuple(self._derived(figure)), Kind.DERIVED
        elif figure.reported:
            lines, kind = tuple(self._reported(figure)), Kind.REPORTED
        else:
            lines, kind = tuple(self._fact_lines(figure)), Kind.FACT
        return Origin(id, kind, figure.title or id, figure.place, (*lines, *more), inputs_of(figure), figure)

    def _fact_lines(self, figure: Figure) -> Iterator[tuple[str, str]]:
        value = figure.value
        yield M.O_VALUE, value.text if isinstance(value, Target) else self.stating.shown(value)
        yield from ((label, text) for label, text in ((M.O_SOURCE, figure.origin), (M.O_EVIDENCE, figure.evidence)) if text)
        yield from ((M.O_PLACE, str(figure.place)),) if figure.place else ()
        for part in figure.parts:
            yield M.O_PART, M.SUM_PART.format(agency=part.agency, value=self.stating.shown(part.value), mark=part.mark).strip()

    def _reported(self, figure: Figure) -> Iterator[tuple[str, str]]:
        yield M.O_VALUE, self.stating.shown(figure.value)
        yield M.O_REPORTED, figure.reported
        yield M.O_PLACE, str(figure.place)

    def _derived(self, figure: Figure) -> Iterator[tuple[str, str]]:
        assert figure.formula is not None
        yield M.O_VALUE, self.stating.shown(figure.value)
        yield M.O_FORMULA, str(figure.formula.text)
        yield M.O_NUMBERS, figure.formula.filled(self.stating.look(dict(figure.inputs)))
        yield M.O_RESULT, self.stating.result(figure)
        for rule in figure.zero_rules:
            if rule.applied:
                yield M.O_ZERO, self.stating.zero_rule(rule, used=True)
        for name, path in zip((name for name, _ in figure.inputs), inputs_of(figure), strict=True):
            below = figure_of(path, self.card.figures)
            yield M.O_INPUT, f"{name} {self.stating.shown(dict(figure.inputs)[name])}　{below.place or ''}".rstrip()
        yield M.O_DEFINED, str(figure.place)

    def _of_score(self, id: str) -> Origin:
        scored, rest = self._scored(id)
        if isinstance(scored, GroupScore):
            return self._of_group(id, scored)
        explained = account(scored, self.card, seeks_better=False)
        path = self._row_path(scored, rest)
        if path:
            return self._of_figure(id, figure_of(path, self.card.figures))
        lines = [(M.O_SCORE, self._score_line(scored)), *((M.O_METHOD, line) for line in method_lines(explained))]
        for figure in explained.figures:
            if not figure.depth:
                lines.append((M.O_INPUT, f"{figure.name} {self.stating.shown(figure.value)}　{figure.place or ''}".rstrip()))
        lines += ((M.O_BASIS[label], text) for label, text in basis_lines(explained))
        inputs = tuple(figure.name for figure in explained.figures if not figure.depth)
        return Origin(id, Kind.SCORE, scored.title + rest, explained.place, tuple(lines), inputs, scored=scored)

    def _row_path(self, scored: IndicatorScore, rest: str) -> str:
        """Return the fact that a cell of a scored row is (行.3.目标); empty for what the method computed."""
        name, _, cell = rest.partition(".")
        number, _, column = cell.partition(".")
        rows = scored.details.get(name)
        if not column or not number.isdecimal() or not isinstance(rows, Sequence):
            return ""
        row = rows[int(number) - 1]
        path = f"{row.get(_PATH, '')}.{column}" if isinstance(row, Mapping) else ""
        return path if path in self.card.facts.values else ""

    def _score_line(self, scored: Scored) -> str:
        return M.SCORED.format(
            title=scored.title,
            points=points_text(scored.points),
            full=points_text(scored.full),
            deduction=M.TOOK_OFF.format(deduction=points_text(scored.deduction)) if scored.deduction else "",
        )

    def _of_group(self, id: str, group: GroupScore) -> Origin:
        rest = id.removeprefix(f"{W.GROUPS}.{group.name}.")
        lines = [(M.O_SCORE, self._score_line(group))]
        if group.group_only:
            place = self.card.facts.judged_at(group.name)
            return Origin(id, Kind.SCORE, group.title + rest, place, (*lines, (M.O_PLACE, M.JUDGED_HERE.format(place=place))), scored=group)
        lines.append((M.O_NUMBERS, self._sum(group.children)))
        parts = (f"{each.title} {points_text(each.points)}/{points_text(each.full)}" for each in group.children)
        lines.append((M.O_PARTS, W.LIST_COMMA.join(parts)))
        return Origin(id, Kind.SCORE, group.title + rest, self.card.rules.mark, tuple(lines), self._ids(group.children, rest), scored=group)

    def _of_total(self, id: str) -> Origin:
        card, rest = self.card, id.partition(".")[2]
        deduction = card.full - card.points
        off = M.TOOK_OFF.format(deduction=points_text(deduction)) if deduction else ""
        line = M.SCORED.format(title=W.TOTAL, points=points_text(card.points), full=points_text(card.full), deduction=off)
        lines = ((M.O_SCORE, line), (M.O_NUMBERS, self._sum(card.groups)), (M.O_DEFINED, str(card.rules.mark)))
        return Origin(id, Kind.SCORE, W.TOTAL + rest, card.rules.mark, lines, self._ids(card.groups, rest))

    def _sum(self, parts: Sequence[Scored]) -> str:
        total = sum((part.points for part in parts if part.points is not None), start=type(self.card.full)(0))
        return M.SUM_OF.format(points=points_text(total), parts=" + ".join(points_text(part.points) for part in parts))

    def _ids(self, parts: Sequence[Scored], rest: str) -> tuple[str, ...]:
        wanted = rest if rest in {W.FULL, W.DEDUCTION} else W.SCORE
        return tuple(f"{W.GROUPS if isinstance(part, GroupScore) else W.INDICATORS}.{part.name}.{wanted}" for part in parts)


_PATH = "path"


def _inside(found: object, key: str) -> object:
    """Return what stands in a section of names under a key, or in a list at a number.

    Raises:
        LookupError: nothing does.
    """
    if isinstance(found, Mapping):
        return found[key]
    if not key.isdecimal():
        raise LookupError(key)
    items = found.rows if isinstance(found, Rows) else tuple(found) if isinstance(found, (Shown, Sequence)) else ()
    return items[int(key) - 1]
