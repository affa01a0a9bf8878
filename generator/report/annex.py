"""The score annex (评分表): the official table with each indicator's marks, standard, score and reason."""

from __future__ import annotations

from collections.abc import Iterator

from ..base import words as W
from ..rules.scorecard import GroupScore, IndicatorScore, Scorecard
from .document import ScoreRow, ScoreTable, Span, Spans
from .printing import Fragment, spans_of
from .sentences import Sentences


def score_table(card: Scorecard, sentences: Sentences, title: Spans) -> ScoreTable:
    """Return the score annex of a scorecard."""
    rows = tuple(row for group in card.groups for row in _rows(group, sentences))
    total = sentences.total_names()
    cells = ((Span(W.SUM_ROW),), (), (), spans_of(total[W.FULL]), (), spans_of(total[W.SCORE]), ())
    return ScoreTable(title, W.SCORE_COLUMNS, rows, cells)


def _rows(group: GroupScore, sentences: Sentences) -> Iterator[ScoreRow]:
    """Yield the rows of a top group; groups deeper than the table's second column count as their indicators."""
    opens_group = True
    for child in group.children:
        opens_subgroup = True
        for leaf in child.leaves:
            subgroup = _name(child, sentences)
            cells = (_name(group, sentences), subgroup, *_cells(leaf, child, opens_subgroup, sentences))
            yield ScoreRow(cells, (opens_group, opens_subgroup))
            opens_group = opens_subgroup = False


def _name(scored: GroupScore | IndicatorScore, sentences: Sentences) -> Spans:
    """Return a row's name in a group column: a group's with its full marks."""
    view = sentences.view(scored)
    if isinstance(scored, IndicatorScore):
        return spans_of(view[W.NAME])
    known = (Span(W.GROUP_SCORED), *spans_of(view[W.SCORE])) if scored.group_only else ()
    return (*spans_of(view[W.NAME]), Span(W.OPENING), *spans_of(view[W.FULL]), *known, Span(W.CLOSING))


def _cells(leaf: IndicatorScore, child: GroupScore | IndicatorScore, first: bool, sentences: Sentences) -> tuple[Spans, ...]:
    view = sentences.view(leaf)
    gist = (Span(str(leaf.indicator.basis.gist)),)
    if leaf.points is None and not leaf.lacking:
        return spans_of(view[W.NAME]), spans_of(view[W.FULL]), gist, (Span(W.BLANK_CELL),), _group_note(child, first, sentences)
    unexplained = leaf.judgment is not None and leaf.judgment.reason is not None
    reason = view[W.EXPLANATION] if leaf.deduction and not unexplained else Fragment(())
    return spans_of(view[W.NAME]), spans_of(view[W.FULL]), gist, spans_of(view[W.SCORE]), spans_of(reason)


def _group_note(child: GroupScore | IndicatorScore, first: bool, sentences: Sentences) -> Spans:
    """Return, in the first row of a group of which only the score is known, why points came off it."""
    if not first or not isinstance(child, GroupScore) or not child.deduction or not child.judgment or child.judgment.reason:
        return ()
    return spans_of(sentences.view(child)[W.EXPLANATION])
