"""What is served is what the source makes, byte for byte; and the builder refuses what it must."""

import re
import shutil

import pytest

from tests.miniapp.tools import BUILT, PROBE, SOURCE, built, run

pytestmark = pytest.mark.xdist_group("miniapp")
PARTS, CHIP = "pages/parts/index", "components/chip/index"


def test_the_committed_bundle_is_what_the_source_makes(tmp_path):
    built(SOURCE, tmp_path / "again")
    assert contents(tmp_path / "again") == contents(BUILT), "run `make miniapp`, commit the output"


def test_it_does_not_matter_where_it_is_built(tmp_path):
    shutil.copytree(SOURCE, tmp_path / "elsewhere" / "source")
    built(tmp_path / "elsewhere" / "source", tmp_path / "again")
    assert contents(tmp_path / "again") == contents(BUILT)


def test_licences_of_what_is_built_in_come_along():
    notices = (BUILT / "LICENCES.txt").read_text("utf-8")
    for name in ("glass-easel", "glass-easel-miniprogram-adapter", "glass-easel-template-compiler"):
        assert re.search(rf"^{name} 0\.12\.1 \(MIT\)$", notices, re.MULTILINE)
    assert notices.count("Permission is hereby granted") == 3
    assert "LICENCES.txt" in (BUILT / "app.js").read_text("utf-8")[:200]


def test_the_worker_keeps_files_that_are_there():
    worker = (BUILT / "worker.js").read_text("utf-8")
    named = re.search(r"const FILES = (\[.*\])", worker).group(1)
    ours = {name.partition("?")[0] for name in re.findall(r'"([^"]+)"', named)} - {
        "./", "/static/icon.svg",
    }  # fmt: skip
    assert {"app.js", "app.css"} < ours
    assert [name for name in ours if not (BUILT / name).is_file()] == []


@pytest.mark.parametrize(
    ("file", "text", "fault"),
    [
        (f"{PARTS}.wxml", "\n<map />", f"{PARTS}.wxml:2: <map> is neither built in nor in using"),
        (f"{PARTS}.wxml", "<view no-such='1' />", ":1: <view> of the browser host has no no-such"),
        (f"{PARTS}.wxml", "<view bindscan='f' />", "has no bindscan"),
        (f"{PARTS}.wxml", "<view>{{a b}}</view>", f"{PARTS}.wxml:"),
        (f"{CHIP}.wxss", "view { color: red }", ":1: a tag selector in component"),
        (f"{CHIP}.wxss", "\n#a .b { color: red }", ":2: a id selector in component"),
        ("app.wxss", ".a { background: url(/assets/dot.svg) }", ":1: WXSS cannot load files"),
        (f"{CHIP}.js", "Component({ options: { styleIsolation: 'shared' } })", "belongs in"),
        (f"{CHIP}.js", "Component({ behaviors: ['wx://form-field'] })", "built-in behaviors"),
        (f"{PARTS}.json", '{"navigationStyle": "custom"}', 'does nothing with "navigationStyle"'),
        (f"{PARTS}.json", '{"usingComponents": {"x": "/no/such"}}', "no/such.json: there is no"),
    ],
)
def test_what_the_host_does_not_know_stops_the_build(tmp_path, file, text, fault):
    shutil.copytree(PROBE, tmp_path / "source")
    (tmp_path / "source" / file).write_text(text, "utf-8")
    done = run("build", tmp_path / "source", tmp_path / "out")
    assert done.returncode == 1
    assert fault in done.stderr
    assert not (tmp_path / "out").exists()


def contents(folder):
    return {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
