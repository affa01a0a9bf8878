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
NO_TOTAL = "得分：还有待填的数，算不出总分"
