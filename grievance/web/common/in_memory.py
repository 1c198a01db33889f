"""Requests whose parts lie in memory only, whatever they are."""

from __future__ import annotations

from io import BytesIO
from typing import IO, TYPE_CHECKING, cast

from flask import Request
from werkzeug.sansio.http import parse_cookie
from werkzeug.utils import cached_property

if TYPE_CHECKING:
    from werkzeug.datastructures import ImmutableMultiDict


class RequestInMemory(Request):
    """A request that writes nothing to a disk."""

    @cached_property
    def cookies(self) -> ImmutableMultiDict[str, str]:
        """Return the cookies; werkzeug would go through all headers for them."""
        header = self.environ.get("HTTP_COOKIE", "")
        return cast(
            "ImmutableMultiDict[str, str]", parse_cookie(header, cls=self.dict_storage_class)
        )

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        """Return where a file in a form is put; werkzeug would make large ones temporary files.

        No form of ours has one, but anybody may send one, and what is typed into a form made by
        somebody else must not be left on the machine either.
        """
        del total_content_length, content_type, filename, content_length
        return BytesIO()
