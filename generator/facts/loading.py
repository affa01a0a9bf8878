"""Reads a facts file: every key known, every value typed, all problems at once."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ..base import words as W
from ..base.catalogue import TYPE_HINTS
from ..base.marks import Mark, Text, by_name
from ..base.problems import Problem, Problems, make, nearest
from ..base.shapes import shape, shapes
from ..base.workspace import Workspace
from ..base.yaml_reader import Mapping, Node, Scalar, Sequence, misread_pairs, normal
from .consolidation import with_units
from .facts import Claim, ExtraSection, Fact, Facts, Issue, Judgment, Settings
from .ignoring import read_ignored
from .plausible import note_implausible
from .slips import free_slip, has_leading_zero, is_short_date, slip_of
from .sums import agree
from .todo import is_todo, note_reviews, note_todos, without_todos
from .values import (
    NOT_APPLICABLE,
    TEXT,
    Dimension,
    Kind,
    Missing,
    NotApplicable,
    Quantity,
    Row,
    Table,
    Value,
    parse_date,
    parse_quantity,
    parse_target,
    shown_value,
)
from .vocabulary import Entry, Vocabulary, load_vocabulary

IDENTIFIER = re.compile(r"[^\W\d]\w*")
LONG_FORM = (W.VALUE, W.ORIGIN, W.EVIDENCE, W.NOTE)
RESERVED = (
    W.YEAR, W.RULES, W.FORM, W.MONEY_UNIT, W.COVER, W.LAST_YEAR, W.DATA, W.QUANTITIES, W.REPORTED, W.ASSERTED,
    W.JUDGED, W.WORDING, W.ISSUES, W.UNLISTED, W.PROSE, W.EXTRA, W.SILENCED, W.SUMMED,
)  # fmt: skip


def load_facts(
    workspace: Workspace, agency: str, year: int, problems: Problems, draft: Mapping | None = None, above: tuple[str, ...] = ()
) -> Facts | None:
    """Return a unit's facts of a year; None when the file cannot be read at all.

    Args:
        workspace: where the unit's files stand.
        agency: the unit.
        year: the year.
        problems: where to note what is wrong.
        draft: what stands for the year's file before that is written.
        above: the departments that the unit is being summed up for (汇总).

    Raises:
        ProblemError: no such unit or year.
    """
    path = None if draft else workspace.facts_path(agency, year)
    vocabulary = load_vocabulary(workspace, problems)
    mapping = workspace.read_mapping(path, problems) if path else draft
    if mapping is None:
        return None
    facts = read_facts(mapping, agency, year, vocabulary, problems)
    if facts:
        facts = _with_last_year(workspace, facts, problems)
        note_implausible(facts, problems)
    if facts and facts.settings.summed:
        here = (*above, agency)
        facts = with_units(workspace, facts, lambda unit, told: load_facts(workspace, unit, year, told, None, here), above, problems)
    return facts


def read_facts(mapping: Mapping, agency: str, year: int, vocabulary: Vocabulary, problems: Problems) -> Facts | None:
    """Return the facts that a mapping states; None when it does not say what rules and form it follows.

    A unit without a report of its own (模板: 无) need not follow any rules.
    """
    note_reviews(mapping.mark.source, problems)
    written_year, form = (_setting(mapping, key, problems) for key in (W.YEAR, W.FORM))
    rules = _setting(mapping, W.RULES, problems)
    if form == W.NO_REPORT and mapping.get(W.RULES) is None:
        rules = Text("", mapping.mark)
    for key in (W.YEAR, W.FORM) if rules == "" else (W.YEAR, W.RULES, W.FORM):
        if not isinstance(mapping.get(key), Scalar):
            problems.add("F206", mapping.mark, key=key)
    if written_year is not None and written_year != str(year):
        problems.add("F207", written_year.mark, text=written_year, year=year)
    reader = Reader(vocabulary, _money_unit(mapping, problems), problems, None if mapping.get(W.MONEY_UNIT) else mapping.mark)
    values = reader.facts(mapping, reserved=RESERVED)
    last_year = reader.facts(_as_mapping(mapping.get(W.LAST_YEAR), problems), label=f"{W.LAST_YEAR}.")
    data = reader.own(mapping.get(W.DATA))
    cover, settings = _cover(mapping.get(W.COVER), problems), _settings(mapping, problems)
    if written_year is None or rules is None or form is None:
        return None
    return Facts(
        agency=agency,
        year=year,
        mark=mapping.mark,
        rules=rules,
        form=form,
        money_unit=reader.money_unit,
        vocabulary=vocabulary,
        values=values,
        last_year=last_year,
        data=data,
        cover=cover,
        settings=settings,
        sections={normal(key): key.mark for key, _ in mapping},
    )


@dataclass
class Reader:
    """Types written values by the vocabulary; one that does not fit is noted and counts as 不适用 from there on.

    One that is still to come (待填) is noted and stays Missing.

    `unitless` is the top of a file that does not say the unit of its bare amounts; `label` opens the names that are told.
    """

    vocabulary: Vocabulary
    money_unit: str
    problems: Problems
    unitless: Mark | None = None
    label: str = ""
    found: dict[str, Fact] = field(default_factory=dict)

    def facts(self, mapping: Mapping | None, reserved: tuple[str, ...] = (), label: str = "") -> dict[str, Fact]:
        """Return the facts of a mapping by path."""
        self.found, self.label = {}, label
        if mapping:
            self._section(mapping, "", reserved)
        return self.found

    def _section(self, mapping: Mapping, prefix: str, reserved: tuple[str, ...] = ()) -> None:
        for key, node in mapping:
            path = prefix + normal(key)
            canonical = self.vocabulary.canonical.get(path)
            if not prefix and path in reserved:
                continue
            if canonical:
                self._fact(canonical, self.vocabulary.entries[canonical], key, node)
            elif path in self.vocabulary.prefixes:
                if section := _as_mapping(node, self.problems):
                    self._section(section, path + ".")
            else:
                known = [*self.vocabulary.canonical, *self.vocabulary.prefixes, *reserved]
                siblings = [name.removeprefix(prefix) for name in known if name.startswith(prefix)]
                self.problems.add("F201", key.mark, key=path, nearest=nearest(normal(key), siblings))

    def _fact(self, path: str, entry: Entry, key: Text, node: Node) -> None:
        origin = evidence = ""
        if isinstance(node, Mapping) and entry.kind is not Kind.TABLE and node.get(W.VALUE) is not None:
            for name, _ in node:
                if normal(name) not in LONG_FORM:
                    self.problems.add("F201", name.mark, key=name, nearest=nearest(name, LONG_FORM))
            for part in (W.ORIGIN, W.EVIDENCE):
                note_todos(node.get(part), f"{self.label}{path}.{part}", self.problems)
            origin, evidence = (_scalar(node, name) or "" for name in (W.ORIGIN, W.EVIDENCE))
            node = node.get(W.VALUE) or node
        if path in self.found:
            self.problems.add("F106", key.mark, key=path, line=self.found[path].mark.line)
        self.found[path] = Fact(path, self._value(node, path, entry), node.mark, origin or entry.origin or "", evidence)

    def _value(self, node: Node, path: str, entry: Entry) -> Value:
        if isinstance(node, Scalar) and is_todo(node.text):
            return self._missing("F204", node.mark, path)
        if entry.kind is Kind.TABLE:
            return self._table(node, path, entry)
        if entry.kind is Kind.LIST:
            return self._list(node, path)
        if isinstance(node, Scalar):
            return self._scalar_value(node, path, entry.dimension, entry.signed)
        return self._wrong(path, node, entry.dimension)

    def _scalar_value(self, node: Scalar, path: str, dimension: Dimension, signed: bool = False) -> Value:
        text = node.text
        if is_todo(text):
            return self._missing("F204", text.mark, path)
        if text == W.NOT_APPLICABLE:
            return NOT_APPLICABLE
        value = parse_value(text, dimension, self.money_unit, self.vocabulary) if text.strip() else None
        if value is None:
            return self._wrong(path, node, dimension)
        if dimension.kind is Kind.TEXT:
            _refuse_tags(text, self.problems)
        if isinstance(value, datetime.date) and is_short_date(text):
            self.problems.add("H400", text.mark, text=text, meant=value.isoformat())
        if isinstance(value, Quantity) and has_leading_zero(text):
            self.problems.add("F228", text.mark, key=path, text=text)
        if isinstance(value, Quantity) and value.number < 0 and not signed:
            self.problems.add("F203", text.mark, key=path)
        if self.unitless and dimension.kind is Kind.MONEY and isinstance(value, Quantity) and value.number and text[-1].isdigit():
            self.problems.add("F206", self.unitless, key=W.MONEY_UNIT)
        return value

    def _list(self, node: Node, path: str) -> Value:
        if isinstance(node, Scalar) and node.text == W.NOT_APPLICABLE:
            return NOT_APPLICABLE
        if not isinstance(node, Sequence) or not all(isinstance(item, Scalar) for item in node):
            return self._wrong(path, node, Dimension(Kind.LIST))
        scalars = [item for item in node if isinstance(item, Scalar)]
        items = [self._scalar_value(item, path, TEXT) for item in scalars]
        return next((item for item in items if isinstance(item, Missing)), None) or tuple(item.text for item in scalars)

    def _table(self, node: Node, path: str, entry: Entry) -> Value:
        if isinstance(node, Scalar) and node.text == W.NOT_APPLICABLE:
            return NOT_APPLICABLE
        if not isinstance(node, Sequence):
            return self._wrong(path, node, entry.dimension)
        return Table(tuple(self._rows(node, path, entry)))

    def _rows(self, node: Sequence, path: str, entry: Entry) -> Iterator[Row]:
        for number, item in enumerate(node, 1):
            if not isinstance(item, Mapping):
                self._wrong(path, item, entry.dimension)
                continue
            where = f"{path}.{number}"
            cells = dict(self._cells(item, where, entry))
            for column in entry.columns:
                if column not in entry.optional and item.key(column) is None:
                    cells[str(column)] = self._missing("F205", item.mark, path, str(column))
            yield Row(where, cells)

    def _cells(self, item: Mapping, where: str, entry: Entry) -> Iterator[tuple[str, Value]]:
        for key, node in item:
            column = normal(key)
            if column not in entry.columns:
                self.problems.add("F201", key.mark, key=column, nearest=nearest(column, entry.columns))
                continue
            kinds = by_name(entry.columns)
            cell, dimension = f"{where}.{column}", Dimension(kinds[column])
            value = self._scalar_value(node, cell, dimension) if isinstance(node, Scalar) else self._wrong(cell, node, dimension)
            self.found[cell] = Fact(cell, value, node.mark)
            yield column, value

    def scalar(self, text: Text, path: str, dimension: Dimension, signed: bool = False) -> Value:
        """Return one written value of a dimension."""
        return self._scalar_value(Scalar(text, text.mark), path, dimension, signed)

    def own(self, node: Node | None) -> dict[str, Fact]:
        """Return the unit's own figures: names nested freely, each value typed by how it is written."""
        self.label = f"{W.DATA}."
        return self._data(node, "")

    def _data(self, node: Node | None, prefix: str) -> dict[str, Fact]:
        found: dict[str, Fact] = {}
        for key, inner in _as_mapping(node, self.problems) or ():
            path = prefix + normal(key)
            if not IDENTIFIER.fullmatch(normal(key)):
                self.problems.add("F209", key.mark, key=key)
            if isinstance(inner, Mapping):
                found |= self._data(inner, path + ".")
                continue
            found[path] = Fact(path, self._list(inner, path) if isinstance(inner, Sequence) else self._free(inner, path), inner.mark)
        return found

    def _free(self, node: Scalar, path: str) -> Value:
        value = self._scalar_value(node, path, TEXT)
        if not isinstance(value, str):
            return value
        if slip := free_slip(value):
            self.problems.add(slip.number, node.mark, key=path, text=value, meant=slip.meant)
        return parse_quantity(value, None, self.money_unit) or value

    def _missing(self, number: str, mark: Mark, path: str, column: str = "") -> Missing:
        """Note a value that is still to come, and return it."""
        problem = make(number, mark, key=self.label + path, column=column, title=column or self.vocabulary.title(path))
        self.problems.extend([problem])
        return Missing(problem)

    def _wrong(self, path: str, node: Node, dimension: Dimension) -> NotApplicable:
        if isinstance(node, Scalar) and (slip := slip_of(node.text, dimension, self.money_unit, self.vocabulary.approximate)):
            self.problems.add(slip.number, node.mark, key=path, text=node.text, meant=slip.meant)
            return NOT_APPLICABLE
        text = node.text if isinstance(node, Scalar) else W.A_LIST if isinstance(node, Sequence) else W.A_RECORD
        self.problems.add("F202", node.mark, key=path, type=dimension, text=text, hint=TYPE_HINTS.get(dimension.kind.value, ""))
        return NOT_APPLICABLE


