"""Settings: each once, each explained, and what makes no sense is refused in words."""

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import make_url

from backend.app import create_app
from backend.config import ROOT, SETTINGS, MissingSecret, from_environment, kept_secret
from backend.errors import YibaoError
from tests.conftest import settings_for

MADE_BY_THE_APP = {"RELEASES_DIR", "SECURITY_TWO_FACTOR_SETUP_WITHIN"}  # the latter by a library
READS_CONFIG = re.compile(r"""(?:config|settings)\[["']([A-Z_]+)["']\]""")
BAD = {
    "PORT": ["abc", "-1", "8000.5", "8 000", "１２３a", "0", "65536", "99999", "9" * 5000],
    "WEB_WORKERS": ["two", "-1", "1001"],
    "WEB_THREADS": ["four", "0", "1001"],
    "PAGE_MAX_AGE": ["5m", "-1", "31536001"],
    "TRUSTED_PROXY_COUNT": ["yes", "-1", "101"],
    "POLL_SECONDS": ["x", "0", "-1", "nan", "inf", "3601"],
    "APP_ENV": ["prod", "Production", "生产"],
    "LOG_FORMAT": ["xml"],
    "SESSION_HOURS": ["long", "-1", "0", "8761"],
    "SESSION_IDLE_MINUTES": ["an hour", "0", "525601"],
    "SECOND_FACTOR_ROLES": ["everybody", "editor;admin", "system"],
}
BAD_CASES = [(name, value) for name, values in BAD.items() for value in values]


def test_every_setting_stands_there_once():
    names = [setting.name for setting in SETTINGS]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_reaches_the_app_and_says_what_it_is_for(setting):
    assert setting.name in from_environment({})
    assert re.fullmatch(r"[A-Z_]+", setting.name)
    assert re.search(r"[一-鿿]", setting.help)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_is_in_the_readme(setting):
    readme = (ROOT / "README.md").read_text("utf-8")
    assert f"`{setting.name}`" in readme


def test_the_code_reads_only_settings_there_are():
    files = [*ROOT.glob("backend/**/*.py"), *ROOT.glob("admin/**/*.py"), *ROOT.glob("deploy/*.py")]
    read = {name for file in files for name in READS_CONFIG.findall(file.read_text("utf-8"))}
    assert {"PORT", "DATA_DIR"} < read
    assert read - from_environment({}).keys() <= MADE_BY_THE_APP


def test_settings_are_read_in_one_place():
    looking = {
        file.relative_to(ROOT).as_posix()
        for file in [*ROOT.glob("backend/**/*.py"), *ROOT.glob("admin/**/*.py")]
        if re.search(r"os\.environ|\bgetenv\b", file.read_text("utf-8"))
    }
    assert looking == {"backend/config.py"}


def test_the_environment_goes_before_the_defaults():
    config = from_environment({"PORT": "9000", "HOST": " 0.0.0.0 ", "POLL_SECONDS": "0.5"})
    assert (config["PORT"], config["HOST"], config["POLL_SECONDS"]) == (9000, "0.0.0.0", 0.5)  # noqa: S104


@pytest.mark.parametrize("blank", ["", "  "])
def test_a_blank_setting_is_not_set(blank):
    config = from_environment({setting.name: blank for setting in SETTINGS})
    assert config == from_environment({})


def test_numbers_are_numbers():
    config = from_environment({"WEB_WORKERS": "2", "TRUSTED_PROXY_COUNT": "1"})
    numbers = ("PORT", "WEB_WORKERS", "WEB_THREADS", "PAGE_MAX_AGE", "TRUSTED_PROXY_COUNT")
    assert [config[name] for name in numbers] == [8000, 2, 4, 300, 1]


@pytest.mark.parametrize(("name", "value"), BAD_CASES)
def test_a_value_that_makes_no_sense_is_refused_in_words(name, value):
    with pytest.raises(YibaoError) as refused:
        from_environment({name: value, "SECRET_KEY": "known"})
    assert refused.value.message.startswith(f"设置 {name} 应当是")
    assert refused.value.message.endswith(f"现在是「{value}」")


