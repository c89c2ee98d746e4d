"""Every format that Krets reads: one importer for each module in `importers.formats`, found there, listed nowhere."""

import importlib
import pkgutil
from functools import lru_cache

from importers import formats
from importers.contract import Absence, Importer
from importers.errors import RunFailed


@lru_cache(maxsize=1)
def importers_by_format() -> dict[str, Importer]:
    """Each format's name to its importer, in alphabetical order. Raises `TypeError` for a module that holds none, or two."""
    found = [_importer_in(name) for name in _modules()]
    return {importer.format: importer for importer in sorted(found, key=lambda importer: importer.format)}


def importer_for(name: str) -> Importer:
    """The importer of a format. Raises `RunFailed` naming the known ones.

    Modules are looked into until it is found, those first that are called like it: what formats read with takes much memory.
    """
    for module in sorted(_modules(), key=lambda module: not module.startswith(name)):
        if (importer := _importer_in(module)).format == name:
            return importer
    raise RunFailed(f"there is no format {name!r}; the formats are {', '.join(importers_by_format())}")


def _modules() -> list[str]:
    return [module.name for module in pkgutil.iter_modules(formats.__path__)]


@lru_cache
def _importer_in(name: str) -> Importer:
    module = importlib.import_module(f"{formats.__name__}.{name}")
    classes = [
        each
        for each in vars(module).values()
        if isinstance(each, type) and each.__module__ == module.__name__ and hasattr(each, "normalise")
    ]
    if len(classes) != 1:
        raise TypeError(f"importers/formats/{name}.py must hold one importer, it holds {len(classes)}")
    importer: Importer = classes[0]()
    if not isinstance(importer.absence, Absence):
        raise TypeError(f"importers/formats/{name}.py does not say what absence means")
    return importer
