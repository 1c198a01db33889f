"""Accounts that exist already, on paper or in an older survey, brought in from a file.

They are read, checked, hidden, coded and sealed by the same lines as what is typed into the form;
only the way in is another one. The command line uses this folder and nothing else does.
"""

from __future__ import annotations
