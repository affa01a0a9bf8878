"""What `explain` knows of a name: the account of its score, and its sentences; as data of plain fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from ..base import messages as M
from ..base import words as W
from ..base.decimals import plain
from ..base.marks import Mark
from ..base.problems import ProblemError, Problems, make, nearest
from ..facts.values import NotApplicable, Quantity, Table, Target, shown_value
from ..report.compose import Composer
from ..report.printing import Style
from ..report.sentences import Sentences
from ..rules.derivation import Figure, derive
from ..rules.distance import Better
from ..rules.explain import Account, account, find, known_names
from ..rules.formula import Formula, evaluate
from ..rules.ruleset import Case
from ..rules.scorecard import GroupScore, IndicatorScore, Scorecard, Scored
from .explain_review import Reviewed, of_figure, of_score, whole
from .pipeline import Evaluation


@dataclass(frozen=True, slots=True)
class SentenceCase:
    """One way to say a sentence: its condition, with numbers, and whether it held; None for one that was not come to."""

    when: str
    numbers: str
    held: bool | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the report: its slot, the level it comes from, its place and text, and the cases it was chosen from."""

    slot: str
    level: str
    place: Mark
    text: str
    cases: tuple[SentenceCase, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A group's child with its score."""

    name: str
    title: str
    full: Decimal
    points: Decimal | None
    deduction: Decimal | None


@dataclass(frozen=True, slots=True)
class GroupAccount:
    """A group's score: its parts and their sum, or where the unit judged the group alone."""

    name: str
    title: str
    full: Decimal
    points: Decimal
    deduction: Decimal
    judged_at: Mark | None
    reason: str
    parts: tuple[Part, ...]
    sentences: tuple[Sentence, ...]
    reviewed: Reviewed | None = None


@dataclass(frozen=True, slots=True)
class IndicatorAccount:
    """An indicator's account with its sentences."""

    indicator: Account
    sentences: tuple[Sentence, ...]
    reviewed: Reviewed | None = None


@dataclass(frozen=True, slots=True)
class FigureAccount:
    """A fact or quantity and all it rests on."""

    figures: tuple[Figure, ...]
    scored: bool
    reviewed: Reviewed | None = None


@dataclass(frozen=True, slots=True)
class Deduction:
    """Points off: of what, how many, why, and where it would score better."""

    name: str
    title: str
    deduction: Decimal
    why: str
    better: tuple[Better, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """A unit's year: its score, what came off, largest first, and the indicators that could not be computed and count 0."""

    unit: str
    year: int
    rules: str
    scored: bool
    points: Decimal
    full: Decimal
    grade: str
    deductions: tuple[Deduction, ...]
    uncomputed: tuple[str, ...]
    figures: tuple[Figure, ...]
    reviewed: Reviewed | None = None


_OF_FULL_MARKS = (W.EXPLANATION, W.SCORE_LINE)
Explanation = IndicatorAccount | GroupAccount | FigureAccount | Overview


class Explainer:
    """Explains one unit's year."""

    def __init__(self, evaluation: Evaluation) -> None:
        assert evaluation.card is not None
        assert evaluation.form is not None
        self.card: Scorecard = evaluation.card
        self.review = evaluation.review
        self.sentences: Sentences = Composer(self.card, evaluation.form, Problems()).sentences
        self.style: Style = self.sentences.style

    def named(self, name: str) -> Explanation:
        """Return the explanation of an indicator, a group, a quantity or a fact.

        Raises:
            ProblemError: S110 there is none of that name.
        """
        found = find(name, self.card)
        match found:
            case IndicatorScore():
                return IndicatorAccount(account(found, self.card), tuple(self._sentences(found)), of_score(found, self.review))
            case GroupScore():
                return self._group(found)
            case str():
                return FigureAccount(tuple(derive((found,), self.card.figures)), self.card.rules.scored, of_figure(found, self.review))
        raise ProblemError(make("S110", None, name=name, nearest=nearest(name, known_names(self.card))))

    def overview(self) -> Overview:
        """Return what came off a unit's year, largest first; under a rule set without scores its quantities."""
        card = self.card
        off = sorted(card.deductions(), key=lambda scored: -(scored.deduction or 0))
        leaves = [leaf for group in card.groups for leaf in group.leaves]
        uncomputed = tuple(leaf.title for leaf in leaves if leaf.trace and leaf.trace.outcome is None)
        figures = () if card.rules.scored else tuple(derive(tuple(card.rules.definitions), card.figures))
        return Overview(
            unit=self.style.text(card.facts.values[f"{W.UNIT}.{W.FULL_NAME}"].value) if self._has_name() else card.facts.agency,
            year=card.facts.year,
            rules=card.rules.name,
            scored=card.rules.scored,
            points=card.points,
            full=card.full,
            grade=card.grade,
            deductions=tuple(map(self._deduction, off)),
            uncomputed=uncomputed,
            figures=figures,
            reviewed=whole(self.review),
        )

    def _has_name(self) -> bool:
        return f"{W.UNIT}.{W.FULL_NAME}" in self.card.facts.values

    def _group(self, group: GroupScore) -> GroupAccount:
        parts = tuple(Part(each.name, each.title, each.full, each.points, each.deduction) for each in group.children)
        judgment, place = group.judgment, self.card.facts.judged_at(group.name)
        return GroupAccount(
            name=group.name,
            title=group.title,
            full=group.full,
            points=group.points,
            deduction=group.deduction,
            judged_at=place if group.group_only else None,
            reason=str(judgment.reason or "") if judgment else "",
            parts=parts,
            sentences=tuple(self._sentences(group)),
            reviewed=of_score(group, self.review),
        )

    def _deduction(self, scored: Scored) -> Deduction:
        better: tuple[Better, ...] = ()
        steps: tuple[str, ...] = ()
        if isinstance(scored, IndicatorScore):
            explained = account(scored, self.card)
            better, steps = explained.better, explained.steps
        labels = tuple(each.goal.label for each in better if each.goal.label)
        telling = tuple(step for step in steps if step.startswith(labels)) if labels else steps
        why = "；".join(telling) or self._said_of(scored)
        assert scored.deduction is not None
        return Deduction(scored.name, scored.title, scored.deduction, why, better)

    def _said_of(self, scored: Scored) -> str:
        """Return why points came off what was not computed: what the unit noted, else what is printed."""
        said = str((scored.judgment and scored.judgment.reason) or self.sentences.fragment(scored, W.EXPLANATION))
        judged = isinstance(scored, GroupScore) or bool(scored.indicator.scoring.judged_by)
        return M.JUDGED_WHY.format(why=said) if judged else said

    def _sentences(self, scored: Scored) -> Iterator[Sentence]:
        if isinstance(scored, IndicatorScore) and scored.trace and scored.trace.outcome is None:
            return
        for slot in W.SLOT_NAMES if scored.deduction else _OF_FULL_MARKS:
            choice = self.sentences.choice(scored, slot)
            if choice.text is not None:
                cases = tuple(self._cases(scored, choice.cases, choice.text)) if isinstance(scored, IndicatorScore) else ()
                text = str(self.sentences.fragment(scored, slot))
                yield Sentence(slot, choice.level, choice.text.mark, text, cases)

    def _cases(self, scored: IndicatorScore, cases: tuple[Case, ...], chosen: str) -> Iterator[SentenceCase]:
        look = self.sentences.lookup(scored)
        come_to = True
        for case in cases:
            when = str(case.when.text) if case.when else ""
            held = (case.when is None or evaluate(case.when, look) is True) if come_to else None
            numbers = case.when.filled(lambda name: self.style.text(look(name))) if case.when and come_to else ""  # type: ignore[arg-type]
            yield SentenceCase(when, numbers, held)
            come_to = come_to and not held


def data_of(value: Any) -> Any:
    """Return an explanation as data for JSON: numbers as texts, places as file:line:column, keys as the fields are called."""
    match value:
        case None | bool():
            return value
        case Decimal():
            return plain(value, trim=True)
        case Quantity():
            return {"number": plain(value.number), "kind": str(value.dimension.kind), "unit": value.unit or value.dimension.unit}
        case Formula():
            return str(value.text)
        case Mark():
            return str(value)
        case Table() | Target() | NotApplicable():
            return str(len(value.rows)) if isinstance(value, Table) else shown_value(value)
        case BaseModel():
            return {name: data_of(getattr(value, name)) for name in type(value).model_fields}
        case tuple() | list():
            return [data_of(each) for each in value]
        case Mapping():
            return {str(key): data_of(each) for key, each in value.items()}
    if is_dataclass(value):
        return {field.name: data_of(getattr(value, field.name)) for field in fields(value)}
    return str(value)
