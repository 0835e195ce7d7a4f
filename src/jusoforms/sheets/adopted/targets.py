"""What a tag of a blank form names: a field of the case or of a meeting, or one of the ward's own.

``世帯員[呼称=本人].姓+名`` is two fields of the member called 本人; ``会議.開催日時`` is the
meeting's, ``会議[回=2].場所`` that of one of several on a sheet; ``独自項目.支援方針`` has no
name in the vocabulary; ``会議.種別=支援会議`` says a value that every sheet of the form has.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from jusoforms.problems import Problem
from jusoforms.problems import forms as say
from jusoforms.sheets.adopted.tags import Tag
from jusoforms.vocabulary.case import Case
from jusoforms.vocabulary.labels import fold
from jusoforms.vocabulary.names import Field, Kind, Names, names_of

__all__ = ["MEETING", "OWN", "Step", "Target", "read_target"]

MEETING, OWN = "会議", "独自項目"
READ_FROM_TEXT = frozenset({"時期", "希望と課題", "役割分担", "出席者"})
"""Lists that people write into one cell."""
_STEP = re.compile(r"(?P<name>[^\[\]]+)(?:\[(?P<key>[^=\]]+)=(?P<value>[^\]]+)\])?")


@dataclass(frozen=True, slots=True)
class Step:
    """A list or record on the way to a field; of a list perhaps which item it is."""

    field: Field
    key: Field | None = None
    value: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a tagged cell's text goes."""

    name: str
    """Canonical: the label of its problems."""
    steps: tuple[Step, ...]
    """The lists and records around the fields, outermost first."""
    fields: tuple[Field, ...]
    """Usually one; several share one text (姓+名)."""
    constant: str = ""
    """The value that every sheet of this form has."""

    @property
    def of_meeting(self) -> bool:
        """Whether it is a meeting's."""
        return bool(self.steps) and self.steps[0].field.name == MEETING

    @property
    def which_meeting(self) -> Step | None:
        """Which of the meetings of one sheet it belongs to, where the tag says: 会議[回=2]."""
        return self.steps[0] if self.of_meeting and self.steps[0].key else None

    @property
    def is_own(self) -> bool:
        """Whether the vocabulary has no name for it."""
        return bool(self.steps) and self.steps[0].field.name == OWN

    @property
    def inner(self) -> tuple[Step, ...]:
        """The lists and records between the case, or its meeting, and the fields."""
        return self.steps[1:] if self.of_meeting else self.steps

    @property
    def table(self) -> str:
        """The list of which each row of a table is an item; empty for a single field."""
        last = self.inner[-1] if self.inner else None
        if last is None or last.key or last.field.kind is not Kind.LIST:
            return ""
        return ".".join(map(_step_name, self.steps))

    @property
    def held(self) -> tuple[str, ...]:
        """The names that a form with this tag has a place for."""
        around = "".join(f"{step.field.name}." for step in self.steps)
        return tuple(f"{around}{field.name}" for field in self.fields)


def read_target(tag: Tag) -> Target | Problem:
    """Return what a tag names, or what is wrong with it (without a place)."""
    path, _, constant = _constant(tag.inner)
    if not path.strip():
        return _bad(tag, "{{ }} の中に、項目の名前がありません")
    if re.search(r"[|#?^/]", path):
        return _bad(tag, "様式のタグには、書式（|）や繰り返し（#）は書けません")
    head, _, rest = path.partition(".")
    if fold(head) == OWN:
        return _own(tag, rest.strip(), constant.strip())
    return _path(tag, [word.strip() for word in _split(path)], constant.strip())


def _constant(inner: str) -> tuple[str, str, str]:
    """Part 名=値 at the = that stands outside brackets."""
    depth = 0
    for index, mark in enumerate(inner):
        depth += (mark == "[") - (mark == "]")
        if mark == "=" and depth <= 0:
            return inner[:index], "=", inner[index + 1 :]
    return inner, "", ""


def _split(path: str) -> list[str]:
    """Part at the dots outside brackets."""
    return re.split(r"\.(?![^\[]*\])", path)


def _own(tag: Tag, name: str, constant: str) -> Target | Problem:
    if not name:
        return _bad(tag, "「独自項目.」の後に、項目の名称がありません")
    own = names_of(Case)[OWN]
    assert own.children is not None
    step = Step(own, own.children["名称"], name)
    return Target(f"{OWN}.{name}", (step,), (own.children["内容"],), constant)


def _path(tag: Tag, words: list[str], constant: str) -> Target | Problem:
    names: Names | None = names_of(Case)
    steps: list[Step] = []
    for word in words[:-1]:
        step = _step(tag, word, names)
        if isinstance(step, Problem):
            return step
        steps.append(step)
        names = step.field.children
    fields = [_field(tag, name.strip(), names) for name in words[-1].split("+")]
    wrong = next((field for field in fields if isinstance(field, Problem)), None)
    if wrong:
        return wrong
    found = tuple(field for field in fields if isinstance(field, Field))
    name = ".".join([*map(_step_name, steps), "+".join(field.name for field in found)])
    return _whole(tag, Target(name, tuple(steps), found, constant))


def _step(tag: Tag, word: str, names: Names | None) -> Step | Problem:
    match = _STEP.fullmatch(word)
    if match is None:
        return _bad(tag, "[ ] の中は「名=値」の形で書きます")
    field = _field(tag, match["name"].strip(), names)
    if isinstance(field, Problem) or not match["key"]:
        return field if isinstance(field, Problem) else Step(field)
    key = _field(tag, match["key"].strip(), field.children)
    return key if isinstance(key, Problem) else Step(field, key, match["value"].strip())


def _field(tag: Tag, word: str, names: Names | None) -> Field | Problem:
    if names is None:
        return _bad(tag, f"「{word}」の前の項目は、中に項目を持ちません")
    field = names.find(word)
    if field is None:
        nearest = names.nearest(word)
        shown = "、".join(nearest) or "ありません"
        return say.UNKNOWN_NAME.at(tag=tag.source, word=word, nearest=shown, candidates=nearest)
    if not field.attribute:
        return _bad(tag, f"「{field.name}」は、自動で決まる項目です。様式からは読み取りません")
    return field


def _whole(tag: Tag, target: Target) -> Target | Problem:
    last = target.fields[-1]
    if last.kind is Kind.RECORD or (last.kind is Kind.LIST and last.name not in READ_FROM_TEXT):
        inside = "、".join(list(last.children or ())[:4])
        return _bad(tag, f"「{last.name}」の中のどの項目か書いてください（{inside} など）")
    if len(target.fields) > 1 and any(field.kind is not Kind.TEXT for field in target.fields):
        return _bad(tag, "「+」でつなげるのは、姓と名のような文字の項目だけです")
    return target


def _step_name(step: Step) -> str:
    return f"{step.field.name}[{step.key.name}={step.value}]" if step.key else step.field.name


def _bad(tag: Tag, why: str) -> Problem:
    return say.BAD_TAG.at(tag=tag.source, why=why)
