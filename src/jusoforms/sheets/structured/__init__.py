"""支援会議票: one sheet for the case, one for each meeting.

``layout`` says what stands on each sheet, derived from the vocabulary; the maker of blank forms
(``sheets.blanks``) and the reader both work from it. ``finding`` tells where the sections of a
filled sheet lie, ``slots`` and ``tables`` read them, ``leftovers`` tells what nobody read, and
``reader`` puts the case together.
"""
