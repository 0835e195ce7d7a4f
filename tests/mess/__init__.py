"""Messy sheets with a known truth.

``bases`` has one well-filled workbook of each shipped form and what is certainly on it. A *kind*
of mess (``kinds``, and one module for each family) changes such a workbook as people do, and says
what is then on the sheet. ``judging`` holds the reader to it: every field right, or a problem at
the right cell; a wrong value without one is the one unforgivable result.
"""
