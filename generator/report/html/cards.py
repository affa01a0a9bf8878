"""The cards of a page: for each value that it prints, what Origins tells of it, once; and the script that shows them."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from ...base import messages as M
from ...base import words as W
from ..document import Document
from ..docx.context import Record
from ..origins import Origin

SCRIPT = "cards.js"
_CLOSING = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}  # no data can end its script element


def script_parts(document: Document) -> Record:
    """Return what a page needs to show cards: their data, the script, and the digest that lets the page run no other."""
    script = _script()
    digest = b64encode(sha256(script.encode()).digest()).decode()
    return {
        W.D_CARDS: Markup(_data(document).translate(_CLOSING)),
        W.D_SCRIPT: Markup(script),
        W.D_SCRIPT_DIGEST: f"sha256-{digest}",
    }


@cache
def _script() -> str:
    return files(__package__).joinpath(SCRIPT).read_text("utf-8")


def _data(document: Document) -> str:
    """Return the cards as JSON: `lines` are those of all cards, each list once; a card is a title, the number of its lines, and links."""
    lines: dict[str, int] = {}
    cards = {}
    if origins := document.origins:
        printed = dict.fromkeys(printed_ids(document))
        for id in printed:
            origin = origins.of(id)
            said, linked = _linked(origin, printed)
            number = lines.setdefault(_json(said), len(lines))
            cards[id] = [origin.title, number, [[each, origins.of(each).title] for each in linked]]
    return f'{{"cards":{_json(cards)},"lines":[{",".join(lines)}]}}'


def printed_ids(document: Document) -> Iterator[str]:
    """Yield the id of each value that a page prints, in the order of the report, then of its charts."""
    yield from (span.value.id for line in document.lines() for span in line if span.value and span.text)
    for chart in document.charts:
        for bar in chart.bars:
            yield from (span.value.id for span in (*bar.label, *bar.value, *bar.goal) if span.value)


def _linked(origin: Origin, printed: dict[str, None]) -> tuple[list[list[str]], list[str]]:
    """Return a value's lines, those that name an input that is printed with its id, and the printed inputs that no line names."""
    own = [label for label, _ in origin.lines].count(M.O_INPUT) == len(origin.inputs)
    inputs = iter(origin.inputs if own else ())
    said = []
    for label, text in origin.lines:
        id = next(inputs, "") if label == M.O_INPUT else ""
        said.append([label, text, id] if id in printed else [label, text])
    return said, [] if own else [each for each in origin.inputs if each in printed]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
