"""Receipts: what a report was made from and what was written, by digest; how a person's edits are noticed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path

from ..base.problems import ProblemError
from ..base.workspace import Workspace, digest

RECEIPT, DRAFT_RECEIPT, REVIEWED_RECEIPT = "receipt.json", "receipt.draft.json", "receipt.reviewed.json"


@dataclass(frozen=True, slots=True)
class Receipt:
    """The digests of the files read and written."""

    inputs: Mapping[str, str] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)

    def encoded(self) -> bytes:
        """Return the receipt as it stands in its file: sorted, without a clock."""
        content = {"inputs": dict(sorted(self.inputs.items())), "outputs": dict(sorted(self.outputs.items()))}
        return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def read_receipt(workspace: Workspace, path: Path) -> Receipt:
    """Return a receipt; an empty one when there is none or it is damaged."""
    try:
        content = json.loads(workspace.read_bytes(path))
        return Receipt(dict(content["inputs"]), dict(content["outputs"]))
    except (ProblemError, ValueError, KeyError, TypeError):
        return Receipt()


def place(workspace: Workspace, folder: Path, name: str, content: bytes, receipt: Receipt) -> Path:
    """Return where an output can be written without touching what a person edited.

    That is its own name when nothing is there, or what is there is what was written last, or already the same;
    otherwise the first free name beside it (report.new.docx, report.new2.docx).
    """
    stem, _, suffix = name.rpartition(".")
    beside = (f"{stem}.new{number}.{suffix}" for number in count(2))
    mine = digest(content)
    return next(
        folder / candidate
        for candidate in chain((name, f"{stem}.new.{suffix}"), beside)
        if workspace.digest_of(folder / candidate) in {None, mine, receipt.outputs.get(candidate)}
    )
