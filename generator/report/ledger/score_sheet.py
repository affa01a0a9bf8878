"""The sheet of scores: groups and indicators in the order of the rule set, each indicator with what its method reckons on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...base import words as W
from ...facts.values import Quantity
from ...rules.explain import account
from ...rules.formula.nodes import Literal
from ...rules.scorecard import GroupScore, IndicatorScore, Scorecard, Scored
from ..sheet import Sheet
from ..stating import method_lines
from .cells import FIRST_ROW, Cells, Place
from .entries import Entries, Part
from .inputs import heads, write_reckoned, write_value
from .scores import FIELDS, id_of

COLUMNS = (
    (W.B_NAME, 44), (W.METHOD, 12), (W.FULL, 9), (W.SCORE, 9), (W.DEDUCTION, 9), (W.SHARE_OF_FULL, 10), (W.B_VALUE, 14), (W.B_HOW, 70),
    (W.BASIS, 40), (W.B_VERIFIED, 8), (W.B_PLACE, 36),
)  # fmt: skip
FIRST_FIELD, DETAIL = 2, 6


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the sheet: a score (None is the total), or a detail of an indicator by its id; `depth` is how far it is indented."""

    scored: Scored | None
    depth: int
    detail: str = ""


def lines_of(card: Scorecard, entries: Entries) -> Iterator[Line]:
    """Yield the rows, the total first."""

    def below(scored: Scored, depth: int) -> Iterator[Line]:
        yield Line(scored, depth)
        if isinstance(scored, GroupScore):
            for child in scored.children:
                yield from below(child, depth + 1)
        else:
            yield from (Line(scored, depth + 1, id) for id in entries.scores.details.get(scored.name, ()))

    if card.rules.scored:
        yield Line(None, 0)
        for group in card.groups:
            yield from below(group, 1)


def places_of(lines: list[Line]) -> Iterator[tuple[str, Place]]:
    """Yield where each score stands."""
    for row, line in enumerate(lines, FIRST_ROW):
        if line.detail:
            yield line.detail, Place(Part.SCORES, row, DETAIL)
        else:
            for column, field in enumerate(FIELDS, FIRST_FIELD):
                yield f"{id_of(line.scored)}.{field}", Place(Part.SCORES, row, column)


def fill_scores(sheet: Sheet, lines: list[Line], cells: Cells) -> None:
    """Write all scores."""
    heads(sheet, COLUMNS)
    for row, line in enumerate(lines, FIRST_ROW):
        for column in range(len(COLUMNS)):
            sheet.text(row, column, "")
        if line.detail:
            assert line.scored is not None
            name = line.detail.removeprefix(f"{line.scored.id}.")
            sheet.text(row, 0, W.B_INDENT * line.depth + _titled(name, line.scored))
            _write(sheet, row, DETAIL, line.detail, cells)
        else:
            _score(sheet, row, line, cells)


def _titled(detail: str, scored: Scored) -> str:
    """Return what a detail is called, of a row with the row's name."""
    assert isinstance(scored, IndicatorScore)
    table, _, cell = detail.partition(".")
    number, _, column = cell.partition(".")
    rows = scored.details.get(table)
    if number.isdecimal() and isinstance(rows, list) and W.NAME in rows[int(number) - 1]:
        return W.B_ITEM_MET.format(title=rows[int(number) - 1][W.NAME], item=column)
    return detail


def _score(sheet: Sheet, row: int, line: Line, cells: Cells) -> None:
    scored, card = line.scored, cells.entries.origins.card
    sheet.text(row, 0, W.B_INDENT * line.depth + (scored.title if scored else W.TOTAL), "strong")
    for column, field in enumerate(FIELDS, FIRST_FIELD):
        _write(sheet, row, column, f"{id_of(scored)}.{field}", cells)
    if isinstance(scored, IndicatorScore):
        told, basis = account(scored, card, seeks_better=False), scored.indicator.basis
        sheet.text(row, 1, told.method)
        points = cells.entries.found.get(f"{scored.id}.{W.SCORE}")
        sheet.text(row, 7, W.SEMICOLON.join(method_lines(told)) + (cells.note(points) if points else ""))
        sheet.text(row, 8, " ".join(filter(None, (str(basis.document), str(basis.clause or "")))))
        sheet.text(row, 9, str(basis.verified))
        sheet.text(row, 10, str(told.place))
    elif scored is None:
        sheet.text(row, 1, card.grade if not card.lacking else "")
        sheet.text(row, 10, str(card.rules.mark))
        if card.rules.shape.grades and not card.lacking:
            _grade(sheet, row, card)


def _grade(sheet: Sheet, row: int, card: Scorecard) -> None:
    """Write the grade as it is looked up by the total."""
    rising = sorted(card.rules.shape.grades)
    floors, names = ",".join(f"{floor:f}" for floor, _ in rising), ",".join(f'"{name}"' for _, name in rising)
    sheet.formula(row, 1, f"LOOKUP(D{row + 1},{{{floors}}},{{{names}}})", card.grade, look="middle")


def _write(sheet: Sheet, row: int, column: int, id: str, cells: Cells) -> None:
    entry = cells.entries.found.get(id)
    if entry is None:
        sheet.text(row, column, "")
    elif isinstance(entry.node, Literal) and isinstance(entry.value, Quantity):
        write_value(sheet, row, column, entry.value, "given")
    else:
        write_reckoned(sheet, row, column, entry, cells)
