"""What only the XML can say: cells without places, dates as ISO text, strings that are not there."""

from __future__ import annotations

from functools import partial

from drafts import DraftCell, Formula, Number
from jusoforms.sheets.grid import address
from mess.bases import CASE, CATALOGUE, MEETING
from mess.books import in_part
from mess.kinds import Scene, kind


def _part_of(scene: Scene, cell: DraftCell) -> tuple[str, str]:
    """Return the part and the address of a cell in the finished file."""
    for number, sheet in enumerate(scene.draft.sheets, 1):
        place = sheet.place_of(cell)
        if place:
            return f"xl/worksheets/sheet{number}.xml", address(*place)
    raise KeyError(cell.tag)


def _element(scene: Scene, cell: DraftCell, new: str) -> None:
    """Replace the ``c`` of a cell; ``{r}`` in ``new`` is its address."""

    def finish(data: bytes) -> bytes:
        part, at = _part_of(scene, cell)
        return in_part(data, part, rf'<c r="{at}"[^>]*?(?:/>|>.*?</c>)', new.replace("{r}", at))

    scene.finishing.append(finish)


@kind("共有文字列の番号が範囲外", "words file")
def beyond_strings(scene: Scene) -> None:
    """A damaged file: the text is lost, and nobody can know it."""
    cell = scene.write("失われた文", "")
    _element(scene, cell, '<c r="{r}" t="s"><v>99999</v></c>')
    scene.ask(cell, stakes=[scene.words[1]])


@kind("空の共有文字列", "words file")
def empty_string(scene: Scene) -> None:
    """An empty text is no text."""
    cell = scene.write("", "")
    _element(scene, cell, '<c r="{r}" t="inlineStr"><is><t/></is></c>')


@kind("ISO の日付のセル", "date file", (MEETING,))
def iso_date(scene: Scene) -> None:
    """As LibreOffice and some libraries write days."""
    cell = scene.put("同意.取得日", "令和7年5月20日")
    _element(scene, cell, '<c r="{r}" t="d"><v>2025-05-20</v></c>')
    scene.accept("同意.取得日", "2025年5月20日")
    scene.accept("同意.取得日", "2025/5/20")
    scene.accept("同意.取得日", "2025-05-20")


@kind("番地のないセル", "*", (CASE, CATALOGUE, MEETING))
def no_places(scene: Scene) -> None:
    """Cells and rows without their places: counted from the one before."""
    for number, sheet in enumerate(scene.draft.sheets, 1):
        for row in range(1, sheet.last_row + 1):
            for column in range(1, sheet.last_column + 1):
                sheet.cells.setdefault((row, column), DraftCell())
        part = f"xl/worksheets/sheet{number}.xml"
        scene.finishing.append(partial(_without_places, part))


def _without_places(part: str, data: bytes) -> bytes:
    return in_part(data, part, r'(<(?:c|row)) r="\w+"', r"\1")


@kind("前後の空白を守らない文字列", "words file")
def unkept_blanks(scene: Scene) -> None:
    """Blanks round a text without xml:space: with or without them, it is the same text."""
    text = scene.draft.text(scene.words[0])
    cell = scene.cell(scene.words[0])
    _element(scene, cell, f'<c r="{{r}}" t="inlineStr"><is><t>  {text} </t></is></c>')


@kind("年齢が今日から計算する数式", "age", (MEETING,))
def age_today(scene: Scene) -> None:
    """As old as when the sheet was last saved: what it shows is what its writer saw."""
    scene.put("世帯員.1.年齢", Formula('DATEDIF(F27,TODAY(),"Y")', Number("83")))


@kind("年齢の数式が未計算", "age", (MEETING,))
def age_unknown(scene: Scene) -> None:
    cell = scene.put("世帯員.1.年齢", Formula('DATEDIF(F27,TODAY(),"Y")'))
    scene.ask(cell, stakes=["世帯員"])