def parse_value(text: str, dimension: Dimension, money_unit: str, vocabulary: Vocabulary) -> Value | None:
    """Return a written scalar as a value of a dimension; None when it is none."""
    match dimension.kind:
        case Kind.TEXT:
            return str(text)
        case Kind.FLAG:
            return W.FLAGS.get(text)
        case Kind.DATE:
            return parse_date(text)
        case Kind.TARGET:
            return parse_target(text, vocabulary.comparators)
        case _:
            return parse_quantity(text, dimension, money_unit)


def _with_last_year(workspace: Workspace, facts: Facts, problems: Problems) -> Facts:
    """Return facts whose last year's values come from last year's file, where there is one."""
    path = workspace.new_facts_path(facts.agency, facts.year - 1)
    if not workspace.has(path):
        return facts
    quiet = Problems()
    mapping = workspace.read_mapping(path, quiet)
    earlier = read_facts(mapping, facts.agency, facts.year - 1, facts.vocabulary, quiet) if mapping else None
    if earlier is None:
        return facts
    for name, fact in facts.last_year.items():
        there = earlier.values.get(name)
        if there and not agree(fact.value, there.value):
            shown = {"here": shown_value(fact.value), "there": shown_value(there.value)}
            problems.add("F208", fact.mark, key=name, path=workspace.shown(path), **shown)
    merged = dict(earlier.values) | dict(facts.last_year)
    return replace(facts, last_year=merged)


