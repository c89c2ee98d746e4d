"""The JSON interface: its addresses. Read-only, open to every site, no key; described at /api/openapi.json and /api/docs."""

from flask import Blueprint

from web.api.docs import docs, openapi
from web.api.offers import offer
from web.api.places import districts, municipalities, organisations, periods, schools
from web.api.reply import open_to_all
from web.api.searching import search
from web.api.suggest import suggest

LARGEST_ID = 2**31 - 1

api = Blueprint("api", __name__, url_prefix="/api")
api.add_url_rule("/v1/municipalities", view_func=municipalities)
api.add_url_rule("/v1/municipalities/<municipality>/offers", view_func=search)
api.add_url_rule("/v1/municipalities/<municipality>/suggest", view_func=suggest)
api.add_url_rule("/v1/municipalities/<municipality>/organisations", view_func=organisations)
api.add_url_rule("/v1/municipalities/<municipality>/districts", view_func=districts)
api.add_url_rule("/v1/municipalities/<municipality>/schools", view_func=schools)
api.add_url_rule("/v1/municipalities/<municipality>/periods", view_func=periods)
api.add_url_rule(f"/v1/offers/<int(max={LARGEST_ID}):offer_id>", view_func=offer)
api.add_url_rule("/openapi.json", view_func=openapi)
api.add_url_rule("/docs", view_func=docs)
api.after_app_request(open_to_all)
