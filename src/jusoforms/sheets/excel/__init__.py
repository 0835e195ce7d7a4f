"""Excel's own XML (ECMA-376 part 1, SpreadsheetML) -> grids. Knows nothing of welfare."""

from jusoforms.sheets.excel.workbook import read_workbook

__all__ = ["read_workbook"]
