"""T: the file of a Word template, what may not be in it, and one printing of it.

T10x the file · T16x places that hold no tag · T17x unsafe content · T183 to T186 tried or begun ·
T19x one printing. The writing of tags (T11x to T15x) stands in ``tags``, a finished document (T2xx)
in ``invariants``.
"""

from jusoforms.problems import Sentence, Severity

_E = Severity.ERROR

_DOCX = "Word で「名前を付けて保存」を選び、「Word 文書（*.docx）」として保存し直してください。"

EMPTY_FILE = Sentence(
    "T101",
    _E,
    "テンプレートの中身が空（0 バイト）です。",
    "保存やコピーが途中で終わった可能性があります。",
    "元のファイルを Word で開いて内容を確かめ、もう一度置いてください。",
)
NOT_A_DOCUMENT = Sentence(
    "T102",
    _E,
    "Word の文書（.docx）として読めません。",
    "中身が Word の文書ではないファイルの名前を変えただけの可能性があります。",
    _DOCX,
)
INCOMPLETE = Sentence(
    "T103",
    _E,
    "テンプレートのファイルが途中で切れています。",
    "コピーや保存が終わる前に止まった可能性があります。",
    "元のファイルを、もう一度初めからコピーしてください。",
)
ENCRYPTED = Sentence(
    "T104",
    _E,
    "テンプレートがパスワードで保護されているため読めません。",
    "「パスワードを使用して暗号化」が設定されています。",
    "Word で開き、［ファイル］→［情報］→［文書の保護］でパスワードを外して保存してください。",
)
LEGACY_DOCUMENT = Sentence(
    "T105",
    _E,
    "古い形式の Word ファイル（.doc）です。",
    "Word 97-2003 形式で保存されています。",
    _DOCX,
)
UNREADABLE = Sentence(
    "T106",
    _E,
    "テンプレートを安全に読み取れません（{what}）。",
    "ファイルの中身が壊れているか、通常の Word が作らない作りになっています。",
    "Word で新しい文書に内容を写して保存し、置き換えてください。ファイルの出所も確かめてください。",
)
STRICT_DOCUMENT = Sentence(
    "T107",
    _E,
    "この種類の Word 文書（完全 Open XML 文書など）は使えません。",
    "「Word 文書（*.docx）」以外の種類で保存されています。",
    _DOCX,
)

CANNOT_OPEN = Sentence(
    "T108",
    _E,
    "テンプレートを開けません。",
    "ほかの人が使用中か、読み取る権限がありません。",
    "Word で開いていれば閉じ、権限を確かめてください。",
)


TAG_ELSEWHERE = Sentence(
    "T160",
    _E,
    "タグ {tag} が、{where}にあります。（{around}）",
    "{where}では、タグは使えません。",
    "タグを本文、表、ヘッダー、フッターのどれかの、ふつうの文字の所に移してください。",
)
TAG_IN_CHANGES = Sentence(
    "T161",
    _E,
    "タグ {tag} が、変更履歴の記録された所にあります。（{around}）",
    "値が、変更履歴の中に残ってしまいます。",
    "Word の［校閲］で変更を承諾するか元に戻し、変更履歴の記録を止めて保存してください。",
)
HIDDEN_TAG = Sentence(
    "T162",
    _E,
    "タグ {tag} が、隠し文字になっています。（{around}）",
    "隠し文字は、画面にも紙にも出ません。",
    "［ホーム］の［フォント］で「隠し文字」を外すか、タグを消してください。",
)
TAG_IN_FIELD = Sentence(
    "T163",
    _E,
    "タグ {tag} が、目次や参照など、自動で書き換わる所（フィールド）にあります。（{around}）",
    "Word がフィールドを更新すると、印刷した値が消えます。",
    "タグを、フィールドの外に移してください。",
)
MERGE_FIELD = Sentence(
    "T164",
    _E,
    "差し込み印刷のフィールド「{name}」があります。",
    "この版は、差し込み印刷のフィールドを読みません。",
    "フィールドを消して、{{{{{name}}}}} と打ってください。",
)
TRACKED_CHANGES = Sentence(
    "T165",
    _E,
    "変更履歴が残っています。",
    "文書を作るたびに、古い変更と記入した人の名前が一緒に出てしまいます。",
    "Word の［校閲］で変更を承諾するか元に戻し、変更履歴の記録を止めて保存してください。",
)

