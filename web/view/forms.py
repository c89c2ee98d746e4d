"""Pages with a form that is sent: subscribing, reporting, and the steps that follow."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from web.view.frame import Frame, Link
from web.view.searching import Choice, Hidden


@dataclass(frozen=True, slots=True)
class SubscribePage:
    """The question for an address; `search` says what is followed, `left_out` what of it is not kept, `until` how long it lasts.

    `errors` maps a field's name to what is wrong with it; `problem` is what keeps the whole form from being taken.
    """

    template: ClassVar[str] = "subscribe.html"
    frame: Frame
    back: Link
    action: str
    search: str
    until: str
    hidden: tuple[Hidden, ...]
    left_out: tuple[str, ...] = ()
    address: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The form for what is wrong with an offer (`topics` to choose from), or for what is missing (`lacks` says what was asked)."""

    template: ClassVar[str] = "report.html"
    frame: Frame
    back: Link
    action: str
    title: str
    about: str
    lang: str | None
    longest: int
    hidden: tuple[Hidden, ...]
    topics: tuple[Choice, ...] = ()
    lacks: tuple[str, ...] = ()
    text: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class StepButton:
    """One button that does one thing when it is pressed, never by being looked at."""

    words: str
    action: str
    hidden: tuple[Hidden, ...] = ()
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class StepPage:
    """A question with one button, or what came of it, with the icon of what was done; `links` are ways on."""

    template: ClassVar[str] = "step.html"
    frame: Frame
    title: str
    paragraphs: tuple[str, ...]
    button: StepButton | None = None
    links: tuple[Link, ...] = ()
    icon: str | None = None
