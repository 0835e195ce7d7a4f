"""Word: a template -> compiled once -> rendered by joining strings -> a sealed .docx.

``compile_template`` finds every fault of a template; ``Template.render`` prints a record.
The way through: ``printing`` (which documents a record makes), ``shelf`` (the ward's templates),
``template``; below it ``compiler`` (tags to operations), ``rendering`` (operations to text),
``sealing`` (parts to a package, and the last look).
The tag language: docs/tags.md.
"""

from jusoforms.documents.rendering.values import RenderFault
from jusoforms.documents.sealing.properties import Properties, read_properties
from jusoforms.documents.sealing.proving import prove
from jusoforms.documents.template import Template, compile_template

__all__ = [
    "Properties",
    "RenderFault",
    "Template",
    "compile_template",
    "prove",
    "read_properties",
]
