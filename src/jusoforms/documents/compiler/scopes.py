"""Names to places: what a tag's path means inside the lists around it, innermost first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from jusoforms.documents.rendering.values import Source
from jusoforms.problems import Sentence
from jusoforms.problems import tags as say
from jusoforms.vocabulary.labels import fold
from jusoforms.vocabulary.names import Field, Kind, Names

__all__ = ["EACH_TEXT", "Found", "Frame", "Miss", "Scope", "Walk", "resolve", "root_scope"]

EACH_TEXT = "各項目"


@dataclass(frozen=True, slots=True)
class Frame:
    """One level of names: the root, an item of a list, a record."""

    names: Names | None
    """None: an item of a list of texts."""
    path: tuple[str, ...] = ()
    """Canonical names from the root: which list this is an item of."""

    @property
    def name(self) -> str:
        """The list as a person writes it."""
        return ".".join(self.path)


Scope = tuple[Frame, ...]


@dataclass(frozen=True, slots=True)
class Walk:
    """A list that has to be gone through before a value can be reached."""

    source: Source
    frame: Frame


@dataclass(frozen=True, slots=True)
class Found:
    """What a path means."""

    source: Source
    kind: Kind
    pending: tuple[Walk, ...] = ()
    """Lists on the way that no unit or block around goes through; only the first is placed yet."""
    children: Names | None = None
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Miss:
    """Why a path means nothing."""

    sentence: Sentence
    name: str
    candidates: tuple[str, ...] = ()
    example: str = ""


def root_scope(names: Names) -> Scope:
    """Return the scope outside all lists."""
    return (Frame(names),)


def resolve(path: tuple[str, ...], scope: Scope) -> Found | Miss:
    """Return what a path means; an inner name hides an outer one, whatever it holds."""
    if not path:
        return Miss(say.UNKNOWN_NAME, "")
    if len(path) == 1 and fold(path[0]) == fold(EACH_TEXT):
        return _text_item(scope)
    for depth in reversed(range(len(scope))):
        names = scope[depth].names
        if names and names.find(path[0]):
            return _Follower(scope, depth).follow(path)
    return Miss(say.UNKNOWN_NAME, path[0], _candidates(path[0], scope))


def _text_item(scope: Scope) -> Found | Miss:
    if scope[-1].names is not None:
        return Miss(say.ITEM_OUTSIDE, EACH_TEXT)
    return _item(scope, len(scope) - 1)


def _item(scope: Scope, depth: int) -> Found:
    path = scope[depth].path
    return Found(Source(".".join(path), depth), Kind.TEXT, path=path)


@dataclass(slots=True)
class _Follower:
    """Goes along a path word by word."""

    scope: Scope
    depth: int
    keys: tuple[str, ...] = ()
    pending: list[Walk] = field(default_factory=list)
    at: tuple[str, ...] = ()

    def follow(self, path: tuple[str, ...]) -> Found | Miss:
        """Return what the words mean, beginning at the level where the first was found."""
        names = self.scope[self.depth].names
        self.at = self.scope[self.depth].path
        for index, word in enumerate(path):
            item = names.find(word) if names else None
            if item is None or item.later:
                return self._not_there(word, names, item)
            self.at = (*self.at, item.name)
            rest = path[index + 1 :]
            if not rest:
                return self._found(self._source(item.name), item.kind, item.children)
            if item.kind is Kind.TEXTS or item.children is None:
                return self._texts(item, rest)
            if item.kind is Kind.LIST and fold(rest[0]) == fold(EACH_TEXT):
                return Miss(say.ITEM_OF_LIST, item.name, example=_example(item))
            self._enter(item)
            names = item.children
        raise AssertionError  # pragma: no cover a path has a word

    def _not_there(self, word: str, names: Names | None, item: Field | None) -> Miss:
        if item:
            return Miss(say.LATER_NAME, item.name)
        return Miss(say.UNKNOWN_NAME, word, names.nearest(word) if names else ())

    def _texts(self, item: Field, rest: tuple[str, ...]) -> Found | Miss:
        if item.kind is not Kind.TEXTS:
            return Miss(say.NOTHING_INSIDE, item.name)
        if len(rest) > 1 or fold(rest[0]) != fold(EACH_TEXT):
            return Miss(say.TEXTS_ITEM, item.name)
        inner = self._inner()
        if inner is not None:
            return _item(self.scope, inner)
        self.pending.append(Walk(self._source(item.name), Frame(None, self.at)))
        return self._found(Source(".".join(self.at), 0), Kind.TEXT, None)

    def _enter(self, item: Field) -> None:
        inner = self._inner()
        if inner is not None:
            self.depth, self.keys = inner, ()
        elif item.kind is Kind.RECORD:
            self.keys = (*self.keys, item.name)
        else:
            self.pending.append(Walk(self._source(item.name), Frame(item.children, self.at)))
            self.keys = ()

    def _inner(self) -> int | None:
        """Return the level that goes through the list reached, if one does."""
        levels = range(len(self.scope) - 1, self.depth, -1)
        return next((level for level in levels if self.scope[level].path == self.at), None)

    def _source(self, name: str) -> Source:
        return Source(".".join(self.at), self.depth, (*self.keys, name))

    def _found(self, source: Source, kind: Kind, children: Names | None) -> Found:
        return Found(source, kind, tuple(self.pending), children, self.at)


def _example(item: Field) -> str:
    first = next(iter(item.children or ()), "")
    return f"{{{{{item.name}.{first}}}}}"


def _candidates(word: str, scope: Scope) -> tuple[str, ...]:
    """Return names most like the word; first the lists that have an item of that very name."""
    levels = [frame.names for frame in reversed(scope) if frame.names]
    inside = (f"{item.name}.{found.name}" for item, found in _children(levels, word))
    near = (name for names in levels for name in names.nearest(word))
    return tuple(dict.fromkeys((*inside, *near)))[:3]


def _children(levels: Iterable[Names], word: str) -> Iterable[tuple[Field, Field]]:
    for names in levels:
        for item in names.values():
            found = item.children.find(word) if item.children else None
            if found:
                yield item, found
