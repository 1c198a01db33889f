"""What is published: its format, how it is checked, what its pages show.

Here is nothing that blurs or decides: a release holds figures that were computed once, at the desk,
and anybody can check that they are what was signed.
"""

from __future__ import annotations
