"""Tracked changes: accepted they are the new report, rejected the old one, in what the format says and in a real LibreOffice."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from generator.base.workspace import Workspace
from generator.batch.editions import write_word
from generator.report.alignment import align, stretches
from generator.report.document import Align, AnnexTable, Block, Cell, CoverLine, Document, Grid, Heading, Paragraph, Span, Spans
from generator.report.docx.redline import redline

from .conftest import PROJECT, Bureau
from .libreoffice import Office, needs_office
from .tracked import accepted, body, changed, rejected, said

Edit = Callable[[Bureau], None]


def word(bureau: Bureau) -> bytes:
    document = bureau.evaluate("kuichong", 2024).document
    assert document is not None, bureau.evaluate("kuichong", 2024).problems
    return write_word(Workspace(bureau.root), document)


def rule(bureau: Bureau) -> None:
    bureau.edit("data/rules/shenzhen/2024.yaml", "{方式: 逐点扣分, 标准: 10%, 方向: 高于", "{方式: 逐点扣分, 标准: 12%, 方向: 高于")


def figures(bureau: Bureau) -> None:
    bureau.edit("kuichong/2024", "调整调剂: 6,366.65", "调整调剂: 4,000.00")
    bureau.edit("kuichong/2024", "编外人员: 761", "编外人员: 5")


def heading(bureau: Bureau) -> None:
    bureau.append("kuichong/2024", "增设章节: [{标题: 其他需要说明的情况, 级: 1, 置于: 部门基本情况, 内容: 没有需要说明的其他情况。}]")


def end(bureau: Bureau) -> None:
    bureau.edit("templates/dapeng/form.yaml", "附表: 评分表", "附表: 无")


def national_form(bureau: Bureau) -> None:
    from .conftest import NATIONAL_PROSE

    path = bureau.path("kuichong/2024")
    text = path.read_text("utf-8").replace("模板: dapeng", "模板: quanguo")
    path.write_text(re.sub(r"^正文:.*\Z", "", text, flags=re.MULTILINE | re.DOTALL) + NATIONAL_PROSE, "utf-8")


def looks(bureau: Bureau) -> None:
    """The old Word template has a style and a fixed text that the new one has not."""
    from generator.report.docx.pack import pack, unpack

    path = bureau.path("templates/official.docx")
    entries = {name: content.replace(b'"BodyText"', b'"OtherText"') for name, content in unpack(path.read_bytes()).items()}
    path.write_bytes(pack({**entries, "word/document.xml": entries["word/document.xml"].replace("附件{{".encode(), "附表{{".encode())}))


EDITS = [rule, figures, heading, end, national_form, looks]


@pytest.fixture(params=EDITS, ids=lambda edit: edit.__name__)
def states(request: pytest.FixtureRequest, bureau: Bureau) -> tuple[bytes, bytes]:
    """A report before and after a change."""
    bureau.drop_assertions("kuichong/2024")
    before = word(bureau)
    request.param(bureau)
    return before, word(bureau)


@pytest.mark.parametrize("forward", [True, False], ids=["forward", "backward"])
def test_accepted_is_the_new_text_and_rejected_the_old(states: tuple[bytes, bytes], forward: bool, tmp_path: Path) -> None:
    old, new = states if forward else states[::-1]
    shown = redline(old, new)
    assert accepted(shown) == said(body(new))
    assert rejected(shown) == said(body(old))
    assert changed(shown) or said(body(new)) != said(body(old))
    assert redline(old, new) == shown
    path = tmp_path / "report.diff.docx"
    path.write_bytes(shown)
    assert not OpenXmlValidator().validate(path).errors


@needs_office
def test_libreoffice_settles_the_changes_alike(states: tuple[bytes, bytes], tmp_path: Path) -> None:
    path = tmp_path / "report.diff.docx"
    path.write_bytes(redline(*states))
    office = Office(tmp_path)
    assert _filled(office.settled(path, accept=True).read_bytes()) == _filled(states[1])
    assert _filled(office.settled(path, accept=False).read_bytes()) == _filled(states[0])


def _filled(content: bytes) -> list[str]:
    return [text for text in said(body(content)) if text]


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("占14.5%，超过10%的控制线，扣0.45分。", "占15.2%，超过10%的控制线，扣0.52分。", [("14.5%", "15.2%"), ("0.45", "0.52")]),
        ("预算43,762.16万元", "预算3,762.16万元", [("43,762.16", "3,762.16")]),
        ("占14.5%，超过控制线", "占9.1%，在控制线", [("14.5%", "9.1%"), ("超过", "在")]),
        ("得分为98.29分", "得分为98.74分", [("98.29", "98.74")]),
    ],
)
def test_a_number_changes_as_a_whole_and_words_around_it_stay(old: str, new: str, parts: list[tuple[str, str]]) -> None:
    assert [(old[each.old], new[each.new]) for each in stretches(old, new) if not each.same] == parts


@given(st.text("甲乙丙1.%，", max_size=30), st.text("甲乙丙1.%，", max_size=30))
def test_stretches_cover_both_texts(old: str, new: str) -> None:
    found = stretches(old, new)
    assert "".join(old[each.old] for each in found) == old
    assert "".join(new[each.new] for each in found) == new
    assert all(old[each.old] == new[each.new] for each in found if each.same)


items = st.lists(st.tuples(st.sampled_from("pr"), st.text("甲乙丙丁", max_size=6)), max_size=8)


@given(items, items)
def test_an_alignment_holds_every_item_once_and_in_order(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> None:
    pairs = list(align(old, new))
    assert [at for at, _ in pairs if at is not None] == list(range(len(old)))
    assert [other for _, other in pairs if other is not None] == list(range(len(new)))
    assert all(old[at][0] == new[other][0] for at, other in pairs if at is not None and other is not None)


texts = st.text("甲乙丙丁1. ", max_size=12).map(str.strip)
spans: st.SearchStrategy[Spans] = st.lists(st.builds(Span, texts.filter(bool), st.none(), st.booleans(), st.booleans()), max_size=3).map(tuple)
grids = st.lists(st.tuples(spans, spans), min_size=1, max_size=3).map(lambda rows: Grid(((Span("甲"),), (Span("乙"),)), tuple(rows)))
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, st.integers(1, 5), st.sampled_from(["一、", "（二）"]), spans), st.builds(Paragraph, spans, st.sampled_from(["", "1."])), grids
)
cells = st.tuples(spans, spans, st.booleans()).map(
    lambda given: (Cell(given[0], across=2),) if given[2] else (Cell(given[0]), Cell(given[1], Align.LEFT))
)
annexes = st.lists(cells, min_size=1, max_size=4).map(lambda rows: AnnexTable("表", (Span("表"),), (), (1, 2), 1, tuple(rows)))
documents = st.builds(
    Document,
    st.tuples(spans),
    spans,
    st.sampled_from(["标题前", "标题后", "独立页"]),
    st.lists(st.builds(CoverLine, texts, spans), max_size=2).map(tuple),
    st.lists(blocks, max_size=5).map(tuple),
    st.lists(annexes, max_size=1).map(tuple),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents, documents)
def test_any_two_documents_come_out_of_their_redline(old: Document, new: Document) -> None:
    workspace = Workspace(PROJECT)
    before, after = (write_word(workspace, document) for document in (old, new))
    shown = redline(before, after)
    assert accepted(shown) == said(body(after))
    assert rejected(shown) == said(body(before))


@pytest.fixture
def repository(bureau: Bureau) -> Bureau:
    """The bureau's folder, committed."""
    bureau.drop_assertions("kuichong/2024")
    for command in (["init", "-q"], ["add", "-A"], ["-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qm", "first"]):
        subprocess.run(["git", "-C", str(bureau.root), *command], check=True, capture_output=True)
    return bureau


