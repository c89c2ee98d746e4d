"""The search page and its parts: form, chips, facets, ways on when little is found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from web.view.cards import Card, PageLinks
from web.view.frame import Embed, Frame, Notice
from web.view.views import CalendarView, MapView, ViewLink


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a drop-down list; the empty value is "any"."""

    value: str
    label: str
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Hidden:
    """A constraint of the search that has no field of its own and must survive the form."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class SearchForm:
    """The questions of the search, sent as GET to `action` with the parameter names of the interface.

    `ages` are the given ages as typed (one field each, an empty one is added). `places` are names offered for `near`.
    `hidden` holds every active constraint that neither this form nor a facet group has a field for. `errors` maps a
    field's name to what is wrong with it; fields left empty are sent empty and mean "any".
    """

    action: str
    q: str = ""
    ages: tuple[str, ...] = ()
    periods: tuple[Choice, ...] = ()
    near: str = ""
    places: tuple[str, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    errors: Mapping[str, str] = field(default_factory=dict)
    summary: str | None = None
    """The search in a few words, shown on a phone in place of the form; None where no search is made."""
    suggest_url: str = ""
    """Where a script asks for suggestions; the field works the same without."""
    young: bool = False
    """Whether the questions are put to the young themselves."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One active constraint. `words` are those it was read from, when it was typed; `remove_label` is said to a screen reader."""

    label: str
    remove_url: str
    remove_label: str
    words: str | None = None


@dataclass(frozen=True, slots=True)
class FacetOption:
    """One answer of a facet with its count; an option with 0 that is not selected is shown but cannot be chosen."""

    value: str
    label: str
    count: int
    selected: bool = False

    @property
    def disabled(self) -> bool:
        """Whether choosing it could only lead to an empty page."""
        return self.count == 0 and not self.selected


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """One facet: `name` is the parameter. At most 8 options stand open; of more, 6 do and the rest behind "show more"."""

    name: str
    legend: str
    options: tuple[FacetOption, ...]
    help: str | None = None
    more_options: tuple[FacetOption, ...] = ()
    input_type: Literal["checkbox", "radio"] = "checkbox"

    @classmethod
    def of(cls, name: str, legend: str, options: tuple[FacetOption, ...], *, help: str | None = None) -> "FacetGroup":  # noqa: A002
        """The group with its options parted: of more than 8 the first 6 and every selected one stand open, order kept."""
        if len(options) <= 8:
            return cls(name, legend, options, help)
        opened = tuple(o for n, o in enumerate(options) if n < 6 or o.selected)
        return cls(name, legend, opened, help, tuple(o for o in options if o not in opened))

    @property
    def selected_count(self) -> int:
        """How many options are chosen."""
        return sum(option.selected for option in self.options + self.more_options)


@dataclass(frozen=True, slots=True)
class SortLink:
    """One order of the results."""

    label: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class WayOn:
    """Another search that finds more, and how many offers it finds."""

    label: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Follow:
    """The small form that follows a search by mail: where it is sent, the search, and the page that says what is stored."""

    action: str
    search: str
    url: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A search that was made. `heading` is the answer ("27 gratis tilbud …"); `status` is spoken once after a swap."""

    template: ClassVar[str] = "search.html"
    frame: Frame
    form: SearchForm
    heading: str
    total: int
    cards: tuple[Card, ...]
    chips: tuple[Chip, ...] = ()
    facets: tuple[FacetGroup, ...] = ()
    sort_links: tuple[SortLink, ...] = ()
    pages: PageLinks | None = None
    meant: tuple[WayOn, ...] = ()
    relaxations: tuple[WayOn, ...] = ()
    few: bool = False
    """Whether so little was found that other ways are shown."""
    may_fit: tuple[Card, ...] = ()
    nearest_heading: str = ""
    nearest: tuple[Card, ...] = ()
    notices: tuple[Notice, ...] = ()
    status: str = ""
    clear_url: str | None = None
    literal_url: str | None = None
    calendar_url: str | None = None
    poster_url: str | None = None
    """Where the answer is one of a holiday and a place: its poster."""
    follow: Follow | None = None
    missing_url: str | None = None
    """Where a family says that something is missing."""
    embed: Embed | None = None
    views: tuple[ViewLink, ...] = ()
    """The same search in other ways; `map` or `calendar` stands in place of the cards where it is asked for."""
    map: MapView | None = None
    calendar: CalendarView | None = None

    @property
    def filters_set(self) -> int:
        """How many facet options are chosen: the number on the phone's filter button."""
        return sum(group.selected_count for group in self.facets)
