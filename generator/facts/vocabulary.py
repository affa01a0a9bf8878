"""The vocabulary: what each fact is, read from data/vocabulary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any

from pydantic import AfterValidator, Field, PlainValidator

from ..base import words as W
from ..base.marks import Text, by_name
from ..base.problems import Problems, nearest
from ..base.shapes import Flag, Number, Shape, Written, one_of, shape
from ..base.workspace import Workspace
from ..base.yaml_reader import Mapping as YamlMapping
from ..base.yaml_reader import normal
from .values import Dimension, Kind

KindField = Annotated[Kind, one_of(W.TYPE, Kind), AfterValidator(Kind)]


def _stable(value: Any) -> frozenset[str] | bool:
    """Return the columns of a table that stay from year to year, or whether a fact does."""
    if isinstance(value, tuple) and all(isinstance(column, Text) for column in value):
        return frozenset(map(str, value))
    if isinstance(value, Text) and value in W.FLAGS:
        return W.FLAGS[value]
    raise ValueError


class Entry(Shape):
    """What one fact is: its type, title, the official form it comes from, other names for it, what values are plausible.

    `limit` is the highest value, `years` tells which years a date may lie in, counted from the file's; an amount that equals
    last year's is told unless it `may_repeat`, one of another magnitude unless it `may_differ`.
    `stable` says what a new year begins with: a fact that stays (沿用: 是), or the columns of a table that do.
    `summed` says how a department's value comes of its units' (汇总): not at all, or rows of one name added up.
    `states` says of columns of a table which fact of the unit that a row names they state (对照).
    """

    kind: KindField = Field(alias=W.TYPE)
    title: Written | None = Field(None, alias=W.NAME)
    counted_in: Written | None = Field(None, alias=W.COUNTED_IN)
    origin: Written | None = Field(None, alias=W.ORIGIN)
    note: Written | None = Field(None, alias=W.NOTE)
    aliases: tuple[Written, ...] = Field((), alias=W.ALIASES)
    optional: tuple[Written, ...] = Field((), alias=W.OPTIONAL)
    columns: dict[Written, KindField] = Field({}, alias=W.COLUMNS)
    signed: Flag = Field(False, alias=W.SIGNED)
    stable: Annotated[frozenset[str] | bool, PlainValidator(_stable)] = Field(False, alias=W.STABLE)
    private: Flag = Field(False, alias=W.PRIVATE)
    limit: Number | None = Field(None, alias=W.LIMIT)
    years: tuple[Annotated[int, one_of(W.YEARS, W.YEAR_NAMES), AfterValidator(W.YEAR_NAMES.__getitem__)], ...] = Field((), alias=W.YEARS)
    may_repeat: Flag = Field(False, alias=W.SAME_AS_LAST_YEAR)
    may_differ: Flag = Field(False, alias=W.DISPARATE)
    may_be_quoted: Flag = Field(False, alias=W.IN_QUOTES)
    summed: Annotated[Text | None, one_of(W.SUMMED, (W.NOT_ADDED, W.ADDED_BY_NAME))] = Field(None, alias=W.SUMMED)
    states: dict[Written, Written] = Field({}, alias=W.STATES)

    def counted_as(self, money_unit: str) -> str:
        """Return the unit that a bare number of the fact is in; empty where it has none."""
        units = {Kind.MONEY: money_unit, Kind.PEOPLE: W.PEOPLE_UNITS[0], Kind.RATIO: W.PERCENT_SIGN, Kind.POINTS: W.POINT}
        return units.get(self.kind, str(self.counted_in or ""))

    @property
    def dimension(self) -> Dimension:
        """The dimension of the fact's value."""
        return Dimension(self.kind, self.counted_in or "")


class CoverEntry(Shape):
    """What one line of the cover is (封面.联系电话): its title, and whether the public edition leaves it out."""

    title: Written | None = Field(None, alias=W.NAME)
    note: Written | None = Field(None, alias=W.NOTE)
    private: Flag = Field(False, alias=W.PRIVATE)


