#!/usr/bin/env python3
"""Whether everything that was acknowledged is there once: asks for the receipt of each, hands in again, asks once more. The
number must be the same both times and nobody else's, and every receipt must hold by the office's key.

usage: check.py HEFU FOLDER URL ACKNOWLEDGED…"""

import base64
import http.client
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.parse


def ask(port, method, path, cookie):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    headers = {"Cookie": f"hefu-session={cookie}", "Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"}
    connection.request(method, path, "act=submit" if method == "POST" else None, headers)
    answer = connection.getresponse()
    return answer.status, answer.read().decode("utf-8", "replace")


def number(receipt):
    """The application number of a receipt: what the event in its second line is about."""
    found = re.search(r"^extra (\S+)$", receipt, re.MULTILINE)
    return found and json.loads(base64.b64decode(found[1]))["event"]["subject"]


def main():
    hefu, folder, url, *files = sys.argv[1:]
    port = urllib.parse.urlparse(url).port
    config = str(pathlib.Path(folder) / "office.toml")
    key = subprocess.run([hefu, "exchange", "key", "--config", config], capture_output=True, text=True, check=True).stdout.strip()
    seen, faults = {}, []
    acknowledged = [json.loads(line) for file in files for line in open(file)]
    for one in acknowledged:
        place = f"/applications/{one['draft']}"
        status, before = ask(port, "GET", f"{place}/receipt", one["cookie"])
        if status != 200:
            faults.append(f"{one['draft']}: acknowledged, and its receipt answers {status}")
            continue
        again, _ = ask(port, "POST", f"{place}/check", one["cookie"])
        _, after = ask(port, "GET", f"{place}/receipt", one["cookie"])
        if again != 303 or number(before) != number(after):
            faults.append(f"{one['draft']}: {number(before)}, handed in again answers {again} and is {number(after)}")
        if number(before) in seen:
            faults.append(f"{number(before)} was given twice: {one['draft']}, {seen[number(before)]}")
        seen[number(before)] = one["draft"]
    # A dozen are checked by the command that needs nothing of the office; verify below reads every entry.
    with tempfile.NamedTemporaryFile("w", suffix=".tlog-proof") as file:
        for one in acknowledged[:: max(1, len(acknowledged) // 12)]:
            _, receipt = ask(port, "GET", f"/applications/{one['draft']}/receipt", one["cookie"])
            pathlib.Path(file.name).write_text(receipt)
            if subprocess.run([hefu, "receipt", "check", file.name, "--key", key], capture_output=True).returncode:
                faults.append(f"{one['draft']}: its receipt proves nothing")
    verified = subprocess.run([hefu, "--lang", "en", "office", "verify", "--config", config], capture_output=True, text=True)
    if verified.returncode:
        faults.append(verified.stdout)
    print(f"{len(acknowledged)} acknowledged, {len(seen)} numbers, {len(faults)} faults")
    print(verified.stdout.strip().splitlines()[-1])
    print("\n".join(faults))
    sys.exit(bool(faults) or len(seen) != len(acknowledged))


if __name__ == "__main__":
    main()
