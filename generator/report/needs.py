"""What a rule set and a form ask of a unit: facts, judgments, prose and cover fields, and how many points hang on each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from jinja2 import TemplateError, nodes
from jinja2.visitor import NodeTransformer

from ..base import words as W
from ..base.decimals import ZERO
from ..facts.vocabulary import Entry, Vocabulary
from ..rules.definitions import Definitions, defined_as, facts_behind
from ..rules.ruleset import Indicator, RuleSet
from .forms import Form
from .language import names_used, parsed_template


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that a unit must or may state.

    Attributes:
        path: 采购.计划, 重点项目, 上年.预算.年初收入, 评定.项目监管, 正文.主要职责, 封面.填报人.
        title: as printed.
        entry: what the vocabulary says of a fact; None for what is no fact.
        columns: of a table, the columns that are named.
        scores: the indicators whose points rest on it.
        said: the indicators whose sentences may name it.
        firm: whether a score, the form whatever is the case, or a quantity that decides what is printed rests on it;
            else only a sentence or a branch of the form may come to name it.
        points: the full marks of the indicators whose points rest on it.
    """

    path: str
    title: str
    entry: Entry | None
    columns: tuple[str, ...]
    scores: tuple[str, ...]
    said: tuple[str, ...]
    firm: bool
    points: Decimal


def needs_of(
    rules: RuleSet, form: Form, vocabulary: Vocabulary, given: Collection[str] = (), unscored: Collection[str] = ()
) -> tuple[Need, ...]:
    """Return all that a rule set and a form ask for: facts in the vocabulary's order, then judgments, prose, cover fields.

    Args:
        rules: the rule set.
        form: the form.
        vocabulary: what each fact is.
        given: quantities that a unit reports without their inputs (直报): nothing behind them is asked for.
        unscored: indicators of which only the group's score is known (仅组): nothing is asked for their sake.
    """
    search = _Search(rules, form, vocabulary, {**rules.definitions, **form.definitions}, given)
    for name in (name for _, group in rules.groups() for name in group.leaves if name not in unscored):
        search.indicator(str(name), rules.indicators[name])
    search.form_names()
    return tuple(search.needs())


@dataclass(slots=True)
class _Use:
    """What asks for one thing, gathered on the way."""

    columns: dict[str, None] = field(default_factory=dict)
    scores: dict[str, None] = field(default_factory=dict)
    said: dict[str, None] = field(default_factory=dict)
    firm: bool = False


@dataclass(slots=True)
class _Search:
    rules: RuleSet
    form: Form
    vocabulary: Vocabulary
    definitions: Definitions
    given: Collection[str]
    uses: dict[str, _Use] = field(default_factory=dict)

    def indicator(self, name: str, indicator: Indicator) -> None:
        for use in self._uses(indicator.names):
            use.scores[name] = None
            use.firm = True
        if indicator.scoring.judged_by:
            use = self.uses.setdefault(f"{W.JUDGED}.{name}", _Use())
            use.scores[name] = None
            use.firm = True
        for slot in W.SLOT_NAMES:
            for case in self.rules.cases(name, slot):
                names = (*(case.when.names if case.when else ()), *_names(case.write))
                for use in self._uses(names):
                    use.said[name] = None

    def form_names(self) -> None:
        for source in self.form.sources.values():
            self._uses(_names(source.text))
            straight = _names(source.text, _Straight())
            deciding = [name for name in _names(source.text, _Tests()) if defined_as(name, self.definitions)[0]]
            for use in self._uses((*straight, *deciding)):
                use.firm = True
        for slot, wanted in self.form.shape.slots.items():
            self.uses.setdefault(f"{W.PROSE}.{slot}", _Use()).firm = wanted == W.REQUIRED
        for line in self.form.shape.lines():
            for use in self._uses(_names(line)):
                use.firm = True

    def _uses(self, names: Iterable[str]) -> list[_Use]:
        """Return the uses of all facts and cover fields behind some names, made where there was none."""
        known = [begun for name in names if (begun := self._known(name))]
        found: list[_Use] = []
        for path in facts_behind(known, self.definitions, self.given):
            fact, column = self._fact(path) or (path, "")
            use = self.uses.setdefault(fact, _Use())
            if column:
                use.columns[column] = None
            found.append(use)
        return found

    def _known(self, name: str) -> str | None:
        """Return the fact, column, quantity or cover field that a dotted name begins with; None where it is none of these."""
        parts = name.split(".")
        if parts[0] == W.COVER and len(parts) > 1:
            return name
        begun = (".".join(parts[:end]) for end in range(len(parts), 0, -1))
        return next((path for path in begun if self._fact(path) or defined_as(path, self.definitions)[0]), None)

    def _fact(self, path: str) -> tuple[str, str] | None:
        """Return a fact's path and no column, or a table's path and the column that is named."""
        this_year = path.removeprefix(f"{W.LAST_YEAR}.")
        if this_year in self.vocabulary.entries:
            return path, ""
        table, _, column = path.rpartition(".")
        return (table, column) if self.vocabulary.column(table.removeprefix(f"{W.LAST_YEAR}."), column) else None

    def needs(self) -> Iterator[Need]:
        facts = [f"{prefix}{path}" for prefix in ("", f"{W.LAST_YEAR}.") for path in self.vocabulary.entries]
        ordered = [path for path in facts if path in self.uses]
        for path in dict.fromkeys((*ordered, *self.uses)):
            use = self.uses[path]
            section, _, name = path.partition(".")
            entry = self.vocabulary.entries.get(name if section == W.LAST_YEAR else path)
            full = sum((self.rules.indicators[each].full for each in use.scores), ZERO)
            title = self._title(section, name, path)
            yield Need(path, title, entry, tuple(use.columns), tuple(use.scores), tuple(use.said), use.firm, full)

    def _title(self, section: str, name: str, path: str) -> str:
        if section == W.JUDGED:
            return str(self.rules.indicators[name].title or name)
        if section == W.LAST_YEAR:
            return section + self.vocabulary.title(name)
        return name if section in {W.PROSE, W.COVER} else self.vocabulary.title(path)


class _Straight(NodeTransformer):
    """Takes out branches with their tests: a fact that is only tested may be left out."""

    def visit_If(self, node: nodes.If) -> None:  # noqa: N802  Jinja looks for this name
        """Drop a branch with all that is in it."""


class _Tests(NodeTransformer):
    """Leaves of branches their tests: a quantity that is tested decides what is printed."""

    def visit_If(self, node: nodes.If) -> nodes.Output:  # noqa: N802  Jinja looks for this name
        """Keep the test alone."""
        return nodes.Output([node.test])


def _names(text: str, change: NodeTransformer | None = None) -> list[str]:
    """Return the dotted names of a template, of what a change leaves of it; one that cannot be parsed has none."""
    try:
        tree = parsed_template(text)
    except TemplateError:
        return []
    if change:
        change.visit(tree)
    return [".".join(path) for path, _ in names_used(tree)]
