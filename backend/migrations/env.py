"""Alembic's entry: online only, in the app's own engine."""

from alembic import context
from flask import current_app

from backend.extensions import Base, db

config = context.config


def run() -> None:
    arguments = current_app.extensions["migrate"].configure_args
    with db.engine.connect() as connection:
        context.configure(connection=connection, target_metadata=Base.metadata, **arguments)
        with context.begin_transaction():
            context.run_migrations()


run()
