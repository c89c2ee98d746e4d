"""The description of the interface, for programs (OpenAPI 3.1) and as a page for people, made from the same table."""

from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from flask import Response, g

from catalog.store.municipalities import municipalities
from web.api.description import ENDPOINTS, Endpoint, openapi_document
from web.api.reply import given, reply
from web.api.schemas import SCHEMAS
from web.frame import frame_for, krets, page_response
from web.links import absolute
from web.view import ApiDocsPage, EndpointView, Head, ParameterRow
from web.view.api_docs import Words

HOUR_S = 3600
PLACEHOLDER = "lier"
Json = Mapping[str, Any]


def openapi() -> Response:
    """The description for programs."""
    given()
    return reply(openapi_document(krets().settings.base_url, version("krets")), fresh_for_s=HOUR_S)


def docs() -> Response:
    """The description for people; its examples are of a municipality that is here."""
    found = municipalities(g.session)
    views = tuple(_view(one, found[0].slug if found else PLACEHOLDER) for one in ENDPOINTS)
    example = next(view.example for view in views if view.name == "search")
    page = ApiDocsPage(
        frame=frame_for(Head(title="Open data (API)")),
        endpoints=views,
        openapi_url="/api/openapi.json",
        example=absolute(krets().settings.base_url, example or ""),
    )
    return page_response(page)


def _view(endpoint: Endpoint, slug: str) -> EndpointView:
    answer: Json = SCHEMAS[endpoint.answers]
    return EndpointView(
        name=endpoint.name,
        path=endpoint.path,
        summary=endpoint.summary,
        parameters=tuple(_row(one) for one in endpoint.parameters),
        keys=tuple((key, _meaning(schema)) for key, schema in answer["properties"].items()),
        example=endpoint.example.format(slug=slug) if endpoint.example else None,
    )


def _row(parameter: Json) -> ParameterRow:
    schema: Json = parameter["schema"]
    value: Json = schema.get("items", schema)
    return ParameterRow(parameter["name"], _words(parameter["description"]), tuple(value.get("enum", ())), repeatable="items" in schema)


def _meaning(schema: Json) -> Words:
    """What a key says; a reference, alone or as one that may be unknown, has its meaning where it leads."""
    chosen: Json = schema["anyOf"][0] if "anyOf" in schema else schema
    if "$ref" in chosen:
        chosen = SCHEMAS[str(chosen["$ref"]).rpartition("/")[2]]
    return _words(str(chosen["description"]))


def _words(description: str) -> Words:
    """A description with what stands between backticks told apart as code."""
    return tuple((piece, bool(place % 2)) for place, piece in enumerate(description.split("`")) if piece)
