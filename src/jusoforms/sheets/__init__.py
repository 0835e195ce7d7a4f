"""Excel: a workbook -> its grid of cells -> the form it is -> the captured record.

``grid`` and ``workbook`` know Excel and nothing of welfare; ``forms`` finds fields by their
labels; ``case_sheet`` and ``catalogue_sheet`` read the two shipped layouts.
"""
