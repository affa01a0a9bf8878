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
HELP_REVIEWED = "写复核评分表：自评分、复核分并列，另存为 report.reviewed.docx；报告本身不动。"
REVIEWED_WRITTEN = "复核评分表：{path}"
REVIEWED_SCORE = "复核得分：{points}分（满分{full}分）{grade}"
EDITION_ALONE = "--edition、--draft、--reviewed 只能写一个"
EDITION_FORMATS = "{edition}只能写 {formats}，--format 里的别的格式请去掉"
EDITION_OR_DELIVER = "--deliver 交付的是正式报告，不能和 --edition 同写"
HELP_EDITION = "写哪一版：底稿，每个数有批注写明来历；公开版，不印词汇表标明“不公开”的内容。另存一份，报告本身不动。"
EDITION_WRITTEN = "{edition}：{path}"
GAPS = "{count} 处待填"
HELP_FORMAT = "写哪些文件，用逗号连写：docx、pdf、html 报告，xlsx 附表（annexes.xlsx），ledger 数字台账（scores.xlsx）。不写时只写 docx。"
WRITTEN_AS = {"xlsx": "附表：{path}", "ledger": "台账：{path}"}
HELP_REPLACE = "报告写成后被人改动过的，也换成新的；改动过的那份先留一个备份（report.backup-….docx）。"
BACKED_UP = "{name} 被人改动过，已换成新的；改动过的那份留在 {path}"
EDITS_COUNT = "手工改过的有{count}处："
EDITS_NONE = "文字和数都没有手工改过，改的是别的（如格式、批注）。"
EDITS_LINE = "  {heading}{old} → {new}"
EDITS_NOTHING = "（无）"
EDITS_MORE = "  其余{count}处：ziping verify {path}"
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
H_PARTS_OF_SUM, UNIT_COLUMNS = "汇总：{name}", ("单位", "数", "写在")
SUM_PART = "    {agency} {value}    {mark}"
H_FIGURES, H_METHOD, H_BRANCHES, H_BETTER, H_BASIS, H_INPUTS, H_SENTENCES, H_PARTS = (
    "数怎么来的", "怎么计分", "分支（● 算上的，○ 没有算上的）", "怎样可以多得分", "依据", "用到的数", "报告里的句子", "分项",
)  # fmt: skip
ROUNDED = "{exact} → {digits}位小数 → {value}"
WHOLE_NUMBER = "{exact} → 取整 → {value}"
REPORTED = "{name} = {value}　直报，未经计算　{place}"
REPORTED_WHY = "理由：{why}"
NO_VALUE = "缺"
ROWS = "{count}行"
ZERO_LINE, ZERO_RULE = "零分母：{rule}", "{when}，取{take}{points}"
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
H_REVIEW = "复核（{reviewer}）"
REVIEW_LINE = "{title}　自评{points}分，复核{reviewed}分{change}"
SCORED_MORE, SCORED_LESS, UNCHANGED = "，增加{points}分", "，减少{points}分", "，没有变化"
FIGURE_CHANGED = "{name}　{value} → {reviewed}"
JUDGED_IN_REVIEW = "复核评定：{place}"
CORRECTED_LINE = "审定数 {name}　{value} → {reviewed}　{place}"
STATED_AT = "自评写在：{place}"
# check
HELP_CHECK = "一次查出全部问题：事实、规则、模板、Word 模板。不写单位就查全部，不写年度就查这个单位的各年。"
HELP_CHECK_FORMAT = "印成什么样：text 给人看，json 给程序，github、gitlab 标在它们的页面上。"
HELP_STRICT = "有警告也算不通过。"
CHECKED = "共{errors}处错误，{warnings}条警告，{hints}条提示。"
ALL_WELL = "没有发现问题，可以写报告了。"
# Excel
SHEET_TITLE = "部门整体支出绩效自评数据填报表"
SHEET_WHOSE = "{unit}　{year}年度"
SHEET_HELP = (
    "黄色的格子可以填写和修改，其他格子已锁定（没有密码）。",
    "金额的单位看“单位”一列，没有另写单位的都是{money_unit}；百分比直接输入 43.3%；日期输入 2024-3-15；“是否”从下拉列表里选。",
    "数还没来，填“待填”；本单位没有这回事，填“不适用”；确实是零，填 0。清空一个格子等于改成“待填”。",
    "带颜色的表名各是一张表：新增一行填在后面的空行里；不要的一行，把整行的格子都清空。",
    "一个格子里有几项的（如内设机构），一行一项，换行按 Alt+Enter。",
    "公式可以用，程序取它的结果。请不要删除行、列，不要合并单元格。",
    "评定、正文、措辞、问题与改进，以及“量”“核对”“直报”，不在这张表里，仍在年度的 YAML 文件里写。",
    "填好保存，再运行 ziping pull 看有哪些改动，加 --write 写回 YAML 文件。",
)
SHEET_KEY = "文件：{agency}/{year}（请勿改动）"
SHEET_FOOTER = "第 &P 页，共 &N 页"
CELL_WRONG = "填写有误"
CELL_RULES = {
    "number": "请填数字；还没有的填“待填”，没有这回事的填“不适用”。",
    "whole": "请填不小于 0 的整数；还没有的填“待填”，没有这回事的填“不适用”。",
    "ratio": "请填百分比，如 43.3%；还没有的填“待填”，没有这回事的填“不适用”。",
    "date": "请填日期，如 2024-3-15；还没有的填“待填”，没有这回事的填“不适用”。",
    "flag": "请选“是”或“否”；还没有的选“待填”，没有这回事的选“不适用”。",
}
HELP_SHEET = "写出一个单位一年的 Excel 填报表：build/单位/年度/facts.xlsx。"
HELP_SHEET_OUTPUT = "写到别处。"
SHEET_WRITTEN = "填报表：{path}（已有{count}个数据，黄色的格子可以填写）"
HELP_PULL = "读回填好的 Excel 填报表，列出改动；加 --write 写进 YAML 文件。"
HELP_PULL_WRITE = "把改动写进 YAML 文件。"
SHEET_FILE = "填报表.xlsx"
PULL_NOTHING = "没有改动。"
PULL_CHANGE = "  {path}：{old} → {new}"
PULL_ADDED = "  {path}：新增 {new}"
PULL_CLEARED = "  {path}：{old} → {new}（清空了格子）"
PULL_ROW_ADDED = "  {path}：新增一行 {new}"
PULL_ROW_REMOVED = "  {path}：删去一行 {old}（整行清空了）"
PULL_COUNT = "{path}：{count}处改动"
PULL_ASK = "还没有写入。核对无误后，加上 --write 再运行。"
PULL_WRITTEN = "已写入 {path}。"
PULL_ROWS_MOVED = "表的行数变了：再用 Excel 填写之前，请重新运行 ziping sheet。"

