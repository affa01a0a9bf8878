"""The words of the file formats, the formula language and the templates, in the one place that knows them.

No word of the domain stands here: what a fact, an indicator or a sentence is called is data.
"""

# Facts files: the keys that are not in the vocabulary
UNIT, YEAR, RULES, FORM, MONEY_UNIT, COVER = "单位", "年度", "规则", "模板", "金额单位", "封面"
LAST_YEAR, DATA, QUANTITIES, REPORTED, ASSERTED = "上年", "数据", "量", "直报", "核对"
JUDGED, WORDING, ISSUES, UNLISTED, PROSE, EXTRA = "评定", "措辞", "问题与改进", "不列问题", "正文", "增设章节"
PREVIOUS_YEAR, NEXT_YEAR = "上年度", "下年度"
SUMMED, UNIT_COUNT, OWN_LEVEL = "汇总", "汇总.单位数", "本级"
REST, FULL = "其余", "满分"
VALUE, ORIGIN, EVIDENCE, WHY, NOTE = "值", "来源", "佐证", "理由", "说明"
TODO, NOT_APPLICABLE = "待填", "不适用"
TODO_WORDS = "写报列入表"  # 待填写, 待填报 … are no gap
REVIEW = "待审"
FLAGS = {"是": True, "否": False}
YES, NO = "是", "否"
FLAG_WORDS = dict.fromkeys(("yes", "y", "true", "t", "对", "√", "✓", "✔", "有", "是的"), YES) | dict.fromkeys(
    ("no", "n", "false", "f", "错", "×", "x", "✗", "✘", "无", "没有", "不是"), NO
)
HEADING, CONTENT, LEVEL, AFTER, GATHERED = "标题", "内容", "级", "置于", "收"
ISSUE_HEADING, MEASURE_HEADING = "问题标题", "改进标题"
HEADING_LEVELS = ("1", "2", "3", "4", "5")

# Judged indicators
DEDUCTION, SCORE, REASON, ISSUE, MEASURE, GROUP_ONLY, UNMET = "扣分", "得分", "原因", "问题", "改进", "仅组", "未达"

# Reviews
REVIEWER, CORRECTED, STATED = "复核人", "审定数", "自评数"
REVIEWED_SCORE, REVIEWED_CHANGE, REVIEWED_GRADE, REVIEW_REASON, NEEDS_REVIEW = "复核得分", "复核增减", "复核等级", "复核理由", "须复核"

# Vocabulary
TYPE, NAME, COLUMNS, ALIASES, OPTIONAL, SIGNED, PRIVATE, COUNTED_IN = "类型", "名称", "列", "别名", "可缺", "可负", "不公开", "单位"
STABLE = "沿用"
NOT_ADDED, ADDED_BY_NAME, STATES = "不加", "同名相加", "对照"
COMPARATORS, ACHIEVEMENTS = "比较词", "判定词"
APPROXIMATE, DISPARITY = "约数词", "悬殊"
YEARS, SAME_AS_LAST_YEAR, DISPARATE, IN_QUOTES = "年份", "可同上年", "可悬殊", "可带引号"
YEAR_NAMES = {"上年": -1, "本年": 0, "次年": 1}
T_MONEY, T_PEOPLE, T_COUNT, T_RATIO, T_DATE = "金额", "人数", "数量", "比率", "日期"
T_FLAG, T_TEXT, T_LIST, T_TABLE, T_POINTS, T_TARGET, T_NUMBER = "是否", "文本", "列表", "表", "分值", "指标值", "数"
YUAN = "元"
PEOPLE_UNITS = ("人", "名")
MONEY_UNITS = {"元": 0, "万元": 4, "亿元": 8}

# Rule sets
RULE_SET, EXTENDS, APPLIES, TOTAL, DIGITS, GRADES, STRUCTURE = "规则集", "继承", "适用", "总分", "小数", "等级", "结构"
INDICATORS, SLOTS, OVERRIDE, DISABLE, ADD, CHANGE = "指标", "句", "覆盖", "停用", "新增", "内容"
UNSCORED = "不计分"
CHILDREN, METHOD_SECTION, METHOD, BASIS = "下级", "计分", "方式", "依据"
PLACE, DOCUMENT, CLAUSE, VERIFIED, GIST, ORIGINAL, REMARK = "地区", "文件", "条", "核实", "要点", "原文", "备注"
READ, INDUCED, UNREAD = "已核", "归纳", "待核"
VERIFICATIONS = (READ, INDUCED, UNREAD)
FORMULA, ZERO_DENOMINATOR, WHEN, TAKE, GIVES, REFUSE, NOTHING = "式", "零分母", "当", "取", "得分", "报错", "无"
CASE_NAME, CASE_FACTS, EXPECTED, SAYS = "名称", "事实", "期望", "句含"
WRITE = "写"
EXPLANATION, SCORE_LINE, DEDUCTION_LINE = "说明", "得分句", "扣分句"
SLOT_NAMES = (EXPLANATION, SCORE_LINE, DEDUCTION_LINE, ISSUE, MEASURE)
GROUPS, SHARE_OF_FULL, GRADE = "组", "得分率", "等级"
DEDUCTED, UNKNOWN_SCORE, LEAVES, ROWS, OWN_WORDS = "已扣", "未评", "指标", "行", "自述"
DEDUCTIONS, ISSUE_LIST = "扣分项", "问题清单"

