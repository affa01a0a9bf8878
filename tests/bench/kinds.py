"""How the five shipped units vary: which figures move, within which ranges, and which judgments take points off.

Money of one unit moves by one factor, so that parts stay parts; what scores moves on its own. What a varied figure would
contradict is taken out (核对) or stated by its inputs instead (直报).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import TypeVar

from .draft import Draft

T = TypeVar("T")

QUARTERS = ("一季度", "二季度", "三季度", "四季度")


class Chance(Random):
    """A seeded random source that gives decimals; one in six is careful, and picks the best of what it is offered, the first."""

    def __init__(self, seed: str) -> None:
        super().__init__(seed)
        self.careful = self.random() < 1 / 6

    def pick(self, *options: T) -> T:
        """Return one of some options."""
        return options[0] if self.careful else self.choice(options)

    def between(self, low: float | str, high: float | str) -> Decimal:
        """Return a number with four digits after the point."""
        steps = 10**4
        return Decimal(self.randint(int(Decimal(low) * steps), int(Decimal(high) * steps))) / steps

    def rate(self, *bands: tuple[int, int]) -> Decimal:
        """Return a percentage out of one of some bands, as a share of 1."""
        low, high = self.pick(*bands)
        return self.between(low, high) / 100


@dataclass(frozen=True, slots=True)
class Kind:
    """A shipped unit that others are made from.

    Attributes:
        agency: the shipped unit.
        year: its year.
        place: the name in its texts that each synthetic unit has one of its own for.
        vary: changes the figures.
        judged: the indicators that may lose points, as they stand under 评定.
        before: the line that more results go before, each a 标题 and a 内容.
        results: how many of them, to come to about twenty pages.
    """

    agency: str
    year: int
    place: str
    vary: Callable[[Draft, Chance], None]
    judged: tuple[str, ...]
    before: str
    results: int


def _percent(draft: Draft, path: str, rate: Decimal) -> None:
    draft.put(path, rate * 100)


def _parts(draft: Draft, paths: Iterable[str]) -> Decimal:
    return sum(map(draft.number, paths), Decimal())


def _kuichong(draft: Draft, chance: Chance) -> None:
    money = chance.between("0.4", "2.4")
    posts = chance.randint(40, 220)
    staff = posts - chance.pick(0, -2, 1, 3, 5, 8)
    draft.put("人员.核定行政编制", posts)
    draft.put("人员.在编人员", staff)
    draft.put("人员.编外人员", staff * chance.rate((0, 4), (6, 10), (30, 300)))
    draft.scale(money, "预算.基本支出", "预算.项目支出", "采购.计划", "公用经费.预算", "资产.固定资产总额")
    draft.put("预算.调整调剂", _parts(draft, ("预算.基本支出", "预算.项目支出")) * chance.rate((1, 9), (11, 19)))
    bought = draft.number("采购.计划") * chance.rate((100, 100), (70, 99), (100, 102))
    draft.put("采购.货物", bought * chance.between("0.02", "0.3"))
    draft.put("采购.服务", bought - draft.number("采购.货物") - draft.number("采购.工程"))
    spent = draft.number("公用经费.预算") * chance.rate((70, 89), *((90, 100),) * 3, (101, 104))
    draft.put("公用经费.决算", spent)
    draft.put("资产.固定资产在用", draft.number("资产.固定资产总额") * chance.rate((92, 100), (92, 100), (65, 90)))
    for quarter, due in zip(QUARTERS, (25, 50, 75, 100), strict=True):
        _percent(draft, f"累计支出进度.{quarter}", min(Decimal(1), chance.rate((due, due + 9), (due - 9, due + 9))))
    draft.put("履职.重点工作未完成", chance.pick(0, 0, 0, 0, 1, 2))
    _percent(draft, "履职.信访回复率", chance.rate((100, 100), (94, 99)))
    _percent(draft, "履职.满意度", chance.rate((90, 98), (84, 90)))
    draft.scale_all("数据", chance.between("0.7", "1.5"))
    draft.drop("直报")
    planned = chance.randint(30, 90)
    done = planned - chance.pick(0, 0, 1, 2)
    draft.insert("  重点工作未完成:", f"  项目计划完成数: {planned}\n  项目按时完成数: {done}\n")


def _huangge(draft: Draft, chance: Chance) -> None:
    draft.put("人员.行政人员", chance.randint(20, 70))
    draft.put("人员.参公人员", chance.randint(20, 80))
    draft.put("人员.非参公人员", chance.randint(30, 140))
    money = chance.between("0.4", "2.4")
    draft.scale(money, *(f"预算.{name}" for name in ("年初收入", "调整收入", "年初支出", "调整支出", "一般公共预算全年")))
    draft.scale(money, "决算.收入", "三公经费.预算", "采购.中小企业合同额")
    draft.put("决算.支出", draft.number("预算.调整支出") * 10000 * chance.rate((85, 99)))
    left = chance.rate((0, 3), (0, 9), (11, 25))
    draft.put("决算.年末结转结余", draft.number("决算.支出") * left)
    spent = draft.number("预算.一般公共预算全年") * chance.rate((100, 100), (93, 99), (99, 100))
    draft.put("决算.一般公共预算支出", min(spent, draft.number("决算.支出") / 10000))
    draft.put("三公经费.决算", draft.number("三公经费.预算") * chance.rate((30, 100), (40, 100), (40, 100), (101, 106)))
    draft.replace("盘点: 否", f"盘点: {chance.pick('是', '是', '否')}")
    asked = chance.randint(10, 40) * 10
    visits = asked + chance.pick(15, -8, -3, 2, 40)
    draft.replace("目标: 不少于200家次, 实际: ＞200家次", f"目标: 不少于{asked}家次, 实际: {visits}家次")
    _actual(draft, chance, "社会救助补贴发放及时性", "100%")
    _actual(draft, chance, "按时完工率", "100%")
    draft.put("直报.率.公用经费控制", chance.rate((75, 100), (75, 100), (101, 104)) * 100)
    draft.replace("    扣分: 0.5\n", f"    扣分: {chance.pick('0.2', '0.5', '0.8')}\n")


def _actual(draft: Draft, chance: Chance, name: str, target: str) -> None:
    reached = chance.pick("100%", "100%", "99%", "97%", "95%")
    row = next(line for line in draft.text.splitlines() if f"名称: {name}," in line)
    draft.replace(row, row.replace(f"实际: {target}", f"实际: {reached}"))


def _panyu(draft: Draft, chance: Chance) -> None:
    money = chance.between("0.4", "2.4")
    draft.scale(money, "预算.一般公共预算", "预算.政府性基金")
    budget = _parts(draft, ("预算.一般公共预算", "预算.政府性基金"))
    spent = budget * chance.rate((82, 92), (92, 99), (98, 100))
    draft.put("决算.基本支出", spent * chance.between("0.3", "0.6"))
    draft.put("决算.项目支出", spent - draft.number("决算.基本支出"))
    draft.scale_all("重点项目", money)
    draft.replace("完成率: 90%}", f"完成率: {chance.pick(98, 88, 90, 93, 95)}%}}")
    draft.scale_all("数据", chance.between("0.6", "1.6"))
    draft.put("直报.率.一般公共预算支出", chance.rate((90, 100), (96, 100)) * 100)
    draft.replace("    扣分: 1\n", f"    扣分: {chance.pick('0.5', '1', '1.5', '2')}\n")


def _pingyuan(draft: Draft, chance: Chance) -> None:
    posts = chance.randint(12, 40)
    staff = posts + chance.randint(0, 9)
    temporary = chance.randint(0, 6)
    for name, heads in {"核定行政编制": posts, "在职人员": staff, "临聘人员": temporary}.items():
        draft.put(f"人员.{name}", heads)
    draft.put("人员.退休人员", chance.randint(20, 120))
    draft.put("人员.遗属人员", chance.randint(2, 24))
    money = chance.between("0.5", "2.2")
    draft.scale(money, "预算.基本支出", "预算.项目支出", "决算.基本支出", "决算.项目支出")
    spent = _parts(draft, ("决算.基本支出", "决算.项目支出")) * 10000
    draft.put("决算.收入", spent)
    draft.put("预算.调整收入", spent * (1 + chance.pick(Decimal(0), chance.rate((-9, 9)), chance.rate((-18, 18)))))
    plan = chance.randint(5, 900) * 1000
    draft.put("采购.计划", plan)
    draft.put("采购.实际", plan * chance.rate((100, 100), (70, 99), (100, 103)))
    draft.scale_all("资产", chance.between("0.5", "2.2"))
    draft.replace("盘点: 否", f"盘点: {chance.pick('是', '是', '否')}")
    draft.put("履职.信访件数", chance.randint(1, 30))
    _percent(draft, "履职.绩效目标完成率", chance.rate((100, 100), (92, 99)))
    _percent(draft, "履职.项目及时率", chance.rate((100, 100), (90, 99)))
    draft.replace("扣分: 0.08", f"扣分: {chance.between('0.05', '1').quantize(Decimal('0.01'))}")
    draft.drop("措辞")


def _baisha(draft: Draft, chance: Chance) -> None:
    for name, heads in {"行政人员": (30, 80), "事业一类人员": (30, 90), "工勤人员": (2, 9), "政府雇员": (1, 6)}.items():
        draft.put(f"人员.{name}", chance.randint(*heads))
    budget = draft.number("预算.年初支出") * chance.between("0.5", "2.5")
    earlier = budget * chance.between("0.6", "1.7")
    for path, number in {"预算": budget, "上年.预算": earlier}.items():
        draft.put(f"{path}.年初收入", number)
        draft.put(f"{path}.年初支出", number)
    draft.scale_all("资产构成", chance.between("0.4", "2"))
    draft.put("资产.总额", sum(draft.figures("资产构成"), Decimal()))
    draft.scale_all("数据", chance.between("0.5", "1.6"))


KINDS = (
    Kind(
        "kuichong",
        2024,
        "葵涌",
        _kuichong,
        ("预算编制合理性", "预算编制规范性", "绩效指标明确性", "资金支出规范性", "会计核算规范性", "项目监管", "资产管理安全性"),
        "    - 标题: 党的建设全面加强\n",
        2,
    ),
    Kind(
        "huangge",
        2023,
        "黄阁",
        _huangge,
        ("财务管理合规性", "绩效信息公开情况", "绩效结果应用", "采购意向公开合规性", "采购活动合规性", "资产配置合规性", "数据质量"),
        "    - 标题: 综合实力稳步提升\n",
        1,
    ),
    Kind("panyu-zhujian", 2023, "番禺", _panyu, (), "    - 标题: 推进建筑业和房地产业高质量发展\n", 2),
    Kind(
        "pingyuan-kegongshang",
        2021,
        "平远",
        _pingyuan,
        ("预算编制规范性", "绩效目标合理性", "财务管理合规性", "绩效信息公开情况", "项目实施程序", "数据质量"),
        "        - 标题: 聚焦“创新赋能”，提升高新区承载力\n",
        1,
    ),
    Kind("baisha", 2024, "白沙", _baisha, (), "    - 标题: 政治建设走深走实\n", 6),
)
