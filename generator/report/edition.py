"""The edition with the reviewed score: what the review came to, the corrected facts, and the annexes that need a review."""

from __future__ import annotations

from dataclasses import replace

from ..base import words as W
from ..base.problems import Problems
from ..facts.review import Corrected
from ..facts.values import Row, Table, shown_value
from ..rules.review import Review
from ..rules.scoring import figures_for
from .assemble import drafts, numbered
from .compose import Composer, wrong_texts
from .document import Document, Span
from .forms import Form
from .language import render_form
from .names import catalog_of
from .origins import Origins
from .printing import Absent, Fragment, Shown, Style


def review_edition(review: Review, form: Form, problems: Problems) -> Document | None:
    """Return the edition as a document; None, with the problems noted, when it cannot be written.

    Args:
        review: the self-score and the reviewed one.
        form: the unit's form with the text and the annexes of the edition.
        problems: where to note what is wrong.
    """
    card = replace(review.own, figures=figures_for(review.own.facts, review.own.rules, form.definitions, problems))
    catalog = catalog_of(card.facts.vocabulary, card.figures.definitions, card.rules, (), card.facts.data)
    catalog.values.difference_update({W.DEDUCTIONS, W.ISSUE_LIST})  # they belong to the report
    words = wrong_texts(form, catalog)
    problems.extend(words)
    if words.errors:
        return None
    composer = Composer(card, form, problems, review)
    composer.names[W.CORRECTED] = [_corrected(each, review, composer.sentences.style) for each in review.corrected]
    text, printer = render_form(form.template, form.sources, composer.names, problems)
    blocks = numbered(drafts(text, printer, problems), form.shape.numbering)
    tables = tuple(composer.annexes(form.annexes))
    if not tables and not problems.errors:
        problems.add("F255", None)
    title = tuple(composer.line(each) for each in form.shape.title)
    facts = card.facts
    document = Document(
        title,
        (),
        W.AFTER_TITLE,
        (),
        blocks,
        tables,
        edition=W.REVIEWED_INFIX,
        agency=facts.agency,
        year=facts.year,
        origins=Origins(composer.sentences, composer.names),
    )
    return None if problems.errors else document


def _corrected(each: Corrected, review: Review, style: Style) -> dict[str, object]:
    """Return a corrected fact as the edition's text sees it."""
    id = f"{W.CORRECTED}.{each.name}"
    return {
        W.NAME: Fragment((Span(_title(each.name, review)),)),
        W.STATED: Shown(each.before.value, each.name, style) if each.before else Absent(()),
        W.CORRECTED: Shown(each.after.value, id, style),
        W.WHY: Fragment((Span(str(each.reason)),)),
    }


def _title(name: str, review: Review) -> str:
    """Return what a fact is called; of a cell its row and column, of last year's fact that it is last year's."""
    facts = review.own.facts
    path = name.removeprefix(f"{W.LAST_YEAR}.")
    row, _, column = name.rpartition(".")
    table = facts.values.get(row.rpartition(".")[0])
    if table and isinstance(table.value, Table):
        return f"{_first(table.value, row)}{W.LEVELS}{column}"
    return ("" if path == name else W.LAST_YEAR) + facts.vocabulary.title(path)


def _first(table: Table, path: str) -> str:
    rows: dict[str, Row] = {row.path: row for row in table.rows}
    return shown_value(next(iter(rows[path].cells.values())))
