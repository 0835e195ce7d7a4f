"""What each repetition repeats, in the words of a person who looks at the template."""

from __future__ import annotations

from collections.abc import Iterable

from jusoforms.documents.compiler.cutting import Spot
from jusoforms.documents.compiler.edges import Element
from jusoforms.documents.compiler.faults import Faults
from jusoforms.documents.compiler.places import place_of, row_place
from jusoforms.documents.compiler.story import Story
from jusoforms.documents.compiler.tags import around
from jusoforms.documents.rendering.values import Source
from jusoforms.documents.wml import local
from jusoforms.problems import tags as say

__all__ = ["tell_block", "tell_unit"]


def tell_unit(faults: Faults, story: Story, node: Element, sources: Iterable[Source]) -> None:
    """Tell what a paragraph or row that names a list becomes."""
    what, name = _words(sources)
    if local(node) == "tr":
        faults.repeat(say.ROW_REPEATS, story.words, row_place(node), what=what, name=name)
    else:
        faults.repeat(say.PARAGRAPH_REPEATS, story.words, place_of(node), what=what, name=name)


def tell_block(faults: Faults, story: Story, spot: Spot, sources: Iterable[Source]) -> None:
    """Tell what a block repeats."""
    what, _ = _words(sources)
    tag = spot.tag
    faults.repeat(
        say.BLOCK_REPEATS,
        story.words,
        place_of(spot.passage.paragraph),
        what=what,
        tag=tag.source,
        end=f"{{{{/{tag.name}}}}}",
        around=around(spot.passage.text, tag.start, tag.end),
    )


def _words(sources: Iterable[Source]) -> tuple[str, str]:
    """Return 「役割分担」の 1 件、その「担当機関」の 1 件, and the innermost list."""
    labels = [source.label for source in sources]
    inner = (label.rpartition(".")[2] for label in labels[1:])
    outer = labels[0].replace(".", "」の「")
    words = "、その".join(f"「{name}」の 1 件" for name in (outer, *inner))
    return words, labels[-1]
