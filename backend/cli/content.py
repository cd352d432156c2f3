"""flask content check | load | where-used | draw | dump."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup

from backend.cli import said_in_chinese
from backend.errors import Invalid, NotFound
from backend.extensions import db
from backend.release import first
from backend.release.draw.flow import DEFAULT_WIDTH, flow_picture
from backend.release.draw.svg import svg
from backend.services import content_load, editions, where_used
from backend.services.content_files import Folder, place_of, read_folder, write_folder
from backend.services.flows import DRAWN, flow_of
from backend.services.stored import Item
from backend.text.flow import Flow, mermaid
from backend.vocabulary import ITEM_TYPE

DRAWINGS: dict[str, Callable[[Flow, int], str]] = {
    "mermaid": lambda flow, _width: mermaid(flow),
    "svg": lambda flow, width: svg(flow_picture(flow, width)).decode(),
}
group = AppGroup("content", help="内容文件：检查、载入、导出")
folder_option = click.option("--dir", "folder", type=click.Path(path_type=Path), help="内容目录")


@group.command("check")
@folder_option
@said_in_chinese
def check(folder: Path | None) -> None:
    """检查全部内容文件；一次列出所有问题，有问题时退出码为 1。"""
    read = _checked(folder)
    click.echo(f"{len(read.items)} 项内容，没有问题")


@group.command("load")
@folder_option
@click.option("--by", default="", help="把改动记为谁的草稿（首次载入不需要）")
@click.option("--dry-run", is_flag=True, help="只看会改什么")
@click.option("--prune", is_flag=True, help="库里有而文件里没有的，拟为撤下")
@said_in_chinese
def load(folder: Path | None, *, by: str, dry_run: bool, prune: bool) -> None:
    """载入内容：空库直接成为第一次发布；以后先给出差异，再存为草稿并送审。"""
    documents = _checked(folder).documents
    if first.is_due():
        _load_first(documents, dry_run=dry_run)
        return
    found = content_load.changes(documents)
    _show(documents, found)
    gone = found.only_here if prune else []
    if not dry_run and (found or gone):
        drafts = content_load.replace(documents, gone, author=_author(by))
        for edition in drafts:
            editions.submit(edition, by=by)
        db.session.commit()
        click.echo(f"{len(drafts)} 项改动已送审；由另一位同事用 flask review approve 审核")


@group.command("where-used")
@click.argument("key")
@said_in_chinese
def find_uses(key: str) -> None:
    """列出草稿里用到一项内容的每一处；两类内容同名时，KEY 写作 standard/hunan-resident。"""
    item = where_used.called(key)
    found = where_used.where_used(item)
    for use in found:
        click.echo(f"{place_of(use.item)}: {use.pointer}: {use.excerpt}")
    holders = len({use.item for use in found})
    click.echo(f"{ITEM_TYPE[item[0]]}「{item[1]}」用在 {holders} 项内容的 {len(found)} 处")


@group.command("draw")
@click.argument("key")
@folder_option
@click.option("--format", "form", type=click.Choice([*DRAWINGS]), default="mermaid", help="画法")
@click.option("--width", type=click.IntRange(1), default=DEFAULT_WIDTH, help="SVG 最宽多少像素")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="写进哪个文件")
@said_in_chinese
def draw(key: str, folder: Path | None, *, form: str, width: int, out: Path | None) -> None:
    """把内容文件里的一份导办问答或规则画成流程图；有问题的也画，好看出问题在哪里。"""
    read = read_folder(_root(folder))
    drawing = DRAWINGS[form](_flow_in(read, key), width)
    if out is None:
        click.echo(drawing, nl=False)
        return
    out.write_text(drawing, "utf-8")
    click.echo(f"画在 {out}")


@group.command("dump")
@folder_option
@said_in_chinese
def dump(folder: Path | None) -> None:
    """把编辑库里的草稿写成规范格式的内容文件。"""
    root = _root(folder)
    written = list(write_folder(root, content_load.dump()))
    for file in written:
        click.echo(str(file.relative_to(root)))
    click.echo(f"{len(written)} 个文件有改动")


def _flow_in(folder: Folder, name: str) -> Flow:
    """Return the flow of the questionnaire or rule of a key, or of type/key."""
    kind, _, key = name.rpartition("/")
    items = [(each, key) for each in DRAWN if kind in ("", each)]
    known = [item for item in items if item in folder.documents]
    if len(known) > 1:
        raise Invalid(f"「{key}」不止一项，请写明是哪一项：{'、'.join(map('/'.join, known))}")
    if not known:
        files = [place_of(item) for item in items]
        found = [str(problem) for problem in folder.problems if problem.file in files]
        raise NotFound(f"没有能画的导办问答或规则「{name}」", problems=found)
    return flow_of(known[0], folder.documents[known[0]], partial(_called, folder))


def _called(folder: Folder, item: Item) -> str:
    document = folder.documents.get(item, {})
    return str(document.get("title") or document.get("name") or item[1])


def _load_first(documents: dict[Item, Any], *, dry_run: bool) -> None:
    click.echo(f"空库：载入 {len(documents)} 项，作为第一次发布")
    if not dry_run:
        release = first.publish(documents, root=current_app.config["RELEASES_DIR"])
        click.echo(f"第 {release.id} 号发布已生效（清单 {release.manifest_hash[:12]}）")


def _show(documents: dict[Item, Any], found: content_load.Changes) -> None:
    for item in found.items:
        click.echo("\n".join(content_load.diff(documents, item)))
    for item in found.only_here:
        click.echo(f"只在库里：{place_of(item)}")
    click.echo(
        f"新增 {len(found.added)}，修改 {len(found.changed)}，只在库里 {len(found.only_here)}"
    )


def _author(by: str) -> str:
    if not by:
        raise Invalid("请用 --by 写明是谁的改动")
    return by


def _root(folder: Path | None) -> Path:
    return folder or Path(current_app.config["CONTENT_DIR"])


def _checked(folder: Path | None) -> Folder:
    read = read_folder(_root(folder))
    if read.problems:
        problems = [str(problem) for problem in read.problems]
        raise Invalid(f"共 {len(problems)} 处问题，没有做任何改动", problems=problems)
    return read
