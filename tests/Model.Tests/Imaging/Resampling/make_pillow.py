"""Makes pillow.json: what Pillow (Debian's python3-pil 9.4) resizes a made-up photograph to.

Run it as `python3 make_pillow.py > pillow.json`. The photograph is Encoded.Photo of the tests: waves with grain.
"""
import base64
import json
import math

from PIL import Image


def photo(side):
    grain, pixels = 1, bytearray()
    for i in range(side * side * 3):
        x, y = i // 3 % side, i // 3 // side
        grain = (grain * 1103515245 + 12345) & 0x7FFFFFFF
        value = 128 + 70 * math.sin(0.21 * x + i % 3) + 40 * math.cos(0.33 * y) + (grain >> 16) % 25 - 12
        pixels.append(int(min(max(value, 0), 255)))
    return Image.frombytes("RGB", (side, side), bytes(pixels))


def case(name, old, new):
    pixels = photo(old).reduce(old // new) if name == "reduce" else photo(old).resize((new, new), getattr(Image.Resampling, name))
    return {"filter": name, "from": old, "to": new, "pixels": base64.b64encode(pixels.tobytes()).decode()}


cases = [("BOX", 48, 16), ("reduce", 64, 16), ("LANCZOS", 37, 16), ("LANCZOS", 100, 8), ("LANCZOS", 10, 24), ("LANCZOS", 30, 30)]
print(json.dumps([case(*c) for c in cases], indent=1))
