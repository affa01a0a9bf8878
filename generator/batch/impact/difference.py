"""What differs between two readings of a unit's year, as plain records that any process can hand on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from ...base import words as W
from ...base.decimals import ZERO
from ...base.problems import Problem
from ...rules.scorecard import Scored
from ..changes import changes as changed_texts
from .reading import Reading

_OVERALL = (W.TOTAL, f"{W.INDICATORS}.", f"{W.GROUPS}.")  # names by which a sentence can print another one's score


class What(Enum):
    """What kind of thing a change is of."""

    SCORE = "score"
    SENTENCE = "sentence"
    TEXT = "text"
    FAILURE = "failure"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs.

    Attributes:
        what: an indicator's score, one of its sentences, another text of the report, or whether the report can be made.
        old: as printed; empty where there is none. Of a score its points.
        new: the same, on the new side.
        indicator: its title; empty for texts and failures.
        slot: the sentence's name.
        moved: of a score, what it adds to the total; 0 for the rest.
        full: of a score its full marks on either side, as printed.
    """

    what: What
    old: str
    new: str
    indicator: str = ""
    slot: str = ""
    moved: Decimal = ZERO
    full: tuple[str, str] = ("", "")


def changes(old: Reading, new: Reading) -> list[Change]:
    """Return what differs; where a side could not be scored, only what stopped it."""
    found = list(_changes(old, new)) if old.is_scored and new.is_scored else []
    failures = _failure(old.failure), _failure(new.failure)
    return [*found, *([Change(What.FAILURE, *failures)] if failures[0] != failures[1] else [])]


def _failure(problem: Problem | None) -> str:
    return f"{problem.number} {problem.reason}" if problem else ""


def _changes(old: Reading, new: Reading) -> Iterator[Change]:
    before, after = old.scored(), new.scored()
    scores = [change for name in {**after, **before} for change in _score(before.get(name), after.get(name))]
    yield from scores
    sentences = list(_sentences(old, new, before, after, bool(scores)))
    yield from sentences
    yield from _texts(old, new, sentences)


def _score(old: Scored | None, new: Scored | None) -> Iterator[Change]:
    points = tuple(scored.points if scored else None for scored in (old, new))
    full = tuple(scored.full if scored else None for scored in (old, new))
    scored = new or old
    if scored and (points[0] != points[1] or full[0] != full[1]):
        moved = (points[1] or ZERO) - (points[0] or ZERO)
        yield Change(What.SCORE, _digits(points[0]), _digits(points[1]), scored.title, "", moved, (_digits(full[0]), _digits(full[1])))


def _digits(number: Decimal | None) -> str:
    return "" if number is None else f"{number.normalize():f}"


def _sentences(old: Reading, new: Reading, before: dict[str, Scored], after: dict[str, Scored], moved: bool) -> Iterator[Change]:
    """Yield the sentences that differ; those that cannot differ are not said at all."""
    all_may = _figures_differ(old, new)
    for name in {**after, **before}:
        mine, theirs = before.get(name), after.get(name)
        scored = theirs or mine
        assert scored is not None
        own_may = all_may or mine is None or theirs is None or _looks(mine) != _looks(theirs)
        for slot in W.SLOT_NAMES:
            texts = (old.template(mine, slot) if mine else "", new.template(theirs, slot) if theirs else "")
            if own_may or texts[0] != texts[1] or (moved and any(part in texts[0] for part in _OVERALL)):
                said = (old.sentence(mine, slot) if mine and texts[0] else "", new.sentence(theirs, slot) if theirs and texts[1] else "")
                if said[0] != said[1]:
                    yield Change(What.SENTENCE, *said, scored.title, slot)


def _figures_differ(old: Reading, new: Reading) -> bool:
    """Whether any figure that a sentence prints may have another value, or print otherwise."""
    assert old.card is not None
    assert new.card is not None
    if old.facts is not new.facts or old.document is not None:
        return True
    mine, theirs = old.card.figures, new.card.figures
    return mine.digits != theirs.digits or mine.definitions != theirs.definitions


def _looks(scored: Scored) -> tuple[object, ...]:
    """Return what the sentences of an indicator can print of its own."""
    own = (getattr(scored, "value", None), getattr(scored, "details", None))
    return scored.title, scored.full, scored.points, *own


def _texts(old: Reading, new: Reading, sentences: list[Change]) -> Iterator[Change]:
    """Yield the other texts that differ; a paragraph that differs by nothing but sentences already told is none."""
    if old.document is None or new.document is None:
        return
    for change in changed_texts(old.document, new.document) if old.document != new.document else ():
        told = change.old
        for sentence in sentences:
            told = told.replace(sentence.old, sentence.new) if sentence.old else told
        if told != change.new:
            yield Change(What.TEXT, change.old, change.new)
