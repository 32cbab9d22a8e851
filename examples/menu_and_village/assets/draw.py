#!/usr/bin/env python3
"""Draws the pictures of the game, which are beside this file: assets/draw.py. Needs nothing but Python.

A picture is a list of shapes, one painted over the other. A shape is a distance to its edge, below 0 inside, so that
edges are smooth. Pictures are licensed like the game."""

import math
import pathlib
import struct
import zlib

HERE = pathlib.Path(__file__).parent


def circle(x, y, r):
    return lambda px, py: math.hypot(px - x, py - y) - r


def ellipse(x, y, rx, ry):
    r = min(rx, ry)
    return lambda px, py: (math.hypot((px - x) / rx, (py - y) / ry) - 1) * r


def box(x, y, w, h, r=0.0):
    """Its upper left corner, its size, and the radius of its corners."""
    cx, cy, hw, hh = x + w / 2, y + h / 2, w / 2 - r, h / 2 - r

    def distance(px, py):
        dx, dy = abs(px - cx) - hw, abs(py - cy) - hh
        return math.hypot(max(dx, 0), max(dy, 0)) + min(max(dx, dy), 0) - r

    return distance


def polygon(*points):
    """Convex, and clockwise as one sees it."""
    edges = list(zip(points, points[1:] + points[:1]))

    def distance(px, py):
        farthest = -1e9
        for (ax, ay), (bx, by) in edges:
            length = math.hypot(bx - ax, by - ay)
            farthest = max(farthest, ((py - ay) * (bx - ax) - (px - ax) * (by - ay)) / -length)
        return farthest

    return distance


