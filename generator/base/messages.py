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
HELP_WATCH = "边改边看：每次保存以后重新写出报告，列出问题、得分和变了的句子；按 Ctrl-C 结束。"
WATCHING = "正在看着 {agency} {year} 用到的文件，保存以后自动重新写出报告；按 Ctrl-C 结束。"
WATCH_WAITING = "有 {errors} 处错误，报告没有动；改好保存以后再试。"
WATCH_SCORE = "得分：{points}"
WATCH_SCORE_MOVED = "得分：{old} → {new}"
WATCH_SIGNS = ("旧", "新")
WATCHED = "结束。"