# Formula language
AND, OR, NOT = "且", "或", "非"
F_IF, F_MAX, F_MIN, F_ABS, F_SUM, F_MEAN, F_COUNT = "若", "最大", "最小", "绝对值", "合计", "平均", "计数"
# Functions that no formula may be written with
F_ROUND, F_FLOOR, F_CEILING, F_IN_UNIT, F_OR_ELSE, F_IS_GIVEN, F_NOTHING = "四舍五入", "舍尾", "进一", "换算", "如有", "有值", "不适用"
THIS_ROW = "本行"
FULL_WIDTH = str.maketrans("（），＋－＝＜＞％：＊／", "(),+-=<>%:*/")

# Scoring methods and their parameters
M_PER_POINT, M_TIERS, M_PROPORTIONAL, M_CONDITION, M_CHECKLIST = "逐点扣分", "分档", "比例", "达标", "清单"
M_PER_CASE, M_SCHEDULE, M_TARGETS, M_COEFFICIENT, M_BEST, M_JUDGED = "逐例扣分", "序时", "目标完成", "系数", "择优", "评定"
STANDARD, DIRECTION, PER, TAKES_OFF, FRACTION, LIMIT, BEYOND = "标准", "方向", "每", "扣", "不足一点", "上限", "超出"
ABOVE, BELOW, EITHER_WAY = "高于", "低于", "偏离"
PRO_RATA, IGNORED, AS_ONE = "按比例", "不扣", "按一点"
TIERS, RANGE, POINTS = "档", "区间", "得"
OVERFULL, CAPPED, FORFEITED = "超过", "封顶", "零分"
CONDITION, OTHERWISE = "条件", "未达标"
ITEMS, CASES, EACH = "项", "例数", "每例扣"
PERIODS, PROGRESS, SCHEDULE, EACH_PERIOD, MEAN, RATE = "各期", "进度", "序时", "每期", "平均", "率"
TABLE, FILTER, DONE = "表", "筛选", "完成率"
TARGET, ACTUAL, VERDICT = "目标", "实际", "判定"
COEFFICIENT, REVERSED, ANY_OF = "系数", "反向", "任选"
UNMET_ITEMS = "未达项"
INFINITY = "∞"

# Forms
TITLE, SUBTITLE, POSITION, LABEL, NUMBERING, NUMBERS, ANNEX = "标题", "副标题", "位置", "标签", "编号", "数字", "附表"
TRIM, SEPARATORS, REQUIRED = "去尾零", "千分位", "必填"
BEFORE_TITLE, AFTER_TITLE, OWN_PAGE = "标题前", "标题后", "独立页"
NO_ANNEX = NO_REPORT = "无"
FILE_NAME = "文件名"
IN_A_ROW, ONE_EACH = "连写", "一是"
ENUMERATED = "一是"
LIST_COMMA, COMMA, STOP, COLON, SEMICOLON = "、", "，", "。", "：", "；"
PERCENT_SIGN, YEAR_SIGN = "%", "年"

# Templates and sentences
POINT, PERCENT, FIXED, JOINED, JOINED_BY_COMMA, COUNTED = "分", "百分比", "固定", "顿号", "逗号", "个数"
IN_PARAGRAPHS, RUN_IN, IN_SECTIONS = "分段", "分条", "分节"
DATE_PATTERN = r"([0-9]{4})(?:-|年)([0-9]{1,2})(?:-|月)([0-9]{1,2})日?"
LOOSE_DATE_PATTERN = r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})[日号]?|([0-9]{4})([0-9]{2})([0-9]{2})"
DATE_WRITTEN = "{year}年{month}月{day}日"
FULL_NAME = "全称"
PRINTED_AS, COVER_ITEMS, MAY_LACK = "印作", "项", "可缺"
BLANK_CELL = "—"

