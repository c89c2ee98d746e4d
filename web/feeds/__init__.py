"""Addresses for programs that are neither pages nor the JSON API: calendar files, and what search engines read."""

from flask import Blueprint

from web.addressed import LARGEST_ID
from web.feeds.calendars import offer_calendar, search_calendar
from web.feeds.sitemaps import robots, sitemap, sitemap_index

feeds = Blueprint("feeds", __name__)
feeds.add_url_rule(f"/<municipality>/offers/<int(max={LARGEST_ID}):offer_id>-<slug>.ics", view_func=offer_calendar)
feeds.add_url_rule("/<municipality>/calendar.ics", view_func=search_calendar)
feeds.add_url_rule("/robots.txt", view_func=robots)
feeds.add_url_rule("/sitemap.xml", view_func=sitemap_index)
feeds.add_url_rule(f"/sitemap-<municipality>-<int(max={LARGEST_ID}):part>.xml", view_func=sitemap)
