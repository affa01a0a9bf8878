"""What a person edited in a report comes back into the facts file; what cannot come back is told, with its reason and place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.base.workspace import Workspace
from generator.batch.editions import write_word
from generator.batch.pipeline import evaluate
from generator.batch.take import Take, take
from generator.exchange.inverse import prints_alike
from generator.report.docx.comparing import compare
from generator.report.docx.pack import pack, unpack
from generator.report.docx.reading import ReadReport, numbered, read_docx
from generator.report.origins import Kind, Origins

from . import returned as R
from .conftest import Bureau

UNIT = ("kuichong", 2024)
PRIMARY = {Kind.FACT, Kind.COVER, Kind.REPORTED}


def rewritten(content: bytes, numbers: dict[int, str], words: dict[str, str] | None = None, *, stripped: bool = False) -> bytes:
    """Return a report with other texts in bookmarks, and words replaced where they stand within one run.

    Args:
        content: the report.
        numbers: new texts by the numbers of bookmarks.
        words: new words for old.
        stripped: whether the bookmarks and the hidden part are lost, as some programs lose them.
    """
    file = R.File(content)
    marked = {each.number: each for each in file.numbers()}
    for number, text in numbers.items():
        marked[number].write(text)
    for old, new in (words or {}).items():
        found = [each for each in file.root.iter(f"{R.WORD}t") if old in (each.text or "")]
        assert found, old
        found[0].text = (found[0].text or "").replace(old, new)
    for each in marked.values() if stripped else ():
        each.unmark()
    return file.content(stripped=stripped)


def other(text: str) -> str:
    """Return another value of the same kind: a number less by one in its last place, another day, other words."""
    if re.fullmatch(r"\d+年\d+月\d+日", text):
        return text.replace("日", "日", 1).replace("8日", "9日") if "8日" in text else text.replace("5日", "6日")
    found = re.fullmatch(r"([\d,]+)((?:\.\d+)?)(\D*)", text)
    if not found:
        return f"{text}甲"
    digits = found[1].replace(",", "") + found[2].replace(".", "")
    less = str(int(digits) - 1 if int(digits) else 1).zfill(len(digits))
    places = max(len(found[2]) - 1, 0)
    whole = less[: len(less) - places] if places else less
    return f"{int(whole):,}{'.' + less[len(less) - places :] if places else ''}{found[3]}"


def fresh(root: Path, *unit: object) -> tuple[bytes, Origins]:
    """Return a unit's report as it is written now, and where its values are from."""
    evaluation = evaluate(Workspace(root), *(unit or UNIT))  # type: ignore[arg-type]
    assert evaluation.document is not None, list(evaluation.problems)
    assert not evaluation.problems.errors, list(map(str, evaluation.problems.errors))
    assert evaluation.document.origins is not None
    return write_word(Workspace(root), evaluation.document), evaluation.document.origins


def rests_on(origins: Origins, id: str, seen: set[str]) -> Iterator[str]:
    if id not in seen:
        seen.add(id)
        yield id
        for each in origins.of(id).inputs:
            yield from rests_on(origins, each, seen)


def prints(report: ReadReport) -> list[tuple[int, str, str, str]]:
    """Return the numbers of a report: bookmark, id, filters, text."""
    assert report.identity is not None
    found = []
    for at, number in numbered(report):
        printed = report.identity.numbers[number.bookmark]
        found.append((number.bookmark, printed.id, printed.by, report.paragraphs[at].text[number.start : number.end]))
    return found


class Desk:
    """Where a report lies that somebody edits, and is taken back."""

    def __init__(self, bureau: Bureau, *unit: object) -> None:
        self.bureau, self.unit = bureau, unit or UNIT
        self.facts = bureau.path("/".join(map(str, self.unit)))
        self.path = bureau.root / "returned.docx"
        self.content, self.origins = fresh(bureau.root, *self.unit)
        self.prints = prints(read_docx(self.content, "report.docx"))

    def bookmarks(self, id: str) -> list[int]:
        return [bookmark for bookmark, printed, _, _ in self.prints if printed == id]

    def edit(self, numbers: dict[str, str] | dict[int, str] | None = None, words: dict[str, str] | None = None, **how: bool) -> None:
        """Edit the report: numbers by ids (their first print) or bookmarks, and words."""
        by_bookmark = {self.bookmarks(key)[0] if isinstance(key, str) else key: text for key, text in (numbers or {}).items()}
        self.path.write_bytes(rewritten(self.content, by_bookmark, words, **how))

    def take(self, *, write: bool = True) -> Take:
        return take(Workspace(self.bureau.root), self.path, write=write)

    def told(self, taken: Take) -> str:
        return "\n".join(map(str, taken.problems))


