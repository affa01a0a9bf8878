"""名称一列单独排了序。"""

from openpyxl import Workbook

from tests.problems.excel import cell


def fill(book: Workbook) -> None:
    one, other = (cell(book, path, "名称") for path in ("预算.基本支出", "预算.项目支出"))
    one.value, other.value = other.value, one.value
