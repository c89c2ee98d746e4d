"""The codes of a poster: where each leads, its drawing, and what it is in words."""

from dataclasses import dataclass

from web.qr import qr_file

QUIET_MODULES = 2
"""The codes stand on white; with the space round them that is more than the four modules of the standard (ISO/IEC 18004)."""


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code: the address that it leads to, its drawing, and what it is in words."""

    url: str
    svg: str
    alt: str


def code_of(url: str, alt: str) -> Code:
    """The code of an address."""
    return Code(url, qr_file(url, QUIET_MODULES), alt)
