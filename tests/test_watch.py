"""Watching a unit: a real process writes the report again on every save."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from generator.batch.changes import shortened

from .conftest import PROJECT, Bureau


def _heed_interrupts() -> None:
    """Take interrupts even where the tests were started in the background, which ignores them."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Watching:
    """A running `ziping watch` and the lines it has said."""

    def __init__(self, bureau: Bureau) -> None:
        command = [sys.executable, "-u", "-m", "generator", "--root", str(bureau.root), "watch", "kuichong", "2024"]
        self.process = subprocess.Popen(
            command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", preexec_fn=_heed_interrupts
        )
        self.lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))

    def until(self, part: str, seconds: float = 20) -> list[str]:
        """Return the lines up to one that holds a text."""
        said: list[str] = []
        end = time.monotonic() + seconds
        while not said or part not in said[-1]:
            said.append(self.lines.get(timeout=max(0.01, end - time.monotonic())))
        return said


@contextmanager
def watching(bureau: Bureau) -> Iterator[Watching]:
    watched = Watching(bureau)
    try:
        watched.until("得分：98.29")
        yield watched
    finally:
        watched.process.kill()
        watched.process.wait()


def test_a_save_writes_the_report_again_and_says_what_changed(bureau: Bureau) -> None:
    bureau.drop_assertions("kuichong/2024")
    with watching(bureau) as watched:
        written = bureau.docx("kuichong", 2024).read_bytes()
        bureau.edit("kuichong/2024", "调整调剂: 6,366.65", "调整调剂: 4,000.00")
        said = watched.until("  新 ")
        assert any(line.startswith("得分：98.29 → ") for line in said)
        assert any(line.startswith("  旧 ") for line in said), said
        assert bureau.docx("kuichong", 2024).read_bytes() != written
        watched.process.send_signal(signal.SIGINT)
        assert "结束。" in watched.until("结束。")
        assert watched.process.wait(10) == 0


def test_a_save_by_rename_counts_and_errors_leave_the_report_until_they_are_mended(bureau: Bureau) -> None:
    bureau.drop_assertions("kuichong/2024")
    path = bureau.path("kuichong/2024")
    sound = path.read_text("utf-8")
    with watching(bureau) as watched:
        written = bureau.docx("kuichong", 2024).read_bytes()
        aside = path.with_name(".2024.yaml.swp")
        aside.write_text(sound.replace("编外人员: 761", "编外人员: 很多"), "utf-8")
        os.replace(aside, path)
        said = watched.until("改好保存以后再试")
        assert any("F202" in line and "2024.yaml" in line for line in said)
        assert bureau.docx("kuichong", 2024).read_bytes() == written
        path.write_text(sound, "utf-8")
        watched.until("报告：build/kuichong/2024/report.docx")


def test_a_difference_is_shown_with_a_little_of_what_is_around_it() -> None:
    before, after = "甲" * 50, "乙" * 50
    assert shortened(f"{before}98.29分{after}", f"{before}98.50分{after}") == (f"…{'甲' * 17}98.29分{'乙' * 19}…", f"…{'甲' * 17}98.50分{'乙' * 19}…")
    assert shortened("", "新的一段") == ("", "新的一段")
