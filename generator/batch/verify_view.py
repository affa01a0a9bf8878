"""What `verify` prints: differences in groups, each with its place, both readings, and where the facts are written."""

from __future__ import annotations

from collections.abc import Iterator

from ..base import messages as M
from .verify import Told, Verified

MOST = 5  # places that are named for one number
LONGEST = 120


def verified_view(verified: Verified) -> Iterator[str]:
    """Yield the lines."""
    edition = M.VERIFY_EDITIONS[verified.edition]
    yield M.VERIFY_OF.format(file=verified.file, unit=verified.unit, year=verified.year, edition=edition)
    if not verified.traced:
        yield M.VERIFY_UNTRACED
    yield M.VERIFY_AGREED.format(count=len(verified.agreed))
    if not verified.differences:
        yield M.VERIFY_ALL
    for (by_hand, of_number), title in M.VERIFY_GROUPS.items():
        group = [each for each in verified.differences if each.by_hand is by_hand and bool(each.id) is of_number]
        if group:
            yield from ("", M.HEADING.format(title=M.VERIFY_GROUP.format(title=title, count=len(group))))
            for each in group:
                yield from _lines(each)
    told = {each.by_hand for each in verified.differences}
    settled = [line for by_hand, line in M.VERIFY_SETTLE.items() if by_hand in told]
    yield from ("", *settled) if settled else ()


def _lines(told: Told) -> Iterator[str]:
    yield "  " + (M.VERIFY_PLACE.format(heading=told.heading) if told.heading else M.VERIFY_TOP)
    found = _one_line(told.found) or M.VERIFY_MISSING
    yield "    " + M.VERIFY_AT.format(before=_one_line(told.before), found=found, behind=_one_line(told.behind))
    if not told.now:
        yield f"    {M.VERIFY_NO_MORE}"
    elif told.id:
        title = told.id if told.title == told.id else M.VERIFY_TITLE.format(title=told.title, id=told.id)
        yield "    " + M.VERIFY_NOW_NUMBER.format(now=_one_line(told.now), title=title)
    else:
        yield "    " + M.VERIFY_NOW.format(now=_one_line(told.now))
    for basis in told.basis[:MOST]:
        yield "    " + M.VERIFY_BASIS.format(place=basis.place, title=basis.title)
    if len(told.basis) > MOST:
        yield "    " + M.VERIFY_MORE_BASIS.format(count=len(told.basis))


def _one_line(text: str) -> str:
    joined = " ".join(text.split())
    return joined if len(joined) <= LONGEST else f"{joined[: LONGEST // 2]}…{joined[-LONGEST // 2 :]}"
