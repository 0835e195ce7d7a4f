"""How large a package may be, and the one exception for what cannot be read."""

from __future__ import annotations

from dataclasses import dataclass

from jusoforms.problems import Problem, Sentence

__all__ = ["DEFAULT_LIMITS", "Limits", "PackageFault", "fault"]


class PackageFault(Exception):  # noqa: N818 a fault of the file, not of the program
    """The file is not a package that can be read safely; ``problem`` says so in Japanese."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Limits:
    """What is still a form or a letter, in entries and bytes."""

    file: int = 64 << 20
    """The file as it lies on the disk: a form with its photographs is well below."""
    entries: int = 2_000
    part: int = 50 << 20
    xml_part: int = 16 << 20
    xml_marks: int = 2_000_000
    """``<`` in one XML part: an element costs some 30 times its shortest text in memory."""
    total: int = 200 << 20
    ratio: int = 100
    """Inflated to compressed, for parts over ``ratio_from`` bytes."""
    ratio_from: int = 1 << 20


DEFAULT_LIMITS = Limits()


def fault(sentence: Sentence, **words: object) -> PackageFault:
    """Return the exception for a sentence of ``problems.files``; the caller knows the file."""
    return PackageFault(sentence.at(**words))  # type: ignore[arg-type]