def line(ax, ay, bx, by, r):
    length = (bx - ax) ** 2 + (by - ay) ** 2

    def distance(px, py):
        t = min(max(((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length, 0), 1)
        return math.hypot(px - ax - t * (bx - ax), py - ay - t * (by - ay)) - r

    return distance


def soft(shape, width):
    """A blurred edge, this wide."""
    return lambda px, py: shape(px, py) / width


def color(text, alpha=1.0):
    return (*(int(text[i : i + 2], 16) for i in (0, 2, 4)), alpha)


def save(name, w, h, shapes):
    rows = bytearray()
    for y in range(h):
        rows.append(0)
        for x in range(w):
            r = g = b = a = 0.0
            for shape, (sr, sg, sb, sa) in shapes:
                part = min(max(0.5 - shape(x + 0.5, y + 0.5), 0.0), 1.0) * sa
                if part > 0:
                    left = a * (1 - part)
                    a = part + left
                    r, g, b = ((sr * part + r * left) / a, (sg * part + g * left) / a, (sb * part + b * left) / a)
            rows += bytes((round(r), round(g), round(b), round(a * 255)))
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    data = chunk(b"IHDR", struct.pack(">IIBBBBB", w, h, 8, 6, 0, 0, 0))
    data += chunk(b"IDAT", zlib.compress(bytes(rows), 9)) + chunk(b"IEND", b"")
    (HERE / f"{name}.png").write_bytes(b"\x89PNG\r\n\x1a\n" + data)
    print(f"{name}.png {w} x {h}")


def everything(px, py):
    return -9


def house(roof, wall):
    glow = color("ffcf6b")
    shapes = [
        (soft(ellipse(110, 182, 108, 16), 6), color("0a1420", 0.45)),
        (box(150, 22, 20, 50), color("4a3f4f")),
        (box(22, 84, 176, 98, 4), color(wall)),
        (box(22, 150, 176, 32, 4), color("000000", 0.16)),
        (polygon((110, 14), (214, 96), (6, 96)), color(roof)),
        (polygon((110, 14), (214, 96), (110, 96)), color("000000", 0.2)),
        (box(6, 90, 208, 9, 4), color("2c2433", 0.7)),
    ]
    for x in (40, 146):
        shapes += [
            (soft(box(x - 4, 108, 42, 40, 8), 12), color("ffb84d", 0.35)),
            (box(x, 112, 34, 32, 3), color("3a2b33")),
            (box(x + 3, 115, 28, 26, 2), glow),
            (box(x + 15.5, 115, 3, 26), color("3a2b33")),
            (box(x + 3, 126.5, 28, 3), color("3a2b33")),
        ]
    shapes += [
        (box(91, 122, 38, 60, 16), color("3b2730")),
        (box(94, 126, 32, 56, 13), color("7b4a3a")),
        (circle(119, 156, 2.5), glow),
    ]
    return shapes


def tree():
    return [
        (soft(ellipse(60, 138, 50, 10), 5), color("0a1420", 0.45)),
        (polygon((54, 84), (67, 84), (73, 140), (48, 140)), color("4b3640")),
        (circle(36, 70, 29), color("27504a")),
        (circle(84, 72, 28), color("23473f")),
        (circle(60, 42, 34), color("2f5f55")),
        (circle(48, 34, 17), color("3f786a", 0.7)),
        (circle(31, 62, 12), color("38695d", 0.7)),
    ]


def person(coat, hair, extra=()):
    skin = color("f0c8a2")
    return [
        (soft(ellipse(32, 89, 21, 6), 4), color("0a1420", 0.5)),
        (box(21, 74, 9, 15, 4), color("2b2430")),
        (box(34, 74, 9, 15, 4), color("2b2430")),
        (polygon((25, 36), (39, 36), (50, 80), (14, 80)), color(coat)),
        (polygon((32, 36), (39, 36), (50, 80), (32, 80)), color("000000", 0.14)),
        (line(22, 46, 14, 64, 4.5), color(coat)),
        (line(42, 46, 50, 64, 4.5), color(coat)),
        (circle(14, 67, 4), skin),
        (circle(50, 67, 4), skin),
        (circle(32, 24, 16.5), color(hair)),
        (ellipse(32, 27, 13, 13), skin),
        (circle(27, 27, 1.7), color("2b2430")),
        (circle(37, 27, 1.7), color("2b2430")),
        (line(29, 34, 35, 34, 0.9), color("b5655a")),
        *extra,
    ]


def lantern():
    return [
        (line(32, 6, 32, 16, 1.6), color("c9b38a")),
        (polygon((32, 12), (46, 24), (18, 24)), color("7a3b46")),
        (box(20, 23, 24, 32, 4), color("3a2b33")),
        (box(23, 26, 18, 26, 3), color("e9dcc0")),
        (box(31, 26, 2, 26), color("3a2b33")),
        (box(18, 53, 28, 6, 3), color("7a3b46")),
    ]


def post():
    return [
        (soft(ellipse(26, 134, 18, 5), 4), color("0a1420", 0.5)),
        (box(21, 14, 9, 121, 3), color("5b4450")),
        (box(21, 14, 4, 121, 2), color("76596a")),
        (line(26, 20, 54, 20, 3), color("5b4450")),
        (line(28, 38, 46, 22, 2), color("5b4450")),
        (line(52, 20, 52, 30, 1.6), color("c9b38a")),
    ]


def halo():
    # Fades faster near the middle than at the edge, where no edge is to be seen.
    return [(lambda x, y: 0.5 - max(1 - math.hypot(x - 64, y - 64) / 64, 0) ** 2, color("ffffff"))]


def meadow():
    shapes = [(everything, color("1d3a3f"))]
    for x, y, rx, ry, shade in (
        (90, 60, 150, 60, "21434a"), (520, 90, 190, 90, "204248"), (320, 240, 260, 110, "234a48"),
        (120, 310, 150, 70, "1f4043"), (560, 300, 130, 80, "1b363d"),
    ):
        shapes.append((soft(ellipse(x, y, rx, ry), 40), color(shade, 0.8)))
    for ax, ay, bx, by in ((-20, 232, 180, 214), (180, 214, 330, 226), (330, 226, 470, 206), (470, 206, 660, 222),
                           (330, 226, 338, 380), (180, 214, 152, 120), (470, 206, 486, 118)):
        shapes.append((line(ax, ay, bx, by, 17), color("5d5a58")))
    for ax, ay, bx, by in ((-20, 232, 180, 214), (180, 214, 330, 226), (330, 226, 470, 206), (470, 206, 660, 222),
                           (330, 226, 338, 380), (180, 214, 152, 120), (470, 206, 486, 118)):
        shapes.append((line(ax, ay, bx, by, 13), color("77706a")))
    shapes += [
        (ellipse(330, 226, 46, 28), color("5d5a58")), (ellipse(330, 226, 41, 24), color("857c72")),
        (ellipse(80, 300, 58, 26), color("16323f")), (ellipse(80, 299, 53, 22), color("2b5a6e")),
        (ellipse(66, 293, 22, 6), color("4d8397", 0.6)),
    ]
    # Tufts and flowers, always the same ones.
    seed = 11
    for number in range(150):
        seed = (seed * 1103515245 + 12345) % 2**31
        x = seed % 640
        seed = (seed * 1103515245 + 12345) % 2**31
        y = 110 + seed % 250
        if min(shape(x, y) for shape, paint in shapes[6:]) < 5:
            continue
        if number % 5 == 0:
            shapes.append((circle(x, y, 1.6), color(("e7a7c0", "f2e3a0", "a9c7f0")[number % 3], 0.9)))
        else:
            shapes += [(line(x, y, x - 2, y - 4, 0.7), color("3d7264", 0.9)), (line(x, y, x + 2, y - 4, 0.7), color("3d7264", 0.9))]
    return shapes


if __name__ == "__main__":
    save("house_red", 220, 200, house("8e4452", "d9b99b"))
    save("house_blue", 220, 200, house("3f5a86", "cdbfae"))
    save("house_green", 220, 200, house("4d7a5c", "dcc9a3"))
    save("tree", 120, 150, tree())
    save("hero", 64, 96, person("c7574f", "5a3327", [(polygon((22, 38), (42, 38), (40, 45), (24, 45)), color("f0d38a"))]))
    save("baker", 64, 96, person("e5ddd0", "8a5a3c", [
        (ellipse(32, 11, 15, 8), color("ffffff")), (box(20, 11, 24, 7, 2), color("e9e4da")),
        (polygon((27, 48), (37, 48), (42, 80), (22, 80)), color("ffffff", 0.7)),
    ]))
    save("smith", 64, 96, person("59627a", "2f2733", [
        (ellipse(32, 38, 10, 6), color("2f2733")), (polygon((24, 50), (40, 50), (43, 80), (21, 80)), color("6b4a35")),
    ]))
    save("keeper", 64, 96, person("6f4f8c", "c9c6d3", [(polygon((20, 38), (44, 38), (49, 52), (15, 52)), color("8d6cab"))]))
    save("lantern", 64, 64, lantern())
    save("post", 64, 140, post())
    save("halo", 128, 128, halo())
    save("meadow", 640, 360, meadow())
