"""Colours of municipalities: contrast as WCAG defines it, refusal with a reason, and the page's own colours."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.errors import InvalidValue
from web.assets.build import HERE
from web.demo.publish import demo_folder, demo_slugs, read_toml
from web.theme import PAGE, SUNKEN, TEXT_CONTRAST, WHITE, Theme, contrast, hexadecimal, parse_colour

TOKENS = (HERE / "css" / "tokens.css").read_text()
colours = st.tuples(*[st.integers(0, 255)] * 3)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#ffffff", "#ffffff", 1.0), ("#767676", "#ffffff", 4.54), ("#777777", "#ffffff", 4.48)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(parse_colour(one), parse_colour(other)) == pytest.approx(ratio, abs=0.01)


def test_a_theme_sets_every_role_that_changes_with_a_municipality() -> None:
    default = TOKENS[: TOKENS.index("--page")]
    assert set(re.findall(r"--[a-z-]+(?=:)", Theme.from_brand("#17543b").css())) == set(re.findall(r"--[a-z-]+(?=:)", default))


@pytest.mark.parametrize("brand", ["#55aa77", "#ffcc00", "#ffffff"])
def test_a_brand_colour_too_light_for_white_text_is_refused_with_the_reason(brand: str) -> None:
    with pytest.raises(InvalidValue, match=r"white text on the brand colour has contrast .* needs 4\.5:1"):
        Theme.from_brand(brand)


@pytest.mark.parametrize("brand", ["", "green", "#fff", "#12345g", "rgb(1,2,3)", "#17543b;}"])
def test_what_is_no_colour_is_refused(brand: str) -> None:
    with pytest.raises(InvalidValue, match="hexadecimal"):
        Theme.from_brand(brand)


def test_a_second_colour_tints_chips_and_ornaments_only() -> None:
    one, two = Theme.from_brand("#17543b"), Theme.from_brand("#17543b", "#e5b100")
    assert (one.accent, one.strong) == (two.accent, two.strong)
    assert one.soft != two.soft
    assert two.second == parse_colour("#e5b100")


@pytest.mark.parametrize("slug", demo_slugs())
def test_each_municipality_of_the_demo_has_colours_of_its_own_that_can_be_read(slug: str) -> None:
    brands = {one: read_toml(demo_folder() / one / "municipality.toml")["brand"] for one in demo_slugs()}
    assert Theme.of(brands[slug])
    assert [brand["primary"] for brand in brands.values()].count(brands[slug]["primary"]) == 1


def test_a_municipality_without_a_brand_has_no_theme() -> None:
    assert Theme.of({}) is None


@given(colours, colours)
def test_every_theme_that_is_made_can_be_read(brand: tuple[int, int, int], second: tuple[int, int, int]) -> None:
    try:
        theme = Theme.from_brand(hexadecimal(brand), hexadecimal(second))
    except InvalidValue:
        assert min(contrast(WHITE, brand), contrast(brand, PAGE), contrast(brand, SUNKEN)) < TEXT_CONTRAST or contrast(brand, second) < 21
        return
    for text, ground in ((WHITE, theme.accent), (theme.accent, PAGE), (theme.strong, theme.soft), (WHITE, theme.strong)):
        assert contrast(text, ground) >= TEXT_CONTRAST


def test_the_pages_own_colours_are_those_of_the_style_sheet_and_can_be_read() -> None:
    roles = {name: parse_colour(value) for name, value in re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", TOKENS)}
    assert (roles["page"], roles["sunken"]) == (PAGE, SUNKEN)
    for text, ground in [
        *((text, ground) for text in ("text", "muted", "check", "danger") for ground in ("page", "surface", "sunken")),
        ("free", "free-soft"),
        ("surface", "action"),
        ("surface", "action-strong"),
        ("check", "check-soft"),
        ("text", "info-soft"),
        ("text", "accent-soft"),
    ]:
        assert contrast(roles[text], roles[ground]) >= TEXT_CONTRAST, (text, ground)
    for part in ("line-strong", "check-line", "info-line"):
        assert contrast(roles[part], roles["surface"]) >= 2.9, part


def test_the_style_sheet_loads_nothing_from_elsewhere() -> None:
    for sheet in Path(HERE / "css").glob("*.css"):
        assert not re.search(r"https?:|url\(", sheet.read_text()), sheet