@pytest.mark.parametrize(
    ("host", "bind"),
    [("127.0.0.1", "127.0.0.1:80"), ("::1", "[::1]:80"), ("[::1]", "[::1]:80"), ("::", "[::]:80"),
     ("yibao.example", "yibao.example:80")],
)  # fmt: skip
def test_an_address_is_written_as_a_server_reads_it(host, bind):
    assert from_environment({"HOST": host, "PORT": "80"})["BIND"] == bind


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({"PORT": "abc"}, "设置 PORT 应当是 1 到 65535 的整数，现在是「abc」"),
        ({"WEB_THREADS": "0"}, "设置 WEB_THREADS 应当是 1 到 1000 的整数，现在是「0」"),
        ({"APP_ENV": "production"}, "生产环境必须设置 SECRET_KEY，服务没有启动"),
    ],
)
@pytest.mark.parametrize("command", [["ready"], ["content", "check"]])
def test_a_start_that_cannot_be_says_so_in_one_line(tmp_path, environ, said, command):
    started = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", *command], cwd=ROOT, check=False,
        env={"DATA_DIR": str(tmp_path), **environ},
        capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert (started.returncode, started.stdout, started.stderr) == (1, "", f"{said}\n")


def test_production_does_not_start_without_a_secret():
    with pytest.raises(MissingSecret) as refused:
        from_environment({"APP_ENV": "production"})
    assert refused.value.message == "生产环境必须设置 SECRET_KEY，服务没有启动"


def test_production_starts_with_a_secret_and_keeps_it():
    config = from_environment({"APP_ENV": "production", "SECRET_KEY": "kept"})
    assert (config["APP_ENV"], config["SECRET_KEY"]) == ("production", "kept")


def test_development_makes_up_a_secret_once_and_keeps_it_to_itself(tmp_path):
    secrets = [create_app(settings_for(tmp_path, SECRET_KEY="")).config["SECRET_KEY"] for _ in "12"]
    assert secrets[0] == secrets[1]
    assert len(secrets[0]) >= 32
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
    elsewhere = create_app(settings_for(tmp_path / "elsewhere", SECRET_KEY=""))
    assert elsewhere.config["SECRET_KEY"] != secrets[0]


def test_processes_that_start_together_agree_on_a_secret(tmp_path):
    with ThreadPoolExecutor(8) as together:
        agreed = set(together.map(kept_secret, [tmp_path] * 8))
    assert len(agreed) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["secret_key"]


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgres://u:p@h:5433/d", "postgresql+psycopg://u:p@h:5433/d"),
        ("postgresql://u:p@h/d?sslmode=require", "postgresql+psycopg://u:p@h/d?sslmode=require"),
        ("postgresql+psycopg://u:p@h/d", "postgresql+psycopg://u:p@h/d"),
        ("sqlite:////srv/authoring.sqlite3", "sqlite:////srv/authoring.sqlite3"),
    ],
)
def test_a_database_url_is_opened_with_the_driver_we_ship(given, used):
    assert from_environment({"DATABASE_URL": given})["SQLALCHEMY_DATABASE_URI"] == used
    assert make_url(used).get_dialect().driver in ("psycopg", "pysqlite")


def test_without_a_database_url_there_is_a_file_in_the_data_folder(tmp_path):
    config = from_environment({"DATA_DIR": str(tmp_path)})
    url = make_url(config["SQLALCHEMY_DATABASE_URI"])
    assert Path(url.database) == tmp_path / "authoring.sqlite3"


def test_folders_are_found_from_wherever_one_starts(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    config = from_environment({"DATA_DIR": "elsewhere"})
    assert config["DATA_DIR"] == ROOT / "elsewhere"
    assert config["METRICS_DIR"] == ROOT / "elsewhere" / "metrics"
    assert config["CONTENT_DIR"] == ROOT / "content"


def test_a_folder_given_whole_is_taken_as_it_is(tmp_path):
    config = from_environment({"DATA_DIR": str(tmp_path), "METRICS_DIR": "/run/metrics"})
    assert config["DATA_DIR"] == tmp_path
    assert config["METRICS_DIR"] == Path("/run/metrics")


@pytest.mark.parametrize(
    ("given", "origins"),
    [("", []), ("https://a.example", ["https://a.example"]),
     (" https://a.example , ,https://b.example", ["https://a.example", "https://b.example"])],
)  # fmt: skip
def test_origins_are_listed_with_commas(given, origins):
    assert from_environment({"CORS_ORIGINS": given})["CORS_ORIGINS"] == origins


def test_roles_that_need_a_second_factor_are_listed_with_commas():
    assert from_environment({})["SECOND_FACTOR_ROLES"] == ["reviewer", "admin"]
    assert from_environment({"SECOND_FACTOR_ROLES": "admin"})["SECOND_FACTOR_ROLES"] == ["admin"]
