"""Words that could show who someone is: cleaned, found and masked before anything is sealed.

    >>> from grievance.redaction.find import find
    >>> from grievance.redaction.mask import mask
    >>> story = "My boss Peter calls from 0712 000 123."
    >>> mask(story, find(story, country="KE"))
    'My boss [name] calls from [phone].'

Finding is a help, never a promise: a machine misses things, and the page must say so.
"""

from __future__ import annotations
