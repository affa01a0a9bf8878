"""评定: the unit judges, and says why.

Official wording: “预算编制符合要求的得满分；不符合的酌情扣分。”

Parameters: none. The unit's file says under 评定 how many points come off (扣分) and why: 说明 is printed, 原因 is only noted;
without either, points off are a problem. 其余: 满分 gives full marks to every judged indicator that is not named.

Sentence names: none of its own.

Edge values: 扣分 from 0 to the full marks.
"""

from __future__ import annotations

from typing import ClassVar

from ...base import words as W
from ...base.decimals import ZERO
from ...base.problems import ProblemError, make
from ..formula.making import named
from .base import Method, Outcome, Subject, points
from .reckoning import Reckoning, judged_path


class Judged(Method):
    """评定."""

    NAME: ClassVar[str] = W.M_JUDGED

    @property
    def judged_by(self) -> str:
        """The points off."""
        return W.DEDUCTION

    def score(self, subject: Subject) -> Outcome:
        """Return the points that the unit took off.

        Raises:
            ProblemError: F303 it has not judged.
        """
        if subject.judgment is None or (subject.judgment.deduction is None and not subject.judgment.explanation):
            if not subject.rest_is_full:
                raise ProblemError(make("F303", subject.mark, name=subject.name, title=subject.name))
            return Outcome(deduction=ZERO)
        return Outcome(deduction=subject.judgment.deduction or ZERO)

    def reckoning(self, subject: Subject, outcome: Outcome) -> Reckoning:
        """Return the points off as the unit judged them."""
        path = judged_path(subject, W.DEDUCTION)
        return Reckoning(named(path), takes_off=True, judged={path: points(outcome.deduction or ZERO)})
