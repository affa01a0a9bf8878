"""`ziping open` writes the web page and hands it to the browser, or says where it is."""

from __future__ import annotations

import os
import subprocess
import sys

from .conftest import PROJECT, Bureau


def _ran(bureau: Bureau, *arguments: str, browser: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "BROWSER": browser, "PATH": str(bureau.root)}
    return subprocess.run([sys.executable, "-m", "generator", "open", *arguments], cwd=bureau.root, env=environment, capture_output=True, text=True)


def _browser(bureau: Bureau) -> str:
    """Return a browser that only notes what it was to open."""
    program = bureau.path("browser.py")
    program.write_text("import pathlib, sys\npathlib.Path('opened').write_text(sys.argv[1])\n", "utf-8")
    return f"{sys.executable} {program} %s"


def test_the_page_is_written_and_opened(bureau: Bureau) -> None:
    ran = _ran(bureau, "kuichong", "2024", browser=_browser(bureau))
    page = bureau.docx("kuichong", 2024, "report.html")
    assert (ran.returncode, bureau.path("opened").read_text()) == (0, page.as_uri())
    assert page.is_file()
    assert ran.stdout.startswith("报告：build/kuichong/2024/report.html\n")
    assert ran.stdout.endswith("已在浏览器里打开 build/kuichong/2024/report.html\n")


def test_a_draft_is_opened_with_what_is_still_to_come(bureau: Bureau) -> None:
    bureau.drop_assertions("kuichong/2024")
    bureau.edit("kuichong/2024", "预算日期: 2024年3月15日", "预算日期: 待填")
    assert _ran(bureau, "kuichong", "2024", browser=_browser(bureau)).returncode == 1
    assert not bureau.path("opened").exists()
    assert _ran(bureau, "kuichong", "2024", "--draft", browser=_browser(bureau)).returncode == 0
    assert bureau.path("opened").read_text().endswith("/report.draft.html")


def test_without_a_browser_the_path_is_told(bureau: Bureau) -> None:
    ran = _ran(bureau, "kuichong", "2024", browser="no-such-browser")
    assert (ran.returncode, ran.stderr.count("Traceback")) == (0, 0)
    assert ran.stdout.endswith("没有能打开网页的浏览器，请自己打开 build/kuichong/2024/report.html\n")


def test_a_page_that_a_person_edited_stays_and_the_new_one_is_opened(bureau: Bureau) -> None:
    _ran(bureau, "kuichong", "2024", browser=_browser(bureau))
    bureau.docx("kuichong", 2024, "report.html").write_text("改过", "utf-8")
    _ran(bureau, "kuichong", "2024", browser=_browser(bureau))
    assert bureau.path("opened").read_text().endswith("/report.new.html")
