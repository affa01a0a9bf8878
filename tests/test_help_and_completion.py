"""Every command explains itself in Chinese; shells complete commands, units and years."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from generator.cli.app import COMMANDS, cli

from .conftest import PROJECT, Bureau

CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_chinese_help_and_examples_that_parse(name: str) -> None:
    context = click.Context(cli, info_name="ziping")
    command = cli.get_command(context, name)
    assert command is not None
    assert CHINESE.search(command.help or "")
    options = [each for each in command.params if isinstance(each, click.Option)]
    assert [option.name for option in options if not CHINESE.search(option.help or "")] == []
    examples = re.findall(r"^  ziping (.*)$", command.epilog or "", re.MULTILINE)
    assert examples
    for example in examples:
        first, *arguments = shlex.split(example.partition(" >")[0])
        assert first == name
        command.make_context(name, arguments, parent=context)


def _completed(words: str, folder: Path) -> list[str]:
    """Return what bash would be offered behind the words of a line."""
    given = shlex.split(words) + ([""] if words.endswith(" ") else [])
    environment = {**os.environ, "_ZIPING_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(len(given) - 1), "PYTHONPATH": str(PROJECT)}
    ran = subprocess.run([sys.executable, "-m", "generator"], cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return [line.partition(",")[2] for line in ran.stdout.splitlines() if line]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("ziping re", ["report"]),
        ("ziping report ku", ["kuichong"]),
        ("ziping report kuichong ", ["2024"]),
        ("ziping report nobody ", []),
        ("ziping check ku", ["kuichong"]),
        ("ziping explain kuichong 2024 编外", ["编外人员控制率"]),
        ("ziping show kuichong 2024 --stage s", ["score"]),
    ],
)
def test_a_shell_completes_commands_units_years_and_choices(bureau: Bureau, words: str, offered: list[str]) -> None:
    assert _completed(words, bureau.root) == offered


def test_a_shell_outside_a_data_folder_is_offered_nothing(tmp_path: Path) -> None:
    assert _completed("ziping report ", tmp_path) == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_a_shell_is_printed(bureau: Bureau, shell: str) -> None:
    ran = bureau.run("completion", shell)
    assert ran.code == 0
    assert "_ZIPING_COMPLETE" in ran.out
