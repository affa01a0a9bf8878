"""The sentences of indicators: their slots filled by the nearest of unit, rule set and method."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, cast

from ..base import words as W
from ..base.decimals import ZERO
from ..base.marks import Text, by_name
from ..base.problems import ProblemError, Problems
from ..base.yaml_reader import Mapping as YamlMapping
from ..base.yaml_reader import Node, Scalar, Sequence
from ..facts.facts import ExtraSection, Issue
from ..facts.values import NOT_APPLICABLE, POINTS, RATIO, Quantity, Value
from ..rules.formula import evaluate
from ..rules.formula.evaluate import Column
from ..rules.review import Review
from ..rules.ruleset import Case, RuleSet
from ..rules.scorecard import GroupScore, IndicatorScore, Scorecard, Scored
from .document import Span
from .language import check_sentence, render_sentence
from .names import Catalog, Items, Lazy, review_names, score_names, shown
from .printing import Absent, Fragment, Shown, Style

_SAID = (W.EXPLANATION, W.SCORE_LINE)  # the sentences that an indicator has whether points came off or not
OWN_NAMES = (W.QUANTITIES, W.DEDUCTION, W.SCORE, W.FULL, W.SHARE_OF_FULL, W.NAME, W.DEDUCTED)


@dataclass(frozen=True, slots=True)
class Choice:
    """What fills a sentence slot: the text, the level it comes from (单位, 指标, 规则集), the cases it was chosen from."""

    text: Text | None
    level: str = ""
    cases: tuple[Case, ...] = ()


@dataclass
class Sentences:
    """Renders the sentences of a scorecard, each once."""

    card: Scorecard
    style: Style
    problems: Problems
    names: dict[str, object] = field(default_factory=dict)
    review: Review | None = None
    _views: dict[str, Lazy] = field(default_factory=dict)

    def views(self) -> tuple[Lazy, Lazy]:
        """Return what templates see as 指标 and as 组."""
        everything = list(self.card.everything())
        indicators = {scored.name: self._maker(scored) for scored in everything if isinstance(scored, IndicatorScore)}
        groups = {scored.name: self._maker(scored) for scored in everything if isinstance(scored, GroupScore)}
        return Lazy(indicators, W.INDICATORS), Lazy(groups, W.GROUPS)

    def total_names(self) -> Lazy:
        """Return what templates see as 总分."""
        def absent(name: str) -> Absent:
            return Absent(self.card.lacking, W.TOTAL if name == W.SCORE else name)

        points = None if self.card.lacking else self.card.points
        makers = score_names(points, self.card.full, self._share(points, self.card.full), W.TOTAL, self.style, absent)
        grade = absent(W.GRADE) if self.card.lacking else Shown(self.card.grade, f"{W.TOTAL}.{W.GRADE}", self.style)
        card = self.review.card if self.review and not self.card.lacking and not self.review.card.lacking else None
        makers |= review_names(points, card.points if card else None, W.TOTAL, self.style)
        reviewed = Shown(card.grade, f"{W.TOTAL}.{W.REVIEWED_GRADE}", self.style) if card else Absent(())
        return Lazy({**makers, W.GRADE: lambda: grade, W.REVIEWED_GRADE: lambda: reviewed}, W.TOTAL)

    def _share(self, points: Decimal | None, full: Decimal) -> Decimal | None:
        return None if points is None else self.card.share(points, full)

    def _maker(self, scored: Scored) -> Callable[[], object]:
        return lambda: self.view(scored)

    def view(self, scored: Scored) -> Lazy:
        """Return a group or an indicator as a template sees it."""
        if scored.id not in self._views:
            self._views[scored.id] = self._view(scored, scored.id)
        return self._views[scored.id]

    def _view(self, scored: Scored, id: str) -> Lazy:
        def absent(name: str) -> Absent:
            return Absent(scored.lacking, scored.title + name)

        points = None if scored.lacking else scored.points
        makers = score_names(points, scored.full, self._share(points, scored.full), id, self.style, absent)
        makers |= review_names(points, self._reviewed(scored), id, self.style)
        makers[W.REVIEW_REASON] = lambda: Fragment(tuple(map(Span, self.review.reasons(scored))) if self.review else ())
        makers[W.NAME] = lambda: Shown(scored.title, f"{id}.{W.NAME}", self.style)
        makers[W.OWN_WORDS] = lambda: Shown(self._own_text(scored, W.EXPLANATION) is not None, f"{id}.{W.OWN_WORDS}", self.style)
        for slot in W.SLOT_NAMES:
            makers[slot] = self._slot(scored, slot)
        group_only, unexplained = isinstance(scored, GroupScore) and scored.group_only, bool(scored.judgment and scored.judgment.reason)
        makers[W.GROUP_ONLY] = lambda: Shown(group_only, f"{id}.{W.GROUP_ONLY}", self.style)
        makers[W.REASON] = lambda: Shown(unexplained, f"{id}.{W.REASON}", self.style)
        makers[W.CHILDREN] = lambda: Items(f"{id}.{W.CHILDREN}", map(self.view, getattr(scored, "children", ())))
        makers[W.LEAVES] = lambda: Items(f"{id}.{W.LEAVES}", map(self.view, scored.leaves))
        if isinstance(scored, IndicatorScore):
            makers[W.GIST] = lambda: Fragment((Span(scored.indicator.basis.gist),))
            makers[W.UNKNOWN_SCORE] = lambda: scored.points is None and not scored.lacking
            makers[W.QUANTITIES] = lambda: self._quantity(scored)
            makers[W.ROWS] = lambda: shown(scored.details.get(W.ROWS, []), f"{id}.{W.ROWS}", self.style, self.card.figures)
        return Lazy(makers, id)

    def _reviewed(self, scored: Scored) -> Decimal | None:
        reviewed = self.review.of(scored.name) if self.review else None
        return None if reviewed is None or reviewed.lacking else reviewed.points

    def _slot(self, scored: Scored, slot: str) -> Callable[[], object]:
        return lambda: self._rendered(scored, slot)

    def fragment(self, scored: Scored, slot: str) -> Fragment:
        """Return a sentence of a group or indicator; empty where there is none."""
        return cast("Fragment", self.view(scored)[slot])

    def _rendered(self, scored: Scored, slot: str) -> Fragment | Absent:
        text = self.choice(scored, slot).text
        if text is None and scored.lacking and slot in _SAID:
            return Absent(scored.lacking, scored.title + slot)
        return Fragment(render_sentence(text, self.scope(scored), self.problems)) if text else Fragment(())

    def _own_text(self, scored: Scored, slot: str) -> Text | None:
        """Return what the unit itself wrote for a slot, under 评定 or 措辞."""
        wording = by_name(self.card.facts.settings.wording).get(scored.name, {})
        judged = scored.judgment.sentences if scored.judgment else {}
        return judged.get(slot) or by_name(wording).get(slot)

    def choice(self, scored: Scored, slot: str) -> Choice:
        """Return what fills a slot, and why it and not another text."""
        own = self._own_text(scored, slot)
        if own or isinstance(scored, GroupScore) or scored.points is None:
            return Choice(own, W.UNIT)
        cases = self.card.rules.cases(scored.name, slot)
        level = W.INDICATORS if slot in by_name(scored.indicator.slots) else W.RULE_SET
        return Choice(self._case(scored, cases), level, cases)

    def _case(self, scored: IndicatorScore, cases: tuple[Case, ...]) -> Text | None:
        for case in cases:
            try:
                if case.when is None or evaluate(case.when, self.lookup(scored)) is True:
                    return case.write
            except ProblemError as error:
                self.problems.extend(error.problems)
                return None
        return None

    def lookup(self, scored: IndicatorScore) -> Callable[[str], Value | Column]:
        """Return what gives the values that the conditions of an indicator's sentences name."""
        share = self.card.share(scored.full if scored.points is None else scored.points, scored.full)
        own: dict[str, Value] = {
            W.FULL: Quantity(scored.full, POINTS),
            W.SCORE: Quantity(scored.points or ZERO, POINTS),
            W.DEDUCTION: Quantity(scored.deduction or ZERO, POINTS),
            W.SHARE_OF_FULL: Quantity(share, RATIO),
        }
        if scored.value is not None:
            own[W.QUANTITIES] = scored.value
        return lambda path: own[path] if path in own else self.card.figures.value(path)

    def scope(self, scored: Scored) -> dict[str, object]:
        """Return the names that the sentences of a group or indicator see."""
        view = self.view(scored)
        scope = {**self.names, **{name: view[name] for name in OWN_NAMES if name in view}}
        if isinstance(scored, IndicatorScore):
            scope |= self._without_details(scored)
            for name, detail in scored.details.items():
                scope[name] = shown(detail, f"{scored.id}.{name}", self.style, self.card.figures)
        return scope

    def _without_details(self, scored: IndicatorScore) -> dict[str, object]:
        """Return what an indicator's sentences see under the names of its method as long as that gave nothing."""
        found: dict[str, Any] = {}
        for path in scored.indicator.scoring.sentence_names:
            title, name = scored.title + path, f"{scored.id}.{path}"
            value = Absent(scored.lacking, title) if scored.lacking else Shown(NOT_APPLICABLE, name, self.style)
            section, _, rest = path.partition(".")
            found[section] = {**found.get(section, {}), rest: value} if rest else value
        return found

    def _quantity(self, scored: IndicatorScore) -> object:
        if scored.value is None or scored.trace is None or scored.trace.quantity is None:
            return Absent(scored.lacking)
        return shown(scored.value, scored.trace.quantity.name, self.style, self.card.figures)


