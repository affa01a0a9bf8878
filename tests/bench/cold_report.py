"""Times a cold `ziping report`, whole process, beside a docxtpl script that renders the same template with the same data."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generator.base.workspace import Workspace
from generator.batch.pipeline import OFFICIAL, evaluate
from generator.report.docx.context import context

ROUNDS = 15
AGENCY, YEAR = "kuichong", 2024


def main() -> None:
    """Alternate the two commands and print their medians and ratio."""
    workspace = Workspace.find(Path(__file__).resolve().parent)
    document = evaluate(workspace, AGENCY, YEAR).document
    assert document is not None
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder, "context.json")
        data.write_text(json.dumps(context(document), ensure_ascii=False), "utf-8")
        manual = Path(__file__).with_name("docxtpl_manual.py")
        commands = {
            "ziping report": [sys.executable, "-m", "generator", "report", AGENCY, str(YEAR)],
            "docxtpl": [sys.executable, str(manual), str(workspace.template(OFFICIAL)), str(data), str(Path(folder, "manual.docx"))],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(ROUNDS):
            for name, command in commands.items():
                times[name].append(_run(command, workspace.root))
    medians = {name: statistics.median(each) for name, each in times.items()}
    for name, each in times.items():
        print(f"{name:<15} median {medians[name] * 1000:6.0f} ms   min {min(each) * 1000:6.0f}   max {max(each) * 1000:6.0f}   ({ROUNDS} runs)")
    print(f"ratio ziping / docxtpl: {medians['ziping report'] / medians['docxtpl']:.2f}")


def _run(command: list[str], folder: Path) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