def _settings(mapping: Mapping, problems: Problems) -> Settings:
    judged, rest, pending = _judgments(mapping.get(W.JUDGED), problems)
    return Settings(
        judged=judged,
        rest_is_full=rest,
        pending=pending,
        wording={key: _slots(key, node, problems) for key, node in _items(mapping.get(W.WORDING), problems)},
        reported=_claims(W.REPORTED, mapping, problems),
        asserted=_claims(W.ASSERTED, mapping, problems),
        issues=tuple(_issues(mapping.get(W.ISSUES), problems)),
        unlisted=_texts(mapping.get(W.UNLISTED), problems, W.UNLISTED),
        extra=tuple(_extra(mapping.get(W.EXTRA), problems)),
        quantities=mapping.get(W.QUANTITIES),
        prose=_prose(mapping.get(W.PROSE), problems),
        ignored=tuple(read_ignored(mapping, problems)),
        summed=tuple(_names(mapping.get(W.SUMMED), W.SUMMED, problems)),
    )


def _judgments(node: Node | None, problems: Problems) -> tuple[dict[Text, Judgment], bool, dict[str, tuple[Problem, ...]]]:
    judged: dict[Text, Judgment] = {}
    pending: dict[str, tuple[Problem, ...]] = {}
    rest = False
    for key, inner in _items(node, problems):
        if todo := note_todos(inner, f"{W.JUDGED}.{key}", problems):
            pending[str(key)] = todo
        if key == W.REST and todo:
            rest = True
        elif key == W.REST:
            rest = isinstance(inner, Scalar) and inner.text == W.FULL
            if not rest:
                problems.add("R106", inner.mark, key=W.REST, choices=W.FULL, text=inner.text if isinstance(inner, Scalar) else "")
        elif judgment := shape(Judgment, _open(inner) if todo else inner, problems):
            judged[key] = judgment
    return judged, rest, pending


