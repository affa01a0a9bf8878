"""The public edition (公开版): what the vocabulary calls 不公开 stands nowhere in it, and no sentence loses a word silently."""

from __future__ import annotations

import io
import json
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

from generator.report.docx.identity import read_identity
from generator.report.docx.pack import unpack

from .conftest import Bureau, paragraphs
from .libreoffice import needs_office

PERSONAL = {
    ("kuichong", 2024): ("罗永芳", "0755-89263246", "89263246"),
    ("pingyuan-kegongshang", 2021): ("宋梅锋", "0753-8897329", "8897329"),
}
FORMATS = "docx,html,xlsx,ledger"
_APART = re.compile(r"[\s\-—–－]")


def parts(path: Path) -> list[str]:
    """Return all that a file holds as texts: the parts of an archive, else the file itself."""
    content = path.read_bytes()
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return [content.decode()]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [*archive.namelist(), *(archive.read(name).decode() for name in archive.namelist())]


def given_away(texts: list[str], withheld: tuple[str, ...]) -> list[str]:
    """Return the withheld values that some texts hold, as they are, with entities, or without what parts digits."""
    closed = [_APART.sub("", re.sub(r"<[^>]*>", "", text)) for text in texts]
    return [each for each in withheld if any(each in text for text in texts) or any(_APART.sub("", each) in text for text in closed)]


def cards(page: str) -> dict[str, dict[str, list[str]]]:
    """Return the cards of a page: of each id the texts by their labels."""
    found = re.search(r'\{"cards":.*\}', page)
    assert found
    data = json.loads(found[0])
    made: dict[str, dict[str, list[str]]] = {}
    for id, (_, number, _) in data["cards"].items():
        for label, text, *_ in data["lines"][number]:
            made.setdefault(id, {}).setdefault(label, []).append(text)
    return made


def withhold(bureau: Bureau, *facts: str) -> None:
    """Mark facts as 不公开 in the vocabulary."""
    for path in (bureau.root / "data" / "vocabulary").glob("*.yaml"):
        text = path.read_text("utf-8")
        for fact in facts:
            text = re.sub(rf"^{re.escape(fact)}: {{", f"{fact}: {{不公开: 是, ", text, flags=re.MULTILINE)
        path.write_text(text, "utf-8")


@pytest.mark.parametrize("unit", PERSONAL)
def test_nothing_personal_stands_anywhere_in_the_public_files_while_the_report_has_it(bureau: Bureau, unit: tuple[str, int]) -> None:
    bureau.run("report", *unit)
    assert given_away(parts(bureau.docx(*unit)), PERSONAL[unit]) == list(PERSONAL[unit])
    ran = bureau.run("report", *unit, "--edition", "公开版", "--format", FORMATS)
    names = ["report.public.docx", "report.public.html", "annexes.public.xlsx", "scores.public.xlsx"]
    assert [line.rpartition("/")[2] for line in ran.out.splitlines()[:4]] == names
    assert {name: given_away(parts(bureau.docx(*unit, name)), PERSONAL[unit]) for name in names} == {name: [] for name in names}
    before, after = (paragraphs(bureau.docx(*unit, name)) for name in ("report.docx", "report.public.docx"))
    gone = [line for line in before if line not in after]
    assert [line.partition("：")[0] for line in gone] == ["填报人", "联系电话"]
    assert [line for line in before if line not in gone] == after
    identity = read_identity(unpack(bureau.docx(*unit, "report.public.docx").read_bytes()))
    assert identity
    assert not [each.id for each in identity.numbers.values() if each.id.startswith("封面.联系电话")]


@needs_office
def test_nothing_personal_stands_in_the_pdf(bureau: Bureau) -> None:
    ran = bureau.run("all", "--edition", "公开版", "--format", "pdf", "--jobs", 1)
    assert ran.code == 0, ran.err
    for unit, withheld in PERSONAL.items():
        path = bureau.docx(*unit, "report.public.pdf")
        shown = subprocess.run(["pdftotext", str(path), "-"], check=True, capture_output=True).stdout.decode()
        told = subprocess.run(["pdfinfo", str(path)], check=True, capture_output=True).stdout.decode()
        assert "自评" in re.sub(r"\s", "", shown)
        assert given_away([shown, told, path.read_bytes().decode("latin-1")], withheld) == []
        assert {each.name for each in path.parent.iterdir()} == {"report.public.pdf", "receipt.public.json"}


