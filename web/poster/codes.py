"""QR codes as vector drawings, small enough for a poster and sure enough for a cheap phone."""

from dataclasses import dataclass
from io import BytesIO

import segno

QUIET_MODULES = 2
"""The codes stand on white; with the space round them that is more than the four modules of the standard (ISO/IEC 18004)."""


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code: the address that it leads to, its drawing, and what it is in words."""

    url: str
    svg: str
    alt: str


def code_of(url: str, alt: str) -> Code:
    """The code of an address, of which 15 % may be damaged (level M)."""
    drawn = BytesIO()
    segno.make(url, error="m", micro=False, boost_error=False).save(
        drawn, kind="svg", border=QUIET_MODULES, xmldecl=False, omitsize=True, svgclass=None, lineclass=None
    )
    return Code(url, drawn.getvalue().decode(), alt)
