"""What stands on the sheets of 支援会議票, as data derived from the vocabulary.

A sheet is a pile of sections, each under a band ``■ title``: labelled cells (slots), one list of
texts, or one table. Every field of :class:`Case` and :class:`Meeting` has its place; one that
no arrangement below names gets a section of its own at the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import get_args

from jusoforms.vocabulary.case import Case, Meeting
from jusoforms.vocabulary.labels import Record, fold
from jusoforms.vocabulary.names import Field, Kind, Names, names_of

__all__ = [
    "BAND", "CASE_LAYOUT", "FORM_NAME", "MEETING_LAYOUT", "Column", "Layout", "Section", "Slot",
    "holds", "item_type", "listed_name",
]  # fmt: skip

FORM_NAME = "支援会議票/1"
BAND = "■"


@dataclass(frozen=True)
class Slot:
    """A labelled cell; ``name`` is its defined name: 受付日, 同意.有無."""

    name: str
    field: Field
    wide: bool = False
    lines: int = 1

    @cached_property
    def key(self) -> str:
        """Its name as names are compared."""
        return fold(self.name)

    @property
    def label(self) -> str:
        """The label as printed."""
        return self.field.name


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table and how many of the sheet's columns it takes."""

    field: Field
    span: int = 1


@dataclass(frozen=True)
class Section:
    """A band with what stands under it."""

    title: str
    slots: tuple[Slot, ...] = ()
    field: Field | None = None
    """The list that a table or the lines of texts hold."""
    columns: tuple[Column, ...] = ()
    rows: int = 0
    lines: int = 1
    """How many lines of text a row has room for."""
    sentences: bool = True
    """A row holds a sentence; else names, several separated by 、."""
    note: str = ""
    """What to write, beside the band."""

    @cached_property
    def key(self) -> str:
        """The list's name as names are compared; empty for a section of slots."""
        return fold(self.field.name) if self.field else ""

    @property
    def band(self) -> str:
        """The band's text."""
        return f"{BAND} {self.title}"


@dataclass(frozen=True)
class Layout:
    """One kind of sheet."""

    title: str
    record: type[Record]
    widths: tuple[float, ...]
    """Widths of the sheet's columns, the first one holding labels and item numbers."""
    split: int
    """The column of the second label of a row of slots, counted from 0."""
    sections: tuple[Section, ...]
    guide: str
    """What stands under the title: how to fill the sheet in."""
    slots: tuple[Slot, ...] = field(init=False)
    """All labelled cells."""
    lists: tuple[Section, ...] = field(init=False)
    """The sections that hold a list."""
    labels: Names = field(init=False)
    """The slots by any accepted label; of 同意.有無 also 同意の有無."""

    def __post_init__(self) -> None:
        slots = tuple(slot for section in self.sections for slot in section.slots)
        lists = tuple(section for section in self.sections if section.field)
        labels = Names({slot.name: _spelt(slot) for slot in slots})
        for name, value in (("slots", slots), ("lists", lists), ("labels", labels)):
            object.__setattr__(self, name, value)

    def band_of(self, text: str) -> Section | None:
        """Return the section whose band a text is; what follows the title in it is the note."""
        if not text.lstrip().startswith(BAND):
            return None
        words = fold(text.split(BAND, maxsplit=1)[1].split("\u3000", maxsplit=1)[0])
        return self._titled.get(words)

    @cached_property
    def _titled(self) -> dict[str, Section]:
        """The sections by title, as names are compared."""
        return {fold(one.title): one for one in reversed(self.sections)}


def item_type(layout: Layout, field: Field) -> type[Record]:
    """Return the record that an item of a table is."""
    annotation = layout.record.model_fields[field.attribute].annotation
    inner = get_args(annotation)[0]
    assert isinstance(inner, type)
    assert issubclass(inner, Record)
    return inner


def _spelt(slot: Slot) -> Field:
    first, _, last = slot.name.rpartition(".")
    spelt = (slot.field.name, f"{first}の{last}") if first else ()
    return Field(slot.name, slot.field.kind, (*slot.field.also, *spelt))


_CASE, _MEETING = names_of(Case), names_of(Meeting)
_CONSENT = _CASE["同意"].children or Names({})
_DERIVED = frozenset({"会議", "役割分担", "独自項目"})
"""Of a case: what the sheets of its meetings say, and what only a ward's own form can say."""


def _slots(
    names: Names, *wanted: str, wide: tuple[str, ...] = (), lines: int = 1
) -> Iterator[Slot]:
    for name in wanted:
        is_wide = name in wide
        yield Slot(name, names[name], is_wide, lines if is_wide else 1)


_NAMES = frozenset({"主題", "支援関係機関", "招集機関"})


def _texts(field: Field, rows: int, lines: int, note: str, title: str = "") -> Section:
    is_sentence = field.name not in _NAMES
    name = title or field.name
    return Section(name, (), field, (), rows, lines, sentences=is_sentence, note=note)


def _table(field: Field, rows: int, columns: str, note: str, lines: int = 1) -> Section:
    """Return a table; ``columns`` such as ``機関 職 氏名*4`` says how wide each is."""
    assert field.children is not None
    parts = (one.partition("*") for one in columns.split())
    made = tuple(Column(field.children[name], int(span or 1)) for name, _, span in parts)
    return Section(field.name, field=field, columns=made, rows=rows, lines=lines, note=note)


