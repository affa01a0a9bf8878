"""A receipt beside each report: what it was made from and what was written, by digests, without a clock.

It is also what a later run goes by: whether a report is still right, what a change was a change of, and whose hand
an output is from.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from ..base.workspace import Workspace

RECEIPT, SHEET_RECEIPT, REDLINE_RECEIPT = "receipt.json", "receipt.sheet.json", "receipt.diff.json"

Digests = Mapping[str, str]
SAID = ("scored", "score", "deductions", "warnings")
Said = Mapping[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a report was made from and what was written.

    Attributes:
        inputs: digests of the files read, by path; see `Workspace.reads`.
        outputs: digests of the files written, by name.
        pending: digests of files that were about to be written: the run may have been killed before or after.
        files: the file that holds each output; another name than its own where a person had edited that, nothing where there
            was nothing to write.
        causes: a digest for each thing that a change can be a change of (事实, 公式, 分值 …).
        score: the points and the grade; empty where there are none.
        said: what was told when it was made, deductions and warnings; None where nobody looked.
    """

    inputs: Digests = field(default_factory=dict)
    outputs: Digests = field(default_factory=dict)
    pending: Digests = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    causes: Digests = field(default_factory=dict)
    score: tuple[str, ...] = ()
    said: Said | None = None

    def encoded(self) -> bytes:
        """Return the receipt as it stands in its file."""
        return (json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def read_receipt(workspace: Workspace, path: Path) -> Receipt:
    """Return a receipt; an empty one when there is none or it is damaged. An earlier version's may lack some of it."""
    try:
        content = json.loads(workspace.peek(path) or b"")
        said = content.get("said")
        kept = {key: dict(content.get(key, {})) for key in ("inputs", "outputs", "pending", "files", "causes")}
        told = None if said is None else {key: tuple(map(tuple, said[key])) for key in SAID}
        return Receipt(**kept, score=tuple(content.get("score", ())), said=told)
    except (ValueError, KeyError, TypeError, AttributeError):
        return Receipt()
