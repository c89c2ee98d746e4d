"""The Nu HTML checker finds no error on any page of the gallery in any language, nor in any letter."""

from pathlib import Path

import pytest

from tests.conftest import absent
from tests.nu.checking import errors_in
from tests.web.gallery import create_gallery, letters, pages
from web.language import LANGUAGES

pytestmark = pytest.mark.java


def checked(given: dict[str, str], folder: Path) -> dict[str, list[str]]:
    """What is wrong with pages by name; skipped or failed where there is no Java."""
    try:
        return errors_in(given, folder)
    except FileNotFoundError as missing:
        absent("java", str(missing))
    return {}


def test_every_page_of_the_gallery_is_valid_in_every_language(built_assets: None, tmp_path: Path) -> None:
    client = create_gallery().test_client()
    names = [*pages(), *letters()]
    given = {f"{name}.{code}": client.get(f"/{name}?lang={code}").text for name in names for code in LANGUAGES}
    assert checked(given, tmp_path) == {}


def test_what_is_wrong_is_found(tmp_path: Path) -> None:
    wrong = '<!doctype html><html lang="nb"><title>x</title><ul><p>no item</p></ul><a href="a b" aria-labelledby="nobody"></a></html>'
    assert len(checked({"wrong": wrong}, tmp_path)["wrong"]) >= 2
