"""What `explain` tells of a review: self-score beside reviewed score, and the facts that were corrected, each with why and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from ..base import messages as M
from ..base import words as W
from ..base.decimals import plain
from ..base.marks import Mark
from ..facts.review import Corrected
from ..facts.values import Value
from ..rules.derivation import derive
from ..rules.formula.evaluate import Column
from ..rules.review import Review
from ..rules.scorecard import Scored
from .layout import UNWRAPPED, section


@dataclass(frozen=True, slots=True)
class ReviewedScore:
    """A score before and after the review: of the whole, a group or an indicator; where the bureau decided it, and why."""

    name: str
    title: str
    points: Decimal | None
    reviewed: Decimal | None
    reasons: tuple[str, ...] = ()
    place: Mark | None = None


@dataclass(frozen=True, slots=True)
class ReviewedFact:
    """A fact that was corrected: what the unit stated and where, what the bureau found, where and why."""

    name: str
    value: Value | None
    stated_at: Mark | None
    reviewed: Value
    place: Mark
    reason: str


@dataclass(frozen=True, slots=True)
class ReviewedFigure:
    """A quantity that came out otherwise with the corrected facts."""

    name: str
    value: Value | Column | None
    reviewed: Value | Column | None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a review says of a unit's year, or of one name."""

    reviewer: str
    scores: tuple[ReviewedScore, ...]
    figures: tuple[ReviewedFigure, ...]
    facts: tuple[ReviewedFact, ...]


def whole(review: Review | None) -> Reviewed | None:
    """Return what a review changed: the total, each score that differs, each corrected fact."""
    if review is None:
        return None
    total = ReviewedScore(W.TOTAL, W.TOTAL, review.own.points, review.card.points)
    changed = (score for own in review.own.everything() if (score := _score(own, review)).reasons)
    scores = (total, *changed) if review.own.rules.scored else ()
    return Reviewed(str(review.reviewer), scores, (), tuple(map(_fact, review.corrected)))


def of_score(scored: Scored, review: Review | None) -> Reviewed | None:
    """Return what a review says of an indicator or a group; None without a review."""
    if review is None:
        return None
    return Reviewed(str(review.reviewer), (_score(scored, review),), *_behind(scored.name, review))


def of_figure(name: str, review: Review | None) -> Reviewed | None:
    """Return the corrected facts that a figure rests on; None where a review did not touch it."""
    if review is None or not review.corrections_behind(name):
        return None
    return Reviewed(str(review.reviewer), (), *_behind(name, review))


def _behind(name: str, review: Review) -> tuple[tuple[ReviewedFigure, ...], tuple[ReviewedFact, ...]]:
    """Return the quantities that a name rests on and that changed, and the corrected facts."""
    after = [figure for figure in derive(review.figures_of(name), review.card.figures) if figure.formula]
    before = {figure.name: figure.value for figure in derive(tuple(figure.name for figure in after), review.own.figures)}
    pairs = (ReviewedFigure(figure.name, before.get(figure.name), figure.value) for figure in after)
    changed = tuple(pair for pair in pairs if pair.value != pair.reviewed)
    return changed, tuple(map(_fact, review.corrections_behind(name)))


def review_lines(reviewed: Reviewed | None, shown: Callable[[Value | Column | None], str]) -> Iterator[str]:
    """Yield what a review says as lines; nothing without a review."""
    if reviewed is not None:
        yield from section(M.H_REVIEW.format(reviewer=reviewed.reviewer), _lines(reviewed, shown), columns=UNWRAPPED)


def _lines(reviewed: Reviewed, shown: Callable[[Value | Column | None], str]) -> Iterator[str]:
    for score in reviewed.scores:
        points, after = (W.BLANK_CELL if each is None else plain(each, trim=True) for each in (score.points, score.reviewed))
        yield M.REVIEW_LINE.format(title=score.title, points=points, reviewed=after, change=_change(score))
        yield from (f"  {M.REPORTED_WHY.format(why=reason)}" for reason in score.reasons)
        yield from (f"  {M.JUDGED_IN_REVIEW.format(place=score.place)}",) if score.place else ()
    for figure in reviewed.figures:
        yield M.FIGURE_CHANGED.format(name=figure.name, value=shown(figure.value), reviewed=shown(figure.reviewed))
    for fact in reviewed.facts:
        yield M.CORRECTED_LINE.format(name=fact.name, value=shown(fact.value), reviewed=shown(fact.reviewed), place=fact.place)
        yield f"  {M.REPORTED_WHY.format(why=fact.reason)}"
        yield from (f"  {M.STATED_AT.format(place=fact.stated_at)}",) if fact.stated_at else ()


def _change(score: ReviewedScore) -> str:
    if score.points is None or score.reviewed is None:
        return ""
    if score.points == score.reviewed:
        return M.UNCHANGED
    more = M.SCORED_MORE if score.reviewed > score.points else M.SCORED_LESS
    return more.format(points=plain(abs(score.reviewed - score.points), trim=True))


def _score(own: Scored, review: Review) -> ReviewedScore:
    after, verdict = review.of(own.name), review.verdicts.get(own.name)
    reasons = tuple(map(str, review.reasons(own)))
    place = verdict.reason.mark if verdict else None
    return ReviewedScore(own.name, own.title, own.points, after.points if after else None, reasons, place)


def _fact(each: Corrected) -> ReviewedFact:
    before = each.before
    return ReviewedFact(
        each.name, before.value if before else None, before.mark if before else None, each.after.value, each.after.mark, str(each.reason)
    )
