"""Every screen of the mini-program, in every state, and the ways it may look."""

from dataclasses import dataclass

from playwright.sync_api import expect

LOOKS = {
    "light": {"color_scheme": "light", "large": False},
    "dark": {"color_scheme": "dark", "large": False},
    "light-large": {"color_scheme": "light", "large": True},
    "dark-large": {"color_scheme": "dark", "large": True},
}


NETWORKS = {"away": lambda route: route.abort(), "slow": lambda _: None}


@dataclass(frozen=True)
class Screen:
    """A screen: where it is, words that show it is ready, and what to do there first."""

    place: str
    words: str
    first: str = ""  # the name of a method below
    network: str = "there"


ASKED = "questionnaire/index?key="
SCREENS = {
    "首页": Screen("home/index", "元/年"),
    "首页·加载中": Screen("home/index", "", network="slow"),
    "区域选择": Screen("regions/index", "按省份选"),
    "区域选择·搜索": Screen("regions/index", "深圳市", "search_regions"),
    "搜索": Screen("search/index", "最近看过"),
    "搜索·联想": Screen("search/index", "办事指南 · 深圳市", "type_refund"),
    "搜索·结果": Screen("search/index", "办事指南", "search_refund"),
    "搜索·没有": Screen("search/index", "没有找到", "search_nothing"),
    "办事列表": Screen("guides/index", "按要办的业务"),
    "指南": Screen("guide/index?key=jiangmen-student-enrol", "粤医保"),
    "指南·一步": Screen("guide/index?key=shenzhen-child-refund", "路径不对？", "open_node"),
    "指南·打不开": Screen("guide/index?key=shenzhen-child-pay", "再试一次", network="away"),
    "指南·旧内容": Screen("guide/index?key=jiangmen-student-enrol", "连不上网络", network="away"),
    "导办问答": Screen("questionnaire/index?key=remote-care-filing-way", "第1问"),
    "导办问答·日期": Screen(
        "questionnaire/index?key=tianjin-child-enrol-way", "哪天出生", "to_the_date"
    ),
    "导办问答·结果": Screen(
        "questionnaire/index?key=jiangmen-student-enrol-way", "您的回答", "answer_all"
    ),
    "计算器·交多少": Screen("calculator/index?standard=hunan-resident", "个人交"),
    "计算器·哪天生效": Screen("calculator/index?rule=tianjin-newborn-coverage-start", "出生日期"),
    "标准列表": Screen("standards/index", "江门市城乡居民医保缴费标准"),
    "缴费标准": Screen("standard/index?key=hunan-resident", "历年标准"),
    "待遇标准": Screen(
        "standard/index?key=jiangmen-resident-benefit", "江门市城乡居民医保待遇标准"
    ),
    "网点": Screen("offices/index", "古劳镇"),
    "网点·详情": Screen("office/index?key=heshan-gulao", "0750-8761233"),
    "渠道": Screen("channel/index?key=yueyibao", "粤医保"),
    "来源": Screen("source/index?key=health-news-shenzhen-refund", "来源"),
    "我的": Screen("mine/index", "清除我的数据"),
    "收藏": Screen("favourites/index", "退费"),
    "材料清单": Screen("checklists/index", "天津"),
    "我报告的路径": Screen("reports/index", "找不到这一步"),
    "关于": Screen("about/index", "隐私"),
}


def settle_in(reader, large):
    """Live in 鹤山, and have a favourite, a ticked material, a report and a copy to look at."""
    reader.open()
    reader.lives_in("鹤山市")
    reader.open("guide/index?key=jiangmen-student-enrol")
    reader.sees("粤医保")
    reader.open("guide/index?key=tianjin-newborn-enrol-local")
    reader.press(reader.screen.get_by_role("checkbox").first)
    reader.open("guide/index?key=shenzhen-child-refund")
    reader.press(reader.button("收藏"))
    open_node(reader)
    reader.press(reader.button("路径不对？"))
    reader.press(reader.button("找不到这一步"))
    reader.press(reader.button("知道了"))
    if large:
        reader.open("mine/index")
        reader.press(reader.page.get_by_role("switch", name="大字"))


def show(reader, screen):
    """Bring a screen up as it is described."""
    reader.page.unroute_all(behavior="ignoreErrors")
    if screen.network != "there":
        reader.page.route("**/api/v1/**", NETWORKS[screen.network])
    reader.open("about/index")
    reader.sees("隐私")
    reader.open(screen.place)
    if screen.network == "slow":
        reader.page.evaluate("Promise.all([...document.images].map(image => image.decode()))")
        reader.page.reload()
    if screen.first:
        globals()[screen.first](reader)
    reader.sees(screen.words)
    bones = reader.screen.get_by_role("progressbar")
    expect(bones).to_have_count(1 if screen.network == "slow" else 0)


def search_regions(reader):
    reader.page.get_by_label("地名或拼音").fill("shen")


def type_refund(reader):
    reader.page.get_by_label("要办的事、地方、菜单名、电话").fill("退费")


def search_refund(reader):
    type_refund(reader)
    reader.page.get_by_label("要办的事、地方、菜单名、电话").press("Enter")


def search_nothing(reader):
    reader.page.get_by_label("要办的事、地方、菜单名、电话").fill("xqzjv")
    reader.page.get_by_label("要办的事、地方、菜单名、电话").press("Enter")


def open_node(reader):
    reader.press(reader.screen.get_by_role("button", name="1 个人网上服务系统"))
    reader.button("路径不对？").scroll_into_view_if_needed()


def to_the_date(reader):
    reader.press(reader.button("没有上学，也没有入托"))


def answer_all(reader):
    """Give the first answer until there are no more questions."""
    answer = reader.screen.locator("question-card .question-card--answer")
    expect(answer.first).to_be_visible()
    while answer.count():
        reader.press(answer.first)
