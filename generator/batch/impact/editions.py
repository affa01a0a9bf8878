"""The editions of an impact, by the name of their format: each gives a file's bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .markdown import markdown
from .page import page
from .sections import Report
from .text_view import text_view
from .workbook import workbook


def _encoded(view: Callable[[Report], Iterator[str]]) -> Callable[[Report], bytes]:
    return lambda report: "".join(f"{line}\n" for line in view(report)).encode()


EDITIONS: dict[str, Callable[[Report], bytes]] = {
    "text": _encoded(text_view),
    "md": _encoded(markdown),
    "xlsx": workbook,
    "html": lambda report: page(report).encode(),
}
