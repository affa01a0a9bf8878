"""The edition with the reviewed score: the annexes that need a review, under the report's title."""

from __future__ import annotations

from dataclasses import replace

from ..base import words as W
from ..base.problems import Problems
from ..rules.review import Review
from ..rules.scoring import figures_for
from .compose import Composer, check_texts
from .document import Document
from .forms import AnnexForm, Form
from .names import catalog_of


def review_edition(review: Review, form: Form, annexes: tuple[AnnexForm, ...], problems: Problems) -> Document | None:
    """Return the annexes of a review as a document; None, with the problems noted, when they cannot be written.

    Args:
        review: the self-score and the reviewed one.
        form: how the unit's report is written.
        annexes: the annexes that need a review.
        problems: where to note what is wrong.
    """
    own = {name: definition for annex in annexes for name, definition in annex.definitions.items()}
    only = replace(form, definitions={**form.definitions, **own}, annexes=annexes)
    card = replace(review.own, figures=figures_for(review.own.facts, review.own.rules, only.definitions, problems))
    catalog = catalog_of(card.facts.vocabulary, card.figures.definitions, card.rules, (), card.facts.data)
    words = check_texts(replace(only, sources={}), catalog)
    problems.extend(words)
    composer = Composer(card, only, problems, review)
    tables = () if words.errors else tuple(composer.annexes(annexes))
    if not tables and not problems.errors:
        problems.add("F255", None)
    title = tuple(composer.line(text) for text in form.shape.title)
    return None if problems.errors else Document(title, (), W.AFTER_TITLE, (), (), tables)
