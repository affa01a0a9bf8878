"""An explanation as lines of text: short, aligned, each number with its unit, each thing with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import ROUND_DOWN, Decimal

from ..base import messages as M
from ..base import words as W
from ..base.columns import wrapped
from ..base.decimals import digits_of, plain
from ..facts.values import Kind, Quantity, Table, Value
from ..report.printing import Style
from ..rules.distance import Better, Reach
from ..rules.explain import Account, Figure, ZeroRule
from ..rules.formula.evaluate import Column
from ..rules.methods import Branch
from .explanation import (
    Deduction,
    Explanation,
    FigureAccount,
    GroupAccount,
    IndicatorAccount,
    Overview,
    Part,
    Sentence,
    SentenceCase,
)
from .views import table

_COLUMNS = 96
_TABLE_COLUMNS = 1000  # a table is not wrapped
_MORE_DIGITS = 3  # of a value before rounding, beyond those that are displayed


def explanation_view(explanation: Explanation, style: Style, command: str) -> Iterator[str]:
    """Yield an explanation as lines; `command` is what a person types to see another."""
    view = _View(style)
    match explanation:
        case IndicatorAccount():
            yield from view.indicator(explanation)
        case GroupAccount():
            yield from view.group(explanation)
        case FigureAccount():
            yield from view.figures(explanation.figures)
        case Overview():
            yield from view.overview(explanation, command)


class _View:
    """The parts of an explanation in a form's style of numbers."""

    def __init__(self, style: Style) -> None:
        self.style = style

    def indicator(self, explained: IndicatorAccount) -> Iterator[str]:
        """Yield an indicator's score and all that explains it."""
        indicator = explained.indicator
        yield _score_line(indicator)
        yield from self.figures(indicator.figures)
        yield from _section(M.H_METHOD, self._method(indicator))
        values = {figure.name: figure.value for figure in indicator.figures}
        yield from _section(M.H_BRANCHES, (self._branch(branch, values) for branch in indicator.branches))
        yield from _section(M.H_BETTER, self._better_of(indicator))
        yield from _section(M.H_BASIS, _basis(indicator))
        yield from _section(M.H_SENTENCES, _sentences(explained.sentences))

    def group(self, group: GroupAccount) -> Iterator[str]:
        """Yield a group's score, its parts and their sum."""
        yield _score_line(group)
        yield from _section(M.H_PARTS, _parts(group), columns=_TABLE_COLUMNS)
        yield from _section(M.H_SENTENCES, _sentences(group.sentences))

    def overview(self, overview: Overview, command: str) -> Iterator[str]:
        """Yield a year's score and what came off, each with where to look."""
        if not overview.scored:
            yield M.OVERVIEW_UNSCORED.format(rules=overview.rules)
            yield from _table_of((self._summary(figure) for figure in overview.figures if figure.formula), M.QUANTITY_COLUMNS)
            return
        off = overview.full - overview.points
        heading = M.OVERVIEW if overview.deductions else M.OVERVIEW_NONE
        details = {"unit": overview.unit, "year": overview.year, "grade": overview.grade, "count": len(overview.deductions)}
        yield heading.format(points=_points(overview.points), full=_points(overview.full), deduction=_points(off), **details)
        for deduction in overview.deductions:
            yield ""
            yield M.OVERVIEW_ITEM.format(deduction=_points(deduction.deduction), title=deduction.title)
            yield from _indented(self._deduction(deduction, command))

    def _deduction(self, deduction: Deduction, command: str) -> Iterator[str]:
        yield deduction.why
        for better in deduction.better:
            yield from self._better(better)
        yield M.OVERVIEW_SEE.format(command=f"{command} {deduction.name}")

    def figures(self, figures: Iterable[Figure]) -> Iterator[str]:
        """Yield how quantities were computed, and the facts they rest on."""
        figures = tuple(figures)
        derived = tuple(figure for figure in figures if figure.formula or figure.reported)
        facts = tuple(figure for figure in figures if figure not in derived)
        yield from _section(M.H_FIGURES, (line for figure in derived for line in self._derived(figure)))
        yield from _section(M.H_INPUTS, self._facts(facts), columns=_TABLE_COLUMNS)

    def _derived(self, figure: Figure) -> Iterator[str]:
        indent = "  " * figure.depth
        if figure.formula is None:
            yield indent + M.REPORTED.format(name=figure.name, value=self._shown(figure.value), place=figure.place)
            yield f"{indent}  {M.REPORTED_WHY.format(why=figure.reported)}"
            return
        yield f"{indent}{figure.name}　{figure.place}"
        values = dict(figure.inputs)
        yield f"{indent}  = {figure.formula.text}"
        yield f"{indent}  = {figure.formula.filled(self._look(values))}"
        yield f"{indent}  = {self._result(figure)}"
        used = any(rule.applied for rule in figure.zero_rules)
        yield from (f"{indent}  {self._zero_rule(rule, used)}" for rule in figure.zero_rules)

    def _look(self, values: Mapping[str, Value | Column | None]) -> Callable[[str], str]:
        return lambda name: self._shown(values[name]) if name in values else name

    def _result(self, figure: Figure) -> str:
        value, exact = figure.value, figure.exact
        shown = self._shown(value)
        if not isinstance(value, Quantity) or not isinstance(exact, Quantity) or value.number == exact.number:
            return shown
        digits = digits_of(value.number) - (2 if value.dimension.kind is Kind.RATIO else 0)
        rounding = M.ROUNDED if digits > 0 else M.WHOLE_NUMBER
        return rounding.format(exact=self._exact(exact, digits_of(value.number)), digits=digits, value=shown)

    def _exact(self, quantity: Quantity, digits: int) -> str:
        """Return a value before rounding, cut off a few digits behind those that are displayed."""
        cut = quantity.number.quantize(Decimal(1).scaleb(-digits - _MORE_DIGITS), rounding=ROUND_DOWN)
        rest = "…" if cut != quantity.number else ""
        if quantity.dimension.kind is Kind.RATIO:
            return f"{plain(cut.scaleb(2), trim=True)}{rest}%"
        return f"{plain(cut, trim=True, separators=self.style.separators)}{rest}{quantity.unit}"

    def _zero_rule(self, rule: ZeroRule, used: bool) -> str:
        points = M.ZERO_FULL if rule.full else M.ZERO_POINTS.format(points=rule.points) if rule.points is not None else ""
        when = M.ZERO_WHEN.format(when=rule.when.text) if rule.when else M.ZERO_ALWAYS
        take = self._shown(rule.take) if rule.take else W.NOTHING
        note = M.ZERO_USED if rule.applied else M.ZERO_PASSED if used else M.ZERO_UNUSED
        return M.ZERO_RULE.format(when=when, take=take, points=points) + note

    def _facts(self, facts: tuple[Figure, ...]) -> Iterator[str]:
        if facts:
            yield from _table_of((self._summary(fact) for fact in facts), M.INPUT_COLUMNS)
        for fact in facts:
            notes = ((M.ORIGIN_NOTE, fact.origin), (M.EVIDENCE_NOTE, fact.evidence), (M.ALIAS_NOTE, W.LIST_COMMA.join(fact.aliases)))
            yield from (note.format(name=fact.name, text=text) for note, text in notes if text)
            yield from fact.missing

    def _summary(self, figure: Figure) -> tuple[str, ...]:
        return figure.name, self._shown(figure.value), figure.title, str(figure.place or "")

    def _shown(self, value: Value | Column | None) -> str:
        match value:
            case None:
                return M.NO_VALUE
            case list():
                return W.LIST_COMMA.join(map(self._shown, value))
            case Table():
                return M.ROWS.format(count=len(value.rows))
            case Quantity() if value.dimension.kind is Kind.PEOPLE:
                return self.style.text(value) + W.PEOPLE_UNITS[0]
        return self.style.text(value)

    def _method(self, indicator: Account) -> Iterator[str]:
        parameters = (M.PARAMETER.format(key=key, text=text) for key, text in indicator.parameters)
        yield "　".join((M.PARAMETER.format(key=W.METHOD, text=indicator.method), *parameters))
        if indicator.judged_at:
            judged = M.JUDGED_BY_REST if indicator.judged_by_rest else M.JUDGED_HERE
            yield judged.format(place=indicator.judged_at)
        if indicator.reason:
            yield M.REASON_LINE.format(why=indicator.reason)
        if indicator.zero_case or indicator.not_applicable:
            yield M.BY_ZERO if indicator.zero_case else M.BY_NOT_APPLICABLE
        yield from indicator.steps
        yield from _settling(indicator)

    def _branch(self, branch: Branch, values: Mapping[str, Value | Column | None]) -> str:
        mark = M.TAKEN_MARK if branch.taken else M.OTHER_MARK
        line = M.BRANCH.format(mark=mark, when=branch.when, points=_points(branch.points))
        if branch.condition is None:
            return line
        verdict = M.HOLDS if branch.taken else M.FAILS
        return line + verdict.format(numbers=branch.condition.filled(self._look(values)))

    def _better_of(self, indicator: Account) -> Iterator[str]:
        if indicator.deduction and not indicator.better:
            yield M.NO_REACH
        for better in indicator.better:
            yield from self._better(better)

    def _better(self, better: Better) -> Iterator[str]:
        """Yield at most two figures that would bring a better score: those measured before what they are measured by."""
        label, gain = better.goal.label, better.goal.gain
        shown = [reach for reach in better.reaches if reach.leading][:2] or better.reaches[:2]
        if not shown:
            yield M.JUST_ITEM.format(label=label, gain=_points(gain)) if gain else label
        for reach in shown:
            gains = M.GAINS_HERE if label else M.GAINS
            yield gains.format(label=label, points=_points(reach.points), reach=self._reach(reach))

    def _reach(self, reach: Reach) -> str:
        change = ""
        if isinstance(reach.now, Quantity) and isinstance(reach.bound, Quantity):
            change = M.CHANGE[reach.sign].format(change=self._change(reach.now, reach.bound))
        details = {"way": M.WAYS[reach.sign], "bound": self._shown(reach.bound), "now": self._shown(reach.now)}
        then = "" if reach.quantity in {None, reach.bound} else M.REACH_THEN.format(value=self._shown(reach.quantity))
        return M.REACH.format(name=reach.name, then=then, change=change, **details)

    def _change(self, now: Quantity, then: Quantity) -> str:
        difference = abs(then.number - now.number)
        if now.dimension.kind is Kind.RATIO:
            return M.PERCENTAGE_POINTS.format(number=plain(difference.scaleb(2), trim=True))
        return self._shown(Quantity(difference, now.dimension, now.unit))


