"""What templates receive: frozen values with every word already chosen and every address already made.

A page module turns records and results into one of the `…Page` values below and renders `page.template` with `page` as its
only variable. Templates add structure and fixed words, never a rule: they see no record, no request and no filter. Words here
are plain text in the page's language unless a `lang` says otherwise; addresses are finished strings. `None` means that the
line is not shown, so what is unknown must be said in words ("Pris ikke oppgitt") by whoever fills the value in.
"""

from web.view.api_docs import ApiDocsPage, EndpointView, ParameterRow
from web.view.cards import Card, PageLink, PageLinks, Trust, TrustState
from web.view.first import HolidayCard, HomePage, MunicipalitiesPage, MunicipalityCard, Tile
from web.view.forms import ReportPage, StepButton, StepPage, SubscribePage
from web.view.frame import Asset, Assets, Embed, Footer, Frame, Head, LanguageLink, Link, MunicipalityView, Notice, ViewAssets
from web.view.guides import Contact, CountLink, GuidePage, GuidePart, Term, WidgetPage
from web.view.offers import AccessLine, CardGroup, DateLine, Fact, FactLine, ListPage, OfferPage, SourceView
from web.view.searching import Chip, Choice, FacetGroup, FacetOption, Follow, Hidden, SearchForm, SearchPage, SortLink, WayOn
from web.view.views import (
    CalendarView,
    DayView,
    MapView,
    PrintPage,
    PrintRow,
    Row,
    RowGroup,
    SavedPage,
    TimeRow,
    ViewLink,
    WeekView,
)
from web.view.words import AboutPage, Credit, ErrorPage, PrivacyPage, SourceRow

Page = (
    SearchPage
    | HomePage
    | MunicipalitiesPage
    | OfferPage
    | ListPage
    | GuidePage
    | WidgetPage
    | AboutPage
    | PrivacyPage
    | ErrorPage
    | ApiDocsPage
    | SubscribePage
    | ReportPage
    | StepPage
    | PrintPage
    | SavedPage
)
"""Any page: `flask.render_template(page.template, page=page)` renders it."""

__all__ = [
    "AboutPage",
    "AccessLine",
    "ApiDocsPage",
    "Asset",
    "Assets",
    "CalendarView",
    "Card",
    "CardGroup",
    "Chip",
    "Choice",
    "Contact",
    "CountLink",
    "Credit",
    "DateLine",
    "DayView",
    "Embed",
    "EndpointView",
    "ErrorPage",
    "FacetGroup",
    "FacetOption",
    "Fact",
    "FactLine",
    "Follow",
    "Footer",
    "Frame",
    "GuidePage",
    "GuidePart",
    "Head",
    "Hidden",
    "HolidayCard",
    "HomePage",
    "LanguageLink",
    "Link",
    "ListPage",
    "MapView",
    "MunicipalitiesPage",
    "MunicipalityCard",
    "MunicipalityView",
    "Notice",
    "OfferPage",
    "Page",
    "PageLink",
    "PageLinks",
    "ParameterRow",
    "PrintPage",
    "PrintRow",
    "PrivacyPage",
    "ReportPage",
    "Row",
    "RowGroup",
    "SavedPage",
    "SearchForm",
    "SearchPage",
    "SortLink",
    "SourceRow",
    "SourceView",
    "StepButton",
    "StepPage",
    "SubscribePage",
    "Term",
    "Tile",
    "TimeRow",
    "Trust",
    "TrustState",
    "ViewAssets",
    "ViewLink",
    "WayOn",
    "WeekView",
    "WidgetPage",
]
