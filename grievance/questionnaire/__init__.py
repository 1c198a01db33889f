"""What is asked: questions as data, their editions, and the testimony that answers make."""

from __future__ import annotations
