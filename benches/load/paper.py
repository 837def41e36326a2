#!/usr/bin/env python3
"""Writes a PDF of about a million bytes: a page of text and a picture that cannot be pressed further, with a line of forty
zeros in a comment, in whose place each visitor's number is put. usage: paper.py FILE"""

import random
import sys
import zlib


def main():
    noise = random.Random(2026).randbytes(1000 * 1000)
    # Stored, not deflated: noise does not get smaller.
    picture = zlib.compress(noise, 0)
    text = b"BT /F1 11 Tf 72 760 Td (Joint research agreement. Signed by both lead units on 1 May 2029.) Tj ET\nq 400 0 0 400 72 300 cm /I Do Q"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> /XObject << /I 6 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /XObject /Subtype /Image /Width 1000 /Height 1000 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(picture), picture),
    ]
    out = b"%PDF-1.5\n% " + b"0" * 40 + b"\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    with open(sys.argv[1], "wb") as file:
        file.write(out)


if __name__ == "__main__":
    main()