@pytest.fixture
def desk(bureau: Bureau) -> Desk:
    """葵涌's report, its 核对 aside: they state what would contradict a changed fact."""
    bureau.drop_assertions("kuichong/2024")
    return Desk(bureau)


def test_every_primary_number_of_a_report_comes_back_and_prints_as_it_was_edited(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    before = desk.facts.read_bytes()
    counts: Counter[str] = Counter()
    keys = dict.fromkeys((id, by) for _, id, by, _ in desk.prints if desk.origins.of(id).kind in PRIMARY and by != "个数")
    for order, (id, by) in enumerate(keys):
        several = [(bookmark, text) for bookmark, printed, through, text in desk.prints if (printed, through) == (id, by)]
        bookmark, text = several[order % len(several)]
        desk.edit({bookmark: other(text)})
        taken = desk.take()
        assert taken.written, f"{id} {text} → {other(text)}: {desk.told(taken)}"
        assert not list(taken.problems)
        content, origins = fresh(desk.bureau.root)
        regenerated = read_docx(content, "report.docx")
        assert all(prints_alike(each, other(text)) for _, printed, through, each in prints(regenerated) if (printed, through) == (id, by))
        differences = compare(read_docx(desk.path.read_bytes(), "returned.docx"), regenerated).differences
        of_numbers = [each for each in differences if each.id]
        for each in of_numbers:
            assert id in set(rests_on(origins, each.id, set())), f"{id}: {each.id} {each.found} → {each.now}"
        counts["numbers"] += 1
        counts["other prints and derived values"] += len(of_numbers)
        counts["stretches of words that follow"] += len(differences) - len(of_numbers)
        desk.facts.write_bytes(before)
    with capsys.disabled():
        print(f"\n{dict(counts)}")
    assert counts["numbers"] >= 55


def test_without_write_the_edits_are_only_shown(desk: Desk) -> None:
    before = desk.facts.read_bytes()
    desk.edit({"预算.调整调剂": "3,366.65万元", "人员.编外人员": "10"}, {"选派10名攻坚先锋": "选派12名攻坚先锋"})
    ran = desk.bureau.run("take", desk.path)
    assert ran.code == 1
    assert desk.facts.read_bytes() == before
    assert re.search(r"data/agencies/kuichong/2024\.yaml:18:9.*\n  6,366\.65 → 3,366\.65\n  报告里：6,366\.65万元 → 3,366\.65万元", ran.out)
    assert re.search(r"得分：98\.29 → [\d.]+：编外人员控制率 0 → [\d.]+|得分：98\.29 → [\d.]+：编外人员控制率", ran.out)
    assert "-  调整调剂: 6,366.65\n+  调整调剂: 3,366.65" in ran.out
    assert "+        选派12名攻坚先锋到重点项目一线。" in ran.out
    assert "还没有写入" in ran.out
    written = desk.bureau.run("take", desk.path, "--write")
    assert written.code == 0
    assert "已写入 data/agencies/kuichong/2024.yaml" in written.out
    assert "没有可以收回的改动" in desk.bureau.run("take", desk.path, "--write").out


def test_a_report_that_nobody_edited_has_nothing_to_take(desk: Desk) -> None:
    desk.edit()
    ran = desk.bureau.run("take", desk.path)
    assert (ran.code, ran.out.strip(), ran.err) == (0, "没有可以收回的改动。", "")


def test_facts_that_moved_on_are_no_edits(desk: Desk) -> None:
    desk.edit()
    desk.bureau.edit("kuichong/2024", "落户企业: 22家", "落户企业: 25家")
    assert desk.bureau.run("take", desk.path).code == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("土洋社区获评深圳市先进基层党组织，特色", "土洋社区获评广东省先进基层党组织，特色"),
        ("选派10名攻坚先锋到重点项目一线", "选派10名攻坚先锋、3名青年骨干到重点项目一线"),
        ("，带动家装消费；", "；"),
        ("加强全过程绩效管理。组织", "加强全过程绩效管理：组织“# 号”"),
        ("综合行政执法，依规定", "综合行政执法: 依规定"),
        ("因工作需要使用编外人员", '因工作需要使用"编外"人员'),
    ],
)
def test_words_of_the_unit_come_back(desk: Desk, old: str, new: str) -> None:
    before = desk.facts.read_text("utf-8")
    desk.edit(words={old: new})
    taken = desk.take()
    assert taken.written, desk.told(taken)
    content, _ = fresh(desk.bureau.root)
    assert not compare(read_docx(desk.path.read_bytes(), "a"), read_docx(content, "b")).differences
    after = desk.facts.read_text("utf-8")
    assert after.count("{{") == before.count("{{")
    assert len(after.split("\n")) >= len(before.split("\n")) - 3