# Watching
HELP_OPEN = "写出一个单位一年的网页（report.html），用浏览器打开：每个数都能看到来历。"
HELP_OPEN_DRAFT = "打开草稿（report.draft.html）：待填的地方标黄。"
OPENED = "已在浏览器里打开 {path}"
NOT_OPENED = "没有能打开网页的浏览器，请自己打开 {path}"
HELP_WATCH = "边改边看：每次保存以后重新写出报告，列出问题、得分和变了的句子；按 Ctrl-C 结束。"
WATCHING = "正在看着 {agency} {year} 用到的文件，保存以后自动重新写出报告；按 Ctrl-C 结束。"
WATCH_WAITING = "有 {errors} 处错误，报告没有动；改好保存以后再试。"
WATCH_SCORE = "得分：{points}"
WATCH_SCORE_MOVED = "得分：{old} → {new}"
WATCH_SIGNS = ("旧", "新")
WATCHED = "结束。"
# Schemas for editors
HELP_SCHEMA = "写出编辑器补全和检查要用的 JSON Schema：data/schemas。"
HELP_SCHEMA_CHECK = "只看 data/schemas 里的是不是最新的，不写。"
SCHEMA_CURRENT = "{path}"
FACTS_SCHEMA = "自评事实文件：{title}（{rules}）"
RULES_SCHEMA = "评分规则集"
FORM_SCHEMA = "报告模板的设置 form.yaml"
VOCABULARY_SCHEMA = "词汇表"
REVIEW_SCHEMA = "复核"
REVIEWED_INDICATORS = "指标名称（只有组的得分的，写组的名称）：扣几分、为什么；代替这一项自评的扣分。"
FULL_MARKS = "满分{full}分"
REST_HELP = "没有点到的评定指标都得满分。"
GROUP_HELP = "指标的分组。只知道一组的得分时，写扣分和“仅组: 是”。"
ALIAS_OF = "“{name}”的别名"
FACT_PATH, FACT_ORIGIN, FACT_NOTE, FACT_ALIASES = "{}", "来源：{}", "说明：{}", "也可以写：{}"
FACTS_HELP = {
    "年度": "报告的年度，与文件名一致。",
    "规则": "用哪一套评分规则：地区/年度。",
    "模板": "用哪一种报告样式：templates 下的文件夹名。",
    "金额单位": "没有自带单位的金额，都按这个单位。",
    "封面": "封面上填写的各项，如填报人、联系电话。",
    "直报": "只公布了结果、没有公布原始数字的比率：写结果和理由。每次都有一条警告。",
    "核对": "您认为应当算出多少。只拿来比对，不拿来计算。",
    "评定": "由单位评定的指标扣几分、为什么。",
    "措辞": "只改一个指标的一句话：说明、得分句、扣分句、问题、改进。",
    "不列问题": "扣了分而不列入存在问题的指标，写明理由。",
    "问题与改进": "单位自己的问题，或把几项扣分归到一个标题下。",
    "上年": "上年的数。有上年文件的，从上年文件取，这里可以不写。",
    "数据": "单位自己的数，名称自己起，单位写在数后面。",
    "量": "由数据算出来的量：写公式，不写结果。",
    "正文": "正文各栏目的文字：一段文字、一个列表，或 {标题, 内容} 的列表。",
    "忽略": "看过而不改的警告和提示：写明编号和理由。",
    "汇总": "下级单位的文件夹名称：它们的金额、人数、数量加进来，本文件只写本级的。",
    "增设章节": "给报告另加一节：标题、级、置于、内容。",
}
KEY_HELP = {
    "值": "数本身。",
    "来源": "这个数取自哪张报表。",
    "佐证": "证明材料，如 附件/采购台账.pdf。",
    "理由": "为什么。",
    "说明": "印在报告里的一句话，或对这个数的说明。",
    "原因": "扣分的原因，不印，只留一条警告。",
    "问题": "存在的问题。",
    "改进": "改进的措施。",
    "得分句": "得满分时印的一句。",
    "扣分句": "扣分时印的一句。",
    "扣分": "扣几分，如 0.5。",
    "仅组": "只知道这一组的得分，组内各指标印“—”。",
    "未达": "清单里没有达到的项。",
    "收": "归到这个标题下的扣分指标。",
    "问题标题": "问题的小标题。",
    "改进标题": "改进措施的小标题。",
    "标题": "小标题，不带编号。",
    "内容": "标题下的文字；列表写在“连写:”或“一是:”下。",
    "级": "几级标题：1 到 5。",
    "置于": "放在哪个标题后面（报告里已有的标题，不带编号）。",
    "规则集": "名称：地区/年度，与所在位置一致。",
    "继承": "上级规则集；只写与它不同的。",
    "适用": "地区和年度。",
    "总分": "100，或“不计分”。",
    "小数": "比率、得分、金额各印几位小数。",
    "等级": "从高到低：[[90, 优], [80, 良], [60, 中], [0, 差]]。",
    "结构": "官方评分表的各级指标；满分逐级相加要对得上。",
    "指标": "每个指标的满分、计分方式、依据和句子。",
    "计分": "计分方式和它的参数。",
    "依据": "规则出自哪里，核对过没有。",
    "文件": "文件名称。",
    "核实": "已核（读过原文）、归纳（由公开报告归纳）、待核。",
    "要点": "用自己的话说这条规则。",
    "句": "印在报告里的句子：一段文字，或逐条写 {当, 写}。",
    "当": "条件；最后一条不写。",
    "写": "这时印什么。",
    "覆盖": "改上级规则集的指标或量：理由、依据、内容。",
    "停用": "不用上级规则集的指标或量：理由、依据。",
    "新增": "上级规则集没有的指标或量：理由、依据、内容。",
    "零分母": "分母为 0 时怎么办：报错，或逐条写 {当, 取, 得分}。",
    "类型": "金额、人数、数量、比率、日期、是否、文本、列表、表。",
    "别名": "这个数据项的其他写法。",
    "可负": "可以填负数。",
    "不公开": "公开版里不印这一项。",
    "汇总": "上级汇总下级时：不加，用上级自己的；同名相加，表里名称相同的行加成一行。不写时，金额、人数、数量相加，表的行接在后面。",
    "复核人": "谁复核的，印在复核评分表上。",
    "审定数": "核定的数，代替单位文件里的数；率、合计和得分照样重新算。",
    "对照": "表的哪一列写的是那个单位的哪个数：两处要一致。",
    "编号": "五级编号各写第一个：一、（一）1.（1）①。",
    "附表": "评分表，或无。",
    "文件名": "报送时文件叫什么，不带后缀；不写就用标题。",
}

