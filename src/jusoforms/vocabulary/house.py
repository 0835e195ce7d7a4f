"""What a ward says of itself in jusoforms.toml: the look of its documents, texts they print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["HOUSE_NAMES", "LOOKS", "STANDARD", "UD", "House", "house_from", "not_understood"]

STANDARD, UD = "標準", "UD"
LOOKS = (STANDARD, UD)
HOUSE_NAMES = {
    "自治体名": "municipality",
    "課名": "section",
    "文書番号": "document_number",
    "取扱表示": "secrecy",
}
"""Names in templates, and the keys of the settings."""


@dataclass(frozen=True, slots=True)
class House:
    """The look of the shipped templates and what they print of the ward."""

    look: str = STANDARD
    texts: tuple[tuple[str, str], ...] = ()
    """Name and text, of those that are set."""

    def values(self) -> dict[str, str]:
        """Return every name with its text; empty where it is not set."""
        return dict.fromkeys(HOUSE_NAMES, "") | dict(self.texts)


def house_from(settings: Mapping[str, object]) -> House:
    """Return what the settings say; what is no text, or no look that there is, does not count."""
    said = {name: settings.get(key) for name, key in HOUSE_NAMES.items()}
    texts = tuple((name, text.strip()) for name, text in said.items() if isinstance(text, str))
    return House(_look(settings) or STANDARD, tuple(one for one in texts if one[1]))


def not_understood(settings: Mapping[str, object]) -> tuple[str, ...]:
    """Return the keys of these settings whose values do not count."""
    keys = HOUSE_NAMES.values()
    odd = [key for key in keys if key in settings and not isinstance(settings[key], str)]
    if not isinstance(settings.get("pdf", False), bool):
        odd.append("pdf")
    return (*odd, *(() if _look(settings) else ("look",)))


def _look(settings: Mapping[str, object]) -> str:
    """Return the look that is set; empty for one that there is not."""
    said = str(settings.get("look", STANDARD)).strip()
    return next((look for look in LOOKS if look == said.upper()), "")
