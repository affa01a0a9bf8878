"""The bureau's review beside a unit's own evaluation; what is wrong with a review never stops the unit's report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..base.marks import Mark, Source
from ..base.problems import Problem, ProblemError, Problems, make, nearest
from ..base.workspace import Workspace
from ..facts.review import read_review
from ..report.document import Document
from ..report.edition import review_edition
from ..report.forms import Form, review_form
from ..rules.definitions import Definition
from ..rules.review import Review, reviewed
from ..rules.scorecard import Scorecard


def review_of(workspace: Workspace, own: Scorecard, form: Mapping[str, Definition], known: Problems, problems: Problems) -> Review | None:
    """Return the review of a unit's year; None where there is none, or it does not fit, which is noted.

    Args:
        workspace: where the review stands.
        own: the self-score.
        form: the quantities of the unit's form.
        known: what is wrong with the unit's own files.
        problems: where to note what is wrong with the review.
    """
    try:
        reading = read_review(workspace, own.facts, problems)
        return reviewed(reading, own, form, known, problems) if reading else None
    except ProblemError as error:
        problems.extend(error.problems)
        return None


def edition_of(workspace: Workspace, review: Review, form: Form, problems: Problems) -> Document | None:
    """Return the edition with the reviewed score; None, with the problems noted, when it cannot be written."""
    edition = review_form(workspace, form, problems)
    return None if edition is None or problems.errors else review_edition(review, edition, problems)


def strays(workspace: Workspace, agency: str | None) -> Iterator[Problem]:
    """Yield what tells of reviews, of one unit or of all, of a unit's year that has no facts."""
    units = {(each, str(year)): None for each in workspace.agencies() for year in workspace.years(each)}
    for path in workspace.review_paths():
        unit, year = path.parent.name, path.stem
        if (unit, year) not in units and agency in {None, unit}:
            mark = Mark(Source(workspace.shown(path), ""))
            near = nearest(unit, (known for known, its in units if its == year and known != unit))
            yield make("F253", mark, agency=unit, year=year, nearest=near)
