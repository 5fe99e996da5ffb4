"""Makes small files like those of the PyTorch GAN zoo, and the images that they stand for: python3 make_zoo.py (Debian's python3-torch).

The forward pass below is written from the zoo's description (models/networks/progressive_conv_net.py): every layer gives
(W x + b) * sqrt(2 / fan_in), the dense layer has a bias for each unit, and alpha is the weight of the old, lower resolution.
"""
import collections
import json
import math
import pickle
import sys
import types
import zipfile

import torch
import torch.nn.functional as F

LATENT, MAPS, CHANNELS = 6, [8, 8, 4], 3


class BaseConfig:
    """Stands for the zoo's class of the same name, which its files mention."""


BaseConfig.__module__ = "models.utils.config"
for name in ("models", "models.utils", "models.utils.config"):
    sys.modules[name] = types.ModuleType(name)
sys.modules["models.utils.config"].BaseConfig = BaseConfig


def state():
    torch.manual_seed(11)
    shapes = {"formatLayer": (16 * MAPS[0], LATENT), "groupScale0.0": (MAPS[0], MAPS[0], 3, 3)}
    for i, (before, after) in enumerate(zip(MAPS, MAPS[1:])):
        shapes[f"scaleLayers.{i}.0"] = (after, before, 3, 3)
        shapes[f"scaleLayers.{i}.1"] = (after, after, 3, 3)
    for i, maps in enumerate(MAPS):
        shapes[f"toRGBLayers.{i}"] = (CHANNELS, maps, 1, 1)
    result = collections.OrderedDict()
    for layer, shape in shapes.items():
        result[layer + ".module.weight"] = torch.randn(shape)
        result[layer + ".module.bias"] = torch.randn(shape[0])
    return result


def forward(w, z, alpha):
    def scale(name):
        return math.sqrt(2 / w[name + ".module.weight"][0].numel())

    def conv(x, name):
        k = w[name + ".module.weight"].double()
        return F.conv2d(x, k, w[name + ".module.bias"].double(), padding=k.shape[-1] // 2) * scale(name)

    def norm(x):
        return x * torch.rsqrt((x ** 2).mean(1, keepdim=True) + 1e-8)

    x = F.linear(norm(z), w["formatLayer.module.weight"].double(), w["formatLayer.module.bias"].double()) * scale("formatLayer")
    x = norm(F.leaky_relu(x, 0.2).view(len(z), -1, 4, 4))
    x = norm(F.leaky_relu(conv(x, "groupScale0.0"), 0.2))
    for i in range(len(MAPS) - 1):
        below = x
        x = F.interpolate(x, scale_factor=2)
        for j in range(2):
            x = norm(F.leaky_relu(conv(x, f"scaleLayers.{i}.{j}"), 0.2))
    last = len(MAPS) - 1
    old = F.interpolate(conv(below, f"toRGBLayers.{last - 1}"), scale_factor=2)
    return alpha * old + (1 - alpha) * conv(x, f"toRGBLayers.{last}")


def main():
    w = state()
    z = torch.randn(2, LATENT, dtype=torch.float64)
    expected = {"latents": z.flatten().tolist()}
    for name, alpha, legacy in (("zoo", 0.25, False), ("zoo_legacy", 0.0, True)):
        config = BaseConfig()
        config.__dict__.update(alpha=alpha, leakyReluLeak=0.2, perChannelNormalization=True, equalizedlR=True, categoryVectorDim=0, depthScales=MAPS)
        torch.save({"config": config, "netG": {}, "avgG": w}, name + ".pth", _use_new_zipfile_serialization=not legacy)
        expected[name] = forward(w, z, alpha).flatten().tolist()
    with open("zoo.json", "w") as file:
        json.dump(expected, file)

    class Harm:
        def __reduce__(self):
            import os
            return os.system, ("touch harm-was-done",)

    with zipfile.ZipFile("harmful.pth", "w") as file:
        file.writestr("archive/data.pkl", pickle.dumps({"avgG": Harm()}, protocol=2))


main()
