"""The form that a clerk fills in: which facts it asks for, grouped as they are printed, each with what helps to fill it in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from ..base import words as W
from ..base.yaml_reader import Mapping as YamlMapping
from ..base.yaml_reader import Scalar, Sequence
from ..facts.facts import Fact
from ..facts.values import TEXT, Dimension, Kind, Table, shown_value
from ..facts.vocabulary import Entry, Vocabulary
from .places import SEPARATOR, Place, places, row_path

SPARE_ROWS = 20


@dataclass(frozen=True, slots=True)
class Field:
    """A cell to fill in; `written` is the text in the facts file, None when it has none; without dimension any value fits."""

    path: str
    title: str
    dimension: Dimension | None
    written: str | None = None
    signed: bool = False
    note: str = ""
    last_year: str = ""
    origin: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Fields under a heading."""

    title: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of facts: its columns, and its rows of fields; rows that the file lacks are there to be filled in."""

    path: str
    title: str
    columns: tuple[str, ...]
    optional: tuple[str, ...]
    rows: tuple[tuple[Field, ...], ...]


@dataclass(frozen=True, slots=True)
class Form:
    """All that can be filled in for a unit's year: its facts, its own figures, its tables."""

    agency: str
    year: int
    unit: str
    money_unit: str
    facts: tuple[Section, ...]
    own: tuple[Section, ...]
    grids: tuple[Grid, ...]

    def fields(self) -> Iterator[Field]:
        """Yield every field."""
        for section in (*self.facts, *self.own):
            yield from section.fields
        for grid in self.grids:
            for row in grid.rows:
                yield from row


def make_form(
    agency: str, year: int, mapping: YamlMapping, vocabulary: Vocabulary, last_year: Mapping[str, Fact], needed: Set[str] = frozenset()
) -> Form:
    """Return the form of a facts file.

    Args:
        agency: the unit's folder.
        year: the year.
        mapping: the facts file.
        vocabulary: says what each fact is.
        last_year: last year's facts, shown beside.
        needed: facts that the rules or the form of the report need, stated or not.
    """
    found = places(mapping, vocabulary)
    asked = [(path, entry) for path, entry in vocabulary.entries.items() if path in found or path in needed]
    single = [(path, entry) for path, entry in asked if entry.kind is not Kind.TABLE and _fits(found.get(path))]
    fields = [_field(path, entry, found.get(path), last_year) for path, entry in single]
    grids = [_grid(path, entry, found) for path, entry in asked if entry.kind is Kind.TABLE]
    named = found.get(SEPARATOR.join((W.UNIT, W.FULL_NAME)))
    money_unit = mapping.get(W.MONEY_UNIT)
    first = [field for field in fields if _section(field.path) == W.UNIT]
    rest = [field for field in fields if _section(field.path) != W.UNIT]
    return Form(
        agency=agency,
        year=year,
        unit=(named.written if named else None) or agency,
        money_unit=str(money_unit.text) if isinstance(money_unit, Scalar) else W.YUAN,
        facts=tuple(_sections([*first, *_free(found, W.COVER, TEXT), *rest])),
        own=tuple(_sections(_free(found, W.DATA, None))),
        grids=tuple(grids),
    )


def _fits(place: Place | None) -> bool:
    return place is None or place.written is not None


def _section(path: str) -> str:
    return path.rpartition(SEPARATOR)[0] or path


def _sections(fields: Iterable[Field]) -> Iterator[Section]:
    """Yield fields gathered by what their paths have in common, in the order in which each section comes up first."""
    gathered: dict[str, list[Field]] = {}
    for field in fields:
        gathered.setdefault(_section(field.path), []).append(field)
    for path, inner in gathered.items():
        yield Section(path.removeprefix(W.DATA + SEPARATOR).replace(SEPARATOR, W.LEVELS), tuple(inner))


def _field(path: str, entry: Entry, place: Place | None, last_year: Mapping[str, Fact]) -> Field:
    earlier = last_year.get(path)
    return Field(
        path=path,
        title=str(entry.title or path.rpartition(SEPARATOR)[2]),
        dimension=entry.dimension,
        written=place.written if place else None,
        signed=entry.signed,
        note=str(entry.note or ""),
        last_year=shown_value(earlier.value) if earlier and not isinstance(earlier.value, Table) else "",
        origin=(place.origin if place else "") or str(entry.origin or ""),
        evidence=place.evidence if place else "",
    )


def _free(found: Mapping[str, Place], section: str, dimension: Dimension | None) -> Iterator[Field]:
    """Yield the fields of a section whose names the vocabulary does not know."""
    for path, place in found.items():
        if path.startswith(section + SEPARATOR) and place.written is not None:
            kind = Dimension(Kind.LIST) if isinstance(place.node, Sequence) else dimension
            yield Field(path, path.rpartition(SEPARATOR)[2], kind, place.written)


def _grid(path: str, entry: Entry, found: Mapping[str, Place]) -> Grid:
    node = found[path].node if path in found else None
    stated = len(node.items) if isinstance(node, Sequence) else 0
    rows = (row_path(path, number) for number in range(1, stated + SPARE_ROWS + 1))
    return Grid(
        path=path,
        title=str(entry.title or path),
        columns=tuple(map(str, entry.columns)),
        optional=tuple(map(str, entry.optional)),
        rows=tuple(tuple(_cells(row, entry, found)) for row in rows),
    )


def _cells(row: str, entry: Entry, found: Mapping[str, Place]) -> Iterator[Field]:
    for column, kind in entry.columns.items():
        path = row + SEPARATOR + column
        place = found.get(path)
        yield Field(path, str(column), Dimension(kind), place.written if place else None)
