"""The names a template sees: one namespace of facts, quantities, scores and prose, each value found when first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from ..base import words as W
from ..base.problems import ProblemError
from ..facts.values import POINTS, RATIO, Quantity, Row, Table, Target
from ..facts.vocabulary import Vocabulary
from ..rules.definitions import WILDCARD, Definitions
from ..rules.figures import Figures
from ..rules.loading import GIVEN
from ..rules.ruleset import RuleSet
from .printing import Absent, RingError, Shown, Style, Withheld

SCORE_FIELDS = (W.FULL, W.SCORE, W.DEDUCTION, W.SHARE_OF_FULL)
_SAID_FIELDS = (W.NAME, W.DEDUCTED, W.EXPLANATION, W.OWN_WORDS, W.CHILDREN, W.LEAVES, W.GROUP_ONLY, W.REASON)
REVIEW_FIELDS = (W.REVIEWED_SCORE, W.REVIEWED_CHANGE)
TOTAL_FIELDS = (*SCORE_FIELDS, W.GRADE, *REVIEW_FIELDS, W.REVIEWED_GRADE)
COMMON_FIELDS = (*SCORE_FIELDS, *REVIEW_FIELDS, W.REVIEW_REASON, *_SAID_FIELDS)
INDICATOR_FIELDS = (*COMMON_FIELDS, W.QUANTITIES, W.SCORE_LINE, W.DEDUCTION_LINE, W.ISSUE, W.MEASURE, W.UNKNOWN_SCORE, W.ROWS, W.GIST)
GROUP_FIELDS = COMMON_FIELDS


class Lazy(Mapping[str, object]):
    """A mapping whose values are made when first asked for."""

    def __init__(self, makers: Mapping[str, Callable[[], object]], id: str = "") -> None:
        self._makers = makers
        self._made: dict[str, object] = {}
        self._making: set[str] = set()
        self.id = id

    def __getitem__(self, key: str) -> object:
        if key in self._making:
            raise RingError(f"{self.id}.{key}".lstrip("."))
        if key not in self._made:
            self._making.add(key)
            try:
                self._made[key] = self._make(key)
            finally:
                self._making.discard(key)
        return self._made[key]

    def _make(self, key: str) -> object:
        return self._makers[key]()

    def __contains__(self, key: object) -> bool:
        return key in self._makers

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


class MayLack(dict[str, object]):
    """Names of which a unit may leave some out: those print nothing."""

    def __missing__(self, key: str) -> object:
        return Absent(())


class Items(list[object]):
    """Things in a template, by the name of their list."""

    def __init__(self, id: str, items: Iterable[object]) -> None:
        super().__init__(items)
        self.id = id


@dataclass(frozen=True, slots=True)
class Rows:
    """A table of facts in a template: its rows, each with typed and derived cells."""

    id: str
    rows: tuple[Lazy, ...]

    def __iter__(self) -> Iterator[Lazy]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


@dataclass
class Catalog:
    """The names that exist, for checking templates before any is rendered.

    Attributes:
        names: dotted names that print.
        open_prefixes: what any name may follow.
        wider: a catalog that these names are added to.
    """

    names: set[str]
    open_prefixes: tuple[str, ...] = ()
    wider: Catalog | None = None

    @property
    def values(self) -> set[str]:
        """All names that print."""
        return self.names | self.wider.values if self.wider else self.names

    @cached_property
    def sections(self) -> frozenset[str]:
        """The names that values are nested in; asked only of a name that is no value."""
        return frozenset(name[:at] for name in self.names for at, char in enumerate(name) if char == ".")

    def knows(self, path: tuple[str, ...]) -> bool:
        """Whether a name is a value or a section of values."""
        name = ".".join(path)
        own = name in self.names or name in self.sections or name.startswith(self.open_prefixes)
        return own or (self.wider is not None and self.wider.knows(path))

    def with_names(self, names: Iterable[str]) -> Catalog:
        """Return the catalog with more names."""
        return Catalog(set(names), wider=self)


def catalog_of(
    vocabulary: Vocabulary, definitions: Definitions, rules: RuleSet, slots: Iterable[str], data: Iterable[str] | None
) -> Catalog:
    """Return the names that a template can use.

    Args:
        vocabulary: the facts.
        definitions: all derived quantities.
        rules: for indicators and groups.
        slots: the form's prose slots.
        data: the unit's own figures; None where no unit is known, and any may follow.
    """
    values = {*vocabulary.entries, *GIVEN, *(name for name in definitions if WILDCARD not in name)}
    values |= {f"{W.LAST_YEAR}.{name}" for name in vocabulary.entries}
    values |= {f"{W.DATA}.{name}" for name in data or ()}
    values |= {W.DEDUCTIONS, W.ISSUE_LIST, W.SCORED, W.REVIEWER, W.CORRECTED}
    fields: dict[str, Iterable[str]] = {W.TOTAL: TOTAL_FIELDS, W.PROSE: slots}
    fields |= {f"{W.INDICATORS}.{name}": INDICATOR_FIELDS for name in rules.indicators}
    fields |= {f"{W.GROUPS}.{name}": GROUP_FIELDS for name, _ in rules.groups()}
    values |= {f"{root}.{name}" for root, names in fields.items() for name in names}
    open_prefixes = (f"{W.COVER}.", *((f"{W.DATA}.",) if data is None else ()))
    return Catalog(values, open_prefixes)


def figure_names(figures: Figures, style: Style) -> dict[str, object]:
    """Return the names of all facts and quantities, nested by their dots."""
    vocabulary = figures.facts.vocabulary
    paths = [*vocabulary.entries, *GIVEN, *(name for name in figures.definitions if WILDCARD not in name)]
    paths += [f"{W.LAST_YEAR}.{name}" for name in vocabulary.entries]
    paths += [f"{W.DATA}.{name}" for name in figures.facts.data]
    return dict(_Branch(_tree(tuple(paths)), "", lambda path: _value(figures, style, path)))


_Tree = dict[str, Any]
"""Names nested by their dots: a section is a tree of its own, a value its whole path."""


@lru_cache(maxsize=64)
def _tree(paths: tuple[str, ...]) -> _Tree:
    """Return dotted names as a tree; where a name is both a value and a section, the section wins."""
    tree: _Tree = {}
    for path in sorted(paths, key=lambda path: path.count("."), reverse=True):
        *sections, last = path.split(".")
        branch = tree
        for section in sections:
            branch = branch.setdefault(section, {})
        branch.setdefault(last, path)
    return tree


class _Branch(Lazy):
    """The names of a section, whose values are found by their paths."""

    def __init__(self, tree: _Tree, id: str, value: Callable[[str], object]) -> None:
        super().__init__(tree, id)
        self._value = value

    def _make(self, key: str) -> object:
        found: Any = self._makers[key]
        return self._value(found) if isinstance(found, str) else _Branch(found, f"{self.id}.{key}".lstrip("."), self._value)


def shown(value: Any, id: str, style: Style, figures: Figures) -> object:
    """Return a value as a template sees it."""
    if figures.facts.withholds(id) or (isinstance(value, Target) and figures.facts.withholds(value.reference)):
        return _withheld(value)
    if isinstance(value, Table):
        return Rows(id, tuple(row_names(row, figures, style) for row in value.rows))
    if isinstance(value, list):
        return Items(id, (shown(each, f"{id}.{number}", style, figures) for number, each in enumerate(value, 1)))
    if isinstance(value, dict):
        return {key: shown(each, f"{id}.{key}", style, figures) for key, each in value.items()}
    if isinstance(value, Target) and value.reference:
        return Shown(value, value.reference, style)
    return Shown(value, id, style)


def _withheld(value: Any) -> object:
    """Return what stands for a withheld value, and for each value in a record of them."""
    return {key: _withheld(each) for key, each in value.items()} if isinstance(value, dict) else Withheld()


def row_names(row: Row, figures: Figures, style: Style) -> Lazy:
    """Return a row's cells, typed and derived."""
    table = row.path.rpartition(".")[0]
    columns = [str(column) for column in figures.facts.vocabulary.entries[table].columns]
    columns += [name.partition(WILDCARD)[2] for name in figures.definitions if name.startswith(table + WILDCARD)]

    def cell(column: str) -> Callable[[], object]:
        def make() -> object:
            try:
                value = figures.target(row, column) if isinstance(row.cells.get(column), Target) else figures.row_value(row, column)
            except ProblemError as error:
                return Absent(error.problems, column)
            return Absent(()) if value is None else shown(value, f"{row.path}.{column}", style, figures)

        return make

    return Lazy({column: cell(column) for column in columns}, row.path)


