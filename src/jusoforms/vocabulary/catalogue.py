"""What a program catalogue (対象事業一覧, printed as 参考資料) is."""

from __future__ import annotations

from typing import Annotated

from jusoforms.vocabulary.labels import Label, Record

__all__ = ["Catalogue", "Program", "SubProgram"]


class SubProgram(Record):
    """A numbered program of the ward under one of the programs of the Act."""

    name: Annotated[str, Label("名称", also=("個別事業名",))] = ""
    number: Annotated[int | None, Label("番号")] = None
    content: Annotated[str, Label("内容")] = ""
    delivery_mode: Annotated[
        str, Label("形態", also=("形態（設置数）",), note="直営・委託・民間")
    ] = ""
    site_count: Annotated[int | None, Label("設置数")] = None
    note: Annotated[str, Label("備考", note="5地区担当制 など")] = ""


class Program(Record):
    """A program of 社会福祉法 第106条の4 第2項, with the ward's programs under it."""

    name: Annotated[str, Label("事業名")] = ""
    contents: Annotated[tuple[str, ...], Label("内容", also=("事業内容",))] = ()
    delivery_mode: Annotated[
        str, Label("形態", also=("形態（設置数）",), note="直営・委託・民間")
    ] = ""
    site_count: Annotated[int | None, Label("設置数")] = None
    note: Annotated[str, Label("備考")] = ""
    sub_programs: Annotated[tuple[SubProgram, ...], Label("個別事業")] = ()


class Catalogue(Record):
    """The list of a ward's programs, as printed beside the minutes."""

    title: Annotated[str, Label("題名")] = ""
    reference_number: Annotated[str, Label("資料番号", note="参考資料 1 など")] = ""
    fiscal_year: Annotated[str, Label("年度")] = ""
    programs: Annotated[tuple[Program, ...], Label("事業")] = ()
