"""What lies over the cells: comments, shapes, form controls; and what cannot be seen of it."""

import time

import pytest
from overlaying import (
    THREADS,
    comments,
    control,
    ctrl_prop,
    drawing,
    over,
    overlaid,
    shape,
    vml,
    vml_control,
)

from jusoforms.package import PackageFault
from jusoforms.sheets.excel.workbook import read_workbook
from jusoforms.sheets.grid import Area, Overlay, OverlayKind, Workbook, address
from making import raw_workbook

COLUMN, ROW = 72 * 9525, 25 * 9525
"""EMU of a column and a row of a sheet that says nothing of them."""


def seen(data: bytes) -> list[tuple[OverlayKind, str, str]]:
    """Return (kind, area, text) of everything over the first sheet."""
    return [(lay.kind, told(lay.area), lay.text) for lay in read_workbook(data).sheets[0].overlays]


def told(area: Area) -> str:
    first, last = address(area.top, area.left), address(area.bottom, area.right)
    return first if first == last else f"{first}:{last}"


def only(data: bytes) -> Overlay:
    (overlay,) = read_workbook(data).sheets[0].overlays
    return overlay


@pytest.mark.parametrize("strict", [False, True])
def test_a_note_is_read_with_its_author_as_typed(strict: bool) -> None:
    rich = "<r><rPr><b/></rPr><t>福祉課:</t></r><r><t>\n本人に確認</t></r>"
    data = overlaid({"comments1.xml": comments(("C4", rich))}, strict=strict)
    assert seen(data) == [(OverlayKind.COMMENT, "C4", "福祉課:\n本人に確認")]


def test_struck_text_of_a_note_is_dropped() -> None:
    rich = "<r><rPr><strike/></rPr><t>旧</t></r><r><t>新</t></r>"
    assert only(overlaid({"comments1.xml": comments(("A1", rich))})).text == "新"


def test_a_thread_is_read_with_its_replies_and_its_stand_in_is_not() -> None:
    thread = (
        f'<ThreadedComments xmlns="{THREADS}"><threadedComment ref="B2" id="1" personId="p">'
        '<text>確認しました</text></threadedComment><threadedComment ref="B2" id="2" parentId="1"'
        ' personId="?"><text>了解</text></threadedComment></ThreadedComments>'
    )
    stand_in = comments(
        ("B2", "<t>[Threaded comment] Your version of Excel allows…</t>"),
        authors="<author>tc={1}</author>",
    )
    people = f'<personList xmlns="{THREADS}"><person id="p" displayName="佐藤"/></personList>'
    parts = {"comments1.xml": stand_in, "threadedComment1.xml": thread, "person.xml": people}
    data = overlaid(parts, book_links={"over/person.xml": "person"})
    assert seen(data) == [(OverlayKind.COMMENT, "B2", "佐藤: 確認しました\n了解")]


def test_a_stand_in_without_its_thread_is_not_lost() -> None:
    stand_in = comments(("B2", "<t>返信</t>"), authors="<author>tc={1}</author>")
    assert only(overlaid({"comments1.xml": stand_in})).text == "返信"


def test_a_text_box_is_read_paragraph_by_paragraph() -> None:
    data = overlaid(
        {"drawing1.xml": drawing(over((1, 0, 3, 0), (3, 0, 5, 0), shape(text="要\n確認")))}
    )
    assert seen(data) == [(OverlayKind.TEXT_BOX, "B4:C5", "要\n確認")]


@pytest.mark.parametrize(
    ("form", "properties", "kinds"),
    [
        ("ellipse", "", [OverlayKind.OVAL]),
        ("donut", "", [OverlayKind.OVAL]),
        ("flowChartConnector", "", [OverlayKind.OVAL]),
        ("ellipse", 'hidden="1"', []),
        ("roundRect", "", [OverlayKind.PICTURE]),
        ("line", "", []),
        ("straightConnector1", "", []),
    ],
)
def test_a_shape_without_words_is_an_oval_a_picture_or_nothing(
    form: str, properties: str, kinds: list[OverlayKind]
) -> None:
    anchor = over((0, 0, 0, 0), (1, 0, 1, 0), shape(form, properties=properties))
    assert [kind for kind, *_ in seen(overlaid({"drawing1.xml": drawing(anchor)}))] == kinds