# A bureau's own folder
HELP_INIT = "建一个自己的数据库：词汇表、规则集、模板、编辑器设置、自动检查和一个示例单位。已有的文件绝不覆盖。"
HELP_INIT_PLACE = "只要这些地区或规则集，如 guangzhou、shenzhen/2024；不写时全要。可以写几次。"
HELP_INIT_UPDATE = "把新版程序带来的规则集、模板等拿进来：先列出差别，改过的文件不动。"
HELP_INIT_WRITE = "与 --update 一起用：照列出的差别写入。"
FOLDER = "文件夹"
BROUGHT_IN = "已建好 {folder}：{count}个文件。"
NEXT_STEP = "接着：cd {folder}，再运行 ziping report shili 2024。"
FILE_ADDED, FILE_UPDATED = "新增  {path}", "更新  {path}"
FILE_KEPT = "两边都改过，您的没有动  {path}（新的一份放在 {beside}，请自己合并）"
BINARY_DIFFERS = "  （不是文本，内容不同）"
UP_TO_DATE = "已经是最新的。"
WRITE_TO_APPLY = "以上还没有写入；加上 --write 写入。"
UPDATED = "已写入{count}个文件。"

# Shell completion
HELP_COMPLETION = "打印命令行补全的脚本：补全命令、选项、单位和年度。"
SHELL = "命令行"
# fix
HELP_FIX = "改正事实文件里不用问人就能改的写法（全角冒号、Tab、编码等）；先列出改动，加 --write 才写入。不写单位就是全部单位。"
HELP_FIX_WRITE = "把列出的改动写进文件；注释、顺序、对齐都不动。"
FIXABLE = "{count} 个文件可以这样改，还没有写入；确认后加 --write 再运行一次。"
FIXED = "已改好 {count} 个文件。"
NOTHING_TO_FIX = "没有可以自动改的写法。"
LEFT_TO_FIX = "还有 {count} 处错误要人来改。"
RECODED = "{path}：编码转成 UTF-8。"
# diff
HELP_DIFF = "报告与 git 里的一个版本相比，哪里变了：逐段列出；加 --docx 写出带修订标记的 Word 文件。"
HELP_BASE = "与哪个版本比：分支、标签或提交号；不写时是上一次提交。"
HELP_DIFF_DOCX = "写出修订稿 build/单位/年度/report.diff.docx：接受全部修订是现在的报告，拒绝全部是原来的。"
REVISION = "版本"
DIFFERENCES = "与 {base} 相比，{count} 处不同："
NO_DIFFERENCE = "与 {base} 相比，报告没有不同。"
NO_SCORE = "不计分"
REDLINE_WRITTEN = "修订稿：{path}"

