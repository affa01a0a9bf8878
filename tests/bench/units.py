"""Lays a data folder with many synthetic units, made from the five shipped ones by a seeded random source.

usage: python -m tests.bench.units FOLDER COUNT [SEED [YEAR]]
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from .draft import Draft
from .kinds import KINDS, Chance, Kind
from .names import place_name
from .prose import results, shortcoming

PROJECT = Path(__file__).resolve().parents[2]
LAID = ("data/vocabulary", "data/rules", "data/checks", "templates")
POINTS_OFF = ("0.2", "0.5", "0.5", "1")


def make_units(root: Path, count: int, seed: int, year: int | None = None) -> None:
    """Lay a whole data folder; the same arguments give the same bytes.

    Args:
        root: the folder; it may be there already.
        count: how many units: u00001, u00002, …
        seed: what the random source starts from.
        year: the year of all units; each kind's own where it is None.
    """
    for folder in LAID:
        shutil.copytree(PROJECT / folder, root / folder, dirs_exist_ok=True)
    shipped = {kind.agency: (PROJECT / f"data/agencies/{kind.agency}/{kind.year}.yaml").read_text("utf-8") for kind in KINDS}
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        stated = year or kind.year
        path = root / f"data/agencies/u{number + 1:05}/{stated}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(unit(kind, shipped[kind.agency], number // len(KINDS), Chance(f"{seed}/{number}"), stated), "utf-8")


def unit(kind: Kind, shipped: str, number: int, chance: Chance, year: int) -> str:
    """Return the facts file of one synthetic unit."""
    draft = Draft(shipped.replace(kind.place, place_name(number)))
    draft.drop("核对")
    kind.vary(draft, chance)
    _judge(draft, kind, chance)
    draft.insert(kind.before, results(chance, kind.results, kind.before[: kind.before.index("-")]))
    if year != kind.year:
        _move(draft, kind.year, year)
    return draft.text


def _judge(draft: Draft, kind: Kind, chance: Chance) -> None:
    """Take points off some of the indicators that are judged; what was said of them goes."""
    for name in sorted(chance.sample(kind.judged, min(len(kind.judged), chance.pick(0, 1, 1, 2, 3)))):
        draft.text = re.sub(rf"^  {name}:.*\n(?:    .*\n|\n)*", "", draft.text, count=1, flags=re.MULTILINE)
        draft.insert("  其余: 满分\n", shortcoming(chance, name, chance.choice(POINTS_OFF)))


def _move(draft: Draft, old: int, new: int) -> None:
    """Move what the file dates, and the year it is of, by the same number of years."""
    draft.replace(f"年度: {old}\n", f"年度: {new}\n")
    dates = re.compile(r"(?<=日期: )(\d{4})(?=年)")
    draft.text = dates.sub(lambda found: str(int(found[1]) + new - old), draft.text)


def main() -> None:
    """Lay a folder from the command line."""
    root, count, *more = sys.argv[1:]
    seed, year = (int(more[0]) if more else 1), (int(more[1]) if len(more) > 1 else None)
    make_units(Path(root), int(count), seed, year)


if __name__ == "__main__":
    main()