def score_names(
    points: Any, full: Any, share: Any, id: str, style: Style, absent: Callable[[str], Absent]
) -> dict[str, Callable[[], object]]:
    """Return the makers of the fields that every score has; where points is None, `absent` gives what stands in a field's place."""

    def of(name: str, number: Any, dimension: Any) -> Callable[[], object]:
        value = absent(name) if number is None else Shown(Quantity(number, dimension), f"{id}.{name}", style)
        return lambda: value

    deduction = None if points is None else full - points
    return {
        W.FULL: of(W.FULL, full, POINTS),
        W.SCORE: of(W.SCORE, points, POINTS),
        W.DEDUCTION: of(W.DEDUCTION, deduction, POINTS),
        W.SHARE_OF_FULL: of(W.SHARE_OF_FULL, share, RATIO),
        W.DEDUCTED: lambda: Shown(bool(deduction), f"{id}.{W.DEDUCTED}", style),
    }


def review_names(own: Any, reviewed: Any, id: str, style: Style) -> dict[str, Callable[[], object]]:
    """Return the makers of a score after the review, and of the difference; where either is None they print nothing."""

    def of(name: str, number: Any) -> Callable[[], object]:
        return lambda: Shown(Quantity(number, POINTS), f"{id}.{name}", style)

    if own is None or reviewed is None:
        return dict.fromkeys(REVIEW_FIELDS, lambda: Absent(()))
    return {W.REVIEWED_SCORE: of(W.REVIEWED_SCORE, reviewed), W.REVIEWED_CHANGE: of(W.REVIEWED_CHANGE, reviewed - own)}


def _value(figures: Figures, style: Style, path: str) -> object:
    """Return the value of a name as a template sees it."""
    try:
        return shown(figures.value(path), path, style, figures)
    except ProblemError as error:
        definition = figures.definitions.get(path)
        return Absent(error.problems, str(definition.title or "") if definition else "")
