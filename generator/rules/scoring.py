"""Scores facts under a rule set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

from ..base import words as W
from ..base.decimals import ZERO, digits_of, half_up
from ..base.marks import Text, by_name
from ..base.problems import Problem, ProblemError, Problems, nearest
from ..facts.facts import Claim, Facts, Judgment
from ..facts.values import POINTS, Kind, NotApplicable, Quantity, Value, parse_quantity, shown_value
from .definitions import Definition, check_definitions, read_definitions
from .figures import Computed, Digits, Figures, dimension_of
from .formula.dimensions import UNKNOWN
from .loading import scope_with, static_scope
from .methods import Outcome, Subject, forced, settle
from .methods.checklist import Checklist
from .methods.judged import Judged
from .ruleset import GroupShape, Indicator, RuleSet
from .scorecard import GroupScore, IndicatorScore, Scorecard, Trace


def figures_for(facts: Facts, rules: RuleSet, form: Mapping[str, Definition], problems: Problems) -> Figures:
    """Return the figures of a unit's year: facts, the rule set's quantities, the form's and the unit's own."""
    own = read_definitions(facts.settings.quantities, problems)
    definitions = dict(rules.definitions)
    told = {problem.mark for problem in problems.errors}
    data = {f"{W.DATA}.{name}": UNKNOWN if fact.mark in told else dimension_of(fact.value)[0] for name, fact in facts.data.items()}
    scope = static_scope(facts.vocabulary, data)
    known = [*facts.vocabulary.canonical, *data]
    dimensions = dict(rules.dimensions)
    for added in (form, own):
        for name in added:
            if name in definitions or name in facts.vocabulary.canonical:
                problems.add("F210", added[name].formula.text.mark, key=name)
        dimensions |= check_definitions(added, scope_with(scope, definitions, dimensions), [*known, *definitions], problems)
        definitions |= {name: definition for name, definition in added.items() if name not in definitions}
    digits = rules.shape.digits
    broken = frozenset(definitions) - frozenset(dimensions)
    return Figures(facts, definitions, Digits(digits.ratio, digits.points, digits.money), dimensions, broken)


def score(facts: Facts, rules: RuleSet, figures: Figures, problems: Problems) -> Scorecard:
    """Return a scorecard; what cannot be scored is noted and adds nothing."""
    _check_judgments(facts, rules, problems)
    groups = tuple(_group(name, group, facts, rules, figures, problems) for name, group in rules.shape.structure.items())
    figures.needed = ""
    card = Scorecard(facts, rules, figures, groups)
    figures.check_reported(problems)
    _check_sources(facts, rules, problems)
    if not problems.errors:
        _check_assertions(card, problems)
    return card


def _group(name: Text, group: GroupShape, facts: Facts, rules: RuleSet, figures: Figures, problems: Problems) -> GroupScore:
    judgment = _judgment(facts, name)
    title = str(group.title or name)
    if judgment and judgment.group_only:
        unknown = tuple(_unknown(child, rules, _pending(name, facts)) for child in group.indicators())
        deduction = _deduction(name, group.full, judgment, facts, problems)
        _check_reason(name, title, deduction, judgment, facts, problems)
        return GroupScore(str(name), title, group.full, group.full - deduction, unknown, judgment)
    below = [_group(child, inner, facts, rules, figures, problems) for child, inner in group.groups.items()]
    leaves = [score_indicator(str(leaf), facts, rules, figures, problems) for leaf in group.leaves]
    children: tuple[GroupScore | IndicatorScore, ...] = (*below, *leaves)
    points = sum((child.points or ZERO for child in children), ZERO)
    return GroupScore(str(name), title, group.full, points, children, judgment)


def _unknown(name: Text, rules: RuleSet, lacking: tuple[Problem, ...]) -> IndicatorScore:
    indicator = rules.indicators[name]
    return IndicatorScore(str(name), str(indicator.title or name), indicator.full, None, None, indicator, lacking=lacking)


def score_indicator(name: str, facts: Facts, rules: RuleSet, figures: Figures, problems: Problems) -> IndicatorScore:
    """Return one indicator's score."""
    indicator = rules.indicators[name]
    judgment = _judgment(facts, name)
    title = str(indicator.title or name)
    figures.needed = title
    computed, outcome = None, None
    lacking: tuple[Problem, ...] = ()
    try:
        computed = _quantity(indicator, figures)
        outcome = _outcome(name, indicator, computed, facts, figures, problems)
    except ProblemError as error:
        lacking = error.problems
        problems.extend(lacking)
    points, deduction = settle(outcome, indicator.full, figures.digits.points) if outcome else (None, None)
    if deduction and isinstance(indicator.scoring, (Judged, Checklist)) and judgment:
        _check_reason(name, title, deduction, judgment, facts, problems)
    trace = Trace(computed, outcome)
    details = outcome.details if outcome else {}
    value = computed.value if computed else None
    return IndicatorScore(name, title, indicator.full, points, deduction, indicator, value, details, judgment, trace, lacking)


