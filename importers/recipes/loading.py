"""Recipes: the options of a known shape, which lie under the source's own.

A recipe is a file `NAME.toml` beside this module: `title`, `format`, `about` and a table of `options`. A source that says
`recipe=NAME` is read with them; what it says itself wins, option by option, and an empty value takes one away.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from importers.errors import RunFailed

RECIPE = "recipe"
FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Recipe:
    """One known shape. `about` says in a line where it is met and what is odd about it."""

    name: str
    title: str
    format: str
    about: str
    options: Mapping[str, str]


@lru_cache(maxsize=1)
def recipes() -> Mapping[str, Recipe]:
    """Every recipe by its name, in alphabetical order."""
    return MappingProxyType({path.stem: _loaded(path) for path in sorted(FOLDER.glob("*.toml"))})


def effective_options(format_name: str, options: Mapping[str, str]) -> Mapping[str, str]:
    """The options that a source is read with: its recipe's and over them its own. Raises `RunFailed` for a recipe that there is not."""
    name = options.get(RECIPE)
    if name is None:
        return options
    known = [each.name for each in recipes().values() if each.format == format_name]
    if name not in known:
        raise RunFailed(f"recipe={name}: there is no such recipe for {format_name}; there are {', '.join(known) or 'none'}")
    own = {option: value for option, value in options.items() if option != RECIPE}
    return {option: value for option, value in {**recipes()[name].options, **own}.items() if value or option not in recipes()[name].options}


def _loaded(path: Path) -> Recipe:
    told = tomllib.loads(path.read_text("utf-8"))
    return Recipe(path.stem, told["title"], told["format"], told["about"], MappingProxyType(told["options"]))
