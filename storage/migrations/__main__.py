"""`python -m storage.migrations "what and why"`: writes the next migration from how the models have changed."""

from __future__ import annotations

import logging
import sys
import tempfile
from datetime import UTC, datetime

from alembic import command

from storage.database import Database
from storage.migrations import NEWEST, configuration, upgrade

if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/newest.db")
        upgrade(database, datetime.now(UTC))
        with database.engine.connect() as connection, connection.begin():
            number = f"{int(NEWEST) + 1:04}"
            command.revision(configuration(connection), sys.argv[1], autogenerate=True, rev_id=number)
        database.close()
