"""An explanation as lines of text: short, aligned, each number with its unit, each thing with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..base import messages as M
from ..base import words as W
from ..base.columns import wrapped
from ..base.decimals import plain
from ..facts.values import Kind, Quantity
from ..report.printing import Style
from ..report.stating import basis_lines, method_lines, points_text
from ..rules.distance import Better, Reach
from ..rules.explain import Account
from .explain_figures import FigureView
from .explain_review import review_lines
from .explanation import (
    Deduction,
    Explanation,
    FigureAccount,
    GroupAccount,
    IndicatorAccount,
    Overview,
    Part,
    Sentence,
    SentenceCase,
)
from .layout import COLUMNS, UNWRAPPED, filled_table, indented, section


def explanation_view(explanation: Explanation, style: Style, command: str) -> Iterator[str]:
    """Yield an explanation as lines; `command` is what a person types to see another."""
    view = _View(FigureView(style))
    match explanation:
        case IndicatorAccount():
            yield from view.indicator(explanation)
        case GroupAccount():
            yield from view.group(explanation)
        case FigureAccount():
            yield from view.figures.figures(explanation.figures)
            yield from review_lines(explanation.reviewed, view.figures.shown)
            yield from () if explanation.scored else ("", M.UNSCORED_NOTE)
        case Overview():
            yield from view.overview(explanation, command)


@dataclass(frozen=True, slots=True)
class _View:
    """The parts of an explanation; its figures in a form's style of numbers."""

    figures: FigureView

    def indicator(self, explained: IndicatorAccount) -> Iterator[str]:
        """Yield an indicator's score and all that explains it."""
        indicator = explained.indicator
        yield _score_line(indicator)
        yield from review_lines(explained.reviewed, self.figures.shown)
        yield from self.figures.figures(indicator.figures)
        yield from section(M.H_METHOD, method_lines(indicator))
        values = {figure.name: figure.value for figure in indicator.figures}
        yield from section(M.H_BRANCHES, (self.figures.branch(branch, values) for branch in indicator.branches))
        yield from section(M.H_BETTER, self._better_of(indicator))
        yield from section(M.H_BASIS, (f"{key}　{text}" for key, text in basis_lines(indicator)))
        yield from section(M.H_SENTENCES, _sentences(explained.sentences))

    def group(self, group: GroupAccount) -> Iterator[str]:
        """Yield a group's score, its parts and their sum."""
        yield _score_line(group)
        yield from review_lines(group.reviewed, self.figures.shown)
        yield from section(M.H_PARTS, _parts(group), columns=UNWRAPPED)
        yield from section(M.H_SENTENCES, _sentences(group.sentences))

    def overview(self, overview: Overview, command: str) -> Iterator[str]:
        """Yield a year's score and what came off, each with where to look."""
        if not overview.scored:
            yield M.OVERVIEW_UNSCORED.format(rules=overview.rules)
            yield from review_lines(overview.reviewed, self.figures.shown)
            yield from filled_table((self.figures.summary(figure) for figure in overview.figures if figure.formula), M.QUANTITY_COLUMNS)
            return
        off = overview.full - overview.points
        heading = M.OVERVIEW if overview.deductions else M.OVERVIEW_NONE
        details = {"unit": overview.unit, "year": overview.year, "grade": overview.grade, "count": len(overview.deductions)}
        yield heading.format(points=points_text(overview.points), full=points_text(overview.full), deduction=points_text(off), **details)
        if overview.uncomputed:
            yield M.UNCOMPUTED.format(count=len(overview.uncomputed), titles=W.LIST_COMMA.join(overview.uncomputed))
        yield from review_lines(overview.reviewed, self.figures.shown)
        for deduction in overview.deductions:
            yield ""
            yield M.OVERVIEW_ITEM.format(deduction=points_text(deduction.deduction), title=deduction.title)
            yield from indented(self._deduction(deduction, command))

    def _deduction(self, deduction: Deduction, command: str) -> Iterator[str]:
        yield deduction.why
        for better in deduction.better:
            yield from self._better(better)
        yield M.OVERVIEW_SEE.format(command=f"{command} {deduction.name}")

    def _better_of(self, indicator: Account) -> Iterator[str]:
        if indicator.deduction and not indicator.better and not indicator.judged_at:
            yield M.NO_REACH
        for better in indicator.better:
            yield from self._better(better)

    def _better(self, better: Better) -> Iterator[str]:
        """Yield at most two figures that would bring a better score: those measured before what they are measured by."""
        label, gain = better.goal.label, better.goal.gain
        shown = [reach for reach in better.reaches if reach.leading][:2] or better.reaches[:2]
        if not shown:
            yield M.JUST_ITEM.format(label=label, gain=points_text(gain)) if gain else label
        for reach in shown:
            gains = M.GAINS_HERE if label else M.GAINS
            yield gains.format(label=label, points=points_text(reach.points), reach=self._reach(reach))

    def _reach(self, reach: Reach) -> str:
        change = ""
        if isinstance(reach.now, Quantity) and isinstance(reach.bound, Quantity):
            change = M.CHANGE[reach.sign].format(change=self._change(reach.now, reach.bound))
        details = {"way": M.WAYS[reach.sign], "bound": self.figures.shown(reach.bound), "now": self.figures.shown(reach.now)}
        then = "" if reach.quantity in {None, reach.bound} else M.REACH_THEN.format(value=self.figures.shown(reach.quantity))
        return M.REACH.format(name=reach.name, then=then, change=change, **details)

    def _change(self, now: Quantity, then: Quantity) -> str:
        difference = abs(then.number - now.number)
        if now.dimension.kind is Kind.RATIO:
            return M.PERCENTAGE_POINTS.format(number=plain(difference.scaleb(2), trim=True))
        return self.figures.shown(Quantity(difference, now.dimension, now.unit))


