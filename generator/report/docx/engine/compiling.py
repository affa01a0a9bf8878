"""Makes a Word template ready to be filled: the slow work, once per template, with docxtpl's own reading of its language."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from html import unescape

import docxtpl
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part as WordPart
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

from ..pack import CORE, Deflated, deflated, properties, rank, unpack
from .grids import with_marks
from .sandbox import BRACES, Filters, Plain, code_of, parsed
from .slimming import slim
from .soundness import is_sound
from .template import Part, Template

SMALLEST = 9
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
FILLED_RELATIONSHIPS = {RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER}
FILLED_PROPERTIES = re.compile(r"(<(dc:(?:creator|description|identifier|language|subject|title))>)(.*?)(</\2>)", re.DOTALL)
# what prints markup, or asks whether a name is known, is not for plain subscripts and plain text
CAREFUL = (nodes.Macro, nodes.CallBlock, nodes.FilterBlock, nodes.AssignBlock)
ASKING = {"defined", "undefined", "default", "d"}


def compiled(template: bytes, filters: Filters) -> Template:
    """Return a Word template made ready.

    Args:
        template: a Word file with tags.
        filters: what the tags may filter with.

    Raises:
        FaultError: a tag cannot be read.
    """
    filling = docxtpl.DocxTemplate(io.BytesIO(template))
    word = filling.get_docx()
    has_properties = any(each.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES for each in word.part.package.rels.values())
    assert word.core_properties is not None  # made where there are none, with today's date
    buffer = io.BytesIO()
    word.save(buffer)
    entries = unpack(buffer.getvalue())
    if not has_properties:
        entries[CORE] = properties("")
    sources = {CORE: _properties_source(entries[CORE].decode())}
    for part in _filled(word.part):
        patched = filling.patch_xml(filling.get_part_xml(part))
        source = TAG.sub(_unescaped, patched)
        sources[part.partname.lstrip("/")] = with_marks(slim(source)) if part is word.part else source
    return Template({name: _entry(entries[name], sources.get(name, ""), filters) for name in sorted(entries, key=rank)})


def _filled(document: WordPart) -> Iterator[WordPart]:
    """Yield the parts that docxtpl fills: the text, its headers and footers, the footnotes."""
    yield document
    yield from (each.target_part for each in document.rels.values() if each.reltype in FILLED_RELATIONSHIPS)
    yield from (part for part in document.package.iter_parts() if part.content_type == CONTENT_TYPE.WML_FOOTNOTES)


def _properties_source(content: str) -> str:
    """Return the source of the properties: tags count only in those that docxtpl fills."""
    source = re.sub(r"^<\?xml.*?\?>\s*", "", content)
    kept = FILLED_PROPERTIES.sub(lambda found: found[1] + found[3].replace("{", "\0") + found[4], source)
    return TAG.sub(_unescaped, kept.replace("{", "&#123;").replace("\0", "{"))


def _unescaped(tag: re.Match[str]) -> str:
    return unescape(tag[0])


def _entry(content: bytes, source: str, filters: Filters) -> Deflated | Part:
    if not TAG.search(source) and not any(escape in source for escape in (*BRACES, "\t", "\n")):
        return deflated(content, SMALLEST)
    lines = re.sub(r"<w:p([ >])", r"\n<w:p\1", source)
    environment = Plain(filters, _Straight)
    tree = parsed(environment, lines)
    return Part(lines, None if _is_careful(tree) else code_of(environment, lines, tree), is_sound(tree))


def _is_careful(tree: nodes.Template) -> bool:
    asking: Iterator[nodes.Test | nodes.Filter] = tree.find_all((nodes.Test, nodes.Filter))
    return any(True for _ in tree.find_all(CAREFUL)) or any(node.name in ASKING for node in asking)


class _Straight(CodeGenerator):
    """Reads a record by plain subscript: of a dictionary that is what Jinja would come to, five times as fast.

    Where it does not hold, the code fails, and the careful way is taken.
    """

    OWN = frozenset(dir(dict))

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  # Jinja's name
        is_loop = isinstance(node.node, nodes.Name) and node.node.name == "loop"
        if is_loop or node.attr in self.OWN or node.attr.startswith("_"):
            super().visit_Getattr(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f"[{node.attr!r}]")
