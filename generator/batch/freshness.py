"""Whether a report is still right: what it was made from is what stands there now, and it is as it was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..base import words as W
from ..base.program import program_digest
from ..base.workspace import AGENCIES, DATA, NOTHING, Workspace
from .receipt import Receipt

_OWN = f"{DATA}/{AGENCIES}/"


@dataclass
class Freshness:
    """Compares receipts with what stands there now; a file that units share is looked at once."""

    workspace: Workspace
    shared: dict[tuple[str, str], bool] = field(default_factory=dict)
    replaces: bool = False

    def holds(self, folder: Path, receipt: Receipt, outputs: Iterable[str]) -> bool:
        """Tell whether outputs would be written anew as they are.

        Args:
            folder: where the outputs are.
            receipt: the receipt beside them.
            outputs: the names of the files that are wanted.
        """
        right = receipt.inputs and next(self.changed(receipt), None) is None
        return bool(right) and all(self._stands(folder, receipt, name) for name in outputs)

    def changed(self, receipt: Receipt) -> Iterator[str]:
        """Yield what is not any more what a report was made from: files by their names, and the program."""
        yield from (name for name, kept in receipt.inputs.items() if not self._still(name, kept))
        if receipt.causes.get(W.ASPECT_PROGRAM) != program_digest():
            yield W.ASPECT_PROGRAM

    def _still(self, name: str, kept: str) -> bool:
        if name.startswith(_OWN):
            return self.workspace.still(name, kept)
        if (name, kept) not in self.shared:
            self.shared[name, kept] = self.workspace.still(name, kept)
        return self.shared[name, kept]

    def _stands(self, folder: Path, receipt: Receipt, name: str) -> bool:
        """Whether an output is there as it was written; one beside an edited file only as long as that file is there."""
        held = receipt.files.get(name)
        if held == NOTHING:
            return True
        if held is None or self.workspace.digest_of(folder / held) != receipt.outputs.get(held, ""):
            return False
        return held == name or (not self.replaces and self.workspace.digest_of(folder / name) is not None)
