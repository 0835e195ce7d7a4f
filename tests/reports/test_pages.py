"""The pages that people read."""

from __future__ import annotations

import base64
import hashlib
import re

from lxml import html

from jusoforms.outcome import Outcome, Result, Withheld
from jusoforms.problems import Problem, delivery, rules, sheets, templates
from jusoforms.reports.pages import attention_page, return_slip

ERROR = sheets.IMPOSSIBLE_DATE.at(
    file="事例.xlsx", sheet="事例票", cell="B3", label="時期", value="<script>alert(1)</script>"
)
WARNING = sheets.UNREADABLE_DATE.at(sheet="事例票", cell="B4", label="時期", value="ごろ")
NOTICE = rules.AGENCY_WITHOUT_ROLE.at(agency="甲")
EDITED = delivery.EDITED_KEPT.at(place="概要.docx", document="概要.docx")


def result(*problems: Problem, **more: object) -> Result:
    return Result(file="事例.xlsx", outcome=Outcome.RETURNED, problems=problems, **more)  # type: ignore[arg-type]


def slip(*problems: Problem) -> str:
    return return_slip(result(*problems)).decode()


def rows(page: str) -> list[list[str]]:
    found = html.document_fromstring(page).findall(".//tbody/tr")
    return [[" ".join(map(str, cell.itertext())) for cell in row.findall("td")] for row in found]


def headings(page: str) -> list[str]:
    found = html.document_fromstring(page).findall(".//h2")
    return [str(heading.findtext("span")) for heading in found]


def test_a_slip_names_place_item_fault_and_remedy() -> None:
    ((_, place, fault, remedy),) = rows(slip(ERROR))
    assert place.split() == ["シート「事例票」", "セル", "B3", "時期"]
    assert ERROR.message in fault
    assert ERROR.remedy in remedy


def test_a_slip_weighs_by_word() -> None:
    assert headings(slip(NOTICE, WARNING, ERROR)) == ["要修正", "確認", "お知らせ"]


def test_a_slip_counts_what_must_be_mended() -> None:
    assert "<strong>2 か所</strong>" in slip(ERROR, ERROR, WARNING)


def test_a_slip_has_three_steps() -> None:
    assert len(html.document_fromstring(slip(ERROR)).findall(".//ol/li")) == 3


def test_candidates_are_offered() -> None:
    problem = rules.UNKNOWN_AGENCY.at(
        agency="甲", hint="確かめてください。", candidates=("乙", "丙")
    )
    assert "候補： 乙 、 丙" in rows(slip(problem))[0][3]


def test_a_problem_without_a_cell_concerns_the_file() -> None:
    assert rows(slip(rules.NO_CASE_NUMBER.at(file="事例.xlsx")))[0][1] == "ファイル全体"


def test_what_was_typed_is_text_and_never_markup() -> None:
    page = slip(ERROR)
    assert "<script" not in page
    assert "alert(1)" in rows(page)[0][2]


def test_a_page_takes_nothing_from_outside_and_runs_nothing() -> None:
    page = slip(ERROR)
    policy = html.document_fromstring(page).find(".//meta[@http-equiv]").get("content", "")  # type: ignore[union-attr]
    style = re.search("<style>(.*)</style>", page, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'")
    assert not re.search(r"https?:|src=|href=|style=|url\(", page)


def test_a_page_is_known_as_ours_and_the_same_each_time() -> None:
    page = return_slip(result(ERROR))
    assert b'<meta name="generator" content="jusoforms">' in page[:2048]
    assert return_slip(result(ERROR)) == page


def test_nothing_to_say_makes_no_attention_page() -> None:
    assert attention_page(result()) is None


def test_an_attention_page_tells_what_people_changed_apart() -> None:
    page = (attention_page(result(NOTICE, WARNING, EDITED, case="7")) or b"").decode()
    assert headings(page) == ["そのまま", "確認", "お知らせ"]
    assert "<h1>事例7</h1>" in page
    assert rows(page)[0][1] == "概要.docx"


def test_an_attention_page_tells_what_is_not_made_yet() -> None:
    fault = templates.ENCRYPTED.at(file="役割分担表.docx")
    withheld = (Withheld("役割分担表", "T104"), Withheld("役割分担表", "T104"))
    page = (attention_page(result(fault, withheld=withheld)) or b"").decode()
    assert "まだ作っていない文書：</b>役割分担表</p>" in page
    assert rows(page)[0][1] == "「役割分担表.docx」"


def test_a_file_name_that_is_no_text_has_a_page_too() -> None:
    assert b"<h1>?.xlsx</h1>" in return_slip(
        Result(file="\udcff.xlsx", outcome=Outcome.RETURNED, problems=(ERROR,))
    )