@pytest.mark.parametrize("inside", ["<xdr:pic/>", "<xdr:graphicFrame/>"])
def test_pictures_and_charts_are_pictures_and_connectors_nothing(inside: str) -> None:
    anchors = (over((0, 0, 0, 0), (2, 0, 2, 0), part) for part in (inside, "<xdr:cxnSp/>"))
    assert seen(overlaid({"drawing1.xml": drawing(*anchors)})) == [
        (OverlayKind.PICTURE, "A1:B2", "")
    ]


@pytest.mark.parametrize(
    ("left", "right", "area"),
    [
        (0.0, 2.0, "A1:B1"),
        (0.8, 2.2, "B1"),  # both neighbours barely touched
        (0.6, 2.4, "A1:C1"),
        (0.4, 0.6, "A1"),  # small, but nowhere else
        (0.8, 1.1, "A1"),  # two cells barely touched: the one it covers more of
        (0.9, 1.2, "B1"),
    ],
)
def test_an_oval_counts_for_the_cells_it_does_not_barely_touch(
    left: float, right: float, area: str
) -> None:
    (one, across), (other, end) = (divmod(round(x * COLUMN), COLUMN) for x in (left, right))
    anchor = over((one, across, 0, 0), (other, end, 1, 0), shape("ellipse"))
    assert told(only(overlaid({"drawing1.xml": drawing(anchor)})).area) == area


def test_sizes_of_rows_and_columns_count() -> None:
    sheet = (
        '<sheetFormatPr defaultRowHeight="20"/><cols><col min="2" max="2" width="2"/>'
        '<col min="3" max="3" hidden="1"/></cols><sheetData><row r="2" ht="100"/></sheetData>'
    )
    size = f'<xdr:ext cx="{COLUMN + 16 * 9525 + COLUMN}" cy="{(20 + 100) * 12700}"/>'
    start = "<xdr:from><xdr:col>0</xdr:col><xdr:row>0</xdr:row></xdr:from>"
    anchor = f"<xdr:oneCellAnchor>{start}{size}{shape('ellipse')}</xdr:oneCellAnchor>"
    data = overlaid({"drawing1.xml": drawing(anchor)}, sheet=sheet)
    assert told(only(data).area) == "A1:D2"


def test_an_absolute_anchor_is_found() -> None:
    place = f'<xdr:pos x="{COLUMN}" y="{2 * ROW}"/><xdr:ext cx="{COLUMN}" cy="{ROW}"/>'
    anchor = f"<xdr:absoluteAnchor>{place}<xdr:pic/></xdr:absoluteAnchor>"
    assert told(only(overlaid({"drawing1.xml": drawing(anchor)})).area) == "B3"


def frame(x: int, y: int, across: int, down: int, child: str = "") -> str:
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{across}" cy="{down}"/>{child}</a:xfrm>'


def test_shapes_of_a_group_lie_where_the_group_puts_them() -> None:
    own = frame(0, 0, 400, 100, '<a:chOff x="0" y="0"/><a:chExt cx="400" cy="100"/>')
    inside = "".join(shape("ellipse", frame=frame(x, 0, 100, 100)) for x in (0, 300))
    group = f"<xdr:grpSp><xdr:grpSpPr>{own}</xdr:grpSpPr>{inside}</xdr:grpSp>"
    data = overlaid({"drawing1.xml": drawing(over((0, 0, 0, 0), (4, 0, 1, 0), group))})
    assert [area for _, area, _ in seen(data)] == ["A1", "D1"]


