"""Opens a page in a real Chromium and notes what it said and what it asked the network for."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

PROGRAM = shutil.which("chromium") or shutil.which("google-chrome")
needs_chromium = pytest.mark.skipif(not PROGRAM, reason="Chromium is not installed")
WIDE, PHONE = (1400, 1000), (390, 844)


@contextmanager
def opened(path: Path, size: tuple[int, int] = WIDE, *, scripts: bool = True) -> Iterator[Page]:
    """Open a page off the network; when it is left, it must have said nothing and have asked for nothing but itself."""
    said: list[str] = []
    asked: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PROGRAM, args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, java_script_enabled=scripts, offline=True)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        yield page
        browser.close()
    assert (said, asked) == ([], [path.as_uri()])
