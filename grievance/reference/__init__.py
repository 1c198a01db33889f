"""Dated, sourced facts: employers, grievance codes, minimum wages, help lines.

Each noun has a CSV file here and a module that reads it strictly. A mark such as `NOT VERIFIED`
in `status` travels with its row and is shown wherever the row is used.
"""

from __future__ import annotations
