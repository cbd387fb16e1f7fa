"""A browser without a window, spoken to in the Chrome DevTools Protocol over a pair of pipes.

With --remote-debugging-pipe every message is JSON ended by a NUL: no port is opened, and nothing but the
standard library is needed.
"""

import base64
import json
import os
import select
import shutil
import subprocess
import time
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class DevToolsError(Exception):
    """The browser refused a call, or did not answer in time."""


def find_browser():
    """The browser's path, or None."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


class Browser:
    """One process of the browser, with a profile of its own that is removed with it."""

    def __init__(self, path, profile):
        self.profile = Path(profile)
        # The browser reads from its descriptor 3 and writes to its descriptor 4.
        to_read, self.to_write = os.pipe()
        self.to_read, to_write = os.pipe()
        arguments = [
            path, "--headless=new", "--no-sandbox", "--remote-debugging-pipe", "--no-first-run",
            "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--hide-scrollbars", f"--user-data-dir={profile}",
        ]  # fmt: skip
        self.process = subprocess.Popen(
            ["/bin/sh", "-c", f'exec "$0" "$@" 3<&{to_read} 4>&{to_write}', *arguments],
            pass_fds=(to_read, to_write), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(to_read)
        os.close(to_write)
        self.received = b""
        self.last_id = 0
        self.pages = {}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.call("Browser.close", timeout=5)
            self.process.wait(10)
        except (DevToolsError, subprocess.TimeoutExpired, OSError):
            self.process.kill()
            self.process.wait()
        os.close(self.to_write)
        os.close(self.to_read)
        shutil.rmtree(self.profile, ignore_errors=True)

    def call(self, method, session=None, timeout=120, **parameters):
        """Calls a method and returns its result; events that come meanwhile go to their pages."""
        self.last_id += 1
        message = {"id": self.last_id, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.to_write, data) :]
        deadline = time.monotonic() + timeout
        while True:
            answer = self.receive(deadline - time.monotonic())
            if answer is None:
                raise DevToolsError(f"{method}: no answer within {timeout} s")
            if answer.get("id") == self.last_id:
                if "error" in answer:
                    raise DevToolsError(f"{method}: {answer['error'].get('message')}")
                return answer["result"]

    def receive(self, seconds):
        """The next message, or None when none comes in time."""
        deadline = time.monotonic() + seconds
        while b"\0" not in self.received:
            rest = deadline - time.monotonic()
            if rest <= 0 or not select.select([self.to_read], [], [], rest)[0]:
                return None
            part = os.read(self.to_read, 1 << 20)
            if not part:
                raise DevToolsError("the browser ended")
            self.received += part
        text, _, self.received = self.received.partition(b"\0")
        message = json.loads(text)
        page = self.pages.get(message.get("sessionId"))
        if page and "method" in message:
            page.events.append(message)
        return message

    def page(self, width=1280, height=900):
        """A new page that nothing has been loaded in."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        page = self.pages[session] = Page(self, session, target)
        for domain in ("Page", "Runtime", "Network", "Log", "Audits"):
            page.call(f"{domain}.enable")
        page.resize(width, height)
        page.events.clear()
        return page


class Page:
    """One page, with what it reported since it was loaded."""

    def __init__(self, browser, session, target):
        self.browser, self.session, self.target = browser, session, target
        self.events = []

    def call(self, method, **parameters):
        return self.browser.call(method, session=self.session, **parameters)

    def close(self):
        self.browser.call("Target.closeTarget", targetId=self.target)
        self.browser.pages.pop(self.session, None)

    def open(self, path):
        """Loads a file and waits until all of it is there."""
        self.events.clear()
        self.call("Page.navigate", url=Path(path).resolve().as_uri())
        deadline = time.monotonic() + 120
        while not any(event["method"] == "Page.loadEventFired" for event in self.events):
            if self.browser.receive(deadline - time.monotonic()) is None:
                raise DevToolsError(f"{path}: not loaded within 120 s")
        self.settle()

    def settle(self, seconds=0.2):
        """Takes in what is reported for a little while yet."""
        deadline = time.monotonic() + seconds
        while (rest := deadline - time.monotonic()) > 0:
            self.browser.receive(rest)

    def run(self, script):
        """The value of a script; a promise is waited for."""
        result = self.call(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in result:
            details = result["exceptionDetails"]
            raise DevToolsError(details.get("exception", details).get("description", str(details)))
        return result["result"].get("value")

    def resize(self, width, height=900):
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
            mobile=False,
        )  # fmt: skip

    def show_as(self, media="screen", scheme="light"):
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.call("Emulation.setEmulatedMedia", media=media, features=features)

    def press(self, key, code, text=""):
        """A key, pressed and let go."""
        about = {"key": key, "code": key, "windowsVirtualKeyCode": code}
        self.call("Input.dispatchKeyEvent", type="keyDown", **about, **({"text": text} if text else {}))
        self.call("Input.dispatchKeyEvent", type="keyUp", **about)

    def click(self, x, y):
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def screenshot(self, path):
        """The whole page as a picture."""
        size = self.call("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], 16000), "scale": 1}
        data = self.call("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)["data"]
        Path(path).write_bytes(base64.b64decode(data))

    def pdf(self, path):
        data = self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"]
        Path(path).write_bytes(base64.b64decode(data))

    def complaints(self):
        """Console errors, exceptions, violations of the page's policy, and requests for anything else."""
        found = []
        for event in self.events:
            about, what = event["method"], event.get("params", {})
            if about == "Runtime.exceptionThrown":
                details = what["exceptionDetails"]
                found.append("exception: " + details.get("exception", details).get("description", "?"))
            elif about == "Runtime.consoleAPICalled":
                arguments = [str(value.get("value", "")) for value in what["args"]]
                found.append(f"console.{what['type']}: " + " ".join(arguments))
            elif about == "Log.entryAdded":
                found.append(f"{what['entry']['level']}: {what['entry']['text']}")
            elif about == "Audits.issueAdded":
                found.append("issue: " + what["issue"]["code"])
            elif about == "Page.javascriptDialogOpening":
                found.append("dialog: " + what["message"])
            elif about == "Network.requestWillBeSent":
                url = what["request"]["url"]
                is_the_page = what["type"] == "Document" and url.startswith("file:")
                if not is_the_page and not url.startswith("data:"):
                    found.append("request: " + url)
        documents = [
            event for event in self.events
            if event["method"] == "Network.requestWillBeSent" and event["params"]["type"] == "Document"
        ]  # fmt: skip
        if len(documents) != 1:
            found.append(f"{len(documents)} documents were loaded instead of one")
        return found
