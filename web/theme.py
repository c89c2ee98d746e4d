"""A municipality's colours: the roles that change, derived from one or two brand colours and checked for contrast.

Pure: brand colours in, a style sheet out. Whoever loads a municipality's brand makes its theme first, so that one which cannot be
read is refused there and never reaches a page. Text must reach 4.5:1 and parts of controls 3:1 against what they stand on (WCAG 2.2,
1.4.3 and 1.4.11). A brand colour too light to bear white text is refused with the reason, not darkened in silence.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from catalog.errors import InvalidValue

TEXT_CONTRAST = 4.5
PART_CONTRAST = 3.0
WHITE = (255, 255, 255)
PAGE = (0xF8, 0xF5, 0xEF)
SUNKEN = (0xF1, 0xEC, 0xE2)
"""The page's own colours of `assets/css/tokens.css` on which the accent is used; a test holds them equal."""

Colour = tuple[int, int, int]
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Theme:
    """The roles of one municipality: accent for links, strong for hover, soft and line for chips.

    `second` only decorates: no text stands on it and nothing is told by it.
    """

    accent: Colour
    strong: Colour
    soft: Colour
    line: Colour
    second: Colour

    @classmethod
    def from_brand(cls, brand: str, second: str | None = None) -> Self:
        """The theme of a brand colour "#rrggbb"; a second one tints chips in place of the first. InvalidValue when unreadable."""
        accent = parse_colour(brand)
        tint = accent if second is None else parse_colour(second)
        theme = cls(accent, mixed(accent, (0, 0, 0), 0.3), mixed(tint, WHITE, 0.88), mixed(tint, WHITE, 0.5), tint)
        for what, foreground, background, least in theme._pairs():
            ratio = contrast(foreground, background)
            if ratio < least:
                reason = f"{what} has contrast {ratio:.1f}:1 and needs {least:g}:1; choose a darker colour"
                raise InvalidValue("brand colour", brand, reason)
        return theme

    @classmethod
    def of(cls, brand: Mapping[str, str]) -> Self | None:
        """The theme of a municipality's `brand`, None where it has none; InvalidValue when it cannot be read."""
        return cls.from_brand(brand["primary"], brand.get("accent")) if "primary" in brand else None

    def css(self) -> str:
        """The style sheet that sets the roles."""
        roles = {"": self.accent, "-strong": self.strong, "-soft": self.soft, "-line": self.line}
        declared = "".join(f"--accent{role}:{hexadecimal(colour)};" for role, colour in roles.items())
        return f":root{{{declared}--on-accent:{hexadecimal(WHITE)};--second:{hexadecimal(self.second)};}}"

    def _pairs(self) -> list[tuple[str, Colour, Colour, float]]:
        """What stands on what: words, foreground, background, least contrast."""
        return [
            ("white text on the brand colour", WHITE, self.accent, TEXT_CONTRAST),
            ("a link on the page", self.accent, PAGE, TEXT_CONTRAST),
            ("a link on a sunken field", self.accent, SUNKEN, TEXT_CONTRAST),
            ("text on a chip", self.strong, self.soft, TEXT_CONTRAST),
            ("a control's edge on white", self.accent, WHITE, PART_CONTRAST),
        ]


def parse_colour(text: str) -> Colour:
    """Red, green and blue of "#rrggbb"; InvalidValue for anything else."""
    if not _HEX.fullmatch(text.strip()):
        raise InvalidValue("brand colour", text, "write it as # and six hexadecimal digits, such as #17543b")
    number = int(text.strip()[1:], 16)
    return (number >> 16, number >> 8 & 255, number & 255)


def hexadecimal(colour: Colour) -> str:
    """The colour as "#rrggbb"."""
    return "#" + "".join(f"{part:02x}" for part in colour)


def mixed(colour: Colour, other: Colour, share: float) -> Colour:
    """The colour with a `share` (0–1) of the other in it."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(colour, other, strict=True))
    return (red, green, blue)


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: Colour) -> float:
    """The relative luminance of an sRGB colour, 0 to 1 (WCAG 2.2, "relative luminance")."""
    red, green, blue = (part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
