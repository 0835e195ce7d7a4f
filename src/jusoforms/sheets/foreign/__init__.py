"""Workbooks that are no .xlsx: .xls and .ods, and locked ones, read in a killable child.

Two readers that know nothing of each other must agree on every cell: python-calamine, and one
that also sees what it does not tell (xlrd for .xls, our own reading of content.xml for .ods).
"""

from jusoforms.sheets.foreign.reading import FOREIGN, Kind, read_foreign, unlock

__all__ = ["FOREIGN", "Kind", "read_foreign", "unlock"]
