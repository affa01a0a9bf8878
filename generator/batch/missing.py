"""What a unit's year still lacks: values marked 待填, and what rules and form need that is not there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import TypeGuard

from ..base import messages as M
from ..base import words as W
from ..base.decimals import ZERO, plain
from ..base.marks import Mark
from ..base.problems import Problem
from ..facts.consolidation import own_level
from ..facts.facts import Fact, Facts
from ..facts.values import Kind, Quantity, Row, Table, Value, shown_value
from ..report.forms import Form
from ..report.needs import Need, needs_of
from ..rules.ruleset import RuleSet
from .layout import table
from .pipeline import Evaluation

_SECTIONS = (W.JUDGED, W.PROSE, W.COVER, W.DATA)
_NAMED = {"F204": ("key", ""), "F301": ("key", ""), "F303": ("name", f"{W.JUDGED}."), "T108": ("slot", f"{W.PROSE}.")}
_LONGEST = 20


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is still to be filled in.

    Attributes:
        path: where it is written: 采购.计划, 绩效指标.3.实际, 评定.项目监管.
        title: as printed.
        form: the official form it is taken from; the section of what is no fact.
        unit: the unit of a bare number.
        points: the full marks that hang on it.
        indicators: the indicators that these are the marks of.
        earlier: last year's value.
        lasting: whether that lasts from year to year.
        absent: whether it is not there at all, rather than 待填.
        mark: where it stands, or belongs.
    """

    path: str
    title: str
    form: str
    unit: str
    points: Decimal
    indicators: tuple[str, ...]
    earlier: str
    lasting: bool
    absent: bool
    mark: Mark


@dataclass(frozen=True, slots=True)
class Missing:
    """All that is still to be filled in, most points first within each official form, and the points that hang on all of it."""

    gaps: tuple[Gap, ...]
    points: Decimal


def missing_of(evaluation: Evaluation) -> Missing | None:
    """Return what a unit's year lacks; None where rules, form or facts could not be read."""
    if evaluation.facts is None or evaluation.rules is None or evaluation.form is None:
        return None
    search = _Search(evaluation.facts, evaluation.rules, unit_needs(evaluation.facts, evaluation.rules, evaluation.form))
    gaps = {path: search.gap(path, problem) for path, problem in _told(evaluation.problems)}
    gaps |= {path: search.gap(path) for path, need in search.needs.items() if need.firm and path not in gaps and not search.is_stated(path)}
    scored = dict.fromkeys(name for gap in gaps.values() for name in gap.indicators)
    return Missing(tuple(_ordered(gaps.values())), sum((search.full[name] for name in scored), ZERO))


def unit_needs(facts: Facts, rules: RuleSet, form: Form) -> dict[str, Need]:
    """Return what a unit is asked for, by path: nothing behind a reported value, nor where only a group's score is known."""
    groups = {str(name): group for name, group in rules.groups()}
    alone = [str(key) for key, judgment in facts.settings.judged.items() if judgment.group_only and key in groups]
    unscored = {str(leaf) for name in alone for leaf in groups[name].indicators()}
    given = {str(key) for key in facts.settings.reported}
    return {need.path: need for need in needs_of(rules, form, facts.vocabulary, given, unscored)}


def _told(problems: Iterable[Problem]) -> Iterator[tuple[str, Problem]]:
    """Yield what problems say is 待填, lacking or not judged, each path once."""
    seen: set[str] = set()
    for problem in problems:
        detail, section = _NAMED.get(problem.number, ("", ""))
        path = section + dict(problem.details).get(detail, "")
        if path and path not in seen:
            seen.add(path)
            yield path, problem


