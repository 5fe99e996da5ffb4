"""Makes small files like those of other programs, and expected.json: the images that they stand for, computed in
float64 by an implementation of its own: /usr/bin/python3 make.py FOLDER (Debian's python3-torch and python3-numpy)."""
import json
import sys

import zoo

folder, expected = sys.argv[1], {}
zoo.make(folder, expected)
with open(f"{folder}/expected.json", "w") as file:
    json.dump(expected, file)