def test_of_alternatives_one_is_read() -> None:
    one = over((0, 0, 0, 0), (1, 0, 1, 0), shape(text="あ"))
    both = f'<mc:AlternateContent><mc:Choice Requires="a14">{one}</mc:Choice><mc:Fallback>{one}</mc:Fallback></mc:AlternateContent>'
    other = f'<mc:AlternateContent><mc:Choice Requires="x"/><mc:Fallback>{one}</mc:Fallback></mc:AlternateContent>'
    data = overlaid({"drawing1.xml": drawing(both, other)})
    assert [text for *_, text in seen(data)] == ["あ", "あ"]


def with_controls() -> bytes:
    """Two option buttons in a group box, one outside, a tick box linked to D9."""
    kinds = {
        1: ("Radio", 'checked="Checked" fmlaLink="$D$1"'), 2: ("Radio", ""), 3: ("GBox", ""),
        4: ("Radio", ""), 5: ("CheckBox", 'checked="Checked" fmlaLink="事例!$D$9"'),
        6: ("CheckBox", 'checked="Mixed" fmlaLink="他!$D$9"'), 7: ("Drop", ""), 8: ("Button", ""),
    }  # fmt: skip
    places = {
        1: ((1, 1), (2, 2)), 2: ((1, 2), (2, 3)), 3: ((0, 0), (3, 4)), 4: ((5, 5), (6, 6)),
        5: ((0, 8), (1, 9)), 6: ((0, 9), (1, 10)), 7: ((0, 10), (1, 11)), 8: ((0, 11), (1, 12)),
    }  # fmt: skip
    inside = "".join(control(n, f"ctrlProp{n}", *place) for n, place in places.items())
    mark = '<a:extLst><a:ext><c:compatExt xmlns:c="c" spid="_x0000_s5"/></a:ext></a:extLst>'
    label = over(
        (0, 0, 8, 0), (1, 0, 9, 0), shape(text="同意あり", properties='hidden="1"', marks=mark)
    )
    words = vml(
        vml_control(1, "Radio", "1,0,1,0,2,0,2,0", "有<br>り"),
        vml_control(5, "Checkbox", "", "古い"),
    )
    parts = {f"ctrlProp{n}.xml": ctrl_prop(*kind) for n, kind in kinds.items()}
    parts |= {"drawing1.xml": drawing(label), "vmlDrawing1.vml": words}
    return overlaid(parts, sheet=f"<sheetData/><controls>{inside}</controls>")


def test_form_controls_are_read_with_state_link_words_and_group() -> None:
    by_area = {told(lay.area): lay for lay in read_workbook(with_controls()).sheets[0].overlays}
    facts = {a: (str(o.kind), o.ticked, o.linked, o.text, o.group) for a, o in by_area.items()}
    assert facts == {
        "B2": ("option_button", True, (1, 4), "有 り", "A1:C4"),
        "B3": ("option_button", False, (1, 4), "", "A1:C4"),
        "F6": ("option_button", False, None, "", "sheet"),
        "A9": ("check_box", True, (9, 4), "同意あり", ""),
        "A10": ("check_box", None, None, "", ""),
        "A11": ("picture", None, None, "", ""),
    }


def test_controls_that_only_vml_tells_of_are_read() -> None:
    box = vml_control(
        1025,
        "Checkbox",
        "1, 0, 3, 0, 2, 0, 4, 0",
        "世帯　全員",
        "<x:Checked>1</x:Checked><x:FmlaLink>$B$4</x:FmlaLink>",
    )
    data = overlaid({"vmlDrawing1.vml": vml(box, vml_control(1, "Note", "0,0,0,0,1,0,1,0", "x"))})
    expected = Overlay(OverlayKind.CHECK_BOX, Area(4, 2, 4, 2), "世帯 全員", True, (4, 2))
    assert only(data) == expected


def test_of_an_active_x_box_it_is_not_known_whether_it_is_ticked() -> None:
    ocx = '<ax:ocx xmlns:ax="ax" ax:classid="{8BD21D40-EC42-11CE-9E0D-00AA006002F3}"/>'
    inside = control(1, "control1", (1, 1), (2, 2), 'linkedCell="C3"')
    data = overlaid({"control1.xml": ocx}, sheet=f"<sheetData/><controls>{inside}</controls>")
    assert only(data) == Overlay(OverlayKind.CHECK_BOX, Area(2, 2, 2, 2), linked=(3, 3))


