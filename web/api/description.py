"""The interface described once: every address with what it takes and gives. The OpenAPI document and the readable page show this."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from search.suggesting import MAX_TYPED
from web.api.parameters import VALUES, described, search_parameters
from web.api.schema_parts import Schema, reference, text, whole, word
from web.api.schemas import SCHEMAS

MUNICIPALITY = described("municipality", text("The municipality's address word.", examples=["lier"]), "path")
LANG = described("lang", VALUES["lang"])
TYPED = described("q", text(f"What is typed so far; at most {MAX_TYPED} characters, of which the last word is a beginning."), required=True)
ERRORS = {
    HTTPStatus.BAD_REQUEST: "A parameter is unknown, or its value cannot be meant; the answer names it.",
    HTTPStatus.NOT_FOUND: "There is no such thing.",
    HTTPStatus.SERVICE_UNAVAILABLE: "The database is away for now; try again in a while.",
}


PROMISE = "Open data, readable without a key. What nobody has told is null or `unknown`, and never means free, all ages or accessible."


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address: its path as OpenAPI writes it, what it is called, what it takes, the schema of what it gives."""

    path: str
    name: str
    summary: str
    answers: str
    parameters: tuple[Schema, ...] = (LANG,)
    example: str | None = None
    moves: str | None = None


ENDPOINTS = (
    Endpoint("/api/v1/municipalities", "municipalities", "The municipalities", "Municipalities", example="/api/v1/municipalities"),
    Endpoint(
        "/api/v1/municipalities/{municipality}/offers",
        "search",
        "Search the offers of a municipality",
        "Search",
        (MUNICIPALITY, *search_parameters()),
        example="/api/v1/municipalities/{slug}/offers?age=8&cost=free",
    ),
    Endpoint(
        "/api/v1/municipalities/{municipality}/suggest",
        "suggest",
        "What a text that is being typed may become",
        "Suggestions",
        (MUNICIPALITY, TYPED, LANG),
        example="/api/v1/municipalities/{slug}/suggest?q=fot",
    ),
    Endpoint(
        "/api/v1/offers/{offer_id}",
        "offer",
        "One offer",
        "Offer",
        (described("offer_id", whole("The offer's number.", 0), "path"), LANG),
        moves="The offer was merged into another, which is found at `Location`.",
    ),
    Endpoint(
        "/api/v1/municipalities/{municipality}/organisations",
        "organisations",
        "The organisations of a municipality",
        "Organisations",
        (MUNICIPALITY, LANG),
        example="/api/v1/municipalities/{slug}/organisations",
    ),
    Endpoint(
        "/api/v1/municipalities/{municipality}/districts",
        "districts",
        "The school districts of a municipality",
        "Districts",
        (MUNICIPALITY, described("geometry", word("`true`: with the areas.", ("true", "false"))), LANG),
        example="/api/v1/municipalities/{slug}/districts",
    ),
    Endpoint(
        "/api/v1/municipalities/{municipality}/schools",
        "schools",
        "The schools of a municipality",
        "Schools",
        (MUNICIPALITY, LANG),
        example="/api/v1/municipalities/{slug}/schools",
    ),
    Endpoint(
        "/api/v1/municipalities/{municipality}/periods",
        "periods",
        "The school calendar of a municipality",
        "Periods",
        (MUNICIPALITY, LANG),
        example="/api/v1/municipalities/{slug}/periods",
    ),
)


def openapi_document(base_url: str, version: str) -> Mapping[str, object]:
    """The OpenAPI 3.1 document of the installation at an address."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Krets",
            "version": version,
            "summary": "Leisure offers for children and young people in Norwegian municipalities.",
            "description": PROMISE,
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": base_url}],
        "paths": {endpoint.path: {"get": _operation(endpoint)} for endpoint in ENDPOINTS},
        "components": {"schemas": SCHEMAS},
    }


def _operation(endpoint: Endpoint) -> Mapping[str, object]:
    moved: dict[str, object] = {"301": {"description": endpoint.moves}} if endpoint.moves else {}
    return {
        "operationId": endpoint.name,
        "summary": endpoint.summary,
        "parameters": list(endpoint.parameters),
        "responses": {
            "200": {"description": SCHEMAS[endpoint.answers]["description"], "content": _content("application/json", endpoint.answers)},
            "304": {"description": "The client's copy still holds."},
            **moved,
            **{
                str(status.value): {"description": says, "content": _content("application/problem+json", "Problem")}
                for status, says in ERRORS.items()
            },
        },
    }


def _content(kind: str, schema: str) -> Mapping[str, object]:
    return {kind: {"schema": reference(schema)}}