class Notation(Shape):
    """How targets and verdicts are written."""

    comparators: dict[Written, Written] = Field(alias=W.COMPARATORS)
    achievements: dict[Written, Number] = Field(alias=W.ACHIEVEMENTS)
    approximate: tuple[Written, ...] = Field((), alias=W.APPROXIMATE)
    disparity: Number | None = Field(None, alias=W.DISPARITY)


@dataclass(frozen=True)
class Vocabulary:
    """All known facts by dotted path, what lines of the cover are, and how targets and verdicts are written."""

    entries: Mapping[str, Entry]
    comparators: Mapping[str, str] = field(default_factory=dict)
    achievements: Mapping[str, Decimal] = field(default_factory=dict)
    approximate: tuple[str, ...] = ()
    disparity: Decimal | None = None
    cover: Mapping[str, CoverEntry] = field(default_factory=dict)

    @cached_property
    def withheld(self) -> frozenset[str]:
        """The names of the facts and lines of the cover that the public edition leaves out (不公开)."""
        entries: dict[str, Entry | CoverEntry] = {**self.entries, **self.cover}
        return frozenset(name for name, entry in entries.items() if entry.private)

    @cached_property
    def canonical(self) -> Mapping[str, str]:
        """Every name a fact goes by, and its path."""
        names = {path: path for path in self.entries}
        for path, entry in self.entries.items():
            names.update((normal(alias), path) for alias in entry.aliases)
        return names

    @cached_property
    def prefixes(self) -> frozenset[str]:
        """The sections that facts are nested in."""
        return frozenset(path[:at] for path in self.canonical for at, char in enumerate(path) if char == ".")

    def title(self, path: str) -> str:
        """Return what a fact is called in print."""
        entry = self.entries.get(path)
        return str(entry.title) if entry and entry.title else path.rpartition(".")[2]

    def column(self, table: str, column: str) -> Dimension | None:
        """Return the dimension of a column of a table."""
        entry = self.entries.get(table)
        kinds = by_name(entry.columns) if entry else {}
        return Dimension(kinds[column]) if column in kinds else None


def load_vocabulary(workspace: Workspace, problems: Problems) -> Vocabulary:
    """Return the vocabulary of a workspace; what does not fit is noted."""
    return workspace.once(load_vocabulary, _load, problems)


def _load(workspace: Workspace, problems: Problems) -> Vocabulary:
    entries: dict[str, Entry] = {}
    cover: dict[str, CoverEntry] = {}
    notation: Notation | None = None
    for path in workspace.vocabulary_paths():
        mapping = workspace.read_mapping(path, problems)
        if mapping is None:
            continue
        if mapping.key(W.COMPARATORS):
            notation = shape(Notation, mapping, problems)
            continue
        for name, entry in _entries(mapping, problems):
            if name in entries or name in cover:
                problems.add("F106", mapping.mark, key=name, line=mapping.mark.line)
            if isinstance(entry, CoverEntry):
                cover[name] = entry
            else:
                entries[name] = entry
    _check_sums(entries, problems)
    if notation is None:
        return Vocabulary(entries, cover=cover)
    achievements = by_name(notation.achievements)
    return Vocabulary(entries, by_name(notation.comparators), achievements, notation.approximate, notation.disparity, cover)


def _check_sums(entries: Mapping[str, Entry], problems: Problems) -> None:
    """Note rows added by name in what is no table, and columns compared that do not exist, or with a fact that does not."""
    for entry in entries.values():
        if entry.summed == W.ADDED_BY_NAME and entry.kind is not Kind.TABLE:
            problems.add("R106", entry.summed.mark, key=W.SUMMED, choices=W.NOT_ADDED, text=entry.summed)
        for column, path in entry.states.items():
            for name, known in ((column, entry.columns), (path, entries)):
                if name not in known:
                    problems.add("R203", name.mark, name=name, nearest=nearest(name, map(str, known)))


def _entries(mapping: YamlMapping, problems: Problems) -> Iterator[tuple[str, Entry | CoverEntry]]:
    for name, node in mapping:
        known = normal(name)
        entry = shape(CoverEntry, node, problems) if known.startswith(f"{W.COVER}.") else shape(Entry, node, problems)
        if entry:
            yield known, entry

