#!/usr/bin/env python3
"""Fills an office for the measurement, through its pages: officers, a notice that is open, people, applications handed in, and
drafts that wait to be handed in. Writes, as JSON lines, who may do what:

    submissions.jsonl  a draft each, everything but the agreement's document filled in
    pages.jsonl        an applicant with one application handed in
    officers.jsonl     the form check

usage: seed.py HEFU FOLDER --applications 2400 --drafts 600
"""

import argparse
import datetime
import http.client
import json
import pathlib
import re
import subprocess
import time
import urllib.parse

PEOPLE = 200


class Person:
    """Somebody with a session and a connection of their own."""

    def __init__(self, port, cookie=""):
        self.port, self.cookie = port, cookie
        self.connection, self.used = http.client.HTTPConnection("127.0.0.1", port, timeout=120), 0.0

    def ask(self, method, path, form=None):
        headers = {"Cookie": f"hefu-session={self.cookie}", "Sec-Fetch-Site": "same-origin"}
        body = None
        if form is not None:
            body = urllib.parse.urlencode(form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        # The office closes connections on which nothing is asked for some seconds.
        if time.monotonic() - self.used > 2:
            self.connection.close()
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        self.used = time.monotonic()
        if answer.status >= 400:
            raise SystemExit(f"{method} {path} answers {answer.status}: {text[:2000]}")
        return answer, text

    def get(self, path):
        return self.ask("GET", path)[1]

    def post(self, path, form):
        return self.ask("POST", path, form)


def rows(*all_rows):
    return {f"rows-{at}-{field}": value for at, row in enumerate(all_rows) for field, value in row.items()}


def sections(number, people):
    """An application of the usual size: six units' and people's rows, six tasks, four deliverables, money, evidence."""
    units = ["示例大學", "範例科技大學", "示範醫院", "樣本大學"]
    sides = ["香港方", "內地方"]
    yield "project", {
        "topic": "人工智能", "title": f"面向城市公共服務的智能決策聯合研究（第{number}號）",
        "title_english": f"Joint research on decisions for public services, no. {number}",
        "start": "2030-01-01", "end": "2031-12-31", "field:problem": "城市公共服務的需求預測與資源調度。" * 12,
    }
    yield "units", rows(*[
        {"side": sides[at % 2], "name": unit, "english": f"Sample {at}", "role": "牽頭" if at < 2 else "參與", "kind": "高等學校"}
        for at, unit in enumerate(units)
    ])
    yield "people", rows(*[
        {"side": sides[at % 2], "name": name, "role": "項目負責人" if at < 2 else "成員", "unit": units[at % 4]}
        for at, name in enumerate(people)
    ])
    yield "tasks", rows(*[
        {"code": f"T{at}", "title": f"任務{at}：模型與方法研究", "sides": sides[at % 2], "unit": units[at % 4], "person_months": "12"}
        for at in range(1, 7)
    ])
    yield "deliverables", rows(*[{"code": f"D{at}", "title": f"成果{at}", "tasks": f"T{at}", "sides": sides[at % 2]} for at in range(1, 5)])
    yield "budget", rows(*[
        {"source": "自籌", "side": "香港方", "amount": "1200000", "currency": "HKD"},
        {"source": "對方資助", "side": "內地方", "amount": "2000000", "currency": "CNY"},
    ])
    yield "agreement", {"agreement_kind": "合作協議", "agreement_signed": "2029-05-01", "agreement_parties": "示例大學；範例科技大學"}


def begin(person, number):
    """A draft with every section filled. Gives its id and the version of its agreement."""
    answer, _ = person.post("/applications", {"direction": "1.1"})
    draft = re.match(r"/applications/([0-9a-z]+)", answer.getheader("location"))[1]
    version = 0
    for section, form in sections(number, ["陳家豪", "陳志明", "黃詩雅", "林文慧", "梁國偉", "張建國"]):
        _, text = person.post(f"/applications/{draft}/form/{section}/save", {"version": 0, **form})
        version = json.loads(text)["version"]
    return draft, version


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("hefu")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--applications", type=int, default=2400)
    parser.add_argument("--drafts", type=int, default=600)
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    config = args.folder / "office.toml"
    hefu = [args.hefu, "--lang", "en"]
    subprocess.run([*hefu, "office", "new", "--side", "hongkong", "--out", str(config)], check=True)
    text = config.read_text().replace('authority = ""', 'authority = "範例署（虛構）"').replace(':8080"', ':0"')
    config.write_text(text + "demo = true\n")
    subprocess.run([*hefu, "office", "administrator", "--config", str(config), "--name", "管理", "--email", "a@example.org"], check=True)
    served = subprocess.Popen([*hefu, "serve", "--config", str(config)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        port = int(re.search(r":(\d+)", served.stdout.readline().split("//")[1])[1])
        fill(args, port)
    finally:
        served.terminate()
        served.wait()


def fill(args, port):
    visitor = Person(port)
    accounts = lambda: dict(
        (name, account)
        for account, name in re.findall(r'name="account" value="([^"]+)"[^>]*>\s*<label[^>]*>([^<]*)<', visitor.get("/sign-in"))
    )

    def sign_in(account):
        answer, _ = visitor.post("/sign-in", {"account": account, "back": "/"})
        return Person(port, re.search(r"hefu-session=([^;]+)", answer.getheader("set-cookie"))[1])

    boss = sign_in(accounts()["管理"])
    names = ["主管", "審查", *[f"申請人{number:03}" for number in range(PEOPLE)]]
    for at, name in enumerate(names):
        boss.post("/accounts", {"name": name, "email": f"{at}@people.example.org"})
    known = accounts()
    for name, role in [("主管", "programme_officer"), ("審查", "form_check_officer")]:
        boss.post("/accounts/roles", {"account": known[name], "role": role, "act": "give"})
    day = lambda days: (datetime.datetime.now() + datetime.timedelta(days=days)).strftime("%Y-%m-%d 12:00")
    sign_in(known["主管"]).post("/notices/1.1", {
        "number": "1", "opens": day(-2), "closes": day(30), "contact": "call@example.org", "basis": "合作協議（示例）",
    })
    people = [sign_in(known[name]) for name in names[2:]]
    out = {name: (args.folder / f"{name}.jsonl").open("w") for name in ["submissions", "pages", "officers"]}
    for number in range(args.applications):
        person = people[number % PEOPLE]
        draft, _ = begin(person, number)
        person.post(f"/applications/{draft}/check", {"act": "submit"})
        out["pages"].write(json.dumps({"cookie": person.cookie, "draft": draft}) + "\n")
    for number in range(args.drafts):
        person = people[number % PEOPLE]
        draft, version = begin(person, args.applications + number)
        out["submissions"].write(json.dumps({"cookie": person.cookie, "draft": draft, "version": str(version)}) + "\n")
    out["officers"].write(json.dumps({"cookie": sign_in(known["審查"]).cookie}) + "\n")


if __name__ == "__main__":
    main()
