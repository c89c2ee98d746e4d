"""A new format is exactly five files: with them it is accepted as it stands, without any one of them it is refused, and says which."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULE = '''"""Bulletins: one offer a line, its id before a bar."""

from collections.abc import Iterator

from catalog.drafts import OfferDraft
from importers.contract import Absence, Context, Feed, RawRecord
from importers.errors import FeedIncomplete, NotThisFormat
from importers.identity import distinct, raw_record


class BulletinImporter:
    """Lines of a bulletin."""

    format = "bulletin"
    title = "Bulletin"
    absence = Absence.FULL_LISTING
    options = frozenset({"encoding"})

    def read(self, feed: Feed) -> Iterator[RawRecord]:
        """One record for each line."""
        head, *lines = feed.path.read_bytes().decode("utf-8", "replace").splitlines() or [""]
        if head != "BULLETIN":
            raise NotThisFormat("Bulletin", head)
        if not lines or lines[-1] != "END":
            raise FeedIncomplete("the last line is not END")
        rows = (line.partition("|") for line in lines[:-1])
        yield from distinct((raw_record(row[0], {"title": row[2]}, row[0]) for row in rows), feed.notes)

    def normalise(self, record: RawRecord, context: Context) -> OfferDraft:
        """The offer of a line."""
        context.notes.used.add("title")
        return OfferDraft(title=str(record.data["title"]))
'''
EXPECTED = '{"drafts": {"1": {"title": "Turn", "price": {"currency": "NOK"}}}, "rejected": {}, "skipped": {}}'
PIECES = {
    "importers/formats/NAME.py": MODULE,
    "tests/fixtures/NAME/club.txt": "BULLETIN\n1|Turn\nEND\n",
    "tests/fixtures/NAME/club.expected.json": EXPECTED,
    "tests/importers/formats/test_NAME.py": '"""Bulletins."""\n\nNAME = "bulletin"\n',
    "docs/importing-formats.md": "| `bulletin` | Bulletin | `encoding` |",
}
COMPLETE = "bulletin"
LACKING = {
    "bulletinamoduleless": ("importers/formats/NAME.py", "test_every_row_of_the_documentation_is_a_format_that_there_is"),
    "bulletinbare": ("tests/fixtures/NAME/club.txt", "test_a_format_has_a_fixture[bulletinbare]"),
    "bulletinhopeless": (
        "tests/fixtures/NAME/club.expected.json",
        "test_every_fixture_of_a_format_has_its_expected_drafts[bulletinhopeless]",
    ),
    "bulletinuntested": ("tests/importers/formats/test_NAME.py", "test_a_format_has_a_test_module_that_names_it[bulletinuntested]"),
    "bulletinuntold": ("docs/importing-formats.md", "test_a_format_has_a_row_in_the_documentation_with_its_options[bulletinuntold]"),
}
"""Formats that lack one piece each: which, and the test that must say so."""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """This project in a folder of its own: what formats are made of copied, the rest linked."""
    away = shutil.ignore_patterns("__pycache__", "test_bulletin.py")
    root = tmp_path / "krets"
    for name in ("importers", "docs", "tests/fixtures", "tests/importers"):
        shutil.copytree(ROOT / name, root / name, ignore=away)
    for path in [*ROOT.glob("*.toml"), *(ROOT / "tests").glob("*.py")]:
        shutil.copy(path, root / path.relative_to(ROOT))
    for path in [*ROOT.iterdir(), *(ROOT / "tests").iterdir()]:
        here = root / path.relative_to(ROOT)
        if path.is_dir() and not here.exists() and not path.name.startswith((".", "__")):
            here.symlink_to(path)
    return root


def add(root: Path, name: str, without: str | None = None) -> None:
    """Adds a format of that name with the five pieces, or four of them."""
    for place, content in PIECES.items():
        if place == without:
            continue
        file = root / place.replace("NAME", name)
        told = content.replace('"bulletin"', f'"{name}"').replace("`bulletin`", f"`{name}`")
        file.parent.mkdir(parents=True, exist_ok=True)
        if place.endswith(".md"):
            told = file.read_text("utf-8").replace("| `csv` |", f"{told}\n| `csv` |", 1)
        file.write_text(told, "utf-8")


def failures(root: Path, about: str) -> list[str]:
    """The conformance tests that fail in that folder, of those about the chosen formats."""
    command = [sys.executable, "-m", "pytest", "-q", "-rf", "-p", "no:cacheprovider", "--basetemp", str(root.parent / "pt")]
    chosen = ["tests/importers/test_conformance.py", "-k", about]
    found = subprocess.run([*command, *chosen], cwd=root, capture_output=True, text=True, timeout=300, check=False)
    assert found.returncode in {0, 1}, found.stdout[-3000:] + found.stderr[-3000:]
    return [line.split("::")[1].split(" - ")[0] for line in found.stdout.splitlines() if line.startswith("FAILED ")]


def test_five_files_are_a_format_and_four_are_refused_by_the_one_that_is_missing(checkout: Path) -> None:
    add(checkout, COMPLETE)
    for name, (missing, _) in LACKING.items():
        add(checkout, name, without=missing)
    failed = failures(checkout, "bulletin or every_row")
    assert {test for _, test in LACKING.values()} <= set(failed)
    assert {name for name in failed if not any(lacking in name or "every_row" in name for lacking in LACKING)} == set()