# Word documents
D_TITLE, D_SUBTITLE, D_COVER, D_BODY, D_ANNEX = "标题", "副标题", "封面", "正文", "附表"
D_POSITION, D_ITEMS, D_LABEL, D_CONTENT, D_NOWHERE = "位置", "项", "标签", "内容", "无"
D_KIND, D_NUMBER, D_TEXT, D_RUNS, D_STRONG = "类", "编号", "文", "段", "粗"
D_HEADER, D_ROWS, D_IS_NUMBER = "表头", "行", "数"
D_HEADING_KINDS = ("标题1", "标题2", "标题3", "标题4", "标题5")
D_PARAGRAPH, D_NUMBERED, D_GRID = "段落", "编号段落", "表格"
D_COUNT = "个数"
WORD_PARTS = {
    "document": "正文",
    "header": "页眉",
    "footer": "页脚",
    "footnotes": "脚注",
    "endnotes": "尾注",
    "comments": "批注",
    "settings": "设置",
    "core": "文档属性",
    "app": "文档属性",
    "custom": "文档属性",
}
PLACE_PARAGRAPH = "{part}第 {number} 段"
PLACE_CELL = "{part}第 {table} 个表格第 {row} 行第 {column} 格"
COMMENTS, REVISIONS = "批注", "修订"
PAGE_BREAK, SECTION_BREAK, PICTURE, FIELD = "分页符或换行", "分节符", "图片或对象", "域"
CONSTRUCTS = {"Call": "函数", "Test": "is 判断", "CondExpr": "行内 if", "Concat": "~ 连接", "For": "这种循环"}
CALCULATION, OTHER_CONSTRUCT = "计算", "这种写法"
A_TEXT, A_LIST, A_RECORD = "文字", "列表", "带下级的项"
NOT_A_ZIP, NO_WORD_DOCUMENT, DAMAGED_PART, ENCRYPTED = "不是 .docx 文件", "里面没有正文", "{part} 损坏", "文件加了密"
TOO_MANY_ENTRIES, TOO_LARGE, TOO_DENSE = "有 {count} 个文件", "展开后有 {size} 字节", "{part} 展开后大了 {ratio} 倍"
DUPLICATE_ENTRY, STRAY_ENTRY = "{part} 出现了两次", "文件名 {part} 指到了包外"
OPENING, CLOSING = "（", "）"
GROUP_SCORED = "，得"

# Checks
RELATIONS, WORDINGS, PRAISES, ARITHMETIC, DIRECTIONS, NEIGHBOURS, BESIDE_NAMES = "勾稽", "用语", "夸奖", "算术", "方向词", "别家", "对照"
SEVERITY, TOLERANCE, ADVICE, PATTERN, EXCEPT, UNLESS, CONFINED, SUBJECT = "级别", "容差", "改法", "句式", "除外", "另有", "限于", "主题"
RECKONED, BEFORE, BETWEEN, PLANS = "验算", "前文", "连接", "打算"
S_ERROR, S_WARNING, S_HINT = "错误", "警告", "提示"
RISING, FALLING = "增", "减"
SILENCED, CODE = "忽略", "号"
# Excel forms
X_GUIDE, X_FACTS, X_ORIGINALS = "填表说明", "填报表", "原文"
X_NUMBER, X_NAME, X_VALUE, X_UNIT, X_PATH = "序号", "名称", "数值", "单位", "路径"
X_LAST_YEAR, X_NOTE, X_ORIGIN, X_EVIDENCE = "上年数", "说明", "来源", "佐证"
LEVELS, FULL_WIDTH_PERCENT = "·", "％"
ISO_DATE_WRITTEN = "{year:04}-{month:02}-{day:02}"
X_BINARY, X_NO_SHEETS, X_NOT_A_ZIP = "这是旧的 .xls 文件，或者加了密", "里面没有工作表", "不是 .xlsx 文件"
X_DOCTYPE = "{part} 里有 DOCTYPE 声明"
WORD_BINARY = "这是旧的 .doc 文件，或者加了密"

# Drafts
GAP = "【待填：{title}】"
D_DRAFT, D_GAP = "草稿", "待填"

# Editions
WORKING_PAPER, PUBLIC_EDITION = "底稿", "公开版"
# what the files of the editions are called by: report.draft.docx
DRAFT_INFIX, REVIEWED_INFIX, WORKING_INFIX, PUBLIC_INFIX = "draft", "reviewed", "working", "public"
WITHHELD = "（略）"

# Annexes
WIDTHS, HEADER_ROWS, MERGED, NEEDS_SCORES, SCORED = "列宽", "表头", "合并", "须计分", "评分"
UNIT_ABOVE = "单位：{unit}"
D_TITLE_RUNS, D_SUBTITLE_RUNS, D_ORDER, D_UNIT = "标题段", "副标题段", "序号", "单位"
D_CELLS, D_ACROSS, D_CONTINUED, D_ALIGN = "格", "列数", "续", "排"
D_LEFT, D_CENTRE, D_RIGHT = "左", "中", "右"
TITLE_FONT, HEAD_FONT, TEXT_FONT = "方正小标宋简体", "黑体", "仿宋_GB2312"

