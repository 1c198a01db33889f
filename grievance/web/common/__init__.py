"""What every page has whatever the app: headers, language, compression, assets, error pages."""

from __future__ import annotations
