"""Kinds of mess that are not yet read as they should be. A mended one must leave this table."""

from __future__ import annotations

from collections.abc import Mapping

KNOWN: Mapping[tuple[str, str], str] = {}
