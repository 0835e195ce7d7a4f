"""What a kind of mess is, and the scene it works on.

A kind is a function that changes a :class:`Scene`: the workbook as people do, the truth as it
then stands on the sheet. By what it calls it says what a reader owes: nothing more (the record is
right and no error is raised), ``tell`` (right, and a word about it at that place), ``may_ask``
(right, or an error at that place), ``ask`` (the truth cannot be known: an error there).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from drafts import Content, Draft, DraftCell, DraftSheet
from jusoforms.problems import Problem, Severity
from mess.bases import CASE, CATALOGUE, FORMS, MEETING, Truth, base_of

Place = DraftCell | DraftSheet | None
"""Where a problem is to stand: a cell, anywhere on a sheet, or anywhere in the file."""
_WEIGHTS = (Severity.NOTICE, Severity.WARNING, Severity.ERROR)


@dataclass
class Ask:
    """A question a reader must, or may, ask instead of answering."""

    places: tuple[Place, ...]
    stakes: tuple[str, ...]
    """Paths of the truth that nobody expects an answer for once the question is asked."""
    required: bool
    question: bool = True
    """An error may answer it; else (a word that is due) an error is too much."""
    least: Severity = Severity.ERROR
    quoting: str = ""
    """Words of the sheet that the sentence has to quote."""

    def accepts(self, problem: Problem) -> bool:
        """Return whether a problem weighs enough, and quotes what it should."""
        enough = _WEIGHTS.index(problem.severity) >= _WEIGHTS.index(self.least)
        return enough and self.quoting in problem.message


@dataclass
class Scene:
    """A workbook, what is on it, and what a reader may ask about it."""

    form: str
    draft: Draft
    truth: Truth
    asks: list[Ask] = field(default_factory=list)
    also: dict[str, list[Any]] = field(default_factory=dict)
    """Other values that are as right, by path."""
    finishing: list[Callable[[bytes], bytes]] = field(default_factory=list)
    """Changes to the finished bytes, in order."""

    @property
    def main(self) -> DraftSheet:
        """The case's or the catalogue's sheet."""
        return next(one for one in self.draft.sheets if one.key in {"case", "catalogue"})

    @property
    def words(self) -> tuple[str, str]:
        """A cell of plain text: its tag and its path in the truth."""
        return {
            CASE: ("経緯", "経緯"),
            CATALOGUE: ("個別1.事業名", "事業.0.個別事業.0.名称"),
            MEETING: ("経緯", "経緯"),
        }[self.form]

    def cell(self, tag: str) -> DraftCell:
        return self.draft.find(tag)[1]

    def put(self, tag: str, content: Content) -> DraftCell:
        return self.draft.put(tag, content)

    def write(self, content: Content, text: str | None = None) -> DraftCell:
        """Type into the cell of plain text; ``text`` is what then stands there."""
        tag, path = self.words
        self.set(path, content if text is None else text)
        return self.put(tag, content)

    def get(self, path: str) -> Any:
        value: Any = self.truth
        for key in _keys(path):
            value = value[key]
        return value

    def set(self, path: str, value: Any) -> None:
        *front, last = _keys(path)
        owner: Any = self.truth
        for key in front:
            owner = owner[key]
        owner[last] = value

    def accept(self, path: str, value: Any) -> None:
        """Let another value count as right: a sign kept or dropped."""
        self.also.setdefault(path, []).append(value)

    def ask(self, *places: str | Place, stakes: Iterable[str] = (),
            least: Severity = Severity.ERROR) -> None:  # fmt: skip
        self.asks.append(Ask(self._places(places), tuple(stakes), required=True, least=least))

    def may_ask(self, *places: str | Place, stakes: Iterable[str] = (),
                least: Severity = Severity.ERROR) -> None:  # fmt: skip
        self.asks.append(Ask(self._places(places), tuple(stakes), required=False, least=least))

    def tell(self, *places: str | Place, least: Severity = Severity.NOTICE,
             quoting: str = "") -> None:  # fmt: skip
        found = self._places(places)
        self.asks.append(
            Ask(found, (), required=True, question=False, least=least, quoting=quoting)
        )

    def _places(self, places: Iterable[str | Place]) -> tuple[Place, ...]:
        return tuple(self.cell(one) if isinstance(one, str) else one for one in places)


@dataclass(frozen=True)
class Kind:
    name: str
    forms: tuple[str, ...]
    on: frozenset[str]
    """What it works on; kinds that share something are not combined. ``*`` shares with all."""
    apply: Callable[[Scene], None]

    @property
    def why(self) -> str:
        return (self.apply.__doc__ or "").strip()

    def conflicts(self, other: Kind) -> bool:
        return bool("*" in self.on | other.on or self.on & other.on)


KINDS: list[Kind] = []


def kind(
    name: str, on: str, forms: Iterable[str] = FORMS
) -> Callable[[Callable[[Scene], None]], Callable[[Scene], None]]:
    """Enter a function in the catalogue; ``on`` lists, by blanks, what it works on."""

    def enter(apply: Callable[[Scene], None]) -> Callable[[Scene], None]:
        assert all(one.name != name for one in KINDS), name
        KINDS.append(Kind(name, tuple(forms), frozenset(on.split()), apply))
        return apply

    return enter


def scene_of(form: str, kinds: Iterable[Kind]) -> Scene:
    """Return the form's workbook after these kinds of mess."""
    base = base_of(form)
    scene = Scene(form, base.draft, base.truth)
    for one in kinds:
        one.apply(scene)
    return scene


def _keys(path: str) -> list[str | int]:
    """Split a path; 受付日.値 is one key: 会議.1.期限.値 -> 会議, 1, 期限.値."""
    keys: list[str | int] = []
    for part in path.split("."):
        if part in {"値", "精度"}:
            keys[-1] = f"{keys[-1]}.{part}"
        else:
            keys.append(int(part) if part.isdecimal() else part)
    return keys
