"""The courier: a desk calls an intake, and takes sealed envelopes home. It can open none of them.

`server` and `actions` answer at the intake, `client` calls from the desk; neither knows the other.
Specification: `docs/courier.md`.
"""

from __future__ import annotations
