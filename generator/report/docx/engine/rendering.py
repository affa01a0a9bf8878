"""Fills any docxtpl template with any data that docxtpl takes, the fast way where there is one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from ....base.marks import Mark
from ....base.problems import ProblemError, make
from ..pack import LEVEL, pack, unpack
from .filling import fill
from .sandbox import FaultError, Filters, MadeWithDocxtplError
from .template import Template


def render(template: bytes, data: Mapping[str, Any], filters: Filters, mark: Mark, level: int = LEVEL, maker: Any = None) -> bytes:
    """Return a Word template with its tags filled; the same input gives the same bytes.

    Args:
        template: a Word file with tags.
        data: texts, whole numbers, flags, lists, records, and docxtpl's own objects.
        filters: what the tags may filter with.
        mark: the template.
        level: how hard to compress, 1 fast to 9 small.
        maker: the docxtpl template that hyperlinks were made with; pictures and subdocuments tell theirs.

    Raises:
        ProblemError: the text grows without end, a tag fails, or what comes out is no XML.
    """
    try:
        made_ready = _compiled(template, tuple(filters.items()))
        return made_ready.packed(fill(made_ready, data, filters, mark), level)
    except FaultError as fault:
        raise ProblemError(make("T224", mark, place=fault.place, why=fault)) from None
    except MadeWithDocxtplError as made:
        from .by_docxtpl import fill_by_docxtpl

        return pack(unpack(fill_by_docxtpl(template, data, filters, maker or made.maker)), level)


@lru_cache(maxsize=8)
def _compiled(template: bytes, filters: tuple[tuple[str, Callable[..., object]], ...]) -> Template:
    from .compiling import compiled

    return compiled(template, dict(filters))
