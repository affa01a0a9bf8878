"""`ziping fix` shows what needs no question, writes it only when asked to, and never makes a file worse."""

from __future__ import annotations

import codecs

import pytest

from .conftest import Bureau

FILE = "data/agencies/kuichong/2024.yaml"
SLIPS = {
    "full-width colon": ("  工程: 0\n", "  工程：0\n"),
    "colon without a space": ("  工程: 0\n", "  工程:0\n"),
    "colon without a space, in braces": ("在编人员: 120,", "在编人员:120,"),
    "colon without a space, at the top": ("金额单位: 万元\n", "金额单位:万元\n"),
    "tab at the end": ("  货物: 14.18\n", "  货物: 14.18\t\n"),
    "tab for a space": ("  货物: 14.18\n", "  货物:\t14.18\n"),
    "tab that indents": ("  货物: 14.18\n", "\t货物: 14.18\n"),
    "full-width space that indents": ("  货物: 14.18\n", "　货物: 14.18\n"),
    "full-width space before a value": ("货物: 14.18\n", "货物: 　14.18\n"),
    "full-width digits": ("32,003.11", "３２,００３.１１"),
    "full-width comma": ("预算: 630.3, 决算", "预算: 630.3，决算"),
    "invisible character": ("  货物: 14.18\n", "  货物: 14.18\u200b\n"),
    "dash without a space": ("    - 消防领域零亡人\n", "    -消防领域零亡人\n"),
    "line that stands twice": ("  工程: 0\n", "  工程: 0\n  工程: 0\n"),
    "settings with a full-width colon": ("  其余: 满分\n", "  其余：满分\n"),
    "date with stops": ("2024年3月15日", "2024.3.15"),
    "name with a space": ("固定资产总额:", "固定 资产总额:"),
    "currency sign": ("货物: 14.18", "货物: ￥14.18"),
}


@pytest.mark.parametrize(("old", "new"), SLIPS.values(), ids=SLIPS)
@pytest.mark.parametrize("windows", [False, True], ids=["unix", "windows"])
def test_a_slip_is_mended_to_the_original_bytes(bureau: Bureau, old: str, new: str, windows: bool) -> None:
    path = bureau.root / FILE
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    original, spoilt = (_saved(each, windows) for each in (text, text.replace(old, new)))
    path.write_bytes(spoilt)
    shown = bureau.run("fix", "kuichong", 2024)
    assert (shown.code, path.read_bytes()) == (1, spoilt)
    assert f"+++ b/{FILE}" in shown.out
    assert "还没有写入" in shown.out
    written = bureau.run("fix", "kuichong", 2024, "--write")
    assert written.code == 0, written.err
    assert path.read_bytes() == original


def _saved(text: str, windows: bool) -> bytes:
    return codecs.BOM_UTF8 + text.replace("\n", "\r\n").encode() if windows else text.encode()


@pytest.mark.parametrize("encoding", ["gbk", "utf-16"])
def test_a_file_in_another_encoding_becomes_utf8(bureau: Bureau, encoding: str) -> None:
    path = bureau.root / FILE
    text = path.read_text("utf-8")
    path.write_bytes(text.encode(encoding))
    assert "编码转成 UTF-8" in bureau.run("fix", "kuichong", 2024).out
    assert bureau.run("fix", "kuichong", 2024, "--write").code == 0
    assert path.read_bytes().decode("utf-8-sig") == text


def test_all_slips_of_a_file_are_mended_at_once(bureau: Bureau) -> None:
    path = bureau.root / FILE
    text = spoilt = path.read_text("utf-8")
    for name in ("full-width colon", "full-width comma", "tab at the end", "dash without a space", "full-width digits", "colon without a space, at the top"):
        spoilt = spoilt.replace(*SLIPS[name])
    path.write_text(spoilt, "utf-8")
    assert bureau.run("fix", "--write").code == 0
    assert path.read_text("utf-8") == text


def test_what_needs_a_person_is_left_and_told(bureau: Bureau) -> None:
    bureau.edit("kuichong/2024", "货物: 14.18", "货物: 014")
    before = (bureau.root / FILE).read_bytes()
    ran = bureau.run("fix", "kuichong", 2024, "--write")
    assert (ran.code, (bureau.root / FILE).read_bytes()) == (1, before)
    assert "F228" in ran.err
    assert "要人来改" in ran.err


def test_a_short_date_gets_its_zeros(bureau: Bureau) -> None:
    bureau.edit("kuichong/2024", "2024年3月15日", "2024-3-5  # 批复")
    assert bureau.run("fix", "kuichong", 2024, "--write").code == 0
    assert "预算日期: 2024-03-05  # 批复\n" in (bureau.root / FILE).read_text("utf-8")


def test_the_shipped_files_need_no_mending(bureau: Bureau) -> None:
    assert bureau.run("fix").code == 0