def _score_line(scored: Account | GroupAccount) -> str:
    details = {"title": scored.title, "full": _points(scored.full)}
    if scored.points is None:
        return M.UNKNOWN_POINTS.format(**details)
    deduction = M.TOOK_OFF.format(deduction=_points(scored.deduction)) if scored.deduction else ""
    return M.SCORED.format(points=_points(scored.points), deduction=deduction, **details)


def _settling(indicator: Account) -> Iterator[str]:
    """Yield how the method's points, or points off, were clipped and rounded, and that the other is the remainder."""
    gives = indicator.given is not None
    raw, settled = (indicator.given, indicator.points) if gives else (indicator.taken, indicator.deduction)
    if raw is None or settled is None:
        return
    line = (M.GIVEN if gives else M.TAKEN).format(exact=_points(raw))
    if raw != settled:
        line += _settled(raw, settled, indicator.full)
    yield line
    remainder = M.REMAINDER_OFF if gives else M.REMAINDER_GIVEN
    yield remainder.format(full=_points(indicator.full), settled=_points(settled), rest=_points(indicator.full - settled))


def _settled(raw: Decimal, settled: Decimal, full: Decimal) -> str:
    """Return how points became what is printed: held within the full marks, or rounded."""
    how = M.CLIPPED if not 0 <= raw <= full else M.ROUNDED_TO.format(digits=digits_of(settled))
    return M.SETTLED.format(how=how, settled=_points(settled))


