"""Excel case sheets in, Word documents out. ``pipeline.py`` is the table of contents."""

__version__ = "0.1.0"
