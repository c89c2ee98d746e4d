"""Addresses for programs that are neither pages nor the JSON API: calendar files."""

from flask import Blueprint

from web.feeds.calendars import offer_calendar, search_calendar

feeds = Blueprint("feeds", __name__)
feeds.add_url_rule("/<municipality>/offers/<int:offer_id>-<slug>.ics", view_func=offer_calendar)
feeds.add_url_rule("/<municipality>/calendar.ics", view_func=search_calendar)
