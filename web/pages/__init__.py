"""Every page and its address."""

from flask import Blueprint

from web.addressed import LARGEST_ID
from web.pages.about import about_page
from web.pages.colours import colours, outline
from web.pages.district import district_page
from web.pages.fresh import fresh_page
from web.pages.help import help_page
from web.pages.home import front
from web.pages.offer import offer_page
from web.pages.organisation import organisation_page
from web.pages.periods import period_page, periods_page
from web.pages.privacy import privacy_page
from web.pages.reporting import report_missing, report_offer, report_thanks
from web.pages.saved import saved_page
from web.pages.school import school_page
from web.pages.searching import search
from web.pages.shapes import shapes
from web.pages.subscribing import subscribe, subscribe_sent
from web.pages.subscription_links import confirming, ending, undoing
from web.pages.widget import widget_page
from web.pages.youth import youth_page

pages = Blueprint("pages", __name__)
pages.add_url_rule("/", view_func=front)
pages.add_url_rule("/<municipality>/", view_func=search)
pages.add_url_rule(f"/<municipality>/offers/<int(max={LARGEST_ID}):offer_id>", view_func=offer_page)
pages.add_url_rule(f"/<municipality>/offers/<int(max={LARGEST_ID}):offer_id>-<slug>", view_func=offer_page)
pages.add_url_rule("/<municipality>/organisations/<slug>", view_func=organisation_page)
pages.add_url_rule("/<municipality>/districts/<slug>", view_func=district_page)
pages.add_url_rule("/<municipality>/districts.geojson", view_func=shapes)
pages.add_url_rule("/<municipality>/schools/<slug>", view_func=school_page)
pages.add_url_rule("/<municipality>/saved", view_func=saved_page)
pages.add_url_rule("/<municipality>/ny", view_func=fresh_page)
pages.add_url_rule("/<municipality>/ung", view_func=youth_page)
pages.add_url_rule("/<municipality>/help", view_func=help_page)
pages.add_url_rule("/<municipality>/periods", view_func=periods_page)
pages.add_url_rule("/<municipality>/periods/<slug>", view_func=period_page)
pages.add_url_rule("/<municipality>/widget", view_func=widget_page)
pages.add_url_rule("/<municipality>/about", view_func=about_page)
pages.add_url_rule("/<municipality>/privacy", view_func=privacy_page)
pages.add_url_rule("/<municipality>/report", view_func=report_offer, methods=["GET", "POST"])
pages.add_url_rule("/<municipality>/missing", view_func=report_missing, methods=["GET", "POST"])
pages.add_url_rule("/<municipality>/report/thanks", view_func=report_thanks)
pages.add_url_rule("/<municipality>/subscribe", view_func=subscribe, methods=["GET", "POST"])
pages.add_url_rule("/<municipality>/subscribe/sent", view_func=subscribe_sent)
pages.add_url_rule("/<municipality>/subscription/confirm", view_func=confirming, methods=["GET", "POST"])
pages.add_url_rule("/<municipality>/subscription/end", view_func=ending, methods=["GET", "POST"])
pages.add_url_rule("/<municipality>/subscription/undo", view_func=undoing, methods=["POST"])
pages.add_url_rule("/about", view_func=about_page)
pages.add_url_rule("/privacy", view_func=privacy_page)
pages.add_url_rule("/theme/<municipality>.css", view_func=colours)
pages.add_url_rule("/theme/<municipality>.svg", view_func=outline)
