"""What a filled form changes in its facts file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class What(Enum):
    """The kinds of change."""

    ADDED = "added"
    CHANGED = "changed"
    CLEARED = "cleared"
    ROW_ADDED = "row added"
    ROW_REMOVED = "row removed"


@dataclass(frozen=True, slots=True)
class Change:
    """A difference between a filled form and the facts file, at a path."""

    what: What
    path: str
    old: str
    new: str
