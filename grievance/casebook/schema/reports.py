"""Reports: what a list may show and filter by, and apart from it the account, still sealed.

The only time of a report is the ISO week in which the intake kept it.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
)

from grievance.casebook.schema.base import number, reference, tables

report = Table(
    "report",
    tables,
    number(),
    Column("mark", LargeBinary, nullable=False, unique=True),
    Column("revision", Integer, nullable=False),
    Column("envelope_hash", LargeBinary, nullable=False),
    Column("mailbox", LargeBinary, nullable=True, unique=True),  # NULL: nobody can be answered
    Column("week", Text, nullable=False),
    Column("vouched", Boolean, nullable=False),
    Column("origin", Text, nullable=False),  # intake, paper or imported
    Column("language", Text, nullable=False),
    # NULL until somebody says which employer an unlisted name means.
    reference("employer_id", "employer", optional=True),
    Column("country", Text, nullable=True),
    Column("month", Text, nullable=True),
    Column("role", Text, nullable=True),
    Column("hired", Text, nullable=True),
    Column("repeat", Text, nullable=True),  # the consent to be quoted: story.repeat or as asked
    Column("severity", Integer, nullable=False),  # the highest of its codes, 0 without
    Column("seen", Boolean, nullable=False),  # whether anybody at the desk looked at it
    # Each also serves what looks for its first column alone: one more index costs every opening.
    Index("report_newest", "week", "id"),
    # The last two are only counted: a list of employers then never looks at the rows themselves.
    Index("report_of_employer", "employer_id", "week", "id", "country", "vouched"),
    Index("report_of_country", "country", "week", "id"),
    sqlite_autoincrement=True,
)

account = Table(
    "account",
    tables,
    Column("report_id", Integer, ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
    Column("key_id", LargeBinary, nullable=False),
    Column("envelope", LargeBinary, nullable=False),
)

report_code = Table(
    "report_code",
    tables,
    Column("report_id", Integer, ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
    Column("code", Text, primary_key=True),
    Column("main", Boolean, nullable=False),
    Index("report_code_by_code", "code", "report_id"),
    sqlite_with_rowid=False,
)

# What working figures are made of: numbers that follow from an account, never its words.
report_figure = Table(
    "report_figure",
    tables,
    Column("report_id", Integer, ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
    Column("currency", Text, nullable=True),
    Column("paid_hourly", Float, nullable=True),
    Column("effective_hourly", Float, nullable=True),
    Column("ratio", Float, nullable=True),  # of effective pay to the law's lowest
    Column("hours_paid", Float, nullable=True),
    Column("hours_unpaid", Float, nullable=True),
    Column("content", Text, nullable=True),
    Column("daily_life", Text, nullable=True),
)

# Withdrawn: nothing is left but the mark, so that a late copy is refused.
tombstone = Table(
    "tombstone",
    tables,
    Column("mark", LargeBinary, primary_key=True),
    Column("revision", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# The marks withdrawn by what is being opened now, until all of it is: what came together has no
# order, so a message that is opened after its withdrawal may have been written before it.
withdrawn_lately = Table(
    "withdrawn_lately",
    tables,
    Column("mark", LargeBinary, primary_key=True),
    sqlite_with_rowid=False,
)

unlisted_name = Table(
    "unlisted_name",
    tables,
    Column("report_id", Integer, ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    # Set once somebody has said what the name means; NULL: it waits in the queue, unless somebody
    # said that it names no employer.
    reference("decided", "employer", optional=True),
    Column("left_out", Boolean, nullable=False, default=False),
    Index("unlisted_name_folded", "folded", "decided", "left_out", "name"),
)

likeness = Table(
    "likeness",
    tables,
    Column("report_id", Integer, ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
    Column("other_id", Integer, ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
    Column("likeness", Integer, nullable=False),  # 0 to 100
    Column("settled", Boolean, nullable=False),  # somebody said that they are two reports
    sqlite_with_rowid=False,
)

refused = Table(
    "refused",
    tables,
    Column("envelope_hash", LargeBinary, primary_key=True),
    Column("key_id", LargeBinary, nullable=False),
    Column("week", Text, nullable=False),
    Column("defect", Text, nullable=False),
    Column("envelope", LargeBinary, nullable=False),
)

spooled = Table(
    "spooled",
    tables,
    Column("file", Text, primary_key=True),
    Column("generation", LargeBinary, nullable=False),
    Column("offset", Integer, nullable=False),
    Column("records", Integer, nullable=False),  # how many envelopes lie before that offset
)