def _open(node: Node) -> Mapping:
    """Return a judgment that holds 待填 as one that takes nothing off, so that nothing more is told of it."""
    written = node if isinstance(node, Mapping) else Mapping((), node.mark, node.end)
    quiet = {W.DEDUCTION: "0"} | ({W.GROUP_ONLY: W.YES} if written.key(W.GROUP_ONLY) else {})
    told = tuple((Text(key, node.mark), Scalar(Text(text, node.mark), node.end)) for key, text in quiet.items())
    kept = tuple(item for item in without_todos(written) if item[0] not in quiet)
    return Mapping((*told, *kept), node.mark, node.end)


def _claims(section: str, mapping: Mapping, problems: Problems) -> dict[Text, Claim]:
    claims: dict[Text, Claim] = {}
    for key, inner in _flattened(mapping.get(section), problems):
        note_todos(inner, f"{section}.{key}", problems)
        claim = Claim.model_validate({W.VALUE: inner.text}) if isinstance(inner, Scalar) else shape(Claim, inner, problems)
        if claim:
            claims[key] = claim
    return claims


def _flattened(node: Node | None, problems: Problems, prefix: str = "") -> Iterator[tuple[Text, Node]]:
    """Yield claims by dotted path, whether the path was written in one key or nested."""
    for key, inner in _items(node, problems):
        path = Text(prefix + key, key.mark)
        if isinstance(inner, Mapping) and inner.get(W.VALUE) is None:
            yield from _flattened(inner, problems, path + ".")
        else:
            yield path, inner


