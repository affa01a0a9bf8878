"""The public edition (公开版): the report without what the vocabulary calls 不公开."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..base import words as W
from ..base.problems import Problems
from ..facts.facts import Facts
from ..rules.definitions import WILDCARD
from ..rules.explain import named_by
from ..rules.scorecard import IndicatorScore, Scorecard
from .compose import FormTexts, compose
from .document import Document
from .forms import Form
from .giveaways import note_giveaways


def public_edition(card: Scorecard, form: Form, texts: FormTexts, problems: Problems) -> Document | None:
    """Return the public edition of a report as a document; None, with the problems noted, when it cannot be written.

    What it withholds is known by name: facts, lines of the cover, and what a method calls the values of withheld facts.
    """
    facts = replace(card.facts, withheld=card.facts.vocabulary.withheld)
    facts = replace(facts, withheld=facts.withheld.union(_details(card, facts)))
    document = compose(replace(card, facts=facts, figures=replace(card.figures, facts=facts)), form, texts, problems)
    if document is None:
        return None
    note_giveaways(facts, document, problems)
    return replace(document, edition=W.PUBLIC_INFIX)


def _details(card: Scorecard, facts: Facts) -> Iterator[str]:
    """Yield the names that the methods of indicators give to what they made of a withheld fact."""
    for scored in card.everything():
        if isinstance(scored, IndicatorScore) and any(facts.withholds(name.replace(WILDCARD, ".")) for name in named_by(scored)):
            yield from (f"{W.INDICATORS}.{scored.name}.{name}" for name in (*scored.details, W.ROWS))