MACROS = Sentence(
    "T170",
    _E,
    "テンプレートにマクロが入っています。",
    "安全のため、マクロの入ったテンプレートは使いません。",
    _DOCX,
)
EXTERNAL = Sentence(
    "T171",
    _E,
    "ファイルの外にある「{target}」を読み込むようになっています。",
    "文書を開いたときに、外のファイルや場所につながります。",
    "リンクを解除するか、図などを文書の中に貼り付け直してください。",
)
ATTACHED_TEMPLATE = Sentence(
    "T172",
    Severity.WARNING,
    "別のひな形「{target}」に結び付いています。できる文書には引き継ぎません。",
    "このテンプレートは、別のひな形から作られています。",
    "気になるときは、［ファイル］→［オプション］→［アドイン］→［テンプレート］の設定で、標準（Normal）に戻してください。",
)
EMBEDDED = Sentence(
    "T173",
    _E,
    "ほかのソフトのデータ（{what}）が埋め込まれています。",
    "安全のため、埋め込みのあるテンプレートは使いません。",
    "埋め込みを消すか、図として貼り付け直してください。",
)
UNSAFE_FIELD = Sentence(
    "T175",
    _E,
    "外のファイルを読み込むフィールド（{name}）があります。",
    "文書を開いたときに、外のファイルやソフトにつながります。",
    "フィールドを消して、内容を文字か図として入れてください。",
)

REQUIRED_MISSING = Sentence(
    "T190",
    _E,
    "「{label}」が記入されていないため、文書を作りませんでした。",
    "テンプレートで「必須」とされている項目です。",
    "シートに「{label}」を記入してください。",
)
UNPRINTABLE = Sentence(
    "T191",
    _E,
    "「{label}」に、文書に印刷できない文字（U+{codepoint}）があります。",
    "目に見えない制御文字などが入っています。",
    "シートの文字を打ち直してください。",
)

NO_TEMPLATE = Sentence(
    "T192",
    _E,
    "文書のテンプレートがありません（{folder}）。",
    "テンプレートのフォルダーが空か、なくなっています。",
    "「jusoforms init」をもう一度実行すると、足りないテンプレートだけが戻ります。",
)
WAITS_FOR = Sentence(
    "T193",
    Severity.NOTICE,
    "「{document}」は、まだ作っていません。",
    "テンプレートで必須とされた「{names}」が記入されていません。",
    "記入してもう一度入れると、作られます。",
)
NOT_MADE_HERE = Sentence(
    "T183",
    Severity.NOTICE,
    "このシートからは、作られない文書があります。",
    "テンプレートで必須とされた項目を書く所が様式にないか、会議の記録がすでにあります。",
    "必須の項目を、様式にある項目の中から選んでください。",
)
NOT_FOR_SHEET = Sentence(
    "T184",
    Severity.NOTICE,
    "このシートからは、この文書は作られません（{context}）。",
    "シートの種類が違うか、会議や担当機関の記入がありません。",
    "ほかのシートでも確かめてください。",
)
EMPTY_HERE = Sentence(
    "T185",
    Severity.NOTICE,
    "このシートでは、次の項目が空になります：{names}。",
    "シートに記入がありません。",
    "空のときの印刷の仕方は、書式「空欄」とブロック {{{{?項目}}}} で決められます。",
)
NO_SUCH_NAME = Sentence(
    "T186",
    _E,
    "「{name}」という項目はないため、入れませんでした。",
    "項目の名前の書き間違いか、この種類のテンプレートでは使えない項目です。",
    "使える項目は「jusoforms fields」で見られます。",
)
