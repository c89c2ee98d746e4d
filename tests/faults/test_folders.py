"""A data folder that cannot be made or written: commands say so in one sentence and make nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.demo_installation import environment
from tests.faults.processes import running
from tests.faults.scenes import Scene
from tests.faults.tracing import needs_strace


def test_a_data_folder_that_cannot_be_made_is_one_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for command in (("db", "upgrade"), ("serve", "--port", "1"), ("index", "sync")):
        with running(tmp_path / "file" / "data", *command, KRETS_SECRET_KEY="x" * 40) as process:
            _, said = process.communicate(timeout=60)
        assert process.returncode in {1, 2}
        assert len(said.splitlines()) == 1, said
        assert said.startswith("krets: ")


@needs_strace
@pytest.mark.faults
@pytest.mark.parametrize("command", [("db", "upgrade"), ("source", "list"), ("serve", "--port", "1")])
def test_a_database_on_a_disk_that_may_only_be_read_is_one_clear_sentence(scene: Scene, command: tuple[str, ...]) -> None:
    inject = ["-P", str(scene.folder / "krets.db"), "-e", "trace=openat", "-e", "inject=openat:error=EROFS"]
    traced = ["strace", "-f", "-qq", "-o", os.devnull, *inject, sys.executable, "-m", "web.cli", *command]
    result = subprocess.run(traced, env=environment(scene.folder), capture_output=True, text=True, timeout=120, check=False)
    assert result.returncode == 1
    assert "check the rights of its file and its folder" in result.stderr
    assert len(result.stderr.splitlines()) == 1