def check_rule_sentences(rules: RuleSet, catalog: Catalog, problems: Problems) -> None:
    """Note sentences of a rule set with names that they cannot have."""
    for indicator in rules.indicators.values():
        names = [*OWN_NAMES, *indicator.scoring.sentence_names]
        _check_slots(indicator.slots, catalog.with_names(names), problems)
    _check_slots(rules.shape.slots, catalog.with_names(OWN_NAMES), problems)


def check_written(card: Scorecard, catalog: Catalog, problems: Problems) -> None:
    """Note what a unit's own texts may not hold, whether they will be printed or not."""
    settings = card.facts.settings
    for text in (*_texts_of_issues(settings.issues), *_texts_below(*settings.prose.values()), *_texts_of_extra(settings.extra)):
        check_sentence(text, catalog, problems)
    judged = {str(key): tuple(judgment.sentences.values()) for key, judgment in settings.judged.items()}
    worded = {str(key): tuple(slots.values()) for key, slots in settings.wording.items()}
    for key in (*judged, *worded):
        indicator = card.rules.indicators.get(key)
        known = catalog.with_names([*OWN_NAMES, *(indicator.scoring.sentence_names if indicator else ())])
        for text in (*judged.get(key, ()), *worded.get(key, ())):
            check_sentence(text, known, problems)


def _texts_of_issues(issues: tuple[Issue, ...]) -> Iterator[Text]:
    for issue in issues:
        for written in (issue.heading, issue.measure_heading, issue.issue, issue.measure):
            yield from (text for text in (written if isinstance(written, tuple) else (written,)) if isinstance(text, Text))


def _texts_of_extra(extra: tuple[ExtraSection, ...]) -> Iterator[Text]:
    for section in extra:
        yield section.heading
        yield from _texts_below(section.content)


def _texts_below(*written: Node) -> Iterator[Text]:
    """Yield all texts of written nodes."""
    for node in written:
        match node:
            case Scalar():
                yield node.text
            case Sequence():
                yield from _texts_below(*node)
            case YamlMapping():
                yield from _texts_below(*(inner for _, inner in node))


def _check_slots(slots: Mapping[Text, tuple[Case, ...]], catalog: Catalog, problems: Problems) -> None:
    for cases in slots.values():
        for case in cases:
            check_sentence(case.write, catalog, problems)
