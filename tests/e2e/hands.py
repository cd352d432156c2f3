"""What an editor's hands do on the form of a guide: type, save, and move steps by every means."""

from playwright.sync_api import expect

STEPS = '[data-rows="routes.0.steps"] > .row-list > [data-row]'


def save(page):
    page.get_by_role("button", name="保存草稿").click()
    expect(page.get_by_text("版草稿", exact=False).first).to_be_visible()


def field(part, name):
    """Return the control of a field of a form, or of a row of it."""
    return part.locator(f'[data-field="{name}"]').locator("input, textarea, select").first


def step_texts(page):
    return [field(row, "text").input_value() for row in page.locator(STEPS).all()]


def leave_without_saving(page):
    page.once("dialog", lambda dialog: dialog.accept())
    page.goto("/admin/guide/")


def centre(locator):
    locator.scroll_into_view_if_needed()
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def grip(page, at):
    return page.locator(STEPS).nth(at).locator("[data-grip]").first


def drag_with_mouse(page, at, to):
    x, y = centre(grip(page, at))
    _, top = centre(grip(page, to))
    x, y = centre(grip(page, at))
    _, top = grip(page, to).bounding_box()["x"], grip(page, to).bounding_box()["y"]
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, top - 10, steps=12)
    page.mouse.up()


def drag_with_finger(page, at, to):
    x, y = centre(grip(page, at))
    top = grip(page, to).bounding_box()["y"]
    session = page.context.new_cdp_session(page)
    session.send("Input.dispatchTouchEvent", touch("touchStart", x, y))
    for share in range(1, 13):
        session.send(
            "Input.dispatchTouchEvent", touch("touchMove", x, y + (top - 10 - y) * share / 12)
        )
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def touch(kind, x, y):
    return {"type": kind, "touchPoints": [{"x": x, "y": y}]}


def move_with_keys(page, at, to):
    grip(page, at).focus()
    for _ in range(at - to):
        page.keyboard.press("ArrowUp")
    expect(grip(page, to)).to_be_focused()


def move_with_buttons(page, at, to):
    for place in range(at, to, -1):
        page.locator(STEPS).nth(place).get_by_role("button", name="上移步骤").click()


MEANS = {
    "mouse": drag_with_mouse,
    "touch": drag_with_finger,
    "keys": move_with_keys,
    "buttons": move_with_buttons,
}
