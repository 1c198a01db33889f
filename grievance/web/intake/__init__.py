"""The intake: the worker's side. It holds public keys only and cannot open what it keeps."""

from __future__ import annotations
