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

# Schemas for editors
HELP_SCHEMA = "写出编辑器补全和检查要用的 JSON Schema：data/schemas。"
HELP_SCHEMA_CHECK = "只看 data/schemas 里的是不是最新的，不写。"
SCHEMA_CURRENT = "{path}"
FACTS_SCHEMA = "自评事实文件：{title}（{rules}）"
RULES_SCHEMA = "评分规则集"
FORM_SCHEMA = "报告模板的设置 form.yaml"
VOCABULARY_SCHEMA = "词汇表"
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
    "编号": "五级编号各写第一个：一、（一）1.（1）①。",
    "附表": "评分表，或无。",
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
