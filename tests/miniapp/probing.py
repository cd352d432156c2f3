"""A tiny mini-program that uses everything the browser host has, served from its own folder."""

import contextlib
import functools
import json
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer


class Handler(SimpleHTTPRequestHandler):
    """Serves the folder at /miniapp/; /echo answers what it was asked."""

    def do_GET(self):
        if self.path.startswith("/miniapp/"):
            self.path = self.path.removeprefix("/miniapp")
            super().do_GET()
        elif self.path.startswith("/slow"):
            threading.Event().wait(3)
        else:
            self.echo()

    def do_POST(self):
        self.echo()

    def echo(self):
        length = int(self.headers.get("Content-Length", 0))
        said = {"path": self.path, "method": self.command, "x": self.headers.get("X-Asked")}
        body = json.dumps(said | {"body": self.rfile.read(length).decode()}).encode()
        self.send_response(404 if "missing" in self.path else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def serving(folder):
    """Serve a built folder; return the address of its page."""
    handler = functools.partial(Handler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/miniapp/"
        server.shutdown()
