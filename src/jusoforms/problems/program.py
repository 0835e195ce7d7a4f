"""X: paths and the program itself."""

from __future__ import annotations

import traceback
from pathlib import Path

from jusoforms.problems import Problem, Sentence, Severity

_E = Severity.ERROR

NOT_FOUND = Sentence(
    "X101",
    _E,
    "「{name}」が見つかりません。",
    "名前や場所が違うか、共有フォルダーにつながっていません。",
    "場所を確かめて、もう一度実行してください。",
)
UNREADABLE = Sentence(
    "X102",
    _E,
    "「{name}」を開けません。",
    "ほかの人が使用中か、読み取る権限がありません。",
    "ファイルを閉じるか、権限を確かめて、もう一度実行してください。",
)
NO_WORKSPACE = Sentence(
    "X103",
    _E,
    "「{name}」は jusoforms の作業フォルダーではありません。",
    "設定ファイル（jusoforms.toml）がありません。",
    "「jusoforms init {name}」で作業フォルダーを作ってください。",
)
FOLDER_IN_USE = Sentence(
    "X104",
    _E,
    "「{name}」には、すでに別のファイルがあります。",
    "作業フォルダーは、空のフォルダーか新しい名前で作ります。",
    "別の名前を指定してください。",
)
NOT_WRITABLE = Sentence(
    "X105",
    _E,
    "「{name}」に書き込めません。",
    "書き込む権限がないか、ディスクに空きがありません。",
    "権限と空き容量を確かめて、もう一度実行してください。",
)
BAD_SETTINGS = Sentence(
    "X106",
    _E,
    "設定ファイル「{name}」を読み取れません（{line} 行目の辺り）。",
    "書き方に誤りがあります。",
    "引用符や = の書き忘れがないか確かめてください。",
)
ODD_SETTING = Sentence(
    "X116",
    Severity.WARNING,
    "設定「{key}」の値は使えないため、ないものとしています。",
    "決められた値や、引用符で囲んだ文字ではありません。",
    "設定ファイル「{name}」の「{key}」を直してください（look は「標準」か「UD」です）。",
)
NOT_A_CATALOGUE = Sentence(
    "X107",
    _E,
    "このシートは事業一覧ではありません。",
    "事業名・事業内容・形態の列がありません。",
    "事例票から文書を作るには「jusoforms build」を使ってください。",
)
IS_A_FOLDER = Sentence(
    "X110",
    _E,
    "「{name}」はフォルダーです。",
    "シートはファイルの名前で指定します。",
    "例：jusoforms build {name}/事例1.xlsx。フォルダーごと処理するには inbox に入れてください。",
)
NEWER_WORKSPACE = Sentence(
    "X111",
    _E,
    "「{name}」の形式の番号（format = {format}）は、この版では扱えません。",
    "新しい版の jusoforms で作られたか、設定が書き換えられています。",
    "設定の format を 1 に戻すか、新しい版の jusoforms を使ってください。",
)
LEFT_ALONE = Sentence(
    "X112",
    Severity.NOTICE,
    "inbox の「{name}」は読み取りません。",
    "フォルダーやショートカットの中は見ません。",
    "中のシートを、inbox に直接入れてください。",
)
WHICH_CONTEXT = Sentence(
    "X109",
    _E,
    "「{name}」が、何ごとに印刷するテンプレートか分かりません。",
    "case、meeting、agency、catalogue のどのフォルダーにも入っていません。",
    "「--as case」のように種類を指定してください。",
)
FILE_EXISTS = Sentence(
    "X113",
    _E,
    "「{name}」は、すでにあります。",
    "すでにあるファイルを置き換えることはありません。",
    "「--out 別の名前」のように、別の名前を指定してください。",
)
LISTS_ARE_NO_SHEET = Sentence(
    "X115",
    _E,
    "このブックは一覧です。文書にするものはありません。",
    "一覧は inbox に入れるものではなく、作業フォルダーの templates/xlsx に置いて使います。",
    "templates/xlsx の「一覧.xlsx」を開いて直してください。",
)
FAULTY_LISTS = Sentence(
    "X114",
    _E,
    "一覧（{name}）に直すところがあるため、処理を始めませんでした。",
    "会議種別の根拠や機関の名前を、この一覧から決めています。",
    "上に示したセルを Excel で直して保存し、もう一度実行してください。",
)
UNEXPECTED = Sentence(
    "X901",
    _E,
    "思わぬ誤り（{kind}）が起きたため、このファイルの処理を止めました。",
    "jusoforms の不具合の可能性があります。ファイルは元のまま残っています。",
    "記号「{kind}・{where}」を添えて、担当者に知らせてください。",
)
NO_FILED_SHEET = Sentence(
    "X150",
    _E,
    "「{case}」の文書は作り直せませんでした。",
    "文書の元になったシートが、inbox/処理済み にありません。",
    "シートを inbox にもう一度入れると、新しいテンプレートで作られます。",
)
NOT_REBUILT = Sentence(
    "X151",
    _E,
    "「{case}」の文書は作り直せませんでした（元の文書はそのままです）。",
    "処理済みのシートを、今の様式や一覧では読み取れません。",
    "下の点を直したシートを inbox に入れてください。",
)
NOT_OURS = Sentence(
    "X153",
    _E,
    "「{name}」は、jusoforms が作った文書として読めません。",
    "ほかのソフトで作られたか、文書のプロパティが消されています。",
    "jusoforms が outbox に作った文書を指定してください。",
)
NO_SUCH_CASE = Sentence(
    "X152",
    _E,
    "事例「{name}」の文書は、まだ作られていません。",
    "事例番号が違うか、シートがまだ処理されていません。",
    "事例番号を確かめてください。",
)


def unexpected(error: BaseException, file: str = "") -> Problem:
    """Return the problem of a fault of the program: its kind and place.

    The error's own text is not told: it may quote a cell.
    """
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).stem}:{frames[-1].lineno}" if frames else "?"
    return UNEXPECTED.at(file=file, kind=type(error).__name__, where=where)
