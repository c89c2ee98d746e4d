"""The manifest of the built files is read whole or refused in one line."""

from pathlib import Path

import pytest

from web.bundle import AssetsMissing, read_assets


def test_assets_are_found_by_their_fingerprinted_addresses() -> None:
    assets = read_assets(prefix="/filer/")
    assert assets.css.url.startswith("/filer/main.")
    assert assets.css.url.endswith(".css")
    assert assets.js.integrity.startswith("sha384-")
    assert assets.icons.startswith("/filer/icons.")
    assert assets.favicon.startswith("/filer/favicon.")


@pytest.mark.parametrize("content", [None, "", "{}", "[]", '{"main.css": 1}', '{"main.css": {"file": "a.css"}}'])
def test_a_missing_or_broken_manifest_says_what_to_do(content: str | None, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(AssetsMissing, match=r"run `python -m web\.assets\.build`"):
        read_assets(tmp_path)
