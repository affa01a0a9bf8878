"""The scoring methods: a closed set, one module each; its docstring is its manual page."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Discriminator, Tag

from ...base import words as W
from .base import Branch, Details, Goal, Method, Outcome, Subject, check_quantity, forced, settle
from .best_of import Alternative, BestOf
from .checklist import Checklist
from .coefficient import Coefficient
from .condition import Condition
from .judged import Judged
from .per_case import PerCase
from .per_point import PerPoint
from .proportional import Proportional
from .schedule import Schedule
from .targets import Targets
from .tiers import Tiers


def _named(value: Any) -> str | None:
    return str(value[W.METHOD]) if isinstance(value, dict) and W.METHOD in value else None


AnyMethod = Annotated[
    Annotated[PerPoint, Tag(W.M_PER_POINT)]
    | Annotated[Tiers, Tag(W.M_TIERS)]
    | Annotated[Proportional, Tag(W.M_PROPORTIONAL)]
    | Annotated[Condition, Tag(W.M_CONDITION)]
    | Annotated[Checklist, Tag(W.M_CHECKLIST)]
    | Annotated[PerCase, Tag(W.M_PER_CASE)]
    | Annotated[Schedule, Tag(W.M_SCHEDULE)]
    | Annotated[Targets, Tag(W.M_TARGETS)]
    | Annotated[Coefficient, Tag(W.M_COEFFICIENT)]
    | Annotated[BestOf, Tag(W.M_BEST)]
    | Annotated[Judged, Tag(W.M_JUDGED)],
    Discriminator(_named),
]
METHODS: tuple[type[Method], ...] = (
    PerPoint, Tiers, Proportional, Condition, Checklist, PerCase, Schedule, Targets, Coefficient, BestOf, Judged,
)  # fmt: skip

Alternative.model_rebuild(_types_namespace={"AnyMethod": AnyMethod})
BestOf.model_rebuild()

__all__ = ["METHODS", "AnyMethod", "Branch", "Details", "Goal", "Method", "Outcome", "Subject", "check_quantity", "forced", "settle"]
