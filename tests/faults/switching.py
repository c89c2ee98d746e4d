"""Switches one guard of the product off, from outside: its module is imported with some of its words replaced.

The product knows nothing of it. A run of the tests with a guard switched off has a folder of its own on its path, whose
`sitecustomize.py` calls `switch_off` before anything else is imported; so every process that such a run starts is without the
guard too, the readers of feeds among them. Files on disk are never changed, and nothing compiled is kept.
"""

import importlib.abc
import importlib.machinery
import sys
from collections.abc import Sequence
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, ModuleType

ROOT = Path(__file__).parents[2]
Change = tuple[str, str]
"""What stands in the module, once, and what stands there without the guard."""
SITE = "from tests.faults.switching import switch_off\nswitch_off({module!r}, {changes!r})\n"


def changed(source: str, changes: Sequence[Change], where: str) -> str:
    """The source with every change made. Raises `ValueError` for words that are not there exactly once."""
    for old, new in changes:
        if source.count(old) != 1:
            raise ValueError(f"{where} has these words {source.count(old)} times, not once: {old}")
        source = source.replace(old, new)
    return source


def path_of(module: str) -> Path:
    """The file of a module of the product."""
    return ROOT / f"{module.replace('.', '/')}.py"


def switch_off(module: str, changes: Sequence[Change]) -> None:
    """From now on the module is imported with the changes, in this process."""
    sys.meta_path.insert(0, _Finder(module, changes))


class _Loader(importlib.machinery.SourceFileLoader):
    def __init__(self, module: str, changes: Sequence[Change]) -> None:
        super().__init__(module, str(path_of(module)))
        self._changes = changes

    def get_code(self, fullname: str) -> CodeType:
        """The changed source, compiled anew; a cached file would be that of the whole product."""
        source = Path(self.path).read_text("utf-8")
        return compile(changed(source, self._changes, fullname), self.path, "exec", dont_inherit=True)


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, module: str, changes: Sequence[Change]) -> None:
        self._module = module
        self._changes = changes

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002  Python's own signature
        target: ModuleType | None = None,  # noqa: ARG002
    ) -> importlib.machinery.ModuleSpec | None:
        """The spec of the one module; None leaves every other to Python."""
        if fullname != self._module:
            return None
        return spec_from_file_location(fullname, path_of(fullname), loader=_Loader(self._module, self._changes))
