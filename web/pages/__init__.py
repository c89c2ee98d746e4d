"""Every page and its address."""

from flask import Blueprint

from web.addressed import LARGEST_ID
from web.pages.about import about_page
from web.pages.colours import colours
from web.pages.district import district_page
from web.pages.home import front
from web.pages.offer import offer_page
from web.pages.organisation import organisation_page
from web.pages.privacy import privacy_page
from web.pages.school import school_page
from web.pages.searching import search

pages = Blueprint("pages", __name__)
pages.add_url_rule("/", view_func=front)
pages.add_url_rule("/<municipality>/", view_func=search)
pages.add_url_rule(f"/<municipality>/offers/<int(max={LARGEST_ID}):offer_id>", view_func=offer_page)
pages.add_url_rule(f"/<municipality>/offers/<int(max={LARGEST_ID}):offer_id>-<slug>", view_func=offer_page)
pages.add_url_rule("/<municipality>/organisations/<slug>", view_func=organisation_page)
pages.add_url_rule("/<municipality>/districts/<slug>", view_func=district_page)
pages.add_url_rule("/<municipality>/schools/<slug>", view_func=school_page)
pages.add_url_rule("/<municipality>/about", view_func=about_page)
pages.add_url_rule("/<municipality>/privacy", view_func=privacy_page)
pages.add_url_rule("/about", view_func=about_page)
pages.add_url_rule("/privacy", view_func=privacy_page)
pages.add_url_rule("/theme/<municipality>.css", view_func=colours)
