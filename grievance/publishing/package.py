"""`datapackage.json`: the tables described for programs (Data Package, version 2).

Source: https://datapackage.org/standard/data-package/ (version 2.0).
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from grievance.publishing import codebook
from grievance.publishing.readme import title
from grievance.release import measurements, names, table
from grievance.release.rows import Kind
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from grievance.release.document import Contents

_PROFILES = "https://datapackage.org/profiles/2.0"
_DESCRIBED: Mapping[str, Mapping[str, str]] = {
    names.MEASUREMENTS: {
        "period": "The period that was measured",
        "view": "Which testimonies were counted: all, or vouched",
        "country": "ISO 3166-1 code, * for platforms anywhere and for other countries",
        "employer": "Id of the employer, other for all that are not listed",
        "histogram": "Id of the question",
        "bin": "Id of the answer",
        "blurred": "Number of testimonies with noise; may be negative",
        "sigma": "Standard deviation of the noise",
    },
    names.TABLE: {
        "kind": "What the row sums up",
        "country": "ISO 3166-1 code, * for platforms and others, empty for a sum over countries",
        "group": "Id of the group of employers, empty for a sum over groups",
        "employer": "Id of the employer, empty for a sum over employers",
        "open": "Whether there are enough testimonies for figures",
        "histogram": "Id of the question; empty for the number of testimonies",
        "measure": "What the line tells",
        "bins": "Ids of the answers that are added up, separated by |",
        "blurred": "Sum of the blurred numbers of these answers; may be negative",
        "value": "The figure, in the unit of the line",
        "low": "Lower end of its 95 per cent privacy range",
        "high": "Upper end of its 95 per cent privacy range",
        "word": "A word where the privacy range is too wide for a figure",
        "unit": "Testimonies, per cent of those who answered, or hundredths of the legal minimum",
    },
    names.CODEBOOK: {
        "kind": "What the id is of",
        "histogram": "Id of the question, where the id is of one",
        "id": "The id",
        "en": "In English",
        "fr": "In French",
        "sw": "In Swahili",
    },
}
_COLUMNS: Mapping[str, Sequence[str]] = {
    names.MEASUREMENTS: measurements.COLUMNS,
    names.TABLE: table.COLUMNS,
    names.CODEBOOK: codebook.COLUMNS,
}
_KEYS: Mapping[str, Sequence[str]] = {
    names.MEASUREMENTS: ("country", "employer", "histogram", "bin"),
    names.TABLE: ("kind", "country", "group", "employer", "histogram", "measure", "bins"),
    names.CODEBOOK: ("kind", "histogram", "id"),
}
_INTEGERS = frozenset({"blurred", "value", "low", "high"})
_WORDS: Mapping[str, Sequence[str]] = {
    "kind of table.csv": tuple(Kind),
    "measure of table.csv": table.MEASURES,
    "open of table.csv": ("yes", "no"),
}


def package_json(contents: Contents, files: Mapping[str, bytes]) -> bytes:
    """Return the file; `files` holds the tables that it describes."""
    value = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": f"grievance-{contents.organisation}-{contents.period}".lower(),
        "title": title(contents, speaker("en")),
        "version": f"{contents.revision}.0.0",
        "created": f"{contents.drawn.isoformat()}T00:00:00Z",
        "contributors": [{"title": contents.names["en"], "roles": ["publisher"]}],
        "resources": [_resource(name, files[name]) for name in _COLUMNS],
    }
    return json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n"


def _resource(name: str, raw: bytes) -> dict[str, object]:
    return {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": name.partition(".")[0],
        "path": name,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(raw),
        "hash": f"sha256:{hashlib.sha256(raw).hexdigest()}",
        "dialect": {
            "$schema": f"{_PROFILES}/tabledialect.json",
            "delimiter": ",",
            "lineTerminator": "\r\n",
            "quoteChar": '"',
            "doubleQuote": True,
        },
        "schema": {
            "$schema": f"{_PROFILES}/tableschema.json",
            "fields": [_field(name, column) for column in _COLUMNS[name]],
            "missingValues": [""],
            "primaryKey": list(_KEYS[name]),
        },
    }


def _field(name: str, column: str) -> dict[str, object]:
    kind = "integer" if column in _INTEGERS else "number" if column == "sigma" else "string"
    field: dict[str, object] = {
        "name": column,
        "type": kind,
        "description": _DESCRIBED[name][column],
    }
    if words := _WORDS.get(f"{column} of {name}"):
        field["constraints"] = {"enum": list(words)}
    return field
