"""Where a page stands below its municipality's own, told to machines as schema.org breadcrumbs."""

from catalog.model import Municipality
from web.frame import krets, page_language
from web.links import absolute, municipality_path
from web.pages.json_ld_site import JsonObject, breadcrumbs


def trail(municipality: Municipality, title: str, path: str) -> JsonObject:
    """The breadcrumbs of a page by its title and path."""
    home = page_language().gettext("Fritid i %(name)s", name=municipality.name)
    return breadcrumbs([(home, public(municipality_path(municipality.slug))), (title, public(path))])


def public(path: str) -> str:
    """The public address of a path of this installation."""
    return absolute(krets().settings.base_url, path)
