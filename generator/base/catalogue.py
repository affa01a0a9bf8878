"""The catalogue of problems: for each number its severity, reason and remedy, in the reader's Chinese.

F1xx how a file is written, F2xx facts, F3xx what the rules need; R1xx shapes, R2xx formulas, R3xx rule sets;
T1xx text templates, T2xx Word templates; S1xx folders and commands; W3xx warnings; H4xx hints.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple


class Severity(Enum):
    """How much a problem weighs."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


HEADINGS = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.HINT: "提示"}


class Entry(NamedTuple):
    """A kind of problem; reason and remedy name its details in braces."""

    severity: Severity
    reason: str
    remedy: str = ""
    gap: bool = False


def _error(reason: str, remedy: str = "") -> Entry:
    return Entry(Severity.ERROR, reason, remedy)


def _gap(reason: str, remedy: str) -> Entry:
    """Return an error that only says what is still to be filled in: a draft is written all the same, and marks the place."""
    return Entry(Severity.ERROR, reason, remedy, gap=True)


def _warning(reason: str, remedy: str = "") -> Entry:
    return Entry(Severity.WARNING, reason, remedy)


def _hint(reason: str, remedy: str = "") -> Entry:
    return Entry(Severity.HINT, reason, remedy)


def nearest_words(words: Iterable[str]) -> str:
    """Return the sentence that names near words; empty when there is none."""
    named = "、".join(f"“{word}”" for word in words)
    return f"是不是 {named}？" if named else ""


