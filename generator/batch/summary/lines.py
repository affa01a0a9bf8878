"""What the summary knows of a unit's year: a small record that can be sent between processes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ...base import words as W
from ...base.decimals import ZERO, digits_of
from ...base.problems import Problems
from ...report.compose import Composer
from ...report.document import text_of
from ...report.forms import Form
from ...rules.scorecard import GroupScore, Scorecard, Scored
from ..pipeline import Evaluation


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """An indicator's score; `points` is None where only its group's is known."""

    name: str
    title: str
    full: Decimal
    points: Decimal | None


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A top group's score, and those of all indicators beneath it."""

    title: str
    full: Decimal
    points: Decimal
    indicators: tuple[IndicatorLine, ...]


@dataclass(frozen=True, slots=True)
class Deduction:
    """Points that came off, and the report's reason."""

    title: str
    points: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class Score:
    """A unit's total with all that it is the sum of.

    `reviewed` is the total after the bureau's review (复核), None where there was none; `digits` are the most decimal places.
    """

    points: Decimal
    full: Decimal
    grade: str
    grades: tuple[tuple[Decimal, str], ...]
    reviewed: Decimal | None
    groups: tuple[GroupLine, ...]
    deductions: tuple[Deduction, ...]
    digits: int

    @property
    def deduction(self) -> Decimal:
        """All points off."""
        return self.full - self.points


@dataclass(frozen=True, slots=True)
class Line:
    """A unit's year: its official names, its score (None where the rules give none, or there are errors), its errors.

    `file_name` is what its report is called where it is handed in; empty where none can be written.
    """

    agency: str
    year: int
    unit: str
    rules: str
    rules_title: str
    file_name: str
    score: Score | None
    errors: int = 0
    first_error: str = ""


def line_of(agency: str, year: int, evaluation: Evaluation) -> Line:
    """Return the line of a unit's year."""
    facts, rules, errors = evaluation.facts, evaluation.rules, evaluation.problems.errors
    name = facts.fact(f"{W.UNIT}.{W.FULL_NAME}") if facts else None
    return Line(
        agency,
        year,
        unit=str(name.value) if name else agency,
        rules=rules.name if rules else str(facts.rules) if facts else "",
        rules_title=str(rules.shape.title) if rules else "",
        file_name=evaluation.document.file_name if evaluation.document else "",
        score=None if errors else _score(evaluation),
        errors=len(errors),
        first_error=f"{errors[0].mark or ''} {errors[0].reason}".strip() if errors else "",
    )


def unread(agency: str, year: int, errors: Sequence[str]) -> Line:
    """Return the line of a unit whose file cannot be read."""
    return Line(agency, year, agency, "", "", "", None, len(errors), " ".join(errors[0].split()))


def _score(evaluation: Evaluation) -> Score | None:
    card, form = evaluation.card, evaluation.form
    if card is None or form is None or not card.rules.scored:
        return None
    groups = tuple(map(_group, card.groups))
    written = [leaf.points for group in groups for leaf in group.indicators if leaf.points is not None]
    return Score(
        points=card.points,
        full=card.full,
        grade=card.grade,
        grades=card.rules.shape.grades,
        reviewed=evaluation.reviewed.points if evaluation.reviewed else None,
        groups=groups,
        deductions=tuple(_deductions(card, form)),
        digits=max(map(digits_of, (card.points, card.full, *(group.points for group in groups), *written))),
    )


def _group(group: GroupScore) -> GroupLine:
    leaves = tuple(IndicatorLine(leaf.name, leaf.title, leaf.full, leaf.points) for leaf in group.leaves)
    return GroupLine(group.title, group.full, group.points, leaves)


def _deductions(card: Scorecard, form: Form) -> Iterator[Deduction]:
    """Yield what came off, with the sentence that the report explains it by, or the reason that it does not print."""
    sentences = Composer(card, form, Problems()).sentences
    for scored in card.deductions():
        said = text_of(sentences.fragment(scored, W.EXPLANATION).spans)
        yield Deduction(scored.title, scored.deduction or ZERO, said or _unprinted(scored))


def _unprinted(scored: Scored) -> str:
    return str(scored.judgment.reason or "") if scored.judgment else ""
