"""What the commands say, apart from problems."""

PROGRAM = "ziping"
HELP = "部门整体支出绩效自评报告：由事实和规则生成 Word 报告。"
HELP_ROOT = "数据文件夹（含 data 和 templates）；不写时从当前文件夹往上找。"
HELP_REPORT = "写出一个单位一年的报告：build/单位/年度/report.docx。"
HELP_SHOW = "看一个单位一年的中间结果：事实、规则、得分、文稿。"
HELP_LIST = "列出各单位、年度和所用的规则集、模板。"
HELP_STAGE = "看哪一步：facts 事实，rules 规则，score 得分，document 文稿。"
HELP_VERSION = "显示版本。"
NOT_INSTALLED = "（未安装，直接从文件夹运行）"
HELP_HELP = "显示这段说明。"
AGENCY, YEAR = "单位", "年度"

WRITTEN = "报告：{path}"
NOT_WRITTEN = "没有写出报告：{errors} 处错误，{warnings} 条警告。"
SCORE = "得分：{points}分（满分{full}分）{grade}"
UNSCORED = "得分：本规则集不计分"
DEDUCTIONS = "扣分：{count}项"
DEDUCTION = "  {title}  扣{deduction}分"
NO_DEDUCTIONS = "扣分：无"
WARNINGS = "警告：{count}条"
NOTHING_LISTED = "data/agencies 下还没有单位。"
LIST_COLUMNS = ("单位", "年度", "全称", "规则集", "模板")
RULE_COLUMNS = ("指标", "满分", "计分方式", "核实", "要点")
SCORE_COLUMNS = ("指标", "满分", "得分", "扣分", "量")
TOTAL = "总分"
FACT_LINE = "{path} = {value}    {mark}"

# Wrong use, by the kind of mistake
WRONG_USE = "用法不对：{why}\n输入 {command} --help 看用法。"
NO_SUCH_COMMAND = "没有“{name}”这个命令。{nearest}"
NO_SUCH_OPTION = "没有“{name}”这个选项。{nearest}"
MISSING = "缺少“{name}”。"
BAD_VALUE = "“{name}”不能是“{value}”。"
BAD_CHOICE = "“{name}”只能是：{choices}。"
TOO_MANY = "多写了“{value}”。"
OTHER = "命令读不懂。"
USAGE = "用法："
OPTIONS = "选项"
COMMANDS = "命令"
EXAMPLES = "例如："
OPTIONS_HERE, COMMAND_HERE = "[选项]", "命令 …"

