"""The built front-end files by name: reads the manifest that `web.assets.build` wrote, once, when the application starts."""

import json
from pathlib import Path

from catalog.errors import KretsError
from web.view import Asset, Assets

DIST = Path(__file__).parent / "static" / "dist"
PREFIX = "/static/dist/"


class AssetsNotBuilt(KretsError):
    """The style sheet, script and icons are missing."""


def built_assets() -> Assets:
    """Addresses and integrity of the built files; raises `AssetsNotBuilt` with what to do."""
    try:
        manifest = json.loads((DIST / "manifest.json").read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise AssetsNotBuilt("the front end is not built; run `make assets` (or `python -m web.assets.build`)") from error

    def address(name: str) -> str:
        return PREFIX + str(manifest[name]["file"])

    return Assets(
        css=Asset(address("main.css"), manifest["main.css"]["integrity"]),
        js=Asset(address("main.js"), manifest["main.js"]["integrity"]),
        icons=address("icons.svg"),
        favicon=address("favicon.svg"),
    )
