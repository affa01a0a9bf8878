"""The schema files of a workspace: one for each rule set, and those of rule sets, forms and the vocabulary themselves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from ...base import messages as M
from ...base.marks import Mark, Source, Text
from ...base.problems import ProblemError, Problems
from ...base.workspace import Workspace
from ...facts.vocabulary import load_vocabulary
from ...report.forms import load_form
from ...rules.loading import load_rules
from .facts import facts_schema
from .rules import form_schema, review_schema, rules_schema, vocabulary_schema
from .shapes import Schema


def schema_files(workspace: Workspace) -> dict[Path, bytes]:
    """Return the schema files of a workspace as they ought to stand in it.

    Raises:
        ProblemError: the vocabulary, a rule set or a form does not load.
    """
    problems = Problems()
    schemas = dict(_schemas(workspace, problems))
    problems.stop_on_errors()
    return {workspace.schema_path(name): _encoded(schema) for name, schema in schemas.items()}


def stale(workspace: Workspace, files: dict[Path, bytes], problems: Problems) -> None:
    """Note each schema file that is not what it ought to be."""
    for path, content in files.items():
        try:
            current = workspace.read_bytes(path)
        except ProblemError:
            current = b""
        if current.replace(b"\r\n", b"\n") != content:
            problems.add("S152", None, path=workspace.shown(path))


def _schemas(workspace: Workspace, problems: Problems) -> Iterator[tuple[str, Schema]]:
    vocabulary = load_vocabulary(workspace, problems)
    read = {name: load_rules(workspace, asked(name), vocabulary, problems) for name in workspace.rule_sets()}
    forms = {name: load_form(workspace, asked(name), problems) for name in workspace.forms()}
    good = {name: rules for name, rules in read.items() if rules}
    titles = {name: str(rules.shape.title) for name, rules in good.items()}
    for name, rules in good.items():
        usable = {form_name: form for form_name, form in forms.items() if form}
        yield name.replace("/", "-"), facts_schema(vocabulary, rules, usable, titles)
    yield "rules", rules_schema()
    yield "form", form_schema()
    yield "vocabulary", vocabulary_schema()
    yield "review", review_schema(vocabulary)


def asked(name: str) -> Text:
    """Return a name as if it had been written in a file: loaders tell problems at the place of the name."""
    return Text(name, Mark(Source(M.PROGRAM, name)))


def _encoded(schema: Schema) -> bytes:
    return (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode()
