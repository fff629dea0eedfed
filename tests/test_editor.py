"""An editor finds the schema of each file: asked of the YAML language server itself."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import Any

import pytest

from factbase.cli.main import run

SERVER = "yaml-language-server@1.25.0"


class Editor:
    """As much of an editor as asks the server for mistakes (Language Server Protocol 3.17)."""

    def __init__(self, command: list[str], root: str, settings: dict[str, Any]) -> None:
        self.settings = settings
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        folder = {"uri": f"file://{root}", "name": "base"}
        capabilities = {"workspace": {"configuration": True, "workspaceFolders": True}}
        self.send(
            id=1,
            method="initialize",
            params={
                "processId": None,
                "rootUri": folder["uri"],
                "workspaceFolders": [folder],
                "capabilities": capabilities,
            },
        )
        self.wait(lambda message: message.get("id") == 1)
        self.send(method="initialized", params={})
        self.send(method="workspace/didChangeConfiguration", params={"settings": settings})

    def mistakes(self, uri: str, text: str) -> list[str]:
        """Return what the server says of the document, in its words."""
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.send(method="textDocument/didOpen", params={"textDocument": document})
        told = self.wait(
            lambda message: (
                message.get("method") == "textDocument/publishDiagnostics"
                and message["params"]["uri"] == uri
            )
        )
        return [one["message"] for one in told["params"]["diagnostics"]]

    def send(self, **message: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def wait(self, is_wanted: Any) -> dict[str, Any]:
        while True:
            message = self.read()
            if message.get("method") == "workspace/configuration":
                asked = (item.get("section") for item in message["params"]["items"])
                answers = [self.settings.get(section, {}) for section in asked]
                self.send(id=message["id"], result=answers)
            elif "id" in message and "method" in message:
                self.send(id=message["id"], result=None)
            elif is_wanted(message):
                return message

    def read(self) -> dict[str, Any]:
        assert self.process.stdout
        length = 0
        while line := self.process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the server has ended"
        message: dict[str, Any] = json.loads(self.process.stdout.read(length))
        return message


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("server")
    node, npm = shutil.which("node"), shutil.which("npm")
    command = [str(npm), "install", "--silent", "--no-audit", "--no-fund", SERVER]
    if not node or not npm or subprocess.run(command, cwd=folder, check=False).returncode:
        pytest.skip("NOT CHECKED with the YAML language server: npm cannot install it here")
    return [node, str(folder / "node_modules/yaml-language-server/bin/yaml-language-server")]


@pytest.fixture
def base(tmp_path):
    assert run(["init", str(tmp_path / "base"), "--quiet"]) == 0
    return tmp_path / "base"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="paths of POSIX")
@pytest.mark.parametrize("modeline", [True, False], ids=["modeline", "settings"])
def test_the_editor_finds_the_schema_of_each_file(server, base, modeline):
    settings = json.loads((base / ".vscode/settings.json").read_text("utf-8"))
    schemas = {} if modeline else settings["yaml.schemas"]
    yaml = {"schemas": schemas, "validate": True, "schemaStore": {"enable": False}}
    editor = Editor([*server, "--stdio"], str(base), {"yaml": yaml})
    try:
        for file in sorted((base / "facts").rglob("*.yaml")):
            text = file.read_text("utf-8")
            if not modeline:
                text = text.partition("\n")[2]
            assert editor.mistakes(f"{file.as_uri()}", text) == []
            broken = editor.mistakes(f"{file.parent.as_uri()}/wrong.yaml", f"{text}soruces: 1\n")
            assert [words for words in broken if "soruces" in words], broken
    finally:
        editor.process.kill()
        editor.process.wait()
