"""A small client of a language server: JSON-RPC over the pipes of a process."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Message = dict[str, Any]


@dataclass
class Client:
    """A running server; what it asks is answered from `settings`, what it publishes is kept."""

    process: subprocess.Popen[bytes]
    settings: Message
    asked: int = 0
    opened: int = 0
    diagnostics: dict[str, list[Message]] = field(default_factory=dict)

    def send(self, message: Message) -> None:
        """Send a message."""
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.process.stdin.flush()

    def notify(self, method: str, params: Message) -> None:
        """Tell the server something."""
        self.send({"method": method, "params": params})

    def request(self, method: str, params: Message) -> Any:
        """Ask the server something and return its answer."""
        self.asked += 1
        self.send({"id": self.asked, "method": method, "params": params})
        while True:
            message = self.receive()
            if message.get("id") == self.asked and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def receive(self) -> Message:
        """Return the next message, after answering or keeping what is in it."""
        assert self.process.stdout
        length = 0
        while line := self.process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        message: Message = json.loads(self.process.stdout.read(length) or b"{}")
        assert message, "the server is gone"
        if message.get("method") == "textDocument/publishDiagnostics":
            self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif message.get("method") == "workspace/configuration":
            self.send({"id": message["id"], "result": [self.settings.get(item["section"], {}) for item in message["params"]["items"]]})
        elif "id" in message and "method" in message:
            self.send({"id": message["id"], "result": None})
        return message

    def open(self, path: Path, text: str) -> list[Message]:
        """Open a document as an editor would, with a text that may not be on the disk yet; return its diagnostics."""
        uri = path.as_uri()
        self.diagnostics.pop(uri, None)
        self.opened += 1
        self.notify("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "yaml", "version": self.opened, "text": text}})
        while uri not in self.diagnostics:
            self.receive()
        return self.diagnostics[uri]

    def at(self, method: str, path: Path, line: int, character: int) -> Any:
        """Ask about a place; lines and characters count from 0."""
        return self.request(f"textDocument/{method}", {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": character}})


@contextmanager
def connected(command: list[str], root: Path, settings: Message) -> Iterator[Client]:
    """Start a server on a folder; end it afterwards."""
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root) as process:
        client = Client(process, settings)
        able = {"textDocument": {"completion": {"completionItem": {"documentationFormat": ["markdown"]}}, "hover": {"contentFormat": ["markdown"]}}}
        folders = [{"uri": root.as_uri(), "name": root.name}]
        client.request("initialize", {"processId": None, "rootUri": root.as_uri(), "workspaceFolders": folders, "capabilities": {**able, "workspace": {"configuration": True}}})
        client.notify("initialized", {})
        client.notify("workspace/didChangeConfiguration", {"settings": settings})
        try:
            yield client
        finally:
            process.kill()
