"""Cursors of change feeds, and records that became organisations.

Revision 0002, after 0001.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("source", schema=None) as batch_op:
        batch_op.add_column(sa.Column("cursor", sa.Text(), nullable=True))

    with op.batch_alter_table("import_record", schema=None) as batch_op:
        batch_op.add_column(sa.Column("organisation_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_import_record_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_import_record_organisation_id_organisation"), "organisation", ["organisation_id"], ["id"], ondelete="SET NULL"
        )


def downgrade() -> None:
    with op.batch_alter_table("import_record", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_import_record_organisation_id_organisation"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_import_record_organisation_id"))
        batch_op.drop_column("organisation_id")

    with op.batch_alter_table("source", schema=None) as batch_op:
        batch_op.drop_column("cursor")
