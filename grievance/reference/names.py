"""A company name as words: no case, accents, punctuation, nor place or legal form at its end.

>>> words("Sama Kenya EPZ Ltd.")
('sama',)
"""

from __future__ import annotations

import unicodedata
from itertools import groupby

_LEGAL_FORMS = """
    ag bv co company corp corporation epz gmbh group inc incorporated limited llc llp lp ltd nv
    plc private pte pty pvt sa sarl sarlu sas sasu spa srl suarl
""".split()  # noqa: SIM905 - forty words read best as text

# Without "us": it ends TaskUs.
_PLACES = """
    africa, afrique, east africa, west africa, worldwide, global,
    benin, cotonou, bulgaria, sofia, burkina faso, ouagadougou, cameroon, cameroun, douala, yaounde,
    colombia, bogota, medellin, congo, drc, rdc, kinshasa, lubumbashi, goma, bukavu,
    cote d ivoire, ivory coast, abidjan, france, paris, germany, berlin, essen,
    india, bangalore, bengaluru, chennai, delhi, new delhi, gurgaon, gurugram, hyderabad, kolkata,
    mumbai, noida, pune, ireland, dublin, kenya, nairobi, mombasa, kisumu, nakuru, eldoret, thika,
    madagascar, antananarivo, tananarive, tana, morocco, maroc, casablanca, rabat, fes, agadir,
    nepal, kathmandu, philippines, manila, cebu, davao, quezon city, poland, warsaw, krakow,
    romania, bucharest, rwanda, kigali, senegal, dakar, tanzania, dar es salaam, arusha, dodoma,
    togo, lome, tunisia, tunisie, tunis, turkey, istanbul, uganda, kampala, gulu,
    uk, united kingdom, london, usa, united states, venezuela, caracas
"""

_ENDINGS = frozenset(
    [(form,) for form in _LEGAL_FORMS] + [tuple(place.split()) for place in _PLACES.split(",")]
)
_LONGEST = max(map(len, _ENDINGS))


def words(name: str) -> tuple[str, ...]:
    """Return the words that tell companies apart; empty for a name without letter or digit.

    Endings are dropped one after another, but never the last word left: "Kenya Ltd" is "kenya".
    Initials count as one word: "Genpact S.A." is "genpact", "T. P." is "tp".
    """
    left = _initials_joined(all_words(name))
    while shorter := _without_ending(left):
        left = shorter
    return left


def all_words(name: str) -> tuple[str, ...]:
    """Return every word of a name, compatibility forms and case folded, accents taken off."""
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    kept = (sign for sign in decomposed if not unicodedata.combining(sign))
    return tuple("".join(sign if sign.isalnum() else " " for sign in kept).split())


def _initials_joined(left: tuple[str, ...]) -> tuple[str, ...]:
    runs = groupby(left, key=lambda word: len(word) == 1)
    return tuple(word for single, run in runs for word in (["".join(run)] if single else run))


def _without_ending(left: tuple[str, ...]) -> tuple[str, ...]:
    """Return what stands before a known ending; empty when there is none, or nothing before it."""
    for length in range(1, min(_LONGEST, len(left) - 1) + 1):
        if left[-length:] in _ENDINGS:
            return left[:-length]
    return ()