def test_a_box_in_a_cell_is_shown_as_a_box() -> None:
    styles = '<cellXfs><xf/><xf><extLst><ext><x:xfComplement xmlns:x="x" i="0"/></ext></extLst></xf></cellXfs>'
    cells = '<c s="1" t="b"><v>1</v></c><c s="1" t="b"><v>0</v></c><c t="b"><v>1</v></c>'
    grid = read_workbook(
        raw_workbook(f"<sheetData><row>{cells}</row></sheetData>", styles_xml=styles)
    ).sheets[0]
    assert [(cell.value, cell.text) for cell in grid] == [(True, "☑"), (False, "☐"), (True, "TRUE")]


def remarks(book: Workbook) -> list[tuple[str, str]]:
    return [(remark.code, remark.message) for remark in book.remarks]


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("comments1.xml", "<comments", "コメント"),
        ("threadedComment1.xml", "", "コメント"),
        ("drawing1.xml", "<a>", "図形"),
        ("drawing1.xml", drawing("<xdr:twoCellAnchor><xdr:pic/></xdr:twoCellAnchor>"), "図形"),
        ("vmlDrawing1.vml", '<xml ObjectType="Checkbox"', "チェックボックスなど"),
    ],
)
def test_a_broken_part_is_told_and_takes_nothing_with_it(
    name: str, content: str, what: str
) -> None:
    book = read_workbook(
        overlaid({name: content, "comments9.xml": comments(("A1", "<t>メモ</t>"))})
    )
    assert [lay.text for lay in book.sheets[0].overlays] == ["メモ"]
    assert [(remark.code, what in remark.message) for remark in book.remarks] == [("F121", True)]


def test_an_unsafe_part_is_refused_with_the_file() -> None:
    with pytest.raises(PackageFault) as caught:
        read_workbook(overlaid({"comments1.xml": "<!DOCTYPE a><comments/>"}))
    assert caught.value.problem.code == "F110"


def test_more_shapes_than_any_form_has_are_told_and_cost_little() -> None:
    ends = ((n % 99, n * 977, n, n * 101) for n in range(9_000))
    many = "".join(over((0, 0, 0, 0), end, shape("ellipse")) for end in ends)
    start = time.process_time()
    book = read_workbook(overlaid({"drawing1.xml": drawing(many)}))
    assert len(book.sheets[0].overlays) == 2_000
    assert [remark.code for remark in book.remarks] == ["F122"]
    assert time.process_time() - start < 3


@pytest.mark.parametrize("place", [(99_999_999, 0, 99_999_999, 0), (0, 10**15, 2_000_000, -5)])
def test_a_shape_outside_every_sheet_is_still_a_shape(place: tuple[int, int, int, int]) -> None:
    data = overlaid({"drawing1.xml": drawing(over((0, 0, 0, 0), place, shape("ellipse")))})
    area = only(data).area
    assert area.bottom <= 1_048_576
    assert area.right <= 16_384


def test_values_from_another_workbook_are_told_by_their_cells() -> None:
    cells = "<c r='A1'><f>[1]集計!$B$2</f><v>3</v></c><c><f>SUM(A1)</f><v>3</v></c>"
    data = overlaid(
        {},
        sheet=f'<sheetData><row r="1">{cells}</row></sheetData>',
        book_links={"e.xml": "externalLink"},
    )
    assert [(r.code, r.sheet, r.cell) for r in read_workbook(data).remarks] == [
        ("F120", "事例", "A1")
    ]


def test_a_picture_in_a_cell_of_wps_is_not_taken_for_text() -> None:
    cell = '<c t="str"><f>DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>'
    (found,) = read_workbook(raw_workbook(f"<sheetData><row>{cell}</row></sheetData>")).sheets[0]
    assert found.text == "#NAME?"
