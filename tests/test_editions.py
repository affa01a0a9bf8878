"""The formats of a report: any of them, in the order asked for, each with its own file and its own protection."""

from __future__ import annotations

import json

import pytest

from .conftest import Bureau


@pytest.mark.parametrize("wrong", ["doc", "docx,", "docx html", "", "DOCX"])
def test_a_format_that_is_none_is_told_with_those_that_are(bureau: Bureau, wrong: str) -> None:
    ran = bureau.run("report", "kuichong", 2024, "--format", wrong)
    assert ran.code == 2
    assert "“--format”只能是：docx " in ran.err
    assert not bureau.docx("kuichong", 2024).exists()


def test_only_the_formats_asked_for_are_written_and_told_each_once(bureau: Bureau) -> None:
    ran = bureau.run("report", "kuichong", 2024, "--format", "xlsx,docx,xlsx")
    assert ran.out.splitlines()[:3] == ["附表：build/kuichong/2024/annexes.xlsx", "报告：build/kuichong/2024/report.docx", "得分：98.29分（满分100分）  优"]
    bureau.run("report", "huangge", 2023, "--format", "xlsx")
    assert not bureau.docx("huangge", 2023).exists()
    receipt = json.loads(bureau.docx("huangge", 2023, "receipt.json").read_text("utf-8"))
    assert list(receipt["outputs"]) == ["annexes.xlsx"]