# Drafts
HELP_DRAFT = "写草稿：待填的地方标黄，另存为 report.draft.docx；报告本身不动。"
DRAFT_WRITTEN = "草稿：{path}"
GAPS = "{count} 处待填"
HELP_FORMAT = "写哪些文件：docx 报告；docx,xlsx 另把附表写成 annexes.xlsx。"
ANNEXES_WRITTEN = "附表：{path}"
NO_TOTAL = "得分：还有待填的数，算不出总分"
# What is still to be filled in, a new year, a new unit
HELP_MISSING = "还缺什么：列出没有填的数据、评定和文字，关系到多少分，出自哪张报表。"
HELP_JSON = "输出 JSON。"
HELP_NEW_YEAR = "新的一年：由上年的文件生成本年度的文件，要重新填的改为“待填”，沿用的文字逐处标明待审。"
HELP_NEW = "新的单位：生成第一份文件，规则集和模板要用的都列出来，写“待填”。"
HELP_FOR_YEAR = "新文件的年度；不写时是{default}。"
NEXT_OF_LATEST, THIS_YEARS = "最近一年的下一年", "规则集的年度"
HELP_NEW_RULES, HELP_NEW_FORM, HELP_FULL_NAME = "规则集，如 shenzhen/2024。", "模板，如 dapeng。", "单位全称。"
MISSING_COLUMNS = ("名称", "写在", "单位", "分", "关系到", "上年", "位置")
GAP_COUNT = "还缺 {count} 项，关系到 {points} 分。"
NOTHING_MISSING = "不缺什么了。"
NO_ORIGIN = "来源没有写明"
FROM_FORM = "【{form}】"
CELL = "{row} · {column}"
LASTING = "{value}（可沿用）"
REVIEW_TEXT = "沿用{year}年的文字"
REVIEW_ROWS = "沿用{year}年的行，名称、目标逐行核对，不再有的删去"
REVIEW_YEARS = "，写有{years}年"
COUNTED_IN = "单位：{unit}"
ASKED = {"扣分": "扣分: 待填", "未达": "未达: [待填]"}
ASKED_POINTS = "满分{full}分。{gist}"
ASKED_ENTRY = "{{{asked}}}"
ASKED_ROW = "每行一条：- {{{columns}}}"
NEW_FILE = "写好：{path}"
RENEWED = "沿用 {carried} 项，改为待填 {emptied} 项，待审 {reviewed} 处，新增待填 {asked} 项。"
UNUSED = "本年度的规则集和模板不再用到：{names}"
NEXT_STEPS = "接着：ziping missing {agency} {year}（看还缺什么），填完后 ziping report {agency} {year}。"
FIRST_FILE = """# yaml-language-server: $schema=../../schemas/{schema}.json
单位:
  全称: {name}
年度: {year}
规则: {rules}
模板: {form}
金额单位: 万元
"""
# explain
HELP_EXPLAIN = "说明一项得分怎么来的：公式、数、步骤、没有走的分支、依据、句子，还差多少；不写名称时列出全部扣分。"
EXPLAIN_EXAMPLES = ("explain kuichong 2024", "explain kuichong 2024 编外人员控制率", "explain kuichong 2024 率.调整调剂 --json")
HELP_EXPLAIN_JSON = "印成 JSON，给程序用。"
NAME_HERE = "名称"
ELSE = "其余情况"
ABOVE_WHOLE = "超过100%"
FALLS_IN = "{value} 落在 {tier}，得{points}分"
CONDITION_HOLDS, CONDITION_FAILS = "{condition}：成立，得{points}分", "{condition}：不成立，得{points}分"
SCORED = "{title}　得{points}分（满分{full}分）{deduction}"
UNKNOWN_POINTS = "{title}　只知道所在组的得分（满分{full}分）"
NOT_COMPUTED = "{title}　还算不出来（满分{full}分）"
TOOK_OFF = "，扣{deduction}分"
HEADING = "【{title}】"
H_FIGURES, H_METHOD, H_BRANCHES, H_BETTER, H_BASIS, H_INPUTS, H_SENTENCES, H_PARTS = (
    "数怎么来的", "怎么计分", "分支（● 算上的，○ 没有算上的）", "怎样可以多得分", "依据", "用到的数", "报告里的句子", "分项",
)  # fmt: skip
ROUNDED = "{exact} → {digits}位小数 → {value}"
WHOLE_NUMBER = "{exact} → 取整 → {value}"
REPORTED = "{name} = {value}　直报，未经计算　{place}"
REPORTED_WHY = "理由：{why}"
NO_VALUE = "缺"
ROWS = "{count}行"
ZERO_RULE = "零分母：{when}，取{take}{points}"
ZERO_WHEN, ZERO_ALWAYS = "当 {when}", "分母为0"
ZERO_POINTS, ZERO_FULL = "，得{points}分", "，得满分"
ZERO_UNUSED, ZERO_USED, ZERO_PASSED = " —— 分母不为0，没有用到", " —— 用的是这一条", " —— 没有用到"
PARAMETER = "{key} {text}"
BY_ZERO = "分母为0，按零分母的规定得分"
BY_NOT_APPLICABLE = "不适用，得满分"
GIVEN, TAKEN, SETTLED = "得分 = {exact}", "扣分 = {exact}", " → {how} → {settled}"
CLIPPED, ROUNDED_TO = "最多满分，最少0分", "{digits}位小数"
REMAINDER_OFF, REMAINDER_GIVEN = "扣分 = {full} − {settled} = {rest}", "得分 = {full} − {settled} = {rest}"
BRANCH = "{mark} {when}，{points}分"
TAKEN_MARK, OTHER_MARK = "●", "○"
HOLDS, FAILS = " —— {numbers}，成立", " —— {numbers}，不成立"
JUDGED_WHY, REASON_LINE = "单位评定：{why}", "原因（不印）：{why}"
JUDGED_HERE = "单位评定：{place}"
JUDGED_BY_REST = "单位评定：没有单独写，按“其余: 满分”　{place}"
GAINS, GAINS_HERE = "得{points}分：{reach}", "{label}，得{points}分：{reach}"
PERCENTAGE_POINTS = "{number}个百分点"
JUST_ITEM = "{label}：做到即可多得{gain}分"
REACH = "{name} {way} {bound}{then}（现为 {now}{change}）"
REACH_THEN = "，即 {value}"
WAYS = {"≤": "不超过", "≥": "达到", "=": "为"}
CHANGE = {"≤": "，要少 {change}", "≥": "，还差 {change}", "=": ""}
NO_REACH = "没有哪一个数单独改变就能多得分"
GIST, SOURCE, VERIFIED_LINE, PLACE_LINE, REMARK_LINE = "要点", "文件", "核实", "位置", "备注"
VERIFIED_AS = {
    "已核": "已核：对照文件原文核对过",
    "归纳": "归纳：由公开的报告归纳，没有对照文件原文",
    "待核": "待核：没有人在文件原文里读到过这一条，请对照下发的评分表",
}
INPUT_COLUMNS = ("名称", "数", "含义", "写在")
ORIGIN_NOTE, EVIDENCE_NOTE, ALIAS_NOTE = "{name} 来源：{text}", "{name} 佐证：{text}", "{name} 又写作：{text}"
SLOT_FROM = "{slot}（取自{level}）　{place}"
LEVELS = {"单位": "单位的文件", "指标": "指标自己的句子", "规则集": "规则集的通用句子"}
CASE_USED, CASE_FALSE, CASE_UNSEEN = "● {when}", "○ {when}", "○ {when} —— 前面一条已成立，不再看"
SUM_OF = "{parts} = {points}分"
GROUP_ONLY = "只公布了组的得分，各项没有分数"
OVERVIEW = "{unit} {year}年度　{points}分（满分{full}分）{grade}　扣{deduction}分，共{count}项"
OVERVIEW_NONE = "{unit} {year}年度　{points}分（满分{full}分）{grade}　没有扣分"
UNCOMPUTED = "另有{count}项还算不出来，暂按0分计：{titles}"
OVERVIEW_ITEM = "扣{deduction}分　{title}"
OVERVIEW_SEE = "看：{command}"
OVERVIEW_UNSCORED = "规则集“{rules}”不计分，没有得分和扣分。可以看的量："
UNSCORED_NOTE = "本规则集不计分，这个数不参加评分。"
QUANTITY_COLUMNS = ("量", "值", "含义", "写在")
PART_COLUMNS = ("分项", "满分", "得分", "扣分")
# check
HELP_CHECK = "一次查出全部问题：事实、规则、模板、Word 模板。不写单位就查全部，不写年度就查这个单位的各年。"
HELP_STRICT = "有警告也算不通过。"
CHECKED = "共{errors}处错误，{warnings}条警告，{hints}条提示。"
ALL_WELL = "没有发现问题，可以写报告了。"
