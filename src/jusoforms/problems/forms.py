"""A ward's own forms. T19x: the blank with its tags; S19x: a sheet filled in on one."""

from jusoforms.problems import Sentence, Severity

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTICE

_TAG = "例：{{{{事例番号}}}}、{{{{会議.開催日時}}}}、{{{{独自項目.世帯人数}}}}。名前は jusoforms fields で見られます。"

UNKNOWN_NAME = Sentence(
    "T194",
    _E,
    "様式のタグ {tag} の「{word}」は、項目の名前ではありません。",
    "名前が違うか、項目の決まりにない名前です。近い名前：{nearest}。",
    "名前を直してください。決まりにない項目は {{{{独自項目.{word}}}}} と書けば読み取れます。",
)
BAD_TAG = Sentence(
    "T195",
    _E,
    "様式のタグ {tag} を読み取れません。",
    "{why}。",
    _TAG,
)
NO_CASE_NUMBER = Sentence(
    "T196",
    _E,
    "様式に、事例番号のタグ {{{{事例番号}}}} がありません。",
    "事例番号がないと、どの事例のシートか分かりません。",
    "事例番号を書くセルに {{{{事例番号}}}} と打って、保存してください。",
)
TAGS_DISAGREE = Sentence(
    "T197",
    _E,
    "様式のタグ {tag} が {cells} にありますが、組み合わせて読み取れません。",
    "{why}。",
    "同じ項目のタグは、1 つのセル、続きのセル、1 行に並ぶ「年」「月」「日」の欄、表の 1 つの列、選択肢のどれかに書いてください。",
)
SHIPPED_NAME = Sentence(
    "T198",
    _E,
    "様式に、タグ {{{{ }}}} と、付属の様式の印（{form}）の両方があります。",
    "付属の様式にタグを書いたため、どちらで読み取るか決まりません。",
    "Excel の［数式］→［名前の管理］で jusoforms_form を削除するか、タグを消してください。",
)
UNREADABLE_FORM = Sentence(
    "T199",
    _E,
    "様式のファイルを開けません。",
    "ほかの人が使用中か、読み取る権限がないか、Excel のブックではありません。",
    "Excel で開いて確かめ、閉じてからもう一度試してください。",
)

NO_TAGS = Sentence(
    "T189",
    _E,
    "「{name}」には、タグ {{{{ }}}} がありません。",
    "付属の様式や一覧など、タグを書いていないブックです。",
    "様式として使うときは、値を書くセルにタグを打って、作業フォルダーの templates/xlsx に保存してください。",
)
SAME_NUMBER = Sentence(
    "S147",
    _E,
    "事例番号「{number}」のシートが、1 つのファイルに 2 枚以上あります（{sheets}）。",
    "シートをコピーして、番号を書き直していない可能性があります。",
    "別の事例であれば番号を直し、同じ事例であれば 1 枚にまとめてください。",
)
FAULTY_FORM = Sentence(
    "S190",
    _E,
    "様式「{form}」に直すところがあるため、読み取れません。",
    "templates/xlsx/{form} のタグに誤りがあります（シートの記入の誤りではありません）。",
    "様式のタグを直してください。jusoforms template check で確かめられます。",
)
LABEL_LOST = Sentence(
    "S191",
    _E,
    "様式の見出し「{heading}」が見つからないため、「{label}」が「{text}」かどうか分かりません。",
    "見出しが消えたか、大きく変わっているか、2 か所にあります。",
    "見出しを様式のとおりに戻してください。",
)
LABEL_REWORDED = Sentence(
    "S192",
    _W,
    "見出し「{heading}」が「{found}」に変わっています。「{label}」として読み取りました。",
    "様式と同じ位置にありますが、言葉が違います。",
    "同じ項目かどうか確かめてください。違う項目であれば、見出しを様式のとおりに戻してください。",
)
NOT_LIKE_THE_FORM = Sentence(
    "S193",
    _E,
    "「{text}」から、{labels}を読み取れません。",
    "様式では「{pattern}」の形ですが、形が変わっています。",
    "様式に印刷されている文字を残して、記入してください。",
)
WHICH_CELL = Sentence(
    "S194",
    _E,
    "「{label}」の欄がどこまでか分からないため、「{text}」を読み取れません。",
    "様式に行や列が加わったか、消えています。",
    "様式の行と列を元に戻すか、様式そのものを直してください。",
)
NOT_SPLIT = Sentence(
    "S195",
    _N,
    "「{value}」を{parts}に分けられないため、すべて「{first}」としました。",
    "{parts}の間に空白がありません。",
    "分けたいときは、間に空白を入れてください（例：{example}）。",
)
CHOICE_UNCLEAR = Sentence(
    "S196",
    _E,
    "「{label}」で、どれが選ばれているか分かりません。",
    "{why}。",
    "選ぶものだけを ☑ にし、ほかは □ にしてください。",
)
AN_EXAMPLE = Sentence(
    "S197",
    _N,
    "シート「{name}」は、見本（{mark}）として読み取りませんでした。",
    "名前か、シートの初めに「{mark}」とあります。",
    "記入したシートであれば、シートの名前と「{mark}」の文字を変えてください。",
)
SEVERAL_FORMS = Sentence(
    "S198",
    _E,
    "1 つのファイルに、違う様式のシートがあります（{sheets}）。",
    "どの様式として読み取るか決まりません。",
    "様式ごとに別のファイルに分けてください。",
)
NEWER_FORM = Sentence(
    "S199",
    _E,
    "この様式（{form}）は、この版の jusoforms より新しいものです。",
    "読み取れる版は {known} です。",
    "jusoforms を新しくするか、今の版の様式（jusoforms form new）に写してください。",
)
