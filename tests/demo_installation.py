"""The demo, loaded once for a whole test run by its own command, and served by the production server.

Every worker of a parallel run shares the one loading; whoever only reads may use it, whoever writes takes a copy.
"""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock

LOADING_S = 240
STARTING_S = 60


def environment(folder: Path, base_url: str = "http://127.0.0.1:8000") -> dict[str, str]:
    """The environment of a `krets` process that works in the folder, and of nothing else of this machine's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KRETS_")}
    return kept | {"KRETS_DATA_DIR": str(folder), "KRETS_BASE_URL": base_url, "KRETS_LOG_LEVEL": "warning"}


def krets(folder: Path, *arguments: str, timeout: float = 120) -> subprocess.CompletedProcess[str]:
    """Runs a command of `krets` in a process of its own, as a person would."""
    command = [sys.executable, "-m", "web.cli", *arguments]
    return subprocess.run(command, env=environment(folder), capture_output=True, text=True, timeout=timeout, check=False)


def loaded_demo(shared: Path) -> Path:
    """The folder of the loaded demo below `shared`; the first who asks loads it."""
    folder, done = shared / "demo", shared / "demo.loaded"
    with FileLock(str(shared / "demo.lock")):
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            result = krets(folder, "demo", "--load-only", timeout=LOADING_S)
            if result.returncode:
                raise RuntimeError(f"the demo did not load: {result.stderr[-2000:]}")
            done.write_text(result.stderr)
    return folder


@contextlib.contextmanager
def serving(folder: Path, *options: str) -> Iterator[str]:
    """The address of a production server on the folder's data, started with these options too; stopped by its id at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "web.cli", "serve", "--port", str(port), *options]
    with subprocess.Popen(command, env=environment(folder, address), stderr=subprocess.PIPE, text=True) as server:
        try:
            _wait_until_it_answers(server, address)
            yield address
        finally:
            server.terminate()
            server.communicate(timeout=30)


def _wait_until_it_answers(server: "subprocess.Popen[str]", address: str) -> None:
    deadline = time.monotonic() + STARTING_S
    while server.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/healthz", timeout=5) as answer:
            if answer.status == 200:
                return
        server.poll()
        time.sleep(0.05)
    raise RuntimeError(
        f"the server did not answer within {STARTING_S} s: {server.stderr.read() if server.poll() is not None and server.stderr else ''}"
    )
