"""Posters: the answer to a search of a holiday and a place as a PDF to print and hang up."""

from flask import Blueprint

from web.poster.page import poster

posters = Blueprint("posters", __name__)
posters.add_url_rule("/<municipality>/poster.pdf", view_func=poster)
