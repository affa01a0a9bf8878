"""Where each printed value is from: a fact, a quantity computed from others, a score, or a line that the unit wrote.

Every edition that answers for its numbers (cards of a web page, comments of the working paper, the ledger) says what stands here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from ..base import messages as M
from ..base import words as W
from ..base.marks import Mark, Source, Text, by_name
from ..base.problems import Problems
from ..facts.facts import Fact
from ..facts.values import NUMBER, Quantity, Value
from ..rules.derivation import Figure, figure_of, inputs_of
from ..rules.explain import account
from ..rules.loading import GIVEN
from ..rules.review import Review
from ..rules.scorecard import GroupScore, IndicatorScore, Scorecard, Scored
from .cards import Cards, row_of
from .document import Quoted, text_of
from .language import render_sentence
from .names import Items, Rows, figure_names
from .printing import Shown
from .sentences import Sentences
from .stating import Stating

_QUOTED_AS = "quoted"
_REVIEWED = {W.REVIEWED_SCORE: W.SCORE, W.REVIEWED_CHANGE: W.SCORE, W.REVIEWED_GRADE: W.GRADE}
"""The fields of a reviewed score, and those of the score that they are of."""


class Kind(StrEnum):
    """What a printed value is."""

    FACT = "fact"
    DERIVED = "derived"
    REPORTED = "reported"
    SCORE = "score"
    GIVEN = "given"
    COVER = "cover"


WRITTEN = {Kind.FACT, Kind.REPORTED, Kind.COVER, Kind.GIVEN}
"""What is written, be it computed with or not; all else is computed from it, or decided by a rule."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value is from.

    Attributes:
        id: what it is called.
        kind: a fact, computed, stated without being computed (直报), a score, given by the year, or a line of the cover.
        title: what a person calls it.
        place: where it is written: a fact's value, a quantity's formula, an indicator's rule; None for what stands nowhere.
        lines: all there is to say of it, as labels and texts, for a person.
        inputs: the ids of the values that it was computed from, in the order of its formula.
        figure: of a fact or quantity, how it came about.
        scored: of a score, the indicator or group; None for the total.
    """

    id: str
    kind: Kind
    title: str
    place: Mark | None
    lines: tuple[tuple[str, str], ...]
    inputs: tuple[str, ...] = ()
    figure: Figure | None = None
    scored: Scored | None = None


@dataclass
class Origins:
    """Tells where the values of one report are from.

    Attributes:
        sentences: the sentences of its scorecard.
        names: what its templates saw.
    """

    sentences: Sentences
    names: Mapping[str, object]
    _known: dict[str, Origin] = field(default_factory=dict)

    @property
    def card(self) -> Scorecard:
        """The scorecard that the report is of."""
        return self.sentences.card

    @cached_property
    def stating(self) -> Stating:
        """States values in the report's style."""
        return Stating(self.sentences.style)

    @cached_property
    def cards(self) -> Cards:
        """Tells of values line by line."""
        return Cards(self.card, self.stating)

    def of(self, id: str) -> Origin:
        """Return where a printed value is from, by its id."""
        if id not in self._known:
            self._known[id] = self._found(id)
        return self._known[id]

    def rests_on(self, id: str) -> list[Origin]:
        """Return what a value comes down to, each once: what is written, and where nothing is, where it is decided."""
        found, seen, ahead = list[Origin](), set[str](), [id]
        while ahead:
            origin = self.of(ahead.pop())
            if origin.id not in seen and origin.place and (origin.kind in WRITTEN or not origin.inputs):
                found.append(origin)
            ahead += [] if origin.id in seen else reversed(origin.inputs)
            seen.add(origin.id)
        return found

    def printed(self, quoted: Quoted) -> str:
        """Return how a value prints when it is looked up by its id and put through the filters anew."""
        found = self.at(quoted.id)
        if not quoted.by:
            return str(found)
        tag = Text(f"{{{{ {_QUOTED_AS} | {quoted.by} }}}}", Mark(Source("", "")))
        return text_of(render_sentence(tag, {_QUOTED_AS: found}, Problems()))

    def at(self, id: str) -> object:
        """Return what an id stands for, as a template sees it.

        Raises:
            LookupError: the report has no such value.
        """
        root, _, rest = id.partition(".")
        if root == W.COVER:
            return self._named(root)[rest]
        if root == W.CORRECTED and self.sentences.review:
            after = next(each.after for each in self.sentences.review.corrected if each.name == rest)
            return Shown(after.value, id, self.sentences.style)
        found: object = self.names
        if root in {W.INDICATORS, W.GROUPS}:
            scored, id = self._scored(id)
            view = self.sentences.view(scored)
            found = view if id.partition(".")[0] in view else self.sentences.scope(scored)
        for key in id.split("."):
            found = _inside(found, key)
        return found

    def _named(self, root: str) -> Mapping[str, object]:
        found = self.names[root]
        assert isinstance(found, Mapping)
        return found

    def _scored(self, id: str) -> tuple[Scored, str]:
        """Return the indicator or group that an id is about, and the rest of the id; names may hold points."""
        root, _, rest = id.partition(".")
        wanted = GroupScore if root == W.GROUPS else IndicatorScore
        found = [each for each in self.card.everything() if isinstance(each, wanted) and rest.startswith(f"{each.name}.")]
        if not found:
            raise LookupError(id)
        longest = max(found, key=lambda each: len(each.name))
        return longest, rest.removeprefix(f"{longest.name}.")

    def _found(self, id: str) -> Origin:
        root, _, rest = id.partition(".")
        if root in {W.INDICATORS, W.GROUPS}:
            return self._of_score(id)
        if root == W.TOTAL:
            review = self.sentences.review if rest in _REVIEWED else None
            return self._of_review(id, review, None, rest) if review else self._of_sum(id, None, rest)
        if root == W.COVER:
            return self._written(id, Kind.COVER, rest, by_name(self.card.facts.cover)[rest].mark)
        if root == W.CORRECTED and self.sentences.review:
            corrected = next(each for each in self.sentences.review.corrected if each.name == rest)
            return self._of_figure(id, self._fact(id, corrected.after), (M.O_WHY, str(corrected.reason)))
        if root == W.REVIEWER and self.sentences.review:
            return self._written(id, Kind.GIVEN, id, self.sentences.review.reviewer.mark)
        if id in GIVEN:
            place = self.card.facts.place(W.SUMMED if id == W.UNIT_COUNT else W.YEAR)
            return self._written(id, Kind.GIVEN, id, place, M.O_GIVEN_AS.get(id, ""))
        return self._of_figure(id, self._item(id) or figure_of(id, self.card.figures))

    def _item(self, id: str) -> Figure | None:
        """Return the item of a list of facts that an id names (机构.内设机构.2); None for any other id."""
        path, _, number = id.rpartition(".")
        fact = self.card.facts.fact(path) if number.isdecimal() else None
        if fact is None or not isinstance(fact.value, tuple):
            return None
        item = fact.value[int(number) - 1]
        return replace(self._fact(path, fact), name=id, value=str(item), place=item.mark if isinstance(item, Text) else fact.mark)

    def _fact(self, id: str, fact: Fact) -> Figure:
        title = self.card.facts.vocabulary.title(fact.path)
        return Figure(id, title, 0, fact.value, fact.value, fact.mark, origin=fact.origin, evidence=fact.evidence)

    def _written(self, id: str, kind: Kind, title: str, place: Mark | None, formula: str = "") -> Origin:
        return Origin(id, kind, title, place, tuple(self.cards.written(self._value(id), place, formula)))

    def _of_figure(self, id: str, figure: Figure, *more: tuple[str, str]) -> Origin:
        if figure.formula is not None:
            lines, kind = self.cards.derived(figure), Kind.DERIVED
        elif figure.reported:
            lines, kind = self.cards.reported(figure), Kind.REPORTED
        else:
            lines, kind = self.cards.fact(figure), Kind.FACT
        return Origin(id, kind, self._title(figure) or id, figure.place, (*lines, *more), inputs_of(figure), figure)

    def _title(self, figure: Figure) -> str:
        """Return what a figure is called: a cell by its row and column, last year's fact as last year's."""
        row, _, column = figure.name.rpartition(".")
        last_year = figure.name.startswith(f"{W.LAST_YEAR}.")
        if figure.title and row.rpartition(".")[2].isdecimal() and column != W.NAME:
            return M.O_CELL.format(row=figure.title, column=column)
        return f"{W.LAST_YEAR}{figure.title}" if last_year and figure.title else figure.title

    def _value(self, id: str) -> Value | None:
        found = self.at(id)
        if isinstance(found, (Items, Rows)):
            return Quantity(Decimal(len(found)), NUMBER)
        return found.value if isinstance(found, Shown) else None

    def _of_score(self, id: str) -> Origin:
        scored, rest = self._scored(id)
        if self.sentences.review and rest in _REVIEWED:
            return self._of_review(id, self.sentences.review, scored, rest)
        if isinstance(scored, GroupScore):
            return self._of_sum(id, scored, rest)
        row = row_of(scored, rest)
        column = rest.rpartition(".")[2]
        if row and row.path and f"{row.path}.{column}" in self.card.facts.values:
            return self._of_figure(id, figure_of(f"{row.path}.{column}", self.card.figures))
        explained = account(scored, self.card, seeks_better=False)
        title = M.O_CELL.format(row=row.name, column=column) if row else _titled(scored.title, rest)
        inputs = tuple(figure.name for figure in self.cards.rests_on(explained, row))
        lines = tuple(self.cards.indicator(scored, explained, rest, self._value(id)))
        return Origin(id, Kind.SCORE, title, explained.place, lines, inputs, scored=scored)

    def _of_sum(self, id: str, group: GroupScore | None, rest: str) -> Origin:
        """Return where a field of a group's score is from, or of the total."""
        card = self.card
        title = _titled(group.title if group else W.TOTAL, rest)
        if group and group.group_only:
            place = card.facts.judged_at(group.name)
            return Origin(id, Kind.SCORE, title, place, tuple(self.cards.judged(group, rest, self._value(id), place)), scored=group)
        place = card.rules.place(group.name if group else "")
        lines = tuple(self.cards.summed(group, rest, self._value(id), place))
        return Origin(id, Kind.SCORE, title, place, lines, self._ids(group.children if group else card.groups, rest), scored=group)

    def _of_review(self, id: str, review: Review, own: Scored | None, rest: str) -> Origin:
        """Return where a field of the reviewed score is from: what the bureau decided, else how it was scored anew."""
        title, reasons = _titled(own.title if own else W.TOTAL, rest), review.reasons(own) if own else ()
        after = review.of(own.name) if own else None
        why = [(M.O_WHY, str(reason)) for reason in reasons]
        anew = self._after.of(f"{id.removesuffix(rest)}{_REVIEWED[rest]}")
        if rest != W.REVIEWED_CHANGE and not (own and own.name in review.verdicts):
            return replace(anew, id=id, title=title, lines=(*anew.lines, *why))
        place = reasons[0].mark if reasons else anew.place
        lines = self._after.cards.reviewed(self.card, own, after, self._value(id) if rest == W.REVIEWED_CHANGE else None)
        return Origin(id, Kind.SCORE, title, place, (*lines, *why, (M.O_PLACE, str(place))), scored=own)

    @cached_property
    def _after(self) -> Origins:
        """Where the values of the reviewed score are from."""
        assert self.sentences.review is not None
        card, style = self.sentences.review.card, self.sentences.style
        names = figure_names(card.figures, style)
        sentences = Sentences(card, style, Problems(), names)
        names[W.TOTAL], (names[W.INDICATORS], names[W.GROUPS]) = sentences.total_names(), sentences.views()
        return Origins(sentences, names)

    def _ids(self, parts: Sequence[Scored], rest: str) -> tuple[str, ...]:
        wanted = rest if rest in {W.FULL, W.DEDUCTION} else W.SCORE
        return tuple(f"{part.id}.{wanted}" for part in parts)


def _titled(title: str, field: str) -> str:
    """Return what a field of a score is called."""
    return title if field == W.NAME else title + field


def _inside(found: object, key: str) -> object:
    """Return what stands in a section of names under a key, or in a list at a number.

    Raises:
        LookupError: nothing does.
    """
    if isinstance(found, Mapping):
        return found[key]
    if not key.isdecimal():
        raise LookupError(key)
    items = found.rows if isinstance(found, Rows) else tuple(found) if isinstance(found, (Shown, Sequence)) else ()
    return items[int(key) - 1]
