"""flask staff add | reset | disable | enable | list."""

import click
from flask.cli import AppGroup

from backend.cli import said_in_chinese
from backend.errors import NotFound
from backend.extensions import db
from backend.models import Staff
from backend.services import accounts, staff
from backend.vocabulary import STAFF_ROLE

group = AppGroup("staff", help="工作人员：登记、重置密码、停用、启用")


@group.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(staff.ROLES), required=True)
@click.option("--region", "regions", multiple=True, help="负责的区划代码，可多次；不写为全国")
@said_in_chinese
def add(name: str, role: str, regions: tuple[str, ...]) -> None:
    """登记一位工作人员，给出一次性的初始密码。"""
    person = staff.add(name, role=role, regions=staff.known_regions(regions))
    password = accounts.reset(person, by=staff.CONSOLE)
    db.session.commit()
    click.echo(f"已登记：{person.name}（{STAFF_ROLE[role]}）")
    _tell(password)


@group.command("reset")
@click.argument("name")
@said_in_chinese
def reset(name: str) -> None:
    """换一个新的初始密码，解除二次验证，结束此人的全部登录。"""
    password = accounts.reset(_person(name), by=staff.CONSOLE)
    db.session.commit()
    click.echo(f"已重置：{name}")
    _tell(password)


@group.command("disable")
@click.argument("name")
@said_in_chinese
def disable(name: str) -> None:
    """停用一个账号，立即结束此人的全部登录。"""
    accounts.disable(_person(name), by=staff.CONSOLE)
    db.session.commit()
    click.echo(f"已停用：{name}")


@group.command("enable")
@click.argument("name")
@said_in_chinese
def enable(name: str) -> None:
    """重新启用一个账号。"""
    accounts.enable(_person(name), by=staff.CONSOLE)
    db.session.commit()
    click.echo(f"已启用：{name}")


@group.command("list")
@said_in_chinese
def list_people() -> None:
    """列出全部工作人员。"""
    for person in staff.everybody():
        state = "在岗" if person.active else "停用"
        regions = "、".join(person.regions) or "全国"
        click.echo(f"{person.name}  {STAFF_ROLE[person.role]}  {state}  {regions}")


def _tell(password: str) -> None:
    """Show a password, once: nothing keeps it."""
    click.echo(f"初始密码：{password}")
    click.echo("只显示这一次；第一次登录时要换成自己的密码。")


def _person(name: str) -> Staff:
    found = staff.find(name)
    if found is None:
        raise NotFound(f"没有名为「{name}」的工作人员")
    return found
