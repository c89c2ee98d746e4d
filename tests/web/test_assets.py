"""The built front-end files: small enough, from packages that are pinned, built once and not again."""

import json
import re
import shutil
import subprocess
import sys
import time
from base64 import b64encode
from hashlib import sha384
from pathlib import Path

import pytest

from tests.web.gallery import create_gallery
from web.assets import build as assets

FIRST_LOAD_BYTES = 60_000
SECOND_BUILD_S = 2.0


def built(name: str) -> Path:
    """A built file by its plain name."""
    return assets.DIST / str(json.loads((assets.DIST / "manifest.json").read_text())[name]["file"])


def test_a_first_load_is_at_most_sixty_kilobytes_compressed() -> None:
    page = create_gallery().test_client().get("/search").data
    files = sum(
        built(name).with_name(built(name).name + ".gz").stat().st_size for name in ("main.css", "main.js", "icons.svg", "favicon.svg")
    )
    assert files + len(page) // 3 < FIRST_LOAD_BYTES


@pytest.mark.parametrize("name", ["main.css", "main.js", "icons.svg", "favicon.svg", "views.css", "map.css", "map.js"])
def test_every_file_has_a_fingerprint_an_integrity_and_compressed_copies(name: str) -> None:
    entry = json.loads((assets.DIST / "manifest.json").read_text())[name]
    path = assets.DIST / entry["file"]
    assert re.fullmatch(r"\w+\.[0-9a-f]{12}\.\w+", path.name)
    assert entry["integrity"] == "sha384-" + b64encode(sha384(path.read_bytes()).digest()).decode()
    for ending in (".gz", ".br"):
        assert 0 < path.with_name(path.name + ending).stat().st_size < path.stat().st_size


def test_no_file_names_another_host() -> None:
    allowed = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    for name in ("main.css", "main.js", "icons.svg", "views.css", "map.css"):
        text = built(name).read_text().replace("%3A%2F%2F", "://").replace("%2F", "/")
        assert set(re.findall(r"https?://[\w./-]+", text)) <= allowed, name


def test_the_lock_file_names_no_registry() -> None:
    lock = json.loads((assets.HERE / "package-lock.json").read_text())
    assert all("resolved" not in package and package.get("integrity", "sha512-") for package in lock["packages"].values())


def test_packages_are_pinned_exactly() -> None:
    package = json.loads((assets.HERE / "package.json").read_text())
    for version in (package["dependencies"] | package["devDependencies"]).values():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)


def test_a_second_build_does_nothing_and_at_once() -> None:
    before = {path: path.stat().st_mtime_ns for path in assets.DIST.iterdir()}
    started = time.monotonic()
    said = subprocess.run(
        [sys.executable, "-m", "web.assets.build"], capture_output=True, text=True, check=True, cwd=assets.HERE.parents[1]
    )
    assert time.monotonic() - started < SECOND_BUILD_S
    assert "up to date" in said.stderr
    assert {path: path.stat().st_mtime_ns for path in assets.DIST.iterdir()} == before


def test_a_changed_input_is_built_again_and_old_files_go(tmp_path: Path) -> None:
    stale = tmp_path / "main.000000000000.css"
    stale.write_text("")
    assert assets.build(tmp_path)
    assert not stale.exists()
    assert not assets.build(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in assets.DIST.iterdir()}


def test_the_fingerprint_sees_names_and_contents(tmp_path: Path) -> None:
    one, two = tmp_path / "a.css", tmp_path / "b.css"
    one.write_text("a{}")
    first = assets.fingerprint([one])
    shutil.copy(one, two)
    assert assets.fingerprint([two]) != first
    assert assets.fingerprint([one, two]) == assets.fingerprint([two, one])
    one.write_text("b{}")
    assert assets.fingerprint([one]) != first


def test_a_failing_bundler_says_what_it_said() -> None:
    with pytest.raises(assets.BuildFailed, match=r"node missing\.mjs .*failed"):
        assets.run_node("missing.mjs", "nowhere")


def test_a_catalogue_is_compiled_when_it_is_newer(tmp_path: Path) -> None:
    source = tmp_path / "en" / "LC_MESSAGES" / "messages.po"
    source.parent.mkdir(parents=True)
    shutil.copy(assets.TRANSLATIONS / "en" / "LC_MESSAGES" / "messages.po", source)
    assets.compile_translations(tmp_path)
    compiled = source.with_suffix(".mo")
    made = compiled.stat().st_mtime_ns
    assets.compile_translations(tmp_path)
    assert compiled.stat().st_mtime_ns == made
    assert compiled.read_bytes()[:4] in (b"\xde\x12\x04\x95", b"\x95\x04\x12\xde")
