"""Makes small files like those of other programs, and expected.json: the images that they stand for, computed in
float64 by implementations of their own or, for GOLDENS (../../Goldens/generator.safetensors), by another one: /usr/bin/python3 make.py FOLDER GOLDENS (Debian's python3-torch and python3-numpy)."""
import json
import sys

import pggan
import progan
import tensorflow
import zoo

folder, expected = sys.argv[1], {}
zoo.make(folder, expected)
tensorflow.make(folder, expected)
progan.make(folder, expected)
pggan.make(folder, expected)
tensorflow.make_goldens(folder, expected, sys.argv[2])
with open(f"{folder}/expected.json", "w") as file:
    json.dump(expected, file)
