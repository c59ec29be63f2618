"""`dure demo` from nothing: it starts, survives the death of its server, stops, and goes on."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

SETTINGS = """
from pathlib import Path

from dure.config.settings.demo import *

VAR = Path({place!r})
DATABASES["default"]["NAME"] = VAR / "dure.sqlite3"
STATIC_ROOT, MEDIA_ROOT, EMAIL_FILE_PATH = VAR / "static", VAR / "files", VAR / "mail"
"""
SECONDS = 600  # on a slow machine; it is loaded in a fraction of that


class Demo:
    """A demo in a folder of its own."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        (folder / "elsewhere.py").write_text(SETTINGS.format(place=str(folder / "var")))
        self.process: subprocess.Popen[str] | None = None

    def dure(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "dure.config.cli", *arguments]

    @property
    def environment(self) -> dict[str, str]:
        own = {"DJANGO_SETTINGS_MODULE": "elsewhere", "PYTHONPATH": str(self.folder)}
        return os.environ | own

    def start(self) -> str:
        """Start it, and hand back what it said until it was ready."""
        said = self.folder / "said"
        with said.open("w") as file:
            self.process = subprocess.Popen(
                self.dure("demo", "--port", str(self.port)),
                env=self.environment,
                stdout=file,
                stderr=file,
            )
        until = time.monotonic() + SECONDS
        while "Ctrl-C stops all" not in said.read_text():
            assert self.process.poll() is None, said.read_text()
            assert time.monotonic() < until, said.read_text()
            time.sleep(0.1)
        return said.read_text()

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(30)

    def status(self, path: str) -> int:
        site = http.client.HTTPConnection("localhost", self.port, timeout=30)
        try:
            site.request("GET", path)
            return site.getresponse().status
        except OSError:
            return 0
        finally:
            site.close()

    def count(self, model: str) -> int:
        code = f"from django.apps import apps; print(apps.get_model('{model}').objects.count())"
        done = subprocess.run(
            self.dure("manage", "shell", "--verbosity=0", "-c", code),
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return int(done.stdout)

    def server(self) -> int:
        """The process that serves, as its own log names it."""
        log = (self.folder / "var" / "log" / "web.log").read_text()
        return int(re.findall(r"Listening at: .*\((\d+)\)", log)[-1])


@pytest.fixture
def demo(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    one = Demo(tmp_path, port)
    yield one
    if one.process is not None and one.process.poll() is None:
        one.process.kill()


@pytest.mark.sqlite
def test_demo_starts_survives_and_goes_on(demo):
    said = demo.start()
    assert f"http://localhost:{demo.port}/" in said
    assert said.count("@dure.example") >= 9
    assert demo.status("/account/login/") == 200

    server = demo.server()
    os.kill(server, signal.SIGKILL)
    until = time.monotonic() + 30
    while demo.server() == server or demo.status("/account/login/") != 200:
        assert time.monotonic() < until, "nobody started the server again"
        time.sleep(0.2)

    assert demo.stop() == 0
    assert demo.status("/") == 0
    before = [demo.count("community.Membership"), demo.count("core.AuditEvent")]

    start = time.monotonic()
    said = demo.start()
    assert time.monotonic() - start < 60
    assert "loaded already" in said
    assert [demo.count("community.Membership"), demo.count("core.AuditEvent")] == before
    assert demo.stop() == 0
