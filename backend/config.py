"""Every setting, once: its name in the environment, its default, and what it is for."""

import contextlib
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from backend.errors import YibaoError

ROOT = Path(__file__).resolve().parent.parent
SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: `default` is text, as the environment would hold it."""

    name: str
    default: str
    help: str


SETTINGS: tuple[Setting, ...] = (
    Setting("HOST", "127.0.0.1", "服务监听的地址"),
    Setting("PORT", "8000", "服务监听的端口"),
    Setting("WEB_WORKERS", "0", "gunicorn 进程数；0 表示与 CPU 核数相同"),
    Setting("WEB_THREADS", "4", "每个进程的线程数"),
    Setting("APP_ENV", "development", "development 或 production；production 必须设置 SECRET_KEY"),
    Setting(
        "SECRET_KEY", "", "签名和加密的密钥；development 下留空则首次启动时生成，存于 DATA_DIR"
    ),
    Setting("SECRET_KEY_FALLBACKS", "", "换下的旧密钥，逗号分隔；已有的登录和二次验证仍然有效"),
    Setting("SECOND_FACTOR_ROLES", "reviewer,admin", "必须二次验证的角色，逗号分隔；其余角色自愿"),
    Setting("SESSION_HOURS", "12", "一次登录最多有效几小时"),
    Setting("SESSION_IDLE_MINUTES", "120", "多少分钟没有操作就要重新登录"),
    Setting("DATA_DIR", "var", "数据目录：数据库、发布版本、临时文件；相对路径从项目根目录算起"),
    Setting("DATABASE_URL", "", "编辑库地址；留空为 DATA_DIR 下的 SQLite；也可用 postgresql://"),
    Setting("CONTENT_DIR", "content", "内容文件所在目录"),
    Setting("POLL_SECONDS", "1", "每个进程多久看一次有没有新的发布"),
    Setting("PAGE_MAX_AGE", "300", "页面可被缓存的秒数上限；遇到下一次变化会提前截止"),
    Setting("CORS_ORIGINS", "", "允许跨域读取的来源，逗号分隔；留空不允许"),
    Setting("TRUSTED_PROXY_COUNT", "0", "前面有几层可信的反向代理；0 表示不信任转发头"),
    Setting("LOG_FORMAT", "json", "日志格式：json 或 text"),
    Setting("METRICS_DIR", "", "多进程指标的目录；留空为 DATA_DIR 下的 metrics"),
    Setting("FAILPOINT", "", "仅供测试：在指定步骤中断，如 publish.baked:kill"),
)

NUMBERS = {  # the least and the most of each
    "PORT": (1, 65_535), "WEB_WORKERS": (0, 1_000), "WEB_THREADS": (1, 1_000),
    "PAGE_MAX_AGE": (0, 31_536_000), "TRUSTED_PROXY_COUNT": (0, 100),
    "SESSION_HOURS": (1, 8_760), "SESSION_IDLE_MINUTES": (1, 525_600),
}  # fmt: skip
MOST_DIGITS = 10
ROLES = ("editor", "reviewer", "admin")
LONGEST_POLL = 3600  # seconds


class MissingSecret(YibaoError):
    code = "missing_secret"
    status = 500


def from_environment(environ: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return Flask's configuration.

    Raises `MissingSecret` in production without a secret key, `YibaoError` for a setting that
    makes no sense.
    """
    known = os.environ if environ is None else environ  # noqa: TID251
    return derived({s.name: known.get(s.name, "").strip() or s.default for s in SETTINGS})


