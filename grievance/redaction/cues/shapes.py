"""Names that end or begin as verbs do, so that their shape does not hide them."""

from __future__ import annotations

_NAMES = """
ahmed alaric alfred alfried alimata alinafe alioune alizeta amelia amelita anabella anaelle
anamaria anastasia anatole anatolia angelique atanasi baptiste batiste benediction beverly blessing
browning cecily cedric charly consolation coulibaly dominic dominique earnest enrique evariste
everly fareed fleming frederic frederique gladness godfried godric golding goodness hamed hameed
happiness harding humaira humera hussaina hussena irving jamshed jared jarred javed javeed junaed
khaled khaleed kimberly kudakwashe kudzai kudzanai kukunda kulthumu kumari kundai kunihira kusekwa
kusiima kusuma kutesa ludovic mahmed majeed manning manrique mildred mohamed mohammed monique
muhamed muhammed naveed precious rashed rasheed reilly roderic saeed sayeed shelly siegfried
sterling tigist veronique waheed walied wilfred wilfried winfried winifred zayed
"""

LIKE_VERBS = frozenset(_NAMES.split())
