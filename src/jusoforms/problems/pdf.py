"""X155-X157: the PDF beside each document."""

from jusoforms.problems import Sentence, Severity

_W, _N = Severity.WARNING, Severity.NOTICE

NO_OFFICE = Sentence(
    "X155",
    _W,
    "LibreOffice が見つからないため、PDF を作れません。",
    "設定（jusoforms.toml）で PDF を作ることになっていますが、このパソコンに LibreOffice がありません。",
    "LibreOffice を入れるか、設定の pdf の行を消してください。Word の文書は、これまでどおり作ります。",
)
NOT_MADE = Sentence(
    "X156",
    _W,
    "「{name}」の PDF を作れませんでした。",
    "LibreOffice が時間内に終わらなかったか、この文書を開けませんでした。",
    "文書を Word で開き、［エクスポート］で PDF にしてください。次に文書が変わったときと「jusoforms pdf」で、もう一度試します。",
)
NAME_TAKEN = Sentence(
    "X157",
    _N,
    "「{name}」という別のファイルがあるため、この文書の PDF は作りませんでした。",
    "jusoforms が作った PDF ではないか、作った後に人が直したか、今だれかが開いているので、置き換えていません。",
    "要らないファイルであれば、閉じて、名前を変えるか消してから「jusoforms pdf」を行ってください。",
)
