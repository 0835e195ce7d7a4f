"""P15x: the watched folder, the machines that share it, and their disks."""

from jusoforms.problems import Sentence, Severity

_E = Severity.ERROR

LINKED_FOLDER = Sentence(
    "P150",
    _E,
    "フォルダーの場所に、別の場所へのリンクがあるため、書き込みませんでした。",
    "文書が作業フォルダーの外に出ないよう、リンク（ジャンクション）の先には書き込みません。",
    "リンクを普通のフォルダーに替えてください。シートは失われていません。",
)
