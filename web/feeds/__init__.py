"""Addresses for programs that are neither pages nor the JSON API: calendar files."""

from flask import Blueprint

from web.addressed import LARGEST_ID
from web.feeds.calendars import offer_calendar, search_calendar

feeds = Blueprint("feeds", __name__)
feeds.add_url_rule(f"/<municipality>/offers/<int(max={LARGEST_ID}):offer_id>-<slug>.ics", view_func=offer_calendar)
feeds.add_url_rule("/<municipality>/calendar.ics", view_func=search_calendar)
