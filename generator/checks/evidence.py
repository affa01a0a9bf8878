"""Vouchers that are not there, and headings with nothing below them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ..base.marks import Text
from ..base.problems import Problem, make
from ..base.workspace import Workspace
from ..facts.facts import Facts
from ..report.document import Document, Heading, text_of


def missing_evidence(workspace: Workspace, facts: Facts) -> Iterator[Problem]:
    """Yield a problem for each voucher (佐证) that is not where it is said to be."""
    path = workspace.facts_path(facts.agency, facts.year)
    for fact in facts.values.values():
        if fact.evidence and not workspace.has_beside(path, fact.evidence):
            yield make("W321", fact.mark, key=fact.path, path=fact.evidence)


def empty_sections(document: Document, facts: Facts) -> Iterator[Problem]:
    """Yield a problem for each heading of the unit's own that is followed by no text and no lower heading."""
    for heading, following in pairwise((*document.blocks, None)):
        if not isinstance(heading, Heading) or (following and not isinstance(following, Heading)):
            continue
        lower = isinstance(following, Heading) and following.level > heading.level
        written = next((span.text for span in heading.spans if isinstance(span.text, Text)), None)
        if not lower and written is not None and written.mark.source == facts.mark.source:
            yield make("W322", written.mark, heading=text_of(heading.spans))
