"""Files like those of the PyTorch GAN zoo, and the images that they stand for.

The forward pass is written from the zoo's description (models/networks/progressive_conv_net.py): every layer gives
(W x + b) * sqrt(2 / fan_in), the dense layer has a bias for each unit, alpha is the weight of the old, lower
resolution, and the losses MSE and DCGAN end images with tanh.
"""
import collections
import math
import os
import pickle
import sys
import types
import zipfile

import numpy
import torch
import torch.nn.functional as F

LATENT, MAPS = 6, [8, 8, 4]


class BaseConfig:
    """Stands for the zoo's class of the same name, which its files mention."""


BaseConfig.__module__ = "models.utils.config"
for name in ("models", "models.utils", "models.utils.config"):
    sys.modules[name] = types.ModuleType(name)
sys.modules["models.utils.config"].BaseConfig = BaseConfig


def state(maps=MAPS, labels=0, channels=3, wrapped=True, prefix=""):
    torch.manual_seed(11)
    shapes = {"formatLayer": (16 * maps[0], LATENT + labels), "groupScale0.0": (maps[0], maps[0], 3, 3)}
    for i, (before, after) in enumerate(zip(maps, maps[1:])):
        shapes[f"scaleLayers.{i}.0"] = (after, before, 3, 3)
        shapes[f"scaleLayers.{i}.1"] = (after, after, 3, 3)
    for i, count in enumerate(maps):
        shapes[f"toRGBLayers.{i}"] = (channels, count, 1, 1)
    result = collections.OrderedDict()
    for layer, shape in shapes.items():
        name = prefix + layer + (".module" if wrapped else "")
        result[name + ".weight"] = torch.randn(shape)
        result[name + ".bias"] = torch.randn(shape[0])
    return result


def config(**changes):
    result = BaseConfig()
    result.__dict__.update(
        depthScale0=MAPS[0], initBiasToZero=True, leakyReluLeak=0.2, depthOtherScales=MAPS[1:],
        perChannelNormalization=True, alpha=0, miniBatchStdDev=True, equalizedlR=True, noiseVectorDim=LATENT,
        dimOutput=3, learningRate=0.001, attribKeysOrder=None, categoryVectorDim=0, weightConditionG=0.0,
        weightConditionD=0.0, GDPP=False, latentVectorDim=LATENT, lossCriterion="WGANGP", lambdaGP=10.0,
        epsilonD=0.001, logisticGradReal=0.0)
    result.__dict__.update(changes)
    return result


