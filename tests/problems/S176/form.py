"""写出报告，交付一次；然后在“交付”里的报告上加了一句话，保存。"""

from __future__ import annotations

from pathlib import Path

from generator.cli import main


def fill(form: Path) -> None:
    """Write a report, deliver it, and change what was delivered."""
    folder, here = form.parent / "交付", ["--root", str(form.parent)]
    main([*here, "report", "liyang", "2024"])
    main([*here, "deliver", str(folder), "--year", "2024"])
    for report in folder.glob("*.docx"):
        report.write_bytes(report.read_bytes() + "（加的一句话）".encode())
