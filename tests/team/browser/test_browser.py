"""A real browser at the door: it joins, plays, is cut off and comes back, under the pages' own content policy."""

from playwright.sync_api import Browser, Page

from tests.team.browser.house import Inn, first_words

AFTER_THE_CUT = "WebSocket is already in CLOSING or CLOSED state."
"""The terminal goes on telling where the focus is."""


def test_somebody_joins_plays_is_cut_off_and_goes_on(door: Inn, browser: Browser) -> None:
    page, complaints = watched(browser)
    page.goto(f"{door.address}/play")
    for field, typed in (("code", door.code), ("team", "Lantern"), ("name", "<b>阿宁</b>")):
        page.fill(f"[name={field}]", typed)
    page.click("button")
    playing(page)
    page.keyboard.type("hi")
    with door.line(page.context.cookies()[0]["value"]) as elsewhere:  # the same player, so the page is cut off
        first_words(elsewhere)
        page.locator(".closed").wait_for()
    assert "<b>阿宁</b>" in page.locator(".closed").inner_text()
    page.click(".closed .button")
    playing(page)
    assert kept(door) == "hi"
    page.context.close()
    assert [said for said in complaints if said != AFTER_THE_CUT] == []
    assert door.is_empty()


def watched(browser: Browser) -> tuple[Page, list[str]]:
    """A page, and whatever it complains about: errors of scripts, breaches of the content policy."""
    page, complaints = browser.new_context(locale="zh-CN").new_page(), list[str]()
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page, complaints


def playing(page: Page) -> None:
    """Wait until the game has painted and hears what is typed."""
    page.locator("body.-first-byte").wait_for()
    page.locator("#terminal textarea:focus").wait_for(state="attached")


def kept(door: Inn) -> str:
    (member,) = door.rooms()
    return (door.house.rooms.of(member) / "kept.txt").read_text()
