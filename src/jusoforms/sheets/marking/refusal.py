"""Why a workbook is not marked."""

from __future__ import annotations

__all__ = ["CannotMark"]


class CannotMark(Exception):  # noqa: N818 the workbook may well be sound
    """The workbook cannot be marked without risk to what is in it; it stays as it is.

    The reason is for the log: it holds nothing of what stands in the workbook.
    """