def forward(w, z, c, wrapped=True):
    names = {name.replace(".module", ""): value.double() for name, value in w.items()}
    act = lambda x: F.leaky_relu(x, c.leakyReluLeak)
    norm = lambda x: x * torch.rsqrt((x ** 2).mean(1, keepdim=True) + 1e-8)

    def layer(x, name):
        k, b = names[name + ".weight"], names[name + ".bias"]
        y = F.linear(x, k, b) if k.dim() == 2 else F.conv2d(x, k, b, padding=k.shape[-1] // 2)
        return y * math.sqrt(2 / k[0].numel()) if c.equalizedlR else y

    x = norm(act(layer(norm(z), "formatLayer")).view(len(z), -1, 4, 4))
    x = norm(act(layer(x, "groupScale0.0")))
    last = 0
    while f"scaleLayers.{last}.0.weight" in names:
        below = x
        x = F.interpolate(x, scale_factor=2)
        for j in range(2):
            x = norm(act(layer(x, f"scaleLayers.{last}.{j}")))
        last += 1
    x = layer(x, f"toRGBLayers.{last}")
    if last > 0:
        old = F.interpolate(layer(below, f"toRGBLayers.{last - 1}"), scale_factor=2)
        x = float(c.alpha) * old + (1 - float(c.alpha)) * x
    return torch.tanh(x) if c.lossCriterion in ("MSE", "DCGAN") else x


class Harm:
    """What a harmful pickle does when it is run."""

    def __reduce__(self):
        return os.system, ("touch harm-was-done",)


def attributes(**values):
    return {key: {"order": i, "values": list(value)} for i, (key, value) in enumerate(values.items())}


def make(folder, expected):
    def save(name, w, c, legacy=False, content=None):
        latents = torch.randn(2, LATENT, dtype=torch.float64)
        classes = list(range(c.categoryVectorDim))[:2] if c.categoryVectorDim else None
        z = latents if classes is None else torch.cat(
            [latents, F.one_hot(torch.tensor(classes), c.categoryVectorDim).double()], 1)
        torch.save(content or {"config": c, "netG": w, "netD": {}, "avgG": w}, f"{folder}/{name}.pth",
                   _use_new_zipfile_serialization=not legacy)
        if c.perChannelNormalization and len(c.attribKeysOrder or [0]) == 1:
            images = forward(w, z, c)
            expected[name] = {"latents": latents.flatten().tolist(), "classes": classes,
                              "shape": list(images.shape), "images": images.flatten().tolist()}

    w = state()
    save("zoo", w, config(alpha=0.25))
    save("zoo-older-form", w, config(), legacy=True)
    save("zoo-mse", w, config(lossCriterion="MSE"))
    save("zoo-dcgan-loss-fading", w, config(lossCriterion="DCGAN", alpha=0.25), legacy=True)
    save("zoo-logistic", w, config(lossCriterion="Logistic"))
    save("zoo-numpy-alpha", w, config(alpha=numpy.float64(0.3)))
    save("zoo-numpy32-alpha", w, config(alpha=numpy.float32(0.5), leakyReluLeak=numpy.float32(0.2)), legacy=True)
    save("zoo-unwrapped", state(wrapped=False), config())
    alive = {k: v.abs() * 4 if "bias" in k else v for k, v in w.items()}    # all maps at 0 would magnify rounding
    save("zoo-relu", alive, config(leakyReluLeak=0))
    save("zoo-plain-rate", {k: v * 0.3 for k, v in w.items()}, config(equalizedlR=False, alpha=0.4))
    save("zoo-grey-4px", state(maps=[8], channels=1), config(depthOtherScales=[], dimOutput=1))
    save("zoo-labels", state(labels=5), config(
        categoryVectorDim=5, attribKeysOrder=attributes(Main=["cat", "dog", "cow", "owl", "ant"]), alpha=0.6))
    save("zoo-weights-alone", w, config(), content=w)
    save("zoo-weights-alone-mse", w, config(lossCriterion="MSE"), content=w)
    save("zoo-parallel", w, config(), content={"module." + k: v for k, v in w.items()})
    half = {k: v.half() for k, v in w.items()}
    save("zoo-half", half, config())
    save("zoo-bfloat16", {k: v.bfloat16() for k, v in w.items()}, config())
    tiny = {k: v for k, v in state(maps=[1], channels=1).items() if "formatLayer" not in k}
    tiny["formatLayer.module.weight"], tiny["formatLayer.module.bias"] = torch.ones(16, 1), torch.ones(16)
    torch.save(tiny, f"{folder}/tiny-zoo.pth")
    torch.save(tiny, f"{folder}/tiny-zoo-older-form.pth", _use_new_zipfile_serialization=False)
    # what has no like here
    save("no-two-attributes", state(labels=5), config(
        categoryVectorDim=5, attribKeysOrder=attributes(Gender=["M", "W"], Hair=["a", "b", "c"])))
    save("no-normalization", w, config(perChannelNormalization=False))
    for name, content in {
        "no-leak": {"config": config(leakyReluLeak=0.1), "avgG": w},
        "no-loss": {"config": config(lossCriterion="Hinge"), "avgG": w},
        "no-alpha": {"config": config(alpha=1.5), "avgG": w},
        "no-alpha-number": {"config": config(alpha="0.5"), "avgG": w},
        "no-channels": {"config": config(), "avgG": state(channels=2)},
        "no-size": {"config": config(), "avgG": state(maps=[2] * 10)},
        "no-unknown-tensor": {"config": config(), "avgG": {**w, "attention.weight": torch.ones(3)}},
        "no-finite": {"config": config(), "avgG": {
            **w, "toRGBLayers.2.module.bias": torch.tensor([1, math.nan, 1])}},
        "no-stylegan": {"config": config(), "avgG": {"mapping.FC.0.module.weight": torch.ones(3, 3)}},
        "no-dcgan": {"config": config(), "netG": {"main.0.weight": torch.ones(3, 3)}},
        "no-order": {"config": config(), "avgG": {
            **w, "groupScale0.0.module.weight": w["groupScale0.0.module.weight"].transpose(0, 1)}},
    }.items():
        torch.save(content, f"{folder}/{name}.pth")
    with zipfile.ZipFile(f"{folder}/no-code.pth", "w") as file:
        file.writestr("archive/data.pkl", pickle.dumps({"avgG": Harm()}, protocol=2))
    with zipfile.ZipFile(f"{folder}/no-compression.pth", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("archive/data.pkl", pickle.dumps({"avgG": {}}, protocol=2))
        file.writestr("archive/data/0", bytes(100_000_000))
