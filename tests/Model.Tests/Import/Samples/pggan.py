"""Files like those of nashory/pggan-pytorch, and the images that they stand for.

Written from its description: a 4x4 convolution of the latents with padding 3; what has grown in is wrapped in one more
name at each step; layers with equalized learning rate scale what they are given by the deviation of their first
weights, which the file doesn't hold: sqrt(1 / fan-in) is expected.
"""
import collections
import math

import torch
import torch.nn.functional as F

MAPS, LATENT = [8, 8, 4], 6


def blocks(scales, grows):
    """(name of the block, resolution's number) from 4 px up, and the name of the last ToRGB."""
    names = ["first_block"]
    for i in range(1, scales):
        wrapped = f"intermediate_{2 << i}x{2 << i}_{4 << i}x{4 << i}.high_resl_block"
        names.append("concat_block.layer2.high_resl_block" if grows and i == scales - 1 else wrapped)
    if grows:
        return names, "concat_block.layer2.high_resl_to_rgb"
    return names, "to_rgb_block" + (".high_resl_to_rgb" if scales > 1 else "")


def state(scales=3, grows=False, equalized=True, pixel=True, latents=False, channels=3):
    torch.manual_seed(17)
    result = collections.OrderedDict()

    def layer(name, *shape):
        result[f"model.{name}.conv.weight" if equalized else f"model.{name}.weight"] = torch.randn(shape) * (1 if equalized else 0.1)
        result[f"model.{name}.bias"] = torch.randn(shape[0]) * 0.3

    names, to_rgb = blocks(scales, grows)
    step = 3 if pixel else 2
    for i, name in enumerate(names):
        at = 1 if i > 0 or latents else 0                                       # after upsampling, or normalization
        before = MAPS[i - 1] if i > 0 else LATENT
        layer(f"{name}.{at}", MAPS[i], before, *((3, 3) if i > 0 else (4, 4)))
        layer(f"{name}.{at + step}", MAPS[i], MAPS[i], 3, 3)
    layer(f"{to_rgb}.0", channels, MAPS[scales - 1], 1, 1)
    if grows:
        layer("concat_block.layer1.low_resl_to_rgb.to_rgb_block.high_resl_to_rgb.0", channels, MAPS[scales - 2], 1, 1)
    return result


def forward(w, z, scales=3, grows=False, equalized=True, pixel=True, latents=False):
    w = {name: value.double() for name, value in w.items()}
    normalize = lambda x: x / (x.pow(2).mean(1, keepdim=True) + 1e-8) ** 0.5
    norm = normalize if pixel else (lambda x: x)

    def conv(x, name, padding):
        k = w[f"model.{name}.conv.weight" if equalized else f"model.{name}.weight"]
        x = x * math.sqrt(1 / k[0].numel()) if equalized else x
        return F.conv2d(x, k, padding=padding) + w[f"model.{name}.bias"].view(1, -1, 1, 1)

    names, to_rgb = blocks(scales, grows)
    step = 3 if pixel else 2
    x = z[:, :, None, None]
    if latents:
        x = normalize(x)
    for i, name in enumerate(names):
        at = 1 if i > 0 or latents else 0
        x = F.interpolate(x, scale_factor=2) if i > 0 else x
        x = norm(F.leaky_relu(conv(x, f"{name}.{at}", 1 if i > 0 else 3), 0.2))
        x = norm(F.leaky_relu(conv(x, f"{name}.{at + step}", 1), 0.2))
    return conv(x, f"{to_rgb}.0", 0)


def make(folder, expected):
    def save(name, end=lambda images: images, **settings):
        w = state(**settings)
        adam = torch.optim.Adam([torch.nn.Parameter(torch.ones(2))])
        torch.save({"resl": 4.5, "state_dict": w, "optimizer": adam.state_dict()}, f"{folder}/{name}",
                   _use_new_zipfile_serialization=False)
        z = torch.randn(2, LATENT, dtype=torch.float64)
        images = end(forward(w, z, **settings))
        expected[name] = {"latents": z.flatten().tolist(), "classes": None, "shape": list(images.shape),
                          "images": images.flatten().tolist()}

    save("gen_R4_T100.pth.tar")
    save("growing.pth.tar", grows=True)
    save("tanh.pth.tar", end=torch.tanh)
    save("first.pth.tar", scales=1)
    save("latents.pth.tar", latents=True)
    save("bare.pth.tar", pixel=False, equalized=False, scales=2)
    w = state()
    torch.save({"state_dict": {**w, "model.first_block.2.running_mean": torch.ones(8)}}, f"{folder}/no-pggan-bn.pth.tar")
    torch.save({"state_dict": {**w, "model.noise": torch.ones(8)}}, f"{folder}/no-pggan-tensor.pth.tar")
    torch.save({"state_dict": {"model.last_block.1.conv.weight": torch.ones(8, 9, 3, 3)}},
               f"{folder}/no-pggan-discriminator.pth.tar")
