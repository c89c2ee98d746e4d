"""The folder of one municipality's index: which build is current, who may write, and what is left over.

    <data>/index/<municipality id>/build-<id>/   one Whoosh index each
                                   current       a symbolic link to the build that answers
                                   writer.json   who writes, and since when (words only, the lock is on the folder itself)

The lock is the kernel's, on the folder: it ends with its process, no file left behind can hold it, and none that is deleted can
yield it twice. Whoosh's files hold pickles, so a folder that others may write to is refused.
"""

import contextlib
import fcntl
import json
import os
import shutil
import socket
import stat
import uuid
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from catalog.errors import IndexUnavailable, Unavailable

BUILD = "build-"
PRIVATE = 0o700
WRITABLE_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH


class IndexBusy(Unavailable):
    """Another process or thread is writing this index; the message says who and since when."""


class IndexFolder:
    """One municipality's folder. Nothing is touched on disk before it is written to."""

    def __init__(self, root: Path, municipality_id: int) -> None:
        self.path = root / str(municipality_id)
        self._link = self.path / "current"
        self._writer = self.path / "writer.json"
        self._damage = self.path / "damaged"

    def current(self) -> Path | None:
        """The build that answers; None where there is none. Raises `IndexUnavailable` when others may write to it."""
        try:
            build = self.path / self._link.readlink().name
        except OSError:
            return None
        if not build.is_dir():
            return None
        for place in (self.path.parent, self.path, build):
            if place.stat().st_mode & WRITABLE_BY_OTHERS:
                raise IndexUnavailable(f"{place} may be written by others; make it private with: chmod go-w {place}")
        return build

    @contextlib.contextmanager
    def writing(self, now: datetime) -> Iterator[None]:
        """Alone with the folder. Raises `IndexBusy` at once when somebody else is, naming the process."""
        self.path.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        handle = os.open(self.path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise IndexBusy(f"the index in {self.path} is being written by {self._owner()}; wait for it to end") from None
            self._writer.write_text(json.dumps({"process": os.getpid(), "host": socket.gethostname(), "since": now.isoformat()}))
            try:
                yield
            finally:
                self._writer.unlink(missing_ok=True)
        finally:
            os.close(handle)

    @contextlib.contextmanager
    def building(self) -> Iterator[Path]:
        """An empty private folder that becomes the current build at the end; it is dropped when anything goes wrong before."""
        build = self.path / f"{BUILD}{uuid.uuid4().hex}"
        build.mkdir(mode=PRIVATE)
        try:
            yield build
            self._switch_to(build)
        except BaseException:
            if build.name != self._target():
                shutil.rmtree(build, ignore_errors=True)
            raise

    def _switch_to(self, build: Path) -> None:
        """Makes a build that is wholly on disk the current one, at once; the one before stays until the next switch."""
        _sync_tree(build)
        before = self._target()
        beside = self.path / f"current-{uuid.uuid4().hex}"
        beside.symlink_to(build.name)
        beside.replace(self._link)
        _sync(self.path)
        self._damage.unlink(missing_ok=True)
        self._remove_builds(keep={build.name, before})

    def remove_leftovers(self) -> None:
        """Drops unfinished builds and links; the current build and the one before it stay."""
        for link in self.path.glob("current-*"):
            link.unlink(missing_ok=True)
        builds = sorted(self.path.glob(f"{BUILD}*"), key=lambda build: build.stat().st_mtime_ns)
        finished = [build.name for build in builds if build.name != self._target() and (build / "finished").exists()]
        self._remove_builds(keep={self._target(), *finished[-1:]})

    def mark_damaged(self, reason: str) -> None:
        """Leaves a note for the writer, which then rebuilds. A full disk must not turn one failure into another."""
        with contextlib.suppress(OSError):
            self._damage.write_text(reason[:500])

    def damage(self) -> str | None:
        """Why a reader found the current build damaged; None where nobody did."""
        try:
            return self._damage.read_text()
        except OSError:
            return None

    def _target(self) -> str:
        try:
            return self._link.readlink().name
        except OSError:
            return ""

    def _remove_builds(self, keep: set[str]) -> None:
        for build in self.path.glob(f"{BUILD}*"):
            if build.name not in keep:
                shutil.rmtree(build, ignore_errors=True)

    def _owner(self) -> str:
        try:
            owner = json.loads(self._writer.read_text())
            return f"process {owner['process']} on {owner['host']} since {owner['since']}"
        except (OSError, ValueError, KeyError, TypeError):
            return "another process"


def _sync_tree(build: Path) -> None:
    (build / "finished").touch()
    for file in build.iterdir():
        _sync(file)
    _sync(build)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
