"""A template -> operations: reading its tags, deciding what repeats, marking and cutting the XML.

``compiling`` is the table of contents. ``tags`` and ``passages`` read, ``scopes`` and ``naming``
resolve, ``blocks`` and ``planning`` decide what repeats, ``weaving`` turns marks into operations;
``safety`` and ``elsewhere`` refuse what may not be there.
"""
