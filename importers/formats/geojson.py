"""GeoJSON: facilities (playgrounds, halls, bathing places) as offers, or with `as=venues` as places, in any coordinate system.

The system is `crs=`, else the file's old `crs` member, else degrees. An area or a line is placed at a point on it. School
districts are not read here: their polygons are loaded with `krets district`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from catalog.drafts import OfferDraft, VenueDraft
from catalog.errors import InvalidValue
from catalog.geo.projection import choose_crs
from catalog.geo.representative import point_on
from catalog.terms import Kind, PointQuality
from importers.cells import Cells
from importers.columns import TABLE_OPTIONS, check_table_options
from importers.contract import Absence, Context, Feed, RawRecord
from importers.errors import NotThisFormat, RecordRejected, RunFailed
from importers.identity import distinct
from importers.mapping import draft_from_cells
from importers.objects import json_bytes, list_in, members_beside
from importers.offer_parts import venue_from
from importers.paths import PATHS

_GEOMETRY, _CRS = "geometry", "crs"


class GeojsonImporter:
    """Features on the map, mapped by their properties."""

    format = "geojson"
    title = "Places and areas as GeoJSON"
    absence = Absence.FULL_LISTING
    options = TABLE_OPTIONS | {"encoding", "as"}

    def read(self, feed: Feed) -> Iterator[RawRecord]:
        """One record for each feature."""
        check_table_options(feed.options)
        if feed.options.get("as", "offers") not in {"offers", "venues"}:
            raise RunFailed(f"as={feed.options['as']}: a GeoJSON source gives offers or venues")
        body = json_bytes(feed, "GeoJSON")
        document = members_beside(body, "features", "GeoJSON")
        if document.get("type") != "FeatureCollection":
            raise NotThisFormat("GeoJSON", body[:64], f"it is no FeatureCollection but {document.get('type')!r}")
        try:
            crs = choose_crs(document, feed.options.get("crs"))
        except InvalidValue as error:
            raise RunFailed(str(error)) from error
        yield from distinct((_record(item, number, crs, feed) for number, item in list_in(body, "features", "GeoJSON")), feed.notes)

    def normalise(self, record: RawRecord, context: Context) -> OfferDraft | VenueDraft:
        """The facility, or with `as=venues` the place, at a feature's point."""
        context.notes.used.update((_GEOMETRY, _CRS))
        values = PATHS.values(record, context)
        if isinstance(geometry := record.data.get(_GEOMETRY), Mapping):
            try:
                point = point_on(geometry, str(record.data[_CRS]))
                values |= {"latitude": point.lat, "longitude": point.lon}
            except InvalidValue as error:
                context.notes.warn(_GEOMETRY, error.value, error.reason)
        cells = Cells(values, context)
        if context.options.get("as") != "venues":
            return draft_from_cells(cells, Kind.FACILITY)
        venue, name = venue_from(cells), cells.line("title", 200)
        if venue is None or not (name or venue.name):
            raise RecordRejected("title", values.get("title", ""), "a venue needs a name and a place")
        quality = PointQuality.EXACT if venue.point else PointQuality.UNKNOWN
        return replace(venue, name=name or venue.name, register_id=record.id, point_quality=quality)


def _record(item: Mapping[str, object] | RecordRejected, number: int, crs: str, feed: Feed) -> RawRecord:
    """A feature as flat data: its properties, and beside them its geometry and the system of its coordinates."""
    position = f"feature {number}"
    if isinstance(item, RecordRejected):
        return RawRecord(f"unreadable-{number}", {"position": position}, position, item)
    properties = item.get("properties")
    data = {**(properties if isinstance(properties, Mapping) else {}), _GEOMETRY: item.get("geometry"), _CRS: crs}
    if "id" in item:
        data.setdefault("id", item["id"])
    return PATHS.record(data, position, feed.options)
