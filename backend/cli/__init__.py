"""Commands: parse, call one service, commit, say what happened."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click
from sqlalchemy.exc import OperationalError

from backend.errors import YibaoError
from backend.extensions import db
from backend.services.audit import coming_from


def said_in_chinese(command: Callable[..., Any]) -> Callable[..., Any]:
    """Turn an error of ours into one line on the terminal and exit code 1; nothing is kept."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            with coming_from("command"):
                return command(*args, **kwargs)
        except YibaoError as error:
            db.session.rollback()
            for line in error.data.get("problems", ()):
                click.echo(line, err=True)
            raise click.ClickException(error.message) from error
        except OperationalError as error:
            db.session.rollback()
            raise click.ClickException(f"编辑库暂时用不了：{error.orig}") from error

    return run
