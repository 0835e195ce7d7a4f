"""Making a workspace: folders, settings, blank forms, Word templates, samples."""

from __future__ import annotations

import secrets
from pathlib import Path

from jusoforms.filesystem import write_new
from jusoforms.problems import Sentence
from jusoforms.problems import program as say
from jusoforms.workspace import Workspace, shipped

__all__ = ["SetupError", "drop_samples", "make_workspace"]

_SETTINGS = """\
# jusoforms の設定です。メモ帳で直せます。# の後は説明です。

# この作業フォルダーの形式の番号です。変えないでください。
format = 1

# 閲覧制限が「有」の事例を扱う作業フォルダー（限られた職員だけが開けるもの）では、true にします。
# restricted = true

# 「状況」のページに載せる連絡先です。
# contact = "福祉総合課 内線 1234"

# 文書の見た目です。"標準"（明朝とゴシック）か、"UD"（BIZ UDゴシック、12 ポイント）です。
# 変えた後は「jusoforms rebuild」で、これまでの文書も作り直せます。
# look = "UD"

# 文書ごとに PDF も作るときは、true にします。このパソコンに LibreOffice が必要です。
# 改行とページの分かれ目は、Word で見るのと少し違うことがあります。
# pdf = true

# 文書に印刷する言葉です（自治体名、課名、文書番号、取扱表示）。
# municipality = "見本区"
# section = "福祉総合課"
# document_number = "8見福総第　　　号"
# secrecy = "取扱注意"
"""


class SetupError(Exception):
    """The folder cannot be made a workspace; ``sentence`` says why."""

    def __init__(self, sentence: Sentence, name: str) -> None:
        super().__init__(sentence.code)
        self.sentence = sentence
        self.name = name


def make_workspace(root: Path) -> Workspace:
    """Make a workspace, or complete one; files that stand there are left as they are."""
    workspace = Workspace(root)
    if root.exists() and not workspace.settings.is_file() and _occupied(root):
        raise SetupError(say.FOLDER_IN_USE, str(root))
    try:
        for folder in (workspace.inbox, workspace.outbox, workspace.receipts, workspace.claims):
            folder.mkdir(parents=True, exist_ok=True)
        _copy_tree(shipped("templates"), root / "templates")
        if not workspace.settings.exists():
            write_new(workspace.settings, _SETTINGS.encode())
        if not workspace.inbox_id.exists():
            write_new(workspace.inbox_id, f"{secrets.token_hex(16)}\n".encode())
    except OSError:
        raise SetupError(say.NOT_WRITABLE, str(root)) from None
    return workspace


def drop_samples(workspace: Workspace) -> None:
    """Put the sample sheets into the inbox, as a person's drop would."""
    try:
        for sample in sorted(shipped("samples").glob("*.xlsx")):
            if not (workspace.inbox / sample.name).exists():
                write_new(workspace.inbox / sample.name, sample.read_bytes())
    except OSError:
        raise SetupError(say.NOT_WRITABLE, str(workspace.inbox)) from None


def _occupied(root: Path) -> bool:
    return not root.is_dir() or any(root.iterdir())


def _copy_tree(source: Path, target: Path) -> None:
    for path in sorted(source.rglob("*")):
        copy = target / path.relative_to(source)
        if path.is_dir():
            copy.mkdir(parents=True, exist_ok=True)
        elif not copy.exists() and not path.name.startswith("."):
            copy.parent.mkdir(parents=True, exist_ok=True)
            write_new(copy, path.read_bytes())
