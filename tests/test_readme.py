"""What the documents name, the code has, and the other way round: settings, commands, formats, tasks, links, decisions."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from catalog.settings import SETTINGS
from importers.columns import FIELDS
from importers.registry import importers_by_format
from web.cli import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
FORMATS = (ROOT / "docs" / "importing-formats.md").read_text("utf-8")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "demo").glob("*.md")])


def rows(document: str, *header: str) -> list[tuple[str, ...]]:
    """The rows of the one table with that header; cells may hold an escaped bar."""
    lines = document.splitlines()
    start = lines.index(f"| {' | '.join(header)} |")
    table = (line for line in lines[start + 2 :])
    return [tuple(cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]) for line in _until_blank(table)]


def _until_blank(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        if not line.startswith("|"):
            return
        yield line


def commands(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    """Every command under a group, with the words one types."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


def test_the_readme_shows_every_setting_as_it_is() -> None:
    told = rows(README, "name", "default", "meaning")
    assert told == [(f"`{setting.name}`", setting.default, setting.meaning.replace("|", "\\|")) for setting in SETTINGS]


def test_the_readme_shows_every_command_and_no_other() -> None:
    told = [command.strip("`") for command, _ in rows(README, "command", "does")]
    assert sorted(told) == sorted(path for path, _ in commands(main, "krets"))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_command_and_option_that_a_document_names_exists(document: Path) -> None:
    known = dict(commands(main, "krets"))
    for words in re.findall(r"(?:^\.venv/bin/|`)(krets [a-z][^`\n]*)", document.read_text("utf-8"), re.MULTILINE):
        found = [path for path in known if f"{words} ".startswith(f"{path} ")] or [path for path in known if path.startswith(f"{words} ")]
        assert found, f"{document.name} names `{words}`"
        options = {option for parameter in known[found[0]].params for option in parameter.opts} | {"--help"}
        assert set(re.findall(r"(--[a-z][a-z-]*)", words)) <= options, f"{document.name} names `{words}`"


def test_the_table_of_formats_shows_every_format_with_its_options_and_no_other() -> None:
    told = rows(FORMATS, "format", "title", "options")
    known = importers_by_format().values()
    assert told == [(f"`{each.format}`", each.title, ", ".join(f"`{name}`" for name in sorted(each.options))) for each in known]


def test_every_option_of_a_format_is_explained_and_no_other() -> None:
    told = {name.strip("`") for name, _ in rows(FORMATS, "option", "meaning")}
    assert told == {name for importer in importers_by_format().values() for name in importer.options}


def test_every_field_that_a_column_may_fill_is_named_and_no_other() -> None:
    told = {field for _, fields in rows(FORMATS, "about", "fields") for field in re.findall(r"`([a-z_]+)`", fields)}
    assert told == set(FIELDS)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_and_picture_of_a_document_leads_to_a_file(document: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text("utf-8"))
    assert [target for target in targets if not (document.parent / target).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_setting_that_a_document_names_exists(document: Path) -> None:
    known = {setting.name for setting in SETTINGS} | {"KRETS_REQUIRE"}
    assert set(re.findall(r"\bKRETS_[A-Z_]+", document.read_text("utf-8"))) <= known


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_task_that_a_document_names_exists(document: Path) -> None:
    tasks = set(re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = re.findall(r"(?:^|`)(?:PORT=\d+ )?make ([a-z]+)", document.read_text("utf-8"), re.MULTILINE)
    assert set(named) <= tasks


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = re.findall(r"\]\((\d{4}-[^)]+)\)", (folder / "README.md").read_text("utf-8"))
    assert listed == sorted(path.name for path in folder.glob("[0-9]*.md"))
