"""Problems and measures: every deduction once, with those of the unit's own, in the order the unit gave."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from ..base import words as W
from ..base.marks import Text, by_name
from ..base.problems import Problems, make, nearest
from ..facts.facts import Issue
from ..rules.scorecard import Scorecard, Scored
from .document import Spans
from .printing import Absent, Fragment
from .sentences import Sentences

Render = Callable[[Text], tuple[Spans, ...]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the list of problems: headings, and the texts under them."""

    heading: Fragment
    measure_heading: Fragment
    issues: tuple[Fragment, ...]
    measures: tuple[Fragment, ...]

    def names(self) -> dict[str, object]:
        """Return the entry as a template sees it."""
        return {
            W.ISSUE_HEADING: self.heading,
            W.MEASURE_HEADING: self.measure_heading,
            W.ISSUE: list(self.issues),
            W.MEASURE: list(self.measures),
        }


def issue_entries(card: Scorecard, sentences: Sentences, render: Render, problems: Problems) -> list[Entry]:
    """Return the problems and measures to print.

    The unit's own entries come first, with the deductions they gather (an entry that only gathers vanishes with its last
    deduction); then every other deduction, in the order of the official table, unless it is listed under 不列问题.
    """
    deductions = {scored.name: scored for scored in card.deductions()}
    gathered = _gathered(card, problems)
    singles = {name: partial(_single, scored, card, sentences, problems) for name, scored in deductions.items()}
    entries = [_own(issue, singles, render) for issue in card.facts.settings.issues]
    unlisted = by_name(card.facts.settings.unlisted)
    _check_known(card.facts.settings.unlisted, card, problems)
    for name, scored in deductions.items():
        if name in gathered:
            continue
        if name in unlisted:
            problems.add("W305", unlisted[name].mark, name=scored.title, why=unlisted[name])
            continue
        entries.append(singles[name]())
    return [entry for entry in entries if entry.issues or entry.measures]


def _gathered(card: Scorecard, problems: Problems) -> set[str]:
    """Return what the unit's entries gather, each name checked and gathered once."""
    names = [name for issue in card.facts.settings.issues for name in issue.gathered]
    _check_known(names, card, problems)
    seen: set[str] = set()
    for name in names:
        if name in seen:
            problems.add("F313", name.mark, name=name)
        seen.add(str(name))
    return seen


def _check_known(names: Iterable[Text], card: Scorecard, problems: Problems) -> None:
    known = [scored.name for scored in card.everything()]
    for name in names:
        if name not in known:
            problems.add("F307", name.mark, name=name, nearest=nearest(name, known), rules=card.rules.name)


def _own(issue: Issue, singles: Mapping[str, Callable[[], Entry]], render: Render) -> Entry:
    taken = [singles[name]() for name in map(str, issue.gathered) if name in singles]
    own = list(_fragments(issue.issue, render))
    if issue.gathered and not taken and not own:
        return Entry(Fragment(()), Fragment(()), (), ())
    return Entry(
        _heading(issue.heading, render),
        _heading(issue.measure_heading, render),
        tuple(own + [fragment for single in taken for fragment in single.issues]),
        tuple([*_fragments(issue.measure, render)] + [fragment for single in taken for fragment in single.measures]),
    )


def _single(scored: Scored, card: Scorecard, sentences: Sentences, problems: Problems) -> Entry:
    issue, measure = (_written(scored, slot, card, sentences, problems) for slot in (W.ISSUE, W.MEASURE))
    return Entry(Fragment(()), Fragment(()), (issue,), (measure,))


def _written(scored: Scored, slot: str, card: Scorecard, sentences: Sentences, problems: Problems) -> Fragment:
    """Return what is said of a deduction; a gap where nobody wrote it."""
    if fragment := sentences.fragment(scored, slot):
        return fragment
    gap = Absent((make("T112", card.facts.judged_at(scored.name), name=scored.title, slot=slot, title=scored.title + slot),))
    problems.extend(gap.problems)
    return Fragment(gap.spans)


def _heading(text: Text | None, render: Render) -> Fragment:
    return Fragment(next(iter(render(text)), ())) if text else Fragment(())


def _fragments(written: object, render: Render) -> Iterator[Fragment]:
    for text in written if isinstance(written, tuple) else (written,):
        if isinstance(text, Text) and text:
            yield from map(Fragment, render(text))
