r"""How often what was done within the hour, and by which network: in memory that no file holds.

    counts = Counts()                     # before the workers are forked: they share it
    counts.turn(now)
    places = counts.places(b"send", b"4\xcb\x00\x71")
    counts.at(places); counts.add(places)

A count-min sketch with conservative update (Estan and Varghese, SIGCOMM 2002): each name has one
cell in each of four rows, by a keyed BLAKE2b hash, and its count is the least of the four. It can
be too high, where many networks share cells, never too low. After an hour the key is drawn anew and
every cell is zero: what was counted under the old key tells nobody anything any more.

No worker locks it, so a worker that dies holds up nobody. Two that add to one cell within the same
microsecond may lose one of the two: a limit then lets one more pass.
"""

from __future__ import annotations

import mmap
import secrets
import struct
from hashlib import blake2b

HOUR = 3600.0  # seconds
ROWS, CELLS = 4, 1 << 18
"""4 MiB, for a hundred thousand networks that each send as much as they may in a flood: with three
times as many names in it, a new one reads three or more about once in some thousand."""

_KEY = 32  # bytes
_NUMBERS, _WHOLE, _TABLE = 64, 128, 4096  # where times, whole numbers and cells begin
_PLACES = struct.Struct("<4I")
_SINCE, _BUSY_UNTIL, _COUNTED_AT = range(3)
_WEEK, _OF_WEEK, _AT_HALF, _HOURS_AT_HALF, _OF_NOWHERE, _TOTALS = range(6)


class Counts:
    """Counts of one machine, in memory shared by all processes forked after it was made."""

    def __init__(self) -> None:
        """Take the memory. Nothing is counted yet, and no hour has begun."""
        memory = mmap.mmap(-1, _TABLE + 4 * ROWS * CELLS)  # anonymous and shared
        self._memory = memory
        whole = memoryview(memory)
        self._times = whole[_NUMBERS:_WHOLE].cast("d")
        self._whole = whole[_WHOLE:_TABLE].cast("I")
        self._cells = whole[_TABLE:].cast("I")

    def turn(self, now: float) -> float:
        """Begin a new hour when one is over; return how many seconds are left of this one.

        `now`: seconds since 1970. A clock that was set back begins a new hour, too.
        """
        gone = now - self._times[_SINCE]
        if 0 <= gone < HOUR:
            return HOUR - gone
        # 1. First: no other worker begins the same hour.
        self._times[_SINCE] = now
        # 2. Counts before key: nothing that was counted is there under a key that fits.
        self._memory[_TABLE:] = bytes(4 * ROWS * CELLS)
        for total in range(_TOTALS, len(self._whole)):
            self._whole[total] = 0
        # 3. Over the old key.
        self._memory[:_KEY] = secrets.token_bytes(_KEY)
        return HOUR

    def places(self, action: bytes, name: bytes) -> tuple[int, ...]:
        """Return the cells of `name` for `action` in this hour."""
        # Read each time: another worker may have begun a new hour.
        hashed = blake2b(name, key=self._memory[:_KEY], person=action, digest_size=_PLACES.size)
        drawn = _PLACES.unpack(hashed.digest())
        return tuple(row * CELLS + one % CELLS for row, one in enumerate(drawn))

    def at(self, places: tuple[int, ...]) -> int:
        """Return how often something was counted there."""
        cells = self._cells
        return min(cells[place] for place in places)

    def add(self, places: tuple[int, ...]) -> None:
        """Count once more."""
        cells = self._cells
        more = self.at(places) + 1
        for place in places:
            cells[place] = max(cells[place], more)

    def drawn(self, action: bytes, name: bytes = b"") -> float:
        """Return a number from 0 up to 1 that stays with `name` and `action` for this hour."""
        key = self._memory[:_KEY]
        hashed = blake2b(b"drawn" + name, key=key, person=action, digest_size=4).digest()
        return int.from_bytes(hashed, "little") / (1 << 32)

    def total(self, number: int) -> int:
        """Return how often the action with this `number` was counted within the hour."""
        return self._whole[_TOTALS + number]

    def add_total(self, number: int) -> None:
        """Count an action once more, whoever did it."""
        self._whole[_TOTALS + number] += 1

    @property
    def busy_until(self) -> float:
        """Until when steps that hold a worker are taken, on the machine's monotonic clock."""
        return self._times[_BUSY_UNTIL]

    @busy_until.setter
    def busy_until(self, moment: float) -> None:
        self._times[_BUSY_UNTIL] = moment

    def of_week(self, week: int) -> tuple[int, float]:
        """Return how many were kept in `week` (a number of ours), and when they were counted.

        (0, 0.0) where they were not counted yet.
        """
        if self._whole[_WEEK] != week:
            return 0, 0.0
        return self._whole[_OF_WEEK], self._times[_COUNTED_AT]

    def set_week(self, week: int, kept: int, now: float) -> None:
        """Begin `week` with so many that are kept, counted `now`."""
        self._whole[_WEEK], self._whole[_OF_WEEK] = week, kept
        for one in (_AT_HALF, _HOURS_AT_HALF, _OF_NOWHERE):
            self._whole[one] = 0
        self.look_at_week(now)

    def look_at_week(self, now: float) -> None:
        """Note that the store was looked into `now`."""
        self._times[_COUNTED_AT] = now

    def add_to_week(self, *, busy_nowhere: bool) -> None:
        """One more was kept in the week that was counted last."""
        self._whole[_OF_WEEK] += 1
        self._whole[_OF_NOWHERE] += busy_nowhere

    @property
    def of_nowhere(self) -> int:
        """How many of the week came from nowhere while much came."""
        return self._whole[_OF_NOWHERE]

    def half_of_week(self, kept: int, hours: int) -> tuple[int, int]:
        """Return how many were kept, and how many hours left, when half the week was full.

        `kept`, `hours`: now, for the first time this is asked in a week.
        """
        if not self._whole[_HOURS_AT_HALF]:
            self._whole[_AT_HALF], self._whole[_HOURS_AT_HALF] = kept, hours
        return self._whole[_AT_HALF], self._whole[_HOURS_AT_HALF]
