"""Everything the first desk keeps."""

from __future__ import annotations

from alembic import op

from grievance.casebook.migrations.first import cases, employers, journal, messages, people, reports

revision = "desk_0001"
down_revision = None
branch_labels = None
depends_on = None

# Each after those it refers to.
_TABLES = (
    cases.case_counter,
    people.desk_key,
    messages.early_message,
    employers.employer,
    people.failure,
    journal.journal_entry,
    people.person,
    reports.refused,
    messages.saved_reply,
    people.setting,
    reports.spooled,
    reports.tombstone,
    employers.alert,
    people.device,
    people.grant_of_key,
    cases.grievance_case,
    people.invitation,
    people.recovery_code,
    reports.report,
    people.session,
    messages.slip_batch,
    reports.account,
    cases.case_code,
    cases.case_report,
    messages.conversation,
    cases.deadline,
    reports.likeness,
    messages.message,
    cases.note,
    reports.report_code,
    reports.report_figure,
    cases.task,
    reports.unlisted_name,
)


def upgrade() -> None:
    """Create every table."""
    for create in _TABLES:
        create()


def downgrade() -> None:
    """Drop every table and what it holds."""
    for create in reversed(_TABLES):
        op.drop_table(create.__name__)
