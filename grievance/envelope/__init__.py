"""From here on the server cannot read what it keeps.

Public keys, padding, sealing, strict parsing, receipt codes, drafts, and the cards by which
organisations make their public keys known. This station opens *only* what a receipt code or a
draft cookie seals. The format is specified in `docs/envelope-format.md`.
"""
