"""The charts of the summary's page, as SVG that stands in the page itself: no script, no clock, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from wcwidth import wcswidth

from ...base.decimals import plain
from .statistics import Class, Spread

if TYPE_CHECKING:
    from lxml.etree import _Element
    from pygal.graph.graph import Graph

WIDTH, FONT = 640, 14
ROW, COLUMN_CHART = 26, 260  # heights: of a bar's row, of a chart of columns
HEADROOM = 1.12  # above the highest column, for its number
HALF, TAKEN_FOR = FONT * 0.52, FONT * 0.6  # the width of half a Chinese character; what the library takes any character for
FAMILY = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif'


def histogram(name: str, title: str, classes: Sequence[Class], labels: Sequence[str]) -> str:
    """Return a chart of how many units stand in each class.

    Args:
        name: what tells this chart from others in the page.
        title: what it is of.
        classes: the classes.
        labels: what each is called.
    """
    from pygal import Bar

    most = max(each.count for each in classes)
    chart = Bar(height=COLUMN_CHART, margin=8, range=(0, most * HEADROOM), show_y_labels=False, show_y_guides=False, **_looks())
    return _drawn(chart, name, title, [(label, Decimal(each.count)) for label, each in zip(labels, classes, strict=True)])


def losses(name: str, title: str, spreads: Sequence[Spread]) -> str:
    """Return a chart of the points that each indicator took off, the most first."""
    from pygal import HorizontalBar

    ordered = sorted(spreads, key=lambda each: each.lost, reverse=True)
    missed = max(wcswidth(each.title) * HALF - len(each.title) * TAKEN_FOR for each in ordered)
    beside = f"inline:#chart-{name} .text-overlay text.value{{text-anchor:start}}"
    looks = _looks(beside) | {"margin_left": max(int(missed), 8), "margin_right": 60}
    chart = HorizontalBar(height=ROW * len(ordered) + 16, margin=8, show_x_labels=False, **looks)
    return _drawn(chart, name, title, [(each.title, each.lost) for each in reversed(ordered)])


def _looks(*css: str) -> dict[str, Any]:
    from pygal.style import Style

    style = Style(
        background="transparent", plot_background="transparent", foreground="#44546a", foreground_strong="#1f2d3d",
        foreground_subtle="#d5dde6", guide_stroke_color="#d5dde6", major_guide_stroke_color="#d5dde6", guide_stroke_dasharray="2,3",
        major_guide_stroke_dasharray="2,3", opacity="1", transition="0s", colors=("#3f72a6",), font_family=FAMILY,
        label_font_size=FONT, major_label_font_size=FONT, value_font_size=FONT, value_colors=("#1f2d3d",),
    )  # fmt: skip
    return {
        "css": ("file://style.css", "file://graph.css", *css), "style": style, "js": (), "width": WIDTH, "spacing": 6,
        "print_values": True, "print_values_position": "top", "show_legend": False, "truncate_label": -1, "disable_xml_declaration": True,
    }  # fmt: skip


def _drawn(chart: Graph, name: str, title: str, bars: Sequence[tuple[str, Decimal]]) -> str:
    """Return a chart as text; only its geometry is made of binary numbers, what it prints is given. A screen reader says all of it."""
    texts = [plain(number, trim=True) for _, number in bars]
    said = "; ".join((title, *(f"{label} {text}" for (label, _), text in zip(bars, texts, strict=True))))
    chart.uuid = name
    chart.x_labels = [label for label, _ in bars]
    chart.add("", [{"value": float(number), "formatter": _says(text)} for (_, number), text in zip(bars, texts, strict=True)])
    chart.add_xml_filter(lambda svg: _still(svg, said))
    return str(chart.render(is_unicode=True))


def _says(text: str) -> Any:
    return lambda _: text


def _still(svg: _Element, said: str) -> _Element:
    """Return a chart without what would move: scripts, hovering, comments that tell the date."""
    from lxml import etree

    etree.strip_elements(svg, etree.Comment, "{*}script", "{*}desc", with_tail=False)
    svg.remove(svg.find("{*}title"))
    svg.set("role", "img")
    svg.set("aria-label", said)
    return svg
