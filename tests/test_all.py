"""Every unit's report at once: what is right is passed over, what changed says why, and nothing that happens on the way does harm."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import docx
import pytest

from .conftest import PROJECT, TOTALS, UNITS, Bureau, Ran
from .refusal import outputs

COMMAND = [sys.executable, "-m", "generator"]


def everything(bureau: Bureau, *arguments: str) -> Ran:
    return bureau.run("all", "--jobs", "1", *arguments)


def line_of(ran: Ran, agency: str) -> str:
    (line,) = [line for line in ran.out.splitlines() if line.startswith(f"{agency} ")]
    return line


def identities(bureau: Bureau) -> dict[str, int]:
    """Return the inodes of all outputs: a file that is written anew has another."""
    folder = bureau.root / "build"
    return {path.relative_to(folder).as_posix(): path.stat().st_ino for path in folder.rglob("*") if path.is_file()}


def without_receipts(bureau: Bureau) -> dict[str, bytes]:
    return {name: content for name, content in outputs(bureau).items() if not name.endswith("receipt.json")}


def several(bureau: Bureau, times: int) -> None:
    """Lay more units into the folder, as copies under other names."""
    for agency, _ in UNITS:
        for number in range(2, times + 1):
            shutil.copytree(bureau.path(f"data/agencies/{agency}"), bureau.path(f"data/agencies/{agency}{number}"), dirs_exist_ok=True)


def started(root: Path, *arguments: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    return subprocess.Popen([*COMMAND, "--root", str(root), *arguments], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)


def test_every_unit_gets_its_report_and_a_second_run_touches_nothing(bureau: Bureau) -> None:
    ran = everything(bureau)
    assert ran.code == 0, ran.err
    assert "共5个：写出5，内容没有变0，跳过0，没有写出0。" in ran.out
    for agency, year in UNITS:
        assert bureau.docx(agency, year).is_file()
        assert "新写，已写出" in line_of(ran, agency)
        assert TOTALS.get(agency, "") in line_of(ran, agency)
    before = identities(bureau)
    again = everything(bureau)
    assert again.out.strip() == "共5个：写出0，内容没有变0，跳过5，没有写出0。"
    assert identities(bureau) == before


def test_neither_the_clock_nor_the_place_of_the_folder_plays_a_part(bureau: Bureau, tmp_path_factory: pytest.TempPathFactory) -> None:
    everything(bureau)
    elsewhere = tmp_path_factory.mktemp("clone") / "另一处"
    shutil.copytree(bureau.root, elsewhere, copy_function=shutil.copyfile)
    for path in elsewhere.rglob("*"):
        os.utime(path, (86400, 86400))
    ran = Bureau(elsewhere, bureau.capture).run("all")
    assert ran.out.strip() == "共5个：写出0，内容没有变0，跳过5，没有写出0。"


def test_all_and_report_write_the_same_bytes(bureau: Bureau) -> None:
    everything(bureau, "--format", "docx,xlsx")
    together = without_receipts(bureau)
    shutil.rmtree(bureau.root / "build")
    for agency, year in UNITS:
        assert bureau.run("report", agency, year, "--format", "docx,xlsx").code == 0
    assert without_receipts(bureau) == together


@pytest.mark.parametrize(
    ("name", "old", "new", "agency", "cause"),
    [
        ("data/rules/shenzhen/2024.yaml", "每: 1%, 扣: 0.1", "每: 1%, 扣: 0.2", "kuichong", "分值"),
        ("data/rules/shenzhen/2024.yaml", "采购.合计: 采购.货物 + 采购.工程 + 采购.服务", "采购.合计: 采购.货物 + 采购.服务 + 采购.工程", "kuichong", "公式"),
        ("templates/dapeng/report.md.j2", None, "\n", "kuichong", "措辞"),
        ("kuichong/2024", "  简称: 葵涌办事处（本级）", "  简称: 葵涌街道办", "kuichong", "事实"),
        ("data/rules/shenzhen/2024.yaml", None, "# 核对过\n", "kuichong", "只有注释一类的"),
    ],
)  # fmt: skip
def test_a_change_touches_only_the_units_that_it_concerns_and_is_named(bureau: Bureau, name: str, old: str | None, new: str, agency: str, cause: str) -> None:
    bureau.drop_assertions("kuichong/2024")
    everything(bureau)
    path = bureau.path(name)
    text = path.read_text("utf-8")
    assert old is None or old in text
    path.write_text(text + new if old is None else text.replace(old, new, 1), "utf-8")
    ran = everything(bureau)
    assert ran.code == 0, ran.err
    assert f"{cause}变动" in line_of(ran, agency)
    assert "跳过4" in ran.out


def test_a_change_of_looks_or_of_the_vocabulary_concerns_everybody(bureau: Bureau) -> None:
    everything(bureau)
    template = bureau.path("templates/official.docx")
    document = docx.Document(str(template))
    document.styles["Normal"].font.bold = True
    document.save(str(template))
    assert everything(bureau).out.count("模板变动，已写出") == 5
    bureau.append("data/vocabulary/unit.yaml", "# 注")
    assert everything(bureau).out.count("词汇变动，内容没有变") == 5


def test_an_old_and_a_new_score_are_told(bureau: Bureau) -> None:
    bureau.drop_assertions("kuichong/2024")
    everything(bureau)
    bureau.edit("kuichong/2024", "编外人员: 761", "编外人员: 0")
    assert re.search(r"事实变动，已写出，得分98\.29 优 → [\d.]+ 优$", line_of(everything(bureau), "kuichong"))


def test_a_unit_with_a_problem_is_listed_and_stops_nobody(bureau: Bureau) -> None:
    everything(bureau)
    earlier = bureau.docx("huangge", 2023).read_bytes()
    bureau.edit("huangge/2023", "年度: 2023", "年度: 2032")
    bureau.edit("kuichong/2024", "  简称: 葵涌办事处（本级）", "  简称: 葵涌街道办")
    ran = everything(bureau)
    assert ran.code == 1
    assert "huangge 2023：没有写出" in ran.out
    assert "没有写出的1个：" in ran.err
    assert "data/agencies/huangge/2023.yaml:" in ran.err
    assert "写出1，内容没有变0，跳过3，没有写出1" in ran.out
    assert bureau.docx("huangge", 2023).read_bytes() == earlier


def test_years_and_names_narrow_the_run(bureau: Bureau) -> None:
    assert "共2个" in everything(bureau, "--year", "2024").out
    assert "共1个" in everything(bureau, "--only", "kui*").out
    none = everything(bureau, "--year", "1999")
    assert (none.code, none.err.strip()) == (1, "没有合条件的单位。")


def test_a_persons_edit_stays_and_the_new_report_goes_beside_it(bureau: Bureau) -> None:
    everything(bureau)
    path = bureau.docx("kuichong", 2024)
    document = docx.Document(str(path))
    document.paragraphs[5].add_run("（经办公会议修改）")
    document.save(str(path))
    edited = path.read_bytes()
    for expected in ("补写", None):  # the second time the new one stands beside it already
        ran = everything(bureau)
        assert path.read_bytes() == edited
        assert path.with_name("report.new.docx").is_file()
        assert ("原文件有人改动过，新报告写在 build/kuichong/2024/report.new.docx" in ran.out) is bool(expected)


def test_two_processes_write_what_one_writes(bureau: Bureau) -> None:
    several(bureau, 5)
    assert everything(bureau).code == 0
    alone = outputs(bureau)
    shutil.rmtree(bureau.root / "build")
    assert bureau.run("all", "--jobs", "2").code == 0
    assert outputs(bureau) == alone


def test_a_run_that_is_killed_at_any_moment_is_finished_by_the_next(bureau: Bureau) -> None:
    several(bureau, 4)
    everything(bureau)
    old = without_receipts(bureau)
    rules = bureau.path("data/rules/shenzhen/2024.yaml")
    chance = random.Random(20)
    for number in range(6):
        facts = bureau.path("data/vocabulary/unit.yaml")
        facts.write_text(facts.read_text("utf-8") + "# 再来一次\n", "utf-8")
        rules.write_text(rules.read_text("utf-8").replace("要点: ", f"要点: {number}", 1), "utf-8")
        run = started(bureau.root, "all", "--jobs", "2")
        time.sleep(chance.uniform(0.8, 4))
        os.killpg(run.pid, signal.SIGKILL)
        run.communicate()
    ran = everything(bureau)
    assert ran.code == 0, ran.err
    finished = without_receipts(bureau)
    assert finished.keys() == old.keys()
    shutil.rmtree(bureau.root / "build")
    everything(bureau)
    fresh = without_receipts(bureau)
    assert finished == fresh
    assert everything(bureau).out.strip().startswith("共20个：写出0，内容没有变0，跳过20")


def test_two_runs_at_once_do_no_harm(bureau: Bureau) -> None:
    several(bureau, 3)
    runs = [started(bureau.root, "all", "--jobs", "1") for _ in range(2)]
    for run in runs:
        said, wrong = run.communicate()
        assert run.returncode == 0, wrong.decode()
        assert "没有写出0" in said.decode()
    together = outputs(bureau)
    assert "new" not in " ".join(together)
    shutil.rmtree(bureau.root / "build")
    everything(bureau)
    assert outputs(bureau) == together


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def test_a_cluster_writes_what_this_machine_writes_though_a_worker_dies(bureau: Bureau, tmp_path_factory: pytest.TempPathFactory) -> None:
    several(bureau, 8)
    assert everything(bureau).code == 0
    alone = outputs(bureau)
    shutil.rmtree(bureau.root / "build")
    address = f"tcp://127.0.0.1:{_free_port()}"
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    quiet = {"env": environment, "cwd": tmp_path_factory.mktemp("dask"), "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", address, "--no-dashboard"]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1"]
    scheduler = subprocess.Popen(dask, **quiet)  # type: ignore[call-overload]
    workers = [subprocess.Popen(worker, **quiet) for _ in range(2)]  # type: ignore[call-overload]
    try:
        run = started(bureau.root, "all", "--cluster", address)
        deadline = time.monotonic() + 60
        while len(list(bureau.root.glob("build/*/*/report.docx"))) < 4 and run.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
        workers[0].kill()
        said, wrong = run.communicate(timeout=180)
        assert run.returncode == 0, wrong.decode()
        assert "共40个：写出40，内容没有变0，跳过0，没有写出0。" in said.decode()
        assert outputs(bureau) == alone
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


def test_without_a_scheduler_the_reason_is_told(bureau: Bureau) -> None:
    ran = everything(bureau, "--cluster", f"tcp://127.0.0.1:{_free_port()}")
    assert ran.code == 1
    assert "错误 S192" in ran.err


def test_a_format_that_has_nothing_to_write_for_a_unit_is_no_reason_to_make_it_again(bureau: Bureau) -> None:
    assert everything(bureau, "--format", "docx,xlsx").code == 0
    assert not bureau.docx("baisha", 2024, "annexes.xlsx").exists()
    assert "跳过5" in everything(bureau, "--format", "docx,xlsx").out


def test_what_is_finished_is_delivered_under_official_names(bureau: Bureau, tmp_path: Path) -> None:
    folder = tmp_path / "报送"
    ran = everything(bureau, "--year", "2024", "--deliver", str(folder))
    assert ran.code == 0, ran.err
    names = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    assert len(names) == 3
    assert "清单.xlsx" in names
    assert any(name.endswith(".docx") and "葵涌办事处" in name for name in names)


def test_pdf_and_web_pages_of_all_units(bureau: Bureau) -> None:
    ran = everything(bureau, "--year", "2024", "--format", "docx,pdf,html")
    assert ran.code == 0, ran.err
    for agency in ("kuichong", "baisha"):
        assert bureau.docx(agency, 2024, "report.pdf").read_bytes().startswith(b"%PDF")
        assert b"<html" in bureau.docx(agency, 2024, "report.html").read_bytes()
    assert "跳过2" in everything(bureau, "--year", "2024", "--format", "docx,pdf,html").out


def test_another_version_of_the_program_looks_at_everything_again(bureau: Bureau, tmp_path_factory: pytest.TempPathFactory) -> None:
    everything(bureau)
    other = tmp_path_factory.mktemp("program")
    shutil.copytree(PROJECT / "generator", other / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    with (other / "generator/base/words.py").open("a", encoding="utf-8") as words:
        words.write("# 改过\n")
    environment = {**os.environ, "PYTHONPATH": str(other)}
    ran = subprocess.run([*COMMAND, "--root", str(bureau.root), "all"], cwd=other, env=environment, capture_output=True, text=True, check=True)
    assert ran.stdout.count("程序变动，内容没有变") == 5
