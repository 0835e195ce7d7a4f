"""A PDF beside each Word document, where the ward wants it and LibreOffice is there.

It is made from the document that was published, afterwards, and is never a reason for anything to
wait or fail. What a PDF was made from stands in it (``marking``); nothing else is kept, so that
folders may move and states be lost. LibreOffice breaks lines and pages a little otherwise than
Word does: the Word document stays the one that counts.
"""

from jusoforms.pdf.following import Follower, latest_cases
from jusoforms.pdf.keeping import Kept, keep_pdfs
from jusoforms.pdf.office import Office, find_office

__all__ = ["Follower", "Kept", "Office", "find_office", "keep_pdfs", "latest_cases"]
