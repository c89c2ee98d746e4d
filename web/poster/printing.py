"""Sets posters within bounds and keeps them: a process of its own for each, few waiting, the made ones as files beside the index.

The name of a kept file is a hash of everything that the poster depends on (contents, template, library), so that a kept one is
never an old one, and every process of a machine shares them. Where no file can be written, posters are set anew each time.
"""

import subprocess
import sys
import tempfile
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from threading import BoundedSemaphore

import structlog

from catalog.errors import Unavailable

PRESS = Path(__file__).with_name("press.py")
TEMPLATE = Path(__file__).with_name("poster.typ")
WITHIN_S = 15.0
"""How long anybody waits for a poster, its place in the queue included; one takes well under a second."""
MOST_WAITING = 2
"""So many requests of a process may set or wait for a poster at a time; with 8 threads the others still serve pages."""
MOST_KEPT = 500
log = structlog.get_logger("krets.poster")


class PosterUnavailable(Unavailable):
    """The poster could not be set now: too many are asked for at once, or it took too long."""


class Printing:
    """The posters of one installation. `folder` is made when the first poster is kept. Safe to share between threads."""

    def __init__(self, folder: Path, *, within_s: float = WITHIN_S, most_waiting: int = MOST_WAITING, press: Path = PRESS) -> None:
        self._folder = folder
        self._within_s = within_s
        self._places = BoundedSemaphore(most_waiting)
        self._press = press
        self._edition = sha256(TEMPLATE.read_bytes() + press.read_bytes() + version("typst").encode()).digest()

    def fingerprint(self, contents: bytes) -> str:
        """What tells a poster apart from any other, for caches here and in browsers."""
        return sha256(self._edition + contents).hexdigest()[:40]

    def pdf(self, contents: bytes) -> bytes:
        """The poster of the contents, kept or made; raises `PosterUnavailable`."""
        kept = self._folder / f"{self.fingerprint(contents)}.pdf"
        try:
            return kept.read_bytes()
        except OSError:
            made = self._made(contents)
        self._keep(kept, made)
        return made

    def _made(self, contents: bytes) -> bytes:
        if not self._places.acquire(blocking=False):
            raise PosterUnavailable("too many posters are asked for at once")
        try:
            command = [sys.executable, "-I", str(self._press)]
            done = subprocess.run(command, input=contents, capture_output=True, timeout=self._within_s, check=False)  # noqa: S603  our own
        except subprocess.TimeoutExpired as error:
            raise PosterUnavailable(f"the poster was not set within {self._within_s:g} seconds") from error
        finally:
            self._places.release()
        if done.returncode or not done.stdout.startswith(b"%PDF-"):
            raise PosterUnavailable(f"the poster could not be set: {done.stderr.decode(errors='replace')[-400:]}")
        return done.stdout

    def _keep(self, path: Path, made: bytes) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self._folder, prefix=".", delete=False) as file:
                file.write(made)
            Path(file.name).replace(path)
            self._forget_old()
        except OSError as error:
            log.warning("poster not kept", error=str(error))

    def _forget_old(self) -> None:
        """Takes the oldest files away when there are more than `MOST_KEPT`; another process may do so at the same time."""
        files = [(path.stat().st_mtime_ns, path) for path in self._folder.iterdir()]
        for _, path in sorted(files)[:-MOST_KEPT]:
            path.unlink(missing_ok=True)
