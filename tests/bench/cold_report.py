"""Times cold commands, whole process, each beside the least that a script of one's own would do.

`ziping report` beside a docxtpl script that renders the same template with the same data; `ziping check` of one unit beside
a plain load of its file by ruamel.yaml.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generator.base.workspace import Workspace
from generator.batch.editions import OFFICIAL
from generator.batch.pipeline import evaluate
from generator.report.docx.context import context

ROUNDS = 15
AGENCY, YEAR = "kuichong", 2024
PLAIN_LOAD = "import sys, pathlib, ruamel.yaml; ruamel.yaml.YAML(typ='safe').load(pathlib.Path(sys.argv[1]))"


def main() -> None:
    """Alternate the commands and print their medians and ratios."""
    workspace = Workspace.find(Path(__file__).resolve().parent)
    document = evaluate(workspace, AGENCY, YEAR).document
    assert document is not None
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder, "context.json")
        data.write_text(json.dumps(context(document), ensure_ascii=False), "utf-8")
        manual = Path(__file__).with_name("docxtpl_manual.py")
        facts = str(workspace.facts_path(AGENCY, YEAR))
        commands = {
            "ziping report": [sys.executable, "-m", "generator", "report", AGENCY, str(YEAR)],
            "docxtpl": [sys.executable, str(manual), str(workspace.template(OFFICIAL)), str(data), str(Path(folder, "manual.docx"))],
            "ziping check": [sys.executable, "-m", "generator", "check", AGENCY, str(YEAR)],
            "ruamel.yaml": [sys.executable, "-c", PLAIN_LOAD, facts],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(ROUNDS):
            for name, command in commands.items():
                times[name].append(_run(command, workspace.root))
    medians = {name: statistics.median(each) for name, each in times.items()}
    for name, each in times.items():
        print(f"{name:<15} median {medians[name] * 1000:6.0f} ms   min {min(each) * 1000:6.0f}   max {max(each) * 1000:6.0f}   ({ROUNDS} runs)")
    for ours, other in (("ziping report", "docxtpl"), ("ziping check", "ruamel.yaml")):
        print(f"ratio {ours} / {other}: {medians[ours] / medians[other]:.2f}")


def _run(command: list[str], folder: Path) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
