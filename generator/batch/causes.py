"""What a change is a change of: a digest for each kind of thing that a report is made from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..base import words as W
from ..base.program import program_digest
from ..base.workspace import AGENCIES, CHECKS, DATA, RULES, TEMPLATES, VOCABULARY, digest

if TYPE_CHECKING:
    from ..rules.ruleset import RuleSet

# The longest beginning of a path says what the file is; a rule set is told apart by its aspects instead.
_KINDS = {
    f"{DATA}/": W.ASPECT_FACTS,
    f"{DATA}/{AGENCIES}/": W.ASPECT_FACTS,
    f"{DATA}/{VOCABULARY}/": W.ASPECT_VOCABULARY,
    f"{DATA}/{CHECKS}/": W.ASPECT_CHECKS,
    f"{DATA}/{RULES}/": "",
    f"{TEMPLATES}/": W.ASPECT_LOOKS,
}


def causes(reads: Mapping[str, str], rules: RuleSet) -> dict[str, str]:
    """Return a digest for each thing that can change in what a report was made from.

    Args:
        reads: digests of the files read, by path.
        rules: the rule set, whose aspects count one by one.
    """
    lines: dict[str, list[str]] = {}
    for name, kept in sorted(reads.items()):
        lines.setdefault(_kind(name), []).append(f"{name} {kept}")
    words = [*lines.pop(W.ASPECT_WORDS, ()), rules.aspects[W.ASPECT_WORDS]]
    own = {kind: digest("\n".join(each).encode()) for kind, each in {**lines, W.ASPECT_WORDS: words}.items() if kind}
    return {**rules.aspects, **own, W.ASPECT_PROGRAM: program_digest()}


def _kind(name: str) -> str:
    if name.startswith(f"{TEMPLATES}/") and "/" in name.removeprefix(f"{TEMPLATES}/"):
        return W.ASPECT_WORDS  # a form or an annex; what lies in the folder itself is how pages look
    return next((kind for start, kind in sorted(_KINDS.items(), reverse=True) if name.startswith(start)), W.ASPECT_FACTS)


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Return the kinds of things whose digests differ, in the order that they are told; all new is none."""
    return [kind for kind in after if before and before.get(kind) != after[kind]]
