"""Who works at the desk: names, roles, passwords, codes, sessions, invitations, granted keys."""

from __future__ import annotations