def _issues(node: Node | None, problems: Problems) -> Iterator[Issue]:
    for item, issue in shapes(Issue, _filled(node, W.ISSUES, problems), problems):
        if issue.issue is None and not issue.gathered:
            problems.add("R101", item.mark, key=W.ISSUE)
        for part in (W.ISSUE, W.MEASURE):
            inner = item.get(part) if isinstance(item, Mapping) else None
            for each in inner if isinstance(inner, Sequence) else (inner,):
                if isinstance(each, (Mapping, Sequence)):
                    problems.add("R109", each.mark)
        yield issue


def _extra(node: Node | None, problems: Problems) -> Iterator[ExtraSection]:
    """Yield a unit's own sections, their content as it was written."""
    for item, section in shapes(ExtraSection, _filled(node, W.EXTRA, problems), problems):
        yield section.model_copy(update={"content": item.get(W.CONTENT)} if isinstance(item, Mapping) else {})


def _names(node: Node | None, section: str, problems: Problems) -> Iterator[Text]:
    """Yield the names of a list; what is no list, or no name, is noted."""
    if node is not None and not isinstance(node, Sequence) and not _is_empty(node):
        problems.add("R108", node.mark)
    for item in node if isinstance(node, Sequence) else ():
        if not isinstance(item, Scalar):
            problems.add("R109", item.mark)
        elif not note_todos(item, section, problems):
            yield item.text


def _filled(node: Node | None, section: str, problems: Problems) -> Node | None:
    """Return a section's list without the entries that hold 待填, which are noted."""
    if not isinstance(node, Sequence):
        return node
    return Sequence(tuple(item for item in node if not note_todos(item, section, problems)), node.mark, node.end)


def _as_mapping(node: Node | None, problems: Problems) -> Mapping | None:
    """Return what must be a mapping; None when it is left out, or is none, which is noted."""
    if node is None or isinstance(node, Mapping) or _is_empty(node):
        return node if isinstance(node, Mapping) else None
    if isinstance(node, Scalar) and (pairs := misread_pairs(node, problems)):
        return pairs
    problems.add("R107", node.mark)
    return None


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.text


def _items(node: Node | None, problems: Problems) -> list[tuple[Text, Node]]:
    return [(Text(normal(key), key.mark), inner) for key, inner in _as_mapping(node, problems) or ()]


def _prose(node: Node | None, problems: Problems) -> dict[Text, Node]:
    prose = dict(_items(node, problems))
    for slot, inner in prose.items():
        note_todos(inner, f"{W.PROSE}.{slot}", problems)
    return prose


def _cover(node: Node | None, problems: Problems) -> dict[Text, Text]:
    texts = _texts(node, problems, W.COVER)
    for text in texts.values():
        _refuse_tags(text, problems)
    return texts


def _slots(name: Text, node: Node, problems: Problems) -> dict[Text, Text]:
    texts = _texts(node, problems, f"{W.WORDING}.{name}")
    for slot in texts:
        if slot not in W.SLOT_NAMES:
            problems.add("R102", slot.mark, key=slot, nearest=nearest(slot, W.SLOT_NAMES))
    return texts


def _texts(node: Node | None, problems: Problems, section: str) -> dict[Text, Text]:
    texts: dict[Text, Text] = {}
    for key, inner in _items(node, problems):
        note_todos(inner, f"{section}.{key}", problems)
        if isinstance(inner, Scalar):
            texts[key] = inner.text
        else:
            problems.add("R109", inner.mark)
    return texts


def _refuse_tags(text: Text, problems: Problems) -> None:
    """Note a tag where values print as they are written."""
    if "{{" in text:
        problems.add("F119", text.at(text.index("{{")))


def _setting(mapping: Mapping, key: str, problems: Problems) -> Text | None:
    """Return a setting; None, noted, when it is 待填."""
    return None if note_todos(mapping.get(key), key, problems) else _scalar(mapping, key)


def _scalar(mapping: Mapping, key: str) -> Text | None:
    node = mapping.get(key)
    return node.text if isinstance(node, Scalar) else None


def _money_unit(mapping: Mapping, problems: Problems) -> str:
    written = _setting(mapping, W.MONEY_UNIT, problems)
    if written is None:
        return W.YUAN
    if written not in W.MONEY_UNITS:
        problems.add("R106", written.mark, key=W.MONEY_UNIT, choices=W.LIST_COMMA.join(W.MONEY_UNITS), text=written)
        return W.YUAN
    return str(written)
