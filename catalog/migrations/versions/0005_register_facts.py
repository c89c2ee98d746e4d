"""What the registers say of organisations.

Revision 0005, after 0004.
"""

import sqlalchemy as sa
from alembic import op

from catalog.model.base import Instant

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("legal_form", sa.String(length=10), nullable=True))
        batch_op.add_column(sa.Column("icnpo", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("purpose", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("address", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("postcode", sa.String(length=4), nullable=True))
        batch_op.add_column(sa.Column("city", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("founded", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("register_state", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("register_state_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("register_as_of", Instant(), nullable=True))
        batch_op.add_column(sa.Column("register_said", sa.JSON(), nullable=False, server_default="{}"))

    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.alter_column("icnpo", existing_type=sa.JSON(), existing_nullable=False, server_default=None)
        batch_op.alter_column("register_said", existing_type=sa.JSON(), existing_nullable=False, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        for name in (
            "register_said",
            "register_as_of",
            "register_state_on",
            "register_state",
            "founded",
            "city",
            "postcode",
            "address",
            "purpose",
            "icnpo",
            "legal_form",
        ):
            batch_op.drop_column(name)
