"""Likely twins of two sources, what a person decided, and merges that can be undone.

Revision 0003, after 0002.
"""

import sqlalchemy as sa
from alembic import op

from catalog.model.base import Instant

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "offer_match",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=True),
        sa.Column("record_id", sa.Integer(), nullable=True),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("proposed_at", Instant(), nullable=False),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("undo", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_offer_match_municipality_id_municipality"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name=op.f("fk_offer_match_offer_id_offer"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["other_id"], ["offer.id"], name=op.f("fk_offer_match_other_id_offer"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["record_id"], ["import_record.id"], name=op.f("fk_offer_match_record_id_import_record"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer_match")),
        sa.UniqueConstraint("offer_id", "other_id", name=op.f("uq_offer_match_offer_id_other_id")),
    )
    with op.batch_alter_table("offer_match", schema=None) as batch_op:
        batch_op.create_index("ix_offer_match_municipality_state", ["municipality_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_offer_match_other_id"), ["other_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_offer_match_record_id"), ["record_id"], unique=False)


def downgrade() -> None:
    op.drop_table("offer_match")