CATALOGUE: dict[str, Entry] = {
    # how a file is written
    "F101": _error("文件是空的。", "写入内容，或删去这个文件。"),
    "F102": _error("这是没有处理完的合并冲突标记。", "保留正确的一份，删去 <<<<<<<、=======、>>>>>>> 三种标记行。"),
    "F103": _error("行首有制表符（Tab），YAML 只认空格。", "把制表符改成空格，同级的行左边对齐。"),
    "F104": _error("YAML 需要半角冒号和一个空格，这里写的是全角冒号“：”。", "改成“: ”（半角冒号加一个空格）。"),
    "F105": _error("从这里起不合 YAML 的写法，读不下去。", "看看这一行和上一行：括号、引号是否成对，冒号后是否有空格，缩进是否对齐，文件是否被截断。"),
    "F106": _error("“{key}”在同一处写了两次，第一次在第 {line} 行。", "删去多余的一个；要保留两个值，就用不同的名称。"),
    "F107": _error("键只能是一个名称。", "检查这一行冒号左边的内容。"),
    "F108": _error("这里用了 YAML 的锚（&），本程序不用它。", "把内容直接写出来。"),
    "F109": _error("有看不见的控制字符 {code}。", "删去这个字符（多半是从别处粘贴带来的）。"),
    "F110": _error("这是二进制文件，不是文本。", "用 VS Code 另存为 UTF-8 文本；表格请先导出内容。"),
    "F111": _error("文件不是 UTF-8 编码，从这里起读不出来。", "用 VS Code 打开，右下角选“通过编码重新打开”（多为 GBK），再“通过编码保存”为 UTF-8。"),
    "F112": _error("文件最外层应当是“键: 值”的形式。", "参照 data/agencies 里的示例。"),
    "F113": _error("“{text}”写在 {{…}} 里，被逗号拆成了几项。", "去掉千分位逗号，加上引号，或改成一行一项的写法。"),
    "F114": _error("这段文字以 {tag} 开头，YAML 会把它当成别的写法。", "整段文字加上双引号，或在冒号后写 |-，文字另起一行、缩进两格。"),
    "F115": _error("行首有全角空格或不间断空格，YAML 只认半角空格。", "把行首改成半角空格，同级的行左边对齐。"),
    "F116": _error("冒号后面要有一个空格。", "改成“: ”（半角冒号加一个空格）。"),
    "F117": _error("{{…}} 里各项之间要用半角逗号，这里写的是全角逗号“，”。", "改成“, ”（半角逗号加一个空格）；文字里要有逗号的，加上引号。"),
    "F118": _error("空格后面的 # 把这一行余下的文字变成了注释，不会印出来。", "整段文字加上双引号；确是注释，就在 # 后面空一格。"),
    "F119": _error("这里不能用 {{{{ }}}}，它会原样印出来。", "{{{{ }}}} 只用在正文、评定、措辞、问题与改进和增设章节里；这里直接写内容。"),
    "F120": _error("这里有制表符（Tab），YAML 在这里只认空格。", "把制表符改成空格。"),
    "F121": _error("列表项的短横后面要有一个空格，这一行现在不是列表的一项。", "改成“- ”（半角短横加一个空格）。"),
    "F122": _error("这一行的缩进与同级的各项没有对齐。", "看看上下几行：同级的行左边对齐，下级比上级多缩进两个空格。"),
    "F123": _error("引号从这里打开，没有合上。", "在这段文字末尾补上同样的引号；文件到这里就断了的，看看文件是否被截断。"),
    "F124": _error("括号“{bracket}”从这里打开，没有合上。", "补上另一半括号，各项之间用半角逗号；文件到这里就断了的，看看文件是否被截断。"),
    "F125": _error("引号合上以后，这里还有文字。", "整段文字用一对引号括起来，里面的引号改成“”；或去掉两边的引号。"),
    "F126": _error("文件是 GBK 编码，不是 UTF-8，从这一行起有汉字。", "运行 ziping fix 转成 UTF-8；或用 VS Code 打开，右下角选“通过编码重新打开”为 GBK，再“通过编码保存”为 UTF-8。"),
    "F127": _error("文件是 UTF-16 编码（记事本叫 Unicode），不是 UTF-8。", "运行 ziping fix 转成 UTF-8；或在记事本里“另存为”，编码选 UTF-8。"),
    "F128": _error("内容旁边有全角空格或不间断空格，会当成内容的一部分。", "删去它，或改成半角空格。"),
    "F129": _error("这一行有两个“: ”，YAML 分不清哪里是名称、哪里是内容。", "整段内容加上双引号，或把后一个冒号改成全角“：”。"),
    "F130": _error("这一行是“{key}”的内容，却没有比它缩进。", "写到冒号后面的同一行；分行写的，比上一行多缩进两个空格。"),
    "F131": _error("层次太深，超过了 {limit} 层。", "看看这里的括号、短横是不是多了；内容最多写 {limit} 层。"),
    "F132": _error("双引号里的反斜杠“\\”有特别的意思，这里的写法读不懂。", "改用单引号，或把反斜杠写两次。"),
    # facts
    "F201": _error("没有“{key}”这一项。{nearest}", "改成正确的名称；确是新的数据项，请写在“数据:”下，或加进 data/vocabulary。"),
    "F202": _error("“{key}”应当是{type}，写的是“{text}”。", "{hint}"),
    "F203": _error("“{key}”不能是负数。", "核对数字；减少额请按词汇表里的说明填写。"),
    "F204": _gap("“{key}”还是“待填”。", "填上内容；确实没有这回事的，数写“不适用”，可缺的正文栏目整栏删去。"),
    "F205": _gap("“{key}”缺少“{column}”一列。", "补上这一列，或写“不适用”。"),
    "F206": _error("必须写明“{key}”。", "参照 data/agencies 里的示例补上。"),
    "F207": _error("年度写的是“{text}”，文件名却是 {year}.yaml。", "两处改成一致。"),
    "F208": _error("“{key}”与上年文件里的数不一致：这里是{here}，{path} 里是{there}。", "核对后改正其中一处；两处一致时，这里可以不写。"),
    "F209": _error("名称“{key}”不能用在公式里。", "名称用汉字、字母、数字和下划线，不以数字开头，不带引号和标点。"),
    "F210": _error("“{key}”与词汇表或规则集里的名称重复。", "换一个名称，避免一名两义。"),
    "F220": _error("“{text}”里有全角字符，读不成数。", "改成半角的 {meant}。"),
    "F221": _error("“{text}”的数字中间有空格，读不成一个数。", "改成 {meant}。"),
    "F222": _error("“{key}”写了不止一个数：“{text}”。", "只留一个数；其余的写在“#”后面作备注，或另起一项。"),
    "F223": _error("“{text}”里把字母当成了数字（O 和 0、l 和 1 容易混）。", "改成 {meant}。"),
    "F224": _error("“{key}”要写确数，写的是约数“{text}”。", "写准确的数；只有约数的，写在正文里。"),
    "F225": _error("“{text}”的单位没有写全。", "改成 {meant}。"),
    "F226": _error("“{text}”用括号表示负数，这里不认。", "是负数的，写成 {meant}；不是的，去掉括号。"),
    "F227": _error("“{text}”的数字前后多了符号。", "改成 {meant}。"),
    "F228": _error("“{text}”以 0 开头，看不出是多写了 0，还是漏了小数点或别的数字。", "核对后写成通常的数，如 12、0.12。"),
    "F229": _error("“{key}”要写“是”或“否”，写的是“{text}”。是不是 “{meant}”？", "改成 {meant}。"),
    "F230": _error("“{text}”不是日历上有的一天。", "核对月份和日子；写成 2024年3月15日 或 2024-03-15。"),
    "F231": _error("“{text}”不是这里认得的日期写法。", "改成 {meant}。"),
    "F232": _error("“{key}”是 {value}，不会超过 {limit}。", "核对小数点的位置；确实可以超过的，请规则员改 data/vocabulary 里的“上限”。"),
    "F233": _error("“{key}”写的是 {value}，这份文件是 {year} 年度，应当在 {years} 年。", "核对年份。"),
    # sums of units
    "F240": _error("汇总里的“{agency}”不是 data/agencies 下的单位。{nearest}", "写单位的文件夹名称。"),
    "F241": _error("汇总里的“{agency}”没有 {year} 年的文件，现有 {years} 年。", "请这个单位先填；不再汇总的，从汇总里删去。"),
    "F242": _error("汇总成了环：{ring}。", "上级汇总下级，下级不能再汇总上级；删去其中一处。"),
    "F243": _error("汇总里的“{agency}”自己的文件有 {count} 处错误，不能汇总。", "运行 ziping check {agency} {year}，请这个单位先改好。"),
    "F244": _error("“{agency}”汇总了两次。", "只留一处：下级单位已经汇总了它的，这里不再写。"),
    "F245": _error("“{key}”与下级单位的同一行不一致：这里是{here}，{place} 是{there}。", "核对后改正其中一处；两处一致时，这里可以不写这一行；不是一回事的，换一个名称。"),
    "F246": _error("“{key}”与这个单位自己的文件不一致：这里是{here}，{place} 是{there}。", "核对后改正其中一处。"),
    "F247": _error("这个单位的“模板”写的是“无”：只供汇总，没有自己的报告。", "要写报告的，把“模板”改成一个模板的名称，并写明“规则”。"),
    "W330": _warning("汇总时，“{agency}”有 {count} 项没有写：{keys}。合计里没有它的数。", "有的补上；没有这回事的写“不适用”，确实是零的写 0。"),
    # reviews
    "F250": _error("没有“{name}”这个可以复核的指标。{nearest}", "写规则集“{rules}”里的指标名称；只有组的得分的，写组的名称。"),
    "F251": _error("“{name}”不是可以审定的数。{nearest}", "写词汇表里的名称，或表的一格如 重点项目.2.支出；算出来的率和合计不能审定，审定它的原始数字。"),
    "F252": _error("“{name}”满分{full}分，复核扣分“{deduction}”超出范围。", "扣分应在 0 到{full}之间。"),
    "F253": _error("复核的是“{agency}”{year}年，data/agencies 下没有这个单位这一年的文件。{nearest}", "改正文件夹或文件的名称：data/reviews/单位/年度.yaml。"),
    "F254": _error("“{agency}”{year}年没有复核，写不出复核评分表。", "先写 {path}，如“复核人: …”和“指标: {{指标名称: {{扣分: 0.5, 理由: …}}}}”。"),
    "F255": _error("templates/annexes 下没有一张附表写着“须复核: 是”，或规则集不计分，复核没有可印的表。", "恢复 templates/annexes/复核评分表.yaml；不计分的，不出复核评分表。"),
    "F260": _error("“{name}”不公开，台账的公式要用它的数，公开版写不了台账。", "去掉 --format 里的 ledger；台账要给人看的，写正式报告的台账。"),
    "H430": _hint("复核“{name}”的结果与自评相同：{value}。", "确实相同的，可以不写。"),
    # what rules and forms need
    "F301": _gap("缺少“{key}”（{title}），{needed}要用到它。", "在这个文件里补上；没有的写“不适用”，只公布了结果的写在“直报:”下。"),
    "F302": _error("计算“{name}”时，分母“{denominator}”为 0，规则集没有写明这时怎么办。", "核对分母；确为 0 的，请规则员在“零分母:”下补一条。"),
    "F303": _gap("指标“{name}”未评定。", "在“评定:”下写明扣分和原因；全部满分可以写“其余: 满分”。"),
    "F304": _error("“{name}”扣了{deduction}分，没有写“说明”或“原因”。", "写“说明: …”（印在报告里）或“原因: …”（只提示，不印）。"),
    "F305": _error("“{name}”满分{full}分，扣分“{deduction}”超出范围。", "扣分应在 0 到{full}之间。"),
    "F306": _error("核对不符：“{name}”算出来是 {computed}，文件里写的是 {asserted}。", "核对原始数字；确属原报告差错的，写成 {{值: {asserted}, 说明: …}}。"),
    "F307": _error("没有“{name}”这个指标或分组。{nearest}", "改成规则集“{rules}”里的名称。"),
    "F308": _error("“{name}”由规则计算得分，不能另行评定。", "删去这一条；要改写文字，请用“措辞:”。"),
    "F309": _error("绩效指标“{name}”无法计算完成率：目标“{target}”、实际“{actual}”不能直接比较。", "补一列“完成率: 100%”，或“判定: {verdicts}”。"),
    "F310": _error("“{name}”满分{full}分，各行“满分”合计{sum}分。", "核对各行的“满分”。"),
    "F311": _error("“直报”里的“{name}”，它的数据已经齐全，可以算出来了。", "删去这条直报。"),
    "F312": _error("“{name}”不是算得出来的量，不能直报。{nearest}", "直报只用于规则集、模板或本文件“量:”里的名称。"),
    "F313": _error("问题与改进里收了“{name}”两次。", "同一扣分只收一次。"),
    "F314": _error("“{name}”没有扣分项“{item}”。{nearest}", "改成规则里列出的名称。"),
    "F315": _error("“{name}”只有组的得分，组内不能再单独评定“{leaf}”。", "删去组的“仅组: 是”，或删去这一条。"),
    "F316": _error("“{key}”不是数，不能用在这里。", "核对这个数据项的写法。"),
    "F318": _error("“{name}”是单个指标，不是分组，不能写“仅组”。", "删去“仅组: 是”；只知道一组得分的，写那一组的名称。"),
    "F319": _error("“{name}”按清单逐项计分，不能直接写扣分。", "写“未达: [{known}]”，只留没有达到的项。"),
    "F320": _error("绩效指标“{name}”由目标和实际算出的完成率是 {computed}，另写的判定或完成率却是 {stated}。", "删去“判定”“完成率”，或核对目标和实际。"),
    # checks of facts, and what a unit lets stand
    "F330": _error("勾稽不符（{name}）：{what}。", "{advice}"),
    "F331": _error("没有“{code}”这个编号。{nearest}", "写提示里印出的编号，如 W320。"),
    "F332": _error("{code} 是错误，不能忽略。", "改正错误，删去这一条；只有警告（W）和提示（H）可以忽略。"),
    "F333": _error("这个文件里没有“{place}”这个位置。", "写数据项或栏目的名称（如 预算.年初支出、正文.主要绩效），或提示里印出的行号。"),
    # shapes
    "R101": _error("缺少“{key}”。", "补上这一项。"),
    "R102": _error("不认识“{key}”。{nearest}", "改成正确的名称。"),
    "R110": _error("这里应当是分数，写的是“{text}”。", "写扣几分，如 0.5，不写百分比。"),
    "R103": _error("这里应当是数字，写的是“{text}”。", "写成 5、0.5、10% 这样的数字。"),
    "R104": _error("这里只能写“是”或“否”，写的是“{text}”。{nearest}", "改成“是”或“否”。"),
    "R105": _error("“{key}”的写法不对。", "参照 docs/rules.md 里的示例。"),
    "R107": _error("这里应当逐项写“名称: 值”。", "每行一项，名称后面是半角冒号和一个空格，比上一级多缩进两格。"),
    "R108": _error("这里应当是列表。", "每行一项，行首用“- ”；或写成 [甲, 乙] 的样子。"),
    "R109": _error("这里应当是一段文字或一个数，不能分项。", "去掉列表或下级，写成一个值；文字里有冒号、逗号的，加上引号。"),
    "R106": _error("“{key}”只能是：{choices}。写的是“{text}”。", "改成其中一种。"),
    # formulas
    "R201": _error("公式里有不认识的字符“{text}”。", "公式用名称、数字、+ - × ÷、比较号、括号和且、或、非。"),
    "R202": _error("公式在这里读不下去：{expected}。", "检查括号是否成对，两个数之间是否有运算符；写在花括号里的公式有逗号的，整条加引号。"),
    "R203": _error("没有“{name}”这个名称。{nearest}", "改成词汇表或“量:”里的名称。"),
    "R204": _error("{left}不能与{right}作“{operator}”运算。", "核对公式两边的单位。"),
    "R205": _error("除法的分母“{denominator}”可能为 0，没有写明这时怎么办。", "加上“零分母: 报错”，或逐条写明 {{当, 取, 得分}}。"),
    "R206": _error("几个量互相引用，成了环：{ring}。", "去掉其中一环。"),
    "R207": _error("没有“{name}”这个函数。{nearest}", "可用：若、最大、最小、绝对值、合计、平均、计数。"),
    "R208": _error("“{name}”要{wanted}个参数，写了{given}个。", "参数写在括号里，用逗号分开，如 若(条件, 甲, 乙)。"),
    "R209": _error("这里应当是{wanted}，公式得出的是{given}。", "核对公式。"),
    # rule sets
    "R301": _error("没有规则集“{name}”。{nearest}", "改成 data/rules 下的规则集，如 guangzhou/2023。"),
    "R302": _error("“{name}”满分{full}分，下级合计{sum}分。", "核对各项满分。"),
    "R303": _error("结构里的“{name}”没有写在“指标:”下。{nearest}", "补上这个指标，或改正名称。"),
    "R304": _error("指标“{name}”不在“结构:”里。{nearest}", "把它放进结构，或删去。"),
    "R305": _error("没有“{name}”这种计分方式。{nearest}", "可用：{known}。"),
    "R306": _error("各档没有接上：{gap}没有档。", "各档首尾相接，分清开闭，如 [0%, 5%)、[5%, 10%]、(10%, +∞)。"),
    "R307": _error("各档有重叠：{overlap}落在两档里。", "各档首尾相接，分清开闭。"),
    "R308": _error("区间“{text}”读不懂。", "写成 [0%, 5%)、(10%, +∞) 的样子。"),
    "R309": _error("“{name}”给的分{points}超过满分{full}。", "核对分值。"),
    "R310": _error("计分方式“{method}”要有“量”。", "写明“量: …”。"),
    "R311": _error("“{name}”的核实写的是“{text}”。", "只能是：已核、归纳、待核。"),
    "R312": _error("“{name}”在“结构:”里出现了两次。", "每个指标只放一处。"),
    "R313": _error("文件里写的是“{text}”，按所在位置应当是“{name}”。", "两处改成一致。"),
    "R314": _error("继承成了环：{ring}。", "去掉其中一环。"),
    "R315": _error("上级规则集里没有“{name}”，无从{action}。{nearest}", "改正名称。"),
    "R316": _error("上级规则集里已有“{name}”。", "要改它，请写在“覆盖:”下。"),
    "R317": _error("“{name}”里{part}合计{sum}分，应为{full}分。", "核对分值。"),
    "R319": _error("句子的各种情形里，最后一种应当不带“当”。", "加一条不带“当”的写法，兜住其余情形。"),
    "R321": _error("继承来的规则集不能直接写“{key}”，那会丢掉上级的全部内容。", "改动写在“覆盖:”下，新的写在“新增:”下，不用的写在“停用:”下。"),
    "R320": _error("等级从高到低排列，最后一级从 0 起。", ""),
    # checks
    "R330": _error("这个句式读不懂：{text}", "检查括号、方括号是否成对；句式里的 * + ? 前面要有字。"),
    "R331": _error("“位置”写的“{name}”不在这条关系里。{nearest}", "写“式”里用到的一个名称，或删去“位置”。"),
    "R332": _error("有“容差”的关系要是一个比较。", "写成 甲 = 乙 + 丙 或 甲 ≤ 乙 的样子；且、或 连起来的分成几条。"),
    "R333": _error("“验算”写的是“{text}”，看不出验算哪个数。", "写成 丁 = 丙 ÷ 乙 的样子：左边是句式里的一个数，右边是它的算法。"),
    # text templates and sentences
    "T101": _error("没有模板“{name}”。{nearest}", "改成 templates 下的模板，如 nansha。"),
    "T102": _error("模板写法有误：{why}。", "检查 {{{{ }}}} 和 {{% %}} 是否成对。"),
    "T103": _error("没有“{name}”这个名称。{nearest}", "改成词汇表、量或正文栏目的名称。"),
    "T104": _error("没有“{name}”这个过滤器。{nearest}", "可用：{known}。"),
    "T105": _error("正文和句子里的 {{{{ }}}} 只能写名称和过滤器。", "要计算，请在“量:”下写公式，再引用它的名称。"),
    "T106": _error("模板里不能计算。", "要计算，请在“量:”下写公式，再引用它的名称。"),
    "T107": _error("“{name}”不能用过滤器“{filter}”：{why}。", "换一个过滤器，或核对这个名称。"),
    "T108": _gap("正文缺少必填的栏目“{slot}”。", "在“正文:”下写上“{slot}: …”。"),
    "T109": _error("模板“{form}”没有“{slot}”这个栏目。{nearest}", "改正名称，或把内容放进“增设章节:”。"),
    "T110": _error("增设章节找不到标题“{heading}”。{nearest}", "“置于”写报告里已有的标题，不带编号。"),
    "T112": _gap("扣了分的“{name}”没有写“{slot}”，也没有列在“不列问题:”下。", "写上“{slot}”，或列入“不列问题:”并写明理由。"),
    "T113": _error("句子太长，超过了 {limit} 字。", "检查模板里是否有死循环。"),
    "T114": _error("模板出错：{why}。", "检查这一行。"),
    "T116": _error("标题最多 5 级。", "减少 # 或 + 的个数。"),
    "T117": _error("引入别的模板时要带上名称。", "写成 {{% from \"common/….j2\" import … with context %}}。"),
    "T118": _error(
        "过滤器“{name}”要{wanted}个参数，写了{given}个。",
        "核对括号里的参数，如 {{{{ 增减额 | 方向(\"增加\", \"减少\", \"持平\") }}}}；多数过滤器不带参数。",
    ),
    "T119": _error("“{name}”下面还有分项，不能直接印出来。", "写到最后一级名称，如 人员.在编人员；列表加上“顿号”，或逐项印。"),
    "T120": _error("“{name}”引用了自己，成了环。", "去掉其中一处引用。"),
    # Word templates
    "T201": _error("Word 模板打不开：{why}。", "用 Word 重新另存为 .docx。"),
    "T202": _error("Word 模板的压缩包不正常：{why}。", "换回可靠的模板，或用 Word 重新另存为 .docx。"),
    "T203": _error("Word 模板的 {part} 里有 DOCTYPE 声明。", "正常的 .docx 没有它；换回可靠的模板。"),
    "T204": _error("Word 模板的{place}引用了外部文件“{target}”。", "图片请插入到文档里，对象请改成文字；只有超链接可以指向外部。"),
    "T205": _error("Word 模板的{place}有{what}，会带进每一份报告。", "在 Word 的“审阅”里接受或拒绝全部修订、删除全部批注，再保存。"),
    "T206": _error("Word 模板的{place}有“{what}”，打开报告时 Word 会询问、运行或读取别的文件。", "在 Word 里删去它，或换回可靠的模板。"),
    "T210": _error("Word 模板的{place}：“{tag}”旁边还有“{text}”，生成报告时会一起消失或走样。", "标签单独放：{{%p 独占一段，{{%tr 独占一行，{{%tc 独占一格，{{%r 的格式与旁边的文字分开。"),
    "T211": _error("Word 模板的{place}：“{text}”里有全角的括号或百分号，不会被填写。", "改成半角的 {{{{ }}}} 或 {{% %}}。"),
    "T212": _error("Word 模板的{place}：“{tag}”里没有“{name}”这个名称。{nearest}", "可用：{known}。"),
    "T213": _error("Word 模板的{place}：“{tag}”里没有“{name}”这个过滤器。{nearest}", "可用：{known}。"),
    "T214": _error("Word 模板的{place}：“{tag}”写法有误：{why}。", "检查括号、引号和名称。"),
    "T215": _error("Word 模板的{place}：“{tag}”没有配对。", "一个 if 配一个 endif，一个 for 配一个 endfor；{{{{ 配 }}}}，{{% 配 %}}，写在同一段里。"),
    "T216": _error("Word 模板的{place}：“{tag}”不能与{opened}的“{open}”配对。", "开头和结尾用同一种标签（p、tr、tc、r），放在同一层：同一单元格、同一行、同一表格、同一段。"),
    "T217": _error("Word 模板的{place}：“{tag}”只能写在表格里。", "段落的标签用 {{%p。"),
    "T218": _error("Word 模板的{place}：“{tag}”什么也印不出来。", "去掉前面的字母，写成 {{{{ 名称 }}}}。"),
    "T219": _error("Word 模板的{place}：“{tag}”里有“{text}”，生成报告时会被改成别的字符。", "标签里的引号用半角 \"，不写 &。"),
    "T220": _error("Word 模板的{place}：“{tag}”里不能用“{what}”。", "Word 模板只打印、判断和循环：{known}；计算写在“量:”下。"),
    "T221": _error("Word 模板的{place}：这里的标签“{tag}”不会被填写。", "标签只能写在正文、页眉、页脚和脚注里。"),
    "T222": _error("Word 模板的{place}：“{tag}”里的“{name}”应当是{wanted}。", "文字可以打印，列表可以循环，是否可以判断。"),
    "T223": _error("Word 模板的{place}：“{tag}”永远不成立，没有“{name}”这一种。{nearest}", "可用：{known}。"),
    "T224": _error("Word 模板的“{place}”处出错：{why}。", "检查这一段的标签。"),
    "T225": _error("报告里的“{text}”没有印出来，Word 模板没有地方放它。", "模板的正文循环要顾到每一类：{known}。"),
    "T226": _error("Word 模板生成的内容超过 {limit} 字。", "检查模板里的循环。"),
    # folders and commands
    "S101": _error("从 {path} 往上都没有找到数据文件夹（含 data 和 templates）。", "进到数据文件夹里再运行，或用 --root 指明。"),
    "S102": _error("没有单位“{agency}”。{nearest}", "单位名称是 data/agencies 下的文件夹名；ziping list 列出全部。"),
    "S103": _error("单位“{agency}”没有 {year} 年的文件。", "已有年度：{years}。"),
    "S104": _error("没有文件 {path}。", "补上这个文件，或改正引用它的名称。"),
    "S105": _error("文件 {path} 读不了：{why}。", "检查权限。"),
    "S106": _error("写不了 {path}：{why}。", "检查文件夹是否可写、磁盘是否已满、文件是否正被别的程序打开；原有文件没有改动。"),
    "S107": _error("没有找到 git。", "装上 git（https://git-scm.com）；ziping impact 只看一份规则集草稿（--rules）时不需要 git。"),
    "S108": _error("{path} 的 git 里没有“{revision}”这个版本。", "写分支名、标签或提交号，如 main、HEAD~1；还不是 git 仓库，先 git init 并提交。"),
    "S190": _error("工作进程一再意外退出，没有做完。", "多半是内存不够：用 --jobs 1 再运行一次，已写好的报告不会重做。"),
    "S191": _error("没有装 Dask，不能用 --cluster。", "运行 pip install 'ziping[cluster]'；只在本机运行，去掉 --cluster。"),
    "S192": _error("连不上 {address} 的 Dask 调度器。", "检查地址和端口；dask scheduler 启动时会打印它的地址。"),
    "S130": _error("{path} 已经有了，没有改动它。", "要重新沿用，先把它改名或移走；只想看还缺什么，用 ziping missing。"),
    "S131": _error("“{name}”不能作单位的文件夹名。", "用汉字、字母、数字和短横，如 kuichong 或 panyu-zhujian，不带空格、点和斜杠，不超过 {limit} 字。"),
    "S132": _error("已经有单位“{name}”。", "给它新的一年，用 ziping new-year；新的单位，换一个文件夹名。"),
    "S133": _error("单位“{agency}”在 {year} 年以前没有文件，没有可以沿用的。", "第一次填报，用 ziping new。"),
    "S110": _error("没有“{name}”这个指标、组、量或事实。{nearest}", "名称见 ziping show 单位 年度 --stage score、rules 或 facts。"),
    # formats and comparisons
    "S160": _error("没有找到 LibreOffice，写不了 PDF。", "装上 LibreOffice（https://zh-cn.libreoffice.org）；或者只写 docx，用 Word、WPS 打开后另存为 PDF。"),
    "S161": _error("LibreOffice 没有把“{name}”转成 PDF。", "打开它的 report.docx 看是否正常；磁盘满了的，腾出空间再试。"),
    "S162": _error("报告里有 {count} 处文字没有印出来，如“{text}”：网页模板没有地方放它们。", "模板里要印到：{known}。"),
    "S164": _error("网页模板里没有“{name}”这个名称。{nearest}", "可用：{known}；循环里的名称见模板开头的说明。"),
    "S163": _error("“{revision}”这个版本写不出 {agency} {year} 年的报告，没有可比的：有 {count} 处错误，第一处是 {why}", "换一个能写出报告的版本，如更近的一次提交。"),
    # Excel forms
    "X101": _error("这不是能读的 Excel 文件：{why}。", "用 Excel 或 WPS 打开填报表，另存为 .xlsx，不加密码。"),
    "X102": _error("Excel 文件的压缩包不正常：{why}。", "用 Excel 或 WPS 重新另存为 .xlsx，或重新运行 ziping sheet。"),
    "X103": _error("这不是 ziping 写出的填报表，或者里面的“原文”工作表被删去了。", "运行 ziping sheet 写出填报表，在它里面填写。"),
    "X104": _error("这张表里找不到“{title}”一列。", "撤销删除，或重新运行 ziping sheet。"),
    "X105": _error("“{name}”应当是{type}，填的是“{text}”。", "{hint}"),
    "X106": _error("这一格是公式，但文件里没有存下它的结果。", "用 Excel 或 WPS 打开，等它算好再保存；或直接填结果。"),
    "X107": _error("这一格是错误值 {text}。", "改好公式，或直接填数。"),
    "X108": _error("这一格被合并了，看不出是谁的数。", "取消合并单元格，把数填回各自的格子。"),
    "X109": _error("“{name}”在导出以后两边都改了：导出时是“{old}”，文件里现在是“{now}”，表里填的是“{new}”。", "确定用哪一个：改成与文件一致，或把文件改回“{old}”再读回。"),
    "X110": _error("“{name}”这一行在表里找不到了。", "撤销删除行；要清空，请把格子清空，不要删行。"),
    "X111": _error("“{name}”在表里出现了两次。", "删去复制出来的一行。"),
    "X112": _error("这一行不对应任何数据项。", "撤销插入的行；单位自己的新数据，请写进 YAML 文件的“数据:”下。"),
    "X113": _error("没有“{title}”这一列。{nearest}", "改回原来的列名。"),
    "X114": _error("“{name}”里有文件里不能写的字符。", "删去从别处粘贴带来的看不见的字符。"),
    "X115": _error("“{name}”在文件里的位置变了，没有地方可以写。", "重新运行 ziping sheet，在新的填报表里填写。"),
    "X116": _error("这一行的名称是“{text}”，按隐藏的路径应当是“{name}”，内容可能错了位。", "撤销排序或移动，按行对齐；或重新运行 ziping sheet。"),
    "X117": _warning("{output} 写成后填过或改过，没有覆盖；新的填报表写在 {beside}。", "填过的先用 ziping pull 读回，再删去其中一份。"),
    # schemas, a bureau's own folder
    "S200": _error("这不是能核对的 Word 文件：{why}。", "要核对的是 .docx；旧格式或加了密的，用 Word 或 WPS 去掉密码、另存为 .docx。"),
    "S201": _error("这个 Word 文件不正常：{why}。", "用 Word 或 WPS 打开看是否是要核对的报告，再另存为 .docx；来历不明的不要打开。"),
    "S202": _error("看不出 {path} 是哪个单位、哪一年的报告：文件里原有的记号没有了。", "写明单位和年度：ziping verify 文件 --unit 单位 --year 年度。"),
    "S210": _error("这些修改一起写进 {path}，文件就有错，没有写入：{why}", "先改正 YAML 文件里与它有关的内容，或在报告里改成不冲突的，再运行一次。"),
    "S211": _error("{path} 是复核评分表，不是单位的报告，不收回修改。", "单位的数和文字请改在 report.docx 里；复核的意见写在 data/reviews。"),
    "S150": _error("{folder} 里已有 {paths}，与要建的文件同名而内容不同。", "换一个空文件夹，或先把这些文件移走；已有的文件没有改动。"),
    "S151": _error("{folder} 已经建过了。", "要拿进新版的规则集和模板，用 ziping init --update。"),
    "S153": _error("{path} 读不懂，不知道哪些文件是程序带来的。", "用 git 恢复这个文件；没有它的文件夹，不能用 --update。"),
    "S154": _error("没有地区或规则集“{name}”。{nearest}", "可用：{known}。"),
    "S180": _error("草稿里没有写“{key}”。", "在第一行写明它改的是哪一个规则集，如 {key}: shenzhen/2024。"),
    "S181": _error("没有规则集“{name}”，这份草稿不知道代替哪一个。{nearest}", "草稿的“规则集”写一个已有的名称；全新的规则集先放进 data/rules。"),
    "S171": _error("{unit}：{path} 写出以后有人改过，没有交付。", "要交付改过的，自己复制过去；要交付程序写的，先把它移走，再运行 ziping report {agency} {year}。"),
    "S172": _error("{unit}：{path} 写出以后，{inputs} 变了，没有交付。", "再运行 ziping report {agency} {year}。"),
    "S173": _error("{unit}：{year} 年还没有写出报告，没有交付。", "先运行 ziping report {agency} {year}。"),
    "S174": _error("{unit}：{year} 年有 {errors} 处错误，没有交付。", "运行 ziping check {agency} {year} 看全部错误。"),
    "S175": _error("{path} 不是程序写的交付清单，没有动它，也没有交付。", "把它移走，或换一个文件夹。"),
    "S176": _warning("{path} 交付以后有人改过，没有动它；新的一份是 {beside}。", "比较两份，把要留的一份改回原名；不要的删去。"),
    "S152": _error("{path} 与词汇表、规则集、模板对不上，或者还没有写出。", "运行 make schema（或 ziping schema），把写出的文件一起提交。"),
    # warnings
    "W301": _warning("“{name}”为直报数 {value}，未经计算。理由：{why}", "公布了原始数据后，请填入并删去直报。"),
    "W302": _warning("核对不符：“{name}”算出来是 {computed}，文件里写的是 {asserted}。说明：{why}", ""),
    "W303": _warning("“{name}”扣{deduction}分，报告里没有写明原因：{why}", "补写“说明”。"),
    "W304": _warning("正文栏目“{slot}”是空的，报告里只有标题。", "补上内容。"),
    "W305": _warning("“{name}”没有列入存在问题。理由：{why}", ""),
    "W306": _warning("{output} 写成后被人改动过，没有覆盖；新报告写在 {beside}。", "比对两份文件：在 Word 里改的，要留下就用 ziping take 收回；再加 --replace 换成新的，改过的那份留作备份。"),
    "W308": _warning("规则集“{name}”适用于 {scope} 年度，这个文件是 {year} 年度。", "核对“规则”写得对不对；确实沿用的，请规则员另立本年度的规则集（可以“继承”）。"),
    # warnings and hints of checks
    "W320": _warning("勾稽不符（{name}）：{what}。", "{advice}"),
    "W321": _warning("“{key}”的佐证“{path}”不在文件夹里。", "把文件放到这个单位的文件夹里，或改正路径（从单位的文件夹或数据文件夹算起）。"),
    "W322": _warning("“{heading}”下面没有内容，报告里只有标题。", "补上内容，或删去这一节。"),
    "W323": _warning("文字有问题（{name}）：“{found}”。{what}", "{advice}"),
    "W324": _warning("这里说“{words}”，而“{name}”扣了{deduction}分。", "把这句话改成与扣分一致的说法；确实不矛盾的，写进“忽略”并说明理由。"),
    "W326": _warning("这里印的是“{printed}”，按这句话里的数算出来是 {computed}（{how}）。", "核对这句话里的各个数和增减方向；能算的写成“量”再引用。"),
    "W327": _warning("“{title}”这里写的是 {printed}，本文件的“{path}”是 {value}。", "核对后改正；正文里的数用 {{{{ {path} }}}} 引用，就不会不一致。"),
    "W328": _warning("忽略的 {code} 在“{place}”处没有出现。", "问题已经改好的，删去这一条忽略；位置写错的，改正位置。"),
    "W360": _warning(
        "“{passage}”里印的 {printed}（{name}），读者照这一处印出的数算不出来：{how}，得 {computed}。公式在 {place}。",
        "两种改法选一种。一是印得更细：{coarse}不换成大单位，或者加大“小数”里的“金额”；二是先舍入再算：给它另立一个“量”，写明“单位”和“小数”，公式和句子都改用这个量。",
    ),
    "W361": _warning(
        "“{passage}”里印的合计 {printed}（{name}）不是这一处印出的各项之和：{how}，得 {computed}。公式在 {place}。",
        "两种改法选一种。一是印得更细：{coarse}不换成大单位，或者加大“小数”里的“金额”；二是先舍入再加：给各项另立一个“量”，写明“单位”和“小数”，合计和句子都改用这些量。",
    ),
    "W375": _warning("“{title}”不是在本单位文件里写的数，由 {now} 改成 {found} 收不回：{formula}。", "要改它，改它所依据的：{inputs}。"),
    "W376": _warning("“{now}”改成了“{found}”：这是模板或规则里的文字，各单位共用，收不回。", "要都改，请规则员改上面的文件；只本单位一个指标的句子要另说，写在“措辞”里。"),
    "W377": _warning("“{title}”在报告里印了几处，由 {now} 改成了不同的数：{found}；不知道以哪一个为准，没有收回。", "改成同一个数再运行，或直接改 YAML 文件。"),
    "W378": _warning("没有收回（{now} → {found}）：{why}。", "确要改的，直接改 YAML 文件或模板。"),
    "W379": _warning("“{title}”写成 {new}，文件就有错，没有收回：{why}", "核对这个数；确实没有错的，先改正与它冲突的内容（如“核对”里的数）。"),
    "H410": _hint("勾稽不符（{name}）：{what}。", "{advice}"),
    "H411": _hint("文字有问题（{name}）：“{found}”。{what}", "{advice}"),
    "H412": _hint("这里提到了另一个单位“{name}”。", "确认不是从那个单位的报告里抄来没有改的；确实要提到的，写进“忽略”并说明理由。"),
    "W307": _warning("规则集“{name}”共{count}项指标，{unread}项的评分标准没有核对过文件原文（归纳{induced}项，待核{doubtful}项）。", "对照财政部门下发的评分表核对，核对后把“核实”改为“已核”并写明文件和条款。"),
    # drafts and annexes
    "T121": _error("附表“{name}”排不成一张表。", "附表只写一张表，共 {count} 格一行，与“列宽”一致；写“<”的左边要有格，写“^”的上面要有格。"),
    "T122": _error("没有附表“{name}”。{nearest}", "改成 templates/annexes 下的附表；不要附表的写“无”。"),
    "T130": _error("图表画的要是一个数，这里写的是“{text}”。", "写一个名称，如 {{{{ 预算.基本支出 | 万元 }}}}；前后不带别的字。"),
    "T131": _error("图表“{title}”画不了“{label}”：印出来的是{kind}。", "条形画金额、人数、数量、比率、分值和数，进度只画比率；别的不画。"),
    "T132": _error("图表“{title}”里的“{label}”是{kind}，前面的是{other}，长短没法比。", "一幅图只画同一类的数；别的另画一幅。"),
    "W351": _warning("模板没有附表，没有写 {output}。", "要附表的，在模板的“附表:”下列出。"),
    "W380": _warning("“{title}”不公开，公开版的文字里却写着“{text}”，会一起公开。", "删去这几个字，或改用 {{{{ {name} }}}}：公开版在那里印“（略）”。"),
    "W350": _warning("封面的“{label}”是空的。", "在“封面:”下补上；报送时手写的，可以不管。")._replace(gap=True),
    # hints
    "H420": _hint("这里待审：{said}。", "读一遍，改到符合本年度，然后删去这一行注释。"),
    "W310": _warning("“{key}”是 {here}，上年是 {there}，相差悬殊。是不是 {meant}？", "核对单位：单位不是“金额单位”的，把单位写在数后面，如 {meant}。"),
    "W311": _warning(
        "“{key}”是 {here}，同组的“{other}”是 {there}，相差悬殊。是不是 {meant}？", "核对单位：单位不是“金额单位”的，把单位写在数后面，如 {meant}。"
    ),
    "W312": _warning("“{key}”与上年一分不差，都是 {here}。", "核对是不是抄了上年的数；确实相同的，不用改。"),
    # hints
    "H400": _hint("日期“{text}”省去了 0。", "写成 {meant}，或带“年月日”的写法。"),
    "H401": _hint("“{key}”的内容整个放在全角引号“”里，引号会一起印出来。", "名称本身不带引号的，去掉引号。"),
}

