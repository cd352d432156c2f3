"""Menu paths as the five documents and our list of facts print them, letter for letter."""

import pytest

from backend.text.menupath import Node, NodeKind, parse

OPEN, TAP, CHOOSE, INPUT, VERIFY, CONFIRM, PAY, WAIT = NodeKind


def tapped(*labels):
    return tuple(Node(label) for label in labels)


PRINTED = {
    "000 quoted labels, spaced >": (
        "• 在菜单栏选择“医保网办” > “掌上办事” > “办事” > “少儿参保管理” > "
        "“少儿参保登记/恢复(非在园在校少儿)”。",
        (
            Node("医保网办", CHOOSE, note="在菜单栏"),
            *tapped("掌上办事", "办事", "少儿参保管理"),
            Node("少儿参保登记/恢复(非在园在校少儿)"),
        ),
    ),
    "000 a verb before the first label": (
        "• 在系统中选择“在线办理” > “个人参保管理” > “少儿首次参保”。",
        (Node("在线办理", CHOOSE, note="在系统中"), *tapped("个人参保管理", "少儿首次参保")),
    ),
    "000 a channel to follow": (
        "• 关注“深圳医保”微信公众号。",
        (Node("深圳医保", OPEN, note="微信公众号"),),
    ),
    "000 clauses": (
        "• 打开支付宝APP,点击“市民中心”。",
        (Node("打开支付宝APP", OPEN), Node("市民中心")),
    ),
    "000 choose, fill in, pay": (
        "• 选择“城乡居民医保”,输入小孩的个人信息后,完成缴费。",
        (Node("城乡居民医保", CHOOSE), Node("输入小孩的个人信息后", INPUT), Node("完成缴费", PAY)),
    ),
    "000 lines": (
        "• 点击菜单栏“我要办” > “社保缴费”。\n\n  • 输入少儿姓名、证件号码并通过短信验证。\n\n"
        "  • 选择“城乡居民申报缴费” > “城乡居民少儿医保申报缴费”。\n\n"
        "  • 确认申报缴费信息,完成缴费。",
        (
            Node("我要办", note="菜单栏"),
            Node("社保缴费"),
            Node("输入少儿姓名、证件号码并通过短信验证", INPUT),
            Node("城乡居民申报缴费", CHOOSE),
            Node("城乡居民少儿医保申报缴费"),
            Node("确认申报缴费信息", CONFIRM),
            Node("完成缴费", PAY),
        ),
    ),
    "000 waiting": (
        "• 提交后，等待系统审核通过。",
        (Node("提交后"), Node("等待系统审核通过", WAIT)),
    ),
    "000 hyphen between quotes": (
        "找到“我的”-“点击登录”。",
        (Node("我的", note="找到"), Node("点击登录")),
    ),
    "001 arrows": (
        "进入“医保网办”→“掌上办事”→“家庭共济”。",
        tapped("医保网办", "掌上办事", "家庭共济"),
    ),
    "001 bare words between arrows": (
        "选择“我要办”→“社保缴费”→身份验证通过后进入个人业务模块→“城乡居民申报缴费”。",
        (
            Node("我要办", CHOOSE),
            Node("社保缴费"),
            Node("身份验证通过后进入个人业务模块", VERIFY),
            Node("城乡居民申报缴费"),
        ),
    ),
    "001 【】-【】 and 或": (
        "点击菜单栏【我要办】-【社保缴费】。选择【信息查询】，"
        "再选择【缴费信息查询】或【少儿医保信息查询】即可查看缴费状态。",
        (
            Node("我要办", note="菜单栏"),
            Node("社保缴费"),
            Node("信息查询", CHOOSE),
            Node("缴费信息查询", CHOOSE, ("少儿医保信息查询",), note="即可查看缴费状态"),
        ),
    ),
    "001 one label within another": (
        "选择“查询服务”中的“参保信息查询”",
        (Node("查询服务", CHOOSE, note="中的"), Node("参保信息查询")),
    ),
    "001 a slash within quotes": (
        "进入“医保家庭账户绑定/解绑”页面",
        (Node("医保家庭账户绑定/解绑", note="页面"),),
    ),
    "002 prose": (
        "选择首页或办事大厅页面“一件事·一次办”专区，点击进入一件事专栏页面，点击“新生儿出生”。",
        (
            Node("一件事·一次办", CHOOSE, note="首页或办事大厅页面 专区"),
            Node("点击进入一件事专栏页面"),
            Node("新生儿出生"),
        ),
    ),
    "002 【】→【】": (
        "打开APP后点击【异地备案】→【异地就医备案申请】→【去备案】→【为他人备案】；",
        (
            Node("异地备案", note="打开APP后"),
            *tapped("异地就医备案申请", "去备案", "为他人备案"),
        ),
    ),
    "003 labels side by side": (
        "(打开“粤税通”微信小程序→点击 “城乡居民社保”“城乡居民社保查询”)",
        (
            Node("粤税通", OPEN, note="微信小程序"),
            *tapped("城乡居民社保", "城乡居民社保查询"),
        ),
    ),
    "003 a quotation that is never closed": (
        "“粤医保”“粤税通小程序在线缴费",
        (Node("粤医保", note="粤税通小程序在线缴费"),),
    ),
    "003 dates keep their hyphens": (
        "选择【税款所属期起】为2024-01-01;【税款所属期止】为2024-12-31→【查询】 ",
        (
            Node("税款所属期起", CHOOSE, note="为2024-01-01"),
            Node("税款所属期止", note="为2024-12-31"),
            Node("查询"),
        ),
    ),
    "004 【】-【】 within a sentence": (
        "然后可以在【城市服务】-【社保查询】-【导航】-【社保服务】-【异地就医申请】中完成备案。",
        (
            Node("城市服务", note="然后可以在"),
            *tapped("社保查询", "导航", "社保服务"),
            Node("异地就医申请", note="中完成备案"),
        ),
    ),
    "004 numbered prose": (
        "进入到事项须知界面，下拉底部，点击“我已阅读”。",
        (*tapped("进入到事项须知界面", "下拉底部"), Node("我已阅读")),
    ),
    "staff: clauses that all begin with a verb": (
        "打开粤税通，点击我要办，再选择社保缴费。",
        (Node("粤税通", OPEN), Node("我要办"), Node("社保缴费", CHOOSE)),
    ),
    "staff: clauses with quoted labels": (
        "打开“粤税通”，点击“我要办”，然后选择“社保缴费”",
        (Node("粤税通", OPEN), Node("我要办"), Node("社保缴费", CHOOSE)),
    ),
    "staff: a button may be called by a verb": (
        "我的 > 点击登录",
        tapped("我的", "点击登录"),
    ),
    "staff: numbered steps": ("1. 我要办 2. 社保缴费", tapped("我要办", "社保缴费")),
    "staff: numbered lines": ("1、我要办\n2、社保缴费", tapped("我要办", "社保缴费")),
    "staff: numbers in circles": ("①我要办②“社保缴费”", tapped("我要办", "社保缴费")),
    "staff: steps by name": (
        "第一步：打开粤税通 第二步：点击我要办",
        (Node("粤税通", OPEN), Node("我要办")),
    ),
    "staff: numbers that do not count": (
        "2. 我要办 > 1.5倍 > 第3步",
        tapped("2. 我要办", "1.5倍", "第3步"),
    ),
    "staff: a long dash": ("我要办——社保缴费", tapped("我要办", "社保缴费")),
    "facts: what to verify, in brackets": (
        "我要办 > 社保缴费 > [少儿姓名、证件号码+短信验证] > 城乡居民申报缴费 > 确认申报缴费信息",
        (
            *tapped("我要办", "社保缴费"),
            Node("少儿姓名、证件号码+短信验证", VERIFY),
            Node("城乡居民申报缴费"),
            Node("确认申报缴费信息", CONFIRM),
        ),
    ),
    "facts: what to fill in, in brackets": (
        "支付宝APP > 市民中心 > 社保 > 社保缴费 > 城乡居民医保 > [录入小孩个人信息] > 缴费",
        (
            *tapped("支付宝APP", "市民中心", "社保", "社保缴费", "城乡居民医保"),
            Node("录入小孩个人信息", INPUT),
            Node("缴费"),
        ),
    ),
    "facts: a password in brackets": (
        "个人网上服务系统 > [监护人或孩子身份证+密码登录] > 查询服务",
        (
            Node("个人网上服务系统"),
            Node("监护人或孩子身份证+密码登录", VERIFY),
            Node("查询服务"),
        ),
    ),
    "facts: truncated": (
        "我要办 > 社保缴费 > [监护人姓名…] (截断)",
        (*tapped("我要办", "社保缴费"), Node("监护人姓名…", INPUT, note="截断")),
    ),
    "facts: a bare slash makes alternatives": (
        "少儿参保管理 > 少儿参保登记/恢复(非在园在校少儿)",
        (Node("少儿参保管理"), Node("少儿参保登记", alternatives=("恢复(非在园在校少儿)",))),
    ),
    "facts: a spaced slash": (
        "信息查询 > 缴费信息查询 / 少儿医保信息查询",
        (Node("信息查询"), Node("缴费信息查询", alternatives=("少儿医保信息查询",))),
    ),
    "facts: quotes among bare words": (
        "选参保地区 > 事项须知「我已阅读」> 登录(新用户注册/点此找回密码) > "
        "首页「新增备案人」> 录入",
        (
            Node("选参保地区", CHOOSE),
            Node("我已阅读", CONFIRM, note="事项须知"),
            Node("登录(新用户注册/点此找回密码)", VERIFY),
            Node("新增备案人", note="首页"),
            Node("录入", INPUT),
        ),
    ),
    "facts: 支付 and 缴费 within a label do not pay": (
        "个人账户支付医保缴费申请 > 家庭成员个缴返还",
        tapped("个人账户支付医保缴费申请", "家庭成员个缴返还"),
    ),
    "facts: by the words alone": (
        "注册登录 > 实名实人认证 > 激活医保电子凭证",
        (
            Node("注册登录", VERIFY),
            Node("实名实人认证", VERIFY),
            Node("激活医保电子凭证"),
        ),
    ),
}


@pytest.mark.parametrize(("printed", "path"), PRINTED.values(), ids=PRINTED)
def test_a_path_is_read_as_documents_print_it(printed, path):
    assert parse(printed) == path
