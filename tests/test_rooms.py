"""The table of rooms, held: which room may import which, and which library may be imported where.

Every module's imports are read with `ast`, at any depth, so that neither `if TYPE_CHECKING:` nor a function body hides one.
An import inside a function is itself a failure, and so is a module that bears a name of the standard library's.
It does not see names imported by string (`importlib.import_module`): the registry of formats is the one place that does so.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAY_IMPORT = {
    "catalog": {"catalog"},
    "importers": {"importers", "catalog"},
    "search": {"search", "catalog"},
    "web": {"web", "importers", "search", "catalog"},
    "tests": {"tests", "web", "importers", "search", "catalog"},
}
ONLY_IN = {  # library: the files (or, ending in a slash, the folders) of the rooms that may import it; tests may import any
    "flask": ("web/",),
    "flask_babel": ("web/",),
    "flask_compress": ("web/",),
    "flask_limiter": ("web/",),
    "flask_wtf": ("web/",),
    "jinja2": ("web/",),
    "wtforms": ("web/",),
    "babel": ("web/",),
    "whoosh": ("search/",),
    "numpy": ("search/", "catalog/coverage/"),
    "sqlalchemy": ("catalog/",),
    "alembic": ("catalog/",),
    "geopy": ("catalog/geo/geocoding.py", "catalog/geo/distance.py"),
    "shapely": ("catalog/geo/",),
    "pyproj": ("catalog/geo/",),
    "apscheduler": ("importers/schedule.py", "web/jobs.py"),
    "httpx": ("importers/fetch.py",),
}
WEB_SUB_ROOMS = {"pages", "api", "organisers", "moderation", "meetings", "feeds"}


def imported_modules(tree: ast.AST, package: str) -> Iterator[str]:
    """Every dotted name that a tree imports, relative ones resolved against its package."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            module = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def hidden_imports(tree: ast.AST) -> Iterator[int]:
    """The lines of imports inside functions."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from (node.lineno for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom))


def is_within(path: str, places: tuple[str, ...]) -> bool:
    return any(path.startswith(place) if place.endswith("/") else path == place for place in places)


def broken_rules(path: str, source: str) -> list[str]:
    """What a module at `path` (from the root, with `/`) breaks, one sentence each."""
    tree, parts = ast.parse(source, path), path.split("/")
    room, package = parts[0], ".".join(parts[:-1])
    found = [f"{path}:{line} imports inside a function" for line in hidden_imports(tree)]
    if {*parts[:-1], parts[-1].removesuffix(".py")} & sys.stdlib_module_names:
        found.append(f"{path} bears the name of a module of the standard library")
    for name in imported_modules(tree, package):
        top, _, rest = name.partition(".")
        if top in MAY_IMPORT and top not in MAY_IMPORT[room]:
            found.append(f"{path} imports {name}: {room} may not import {top}")
        if room != "tests" and top in ONLY_IN and not is_within(path, ONLY_IN[top]):
            found.append(f"{path} imports {name}: {top} belongs in {', '.join(ONLY_IN[top])}")
        if room == top == "web" and parts[1] in WEB_SUB_ROOMS and rest.partition(".")[0] in WEB_SUB_ROOMS - {parts[1]}:
            found.append(f"{path} imports {name}: no sub-room of web imports another")
    return found


def modules() -> list[str]:
    paths = [path.relative_to(ROOT) for room in MAY_IMPORT for path in (ROOT / room).rglob("*.py")]
    return sorted(path.as_posix() for path in paths if "node_modules" not in path.parts)


def test_every_room_is_read() -> None:
    assert {path.split("/")[0] for path in modules()} == set(MAY_IMPORT)


def test_every_module_keeps_to_its_room() -> None:
    broken = [rule for path in modules() for rule in broken_rules(path, (ROOT / path).read_text("utf-8"))]
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize(
    ("path", "source", "reason"),
    [
        ("importers/a.py", "from search.engine import search", "importers may not import search"),
        ("search/a.py", "import importers", "search may not import importers"),
        ("catalog/a.py", "if TYPE_CHECKING:\n    from web import app", "catalog may not import web"),
        ("web/a.py", "import tests.conftest", "web may not import tests"),
        ("catalog/geo/a.py", "from ...search import engine", "catalog may not import search"),
        ("importers/a.py", "import sqlalchemy.orm", "sqlalchemy belongs in catalog/"),
        ("importers/fetching.py", "import httpx", "httpx belongs in importers/fetch.py"),
        ("catalog/a.py", "import numpy as np", "numpy belongs in search/, catalog/coverage/"),
        ("web/pages/a.py", "from web.api import shapes", "no sub-room of web imports another"),
        ("web/pages/a.py", "from web import api", "no sub-room of web imports another"),
        ("catalog/a.py", "def f():\n    class A:\n        import catalog.text", "imports inside a function"),
        ("catalog/calendar.py", "", "name of a module of the standard library"),
    ],
)
def test_a_planted_violation_is_found(path: str, source: str, reason: str) -> None:
    assert [broken for broken in broken_rules(path, source) if reason in broken]


def test_a_module_that_keeps_to_its_room_breaks_nothing() -> None:
    assert broken_rules("catalog/coverage/rate.py", "import numpy\nfrom . import gaps\nfrom catalog.values import Point") == []