# impact
HELP_IMPACT = "改规则、模板以前先看影响：新旧两边各算一遍，列出哪些单位的得分、等级、句子变了，是哪一处改动引起的；只看，不写数据文件夹。"
HELP_IMPACT_BASE = "旧的一边：git 的版本（分支、标签、提交号）；不写时是 HEAD，写了 --rules 时是现在的文件。"
HELP_IMPACT_RULES = "新的一边用这份规则集草稿，代替它“规则集”一行写的那一个。"
HELP_IMPACT_FORMAT = "印成什么样：text 给人看，md 贴到合并请求里，xlsx 表格，html 网页；xlsx 和 html 要用 -o 写明文件。"
HELP_IMPACT_OUTPUT = "写到这个文件，不印在屏幕上。"
IMPACT_EXAMPLES = ("impact", "impact --base main", "impact --rules 草稿.yaml", "impact --base main --format xlsx -o 影响.xlsx")
REVISION_HERE, DRAFT_HERE, OUTPUT_HERE = "版本", "草稿.yaml", "文件"
OUTPUT_NEEDED = "-o（xlsx 和 html 要写明写到哪个文件）"
IMPACT_WRITTEN = "影响：{path}"
IMPACT_TITLE = "影响分析：{old} → {new}"
IMPACT_REVISION, IMPACT_WORK_TREE, IMPACT_DRAFT = "版本 {revision}", "现在的文件", "草稿 {path}"
IMPACT_NO_EDITS = "两边的规则、模板、事实没有差别。"
IMPACT_NO_CHANGE = "改动没有影响任何单位的得分、等级和文字。"
IMPACT_LEAVES = "{count}处不同"
IMPACT_FILE_CHANGED, IMPACT_FILE_ADDED, IMPACT_FILE_REMOVED = "内容不同", "新文件", "删去文件"
IMPACT_NOTHING = "（无）"
IMPACT_TOGETHER, IMPACT_UNSOUND = "合算", "合在一起也算不出"
IMPACT_JOINT = "合计"
IMPACT_NOTE_TOGETHER = "“合算”的几处改动单独一处装不进规则集（如满分要对得上），所以合在一起算。"
IMPACT_NOTE_UNSOUND = "有的改动怎样也不能单独装进旧的一边，没有单独算。"
IMPACT_NOTE_JOINT = "“合计”是哪一处改动单独都算不出、几处合起来才有的变化。"
IMPACT_NOTE_WORD = "templates/official.docx 也改了：它只管版式，不影响得分和文字。"
H_IMPACT_SUMMARY, H_IMPACT_EDITS, H_IMPACT_UNITS, H_IMPACT_SCORES = "概况", "改动", "单位总分", "指标得分"
H_IMPACT_GRADES, H_IMPACT_SENTENCES, H_IMPACT_TEXTS = "等级", "句子", "报告里的其他文字"
H_IMPACT_FAILED, H_IMPACT_ONE_SIDED = "出不了报告的单位", "只在一边的单位"
IMPACT_SUMMARY_COLUMNS = ("项目", "数")
IMPACT_EDIT_COLUMNS = ("号", "位置", "改动", "旧", "新", "有变化的单位", "总分变动合计", "备注")
IMPACT_UNIT_COLUMNS = ("单位", "年度", "全称", "旧总分", "新总分", "变动", "旧等级", "新等级", "改动号")
IMPACT_SCORE_COLUMNS = ("单位", "年度", "指标", "旧满分", "新满分", "旧得分", "新得分", "变动", "改动号")
IMPACT_GRADE_COLUMNS = ("等级", "旧（单位数）", "新（单位数）", "变动")
IMPACT_MOVE_COLUMNS = ("由", "到", "单位数", "单位")
IMPACT_SENTENCE_COLUMNS = ("单位", "年度", "指标", "句", "旧", "新", "改动号")
IMPACT_TEXT_COLUMNS = ("单位", "年度", "旧", "新", "改动号")
IMPACT_FAILED_COLUMNS = ("单位", "年度", "哪边", "错误数", "第一个错误", "改动号")
IMPACT_ONE_SIDED_COLUMNS = ("单位", "年度", "全称", "哪边", "总分", "等级")
H_IMPACT_MOVES = "等级变了的单位"
OLD_SIDE, NEW_SIDE = "旧", "新"
IMPACT_COUNTS = {
    "evaluated": "涉及的单位",
    "untouched": "没有涉及的单位",
    "moved": "总分变了的单位",
    "worded": "总分不变、文字或分项变了的单位",
    "same": "没有变化的单位",
    "sum": "总分变动合计",
    "mean": "平均变动（总分变了的单位）",
    "graded": "等级变了的单位",
    "failed": "新出错的单位",
    "sound": "不再出错的单位",
    "both_failed": "两边都出错的单位",
    "one_sided": "只在一边的单位",
}
# The summary of a year
HELP_SUMMARY = "写出一年的汇总表：各单位得分、名次、扣分原因、区分度、历年对比，Excel 和网页各一份。"
HELP_SUMMARY_YEAR = "汇总哪一年。"
SUMMARY_WRITTEN = "汇总表：{workbook}\n网页：{page}"
SUMMARY_COUNTS = "{units} 个单位：{scored} 个有得分，{failed} 个有错误。"
SUMMARY_FAILED = "  {unit}（{agency}）：{errors} 处错误，第一处：{first}"
SUMMARY_SEE = "有错误的单位已经列在汇总表里，没有得分；用 ziping check 看全部错误。"
# Delivery
HELP_DELIVER = "把写好的报告用正式名称复制到一个文件夹，附一份清单；改过的、过时的不交付。"
DELIVER_EXAMPLES = ("deliver 交付 --year 2023", "deliver 交付 --year 2023 --only 'panyu-*'")
HELP_DELIVER_YEAR = "交付哪一年的。"
DELIVERED = "已交付 {files} 个文件、{units} 个单位到 {folder}；清单：{path}"
HELD_BACK = "没有交付的 {units} 个单位，原因写在清单里。"
# all
HELP_ALL = "写出所有单位的报告：没有变化的跳过，其余的用上全部处理器；有问题的单位列出来，不影响别的单位。"
HELP_ONLY = "只做名称合这个样式的单位文件夹，如 panyu-*；* 代表任意字，? 代表一个字。"
HELP_YEAR_ONLY = "只做这一年；不写就是全部年度。"
HELP_JOBS = "用几个进程；不写就是处理器的个数。"
NO_REPORT = "没有自己的报告，只供上级汇总"
HELP_ALL_DELIVER = "写完以后，把报告按正式名称复制到这个文件夹，附一份清单。"
HELP_CLUSTER = "在 Dask 集群上做：调度器的地址，如 tcp://scheduler:8786。"
ALL_NONE = "没有合条件的单位。"
ALL_PROGRESS = "写报告"
ALL_LINE = "{agency} {year}：{what}"
ALL_FIRST, ALL_CHANGED, ALL_REMARKS, ALL_GONE = "新写", "{causes}变动", "只有注释一类的变动", "补写（原文件不在或被改动）"
ALL_STATES = {"WRITTEN": "已写出", "SAME": "内容没有变", "BESIDE": "原文件有人改动过，新报告写在 {beside}", "FAILED": "没有写出"}
ALL_BACKED_UP = "  改动过的那份留在 {path}"
ALL_SCORE_SAME, ALL_SCORE_MOVED = "得分{points}", "得分{old} → {new}"
ALL_DONE = "共{total}个：写出{written}，内容没有变{same}，跳过{fresh}，没有写出{failed}。"
ALL_FAILED = "没有写出的{count}个："

