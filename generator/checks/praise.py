"""夸奖: sentences that praise what the rules take points off for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..base.decimals import ZERO, plain
from ..base.problems import Problem, make
from ..rules.scorecard import IndicatorScore, Scorecard, Scored
from .loading import Checks
from .passages import Passage
from .patterns import any_of, excepted
from .shapes import Praise
from .wording import Names

_SENTENCE = re.compile(r"[^。；\n]+")


def contradicted_praise(checks: Checks, passages: Iterable[Passage], card: Scorecard, names: Names) -> Iterator[Problem]:
    """Yield a problem for each sentence of a unit that praises the subject of an indicator with points off; plans are no praise."""
    deductions = card.deductions()
    plans = any_of([checks.plans] if checks.plans else (), names)
    for praise in checks.praises.values():
        scored = next((each for each in deductions if _meant(praise, each)), None)
        if scored:
            patterns = any_of((praise.pattern, praise.subject, *praise.exceptions), names)
            yield from (problem for passage in passages for problem in _found(patterns, scored, passage, plans))


def _meant(praise: Praise, scored: Scored) -> bool:
    if any(word in name for word in praise.indicators for name in (scored.name, scored.title)):
        return True
    return isinstance(scored, IndicatorScore) and scored.indicator.quantity is not None and scored.indicator.quantity in praise.quantities


def _found(patterns: list[re.Pattern[str]], scored: Scored, passage: Passage, plans: list[re.Pattern[str]]) -> Iterator[Problem]:
    praising, subject, *exceptions = patterns
    for sentence in _SENTENCE.finditer(passage.text):
        for found in praising.finditer(passage.text, *sentence.span()) if subject.search(sentence[0]) else ():
            planned = any(plan.search(passage.text, sentence.start(), found.start()) for plan in plans)
            mark = None if planned or excepted(found, exceptions) else passage.typed(found.start())
            if mark:
                yield make("W324", mark, words=found[0], name=scored.title, deduction=plain(scored.deduction or ZERO, trim=True))