@dataclass(slots=True)
class _Search:
    """Describes gaps: `full` holds the full marks of every indicator and group, `last_year` what the unit's own level was."""

    facts: Facts
    rules: RuleSet
    needs: Mapping[str, Need]
    full: dict[str, Decimal] = field(init=False)
    last_year: Mapping[str, Fact] = field(init=False)

    def __post_init__(self) -> None:
        self.full = {name: indicator.full for name, indicator in self.rules.indicators.items()}
        self.full |= {str(name): group.full for name, group in self.rules.groups()}
        self.last_year = own_level(self.facts.last_year, self.facts.agency)

    def is_stated(self, path: str) -> bool:
        """Whether a fact or a cover field is there; judgments and prose that are not have problems of their own."""
        section, _, name = path.partition(".")
        return section in {W.JUDGED, W.PROSE} or (name in self.facts.cover if section == W.COVER else self.facts.fact(path) is not None)

    def gap(self, path: str, problem: Problem | None = None) -> Gap:
        section, _, name = path.partition(".")
        row, column = self._cell(path)
        need = self.needs.get(row.path.rpartition(".")[0] if row else path)
        entry = need.entry if need else self.facts.vocabulary.entries.get(path)
        earlier = self.last_year.get(path)
        indicators = need.scores if need else (name,) if section == W.JUDGED and name in self.full else ()
        marks = [value.number for value in row.cells.values() if _is_points(value)] if row else []
        return Gap(
            path=path,
            title=_cell_title(row, column) if row else need.title if need else path.rpartition(".")[2],
            form=section if section in _SECTIONS else str(entry.origin) if entry and entry.origin else M.NO_ORIGIN,
            unit=entry.counted_as(self.facts.money_unit) if entry else "",
            points=sum(marks, ZERO) or sum((self.full[each] for each in indicators), ZERO),
            indicators=indicators,
            earlier=_shortened(shown_value(earlier.value)) if earlier and not isinstance(earlier.value, Table) else "",
            lasting=bool(entry and entry.stable is True),
            absent=problem is None or problem.number != "F204",
            mark=(problem.in_text if problem else None) or self.facts.place(section),
        )

    def _cell(self, path: str) -> tuple[Row | None, str]:
        """Return the row and the column of a cell's path (表.3.列)."""
        table, _, rest = path.partition(".")
        number, _, column = rest.partition(".")
        fact = self.facts.values.get(table)
        if fact is None or not isinstance(fact.value, Table) or not number.isdecimal():
            return None, ""
        return next((row for row in fact.value.rows if row.path == f"{table}.{number}"), None), column


def _cell_title(row: Row, column: str) -> str:
    """Return what a cell is called: by what stands first in its row."""
    return M.CELL.format(row=shown_value(next(iter(row.cells.values()))), column=column)


def _is_points(value: Value) -> TypeGuard[Quantity]:
    return isinstance(value, Quantity) and value.dimension.kind is Kind.POINTS


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _ordered(gaps: Iterable[Gap]) -> list[Gap]:
    """Return gaps by official form, the form with most at stake first, and within each by points."""
    listed = list(gaps)
    best = {gap.form: max(other.points for other in listed if other.form == gap.form) for gap in listed}
    return sorted(listed, key=lambda gap: (-best[gap.form], gap.form, -gap.points))


def missing_view(missing: Missing, rules: RuleSet) -> Iterator[str]:
    """Yield what is lacking as a table for each official form, and how much that is."""
    for form, gaps in groupby(missing.gaps, key=lambda gap: gap.form):
        yield M.FROM_FORM.format(form=form)
        yield from table((_row(gap, rules) for gap in gaps), M.MISSING_COLUMNS)
        yield ""
    total = {"count": len(missing.gaps), "points": plain(missing.points, trim=True)}
    yield M.GAP_COUNT.format(**total) if missing.gaps else M.NOTHING_MISSING


def _row(gap: Gap, rules: RuleSet) -> tuple[str, ...]:
    titles = [str(rules.indicators[name].title or name) if name in rules.indicators else name for name in gap.indicators]
    earlier = M.LASTING.format(value=gap.earlier) if gap.earlier and gap.lasting else gap.earlier
    points = plain(gap.points, trim=True) if gap.points else ""
    return _shortened(gap.title), gap.path, gap.unit, points, W.LIST_COMMA.join(titles), earlier, str(gap.mark)


def missing_json(missing: Missing) -> str:
    """Return what is lacking as JSON, for other programs."""
    names = [each.name for each in fields(Gap)]
    plainly = {"points": lambda gap: plain(gap.points, trim=True), "mark": lambda gap: str(gap.mark)}
    gaps = [{name: plainly.get(name, attrgetter(name))(gap) for name in names} for gap in missing.gaps]
    return json.dumps({"points": plain(missing.points, trim=True), "missing": gaps}, ensure_ascii=False, indent=2)
