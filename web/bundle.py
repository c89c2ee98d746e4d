"""Finds the built front-end files: their fingerprinted addresses and integrity values, from the manifest of `web/assets/bundle.mjs`.

Reads once and changes nothing; a missing build is one clear error, since pages without styles would look broken without a
reason.
"""

import json
from pathlib import Path

from catalog.errors import Unavailable
from web.view import Asset, Assets, ViewAssets

DIST = Path(__file__).parent / "static" / "dist"


class AssetsMissing(Unavailable):
    """The front-end files are not built, or the manifest does not name them all."""


def read_assets(dist: Path = DIST, *, prefix: str = "/static/dist/") -> Assets:
    """The files of the manifest under the address `prefix`, without a municipality's theme."""
    try:
        manifest = json.loads((dist / "manifest.json").read_text())
        found = {name: Asset(prefix + entry["file"], entry["integrity"]) for name, entry in manifest.items()}
        return Assets(
            found["main.css"],
            found["main.js"],
            found["icons.svg"].url,
            found["favicon.svg"].url,
            views=ViewAssets(found["views.css"], found["map.css"], found["map.js"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise AssetsMissing("the front-end files are not built: run `python -m web.assets.build`") from error
