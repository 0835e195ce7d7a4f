"""A zip of XML parts (ECMA-376 part 2): bounded reading, raw copying, deterministic writing.

Under ``sheets`` and ``documents`` alike. What is dropped by a stranger is read with limits that
count while inflating; what is not touched is copied as it lies, compressed.
"""

from jusoforms.package.limits import DEFAULT_LIMITS, Limits, PackageFault, fault
from jusoforms.package.reading import Package, Relationship
from jusoforms.package.writing import RawMember, content_hash, write_package

__all__ = [
    "DEFAULT_LIMITS",
    "Limits",
    "Package",
    "PackageFault",
    "RawMember",
    "Relationship",
    "content_hash",
    "fault",
    "write_package",
]
