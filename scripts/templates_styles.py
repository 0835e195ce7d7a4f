"""The paragraph styles of the shipped Word templates, as one readable table.

Fonts are named outright, for East Asian text too: python-docx's own default document leaves them
to a theme, and a theme changes with the Office that opens it. Lines are at least 16 pt and do not
snap to the page's grid, so that a character of another font never makes a line jump.
Schema order inside w:pPr and w:rPr: ECMA-376 part 1, 17.3.1.26 and 17.3.2.28.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "ADDRESSEE", "AGENDA", "BODY", "BULLET", "CARE", "CASE_LINE", "CENTRED", "COPY_NUMBER", "DATE",
    "FOOTER", "FRAMED", "GOTHIC", "GREY", "HANDOUT", "HEADER", "HEADING", "ITEM", "ITEM_MORE", "KI",
    "LABEL", "MARK", "MINCHO", "NOTE", "PALE", "REFERENCE", "SENDER", "SIGNATURE", "SMALL",
    "SMALL_BULLET", "STATE", "SUBJECT", "TAG", "TAIL", "TEXT", "TITLE", "styles_part",
]  # fmt: skip

MINCHO, GOTHIC = "ＭＳ 明朝", "ＭＳ ゴシック"  # noqa: RUF001 the fonts' own names
GREY, PALE, RED = "E7E6E6", "F2F2F2", "D13B1E"
"""Shades of heading cells and of parent rows (as in the ward's workbooks); vermilion for 取扱注意,
which colour-blind readers tell from black better than dark red."""

# Names of the styles: built-in ones (Title, heading 1) Word shows in its own language.
TITLE = "Title"
CASE_LINE = "事例見出し"
HEADING = "heading 1"
LABEL = "表見出し"
TEXT = "表本文"
CENTRED = "表本文（中央）"
SMALL = "表本文（小）"
BULLET = "箇条書き（・）"
SMALL_BULLET = "箇条書き（小）"
REFERENCE = "資料番号"
NOTE = "注記"
FRAMED = "注記（枠）"
MARK = "繰り返しの記号"
TAIL = "表の後"
TAG = "差し込みの記号"
CARE = "取扱注意"
DATE = "通知の日付"
ADDRESSEE = "通知の宛先"
SENDER = "通知の発信者"
SUBJECT = "通知の件名"
BODY = "通知の本文"
KI = "記"
ITEM = "記の項目"
ITEM_MORE = "記の項目（続き）"
SIGNATURE = "署名の行"
STATE = "記録の状態"
AGENDA = "議題（番号）"
HANDOUT = "配付資料（番号）"
COPY_NUMBER = "通し番号"
HEADER = "header"
FOOTER = "footer"

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SIDES = ("top", "left", "bottom", "right")


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph style; ``paragraph`` and ``run`` are the inside of w:pPr and w:rPr."""

    identity: str
    name: str
    paragraph: str = ""
    run: str = ""
    based_on: str = "Normal"


def _fonts(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:eastAsia="{name}" w:hAnsi="{name}" w:cs="{name}"/>'


def _gothic(half_points: int, *, bold: bool = True, color: str = "") -> str:
    weight = "<w:b/><w:bCs/>" if bold else ""
    ink = f'<w:color w:val="{color}"/>' if color else ""
    size = f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    return f"{_fonts(GOTHIC)}{weight}{ink}{size}"


def _frame(color: str = "auto", eighths: int = 4, space: int = 3) -> str:
    sides = (
        f'<w:{side} w:val="single" w:sz="{eighths}" w:space="{space}" w:color="{color}"/>'
        for side in _SIDES
    )
    return f"<w:pBdr>{''.join(sides)}</w:pBdr>"


def _lines(at_least: int = 320, before: int = 0, after: int = 0) -> str:
    return (
        f'<w:spacing w:before="{before}" w:after="{after}" '
        f'w:line="{at_least}" w:lineRule="atLeast"/>'
    )


_HANGING = '<w:ind w:leftChars="100" w:left="210" w:hangingChars="100" w:hanging="210"/>'
_HANGING_SMALL = _HANGING.replace("210", "200")
_SMALL = '<w:sz w:val="20"/><w:szCs w:val="20"/>'
_LETTER = '<w:sz w:val="24"/><w:szCs w:val="24"/>'
_TAG_RUN = f'{_fonts(GOTHIC)}<w:color w:val="595959"/><w:sz w:val="16"/><w:szCs w:val="16"/>'
_FOOTER_TABS = (
    '<w:tabs><w:tab w:val="center" w:pos="4677"/><w:tab w:val="right" w:pos="9354"/></w:tabs>'
)

_FIRST_LINE = '<w:ind w:firstLineChars="100" w:firstLine="240"/>'


def _numbered(list_number: int) -> str:
    """Return the paragraph of a list of templates_numbering.py, counted by Word."""
    return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list_number}"/></w:numPr>'


_STYLES = (
    Style("Title", TITLE, f'<w:keepNext/>{_lines(400, 0, 160)}<w:jc w:val="center"/>', _gothic(28)),
    Style(
        "CaseHeading",
        CASE_LINE,
        f'<w:keepNext/>{_lines(360, 0, 160)}<w:jc w:val="left"/><w:outlineLvl w:val="0"/>',
        _gothic(24),
    ),
    Style(
        "Heading1",
        HEADING,
        f'<w:keepNext/>{_lines(320, 240, 80)}<w:jc w:val="left"/><w:outlineLvl w:val="0"/>',
        _gothic(22),
    ),
    Style("TableHeading", LABEL, '<w:jc w:val="left"/>', _gothic(21)),
    Style("TableText", TEXT, '<w:widowControl/><w:jc w:val="left"/>'),
    Style("SmallText", SMALL, _lines(270), _SMALL, "TableText"),
    Style("SmallBullet", SMALL_BULLET, f"{_lines(270)}{_HANGING_SMALL}", _SMALL, "TableText"),
    Style("TableCentre", CENTRED, '<w:jc w:val="center"/>', based_on="TableText"),
    Style("Bullet", BULLET, _HANGING, based_on="TableText"),
    Style("ReferenceBox", REFERENCE, '<w:jc w:val="center"/>', _gothic(22, bold=False)),
    Style("Note", NOTE, _lines(260, 160, 60), '<w:sz w:val="18"/><w:szCs w:val="18"/>'),
    Style(
        "FramedNote",
        FRAMED,
        f'<w:keepLines/>{_frame(space=4)}{_lines(300, 240)}<w:ind w:left="113" w:right="113"/>',
        '<w:sz w:val="20"/><w:szCs w:val="20"/>',
    ),
    Style(
        "BlockMark",
        MARK,
        f'{_lines(200)}<w:jc w:val="left"/>',
        _TAG_RUN,
    ),
    Style(
        "RecordState", STATE, f'<w:keepNext/>{_lines(300, 0, 160)}<w:jc w:val="center"/>', _SMALL
    ),
    # A letter begins on a page of its own: its first line says so.
    Style("LetterDate", DATE, f'<w:pageBreakBefore/>{_lines(400)}<w:jc w:val="right"/>', _LETTER),
    Style("LetterAddressee", ADDRESSEE, f'{_lines(400, 200)}<w:jc w:val="left"/>', _LETTER),
    Style("LetterSender", SENDER, f'{_lines(400, 200)}<w:jc w:val="right"/>', _LETTER),
    Style(
        "LetterSubject",
        SUBJECT,
        f'<w:keepNext/>{_lines(400, 480, 320)}<w:jc w:val="center"/>',
        _gothic(26),
    ),
    Style("LetterBody", BODY, f"{_lines(400)}{_FIRST_LINE}", _LETTER),
    Style(
        "LetterBelow", KI, f'<w:keepNext/>{_lines(400, 200, 200)}<w:jc w:val="center"/>', _LETTER
    ),
    Style(
        "LetterItem",
        ITEM,
        f'<w:tabs><w:tab w:val="left" w:pos="2160"/></w:tabs>{_lines(400)}'
        '<w:ind w:left="2160" w:hanging="1920"/><w:jc w:val="left"/>',
        _LETTER,
    ),
    Style(
        "LetterItemMore",
        ITEM_MORE,
        f'{_lines(400)}<w:ind w:left="2400" w:hanging="240"/><w:jc w:val="left"/>',
        _LETTER,
    ),
    Style(
        "SignatureLine",
        SIGNATURE,
        '<w:tabs><w:tab w:val="left" w:pos="4800"/>'
        '<w:tab w:val="right" w:leader="underscore" w:pos="9354"/></w:tabs>'
        f'{_lines(400, 320)}<w:ind w:left="3120"/><w:jc w:val="left"/>',
        _LETTER,
    ),
    Style("AgendaItem", AGENDA, _numbered(1), _LETTER),
    Style("HandoutItem", HANDOUT, _numbered(2), _LETTER),
    Style("CopyNumber", COPY_NUMBER, _numbered(3), based_on="TableCentre"),
    # What Word wants after a table; it must not be what turns one page into two.
    Style(
        "Tail",
        TAIL,
        '<w:spacing w:line="20" w:lineRule="exact"/>',
        '<w:sz w:val="2"/><w:szCs w:val="2"/>',
    ),
    Style(
        "HandleWithCare",
        CARE,
        f'{_frame(RED, 12, 2)}{_lines(300)}<w:ind w:left="7740" w:right="57"/>'
        '<w:jc w:val="center"/>',
        _gothic(22, color=RED),
        "Header",
    ),
    Style("Header", HEADER, _FOOTER_TABS),
    Style(
        "Footer", FOOTER, f"{_FOOTER_TABS}{_lines(280)}", '<w:sz w:val="18"/><w:szCs w:val="18"/>'
    ),
)

_DEFAULTS = (
    "<w:docDefaults><w:rPrDefault><w:rPr>"
    f'{_fonts(MINCHO)}<w:kern w:val="2"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
    '<w:lang w:val="en-US" w:eastAsia="ja-JP" w:bidi="ar-SA"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
)
_NORMAL = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
    '<w:name w:val="Normal"/><w:qFormat/>'
    '<w:pPr><w:widowControl w:val="0"/><w:kinsoku/><w:autoSpaceDE w:val="0"/>'
    f'<w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>{_lines()}'
    '<w:jc w:val="both"/></w:pPr></w:style>'
)
_OTHERS = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    f'<w:style w:type="character" w:customStyle="1" w:styleId="Tag"><w:name w:val="{TAG}"/>'
    f"<w:qFormat/><w:rPr>{_TAG_RUN}</w:rPr></w:style>"
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
    "</w:tblCellMar></w:tblPr></w:style>"
)


def styles_part() -> bytes:
    """Return word/styles.xml."""
    inside = [_DEFAULTS, _NORMAL, _OTHERS, _grid_style(), *map(_style, _STYLES)]
    text = f'<w:styles xmlns:w="{_NAMESPACE}">{"".join(inside)}</w:styles>'
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}'.encode()


def _style(style: Style) -> str:
    paragraph = f"<w:pPr>{style.paragraph}</w:pPr>" if style.paragraph else ""
    run = f"<w:rPr>{style.run}</w:rPr>" if style.run else ""
    custom = "" if style.name.isascii() else ' w:customStyle="1"'
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{style.identity}">'
        f'<w:name w:val="{style.name}"/><w:basedOn w:val="{style.based_on}"/><w:qFormat/>'
        f"{paragraph}{run}</w:style>"
    )


def _grid_style() -> str:
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in (*_SIDES, "insideH", "insideV")
    )
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in zip(_SIDES, (40, 102, 40, 102), strict=True)
    )
    return (
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
        '<w:basedOn w:val="TableNormal"/><w:tblPr>'
        f"<w:tblBorders>{lines}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar>"
        "</w:tblPr></w:style>"
    )
