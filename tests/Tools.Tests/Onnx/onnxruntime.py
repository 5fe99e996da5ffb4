"""Stands in for PyPI's onnxruntime where it is not installed: what the model card's Python uses of it, computed by the test that runs it."""
import json
import sys

import numpy


class InferenceSession:
    def __init__(self, path):
        assert path.endswith(".onnx")

    def run(self, names, inputs):
        assert names == ["images"] and all(value.dtype == numpy.float32 for value in inputs.values())
        print(json.dumps({name: {"shape": value.shape, "data": value.ravel().tolist()} for name, value in inputs.items()}), flush=True)
        images = json.loads(sys.stdin.readline())
        return [numpy.array(images["data"], numpy.float32).reshape(images["shape"])]
