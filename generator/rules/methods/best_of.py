"""择优: the best of several ways of scoring.

Official wording: “年度执行率或者季度平均执行率，按得分高的计。”

Parameters:
    任选: a list of scorings (each with its 方式 and parameters, and 量 where it has another quantity than the indicator).

Sentence names: those that every way has, of the way that gave most; on a tie, of the first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field

from ...base import words as W
from ...base.decimals import ZERO
from ...base.problems import Problems
from ...base.shapes import Shape, Written, seen_as
from ...facts.values import NotApplicable, Quantity, Value
from ..formula.dimensions import Scope
from ..formula.making import call
from ..formula.nodes import Node
from .base import Branch, Goal, Method, Outcome, Subject, check_quantity, forced, settle
from .reckoning import Reckoning, by_quantity, own, settled

if TYPE_CHECKING:
    from . import AnyMethod


def _split(value: Any) -> Any:
    """Part the quantity from the scoring that it is written beside."""
    if not isinstance(value, dict):
        return value
    scoring = {key: inner for key, inner in value.items() if key != W.QUANTITIES}
    return {W.METHOD_SECTION: scoring} | {key: inner for key, inner in value.items() if key == W.QUANTITIES}


_SPLIT = BeforeValidator(_split, json_schema_input_type=seen_as(type="object", required=[W.METHOD]))


class Alternative(Shape):
    """One way of scoring, with its own quantity where it has one."""

    quantity: Written | None = Field(None, alias=W.QUANTITIES)
    scoring: AnyMethod = Field(alias=W.METHOD_SECTION)


class BestOf(Method):
    """择优."""

    NAME: ClassVar[str] = W.M_BEST

    ways: tuple[Annotated[Alternative, _SPLIT], ...] = Field(alias=W.ANY_OF, min_length=1)

    @property
    def needs_quantity(self) -> bool:
        """Whether a way relies on the indicator's quantity."""
        return any(way.quantity is None and way.scoring.needs_quantity for way in self.ways)

    @property
    def sentence_names(self) -> tuple[str, ...]:
        """The names that every way has."""
        first, *others = (way.scoring.sentence_names for way in self.ways)
        return tuple(name for name in first if all(name in names for names in others))

    @property
    def judged_by(self) -> str:
        """The key of the first way that is judged."""
        return next((way.scoring.judged_by for way in self.ways if way.scoring.judged_by), "")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all ways."""
        own = (str(way.quantity) for way in self.ways if way.quantity)
        return (*own, *(name for way in self.ways for name in way.scoring.names))

    def check(self, full: Decimal, scope: Scope, known: list[str], problems: Problems) -> None:
        """Check each way, and that its quantity exists."""
        for way in self.ways:
            if way.quantity:
                check_quantity(way.quantity, way.scoring.needs_quantity, scope, known, problems)
            way.scoring.check(full, scope, known, problems)

    def score(self, subject: Subject) -> Outcome | None:
        """Return the outcome of the way that gives most."""
        outcomes = [outcome for outcome in self._outcomes(subject) if outcome]
        if not outcomes:
            return None
        return max(outcomes, key=lambda outcome: settle(outcome, subject.full, subject.digits)[0])

    def reckoning(self, subject: Subject, outcome: Outcome) -> Reckoning:
        """Return the most that a way gives, each reckoned beside the others; printed are the details of the best."""
        outcomes = self._outcomes(subject)
        given = [settle(found, subject.full, subject.digits)[0] if found else ZERO for found in outcomes]
        details: dict[str, Node] = {}
        judged: dict[str, Value] = {}
        for number, (way, found) in enumerate(zip(self.ways, outcomes, strict=True), 1):
            if found is None:
                continue
            part = replace(self._subject(way, subject), name=f"{subject.name}.{W.ANY_OF}{number}")
            reckoned = way.scoring.reckoning(part, found)
            details[f"{W.ANY_OF}{number}.{W.FULL}"] = own(subject, W.FULL)
            details |= {f"{W.ANY_OF}{number}.{key}": node for key, node in reckoned.details.items()}
            points = settled(reckoned, own(part, W.FULL), subject.digits)
            details[f"{W.ANY_OF}{number}.{W.SCORE}"] = by_quantity(points, part, own(part, W.FULL))
            if found is outcomes[given.index(max(given))]:
                details |= {key: own(part, key) for key in reckoned.details}
            judged |= reckoned.judged
        ways = [own(subject, f"{W.ANY_OF}{number}.{W.SCORE}") for number, found in enumerate(outcomes, 1) if found]
        return Reckoning(call(W.F_MAX, *ways), details=details, judged=judged)

    def branches(self, subject: Subject, outcome: Outcome) -> Iterator[Branch]:
        """Yield each way with what it gives; the first that gives most is taken."""
        given = [settle(found, subject.full, subject.digits)[0] if found else ZERO for found in self._outcomes(subject)]
        for at, way in enumerate(self.ways):
            yield Branch(" ".join(filter(None, (way.scoring.method, way.quantity))), given[at], at == given.index(max(given)))

    def goals(self, subject: Subject, outcome: Outcome) -> Iterator[Goal]:
        """Yield what each way would have better."""
        for way, found in zip(self.ways, self._outcomes(subject), strict=True):
            own = self._subject(way, subject)
            settled = way.quantity and forced(subject.figures.computed.get(str(way.quantity)), subject.full)
            if found and not settled and (isinstance(own.value, Quantity) or not way.scoring.needs_quantity):
                yield from way.scoring.goals(own, found)

    def figures(self, outcome: Outcome | None) -> Iterator[str]:
        """Yield the figures of every way."""
        for way in self.ways:
            yield from (str(way.quantity),) if way.quantity else ()
            yield from way.scoring.figures(None)

    def _outcomes(self, subject: Subject) -> list[Outcome | None]:
        return [self._score(way, subject) for way in self.ways]

    def _score(self, way: Alternative, subject: Subject) -> Outcome | None:
        if way.quantity is None:
            return way.scoring.score(subject)
        own = self._subject(way, subject)
        if outcome := forced(subject.figures.computed.get(str(way.quantity)), subject.full):
            return outcome
        if isinstance(own.value, NotApplicable):
            return Outcome(points=subject.full)
        return way.scoring.score(own)

    def _subject(self, way: Alternative, subject: Subject) -> Subject:
        """Return what a way scores: its own quantity, where it has one."""
        if way.quantity is None:
            return subject
        value = subject.figures.value(str(way.quantity))
        assert not isinstance(value, list)
        return replace(subject, quantity=str(way.quantity), value=value)
