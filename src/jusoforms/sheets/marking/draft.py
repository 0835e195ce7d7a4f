"""A package while it is changed: parts written, added, removed; all others copied as they lie."""

from __future__ import annotations

import posixpath
from itertools import count

from jusoforms.package import Package, RawMember, write_package
from jusoforms.package.directory import part_key
from jusoforms.sheets.marking.refusal import CannotMark
from jusoforms.sheets.marking.spans import Edit, Span, inside, outline, splice, text

__all__ = ["CONTENT_TYPES", "Draft", "relationships_part"]

CONTENT_TYPES = "[Content_Types].xml"
_TYPES_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Draft:
    """The next state of a package."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self._names = {part_key(name): name for name in package.names}
        self._written: dict[str, bytes] = {}

    def __contains__(self, name: str) -> bool:
        return part_key(name) in self._names

    @property
    def names(self) -> tuple[str, ...]:
        """Every part as it will be, the new ones last."""
        return tuple(self._names.values())

    def read(self, name: str) -> bytes:
        """Return a part as it will be."""
        key = part_key(name)
        return self._written[key] if key in self._written else self.package.read(name)

    def write(self, name: str, data: bytes) -> None:
        """Give a part other bytes, or add it."""
        self._names.setdefault(part_key(name), name)
        self._written[part_key(name)] = data

    def edit(self, name: str, *edits: Edit | None) -> None:
        """Change a part at some places."""
        made = [edit for edit in edits if edit]
        if made:
            self.write(name, splice(self.read(name), made))

    def remove(self, name: str) -> None:
        """Leave a part out, with its relationships and its content type."""
        for one in (name, relationships_part(name)):
            self._names.pop(part_key(one), None)
            self._written.pop(part_key(one), None)
        data = self.read(CONTENT_TYPES)
        told = (s for s in outline(data).named("Override") if _is_part(s, name))
        self.edit(CONTENT_TYPES, *(Edit(span.start, span.end) for span in told))

    def add(self, pattern: str, data: bytes, content_type: str) -> str:
        """Add a part under the first free name of a pattern (``xl/comments{}.xml``)."""
        name = next(n for n in map(pattern.format, count(1)) if n not in self)
        self.write(name, data)
        types = self.read(CONTENT_TYPES)
        root = outline(types)
        new = f'<{root.prefix}Override PartName="/{name}" ContentType="{content_type}"/>'
        self.edit(CONTENT_TYPES, inside(types, root, new.encode()))
        return name

    def link(self, part: str, kind: str, target: str) -> str:
        """Add a relationship of a part; ``kind`` is the whole type. Return its id."""
        links = relationships_part(part)
        if links not in self:
            empty = f'{_DECLARATION}<Relationships xmlns="{_TYPES_NAMESPACE}"></Relationships>'
            self.write(links, empty.encode())
        data = self.read(links)
        root = outline(data)
        taken = {span.attributes.get("Id") for span in root.children}
        own = next(one for one in map("rIdJusoforms{}".format, count(1)) if one not in taken)
        new = f'<{root.prefix}Relationship Id="{own}" Type="{kind}" Target="/{text(target)}"/>'
        self.edit(links, inside(data, root, new.encode()))
        return own

    def unlink(self, part: str, target: str) -> list[str]:
        """Remove the relationships of a part to another; return their ids."""
        ids = [i for i, link in self.package.relationships(part).items()
               if not link.external and part_key(link.target) == part_key(target)]  # fmt: skip
        links = relationships_part(part)
        if not ids or links not in self:
            return ids
        root = outline(self.read(links))
        gone = [span for span in root.children if span.attributes.get("Id") in ids]
        if len(gone) == len(root.children):
            self._names.pop(part_key(links))
            self._written.pop(part_key(links), None)
        else:
            self.edit(links, *(Edit(span.start, span.end) for span in gone))
        return ids

    @property
    def is_changed(self) -> bool:
        """Whether anything will be other than it is."""
        return bool(self._written) or self.names != self.package.names

    def finish(self) -> bytes:
        """Return the package: the order as it was, what is not written compressed as it lies."""
        return write_package((name, self._content(name)) for name in self.names)

    def _content(self, name: str) -> bytes | RawMember:
        written = self._written.get(part_key(name))
        if written is None or (name in self.package and written == self.package.read(name)):
            return self.package.raw(name)
        return written


def relationships_part(part: str) -> str:
    """Return the name of the part that holds a part's links."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _is_part(span: Span, name: str) -> bool:
    return part_key(span.attributes.get("PartName", "").lstrip("/")) == part_key(name)


def only(span: Span | None, what: str) -> Span:
    """Return an element that a workbook must have."""
    if span is None:
        raise CannotMark(f"there is no {what}")
    return span
