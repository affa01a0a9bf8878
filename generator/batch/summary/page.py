"""The summary as one page for a browser: sorted, searched and read without a server or a network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from statistics import mean
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from ...base.decimals import half_up, plain
from .charts import histogram, losses
from .lines import Line
from .order import Scored, by_rules, in_order
from .statistics import Class, Spread, classes, spreads

TEMPLATE = "summary.html.j2"
Outputs = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Row:
    """A unit of the year: its line, its rank (None without a score), and the links to its reports by the ending of their names."""

    line: Line
    rank: int | None
    links: Mapping[str, str]

    @property
    def report(self) -> str:
        """Where its name leads: to the report for browsers where there is one, else to any; empty where there is none."""
        return self.links.get("html") or next(iter(self.links.values()), "")


@dataclass(frozen=True, slots=True)
class Section:
    """The units under one rule set: how their totals are spread, and what each indicator says of them.

    `flat` are the indicators on which everybody has full marks, `others` the rest.
    """

    title: str
    count: int
    average: Decimal
    flat: Sequence[Spread]
    others: Sequence[Spread]
    histogram: Markup
    losses: Markup | None


@dataclass(frozen=True, slots=True)
class History:
    """A unit's totals by year, None where there is none; `change` is from the year before to the page's."""

    unit: str
    totals: Sequence[Decimal | None]
    change: Decimal | None


def write_page(year: int, lines: Sequence[Line], outputs: Outputs) -> bytes:
    """Return the summary of a year as HTML; the same lines give the same bytes.

    Args:
        year: the year.
        lines: the units of that year, and the same units in other years.
        outputs: the names of the files that there are for each unit's folder.
    """
    mine = [line for line in lines if line.year == year]
    rows = [Row(line, rank, _links(line, outputs.get(line.agency, ()))) for line, rank in in_order(mine)]
    years = sorted({line.year for line in lines})
    digits = max((line.score.digits for line in lines if line.score), default=0)
    text = _template(digits).render(
        year=year,
        rows=rows,
        reviewed=any(line.score and line.score.reviewed is not None for line in mine),
        grades=_grades(mine),
        sections=[_section(number, scored) for number, scored in enumerate(by_rules(mine).values(), 1)],
        years=years,
        history=list(_history(year, years, rows, lines)),
    )
    return text.encode()


def _template(digits: int) -> Template:
    """Return the page's template, whose filters print numbers with so many digits (fixed), or without zeros at the end (trimmed)."""
    loader = PackageLoader(__package__, "")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["fixed"] = lambda number: plain(half_up(number, digits))
    environment.filters["trimmed"] = lambda number: plain(number, trim=True)
    return environment.get_template(TEMPLATE)


def _links(line: Line, names: Sequence[str]) -> dict[str, str]:
    return {name.rpartition(".")[2]: f"../../{quote(line.agency)}/{line.year}/{quote(name)}" for name in names}


def _grades(lines: Sequence[Line]) -> list[tuple[str, int]]:
    """Return how many units have each grade, the best grade first."""
    scores = [line.score for line in lines if line.score]
    floors = {name: floor for score in scores for floor, name in score.grades}
    counts = {name: sum(1 for score in scores if score.grade == name) for name in sorted(floors, key=lambda name: -floors[name])}
    return [(name, number) for name, number in counts.items() if number]


def _section(number: int, scored: Scored) -> Section:
    scores = [score for _, score, _ in scored]
    totals = [score.points for score in scores]
    found, full = list(spreads(scores)), scores[0].full
    parted = classes(totals, full)
    names = [_name(each, full) for each in parted]
    others = sorted((each for each in found if each.lost), key=lambda each: -each.lost)
    title = scored[0][0].rules_title
    return Section(
        title,
        len(scored),
        half_up(mean(totals), max(score.digits for score in scores)),
        [each for each in found if not each.lost],
        others,
        Markup(histogram(f"totals-{number}", title, parted, names)),
        Markup(losses(f"losses-{number}", title, others)) if others else None,
    )


def _name(each: Class, full: Decimal) -> str:
    return f"{plain(each.low, trim=True)}–{plain(min(each.high, full), trim=True)}"


def _history(year: int, years: Sequence[int], rows: Sequence[Row], lines: Sequence[Line]) -> Iterator[History]:
    """Yield the totals of each unit by year; a change only where both years have a score out of the same full marks."""
    by_year = {(line.agency, line.year): line.score for line in lines}
    for row in rows:
        scores = [by_year.get((row.line.agency, each)) for each in years]
        change = None
        for (_, before), (at, now) in pairwise(zip(years, scores, strict=True)):
            if at == year and before and now and before.full == now.full:
                change = now.points - before.points
        yield History(row.line.unit, [score.points if score else None for score in scores], change)