_CONSENT_SLOTS = tuple(
    Slot(f"同意.{field.name}", field, wide=field.name == "範囲") for field in _CONSENT.values()
)
_CASE_SECTIONS = (
    Section(
        "基本情報",
        tuple(
            _slots(
                _CASE, "事例番号", "件名", "分類", "会議種別", "受付日", "相談経路", "担当課",
                "担当者", "主担当機関", "副担当", "状態", "再相談回", "終結日", "終結理由",
                "閲覧制限", "取下げ",
            )
        ),
    ),
    _texts(_CASE["主題"], 4, 1, "主な課題を 1 行に 1 つ（一覧から選べます）"),
    Section("同意", _CONSENT_SLOTS, note="情報を共有することへの本人の同意"),
    _table(
        _CASE["世帯員"],
        12,
        "呼称 続柄 姓 名 ふりがな 生年月日 年齢 年代 状況",
        "本人を含めて 1 行に 1 人",
    ),
    _texts(_CASE["支援関係機関"], 12, 1, "1 行に 1 機関"),
    _table(_CASE["時期"], 5, "時期*3 種別*3 回*3", "初回相談や会議の時期。1 行に 1 つ"),
    Section(
        "本人・世帯の状況",
        (
            *_slots(_CASE, "状況見出し", wide=("状況見出し",)),
            # Its other labels are what 状況見出し holds.
            Slot("状況", replace(_CASE["状況"], also=()), wide=True, lines=5),
            *_slots(_CASE, "経緯", wide=("経緯",), lines=5),
        ),
    ),
    _table(_CASE["希望と課題"], 6, "話者 内容*8", "話者ごとに 1 行", lines=2),
    _texts(
        _CASE["検討"], 10, 2, "1 行に 1 つ（文の頭の・は要りません）",
        title="情報の整理、対応・支援の検討",
    ),
)  # fmt: skip
_MEETING_SECTIONS = (
    Section(
        "会議の概要",
        (
            *_slots(
                _MEETING, "種別", "回", "開催日時", "会議通番", "場所", "主催", "司会", "記録者"
            ),
            *_slots(
                _MEETING, "根拠条文", "守秘告知", "欠席者", wide=("根拠条文", "守秘告知", "欠席者")
            ),
        ),
    ),
    _texts(_MEETING["招集機関"], 12, 1, "招く機関を 1 行に 1 つ"),
    _table(_MEETING["出席者"], 15, "機関*2 職 氏名*4", "1 行に 1 人"),
    _table(_MEETING["配付資料"], 5, "資料名*2 部数 回収*4", "1 行に 1 点"),
    _texts(_MEETING["議題"], 6, 1, "1 行に 1 つ"),
    _texts(_MEETING["協議内容"], 12, 2, "1 行に 1 つ（文の頭の・は要りません）"),
    _texts(_MEETING["決定事項"], 8, 2, "1 行に 1 つ"),
    _table(
        _MEETING["役割分担"],
        20,
        "番号 内容 担当機関 担当者 期限 事業番号 状態",
        "だれが何をいつまでに。担当機関が 2 つ以上のときは「、」で区切る",
        lines=2,
    ),
    _texts(_MEETING["残課題"], 5, 1, "1 行に 1 つ"),
    _texts(_MEETING["不足資源"], 5, 1, "足りない社会資源を 1 行に 1 つ"),
    Section(
        "今後の予定と記録の確定",
        (
            *_slots(
                _MEETING, "次回", "モニタリング時期", "記録日", "記録確定日", "確認者", "訂正日"
            ),
            *_slots(_MEETING, "訂正理由", wide=("訂正理由",)),
        ),
    ),
)


def _complete(record: type[Record], sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Return the sections with one more for every field that none of them holds."""
    placed = {slot.name.partition(".")[0] for section in sections for slot in section.slots}
    placed |= {section.field.name for section in sections if section.field}
    rest = [
        field
        for field in names_of(record).values()
        if field.attribute and field.name not in placed | (_DERIVED if record is Case else set())
    ]
    slots = tuple(Slot(field.name, field) for field in rest if field.kind not in _LISTS)
    texts = (_texts(field, 6, 1, field.note) for field in rest if field.kind is Kind.TEXTS)
    return (*sections, *((Section("その他", slots),) if slots else ()), *texts)


_LISTS = frozenset({Kind.TEXTS, Kind.LIST, Kind.RECORD})

CASE_LAYOUT = Layout(
    "支援会議票（事例）",
    Case,
    (13, 9, 9, 9, 13, 14, 6, 8, 22),
    4,
    _complete(Case, _CASE_SECTIONS),
    "白い欄に記入します。行が足りないときは行を挿入してください。会議のことは「第1回」などのシートに書きます。",
)
MEETING_LAYOUT = Layout(
    "支援会議票（会議）",
    Meeting,
    (13, 33, 18, 10, 13, 8, 9),
    2,
    _complete(Meeting, _MEETING_SECTIONS),
    "会議ごとに 1 枚。次の会議は、このシートをコピーして書き直します（シート名を右クリック）。",
)


def listed_name(layout: Layout, name: str) -> str:
    """Return a field's name as the ward's lists know it: 会議.種別, 役割分担.状態."""
    return f"会議.{name}" if layout.record is Meeting and "." not in name else name


def holds() -> frozenset[str]:
    """Return the names that the form has a place for; of a meeting 会議.〈名〉."""
    of_case = {f.name for f in _CASE.values() if f.attribute and f.name != "独自項目"}
    return frozenset(of_case | {f"会議.{f.name}" for f in _MEETING.values() if f.attribute})
