"""Lists that a ward changes: defaults from ``lists.toml``, one place for law and names."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from jusoforms.vocabulary.labels import Record, fold

__all__ = ["Lists", "MeetingType", "default_lists"]


class MeetingType(Record):
    """A kind of meeting: its legal basis decides consent and secrecy, not its name."""

    name: str
    also: tuple[str, ...] = ()
    legal_basis: str = ""
    consent_required: bool = False
    secrecy: str = ""


class Lists(Record):
    """The values a ward's forms choose from. Unknown values are kept as text, with a warning."""

    version: int
    meeting_types: tuple[MeetingType, ...]
    unknown_secrecy: str
    delivery_modes: tuple[str, ...]
    program_words: tuple[str, ...]
    """Words of program names in their right spelling."""

    def meeting_type(self, name: str) -> MeetingType | None:
        """Return the kind of meeting of that name or alias, None where it is not listed."""
        wanted = fold(name)
        for known in self.meeting_types:
            if wanted in map(fold, (known.name, *known.also)):
                return known
        return None

    def secrecy_note(self, name: str) -> str:
        """Return the secrecy sentence by the meeting's legal basis, whatever the consent."""
        known = self.meeting_type(name)
        return known.secrecy if known else self.unknown_secrecy


@cache
def default_lists() -> Lists:
    """Return the lists that ship with jusoforms."""
    text = files("jusoforms.vocabulary").joinpath("lists.toml").read_text(encoding="utf-8")
    return Lists.model_validate(tomllib.loads(text))
