"""Names that end or begin as verbs do, so that their shape does not hide them."""

from __future__ import annotations

_NAMES = """
ahmed akinyi alfred alicia alinafe aliyu amelia amelita anamaria anastasia anatole anatolia
annabelle atanasi baptiste benediction beverly bilali blessing browning cecily charly clement
consolation coulibaly earnest everly fareed fleming fred gladness golding goodness hamed hameed
happiness harding hatimu humaira humera hussaina hussena irving jamshed jared jarred javed javeed
junaed khaled khaleed kimberly kudakwashe kumari kusuma liliana mahmed majeed manning mildred
mohamed mohammed muhamed muhammed naveed obed precious rashed rasheed rasheeda reilly saeed sayeed
shelly sterling syed tigist waheed walied wilfred winifred zayed
"""

LIKE_VERBS = frozenset(_NAMES.split())
