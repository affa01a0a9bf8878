"""What `show` and `list` print: each stage's result as lines of text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..base import messages as M
from ..base import words as W
from ..base.decimals import plain
from ..base.problems import Problems
from ..base.workspace import Workspace
from ..base.yaml_reader import Mapping, Scalar
from ..facts.values import Table, shown_value
from ..report.document import Grid, Heading, text_of
from ..rules.scorecard import GroupScore, Scored
from .layout import table
from .pipeline import Evaluation


def facts_view(evaluation: Evaluation) -> Iterator[str]:
    """Yield every fact with its place."""
    if evaluation.facts is None:
        return
    prefixed = (("", evaluation.facts.values), (f"{W.LAST_YEAR}.", evaluation.facts.last_year), (f"{W.DATA}.", evaluation.facts.data))
    for prefix, facts in prefixed:
        for path, fact in facts.items():
            if not isinstance(fact.value, Table):
                yield M.FACT_LINE.format(path=prefix + path, value=shown_value(fact.value), mark=fact.mark)
                for part in fact.parts:
                    yield M.SUM_PART.format(agency=part.agency, value=shown_value(part.value), mark=part.mark)


def rules_view(evaluation: Evaluation) -> Iterator[str]:
    """Yield the rule set's indicators with their methods and sources."""
    if evaluation.rules is None:
        return
    yield f"{evaluation.rules.name}  {evaluation.rules.shape.title}"
    rows = [
        (indicator.title or name, plain(indicator.full), indicator.scoring.method, indicator.basis.verified, indicator.basis.gist)
        for name, indicator in evaluation.rules.indicators.items()
    ]
    yield from table(rows, M.RULE_COLUMNS)
    for name, definition in evaluation.rules.definitions.items():
        yield f"{name} = {definition.formula.text}"


def score_view(evaluation: Evaluation) -> Iterator[str]:
    """Yield the scores of all groups and indicators."""
    card = evaluation.card
    if card is None:
        return
    if not card.rules.scored:
        yield M.UNSCORED
        return
    rows = [row for group in card.groups for row in _score_rows(group, 0)]
    rows.append((M.TOTAL, plain(card.full), plain(card.points, trim=True), plain(card.full - card.points, trim=True), card.grade))
    yield from table(rows, M.SCORE_COLUMNS)


def document_view(evaluation: Evaluation) -> Iterator[str]:
    """Yield the document's text, a paragraph a line."""
    document = evaluation.document
    if document is None:
        return
    yield from (text_of(line) for line in document.title)
    yield from (f"{line.label}：{text_of(line.spans)}" for line in document.cover)
    for block in document.blocks:
        if isinstance(block, Grid):
            yield from table([tuple(map(text_of, row)) for row in block.rows], tuple(map(text_of, block.header)))
        else:
            yield ("#" * block.level + " " if isinstance(block, Heading) else "") + block.number + text_of(block.spans)


VIEWS: dict[str, Callable[[Evaluation], Iterator[str]]] = {
    "facts": facts_view, "rules": rules_view, "score": score_view, "document": document_view,
}  # fmt: skip


def listing(workspace: Workspace, problems: Problems) -> Iterator[str]:
    """Yield a table of all units and years."""
    rows = [_unit(workspace, agency, year, problems) for agency in workspace.agencies() for year in workspace.years(agency)]
    yield from table(rows, M.LIST_COLUMNS) if rows else (M.NOTHING_LISTED,)


def _unit(workspace: Workspace, agency: str, year: int, problems: Problems) -> tuple[str, ...]:
    mapping = workspace.read_mapping(workspace.facts_path(agency, year), problems)
    unit = mapping.get(W.UNIT) if mapping else None
    named = unit.get(W.FULL_NAME) if isinstance(unit, Mapping) else None
    rules, form = (mapping.get(key) if mapping else None for key in (W.RULES, W.FORM))
    return agency, str(year), *(str(node.text) if isinstance(node, Scalar) else "" for node in (named, rules, form))


def _score_rows(scored: Scored, depth: int) -> Iterator[tuple[str, ...]]:
    value = "" if isinstance(scored, GroupScore) or scored.value is None else shown_value(scored.value)
    points = W.BLANK_CELL if scored.points is None else plain(scored.points, trim=True)
    deduction = plain(scored.deduction, trim=True) if scored.deduction else ""
    yield "· " * depth + scored.title, plain(scored.full), points, deduction, value
    if isinstance(scored, GroupScore):
        for child in scored.children:
            yield from _score_rows(child, depth + 1)
