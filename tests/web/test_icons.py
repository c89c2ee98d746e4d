"""Icons: those that code and templates name are in the sprite, and categories find one."""

import json
import re

from catalog.vocabulary import load_vocabulary
from web.assets.build import HERE
from web.icons import CATEGORY, FALLBACK, category_icon

SPRITE = set(json.loads((HERE / "icons.json").read_text()))
STATES = {"confirmed", "check", "unknown", "yes", "partly", "no"}
BROADER = {"judo": ["martial-arts"], "martial-arts": ["sport"], "scuba-diving": ["swimming", "sport"], "a": ["b"], "b": ["a"]}


def broader(slug: str) -> list[str]:
    """A small tree with a circle in it."""
    return BROADER.get(slug, [])


def test_the_sprite_holds_every_icon_of_categories_and_templates() -> None:
    templates = "".join(path.read_text() for path in (HERE.parent / "templates").glob("*.html"))
    named = {name for call in re.findall(r"icon\(([^)]*)\)", templates) for name in re.findall(r'"([a-z0-9-]+)"', call)}
    assert "map-pin" in named
    assert set(CATEGORY.values()) | {FALLBACK} | (named - STATES) <= SPRITE


def test_icons_are_given_to_categories_that_exist() -> None:
    assert set(CATEGORY) <= set(load_vocabulary().concepts)


def test_every_category_finds_an_icon_of_the_sprite() -> None:
    vocabulary = load_vocabulary()
    assert {category_icon(slug, vocabulary.broader) for slug in vocabulary.concepts} <= SPRITE


def test_a_category_without_an_icon_takes_its_nearest_broader_ones() -> None:
    assert category_icon("judo", broader) == CATEGORY["sport"]
    assert category_icon("scuba-diving", broader) == CATEGORY["swimming"]
    assert category_icon("football", broader) == CATEGORY["football"]
    assert category_icon("a", broader) == FALLBACK
