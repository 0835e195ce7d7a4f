"""S107, S116, S135 to S137 and S156: what stands there, and may not be what it seems."""

from jusoforms.problems import Sentence, Severity

_E, _W = Severity.ERROR, Severity.WARNING

HIDDEN_UNDER_LABEL = Sentence(
    "S107",
    _E,
    "見出し「{heading}」と結合したセルの下に、見えない文字が残っています。",
    "見出しと値のセルを結合すると、値は画面に出ません。消した文字かどうか分かりません。",
    "結合を解除して、値を見出しの右の欄に書いてください。不要な文字であれば消してください。",
)
LONG_NUMBER = Sentence(
    "S116",
    _W,
    "「{label}」の数「{value}」は、16 けた目から後が、入力したとおりでない可能性があります。",
    "Excel が覚えている数字は 15 けたまでです。",
    "番号であれば、セルの表示形式を「文字列」にしてから入力し直してください。",
)
SPEAKER_BY_COLON = Sentence(
    "S135",
    _W,
    "「希望と課題」の「{value}」が、話者なのか、上の行の続きなのか分かりません。",
    "行の初めの短い言葉の後に「：」があります。上の行の続きとして読み取りました。",
    "話者であれば、【{value}】と書いてください。",
)
SENTENCE_GOES_ON = Sentence(
    "S136",
    _W,
    "「{label}」のこの行は、上の行の文の続きである可能性があります。",
    "上の行が「{ending}」で終わり、文の途中に見えます。それぞれ 1 つの項目として読み取りました。",
    "続きであれば、上のセルにまとめてください。",
)
PROGRAM_NUMBER_UNCLEAR = Sentence(
    "S137",
    _E,
    "事業内容の初めの「{value}」が、個別事業の番号なのか、文の一部なのか分かりません。",
    "数字の後に、区切りの「.」や「)」がありません。",
    "番号であれば「①」か「1.」の形にし、文の一部であれば数字の後の空白を消してください。",
)
OTHER_FORM = Sentence(
    "S156",
    _W,
    "シート「{name}」は{form}ですが、読み取りませんでした。",
    "このファイルは{own}です。1 つのファイルから読み取る様式は 1 つです。",
    "この{form}も読み取るときは、別のファイルに分けて入れてください。",
)