_OS_REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "所在的盘是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "超出了磁盘配额",
    errno.EFBIG: "超出了允许的文件大小",
    errno.EEXIST: "该放文件夹的地方有一个同名的文件",
    errno.ENOTDIR: "该放文件夹的地方有一个同名的文件",
    errno.EISDIR: "该放文件的地方有一个同名的文件夹",
    errno.EBUSY: "文件正被别的程序使用",
    errno.ENAMETOOLONG: "名称太长",
}


def os_reason(error: OSError) -> str:
    """Return why the system refused something, in Chinese where the reason is a common one."""
    return _OS_REASONS.get(error.errno or 0, error.strerror or str(error))


TYPE_HINTS = {
    "金额": "写数字（半角，单位按“金额单位”），或带上单位：5174293.59元、2.85亿元。百分比不是金额。",
    "人数": "写整数，如 131。",
    "数量": "写数字，如 12。",
    "比率": "写百分比，如 43.3%。",
    "日期": "写 2024年3月15日 或 2024-03-15。",
    "是否": "写“是”或“否”。",
    "分值": "写数字，如 8 或 0.5。",
    "列表": "每行一项，行首用“- ”。",
    "表": "每行一条，写成 - {名称: …, 预算: …} 的样子。",
    "文本": "写一段文字。",
}
EXPECTATIONS = {
    "operand": "这里应当是名称、数字或括号",
    "end": "多出了“{text}”",
    ")": "缺少右括号",
    "(": "函数名后面要有括号",
    "separate": "“{text}”分不清是一个数还是几个数，函数里的数不写千分位，逗号后面空一格",
    "row": "这里只能写某张表的一列",
}
FILTER_NEEDS = {
    "金额": "它只用于金额",
    "比率": "它只用于百分比",
    "分值": "它只用于分数",
    "数": "它只用于数",
    "日期": "它只用于日期",
    "列表": "它只用于列表",
    "正文": "它只用于正文栏目",
}
TEMPLATE_REASONS = {
    "unexpected 'end of template'": "{{ }} 或 {% %} 没有写完",
    "unexpected end of template": "有 {% if %} 或 {% for %} 没有 {% endif %} 或 {% endfor %}",
    "Unexpected end of template": "有 {% if %} 或 {% for %} 没有 {% endif %} 或 {% endfor %}",
    "Encountered unknown tag": "有不认识的 {% %} 标记，或 {% endif %}、{% endfor %} 多了一个",
    "expected token": "{{ }} 或 {% %} 里的写法不对",
    "unexpected char": "{{ }} 或 {% %} 里有多余的字符（括号、引号要用半角）",
    "Expected an expression": "{{ }} 里没有名称",
    "is not iterable": "这个名称不是列表，不能逐项列出",
}


def template_reason(message: str) -> str:
    """Return Jinja's reason in Chinese; one sentence for all that has none of its own."""
    return next((reason for part, reason in TEMPLATE_REASONS.items() if part in message), "这里的写法读不懂")
