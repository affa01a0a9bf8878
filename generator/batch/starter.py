"""What `ziping init` lays into a bureau's folder: from the source checkout, or from what the wheel carries of it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from ..base import words as W
from ..base.problems import ProblemError, Problems, make, nearest
from ..base.workspace import CASES, DATA, RULES, TEMPLATES, VOCABULARY, Workspace
from ..base.yaml_reader import Scalar
from ..facts.vocabulary import load_vocabulary
from ..report.compose import check_against
from ..report.forms import load_form
from ..rules.loading import load_rules
from .schemas.files import asked

STARTER = "starter"
_BROUGHT = ("data/vocabulary", "data/rules", "data/checks", "templates", ".vscode", ".editorconfig")
_SAMPLE = "shili"


def starter_files(places: tuple[str, ...]) -> dict[str, bytes]:
    """Return the files of a bureau's folder by path; of the rule sets those of some places, with the forms that they fill, or all.

    Args:
        places: names of places (guangzhou) or rule sets (guangzhou/2023); none for all.

    Raises:
        ProblemError: a name is none of these.
    """
    roots = {relative: Workspace(root) for root, relative in _sources()}
    chosen = _chosen(places, roots)
    wanted = {f"{DATA}/{RULES}/{name}{end}" for name in chosen for end in (".yaml", f"{CASES}.yaml")}
    forms = _forms_for(chosen, next(roots[name] for name in roots if name.startswith(f"{DATA}/{VOCABULARY}/"))) if places else None
    return {
        relative: workspace.read_bytes(workspace.root / relative)
        for relative, workspace in sorted(roots.items(), key=lambda item: item[0])
        if not relative.startswith(f"{DATA}/{RULES}/") or relative in wanted
        if forms is None or _form_of(relative, workspace) in forms
    }


def _sources() -> Iterator[tuple[Path, str]]:
    """Yield each file: the folder that stands for the bureau's, and the path in it."""
    package = Path(str(files(__package__.partition(".")[0])))
    packed = package / STARTER
    if packed.is_dir():
        yield from ((packed, relative) for relative in _beneath(packed, packed))
        return
    for name in _BROUGHT:
        yield from ((package.parent, relative) for relative in _beneath(package.parent, package.parent / name))
    scaffold = package.parent / STARTER
    yield from ((scaffold, relative) for relative in _beneath(scaffold, scaffold))


def _beneath(root: Path, path: Path) -> Iterator[str]:
    paths = [path] if path.is_file() else sorted(path.rglob("*"))
    yield from (each.relative_to(root).as_posix() for each in paths if each.is_file())


def _chosen(places: tuple[str, ...], roots: dict[str, Workspace]) -> set[str]:
    """Return the names of the rule sets to bring: those asked for, their parents, the sample's."""
    spaces = {workspace.root: workspace for workspace in roots.values()}.values()
    home = {name: workspace for workspace in spaces for name in workspace.rule_sets()}
    known = sorted({*home, *(name.partition("/")[0] for name in home)} - {_SAMPLE})
    for place in places:
        if place not in known:
            raise ProblemError(make("S154", None, name=place, nearest=nearest(place, known), known=W.LIST_COMMA.join(known)))
    waiting = [name for name in home if not places or {name, name.partition("/")[0]} & {*places, _SAMPLE}]
    chosen: set[str] = set()
    while waiting:
        name = waiting.pop()
        chosen.add(name)
        mapping = home[name].read_mapping(home[name].rules_path(name), Problems())
        parent = mapping.get(W.EXTENDS) if mapping else None
        if isinstance(parent, Scalar) and parent.text in home and parent.text not in chosen:
            waiting.append(str(parent.text))
    return chosen


def _forms_for(chosen: set[str], workspace: Workspace) -> set[str]:
    """Return the forms that some of the rule sets fill, the sample's, and the name of what is no form."""
    problems = Problems()
    vocabulary = load_vocabulary(workspace, problems)
    found = [load_rules(workspace, asked(name), vocabulary, problems) for name in chosen & set(workspace.rule_sets())]
    forms = {name: load_form(workspace, asked(name), problems) for name in workspace.forms()}
    fits = {name for name, form in forms.items() for rules in found if form and rules and not list(check_against(form, rules, vocabulary))}
    return {*fits, _SAMPLE, ""}


def _form_of(relative: str, workspace: Workspace) -> str:
    """Return the form that a file belongs to; empty for a file of none."""
    folder, _, rest = relative.partition("/")
    name = rest.partition("/")[0]
    return name if folder == TEMPLATES and workspace.form_path(name).is_file() else ""
