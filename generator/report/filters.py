"""The filters of templates and sentences: they format, join and lay out; none computes."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import partial
from inspect import Parameter, signature
from typing import Any

from ..base import words as W
from ..base.catalogue import FILTER_NEEDS
from ..base.decimals import plain
from ..facts.values import NUMBER, Kind, NotApplicable, Quantity, negate
from .document import Quoted, Span, Spans
from .printing import Absent, Fragment, Shown, Withheld, spans_of
from .prose import Layout, Part, Prose, in_a_row


class FilterError(Exception):
    """A filter was given something it cannot format; the message says what it takes."""


def _needs(kind: str) -> FilterError:
    return FilterError(FILTER_NEEDS[kind])


def _quantity(shown: Any, *kinds: Kind) -> Quantity:
    if isinstance(shown, Shown) and isinstance(shown.value, Quantity) and (not kinds or shown.value.dimension.kind in kinds):
        return shown.value
    raise _needs(kinds[0].value if kinds else W.T_NUMBER)


def _with(shown: Shown, text: str) -> Fragment:
    return Fragment(shown.printed(text))


def _money(shown: Shown, unit: str, suffix: str) -> Fragment:
    quantity = _quantity(shown, Kind.MONEY)
    return _with(shown, shown.style.money(quantity, unit) + suffix)


def _points(shown: Shown) -> Fragment:
    quantity = _quantity(shown, Kind.POINTS, Kind.NUMBER)
    return _with(shown, plain(quantity.number, trim=shown.style.trim) + W.POINT)


def _percent(shown: Shown) -> Fragment:
    return _with(shown, shown.style.percent(_quantity(shown, Kind.RATIO), trim=shown.style.trim))


def _fixed(shown: Shown) -> Fragment:
    quantity = _quantity(shown)
    text = shown.style.percent(quantity, trim=False) if quantity.dimension.kind is Kind.RATIO else plain(quantity.number)
    return _with(shown, text)


def _absolute(shown: Shown) -> Shown:
    quantity = _quantity(shown)
    return Shown(negate(quantity) if quantity.number < 0 else quantity, shown.id, shown.style, shown.by)


def _direction(shown: Shown, rising: str, falling: str, level: str) -> Fragment:
    number = _quantity(shown).number
    return _with(shown, rising if number > 0 else falling if number < 0 else level)


def _date(shown: Shown) -> Fragment:
    if not isinstance(shown, Shown) or not isinstance(shown.value, datetime.date):
        raise _needs(W.T_DATE)
    return _with(shown, str(shown))


def _joined(items: Any, attribute: str = "", *, by: str) -> Fragment:
    texts = [spans_of(_attribute(item, attribute)) for item in _items(items)]
    return Fragment(tuple(span for at, text in enumerate(texts) for span in ((Span(by),) if at else ()) + text))


def _attribute(item: Any, attribute: str) -> Any:
    if attribute:
        return item[attribute]
    return Fragment(item.content.spans) if isinstance(item, Part) else item


def _count(items: Any) -> Fragment:
    number = Quantity(Decimal(len(list(_items(items)))), NUMBER)
    id = getattr(items, "id", "")
    return Fragment((Span(plain(number.number), Quoted(id, number, W.COUNTED) if id else None),))


def _items(items: Any) -> Iterable[Any]:
    if isinstance(items, Shown) and not isinstance(items.value, tuple):
        raise _needs(W.T_LIST)
    if isinstance(items, (str, Fragment)) or not isinstance(items, Iterable):
        raise _needs(W.T_LIST)
    return items


def _laid_out(prose: Any, layout: Layout) -> Prose | Fragment:
    if isinstance(prose, Prose):
        return prose.laid_out(layout)
    if layout is Layout.IN_A_ROW:
        texts: tuple[Spans, ...] = tuple(spans_of(item) for item in _items(prose))
        return Fragment(in_a_row(texts) if texts else ())
    raise _needs(W.PROSE)


FILTERS: dict[str, Callable[..., object]] = {
    **{unit: partial(_money, unit=unit, suffix=unit) for unit in W.MONEY_UNITS},
    **{unit + W.T_NUMBER: partial(_money, unit=unit, suffix="") for unit in W.MONEY_UNITS},
    W.POINT: _points,
    W.PERCENT: _percent,
    W.FIXED: _fixed,
    W.F_ABS: _absolute,
    W.DIRECTION: _direction,
    W.T_DATE: _date,
    W.JOINED: partial(_joined, by=W.LIST_COMMA),
    W.JOINED_BY_COMMA: partial(_joined, by=W.COMMA),
    W.COUNTED: _count,
    W.IN_A_ROW: partial(_laid_out, layout=Layout.IN_A_ROW),
    W.ONE_EACH: partial(_laid_out, layout=Layout.ENUMERATED),
    W.IN_PARAGRAPHS: partial(_laid_out, layout=Layout.PARAGRAPHS),
    W.RUN_IN: partial(_laid_out, layout=Layout.RUN_IN),
    W.IN_SECTIONS: partial(_laid_out, layout=Layout.SECTIONS),
}


def _arity(filter_: Callable[..., object]) -> tuple[int, int]:
    """Return how few and how many arguments a filter takes besides the value."""
    kinds = (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD)
    positional = [each for each in signature(filter_).parameters.values() if each.kind in kinds][1:]
    return sum(each.default is Parameter.empty for each in positional), len(positional)


ARITIES = {name: _arity(filter_) for name, filter_ in FILTERS.items()}


def called(before: str, name: str, arguments: tuple[object, ...] = ()) -> str:
    """Return filters as they are written in a tag, one more behind those before it."""
    written = ", ".join(f'"{argument}"' for argument in arguments)
    return f"{before}|{name}({written})".lstrip("|") if written else f"{before}|{name}".lstrip("|")


def guarded(name: str, filter_: Callable[..., object]) -> Callable[..., object]:
    """Return a filter that lets an absent value pass, so that its own problem is told, and 不适用 or what is withheld, printed as it is."""

    def apply(value: object, *arguments: object) -> object:
        if isinstance(value, (Absent, Withheld)):
            return value
        if isinstance(value, Shown):
            if isinstance(value.value, NotApplicable):
                return value
            value = Shown(value.value, value.id, value.style, called(value.by, name, arguments))
        try:
            return filter_(value, *map(str, arguments))
        except FilterError as error:
            raise FilterError(name, value.id if isinstance(value, Shown) else str(value), str(error)) from None

    return apply

