"""Results that a synthetic unit reports: a title and sentences with figures of its own."""

from __future__ import annotations

from random import Random

RESULTS = (
    (
        "便民服务流程精简",
        (
            "梳理窗口事项{0}项，能合并的合并，能网上办的不再要求到场，平均少跑{1}次",
            "设立帮办岗位{2}个，为行动不便的老人上门办件{3}件",
            "把常见问题编成一问一答，张贴在各服务点，全年咨询电话比上年明显减少",
            "对办件超过承诺时限的逐件倒查，查明原因后调整了{1}个岗位的分工",
        ),
    ),
    (
        "基础设施管护到位",
        (
            "修补破损路面{3}平方米，更换路灯{0}盏，疏通排水沟渠{2}公里",
            "把管护责任落实到人，每周巡查一遍，小修小补当周完成",
            "汛前检查水闸、泵站和低洼路段{1}处，备足沙袋、水泵等物资，平稳度过汛期",
            "新增的设施同步登记入账，移交手续齐全",
        ),
    ),
    (
        "文体活动贴近群众",
        (
            "举办读书、书法、广场舞等活动{0}场，参加的群众{3}人次",
            "图书室延长开放时间，全年借阅图书{2}百册次",
            "组织青少年暑期课堂{1}期，由退休教师和大学生志愿者授课，家长反映良好",
            "活动经费按项目列支，结束后公布开支，接受群众监督",
        ),
    ),
    (
        "困难群众帮扶精准",
        (
            "逐户核对低保、特困和残疾人台账，新纳入{1}户，退出{2}户，做到应保尽保、应退尽退",
            "走访独居老人{0}户，安装呼叫设备，发现险情及时处置",
            "联系企业提供岗位{3}个，帮助有劳动能力的困难家庭成员就近就业",
            "救助资金全部通过银行发放，每季度与发放名册核对一次",
        ),
    ),
    (
        "内部管理进一步规范",
        (
            "修订财务、采购、资产和用车等制度{1}项，废止不再适用的{2}项",
            "合同签订前由法律顾问审核，全年审核合同{0}份，提出修改意见{3}条",
            "按季度通报预算执行进度，对进度慢的项目逐个会商",
            "组织业务培训，财务人员和业务人员一同参加，互相熟悉对方的要求",
        ),
    ),
    (
        "环境整治持续发力",
        (
            "清理卫生死角{0}处，清运积存垃圾{2}吨，拆除破旧棚屋{1}间",
            "推行垃圾分类，入户宣传{3}户次，分类投放点由专人值守",
            "河道保洁实行分段负责，水面漂浮物当天打捞",
            "沿街商铺签订门前责任书，检查结果每月张榜",
        ),
    ),
)

CAUSES = ("个别环节没有按时办结", "有的资料归集不够完整", "分工不够明确，前后衔接不紧", "台账更新滞后，核对时才发现差错")
REMEDIES = ("明确经办人和完成时限，按月核对", "补齐资料，归档前由第二人复核", "修订流程，写明每一步由谁办、办到什么程度", "组织一次专题培训，年内再抽查一遍")


def shortcoming(random: Random, name: str, points: str) -> str:
    """Return a judgment that takes points off an indicator, with its reason, problem and measure."""
    cause, remedy = random.choice(CAUSES), random.choice(REMEDIES)
    return f"""\
  {name}:
    扣分: {points}
    说明: 自查发现{cause}。
    问题: "{name}还有差距，{cause}，按照评分标准，扣{{{{ 扣分 }}}}分。"
    改进: {remedy}。
"""


def results(random: Random, count: int, indent: str) -> str:
    """Return results as items of a list, a text that stands as a clerk would type it."""
    return "".join(_result(random, title, sentences, indent) for title, sentences in random.sample(RESULTS, count))


def _result(random: Random, title: str, sentences: tuple[str, ...], indent: str) -> str:
    lines: list[str] = []
    for _ in range(2):
        for sentence in random.sample(sentences, len(sentences)):
            figures = (random.randint(12, 96), random.randint(2, 9), random.randint(3, 40), random.randint(110, 990))
            lines.append(f"{indent}    {sentence.format(*figures)}。\n")
        lines.append("\n")
    return f"{indent}- 标题: {title}\n{indent}  内容: |-\n{''.join(lines[:-1])}"
