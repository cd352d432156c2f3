"""flask review …, flask tick."""

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from backend.cli import said_in_chinese
from backend.clock import now
from backend.errors import NotFound
from backend.extensions import db
from backend.models import Edition
from backend.release import preview
from backend.release.publish import bake_waiting
from backend.services import accounts, attempts, editions, page_reads, releases
from backend.services.content_files import place_of

review = AppGroup("review", help="审核：查看、通过、退回")
by_option = click.option("--by", required=True, help="审核人")


@review.command("list")
@said_in_chinese
def list_waiting() -> None:
    """列出等待审核的修改。"""
    for edition in editions.waiting():
        click.echo(f"{edition.id:>6}  {place_of(edition.item)}  作者 {edition.author}")


@review.command("approve")
@click.argument("edition_ids", type=int, nargs=-1, required=True)
@by_option
@click.option("--comment", default="")
@said_in_chinese
def approve(edition_ids: tuple[int, ...], by: str, comment: str) -> None:
    """通过一项或多项修改（不能是自己的）。"""
    for edition in map(_edition, edition_ids):
        editions.approve(edition, by=by, comment=comment)
    db.session.commit()
    click.echo(f"通过 {len(edition_ids)} 项")


@review.command("reject")
@click.argument("edition_id", type=int)
@by_option
@click.option("--comment", required=True, help="退回的理由")
@said_in_chinese
def reject(edition_id: int, by: str, comment: str) -> None:
    """退回一项修改。"""
    editions.reject(_edition(edition_id), by=by, comment=comment)
    db.session.commit()
    click.echo("已退回")


@click.command("tick")
@with_appcontext
@said_in_chinese
def tick() -> None:
    """定时做的事：提前渲染待生效的发布，整理版本状态，清理过期的登录、计数和预览。可以反复运行。"""
    root = current_app.config["RELEASES_DIR"]
    baked = bake_waiting(root)
    settled = releases.settle_states(now())
    for forget in (accounts.forget_ended, attempts.forget_ended, page_reads.forget_old):
        forget()
    db.session.commit()
    needed = preview.needed()
    db.session.rollback()  # nothing stays locked while a bake is waited for
    preview.forget(root, needed)
    click.echo(f"渲染 {baked} 次发布，整理 {settled} 个版本")


def _edition(edition_id: int) -> Edition:
    edition = db.session.get(Edition, edition_id)
    if edition is None:
        raise NotFound(f"没有编号为 {edition_id} 的修改")
    return edition
