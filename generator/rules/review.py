"""A reviewed score beside the self-score: everything derived is computed anew from the corrected facts, then points off replaced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from ..base.decimals import ZERO
from ..base.marks import Text
from ..base.problems import Problems, nearest
from ..facts.facts import Facts
from ..facts.review import Corrected, Reading, Verdict
from .definitions import Definition
from .derivation import derive
from .explain import named_by
from .figures import Figures
from .scorecard import GroupScore, IndicatorScore, Scorecard, Scored
from .scoring import figures_for, score


@dataclass(frozen=True, slots=True)
class Review:
    """A unit's year after the bureau's review.

    Attributes:
        reviewer: who reviewed it.
        own: the self-score.
        card: the reviewed score.
        corrected: the facts that were corrected.
        verdicts: the points off that the bureau decided, by indicator or group.
    """

    reviewer: Text
    own: Scorecard
    card: Scorecard
    corrected: tuple[Corrected, ...]
    verdicts: Mapping[str, Verdict]

    def of(self, name: str) -> Scored | None:
        """Return the reviewed score of an indicator or a group."""
        return next((scored for scored in self.card.everything() if scored.name == name), None)

    def figures_of(self, name: str) -> tuple[str, ...]:
        """Return the figures that an indicator names; of a figure's name that itself."""
        scored = self.of(name)
        return named_by(scored) if isinstance(scored, IndicatorScore) else () if scored else (name,)

    def corrections_behind(self, name: str) -> tuple[Corrected, ...]:
        """Return the corrected facts that an indicator, a quantity or a fact rests on."""
        behind = {figure.name for figure in derive(self.figures_of(name), self.card.figures)}
        return tuple(each for each in self.corrected if each.name in behind)

    def reasons(self, own: Scored) -> tuple[Text, ...]:
        """Return why an indicator's or a group's score is another than the unit gave; nothing where it is the same."""
        if verdict := self.verdicts.get(own.name):
            return (verdict.reason,)
        reviewed = self.of(own.name)
        changed = isinstance(own, IndicatorScore) and reviewed is not None and reviewed.points != own.points
        return tuple(each.reason for each in self.corrections_behind(own.name)) if changed else ()


def reviewed(reading: Reading, own: Scorecard, form: Mapping[str, Definition], known: Problems, problems: Problems) -> Review | None:
    """Return the reviewed score of a unit's year; None, with the problems noted, when the review does not fit.

    Args:
        reading: the review.
        own: the self-score.
        form: the quantities of the unit's form.
        known: what is wrong with the unit's own files, which is not told again.
        problems: where to note what is wrong.
    """
    verdicts = dict(_verdicts(reading, own, problems))
    told = Problems()
    facts = _without_answered(reading.facts, own, form)
    figures = figures_for(facts, own.rules, form, told)
    card = score(facts, own.rules, figures, told)
    problems.extend(problem for problem in told.errors if problem not in set(known))
    if problems.errors:
        return None
    groups = tuple(group for each in card.groups if isinstance(group := _settled(each, verdicts), GroupScore))
    return Review(reading.written.reviewer, own, replace(card, groups=groups), reading.corrected, verdicts)


def _without_answered(facts: Facts, own: Scorecard, form: Mapping[str, Definition]) -> Facts:
    """Return facts without the reported values (直报) whose inputs the review brought."""
    figures: Figures = figures_for(facts, own.rules, form, Problems())
    defined = figures.definitions
    still = {
        key: claim
        for key, claim in facts.settings.reported.items()
        if key not in defined or not all(figures.knows(name) for name in defined[str(key)].formula.names)
    }
    return replace(facts, settings=replace(facts.settings, reported=still))


def _verdicts(reading: Reading, own: Scorecard, problems: Problems) -> Iterator[tuple[str, Verdict]]:
    """Yield the points off that fit; a group is judged as a whole only where the unit did so."""
    judged = {scored.name: scored for scored in own.everything() if _is_judged_alone(scored)}
    for name, verdict in reading.written.verdicts.items():
        scored = judged.get(str(name))
        if scored is None:
            problems.add("F250", name.mark, name=name, nearest=nearest(name, judged), rules=own.rules.name)
        elif not 0 <= verdict.deduction <= scored.full:
            problems.add("F252", name.mark, name=name, full=scored.full, deduction=verdict.deduction)
        else:
            if scored.deduction == verdict.deduction and not scored.lacking:
                problems.add("H430", name.mark, name=name, value=f"{verdict.deduction:f}")
            yield str(name), verdict


def _is_judged_alone(scored: Scored) -> bool:
    return scored.group_only if isinstance(scored, GroupScore) else scored.trace is not None


def _settled(scored: Scored, verdicts: Mapping[str, Verdict]) -> Scored:
    """Return a score with the points off that the bureau decided, in it and below it; sums are made anew."""
    verdict = verdicts.get(scored.name)
    if isinstance(scored, IndicatorScore):
        off: Decimal | None = verdict.deduction if verdict else scored.deduction
        return replace(scored, deduction=off, points=scored.full - off, lacking=()) if verdict and off is not None else scored
    if scored.group_only:
        return replace(scored, points=scored.full - verdict.deduction) if verdict else scored
    children = tuple(_settled(child, verdicts) for child in scored.children)
    return replace(scored, children=children, points=sum((child.points or ZERO for child in children), ZERO))
