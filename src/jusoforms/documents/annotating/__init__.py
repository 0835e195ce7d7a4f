"""A copy of a template with a Word comment at each fault and each repetition."""

from jusoforms.documents.annotating.annotating import annotated

__all__ = ["annotated"]