def _basis(indicator: Account) -> Iterator[str]:
    basis = indicator.basis
    source = " ".join(filter(None, (basis.document, basis.clause)))
    rows = {
        M.GIST: basis.gist,
        M.SOURCE: source,
        M.VERIFIED_LINE: M.VERIFIED_AS[str(basis.verified)],
        M.REMARK_LINE: basis.remark,
        M.PLACE_LINE: indicator.place,
    }
    yield from (f"{key}　{text}" for key, text in rows.items() if text)


def _sentences(sentences: Iterable[Sentence]) -> Iterator[str]:
    for sentence in sentences:
        yield M.SLOT_FROM.format(slot=sentence.slot, level=M.LEVELS[sentence.level], place=sentence.place)
        yield from (f"  {line}" for line in wrapped(sentence.text, _COLUMNS - 4))
        yield from (f"  {_case(case)}" for case in sentence.cases if len(sentence.cases) > 1)


def _case(case: SentenceCase) -> str:
    when = M.ZERO_WHEN.format(when=case.when) if case.when else M.ELSE
    if case.held is None:
        return M.CASE_UNSEEN.format(when=when)
    line = (M.CASE_USED if case.held else M.CASE_FALSE).format(when=when)
    return line + (M.HOLDS if case.held else M.FAILS).format(numbers=case.numbers) if case.when else line


def _parts(group: GroupAccount) -> Iterator[str]:
    yield from _table_of(map(_part, group.parts), M.PART_COLUMNS)
    if group.judged_at:
        yield M.GROUP_ONLY
        yield M.JUDGED_HERE.format(place=group.judged_at)
        yield from (M.REASON_LINE.format(why=group.reason),) if group.reason else ()
        return
    yield M.SUM_OF.format(points=_points(group.points), parts=" + ".join(_points(part.points) for part in group.parts))


def _part(part: Part) -> tuple[str, ...]:
    return part.title, _points(part.full), _points(part.points), _points(part.deduction) if part.deduction else ""


def _table_of(rows: Iterable[tuple[str, ...]], columns: tuple[str, ...]) -> Iterator[str]:
    """Yield a table without the columns that are empty."""
    rows = list(rows)
    filled = [at for at in range(len(columns)) if any(row[at] for row in rows)]
    yield from table((tuple(row[at] for at in filled) for row in rows), tuple(columns[at] for at in filled))


def _section(title: str, lines: Iterable[str], *, columns: int = _COLUMNS) -> Iterator[str]:
    """Yield a heading with its lines below it, wrapped; nothing when there are none."""
    lines = list(lines)
    if lines:
        yield ""
        yield M.HEADING.format(title=title)
        yield from _indented(lines, columns)


def _indented(lines: Iterable[str], columns: int = _COLUMNS) -> Iterator[str]:
    for line in lines:
        indent = "  " + line[: len(line) - len(line.lstrip(" "))]
        first, *rest = wrapped(line.lstrip(" "), columns - len(indent))
        yield (indent + first).rstrip()
        yield from (f"{indent}  {more}" for more in rest)


def _points(points: Decimal | None) -> str:
    return W.BLANK_CELL if points is None else plain(points, trim=True)
