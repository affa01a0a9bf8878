"""The small bureau of the problem gallery, with units below its town, to add up and to review."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .conftest import PROJECT, Bureau

BASE = PROJECT / "tests" / "problems" / "base"
TOWN = "liyang/2024"
HEAD = "年度: {year}\n规则: xinhe/2024\n模板: xinhe\n金额单位: {unit}\n"


def founded(root: Path, capture: pytest.CaptureFixture[str]) -> Bureau:
    """Return the bureau in an empty folder: one town, 黎阳镇."""
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    shutil.copyfile(PROJECT / "templates" / "official.docx", root / "templates" / "official.docx")
    shutil.copytree(PROJECT / "templates" / "annexes", root / "templates" / "annexes")
    return Bureau(root, capture)


def add_unit(bureau: Bureau, name: str, facts: str, *, year: int = 2024, unit: str = "万元") -> None:
    """Write a unit's file."""
    path = bureau.path(f"{name}/{year}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD.format(year=year, unit=unit) + facts + "\n", "utf-8")


def sums_up(bureau: Bureau, *names: str, unit: str = TOWN) -> None:
    """Let a unit sum up others."""
    bureau.edit(unit, "金额单位: 万元\n", f"金额单位: 万元\n汇总: [{', '.join(names)}]\n")


def review(bureau: Bureau, text: str, unit: str = TOWN) -> Path:
    """Write the bureau's review of a unit's year."""
    path = bureau.path(f"data/reviews/{unit}.yaml")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"复核人: 新禾市财政局\n{text}\n", "utf-8")
    return path
