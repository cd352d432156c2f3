"""The mini-program in this machine's Chromium: `make bench-miniapp`.

Printed are what a first visit fetches, how soon it paints, and the processor time of the page
between a touch and the screen it leads to: scripts, and at most a little more.
"""

import statistics
import tempfile
from pathlib import Path

from tests.e2e.reading import Reader, first_visit
from tests.e2e.server import Server
from tests.miniapp.phone import chromium, held

VISITS = 5
PAINT_BOUND, SCRIPT_BOUND = None, 100  # milliseconds; the first depends on the machine's mood
LINE = "{:<44} {:>12} {:>12} {:>8}"
PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
GUIDE = "guide/index?key=shenzhen-child-refund"
TOUCHES = {  # where one is, what one touches, and words of the screen that follows
    "首页 → 搜索": ("home/index", "link", "搜：", "全国换地区"),
    "首页 → 指南": ("home/index", "link", "在外地生孩子", "要带的材料"),
    "指南 → 一步的说明": (GUIDE, "button", "1 个人网上服务系统", "路径不对？"),
    "指南 → 渠道": (GUIDE, "link", "网站“深圳市医疗保障局官网”", "官网申请"),
    "首页 → 网点": ("home/index", "tab", "网点", "还没有收录全国的网点"),
    "标准 → 算一算": ("standard/index?key=hunan-resident", "button", "按缴费日期算一算", "哪天交"),
}
SETTLED = 300  # milliseconds in which the rest of a screen is drawn


def main():
    with (
        tempfile.TemporaryDirectory() as data,
        Server(Path(data)) as server,
        chromium() as browser,
    ):
        visit(browser, server)
        print("\n" + LINE.format("", "中位 ms", "最慢 ms", "上限 ms"))
        missed = [*paints(browser, server), *touches(browser, server)]
    print("\n全部达到" if not missed else f"\n没有达到：{'、'.join(missed)}")
    return 1 if missed else 0


def visit(browser, server):
    """Print what a first visit fetches."""
    fetched = first_visit(browser, server)
    asked = sum("/api/" in address for address, _ in fetched)
    total = sum(size for _, size in fetched)
    print(f"首次打开：{len(fetched)} 个请求（其中接口 {asked} 个），{total / 1024:.1f} KB")
    for address, size in sorted(fetched, key=lambda one: -one[1]):
        print(f"  {size:>7} B  /{address.split('/', 3)[-1]}")


def paints(browser, server):
    """Print how soon the first content is painted, on visits that have nothing yet."""
    yield from row("首次内容绘制", [paint(browser, server) for _ in range(VISITS)], PAINT_BOUND)


def paint(browser, server):
    with held(browser) as page:
        page.goto(f"http://127.0.0.1:{server.port}/miniapp/")
        page.wait_for_selector("wx-page .card")
        return page.evaluate(PAINT)


def touches(browser, server):
    """Print what a touch costs until the next screen is drawn."""
    for name, touch in TOUCHES.items():
        yield from row(
            name, [scripted(browser, server, touch) for _ in range(VISITS)], SCRIPT_BOUND
        )


def scripted(browser, server, touch):
    """Return what a touch costs until its screen is drawn."""
    place, role, name, words = touch
    with held(browser) as page:
        holder = Reader(page, f"http://127.0.0.1:{server.port}/miniapp/", "phone")
        holder.open(place)
        what = holder.tab(name) if role == "tab" else holder.screen.get_by_role(role, name=name)
        what.first.wait_for()
        page.wait_for_load_state("networkidle")
        meter = page.context.new_cdp_session(page)
        meter.send("Performance.enable", {"timeDomain": "threadTicks"})
        before = spent(meter)
        holder.press(what.first)
        holder.sees(words)
        page.wait_for_timeout(SETTLED)
        return spent(meter) - before


def spent(meter):
    """Return the milliseconds of processor time the page took, but for style and layout."""
    metrics = {m["name"]: m["value"] for m in meter.send("Performance.getMetrics")["metrics"]}
    drawn = metrics["LayoutDuration"] + metrics["RecalcStyleDuration"]
    return (metrics["TaskDuration"] - drawn) * 1000


def row(name, figures, bound):
    middle, slowest = statistics.median(figures), max(figures)
    print(LINE.format(name, f"{middle:.0f}", f"{slowest:.0f}", bound or ""))
    if bound and middle > bound:
        yield name


if __name__ == "__main__":
    raise SystemExit(main())
