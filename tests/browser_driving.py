"""A real browser driven by keys, over the W3C WebDriver protocol, with nothing but the standard library."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
needs_driver = pytest.mark.skipif(
    (CHROMIUM is None or DRIVER is None) and not os.environ.get("CI"), reason="no chromium and chromedriver here"
)
TAB, SPACE, ENTER = "\ue004", " ", "\ue007"


class Browser:
    """One window; ``keys`` types at whatever has the focus, as a person without a mouse does."""

    def __init__(self, address: str, session: str) -> None:
        self._at = f"{address}/session/{session}"

    def open(self, path: Path) -> None:
        ask(f"{self._at}/url", {"url": path.as_uri()})

    def keys(self, text: str) -> None:
        steps = [{"type": kind, "value": char} for char in text for kind in ("keyDown", "keyUp")]
        ask(f"{self._at}/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": steps}]})

    def run(self, script: str) -> Any:
        return ask(f"{self._at}/execute/sync", {"script": script, "args": []})

    def cdp(self, command: str, **said: Any) -> Any:
        """What chromium itself answers: its accessibility tree, its printer, its input method, its window's width."""
        return ask(f"{self._at}/goog/cdp/execute", {"cmd": command, "params": said})

    def size(self, width: int, height: int) -> None:
        ask(f"{self._at}/window/rect", {"width": width, "height": height})


def ask(address: str, value: dict[str, Any]) -> Any:
    request = Request(address, json.dumps(value).encode(), {"Content-Type": "application/json"})
    with urlopen(request, timeout=60) as answer:
        return json.load(answer)["value"]


@contextmanager
def browser(downloads: Path):
    """A headless chromium with a fresh profile that saves its downloads in a folder."""
    assert CHROMIUM and DRIVER, "chromium and chromedriver must be installed where CI runs"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (
        tempfile.TemporaryDirectory() as profile,
        subprocess.Popen([DRIVER, f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as driver,
    ):
        try:
            address = f"http://127.0.0.1:{port}"
            arguments = [
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                f"--user-data-dir={profile}",
            ]
            options = {"binary": CHROMIUM, "args": arguments, "prefs": {"download.default_directory": str(downloads)}}
            wanted = {"capabilities": {"alwaysMatch": {"goog:chromeOptions": options}}}
            session = _started(address, wanted)
            yield Browser(address, session)
            urlopen(Request(f"{address}/session/{session}", method="DELETE"), timeout=60).close()
        finally:
            driver.terminate()


def _started(address: str, wanted: dict[str, Any]) -> str:
    for _ in range(100):
        try:
            return str(ask(f"{address}/session", wanted)["sessionId"])
        except OSError:
            time.sleep(0.1)
    raise AssertionError("chromedriver does not answer")
