"""Last year's file as the beginning of a new one: what lasts is carried, what must be found anew becomes 待填.

It works by edits of the written text, so that comments, order and alignment stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..base import messages as M
from ..base import words as W
from ..base.edits import Edit
from ..base.marks import Mark, Text
from ..base.yaml_reader import Mapping as YamlMapping
from ..base.yaml_reader import Node, Scalar, Sequence, normal
from .layout import Layout
from .todo import is_todo, reviews
from .values import RATIO, parse_date, parse_quantity
from .vocabulary import Entry, Vocabulary

_YEAR = re.compile(r"(?<!\d)20\d\d" + f"(?={W.YEAR_SIGN})")
_SCHEMA = re.compile(r"\$schema=\S+/(\S+)\.json")
_DROPPED = {W.LAST_YEAR, W.REPORTED, W.ASSERTED}  # they say what was so last year
_KEPT = {W.YEAR, W.RULES, W.FORM, W.MONEY_UNIT, W.QUANTITIES, W.SUMMED}
_TAKES_OFF = (W.DEDUCTION, W.UNMET)


@dataclass
class Renewal:
    """The edits that make a new year's file of an earlier one, and what they came to.

    Attributes:
        mapping: the earlier file.
        vocabulary: says what lasts.
        judged: what is judged anew: for each name the key that says how (扣分, 未达).
        year: the earlier year.
        carried: how many facts and cells were kept.
        emptied: how many values are to be filled in.
        reviewed: the lines above which a comment asks to read a carried text again, with what it says.
    """

    mapping: YamlMapping
    vocabulary: Vocabulary
    judged: Mapping[str, str]
    year: int
    edits: list[Edit] = field(default_factory=list)
    carried: int = 0
    emptied: int = 0
    reviewed: dict[int, Edit] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.layout = Layout(self.mapping)

    def renew(self, year: int, rules: str, form: str) -> list[Edit]:
        """Return all edits: the new year, its rule set and form, and every section by its kind."""
        for name, text in ((W.YEAR, str(year)), (W.RULES, rules), (W.FORM, form)):
            node = self.mapping.get(name)
            if isinstance(node, Scalar) and node.text != text:
                self._put(node, text)
        source = self.mapping.mark.source
        if found := _SCHEMA.search(source.text, 0, self.mapping.mark.offset):
            self.edits.append(Edit(found.start(1), found.end(1), rules.replace("/", "-")))
        self.edits += [self.layout.line(mark.line) for mark, _ in reviews(source)]
        for key, node in self.mapping:
            self._section(normal(key), key, node)
        dropped = [self.layout.section(key) for key, _ in self.mapping if normal(key) in _DROPPED]
        kept = (edit for edit in self.edits if not any(cut.start <= edit.start and edit.end <= cut.end for cut in dropped))
        return [*dropped, *kept, *self.reviewed.values()]

    def _section(self, name: str, key: Text, node: Node) -> None:
        if name == W.JUDGED:
            self._judgments(node)
        elif name == W.COVER:
            self._cover(key, node)
        elif name == W.DATA:
            self._own_figures(node)
        elif name in {W.PROSE, W.WORDING}:
            for slot, inner in _pairs(node):
                self._review(slot.mark, inner)
        elif name in {W.ISSUES, W.EXTRA}:
            for item in node if isinstance(node, Sequence) else ():
                self._review(item.mark, item)
        elif name == W.UNLISTED:
            self._review(key.mark, node)
        elif name not in _KEPT | _DROPPED:
            self._facts(name, key, node)

    def _facts(self, path: str, key: Text, node: Node) -> None:
        canonical = self.vocabulary.canonical.get(path)
        if canonical is None:
            for inner_key, inner in _pairs(node):
                self._facts(f"{path}.{normal(inner_key)}", inner_key, inner)
            return
        entry = self.vocabulary.entries[canonical]
        if entry.columns:
            self._table(key, node, entry)
        elif entry.stable is True:
            self.carried += 1
        else:
            self._empty_fact(node)

    def _empty_fact(self, node: Node) -> None:
        """Empty a fact; of its long form the value and the voucher: the official form it comes from lasts."""
        parts = (node.get(W.VALUE), node.get(W.EVIDENCE)) if isinstance(node, YamlMapping) else (node,)
        for part in parts:
            if part is not None:
                self._empty(part)

    def _table(self, key: Text, node: Node, entry: Entry) -> None:
        lasting = entry.stable if isinstance(entry.stable, frozenset) else frozenset[str]()
        rows = [row for row in node if isinstance(row, YamlMapping)] if isinstance(node, Sequence) else []
        for column, cell in (pair for row in rows for pair in row):
            if normal(column) in lasting or (isinstance(cell, Scalar) and "{{" in cell.text):
                self.carried += 1
            else:
                self._empty(cell)
        if rows:
            self._review(key.mark, node, M.REVIEW_ROWS)

    def _own_figures(self, node: Node) -> None:
        """Empty the unit's own figures; the units they are counted in stay behind them as comments."""
        units: dict[int, tuple[int, dict[str, None]]] = {}
        for figure in _figures(node):
            quantity = parse_quantity(figure.text, None, W.YUAN) if isinstance(figure, Scalar) else None
            unit = W.PERCENT_SIGN if quantity and quantity.dimension == RATIO else quantity.unit if quantity else ""
            self._empty(figure)
            if unit:
                _, named = units.get(figure.mark.line, (0, dict[str, None]()))
                units[figure.mark.line] = (figure.end.offset, {**named, unit: None})
        for offset, named in units.values():
            self.edits.append(self.layout.behind(offset, M.COUNTED_IN.format(unit=W.LIST_COMMA.join(named))))

    def _cover(self, key: Text, node: Node) -> None:
        """Carry the cover but for its dates."""
        for _, inner in _pairs(node):
            if isinstance(inner, Scalar) and parse_date(inner.text):
                self._empty(inner)
            else:
                self.carried += 1
        self._review(key.mark, node)

    def _judgments(self, node: Node) -> None:
        """Ask for every judgment anew; what was said of it is carried for review."""
        entries = _pairs(node)
        for at, (key, judgment) in enumerate(entries):
            if key == W.REST and isinstance(node, YamlMapping):
                self.edits.append(self.layout.entry(node, at))
            elif isinstance(judgment, YamlMapping):
                self._judgment(key, judgment)

    def _judgment(self, key: Text, judgment: YamlMapping) -> None:
        stated = [inner for name in _TAKES_OFF if (inner := judgment.get(name)) is not None]
        for inner in stated:
            self._empty(inner)
        asked = self.judged.get(normal(key))
        if not stated and asked:
            flow, start = self.layout.is_flow(judgment), judgment.mark.offset
            behind = ", " if flow else "\n" + " " * (judgment.mark.column - 1)
            self.edits.append(Edit(start + flow, start + flow, M.ASKED[asked] + behind))
            self.emptied += 1
        if any(judgment.key(name) for name in (W.EXPLANATION, W.REASON, W.ISSUE, W.MEASURE)):
            self._review(key.mark, judgment)

    def _review(self, mark: Mark, node: Node, said: str = M.REVIEW_TEXT) -> None:
        """Ask, above a line, to read again what was carried, and name the years typed in it."""
        if not any(_texts(node)):
            return
        years = dict.fromkeys(year for text in _texts(node) for year in _YEAR.findall(text))
        named = M.REVIEW_YEARS.format(years=W.LIST_COMMA.join(years)) if years else ""
        comment = f"# {W.REVIEW}{W.COLON}{said.format(year=self.year)}{named}"
        self.reviewed.setdefault(mark.line, self.layout.above(mark, comment))

    def _empty(self, node: Node) -> None:
        if isinstance(node, Sequence):
            self._put(node, f"[{W.TODO}]" if self.layout.is_flow(node) else f"- {W.TODO}")
        elif isinstance(node, Scalar) and node.text and node.text != W.NOT_APPLICABLE and not is_todo(node.text):
            self._put(node, W.TODO)
        else:
            return
        self.emptied += 1

    def _put(self, node: Node, text: str) -> None:
        self.edits.append(Edit(node.mark.offset, self.layout.end(node), text))


def _pairs(node: Node) -> tuple[tuple[Text, Node], ...]:
    return node.items if isinstance(node, YamlMapping) else ()


def _figures(node: Node) -> Iterator[Node]:
    """Yield the unit's own figures, a list as one."""
    if isinstance(node, YamlMapping):
        for _, inner in node:
            yield from _figures(inner)
    else:
        yield node


def _texts(node: Node) -> Iterator[Text]:
    match node:
        case Scalar():
            yield node.text
        case Sequence():
            yield from (text for item in node for text in _texts(item))
        case YamlMapping():
            yield from (text for _, inner in node for text in _texts(inner))
