"""A rule set: its structure, derived quantities, indicators and sentences, as written and checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler, PlainValidator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from ..base import words as W
from ..base.marks import Mark, Text, by_name
from ..base.problems import ProblemError, make
from ..base.shapes import Number, Points, Raw, Shape, Whole, Written, one_of, parsed, seen_as
from ..facts.values import Dimension
from .definitions import Definition, FormulaField
from .methods import AnyMethod

_LEAVES = "leaves"


class Basis(Shape):
    """Where a rule comes from, and whether anybody read it there (核实)."""

    document: Written = Field(alias=W.DOCUMENT)
    clause: Written | None = Field(None, alias=W.CLAUSE)
    verified: Annotated[Text, one_of(W.BASIS, W.VERIFICATIONS, "R311")] = Field(alias=W.VERIFIED)
    gist: Written = Field(alias=W.GIST)
    original: Written | None = Field(None, alias=W.ORIGINAL)
    remark: Written | None = Field(None, alias=W.REMARK)


class Case(Shape):
    """One way to say a sentence, and when."""

    when: FormulaField | None = Field(None, alias=W.WHEN)
    write: Written = Field(alias=W.WRITE)


def _cases(value: Any) -> Any:
    return ({W.WRITE: value},) if isinstance(value, Text) else value


Sentence = Annotated[tuple[Case, ...], BeforeValidator(_cases, json_schema_input_type=Written | tuple[Case, ...])]
Slots = dict[Annotated[Text, one_of(W.SLOTS, W.SLOT_NAMES)], Sentence]


class Indicator(Shape):
    """An indicator: its marks, quantity, scoring, basis and sentences."""

    title: Written | None = Field(None, alias=W.NAME)
    full: Number = Field(alias=W.FULL)
    quantity: Written | None = Field(None, alias=W.QUANTITIES)
    scoring: AnyMethod = Field(alias=W.METHOD_SECTION)
    basis: Basis = Field(alias=W.BASIS)
    slots: Slots = Field({}, alias=W.SLOTS, json_schema_extra={"propertyNames": {"enum": list(W.SLOT_NAMES)}})

    @property
    def names(self) -> tuple[str, ...]:
        """The facts and quantities that its score is computed from."""
        return (*((str(self.quantity),) if self.quantity else ()), *self.scoring.names)


def _parted(value: Any) -> Any:
    """Part a group's children into groups (a mapping) and leaves (a list)."""
    if isinstance(value, dict) and isinstance(value.get(W.CHILDREN), tuple):
        return {key: inner for key, inner in value.items() if key != W.CHILDREN} | {_LEAVES: value[W.CHILDREN]}
    return value


class GroupShape(Shape):
    """A group of the official table, with groups or indicators below it."""

    title: Written | None = Field(None, alias=W.NAME)
    full: Number = Field(alias=W.FULL)
    groups: dict[Written, Annotated[GroupShape, BeforeValidator(_parted)]] = Field({}, alias=W.CHILDREN)
    leaves: tuple[Written, ...] = Field((), alias=_LEAVES)

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return what an editor sees: groups or leaves, both under 下级."""
        found = handler(core)
        properties = handler.resolve_ref_schema(found)["properties"]
        properties[W.CHILDREN] = {"anyOf": [properties[W.CHILDREN], properties.pop(_LEAVES)]}
        return found

    def beneath(self) -> Iterator[Text]:
        """Yield the names of all groups and indicators beneath."""
        for name, group in self.groups.items():
            yield name
            yield from group.beneath()
        yield from self.leaves

    def indicators(self) -> Iterator[Text]:
        """Yield the names of all indicators beneath, in order."""
        for group in self.groups.values():
            yield from group.indicators()
        yield from self.leaves


class Scope(Shape):
    """What a rule set is for."""

    place: Written = Field(alias=W.PLACE)
    year: Whole = Field(alias=W.YEAR)


class DigitsShape(Shape):
    """How many digits are displayed."""

    ratio: Whole = Field(2, alias=W.T_RATIO)
    points: Whole = Field(2, alias=W.SCORE)
    money: Whole = Field(2, alias=W.T_MONEY)


def _total(text: Text) -> Decimal | None:
    if text == W.UNSCORED:
        return None
    try:
        return Decimal(text)
    except ArithmeticError:
        raise ProblemError(make("R103", text.mark, text=text)) from None


def _grade(value: Any) -> Any:
    if not isinstance(value, tuple) or len(value) != 2:
        raise ValueError
    floor, name = value
    try:
        return Decimal(floor), str(name)
    except (ArithmeticError, TypeError):
        raise ValueError from None


Grade = Annotated[tuple[Decimal, str], PlainValidator(_grade, json_schema_input_type=tuple[Points, Written])]


class RuleSetShape(Shape):
    """A rule set as its file says it."""

    name: Written = Field(alias=W.RULE_SET)
    title: Written = Field(alias=W.NAME)
    extends: Written | None = Field(None, alias=W.EXTENDS)
    scope: Scope = Field(alias=W.APPLIES)
    total: Annotated[Decimal | None, parsed(_total, Points | seen_as(enum=[W.UNSCORED]))] = Field(alias=W.TOTAL)
    digits: DigitsShape = Field(DigitsShape.model_validate({}), alias=W.DIGITS)
    grades: tuple[Grade, ...] = Field((), alias=W.GRADES)
    structure: dict[Written, Annotated[GroupShape, BeforeValidator(_parted)]] = Field({}, alias=W.STRUCTURE)
    quantities: Raw = Field(None, alias=W.QUANTITIES)
    indicators: dict[Written, Indicator] = Field({}, alias=W.INDICATORS)
    slots: Slots = Field({}, alias=W.SLOTS, json_schema_extra={"propertyNames": {"enum": list(W.SLOT_NAMES)}})


@dataclass(frozen=True)
class RuleSet:
    """A checked rule set, with the dimensions found for its quantities, and a digest of each of its aspects (rules/aspects.py)."""

    shape: RuleSetShape
    definitions: Mapping[str, Definition]
    dimensions: Mapping[str, Dimension]
    mark: Mark
    aspects: Mapping[str, str]

    @cached_property
    def indicators(self) -> Mapping[str, Indicator]:
        """The indicators by name."""
        return by_name(self.shape.indicators)

    @property
    def name(self) -> str:
        """The rule set's name, as guangzhou/2023."""
        return str(self.shape.name)

    @property
    def scored(self) -> bool:
        """Whether reports under it have a score."""
        return self.shape.total is not None

    def groups(self) -> Iterator[tuple[Text, GroupShape]]:
        """Yield every group with its name, from the top down."""

        def below(groups: Mapping[Text, GroupShape]) -> Iterator[tuple[Text, GroupShape]]:
            for name, group in groups.items():
                yield name, group
                yield from below(group.groups)

        yield from below(self.shape.structure)

    def place(self, group: str) -> Mark:
        """Return where a group is written; for any other name, where the groups begin."""
        names = [name for name, _ in self.groups()]
        return next((name.mark for name in names if name == group), names[0].mark if names else self.mark)

    def grade(self, points: Decimal) -> str:
        """Return the grade of a total."""
        return next((name for floor, name in self.shape.grades if points >= floor), "")

    def cases(self, indicator: str, slot: str) -> tuple[Case, ...]:
        """Return the ways to say a sentence of an indicator: its own, else the rule set's; empty when there is none."""
        own, common = by_name(self.indicators[indicator].slots), by_name(self.shape.slots)
        return own.get(slot) or common.get(slot) or ()