def test_a_withheld_fact_prints_a_sign_its_results_stay_and_no_card_tells_it(bureau: Bureau) -> None:
    withhold(bureau, "采购.计划", "人员.编外人员")
    bureau.run("report", "kuichong", 2024)
    bureau.run("report", "kuichong", 2024, "--edition", "公开版", "--format", "docx,html,xlsx")
    before, after = ("\n".join(paragraphs(bureau.docx("kuichong", 2024, name))) for name in ("report.docx", "report.public.docx"))
    assert "政府采购执行率=（2,306.48÷2,783.55）×100%=82.9%" in before
    assert "政府采购执行率=（2,306.48÷（略））×100%=82.9%" in after
    assert "编外人员（略）人，编外人员控制率为86.4%" in after
    names = ("report.public.docx", "report.public.html", "annexes.public.xlsx")
    assert [given_away(parts(bureau.docx("kuichong", 2024, name)), ("2,783.55", "2783.55", "761人")) for name in names[1:]] == [[], []]
    found = cards(bureau.docx("kuichong", 2024, names[1]).read_text("utf-8"))
    assert found["率.政府采购执行"]["代入"] == ["2,306.48万元 ÷ 不公开"]
    assert any(re.fullmatch(r"采购.计划 不公开　data/.*", text) for text in found["率.政府采购执行"]["用到"])
    assert "得" not in found["率.政府采购执行"]
    assert found["率.编外人员"]["代入"] == ["不公开 ÷ 不公开"]  # the headcount is a sum with the withheld one
    assert not {"采购.计划", "人员.编外人员"} & set(found)


def test_a_withheld_fact_is_false_in_a_form_and_has_no_rows(bureau: Bureau) -> None:
    withhold(bureau, "履职.满意度")
    path = bureau.root / "data" / "vocabulary" / "performance.yaml"
    path.write_text(path.read_text("utf-8").replace("  名称: 重点任务项目\n", "  名称: 重点任务项目\n  不公开: 是\n"), "utf-8")
    form = bureau.root / "templates" / "dapeng" / "report.md.j2"
    line = "\n\n调查{% if 履职.满意度 %}有{% else %}无{% endif %}，项目{% for 行 in 重点项目 %}某{% else %}无{% endfor %}，{{ 重点项目 | 个数 }}个。\n"
    form.write_text(form.read_text("utf-8") + line, "utf-8")
    bureau.edit("kuichong/2024", "履职:", "重点项目: [{名称: 甲工程, 预算: 10, 支出: 9}]\n履职:")
    final, public = bureau.run("report", "kuichong", 2024), bureau.run("report", "kuichong", 2024, "--edition", "公开版")
    assert (final.code, public.code) == (0, 0), final.err + public.err
    assert "调查有，项目某，1个。" in paragraphs(bureau.docx("kuichong", 2024))
    assert "调查无，项目无，（略）个。" in paragraphs(bureau.docx("kuichong", 2024, "report.public.docx"))


def test_a_ledger_cannot_be_public_where_its_formulas_take_a_withheld_fact(bureau: Bureau) -> None:
    withhold(bureau, "采购.计划")
    ran = bureau.run("report", "kuichong", 2024, "--edition", "公开版", "--format", FORMATS)
    assert (ran.code, ran.err.count("错误 F260"), "“采购.计划”不公开" in ran.err) == (1, 1, True)
    assert not bureau.docx("kuichong", 2024).parent.exists()
    assert bureau.run("report", "kuichong", 2024, "--format", FORMATS).code == 0