def _quantity(indicator: Indicator, figures: Figures) -> Computed | None:
    if indicator.quantity is None:
        return None
    path = str(indicator.quantity)
    if path in figures.definitions:
        return figures.compute(path)
    value = figures.value(path)
    assert not isinstance(value, list)
    return Computed(path, value, value, None)


def _outcome(
    name: str, indicator: Indicator, computed: Computed | None, facts: Facts, figures: Figures, problems: Problems
) -> Outcome | None:
    if outcome := forced(computed, indicator.full):
        return outcome
    judgment, value = _judgment(facts, name), computed.value if computed else None
    if isinstance(indicator.scoring, (Judged, Checklist)) and (pending := _pending(name, facts)):
        raise ProblemError(*pending)
    if isinstance(value, NotApplicable) and not isinstance(indicator.scoring, Judged):
        return Outcome(points=indicator.full, steps=(W.NOT_APPLICABLE,))
    if isinstance(indicator.scoring, Judged) and judgment:
        _deduction(name, indicator.full, judgment, facts, problems)
    return indicator.scoring.score(subject_of(name, indicator, value, facts, figures, problems))


def subject_of(
    name: str, indicator: Indicator, value: Value | None, facts: Facts, figures: Figures, problems: Problems
) -> Subject:
    """Return what an indicator's method scores."""
    mark, rest = facts.judged_at(name), facts.settings.rest_is_full
    quantity = str(indicator.quantity or "")
    return Subject(name, indicator.full, quantity, value, _judgment(facts, name), rest, figures, mark, problems)


def _pending(name: str, facts: Facts) -> tuple[Problem, ...]:
    """Return what says that the judgment of an indicator or group is still to come."""
    return facts.settings.pending.get(name if _judgment(facts, name) else W.REST, ())


def _judgment(facts: Facts, name: str) -> Judgment | None:
    return by_name(facts.settings.judged).get(name)


def _deduction(name: str, full: Decimal, judgment: Judgment, facts: Facts, problems: Problems) -> Decimal:
    deduction = judgment.deduction or ZERO
    if not 0 <= deduction <= full:
        problems.add("F305", facts.judged_at(name), name=name, full=full, deduction=deduction)
    return deduction


def _check_reason(name: str, title: str, deduction: Decimal, judgment: Judgment, facts: Facts, problems: Problems) -> None:
    if not deduction:
        return
    if judgment.reason:
        problems.add("W303", facts.judged_at(name), name=title, deduction=f"{deduction:f}", why=judgment.reason)
    elif not judgment.explanation:
        problems.add("F304", facts.judged_at(name), name=title, deduction=f"{deduction:f}")


