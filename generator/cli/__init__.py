"""The command line: the only package that prints; a module a command, each read when it is asked for."""

from .app import main

__all__ = ["main"]
