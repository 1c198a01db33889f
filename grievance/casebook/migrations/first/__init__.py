"""The tables of the first release, by what they are about; `desk_0001` makes them."""

from __future__ import annotations
