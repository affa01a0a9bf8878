"""Item 8: what it costs that each number answers for itself: a warm render with spans, beside one of the same words without."""

from __future__ import annotations

from collections.abc import Iterator

from generator.base.workspace import Workspace

from . import doors
from .measuring import Bench, Row, against, most, paired, settled
from .units import make_units

SAMPLE = 20
COST = most(1.3)


def measure(bench: Bench) -> Iterator[Row]:
    """Yield the writing of Word alone, and the whole render from facts to Word, with values and without."""
    folder = bench.work / "provenance"
    make_units(folder, SAMPLE, 1)
    workspace = Workspace(folder)
    template = workspace.template(doors.OFFICIAL).read_bytes()
    units = [(agency, workspace.years(agency)[0]) for agency in workspace.agencies()]
    documents = [doors.document_of(workspace, *unit) for unit in units]
    bare = [doors.without_values(document) for document in documents]
    settled()

    def rendered(*, traced: bool) -> None:
        for unit, words in zip(units, bare, strict=True):
            document = doors.document_of(workspace, *unit)
            doors.word(document if traced else words, template, traced=traced)

    alone = paired(
        bench.rounds,
        ours=lambda: [doors.word(each, template) for each in documents],
        bare=lambda: [doors.word(each, template, traced=False) for each in bare],
    )
    yield against("8 writing Word with spans: without", alone, "ours", "bare", COST)
    whole = paired(bench.rounds, ours=lambda: rendered(traced=True), bare=lambda: rendered(traced=False))
    yield against("8 warm render with spans: without", whole, "ours", "bare", COST)
