"""Loads the demo: municipalities and places from its data files, offers through `krets source run` and nothing else.

Each municipality is one transaction for its places and one run for each of its sources. Loading over a database that already has
the municipality changes nothing.
"""

import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from catalog.audit import SYSTEM
from catalog.clock import oslo_day
from catalog.database import Session
from catalog.founding import add_municipality, bring_calendar_forward, describe
from catalog.geo.assigning import assign_districts
from catalog.geo.districts import Layer, load_nearest_districts
from catalog.geo.population import load_population
from catalog.geo.schools import load_schools
from catalog.geo.venues import load_venues
from catalog.model import Municipality, Source
from catalog.store.municipalities import school_calendar
from importers.reading import schools_in
from importers.registry import importer
from web.context import Krets
from web.demo.dates import DemoDates
from web.demo.publish import demo_folder, demo_slugs, demo_sources, publish, read_toml

SCHOOLS_FROM = "Nasjonalt skoleregister (Utdanningsdirektoratet, NLOD)"
AREAS_FROM = "Nærmeste offentlige barneskole (tilnærmet, laget av Krets)"
VENUES_FROM = "Valgdirektoratet, NLOD, og egne anslag"
PEOPLE_FROM = "SSB 07459 per 1.1.2026, fordelt på kretsene (anslag)"
Tell = Callable[[str], None]
