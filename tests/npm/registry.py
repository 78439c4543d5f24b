"""A registry of npm on this machine: registry.py PACKAGES PACKED PORT

PACKAGES is the folder with a folder for each package, PACKED that of the packed files; the port is written to PORT. It
serves the versions that package.json gives, and a file only where one is packed.
"""

import base64
import hashlib
import http.server
import json
import pathlib
import sys
import urllib.parse

packages, packed, port = map(pathlib.Path, sys.argv[1:])


def known():
    for file in packages.glob("*/package.json"):
        package = json.loads(file.read_text(encoding="utf-8"))
        name, version = package["name"], package["version"]
        file = packed / f"{name.lstrip('@').replace('/', '-')}-{version}.tgz"
        digest = hashlib.sha512(file.read_bytes() if file.exists() else b"").digest()
        integrity = "sha512-" + base64.b64encode(digest).decode()
        yield name, version, package, file, integrity


class Registry(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        path = urllib.parse.unquote(self.path).lstrip("/")
        here = f"http://127.0.0.1:{self.server.server_port}"
        for name, version, package, file, integrity in known():
            if path == name:
                dist = {"tarball": f"{here}/{name}/-/{file.name}", "integrity": integrity}
                document = {"name": name, "dist-tags": {"latest": version}, "versions": {version: {**package, "dist": dist}}}
                return self.answer(json.dumps(document).encode(), "application/json")
            if path == f"{name}/-/{file.name}" and file.exists():
                return self.answer(file.read_bytes(), "application/octet-stream")
        self.send_error(404)

    def answer(self, body, kind):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Registry) as server:
    port.write_text(str(server.server_port))
    server.serve_forever()
