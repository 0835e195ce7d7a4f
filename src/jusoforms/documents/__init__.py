"""Word: a template -> compiled once -> rendered by joining strings -> a sealed .docx.

``compile_template`` finds every fault of a template; ``Template.render`` prints a record.
The way through: ``compiling`` (table of contents), ``tags`` and ``passages`` (reading), ``blocks``
and ``planning`` (what repeats), ``weaving`` (marks to operations), ``ops`` and ``merging``
(printing), ``parts`` and ``properties`` (the package), ``proving`` (the last look).
The tag language: docs/tags.md.
"""

from jusoforms.documents.properties import Properties, read_properties
from jusoforms.documents.proving import prove
from jusoforms.documents.template import Template, compile_template
from jusoforms.documents.values import RenderFault

__all__ = [
    "Properties",
    "RenderFault",
    "Template",
    "compile_template",
    "prove",
    "read_properties",
]
