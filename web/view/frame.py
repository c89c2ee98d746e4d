"""The frame round every page: assets, head, languages, footer; and the small values that several pages share."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Asset:
    """A built file: its fingerprinted address and Subresource Integrity value."""

    url: str
    integrity: str


@dataclass(frozen=True, slots=True)
class ViewAssets:
    """The files that only some pages load: `css` of calendar, paper and saved list; those of the map."""

    css: Asset
    map_css: Asset
    map_js: Asset


@dataclass(frozen=True, slots=True)
class Assets:
    """The files that every page loads; `icons` and `favicon` are addresses, `theme` that of the municipality's colours."""

    css: Asset
    js: Asset
    icons: str
    favicon: str
    views: ViewAssets
    theme: str | None = None


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """One language of the page: `code` nb, nn or en, its own name, the same page in it (the search kept)."""

    code: str
    name: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class MunicipalityView:
    """A municipality as its pages name it; `district_word` is its own word for a school district, in lower case.

    `saved_url` leads to what the visitor's browser has saved here.
    """

    name: str
    slug: str
    url: str
    district_word: str
    saved_url: str


@dataclass(frozen=True, slots=True)
class Footer:
    """The links at the foot; `accessibility_url` is the municipality's own statement (a setting), absent when not set.

    `ways` are the municipality's pages that lead into its search: new here, for youth, holidays, help.
    """

    about_url: str
    privacy_url: str
    accessibility_url: str | None = None
    ways: tuple["Link", ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """What a search engine reads. `title` without the site's name; `canonical` absolute; noindex for errors and ended offers.

    `json_ld` are schema.org descriptions of the page: where it stands on the site, and whose page it is.
    """

    title: str
    description: str | None = None
    canonical: str | None = None
    noindex: bool = False
    json_ld: tuple[Mapping[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything round the content. `alternates` are (language, absolute address) for hreflang; `demo` shows the banner."""

    language: str
    languages: tuple[LanguageLink, ...]
    assets: Assets
    head: Head
    home_url: str
    footer: Footer
    municipality: MunicipalityView | None = None
    alternates: tuple[tuple[str, str], ...] = ()
    demo: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to know about this page, in one or two sentences."""

    words: str
    kind: Literal["info", "warning"] = "info"
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Embed:
    """The line that shows a search on somebody else's page, and the address of what it shows."""

    line: str
    url: str
