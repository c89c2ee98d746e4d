"""The index killed in its rebuild, rolled back, flipped and torn: search answers all the while, and the next sync mends it."""

import random
import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from catalog.model import Offer
from search.engine import SearchEngine
from search.folder import IndexFolder
from search.indexes import Indexes
from search.results import Notice
from search.verifying import verify
from tests.factories.drafts import varied_drafts
from tests.factories.installations import receive
from tests.faults import oracle, scenes
from tests.faults.conftest import at_most
from tests.faults.killing import Aim, Phase
from tests.faults.scenes import Scene
from tests.faults.victims import Job, Work, ended, killed, survey
from web.app import create_app
from web.context import Krets

WHOOSH_LEAVES_TORN_FILES_OPEN = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
POINTS_OF_THE_SWITCH = 12
"""The last operations on files of a rebuild: syncing the new build, linking it, replacing the link, dropping the oldest."""


def build_of(krets: Krets, scene: Scene) -> Path:
    build = krets.indexes.folder(scene.municipality_id).current()
    assert build is not None
    return build


def leftovers(folder: IndexFolder) -> list[str]:
    """What is in the folder beside the current build and the one before it."""
    builds = sorted(folder.path.glob("build-*"), key=lambda build: build.stat().st_mtime_ns)
    unlike_builds = [file.name for file in folder.path.iterdir() if not file.name.startswith("build-") and file.name != "current"]
    return [build.name for build in builds[:-2]] + unlike_builds


@pytest.mark.faults
def test_a_rebuild_killed_anywhere_leaves_an_index_that_answers_and_nothing_behind(scene: Scene, tmp_path: Path) -> None:
    whole = scenes.copied(scene, tmp_path / "whole")
    passed = survey(Job(whole, Work.REBUILD), tmp_path / "survey.json")
    last, tries = passed.points[Phase.INDEX], at_most(20, 3)
    points = {1 + last * number // tries for number in range(tries)} | set(range(last, last - at_most(POINTS_OF_THE_SWITCH, 3), -1))
    with scene.opened() as krets:
        expected, _ = oracle.search_all(krets, scene)
    for point in sorted(points):
        assert killed(Job(scene, Work.REBUILD, Aim(Phase.INDEX, point)))
        with scene.opened() as krets:
            assert oracle.search_all(krets, scene) == (expected, ())
            oracle.assert_in_step(krets, scene)
    assert ended(Job(scene, Work.REBUILD)) == 0
    with scene.opened() as krets:
        assert leftovers(krets.indexes.folder(scene.municipality_id)) == []
        oracle.assert_in_step(krets, scene)


@pytest.mark.faults
def test_what_is_committed_before_a_kill_has_its_page_at_once_and_is_found_after_the_next_sync(scene: Scene) -> None:
    assert killed(Job(scene, aim=Aim(Phase.INDEX, 1)))
    with scene.after(10).opened() as krets:
        client = create_app(krets).test_client()
        title = oracle.state_of(krets)["records"]["r65"]["offer"]["title"]
        assert f">{title}<" not in client.get("/lier/?q=sjakk&per_page=100").text
        assert title in client.get(page_of(krets, title)).text
        krets.syncing.sync_all()
        assert f">{title}<" in client.get("/lier/?q=sjakk&per_page=100").text
        oracle.assert_in_step(krets, scene)


def page_of(krets: Krets, title: str) -> str:
    """The address of the offer's page."""
    with krets.database.reading() as session:
        offer = session.scalars(select(Offer).where(Offer.title == title)).one()
        return f"/lier/offers/{offer.id}-{offer.slug}"


def test_an_index_two_generations_old_catches_up_from_its_own_cursor(scene: Scene, tmp_path: Path) -> None:
    with scene.opened() as krets:
        build = build_of(krets, scene)
        shutil.copytree(build, tmp_path / "old")
        for drafts in (varied_drafts(3), varied_drafts(6)[3:]):
            receive(krets, drafts)
            krets.syncing.sync_all()
        assert build_of(krets, scene) == build
    shutil.rmtree(build)
    shutil.copytree(tmp_path / "old", build)
    with scene.opened() as krets:
        oracle.assert_search_answers(krets, scene)
        assert krets.syncing.sync_all() == 6
        assert build_of(krets, scene) == build
        oracle.assert_in_step(krets, scene)


@pytest.mark.faults
@WHOOSH_LEAVES_TORN_FILES_OPEN
def test_no_flipped_bit_reaches_a_visitor(scene: Scene) -> None:
    """Whoosh has no checksums: a flip is harmless, noticed while reading, or (in the text of one offer) found by `verify`."""
    chance = random.Random(20_261_122)  # noqa: S311  bits to flip, not secrets
    with scene.opened() as krets:
        expected, _ = oracle.search_all(krets, scene)
        folder = krets.indexes.folder(scene.municipality_id)
        files = [file for file in sorted(build_of(krets, scene).iterdir()) if file.stat().st_size]
        for _ in range(at_most(200, 20)):
            file = chance.choice(files)
            whole = file.read_bytes()
            file.write_bytes(flipped(whole, chance.randrange(8 * len(whole))))
            indexes = Indexes(krets.settings.data_dir, krets.indexes.concepts)
            total, notices = oracle.search_all(krets, scene, SearchEngine(indexes, krets.database))
            assert total == expected or not verify(krets.database, indexes, scene.municipality_id).holds
            assert set(notices) <= {Notice.FROM_DATABASE}
            assert (Notice.FROM_DATABASE in notices) is (folder.damage() is not None)
            file.write_bytes(whole)
            (folder.path / "damaged").unlink(missing_ok=True)


def flipped(content: bytes, bit: int) -> bytes:
    """The content with one bit turned."""
    turned = bytearray(content)
    turned[bit // 8] ^= 1 << bit % 8
    return bytes(turned)


@WHOOSH_LEAVES_TORN_FILES_OPEN
@pytest.mark.parametrize("length", [0, 7, 40])
def test_a_torn_index_shows_on_the_search_page_as_a_notice_only(scene: Scene, length: int) -> None:
    with scene.opened() as krets:
        for toc in build_of(krets, scene).glob("*.toc"):
            toc.write_bytes(toc.read_bytes()[:length])
        client = create_app(krets).test_client()
        torn = client.get("/lier/?q=fotball")
        assert torn.status_code == 200
        assert "tregere enn vanlig" in torn.text
        assert client.get("/readyz").status_code == 503
        krets.syncing.sync_all()
        mended = client.get("/lier/?q=fotball")
        assert "tregere enn vanlig" not in mended.text
        oracle.assert_in_step(krets, scene)
