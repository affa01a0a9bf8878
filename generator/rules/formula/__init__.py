"""The formula language: names, numbers, arithmetic, comparison, conditions and a few functions.

采购.合计 ÷ 采购.计划
若(人员.编外人员 > 0 且 非 公开.豁免, 最大(甲, 乙), 10%)
"""

from .dimensions import infer
from .evaluate import ZeroDenominatorError, evaluate
from .parse import Formula, parse_formula

__all__ = ["Formula", "ZeroDenominatorError", "evaluate", "infer", "parse_formula"]
