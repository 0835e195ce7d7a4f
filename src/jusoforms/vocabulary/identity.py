"""Whose sheet it is: the identity of a 事例番号, and names that are safe as files."""

from __future__ import annotations

import hashlib
import re
import unicodedata

__all__ = ["CATALOGUE_FOLDER", "case_folder", "case_key", "document_name", "folder_flaw"]

CATALOGUE_FOLDER = "参考資料"
"""Folder of the catalogue in the outbox; no case may be called so."""

_LONGEST = 60
# A long-vowel mark is taken for a hyphen only where it follows no kana: ケース1, but R6ー1.
_HYPHENS = re.compile("[\u2010-\u2015\u2212－]|(?<![ぁ-んァ-ヶｦ-ﾟ])[ーｰ]")
_ILLEGAL = '/\\:*?"<>|'
_SEVERAL = "→⇒⇨➡、,~"
_TWINS = str.maketrans(_ILLEGAL, "／\uff3c：＊？”＜＞｜")
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(\..*)?$")
_TAKEN = frozenset({CATALOGUE_FOLDER, "旧版", "処理済み", "要修正", "状況", "事例一覧"})


def case_key(case_number: str) -> str:
    """Return the number's identity: NFKC, upper case, one kind of hyphen, no blanks."""
    text = unicodedata.normalize("NFKC", _HYPHENS.sub("-", case_number))
    return re.sub(r"\s+", "", _HYPHENS.sub("-", text)).upper()


def case_folder(case_number: str) -> str:
    """Return the folder of a case; only for a number without :func:`folder_flaw`."""
    return case_key(case_number)


def folder_flaw(case_number: str) -> str:
    """Return why the number cannot name a folder, in Japanese; empty if it can."""
    key = case_key(case_number)
    flaws = (
        (len(key) > _LONGEST, f"{len(key)} 文字あります"),
        (any(mark in key for mark in _ILLEGAL), '/ \\ : * ? " < > | は使えません'),
        (any(mark in key for mark in _SEVERAL), "→ 、～ は使えません。番号を 1 つだけ書きます"),
        (any(_unprintable(mark) for mark in key), "目に見えない文字があります"),
        (key.startswith((".", "~", "_")) or key.endswith("."), "初めや終わりの記号は使えません"),
        (bool(_RESERVED.match(key)) or key in _TAKEN, "決められた名前です"),
    )
    return next((reason for found, reason in flaws if found), "")


def document_name(*words: str) -> str:
    """Return a file name's stem from words joined by _, safe on every system.

    Illegal characters become their full-width twins; over 60 characters are cut, with four hex
    digits of the whole name's hash so that two long names stay two.
    """
    joined = "_".join(filter(None, words)).translate(_TWINS)
    name = "".join(mark for mark in joined if not _unprintable(mark)).strip(" .")
    if len(name) > _LONGEST:
        digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:4]
        name = f"{name[: _LONGEST - 5]}_{digest}"
    return f"_{name}" if _RESERVED.match(name) else name


def _unprintable(mark: str) -> bool:
    return unicodedata.category(mark) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