@pytest.mark.parametrize("typed", ["0755-89263246", "（0755）89263246", "０７５５ 8926 3246", "89263246", "罗永芳"])
def test_what_a_unit_typed_of_it_is_told(bureau: Bureau, typed: str) -> None:
    bureau.edit("kuichong/2024", "  后续计划:\n", f"  后续计划:\n    - 咨询请找{typed}。\n")
    assert "W380" not in bureau.run("report", "kuichong", 2024).err
    ran = bureau.run("report", "kuichong", 2024, "--edition", "公开版")
    assert (ran.code, ran.err.count("警告 W380")) == (0, 1)
    assert typed in ran.err
    assert "警告 W380" in bureau.run("report", "kuichong", 2024, "--edition", "公开版").err  # told again where nothing changed


@pytest.mark.parametrize("typed", ["2,783.55万元", "2783.55", "27,83.55万"])
def test_a_withheld_amount_that_a_unit_typed_is_told(bureau: Bureau, typed: str) -> None:
    withhold(bureau, "采购.计划")
    bureau.edit("kuichong/2024", "  后续计划:\n", f"  后续计划:\n    - 采购计划{typed}，其余不变。\n")
    ran = bureau.run("report", "kuichong", 2024, "--edition", "公开版")
    assert (ran.code, ran.err.count("警告 W380")) == (0, 1), ran.err


def test_a_number_that_only_holds_a_withheld_one_is_not_told(bureau: Bureau) -> None:
    bureau.edit("kuichong/2024", "  后续计划:\n", "  后续计划:\n    - 编号1075589263246的合同，共2024件。\n")
    assert "W380" not in bureau.run("report", "kuichong", 2024, "--edition", "公开版").err


def test_each_edition_has_its_receipt_and_marking_a_fact_makes_it_anew(bureau: Bureau) -> None:
    bureau.run("report", "kuichong", 2024)
    kept = bureau.docx("kuichong", 2024, "receipt.json").read_bytes()
    bureau.run("report", "kuichong", 2024, "--edition", "公开版", "--format", "docx,html")
    first = bureau.docx("kuichong", 2024, "report.public.html").read_bytes()
    assert bureau.docx("kuichong", 2024, "receipt.json").read_bytes() == kept
    withhold(bureau, "采购.计划")
    bureau.run("report", "kuichong", 2024, "--edition", "公开版")
    bureau.run("report", "kuichong", 2024, "--edition", "公开版", "--format", "html")
    assert bureau.docx("kuichong", 2024, "report.public.html").read_bytes() != first


def test_all_writes_the_public_edition_beside_and_passes_over_what_did_not_change(bureau: Bureau) -> None:
    first = bureau.run("all", "--edition", "公开版", "--jobs", 1)
    assert "共5个：写出5" in first.out
    assert {path.name for path in bureau.docx("baisha", 2024).parent.iterdir()} == {"report.public.docx", "receipt.public.json"}
    assert "写出0，内容没有变0，跳过5" in bureau.run("all", "--edition", "公开版", "--jobs", 1).out
    assert "共5个：写出5" in bureau.run("all", "--jobs", 1).out
    ran = bureau.run("all", "--edition", "公开版", "--deliver", bureau.root / "out")
    assert (ran.code, "不能和 --edition 同写" in ran.err) == (2, True)


def test_a_line_of_the_cover_that_the_vocabulary_does_not_know_is_public_and_one_wrongly_marked_is_told(bureau: Bureau) -> None:
    assert bureau.run("report", "pingyuan-kegongshang", 2021, "--edition", "公开版").code == 0
    lines = paragraphs(bureau.docx("pingyuan-kegongshang", 2021, "report.public.docx"))
    assert any("2022年5月12日" in line for line in lines)
    path = bureau.root / "data" / "vocabulary" / "cover.yaml"
    path.write_text(path.read_text("utf-8").replace("联系电话, 不公开: 是", "联系电话, 不公开: 大概"), "utf-8")
    ran = bureau.run("report", "kuichong", 2024, "--edition", "公开版")
    assert (ran.code, "cover.yaml:3" in ran.err) == (1, True)