def _check_judgments(facts: Facts, rules: RuleSet, problems: Problems) -> None:
    groups = {str(name): group for name, group in rules.groups()}
    for key, judgment in facts.settings.judged.items():
        indicator = rules.indicators.get(key)
        if indicator is None and key not in groups:
            problems.add("F307", key.mark, name=key, nearest=nearest(key, [*rules.indicators, *groups]), rules=rules.name)
        elif judgment.deduction and not judgment.group_only and not (indicator and isinstance(indicator.scoring, (Judged, Checklist))):
            problems.add("F308", key.mark, name=key)
        elif judgment.group_only and indicator:
            problems.add("F318", key.mark, name=key)
        elif judgment.group_only:
            for inner in groups[key].beneath():
                if _judgment(facts, inner):
                    problems.add("F315", facts.judged_at(inner), name=key, leaf=inner)
        elif judgment.deduction and indicator and isinstance(indicator.scoring, Checklist):
            items = [item.name for item in indicator.scoring.items if item.condition is None]
            problems.add("F319", key.mark, name=key, known=W.LIST_COMMA.join(items))
        if not (indicator and isinstance(indicator.scoring, Checklist)):
            for item in judgment.unmet:
                problems.add("F314", item.mark, name=key, item=item, nearest="")
    for key in facts.settings.wording:
        if key not in rules.indicators:
            problems.add("F307", key.mark, name=key, nearest=nearest(key, rules.indicators), rules=rules.name)


def _check_sources(facts: Facts, rules: RuleSet, problems: Problems) -> None:
    """Warn of a rule set for another year, and of indicators whose rule nobody read in its document."""
    if rules.shape.scope.year != facts.year:
        problems.add("W308", facts.rules.mark, name=rules.name, scope=rules.shape.scope.year, year=facts.year)
    found = Counter(str(indicator.basis.verified) for indicator in rules.indicators.values())
    unread = found[W.INDUCED] + found[W.UNREAD]
    if unread:
        counts = {"count": found.total(), "unread": unread, "induced": found[W.INDUCED], "doubtful": found[W.UNREAD]}
        problems.add("W307", facts.rules.mark, name=rules.name, **counts)


def _check_assertions(card: Scorecard, problems: Problems) -> None:
    scores = {scored.name: scored.points for scored in card.everything() if not scored.lacking}
    unknown = {scored.name for scored in card.everything() if scored.lacking} | ({W.TOTAL} if card.lacking else set())
    for key, claim in card.facts.settings.asserted.items():
        computed = None if key in unknown else _asserted(key, card, scores, problems)
        if computed is None:
            continue
        if not _agrees(computed, claim, card.facts.money_unit):
            details = {"name": key, "computed": shown_value(computed), "asserted": claim.value}
            if claim.note:
                problems.add("W302", claim.value.mark, why=claim.note, **details)
            else:
                problems.add("F306", claim.value.mark, **details)


def _asserted(key: Text, card: Scorecard, scores: Mapping[str, Decimal | None], problems: Problems) -> Value | None:
    if key == W.TOTAL:
        return Quantity(card.points, POINTS)
    points = scores.get(key)
    if points is not None:
        return Quantity(points, POINTS)
    try:
        value = card.figures.value(str(key))
    except ProblemError as error:
        if error.problems[0].number == "R203":
            known = [*card.figures.definitions, *scores, W.TOTAL]
            problems.add("R203", key.mark, name=key, nearest=nearest(key, known))
        else:
            problems.extend(error.problems)
        return None
    return None if isinstance(value, list) else value


def _agrees(computed: Value, claim: Claim, money_unit: str) -> bool:
    if not isinstance(computed, Quantity):
        return shown_value(computed) == claim.value
    asserted = parse_quantity(claim.value, computed.dimension if computed.dimension.kind is not Kind.POINTS else None, money_unit)
    if asserted is None:
        return False
    number = computed.number
    if computed.unit in W.MONEY_UNITS and asserted.unit in W.MONEY_UNITS:
        number = computed.in_unit(asserted.unit)
    return half_up(number, digits_of(asserted.number)) == asserted.number