def test_a_number_in_the_middle_of_changed_words_keeps_its_tag(desk: Desk) -> None:
    desk.edit({"数据.招商.落户企业": "23家"}, {"加大招商引资力度。全年": "加大招商引资的力度。当年"})
    assert desk.take().written
    text = desk.facts.read_text("utf-8")
    assert "加大招商引资的力度。当年落户企业{{ 数据.招商.落户企业 }}" in text
    assert "落户企业: 23家" in text


def test_a_clause_with_a_number_is_taken_out_with_its_tag(desk: Desk) -> None:
    bookmark = desk.bookmarks("数据.新增停车位")[0]
    desk.edit({bookmark: ""}, {"建设临时停车场，新增停车位": "建设临时停车场"})
    taken = desk.take()
    assert taken.written, desk.told(taken)
    assert "建设临时停车场；葵涌社工站" in desk.facts.read_text("utf-8")


def test_a_computed_number_is_refused_with_its_formula_and_its_facts(desk: Desk) -> None:
    before = desk.facts.read_bytes()
    computed = next(id for _, id, _, _ in desk.prints if id == "预算.合计")
    desk.edit({computed: "43,999万元", "总分.得分": "99"})
    ran = desk.bureau.run("take", desk.path, "--write")
    assert ran.code == 1
    assert desk.facts.read_bytes() == before
    assert ran.err.count("W375") == 2
    assert "预算.基本支出 + 预算.项目支出" in ran.err
    assert "data/agencies/kuichong/2024.yaml:16:9" in ran.err


def test_what_a_fact_is_only_put_into_words_by_is_refused_with_its_place(bureau: Bureau) -> None:
    bureau.drop_assertions("pingyuan-kegongshang/2021")
    desk = Desk(bureau, "pingyuan-kegongshang", 2021)
    before = desk.facts.read_bytes()
    bookmark = next(bookmark for bookmark, id, by, _ in desk.prints if id == "数据.外贸.出口增速" and by.startswith("方向"))
    desk.edit({bookmark: "增长"})
    taken = desk.take()
    assert not taken.written
    assert desk.facts.read_bytes() == before
    assert re.search(r"W378  data/agencies/pingyuan-kegongshang/2021\.yaml:77:11", desk.told(taken))
    assert "下降 → 增长" in desk.told(taken)


def test_words_of_a_form_or_a_rule_are_refused_with_their_file(desk: Desk) -> None:
    before = desk.facts.read_bytes()
    desk.edit(words={"着力做好以下工作": "重点做好以下工作"})
    ran = desk.bureau.run("take", desk.path, "--write")
    assert ran.code == 1
    assert desk.facts.read_bytes() == before
    assert re.search(r"W376  templates/dapeng/report\.md\.j2:\d+", ran.err)
    assert "措辞" in ran.err


def test_one_fact_edited_in_two_ways_is_a_conflict(desk: Desk) -> None:
    before = desk.facts.read_bytes()
    first, second, *_ = desk.bookmarks("数据.招商.落户企业")
    desk.edit({first: "23家", second: "24家"})
    taken = desk.take()
    assert not taken.written
    assert desk.facts.read_bytes() == before
    assert "W377" in desk.told(taken)
    assert "23家、24家" in desk.told(taken)
    desk.edit({first: "23家", second: "23家"})
    taken = desk.take()
    assert taken.written
    assert "另有1处也印着这个数" in "\n".join(taken.proposals[0])