# Where a printed value is from, line by line: the labels.
O_VALUE, O_TEXT, O_SOURCE, O_EVIDENCE, O_PLACE, O_PART = "数", "内容", "来源", "佐证", "写在", "汇总"
O_REPORTED, O_FORMULA, O_NUMBERS, O_RESULT, O_ZERO = "直报", "公式", "代入", "得", "零分母"
O_INPUT, O_DEFINED, O_SCORE, O_METHOD, O_PARTS, O_WHY = "用到", "公式写在", "得分", "计分", "分项", "理由"
O_JUDGED, O_GRADES, O_NO_REASON = "单位评定", "等级标准", "未经计算，没有写明理由"
O_BASIS = {GIST: "条款", SOURCE: "出处", VERIFIED_LINE: "核实", REMARK_LINE: "备注", PLACE_LINE: "规则写在"}
ITEMS = "{count}项"
O_CELL = "{row}（{column}）"
QUOTIENT, DIFFERENCE = "{above} ÷ {below}", "{now} − {then}"
GRADE_FROM = "{floor}分起{name}"
O_GIVEN_AS = {"上年度": "年度 − 1", "下年度": "年度 + 1", "汇总.单位数": "汇总了几个单位"}
READ_AS = "{name}（印作{read}，原数{real}）"
DIVIDED_BY_ZERO = "算不出（除数印成了0）"