def _score_line(scored: Account | GroupAccount) -> str:
    details = {"title": scored.title, "full": points_text(scored.full)}
    if scored.points is None:
        return (M.UNKNOWN_POINTS if scored.group_only else M.NOT_COMPUTED).format(**details)
    deduction = M.TOOK_OFF.format(deduction=points_text(scored.deduction)) if scored.deduction else ""
    return M.SCORED.format(points=points_text(scored.points), deduction=deduction, **details)


def _sentences(sentences: Iterable[Sentence]) -> Iterator[str]:
    for sentence in sentences:
        yield M.SLOT_FROM.format(slot=sentence.slot, level=M.LEVELS[sentence.level], place=sentence.place)
        yield from (f"  {line}" for line in wrapped(sentence.text, COLUMNS - 4))
        yield from (f"  {_case(case)}" for case in sentence.cases if len(sentence.cases) > 1)


def _case(case: SentenceCase) -> str:
    when = M.ZERO_WHEN.format(when=case.when) if case.when else M.ELSE
    if case.held is None:
        return M.CASE_UNSEEN.format(when=when)
    line = (M.CASE_USED if case.held else M.CASE_FALSE).format(when=when)
    return line + (M.HOLDS if case.held else M.FAILS).format(numbers=case.numbers) if case.when else line


def _parts(group: GroupAccount) -> Iterator[str]:
    yield from filled_table(map(_part, group.parts), M.PART_COLUMNS)
    if group.judged_at:
        yield M.GROUP_ONLY
        yield M.JUDGED_HERE.format(place=group.judged_at)
        yield from (M.REASON_LINE.format(why=group.reason),) if group.reason else ()
        return
    yield M.SUM_OF.format(points=points_text(group.points), parts=" + ".join(points_text(part.points) for part in group.parts))


def _part(part: Part) -> tuple[str, ...]:
    return part.title, points_text(part.full), points_text(part.points), points_text(part.deduction) if part.deduction else ""
