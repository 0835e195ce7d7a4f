"""A ward's own sheets as forms: a blank with tags ``{{名}}`` says where each field is read.

``tags`` and ``targets`` read what the tags name; ``compiling`` makes a blank an immutable
:class:`~jusoforms.sheets.adopted.form.AdoptedForm` and finds its faults. A tagged cell is kept by
what is printed around it, never by its address. ``aligning`` finds the printed words again on a
filled sheet, ``locating`` the cells that they lead to, ``reading`` and ``tables`` their values,
and ``assembling`` puts the case together.
"""
