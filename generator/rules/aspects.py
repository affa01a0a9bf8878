"""What of a rule set changed: a digest for each aspect of it that a rule officer would name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from ..base import words as W
from ..base.yaml_reader import Mapping as YamlMapping
from ..base.yaml_reader import Node, Scalar, Sequence, normal

# A key says which aspect is written below it; what no key says belongs to the points.
_ASPECTS = {
    W.QUANTITIES: W.ASPECT_FORMULAS,
    W.DIGITS: W.ASPECT_FORMULAS,
    W.BASIS: W.ASPECT_BASIS,
    W.APPLIES: W.ASPECT_BASIS,
    W.SLOTS: W.ASPECT_WORDS,
    W.NAME: W.ASPECT_WORDS,
}


def aspects(rules: YamlMapping) -> Mapping[str, str]:
    """Return the digest of each aspect of a rule set (公式, 分值, 依据, 措辞), its parents merged in; comments and places do not count."""
    hashes = {name: hashlib.sha256() for name in (W.ASPECT_FORMULAS, W.ASPECT_POINTS, W.ASPECT_BASIS, W.ASPECT_WORDS)}
    for aspect, line in _lines(rules, "", W.ASPECT_POINTS):
        hashes[aspect].update(line.encode())
    return {name: each.hexdigest() for name, each in hashes.items()}


def _lines(node: Node, path: str, aspect: str) -> Iterator[tuple[str, str]]:
    """Yield every written value with its path, and the aspect it belongs to."""
    match node:
        case Scalar():
            yield aspect, f"{path}: {node.text!r}\n"
        case Sequence():
            for number, item in enumerate(node):
                yield from _lines(item, f"{path}/{number}", aspect)
        case YamlMapping():
            for key, inner in node:
                name = normal(key)
                named = _ASPECTS.get(name, aspect) if aspect == W.ASPECT_POINTS else aspect
                yield from _lines(inner, f"{path}/{name}", named)