def test_a_comment_beside_a_fact_stays(desk: Desk) -> None:
    desk.edit({"履职.满意度": "92%"})
    assert desk.take().written
    assert "  满意度: 92%          # 各类人员的满意度均达到90%以上，填下限" in desk.facts.read_text("utf-8")


def test_an_edited_item_of_a_list_and_a_line_of_the_cover_come_back(desk: Desk) -> None:
    desk.edit({"数据.安全零记录.4": "消防领域零伤亡", "封面.联系电话": "0755-89263299", "公开.决算日期": "2024年10月28日"})
    assert desk.take().written
    text = desk.facts.read_text("utf-8")
    assert "    - 消防领域零伤亡\n" in text
    assert "封面: {填报人: 罗永芳, 联系电话: 0755-89263299}" in text
    assert "  决算日期: 2024年10月28日" in text


@pytest.mark.parametrize(("column", "text"), [("实际", "实现资金支付全面合规"), ("完成率", "92%"), ("满分", "7分")])
def test_an_edited_cell_of_a_table_of_targets_comes_back(bureau: Bureau, column: str, text: str) -> None:
    bureau.drop_assertions("panyu-zhujian/2023")
    desk = Desk(bureau, "panyu-zhujian", 2023)
    id = f"指标.产出指标完成情况.行.1.{column}"
    desk.edit({id: text})
    taken = desk.take()
    if column == "满分":  # the rows' full marks must add up to the indicator's
        assert not taken.written
        assert "W379" in desk.told(taken)
        return
    assert taken.written, desk.told(taken)
    content, _ = fresh(bureau.root, *desk.unit)
    assert text in {each for _, printed, _, each in prints(read_docx(content, "b")) if printed == id}


@pytest.mark.parametrize(
    ("edit", "number"),
    [({"人员.在编人员": "一百二十"}, "W379"), ({"公开.预算日期": "2024年13月15日"}, "W379"), ({"人员.在编人员": "120.5"}, "W379")],
)
def test_a_value_that_would_make_the_file_wrong_is_refused(desk: Desk, edit: dict[str, str], number: str) -> None:
    before = desk.facts.read_bytes()
    desk.edit(edit)
    taken = desk.take()
    assert not taken.written
    assert number in desk.told(taken)
    assert desk.facts.read_bytes() == before


def test_a_number_that_an_assertion_contradicts_is_refused_with_it(bureau: Bureau) -> None:
    desk = Desk(bureau)
    before = desk.facts.read_bytes()
    desk.edit({"预算.基本支出": "11,795.05万元"})
    taken = desk.take()
    assert not taken.written
    assert "F306" in desk.told(taken)
    assert desk.facts.read_bytes() == before


def test_edits_that_are_wrong_together_leave_the_file_as_it_is(desk: Desk) -> None:
    before = desk.facts.read_bytes()
    desk.edit({"数据.招商.落户企业": "23家"}, {"选派10名攻坚先锋": "选派{{ 数据.没有的 }}名攻坚先锋"})
    taken = desk.take()
    assert not taken.written
    assert "S210" in desk.told(taken)
    assert desk.facts.read_bytes() == before


def test_a_report_without_its_hidden_part_is_taken_back_by_its_texts(desk: Desk) -> None:
    desk.edit({"数据.招商.签约投资额": "4.6亿元"}, {"选派10名攻坚先锋": "选派12名攻坚先锋"}, stripped=True)
    assert "S202" in desk.bureau.run("take", desk.path).err
    ran = desk.bureau.run("take", desk.path, "--unit", "kuichong", "--year", 2024, "--write")
    assert ran.code == 0, ran.err
    text = desk.facts.read_text("utf-8")
    assert "签约投资额: 4.6亿元" in text
    assert "选派12名攻坚先锋" in text


def replaced(content: bytes, wanted: str, new: str) -> bytes:
    """Return a report with other XML in the place of the paragraph that holds some words; {} in it stands for that paragraph."""
    entries = unpack(content)
    text = entries[R.PART].decode()
    (found,) = (each for each in re.findall(r"<w:p[ >].*?</w:p>", text, re.DOTALL) if wanted in re.sub("<[^>]*>", "", each))
    return pack({**entries, R.PART: text.replace(found, new.replace("{}", found)).encode()})


