"""Excel: a workbook -> its grid of cells -> the form it is -> the captured record.

``excel`` reads the file into ``grid``; ``forms`` finds fields by their labels; ``case_sheet``,
``catalogue_sheet`` and ``structured`` read the shipped layouts, ``lists_book`` the ward's lists;
``capture`` leads through them. ``blanks`` makes the empty forms.
"""