# Web pages
D_VALUE, D_ANCHOR, D_LEVEL, D_DOWN, D_SHARES, D_HEADER_ROWS = "值", "锚", "级", "行数", "列宽", "表头行"
D_BY, D_PLACE, D_LOST, D_CARDS, D_SCRIPT, D_SCRIPT_DIGEST = "写法", "处", "失分", "来历", "脚本", "脚本指纹"
CHARTS, D_LABEL_RUNS, D_LENGTH, D_GOAL_RUNS, D_GOAL_AT = "图表", "标签段", "长", "目标段", "目标处"
C_BARS, C_PROGRESS, C_SCORES = "条形", "进度", "得分"
SCORES_BY_GROUP = "各部分得分"

# Tracked changes
REVISED_BY, REVISED_AT = "ziping", "1980-01-01T00:00:00Z"
# The summary of a year
Y_ALL, Y_AGENCY, Y_RANK, Y_REVIEWED, Y_ITEMS, Y_REASONS, Y_NOTE = "总表", "文件夹", "名次", "复核得分", "扣分项数", "扣分原因", "说明"
Y_AVERAGE, Y_HIGHEST, Y_LOWEST, Y_BY_GROUP = "平均", "最高", "最低", "各组得分"
Y_TITLE = "{year}年度部门整体支出绩效自评汇总表"
Y_RULES_TITLE = "{year}年度自评得分：{rules}"
Y_FAILED = "{errors}处错误：{first}"
Y_DEDUCTED = "{title} −{points}"
Y_FOOTER = "&C第 &P 页，共 &N 页"
Y_FONT = "宋体"

# The list of what was delivered
L_NAME, L_TITLE, L_SIZE, L_DIGEST = "清单", "交付清单", "字节数", "SHA-256"
L_TOLD_APART = "{name}（{agency} {year}）"
L_HELD_BACK = "没有交付：{why}"
L_BESIDE, L_EDITED = "原有的一份有人改过，没有动它", "交付以后有人改过"
# What a change is a change of
ASPECT_FACTS, ASPECT_FORMULAS, ASPECT_POINTS, ASPECT_BASIS, ASPECT_WORDS = "事实", "公式", "分值", "依据", "措辞"
ASPECT_REVIEW = "复核"
ASPECT_LOOKS, ASPECT_VOCABULARY, ASPECT_CHECKS, ASPECT_PROGRAM, ASPECT_OUTPUT = "模板", "词汇", "核查", "程序", "文件"

# The ledger of a report's numbers
B_LEDGER, B_FACTS, B_FIGURES, B_SCORES, B_TYPED = "台账", "事实", "计算", "评分", "文字"
B_TITLES = {
    "台账": "{unit}{year}年度绩效自评报告数字台账",
    "事实": "事实：报告里的数由这些数算出，改一个数，其余各表跟着变",
    "计算": "计算：由事实算出的数",
    "评分": "评分：每一分怎么来的",
    "文字": "文字：直接写在文字里的数，不是事实，也不由公式算出，逐个对原件",
}
B_ORDER, B_WHERE, B_AROUND, B_PRINTED, B_READ, B_RECKONED, B_AGREES = "序号", "印在", "前后文", "印作", "印出的数", "算出的数", "核对"
B_KIND, B_NAME, B_HOW, B_FROM, B_PROOF, B_PLACE = "类别", "名称", "算式", "来源／依据", "佐证／核实", "写在"
B_TITLE, B_VALUE, B_UNIT, B_REMARK, B_ORIGIN, B_EVIDENCE, B_VERIFIED = "称为", "数", "单位", "备注", "来源", "佐证", "核实"
B_SAME, B_DIFFERENT = "一致", "不一致"
B_KINDS = {"fact": "事实", "derived": "计算", "reported": "直报", "score": "得分", "given": "年度", "cover": "封面"}
B_ITEM_OFF, B_ITEM_MET = "{title}：评定扣分", "{title}：{item}"
B_COVER, B_TABLE, B_CELL, B_ROW = "封面：{label}", "{path}表", "{where} · {row} · {column}", "{where} · {row}"
B_BETWEEN, B_ELLIPSIS = "{before}【{text}】{after}", "…"
B_FIELD_HOW = {"满分": "", "扣分": "满分 − 得分", "得分率": "得分 ÷ 满分"}
B_NUMBERS, B_TEXT = "数", "所在的文字"
B_ADDED = "{id}（{agency}）"
B_COUNTED, B_STATED, B_CANNOT_SAY = "项数", "这里只照写，不另算", "（电子表格写不出这个算式，这里照写）"
B_COUNT = "共 {count} 个数"
B_ALL_SAME, B_SOME_DIFFERENT = "全部一致", "个不一致"
B_DATE_FORM = 'yyyy"年"m"月"d"日"'
B_INDENT = "　"
