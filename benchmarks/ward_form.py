"""A ward's own form of 80 merged rows: its tagged blank, and the same filled in."""

from forms import WORDS

__all__ = ["blank", "filled"]

_PAIRS = (
    ("事例番号", "会議.回"), ("件名", "会議.開催日時"), ("分類", "会議.場所"),
    ("会議種別", "会議.主催"), ("主題", "会議.司会"), ("主担当機関", "会議.記録者"),
    ("担当者", "会議.欠席者"), ("受付日", "会議.次回"), ("支援関係機関", "会議.残課題"),
    ("状況", "経緯"), ("検討", "会議.協議内容"), ("会議.決定事項", "会議.不足資源"),
)  # fmt: skip
_ROLES = range(41, 61)
_COLUMNS = {1: "内容", 3: "担当機関", 6: "担当者", 8: "期限"}
_SAID = {
    "事例番号": "R8-017", "会議.回": "2", "会議.開催日時": "令和8年3月12日（木）14:00～15:30",
    "受付日": "令和8年1月20日", "会議種別": "支援会議", "会議.次回": "令和8年6月11日",
    "期限": "令和8年5月末", "担当機関": "福祉課",
}  # fmt: skip


def blank(row: int, column: int) -> str:
    """Return what the blank says at a place: a label, a heading or a tag."""
    if row in _ROLES:
        return f"{{{{役割分担.{_COLUMNS[column]}}}}}"
    if column > 3 and len(_PAIRS) < row != _ROLES[0] - 1:
        return ""
    name = _name(row, column)
    return name if column in {1, 6} or row == _ROLES[0] - 1 else f"{{{{{_tag(row, column)}}}}}"


def filled(row: int, column: int) -> str:
    """Return what the filled sheet says: the labels, and an answer to each."""
    if row in _ROLES:
        return _SAID.get(_COLUMNS[column], f"{row}番の役割")
    said = blank(row, column)
    return _SAID.get(_tag(row, column), WORDS) if said.startswith("{{") else said


def _name(row: int, column: int) -> str:
    """Return the printed words of a row's half, or of a column of the roles."""
    if row == _ROLES[0] - 1:
        return _COLUMNS[column]
    return _tag(row, column).rpartition(".")[2]


def _tag(row: int, column: int) -> str:
    half = int(column > 3)
    return _PAIRS[row - 1][half] if row <= len(_PAIRS) else f"独自項目.確認{row}の{half + 1}"
