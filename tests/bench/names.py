"""Names for synthetic units: two characters, three from 1,560 units of a kind on; the first 60,000 of a kind differ."""

from __future__ import annotations

FIRST = "东西南北上下前后新永安平长福金石清龙凤鹤松柏桃梅兰竹梧桐云月星海江湖泉明华文武宁"
SECOND = "山水河溪坑塘陂岭洲埔冈湾沙田村桥亭林坪坝峰源泽浦港潭涧垌厝围墟圩屋寨堡关口台里"


def place_name(number: int) -> str:
    """Return the name of a place that no other number has."""
    rest, first = divmod(number, len(FIRST))
    rest, second = divmod(rest, len(SECOND))
    middle = FIRST[(rest - 1) % len(FIRST)] if rest else ""
    return FIRST[first] + middle + SECOND[(second + first) % len(SECOND)]
