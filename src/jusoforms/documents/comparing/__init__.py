"""新旧対照表: what changed between two catalogues, the changes underlined."""

from jusoforms.documents.comparing.page import comparison_page

__all__ = ["comparison_page"]
