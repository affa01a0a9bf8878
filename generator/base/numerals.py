"""Item numbers as official documents write them: 一、（一）1.（1）① 一是."""

from __future__ import annotations

import re

_DIGITS = "〇一二三四五六七八九"
_CIRCLED_ONE = ord("①")
_ENUMERATORS = ("一", "①", "1")
_NUMERAL = re.compile(f"[{_DIGITS}十]+|[①-⑳]|[0-9]+")


def chinese(number: int) -> str:
    """Return a number from 1 to 99 in Chinese numerals, 12 as 十二."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else _DIGITS[tens] + "十")
    return head + (_DIGITS[ones] if ones or not tens else "")


def circled(number: int) -> str:
    """Return a circled number; beyond ⑳ the number in full-width brackets."""
    return chr(_CIRCLED_ONE + number - 1) if number <= 20 else f"（{number}）"


def item_number(style: str, number: int) -> str:
    """Return an item number in the style of a specimen that shows the first one.

    Args:
        style: the first number as the form writes it: 一、 （一） 1. （1） ① 一是.
        number: counted from 1.
    """
    if "一" in style:
        return style.replace("一", chinese(number), 1)
    if "①" in style:
        return style.replace("①", circled(number), 1)
    return style.replace("1", str(number), 1)


def is_specimen(style: str) -> bool:
    """Tell whether a text shows a first item number."""
    return any(one in style for one in _ENUMERATORS)


def without_number(text: str, number: str) -> str:
    """Return a text without an item number in front that is like another item's: of （3）做好…, like （2）, 做好…."""
    parts = (re.escape(part) for part in _NUMERAL.split(number.strip()))
    found = re.match(rf"\s*{f'(?:{_NUMERAL.pattern})'.join(parts)}\s*", text) if number.strip() else None
    return text[found.end() :] if found else text.strip()
