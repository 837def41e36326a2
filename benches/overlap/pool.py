"""Collects sentences of real prose, each once, from installed or unpacked packages.

    pool.py OUT FOLDER…

FOLDER holds unpacked packages (see run.sh for their names). Writes OUT/en.txt and OUT/zh.txt, one sentence a line, sorted
by a hash so that neighbours come from different pages; the same packages give the same files.
"""

import gzip
import hashlib
import html
import os
import re
import sqlite3
import sys

HAN = re.compile(r"[\u4e00-\u9fff]")
DROP = re.compile(r"(?is)<(script|style|pre|code|table|nav)\b.*?</\1>|<!--.*?-->")
BREAK = re.compile(r"(?i)</?(p|li|dd|dt|h[1-6]|div|td|tr|br|section)\b[^>]*>")
TAG = re.compile(r"<[^>]+>")
MAN = re.compile(r"\\f[A-Z(][A-Z]?|\\[-&|^e]|\\\([a-z]{2}|\\\*\([a-z]{2}|\\s[-+]?\d")
REST = re.compile(r":[a-z:]+:`([^`]*)`|``|\*\*|`_|`")


def texts(path):
    """The running text of a file, paragraphs apart by line feeds."""
    name = path.lower().removesuffix(".gz")
    manual = re.search(r"/man/(?:[a-z_A-Z]+/)?man\d/", path)
    page = name.endswith((".html", ".htm", ".page"))
    plain = name.endswith((".rst", ".rst.txt", ".txt"))
    if name.endswith("laws.db"):
        with sqlite3.connect(path) as laws:
            return "\n\n".join(row[0] for row in laws.execute("SELECT article_text FROM articles ORDER BY id"))
    if not (manual or page or plain):
        return ""
    with (gzip.open if path.endswith(".gz") else open)(path, "rb") as file:
        text = file.read().decode("utf-8", "ignore")
    if page:
        text = BREAK.sub("\n\n", DROP.sub(" ", text))
        text = html.unescape(TAG.sub("", text))
    elif manual:
        lines = (MAN.sub("", line) for line in text.split("\n"))
        text = "\n".join("" if line.startswith((".", "'")) else line for line in lines)
    else:
        if os.path.basename(name) in ("pos.txt", "neg.txt"):
            text = text.replace("\n", "\n\n")
        if os.path.basename(name) == "199801.txt":
            text = re.sub(r"/[A-Za-z]+\s*|[\[\]]", "", text).replace("\n", "\n\n")
        text = REST.sub(lambda m: m.group(1) or "", text)
    return text


def sentences(text):
    for paragraph in re.split(r"\n\s*\n", text):
        han = len(HAN.findall(paragraph))
        if han * 3 >= len(paragraph):
            joined = re.sub(r"\s*\n\s*", "", paragraph)
            for sentence in re.findall(r"[^。！？；]+[。！？；]", joined):
                sentence = re.sub(r"\s+", " ", sentence).strip()
                count = len(HAN.findall(sentence))
                if 15 <= len(sentence) <= 200 and count * 10 >= len(sentence) * 7:
                    yield "zh", sentence
        elif han == 0:
            joined = re.sub(r"\s+", " ", paragraph)
            for sentence in re.findall(r"[A-Z][^.!?]{30,}?[.!?](?=\s|$)", joined):
                words = sentence.split()
                letters = sum(c.isalpha() and c.isascii() or c == " " for c in sentence)
                if 8 <= len(words) <= 60 and letters * 100 >= len(sentence) * 92:
                    yield "en", sentence


def main():
    out, folders = sys.argv[1], sys.argv[2:]
    pools = {"en": {}, "zh": {}}
    for folder in folders:
        for root, folders_below, files in os.walk(folder):
            folders_below.sort()
            # Only English and Chinese pages of packages that hold every language.
            if re.search(r"/(?!en\b|zh)[a-z]{2}([-_][A-Z]{2})?/", root + "/") and re.search("handbook|installation|gnome-user-docs", root):
                continue
            for file in sorted(files):
                path = os.path.join(root, file)
                if os.path.islink(path):
                    continue
                for language, sentence in sentences(texts(path)):
                    key = hashlib.blake2b(re.sub(r"\W", "", sentence.lower()).encode(), digest_size=12).digest()
                    pools[language].setdefault(key, sentence)
    os.makedirs(out, exist_ok=True)
    for language, pool in pools.items():
        with open(os.path.join(out, language + ".txt"), "w", encoding="utf-8") as file:
            file.writelines(pool[key] + "\n" for key in sorted(pool))
        size = sum(len(sentence.encode()) for sentence in pool.values())
        print(f"{language}: {len(pool)} sentences, {size / 1e6:.1f} MB", file=sys.stderr)


main()
