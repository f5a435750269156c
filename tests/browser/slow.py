"""A slow line, as a telephone far from any mast has it: everything takes a while on its way there."""

from __future__ import annotations

import time

from playwright.sync_api import Page, Route

LATENCY = 300
"""Milliseconds between asking and the first of the answer: a line of the third generation."""


def slow(page: Page, latency: int = LATENCY) -> Page:
    """The page, on a slow line from now on."""
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    wanted = {"offline": False, "latency": latency, "downloadThroughput": -1, "uploadThroughput": -1}
    line.send("Network.emulateNetworkConditions", wanted)
    return page


def answers_late(page: Page, seconds: float = LATENCY / 1000) -> Page:
    """The page, where what the live stream brings comes long before the answer to what was sent."""

    def late(route: Route) -> None:
        answer = route.fetch(max_redirects=0)
        time.sleep(seconds)
        route.fulfill(response=answer)

    page.route("**/sag", late)
    return page