# Comments of the working paper
C_NUMBER, C_LABEL = "〔{number}〕", "{label}　"
C_SAME = "同批注〔{number}〕：{title}"
C_PRINTED, C_PRINTED_BY = "印作", "{text}（写法：{by}）"

# What the public edition leaves out
WITHHELD, METHOD_WITHHELD = "不公开", "用到不公开的内容，计分过程略"
# verify
HELP_VERIFY = "核对交回来的 Word：不管谁改过，哪些数、哪些句子与事实对不上。"
VERIFY_EXAMPLES = ("verify 交回来的.docx", "verify 交回来的.docx --unit kuichong --year 2024", "verify 交回来的.docx --json")
WORD_FILE = "文件.docx"
HELP_VERIFY_UNIT = "哪个单位的报告；不写时，文件自己会说。"
HELP_VERIFY_YEAR = "哪一年的报告；不写时，文件自己会说。"
HELP_VERIFY_JSON = "印成 JSON，给程序用。"
VERIFY_OF = "{file}：{unit} {year} 年的{edition}"
VERIFY_EDITIONS = {"": "报告", "draft": "草稿，与现在的草稿核对", "reviewed": "复核后的报告", "public": "公开版"}
VERIFY_UNTRACED = "文件里原有的记号没有了，只能按文字核对：分不清是人改的，还是事实后来变了。"
VERIFY_AGREED = "一致：{count}个数"
VERIFY_ALL = "数和文字都与事实一致。"
VERIFY_GROUPS = {
    (True, True): "人改过的数",
    (True, False): "人改过的文字",
    (False, True): "没有改，而事实已变的数",
    (False, False): "没有改，而事实、规则或模板已变的文字",
    (None, True): "对不上的数",
    (None, False): "对不上的文字",
}
"""What differences are told under, by whether a person made them, and whether they are of a number."""
VERIFY_GROUP = "{title}：{count}处"
VERIFY_PLACE = "在“{heading}”下"
VERIFY_TOP = "在开头"
VERIFY_AT = "{before}【{found}】{behind}"
VERIFY_MISSING = "（没有了）"
VERIFY_NOW = "由事实：{now}"
VERIFY_NOW_NUMBER = "由事实：{now}（{title}）"
VERIFY_TITLE = "{title}，{id}"
VERIFY_NO_MORE = "报告现在不印这里"
VERIFY_BASIS = "写在：{place} {title}"
VERIFY_MORE_BASIS = "等{count}处"
VERIFY_SETTLE = {
    True: "改过的，如果改得对，要改到 YAML 里“写在”的地方，再重新出报告；否则下次出报告又变回去。改得不对的，不用管。",
    False: "事实已变的，重新出报告就是新的。",
    None: "文件里的对，就改 YAML；事实对，就重新出报告。",
}
"""What to do about differences, by whether a person made them."""
# Taking edits back
HELP_TAKE = "把报告（Word 文件）里改过的数和文字收回 YAML 文件：先列出改动，加 --write 写入。"
TAKE_NOTHING = "没有可以收回的改动。"
TAKE_COUNT = "{path}：可以收回{count}处"
TAKE_NUMBER = "{place}　{title}\n  {old} → {new}"
TAKE_PRINTED = "  报告里：{now} → {found}"
TAKE_ELSEWHERE = "；另有{count}处也印着这个数，重新写报告时一起变"
TAKE_SCORE, TAKE_SCORE_SAME = "  得分：{old} → {new}{moved}", "  得分不变"
TAKE_POINTS = "{title} {old} → {new}"
TAKE_WORDS = "{place}　{name}"
TAKE_TEXT = "  {sign} {text}"
TAKE_WRITTEN = "已写入 {path}。再运行 ziping report 写出新的报告；改过的那份要换掉，加上 --replace。"
TAKE_INPUT = "{title}（{place}）"
TAKE_NO_FORMULA = "由评分规则或年度得出"
TAKE_RULES = "规则集里的规定"
TAKE_ONE_WAY = "它是由这一栏的内容得出的说法，改这一栏，它才跟着变"
TAKE_SAME = "只是写法变了，数没有变"
TAKE_WHOLE_ADDED = "整段（行）是加上去的，看不出归 YAML 文件的哪一栏"
TAKE_WHOLE_GONE = "整段（行）删去了，它不是正文里可以单独去掉的一段"
TAKE_NO_TEXT = "YAML 文件里放不下这段文字"
TAKE_PRINTS = "文件里写成 {new}，印出来是 {printed}，与改的不一样"
