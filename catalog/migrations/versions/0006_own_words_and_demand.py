"""Words that a municipality adds to the vocabulary, and counters of what was searched for and hardly found.

Revision 0006, after 0005.
"""

import sqlalchemy as sa
from alembic import op

from catalog.model.base import Instant

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "own_word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("words", sa.String(length=80), nullable=False),
        sa.Column("category", sa.String(length=80), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("added_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_own_word_municipality_id_municipality"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_word")),
        sa.UniqueConstraint("municipality_id", "key", name=op.f("uq_own_word_municipality_id_key")),
    )
    op.create_table(
        "search_demand",
        sa.Column("municipality_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("category", sa.String(length=80), nullable=False),
        sa.Column("district", sa.String(length=80), nullable=False),
        sa.Column("band", sa.String(length=32), nullable=False),
        sa.Column("found", sa.String(length=32), nullable=False),
        sa.Column("searches", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality_id"], ["municipality.id"], name=op.f("fk_search_demand_municipality_id_municipality"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("municipality_id", "month", "category", "district", "band", "found", name=op.f("pk_search_demand")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("search_demand")
    op.drop_table("own_word")
