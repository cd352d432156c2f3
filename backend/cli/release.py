"""flask release build | diff | publish | rollback | settle | withdraw | list | verify."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from backend.cli import said_in_chinese
from backend.clock import SHANGHAI, now
from backend.errors import Invalid
from backend.extensions import db
from backend.models import Release
from backend.release import corrections, verify
from backend.release import publish as publishing
from backend.release.proposal import Proposal
from backend.services import releases
from backend.services.content_files import place_of
from backend.services.instants import entered
from backend.services.stored import Item
from backend.vocabulary import ITEM_TYPE, RELEASE_STATE

group = AppGroup("release", help="发布：组成、比较、发布、回滚、核对")
by_option = click.option("--by", required=True, help="操作人")
CHANGE_MARKS = {"added": "+", "changed": "~", "withdrawn": "-"}


@group.command("build")
@click.argument("title")
@by_option
@click.option("--reason", default="", help="说明")
@said_in_chinese
def build(title: str, by: str, reason: str) -> None:
    """把已通过审核、还没发布的修改组成一次待发布。"""
    release = releases.build(title, by=by, reason=reason)
    db.session.commit()
    click.echo(f"第 {release.id} 号发布：{len(release.pins)} 项改动")


@group.command("diff")
@click.argument("release_id", type=int)
@said_in_chinese
def diff(release_id: int) -> None:
    """列出一次发布改了什么。"""
    for item, change in Proposal.of_release(releases.get(release_id)).changes.items():
        click.echo(f"{CHANGE_MARKS[change]} {place_of(item)}")


@group.command("publish")
@click.argument("release_id", type=int)
@by_option
@click.option("--at", default="", help="生效时间，如 2027-01-01T00:00（上海时间）；不写即刻生效")
@said_in_chinese
def publish(release_id: int, by: str, at: str) -> None:
    """发布，立即或在指定时间生效。"""
    release = publishing.publish(release_id, by=by, root=_root(), at=entered(at) if at else None)
    click.echo(f"{_line(release)}（清单 {release.manifest_hash[:12]}）")
    _tell_held()


@group.command("rollback")
@click.argument("to", type=int)
@by_option
@click.option("--reason", required=True, help="原因")
@said_in_chinese
def rollback(to: int, by: str, reason: str) -> None:
    """回到较早一次发布的内容（会产生一次新的发布，立即生效）。"""
    release = corrections.roll_back(to, by=by, reason=reason, root=_root())
    click.echo(_line(release))
    _tell_held()


@group.command("settle")
@click.argument("release_id", type=int)
@click.argument("item")
@click.option("--keep", type=click.Choice(["live", "waiting"]), required=True)
@by_option
@said_in_chinese
def settle(release_id: int, item: str, keep: str, by: str) -> None:
    """为「需要合并」的发布裁决一处冲突；ITEM 如 guide/shenzhen-child-pay。"""
    release = corrections.settle(release_id, _item(item), keep=keep, by=by, root=_root())
    click.echo(_line(release))
    _tell_held()


@group.command("withdraw")
@click.argument("release_id", type=int)
@by_option
@click.option("--reason", required=True, help="原因")
@said_in_chinese
def withdraw(release_id: int, by: str, reason: str) -> None:
    """撤销一次还没有生效的发布。"""
    release = corrections.call_off(release_id, by=by, reason=reason)
    db.session.commit()
    publishing.bake_waiting(_root())
    click.echo(_line(release))


@group.command("list")
@said_in_chinese
def list_releases() -> None:
    """列出所有发布；* 是现在生效的。"""
    live = releases.live(now())
    for release in releases.every():
        mark = "*" if live is not None and release.id == live.id else " "
        click.echo(f"{mark} {_line(release)}")


@group.command("verify")
@click.argument("release_id", type=int, required=False)
@click.option("--rebake", is_flag=True, help="另外重新渲染一遍，比较清单")
@said_in_chinese
def verify_release(release_id: int | None, *, rebake: bool) -> None:
    """核对发布文件夹：逐页比对 SHA-256，默认核对现在生效的。"""
    release = releases.live(now()) if release_id is None else releases.get(release_id)
    if release is None:
        raise Invalid("还没有任何发布")
    pages = verify.verify(release, _root())
    if rebake:
        verify.rebake(release)
    click.echo(f"第 {release.id} 号发布：{pages} 页，与清单一致")


def _root() -> Path:
    return Path(current_app.config["RELEASES_DIR"])


def _item(text: str) -> Item:
    item_type, _, key = text.partition("/")
    if item_type not in ITEM_TYPE:
        raise Invalid(f"「{text}」应当写成 类型/标识，类型有 {'、'.join(ITEM_TYPE)}")
    return item_type, key


def _line(release: Release) -> str:
    at = release.go_live_at
    when = f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M} 起" if at else "未定时间"
    return f"{release.id:>4}  {RELEASE_STATE[release.state]}  {when}  {release.title}"


def _tell_held() -> None:
    for release in releases.line():
        if release.state == "held":
            places = "、".join(place_of((t, k)) for t, k in release.conflicts)
            click.echo(
                f"需要合并：第 {release.id} 号「{release.title}」与前面的发布合不到一起：{places}"
            )
