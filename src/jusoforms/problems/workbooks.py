"""F12x: what the reader could not see of a workbook that it read."""

from jusoforms.problems import Sentence, Severity

_W, _N = Severity.WARNING, Severity.NOTICE

VALUES_FROM_ELSEWHERE = Sentence(
    "F120",
    _N,
    "{cells} に、他のブックを参照する数式があります。",
    "値は、このブックを最後に計算して保存したときのものです。元のブックが変わっていても分かりません。",
    "値が今も正しいか確かめてください。残しておくなら、数式の代わりに値を貼り付けると確実です。",
)
OVERLAY_UNREADABLE = Sentence(
    "F121",
    _W,
    "このシートの{what}を読み取れませんでした。",
    "その部分だけが壊れているか、Excel が作らない書き方になっています。セルの文字は読み取れています。",
    "Excel で開いて{what}の内容を確かめ、必要な文字はセルに入力してください。",
)
TOO_MANY_OVERLAYS = Sentence(
    "F122",
    _W,
    "このシートのコメントや図形が多すぎるため、{count} 個目までしか見ていません。",
    "行や列の複写を重ねると、見えない図形が増え続けることがあります。",
    "Excel の［ホーム］→［検索と選択］→［オブジェクトの選択］などで、不要な図形を削除してください。",
)