def derived(settings: Mapping[str, str]) -> dict[str, Any]:
    """Return the settings with paths made absolute, numbers made numbers, and Flask's own names."""
    data_dir = ROOT / settings["DATA_DIR"]
    return {
        **settings,
        **{name: _number(settings, name) for name in NUMBERS},
        "BIND": _bind(settings),
        "APP_ENV": _choice(settings, "APP_ENV", ("development", "production")),
        "LOG_FORMAT": _choice(settings, "LOG_FORMAT", ("json", "text")),
        "POLL_SECONDS": _seconds(settings, "POLL_SECONDS"),
        "SECRET_KEY": _secret(settings),
        "SECRET_KEY_FALLBACKS": _listed(settings, "SECRET_KEY_FALLBACKS"),
        "SECOND_FACTOR_ROLES": _roles(settings, "SECOND_FACTOR_ROLES"),
        "DATA_DIR": data_dir,
        "CONTENT_DIR": ROOT / settings["CONTENT_DIR"],
        "MULTIPROCESS_METRICS": "PROMETHEUS_MULTIPROC_DIR" in os.environ,  # noqa: TID251
        "METRICS_DIR": ROOT / (settings["METRICS_DIR"] or data_dir / "metrics"),
        "CORS_ORIGINS": _listed(settings, "CORS_ORIGINS"),
        "SQLALCHEMY_DATABASE_URI": _database_url(settings["DATABASE_URL"], data_dir),
        "MAX_CONTENT_LENGTH": 5 * 1024 * 1024,
    }


def _number(settings: Mapping[str, str], name: str) -> int:
    least, most = NUMBERS[name]
    said = settings[name]
    if not (said.isdecimal() and len(said) <= MOST_DIGITS and least <= int(said) <= most):
        raise _wrong(settings, name, f" {least} 到 {most} 的整数")
    return int(said)


def _bind(settings: Mapping[str, str]) -> str:
    """Return what a server listens on; an IPv6 address stands in brackets before its port."""
    host = settings["HOST"].removeprefix("[").removesuffix("]")
    return f"[{host}]:{settings['PORT']}" if ":" in host else f"{host}:{settings['PORT']}"


def _seconds(settings: Mapping[str, str], name: str) -> float:
    try:
        seconds = float(settings[name])
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= LONGEST_POLL:
        raise _wrong(settings, name, f"大于 0、不超过 {LONGEST_POLL} 的秒数")
    return seconds


def _choice(settings: Mapping[str, str], name: str, known: tuple[str, ...]) -> str:
    if settings[name] not in known:
        raise _wrong(settings, name, " 或 ".join(known))
    return settings[name]


def _wrong(settings: Mapping[str, str], name: str, wanted: str) -> YibaoError:
    return YibaoError(f"设置 {name} 应当是{wanted}，现在是「{settings[name]}」", setting=name)


def _listed(settings: Mapping[str, str], name: str) -> list[str]:
    return [part.strip() for part in settings[name].split(",") if part.strip()]


def _roles(settings: Mapping[str, str], name: str) -> list[str]:
    found = _listed(settings, name)
    if set(found) - set(ROLES):
        raise _wrong(settings, name, "、".join(ROLES) + " 中的几个，用逗号分隔")
    return found


def _secret(settings: Mapping[str, str]) -> str:
    if settings["APP_ENV"] == "production" and not settings["SECRET_KEY"]:
        raise MissingSecret("生产环境必须设置 SECRET_KEY，服务没有启动")
    return settings["SECRET_KEY"]


def kept_secret(folder: Path) -> str:
    """Return the secret kept in a folder, made at first, for its owner's eyes only.

    Sessions and second factors outlive a restart with it.
    """
    file, made = folder / "secret_key", folder / f".secret_key.{secrets.token_hex(4)}"
    if not file.exists():
        made.touch(0o600)
        made.write_text(secrets.token_urlsafe(SECRET_BYTES), "ascii")
        with contextlib.suppress(FileExistsError):  # another process was quicker: its secret holds
            os.link(made, file)
        made.unlink()
    return file.read_text("ascii")


def _database_url(url: str, data_dir: Path) -> str:
    """Return an SQLAlchemy URL; PostgreSQL always through psycopg 3."""
    for plain in ("postgresql://", "postgres://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url.removeprefix(plain)
    return url or f"sqlite:///{data_dir / 'authoring.sqlite3'}"