def test_diff_lists_what_a_rule_change_did_below_the_heading_where_it_stands(repository: Bureau) -> None:
    assert repository.run("diff", "kuichong", 2024).out == "与 HEAD 相比，报告没有不同。\n"
    rule(repository)
    ran = repository.run("diff", "kuichong", 2024, "--base", "HEAD")
    assert ran.code == 0
    assert ran.out.startswith("得分：98.29 → 98.49\n与 HEAD 相比，")
    assert "【评分表】\n" in ran.out
    assert re.search(r"  旧 .*扣0\.45分.*\n  新 .*扣0\.25分", ran.out)
    assert not repository.docx("kuichong", 2024, "report.diff.docx").exists()


def test_diff_writes_the_redline_and_never_over_what_a_reviewer_wrote_in_it(repository: Bureau) -> None:
    rule(repository)
    ran = repository.run("diff", "kuichong", 2024, "--docx")
    assert ran.out.endswith("修订稿：build/kuichong/2024/report.diff.docx\n")
    path = repository.docx("kuichong", 2024, "report.diff.docx")
    assert ("del", "0.45") in changed(path)
    assert ("ins", "0.25") in changed(path)
    first = path.read_bytes()
    assert b"".join(re.findall(rb"<dc:title>.*?</dc:title>", first)) == b""  # packed: no clear text
    path.write_bytes(first + b" ")
    ran = repository.run("diff", "kuichong", 2024, "--docx")
    assert "W306" in ran.err
    assert path.read_bytes() == first + b" "
    assert path.with_name("report.diff.new.docx").read_bytes() == first


def test_an_old_state_that_comes_to_no_report_is_told_with_its_first_error(repository: Bureau) -> None:
    text = repository.path("kuichong/2024").read_text("utf-8")
    repository.edit("kuichong/2024", "编外人员: 761", "编外人员: 很多")
    subprocess.run(["git", "-C", str(repository.root), "-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qam", "bad"], check=True)
    ran = repository.run("diff", "kuichong", 2024)
    assert (ran.code, "F202" in ran.err) == (1, True)  # now: told in full
    repository.path("kuichong/2024").write_text(text, "utf-8")
    ran = repository.run("diff", "kuichong", 2024)
    assert (ran.code, "S163" in ran.err, "F202" in ran.err) == (1, True, True)
    assert repository.run("diff", "kuichong", 2024, "--base", "HEAD~1").code == 0


def test_a_revision_that_is_none_is_told(repository: Bureau) -> None:
    ran = repository.run("diff", "kuichong", 2024, "--base", "nowhere")
    assert (ran.code, "S108" in ran.err, "“nowhere”" in ran.err) == (1, True, True)
