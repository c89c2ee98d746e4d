"""The page that describes the JSON interface to people who write programs; in English, whatever the page's language."""

from dataclasses import dataclass
from typing import ClassVar

from web.view.frame import Frame

Words = tuple[tuple[str, bool], ...]
"""A text in pieces; each says whether it is code."""


@dataclass(frozen=True, slots=True)
class ParameterRow:
    """One parameter: `values` are the words it takes, where they are few and fixed."""

    name: str
    meaning: Words
    values: tuple[str, ...] = ()
    repeatable: bool = False


@dataclass(frozen=True, slots=True)
class EndpointView:
    """One address: what it takes, the keys of its answer with their meanings, and an address to try."""

    name: str
    path: str
    summary: str
    parameters: tuple[ParameterRow, ...]
    keys: tuple[tuple[str, Words], ...]
    example: str | None = None


@dataclass(frozen=True, slots=True)
class ApiDocsPage:
    """Every address of the interface; `example` is a whole one, for a command line."""

    template: ClassVar[str] = "api_docs.html"
    frame: Frame
    endpoints: tuple[EndpointView, ...]
    openapi_url: str
    example: str
