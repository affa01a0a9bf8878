"""What a user would otherwise write: the template rendered with docxtpl as its manual shows.

usage: python docxtpl_manual.py TEMPLATE CONTEXT.json OUTPUT.docx
"""

import json
import sys
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2 import Environment

template, context, output = sys.argv[1:]
environment = Environment(autoescape=True)
environment.filters["个数"] = len
document = DocxTemplate(template)
document.render(json.loads(Path(context).read_text("utf-8")), environment)
document.save(output)
