"""The only writer of documents: never replaces, always whole, and doing it again changes nothing.

The plain name is the newest edition, except where a person has edited, or holds open, the file
of that name: then the new one is ``<name>_n版.docx`` beside it. An untouched older edition goes
to ``旧版/``. What was written is known from the receipts; without them from what lies there.
"""

from jusoforms.filesystem import write_page
from jusoforms.publish.publishing import Published, publish
from jusoforms.publish.receipts import Receipts
from jusoforms.publish.shelf import Finished

__all__ = ["Finished", "Published", "Receipts", "publish", "write_page"]
