"""The only writer of documents: never replaces, always whole, and doing it again changes nothing.

The plain name is the newest edition, except where a person has edited, or holds open, the file
of that name: then the new one is ``<name>_n版.docx`` beside it. An untouched older edition goes
to ``旧版/``, and so does a document that no longer follows from the sheet. An approved one stays
as it is until a correction makes a new edition. What was written is known from the receipts;
without them from what lies there.
"""

from jusoforms.filesystem import write_page
from jusoforms.publish.publishing import (
    Outdated,
    Published,
    everything_leaves,
    foresee,
    nothing_leaves,
    publish,
)
from jusoforms.publish.receipts import Document, Receipt, Receipts
from jusoforms.publish.shelf import Finished

__all__ = [
    "Document",
    "Finished",
    "Outdated",
    "Published",
    "Receipt",
    "Receipts",
    "everything_leaves",
    "foresee",
    "nothing_leaves",
    "publish",
    "write_page",
]
