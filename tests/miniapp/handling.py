"""How tests hold the probe."""


def call(page, name, **options):
    """Call `wx.name` and return its `errMsg`, however it ends."""
    script = "([name, options]) => wx[name](options).catch(e => e).then(r => r.errMsg)"
    return page.evaluate(script, [name, options])


def log(page):
    page.wait_for_timeout(100)  # onReady comes with the next frame
    return page.evaluate("getApp().log")


def stack(page):
    return page.evaluate("getCurrentPages().map(({ route }) => route)")


def title(page):
    return page.locator("h1")


def key(page):
    return page.locator("wx-page:not([hidden]) .key")


def back(page):
    return page.get_by_role("button", name="返回", exact=True)


def tab(page, name):
    return page.get_by_role("link", name=name, exact=True)


def menu(page, entry):
    page.get_by_role("button", name="更多").tap()
    page.get_by_role("button", name=entry).tap()


def clipboard(page):
    return page.evaluate("navigator.clipboard.readText()")


def pull(page, by):
    """Pull the page down with a finger."""
    script = """([type, y]) => {
      const target = document.querySelector('wx-page:not([hidden])');
      const touch = new Touch({ identifier: 1, target, clientX: 100, clientY: y });
      const held = { touches: type === 'touchend' ? [] : [touch], changedTouches: [touch] };
      target.dispatchEvent(new TouchEvent(type, { ...held, bubbles: true }));
    }"""
    for type_, y in (("touchstart", 100), ("touchmove", 100 + by), ("touchend", 100 + by)):
        page.evaluate(script, [type_, y])