def of(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_paragraphs_of_a_form_that_came_or_went_are_told(desk: Desk) -> None:
    content = replaced(desk.content, "资金管理、费用标准和支付程序", "")
    text = of("另外，本单位还完成了上级临时交办的抢险救灾任务。")
    desk.path.write_bytes(replaced(content, "一、部门基本情况", text + "{}"))
    taken = desk.take()
    assert not taken.written
    assert "整段（行）删去了" in desk.told(taken)
    assert "整段（行）是加上去的" in desk.told(taken)


DUTY = "完成新区党工委、管委会交办的其他工作"


@pytest.mark.parametrize(
    ("beside", "new", "stays", "added"),
    [
        (DUTY, "", False, ""),
        ("承办上级交办的监督、选举等工作", "", False, ""),
        (DUTY, "{}" + of("18.承担上级临时交办的抢险救灾任务。"), True, f"    - {DUTY}。\n    - 承担上级临时交办的抢险救灾任务。\n"),
        ("带领党员、干部和群众完成街道承担", of("统筹: “三防”工作 # 全年") + "{}", True, '  主要职责:\n    - "统筹: “三防”工作 # 全年"\n    - 宣传贯彻'),
        (DUTY, "{}" + of("甲事。") + of("乙事。"), True, f"    - {DUTY}。\n    - 甲事。\n    - 乙事。\n"),
    ],
)
def test_whole_paragraphs_of_prose_come_back_as_items_of_its_list(desk: Desk, beside: str, new: str, stays: bool, added: str) -> None:
    before = desk.facts.read_text("utf-8")
    desk.path.write_bytes(replaced(desk.content, beside, new))
    taken = desk.take()
    assert taken.written, desk.told(taken)
    after = desk.facts.read_text("utf-8")
    line = next(each for each in before.splitlines() if beside in each)
    assert (line in after.splitlines()) is stays
    assert added in after
    assert len(after.splitlines()) - len(before.splitlines()) == (new.count("<w:p>") if stays else -1)
    content, _ = fresh(desk.bureau.root)
    left = compare(read_docx(desk.path.read_bytes(), "a"), read_docx(content, "b")).differences
    assert not [each for each in left if each.fresh is None or each.returned is None], left


def test_an_item_whose_number_was_left_standing_goes(desk: Desk) -> None:
    desk.edit(words={"完成新区党工委、管委会交办的其他工作。": ""})
    taken = desk.take()
    assert (taken.written, desk.told(taken)) == (True, "")
    assert DUTY not in desk.facts.read_text("utf-8")


@pytest.mark.parametrize("sign", [">-", "|"])
def test_whole_paragraphs_of_a_longer_text_come_back_in_their_place(bureau: Bureau, sign: str) -> None:
    bureau.drop_assertions("kuichong/2024")
    facts = bureau.path("kuichong/2024")
    text = facts.read_text("utf-8")
    start, end = text.index("  重点工作任务:"), text.index("  资产管理制度:")
    lines = "\n\n".join(f"    {each}" for each in ("甲年初定下的事。", "乙年中加上的事。", "丙年末收尾的事。"))
    facts.write_text(f"{text[:start]}  重点工作任务: {sign}\n{lines}\n\n{text[end:]}", "utf-8")
    desk = Desk(bureau)
    content = replaced(desk.content, "乙年中加上的事", "")
    desk.path.write_bytes(replaced(content, "丙年末收尾的事", "{}" + of("丁来年要做的事。")))
    taken = desk.take()
    assert taken.written, desk.told(taken)
    content, _ = fresh(bureau.root)
    assert not compare(read_docx(desk.path.read_bytes(), "a"), read_docx(content, "b")).differences
    lines = "\n\n".join(f"    {each}" for each in ("甲年初定下的事。", "丙年末收尾的事。", "丁来年要做的事。"))
    assert f"  重点工作任务: {sign}\n{lines}\n" in facts.read_text("utf-8")


def test_what_is_no_report_is_refused(desk: Desk) -> None:
    desk.path.write_bytes(b"nothing of the kind")
    ran = desk.bureau.run("take", desk.path, "--write")
    assert ran.code == 1
    assert "S200" in ran.err
    assert desk.bureau.run("take", desk.path.with_name("missing.docx")).code == 1
