"""The folder of an index: one writer, private, and the database answering whatever becomes of what is in it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from catalog.clock import FixedClock
from catalog.errors import IndexUnavailable
from search.engine import SearchEngine
from search.folder import IndexBusy
from search.indexes import Indexes
from search.results import Notice
from search.verifying import verify
from tests.search.catalogs import CONCEPTS, Lier


def build_of(lier: Lier) -> Path:
    build = lier.indexes.folder(lier.id).current()
    assert build is not None
    return build


def holds(lier: Lier) -> bool:
    return verify(lier.database, lier.indexes, lier.id).holds


WHOOSH_LEAVES_TORN_FILES_OPEN = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@WHOOSH_LEAVES_TORN_FILES_OPEN
@pytest.mark.parametrize("length", [0, 7, 40])
def test_a_torn_table_of_contents_is_answered_by_the_database_and_mended_by_the_next_sync(lier: Lier, tmp_path: Path, length: int) -> None:
    offer = lier.add("Fotball")
    lier.syncing.sync(lier.id)
    for toc in build_of(lier).glob("*.toc"):
        toc.write_bytes(toc.read_bytes()[:length])
    indexes = Indexes(tmp_path, CONCEPTS)
    with pytest.raises(IndexUnavailable):
        indexes.generation(lier.id)
    lier.engine = SearchEngine(indexes, lier.database)
    answered = lier.search(q="fotball")
    assert answered.ids == (offer,)
    assert Notice.FROM_DATABASE in answered.notices
    lier.syncing.sync(lier.id)
    assert Notice.FROM_DATABASE not in lier.search(q="fotball").notices
    assert holds(lier)


@WHOOSH_LEAVES_TORN_FILES_OPEN
def test_a_torn_segment_is_answered_by_the_database_and_mended_by_the_next_sync(lier: Lier, tmp_path: Path) -> None:
    offers = [lier.add(f"Fotball {n}", description="ord " * n) for n in range(30)]
    lier.syncing.sync(lier.id)
    for segment in build_of(lier).glob("*.seg"):
        segment.write_bytes(segment.read_bytes()[: segment.stat().st_size // 3])
    lier.engine = SearchEngine(Indexes(tmp_path, CONCEPTS), lier.database)
    answered = lier.search(q="fotball", per_page=100)
    assert sorted(answered.ids) == offers
    assert Notice.FROM_DATABASE in answered.notices
    assert not holds(lier)
    lier.syncing.sync(lier.id)
    assert lier.search(q="fotball").notices == ()
    assert holds(lier)


def test_a_missing_index_is_answered_by_the_database_with_the_same_facets(lier: Lier) -> None:
    for n in range(5):
        lier.add(f"Fotball {n}", age_min=n, age_max=n + 4)
    stood_in = lier.search(q="fotball", age=6)
    assert stood_in.notices == (Notice.FROM_DATABASE,)
    lier.syncing.sync(lier.id)
    indexed = lier.search(q="fotball", age=6)
    assert (indexed.ids, indexed.facets) == (stood_in.ids, stood_in.facets)
    assert indexed.notices == ()


def test_a_second_writer_is_refused_at_once_with_who_holds_it_since_when(lier: Lier, clock: FixedClock) -> None:
    lier.add("Fotball")
    folder = lier.indexes.folder(lier.id)
    with folder.writing(clock.now()):
        (folder.path / "writer.json").with_suffix(".lock").touch()
        with pytest.raises(IndexBusy, match=r"process \d+ on .+ since 2026-11-22"):
            lier.syncing.sync(lier.id)
    assert lier.syncing.sync(lier.id) == 1


def test_files_left_by_a_dead_writer_hold_nothing_and_deleting_them_yields_nothing(lier: Lier, clock: FixedClock) -> None:
    lier.add("Fotball")
    folder = lier.indexes.folder(lier.id)
    with folder.writing(clock.now()):
        (folder.path / "writer.json").unlink()
        with pytest.raises(IndexBusy, match="another process"):
            lier.syncing.sync(lier.id)
    (folder.path / "writer.json").write_text("{")
    assert lier.syncing.sync(lier.id) == 1


def test_a_lock_is_not_inherited_by_a_child_that_outlives_the_writer(lier: Lier, clock: FixedClock) -> None:
    lier.add("Fotball")
    with lier.indexes.folder(lier.id).writing(clock.now()):
        child = subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE)
    assert lier.syncing.sync(lier.id) == 1
    child.communicate()


def test_an_index_that_others_may_write_to_is_refused_with_the_remedy(lier: Lier) -> None:
    lier.add("Fotball")
    lier.syncing.sync(lier.id)
    assert build_of(lier).stat().st_mode & 0o777 == 0o700
    build_of(lier).chmod(0o770)
    with pytest.raises(IndexUnavailable, match="chmod go-w"):
        lier.indexes.generation(lier.id)
    assert lier.search().notices == (Notice.FROM_DATABASE,)
    with pytest.raises(IndexUnavailable, match="chmod go-w"):
        lier.syncing.sync(lier.id)


def test_a_rebuild_killed_half_way_leaves_the_old_index_answering_and_its_leftovers_go(lier: Lier) -> None:
    offer = lier.add("Fotball")
    lier.syncing.sync(lier.id)
    folder, old = lier.indexes.folder(lier.id), build_of(lier)
    half = folder.path / "build-half"
    half.mkdir()
    (half / "_MAIN_1.toc").write_bytes(b"half")
    (folder.path / "current-dead").symlink_to(half.name)
    assert lier.ids() == [offer]
    lier.syncing.rebuild(lier.id)
    assert not half.exists()
    assert old.exists()
    assert build_of(lier) != old
    lier.syncing.rebuild(lier.id)
    assert not old.exists()
    assert len(list(folder.path.glob("build-*"))) == 2
    assert holds(lier)


def test_a_rebuild_on_a_full_disk_leaves_the_old_index_and_no_rubbish(lier: Lier, monkeypatch: pytest.MonkeyPatch) -> None:
    offer = lier.add("Fotball")
    lier.syncing.sync(lier.id)
    old = build_of(lier)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(IndexUnavailable, match="No space left"):
            lier.syncing.rebuild(lier.id)
    assert list(old.parent.glob("build-*")) == [old]
    assert lier.ids() == [offer]
    assert lier.syncing.rebuild(lier.id) == 1
    assert holds(lier)
