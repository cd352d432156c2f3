"""flask ready: everything a start needs, in one process, quick when nothing is to do."""

import logging
from pathlib import Path

import click
import flask_migrate
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from flask.cli import with_appcontext

from backend.cli import said_in_chinese
from backend.errors import Invalid
from backend.extensions import db
from backend.release import first
from backend.release.publish import bake_waiting
from backend.services import accounts, index, working
from backend.services.content_files import read_folder
from backend.vocabulary import STAFF_ROLE


@click.command("ready")
@with_appcontext
@said_in_chinese
def ready() -> None:
    """数据库升级到最新；空库载入内容并做第一次发布；开发环境下还没有人时建三个账号。"""
    if not _is_up_to_date():
        click.echo("升级数据库 …")
        logging.getLogger("alembic").setLevel(logging.WARNING)
        flask_migrate.upgrade()
    root = Path(current_app.config["RELEASES_DIR"])
    if first.is_due():
        click.echo("首次启动：载入内容并发布 …")
        read = read_folder(Path(current_app.config["CONTENT_DIR"]))
        if read.problems:
            raise Invalid("内容文件有问题，没有载入", problems=[str(p) for p in read.problems])
        first.publish(read.documents, root=root)
    if index.is_behind():
        click.echo("重建引用索引 …")
        working.index_anew()
        db.session.commit()
    if current_app.config["APP_ENV"] == "development":
        _found_staff()
    db.session.rollback()
    bake_waiting(root)


def _found_staff() -> None:
    """Take on three people, where nobody works yet, and say their passwords, once.

    Not on a server, whose output is a log.
    """
    passwords = accounts.found()
    db.session.commit()
    if passwords:
        click.echo("已建立三个账号，初始密码只显示这一次：")
    for name, password in passwords.items():
        click.echo(f"  {name:<10}{STAFF_ROLE[name]:　<4}{password}")


def _is_up_to_date() -> bool:
    scripts = ScriptDirectory(current_app.extensions["migrate"].directory)
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == (
            scripts.get_current_head()
        )
