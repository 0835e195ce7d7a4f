"""X120-X126: whether the service runs, its page, and setting it up."""

from jusoforms.problems import Sentence, Severity

_E, _W = Severity.ERROR, Severity.WARNING

SILENT = Sentence(
    "X120",
    _E,
    "jusoforms は止まっているようです（最後に動いたのは {at}）。",
    "パソコンの電源が切れたか、共有フォルダーにつながらないか、思わぬ誤りで終わっています。",
    "{host} で jusoforms が動いているか確かめてください。inbox に入れたシートは失われていません。動き出したときに処理します。",
)
STOPPED = Sentence(
    "X121",
    _W,
    "jusoforms は止めてあります（{at} に終了しました）。",
    "人が止めたか、パソコンを再起動しています。",
    "使うときは、{host} で jusoforms を動かしてください。inbox に入れたシートは、動き出したときに処理します。",
)
NEVER = Sentence(
    "X122",
    _W,
    "この作業フォルダーを見張っている jusoforms は、まだありません。",
    "outbox に状況のページ（{page}）がありません。",
    "「jusoforms watch フォルダー」を動かしてください。続けて動かすには「jusoforms service install --print」の案内を見てください。",
)
PAGE_UNREADABLE = Sentence(
    "X123",
    _E,
    "状況のページ（{page}）から、様子を読み取れませんでした。",
    "ページが壊れているか、別の版の jusoforms が書いています。",
    "jusoforms が動いていれば、数分のうちに書き直します。続くときは、そのファイルを別の場所に移してください。",
)
PAGE_TAKEN = Sentence(
    "X124",
    _E,
    "outbox に「{page}」という別のファイルがあるため、状況のページを書けません。",
    "jusoforms が作ったページではないので、置き換えていません。",
    "そのファイルの名前を変えるか、別の場所に移してください。",
)
MAPPED_LETTER = Sentence(
    "X125",
    _E,
    "「{name}」は、ドライブ文字で始まる場所です。共有フォルダーならサービスからは見えません。",
    "ネットワーク ドライブの割り当て（Z: など）は、割り当てた人の画面の中だけで使えます。",
    "「\\\\サーバー名\\共有名\\フォルダー」の形で指定してください。このパソコンのディスクの中であれば、C: の場所を指定できます。",
)
NOT_WHOLE_PATH = Sentence(
    "X126",
    _E,
    "「{name}」は、初めから終わりまで書かれた場所ではありません。",
    "サービスは、今開いているフォルダーを知りません。",
    "「\\\\サーバー名\\共有名\\フォルダー」や「/srv/支援会議」のように、全部を書いて指定してください。",
)
