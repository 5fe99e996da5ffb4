"""Pickles like those of the official TensorFlow code, and the images that they stand for.

A snapshot is (G, D, Gs) of tfutil.Network, whose state is version, name, static_kwargs, build_module_src,
build_func_name and variables. The forward pass is written from networks.py's description of G_paper: weights
[kh,kw,in,out] and [in,out] times gain / sqrt(fan-in), a fused Conv0_up applied as a transposed convolution, images
blended by the fraction of lod.
"""
import json
import math
import pickle
import sys
import types

import numpy
import torch
import torch.nn.functional as F

BASE, MOST, LATENT = 64, 8, 6


class Network:
    """Stands for tfutil.Network."""

    def __init__(self, **state):
        self.state = state

    def __getstate__(self):
        return self.state


Network.__module__ = "tfutil"
sys.modules["tfutil"] = types.ModuleType("tfutil")
sys.modules["tfutil"].Network = Network


def maps(stage):
    return min(int(BASE / 2.0 ** stage), MOST)


def variables(resolution, lod, labels=0, channels=3, fused=True):
    numbers = numpy.random.RandomState(7)
    last = int(math.log2(resolution))
    shapes = [("4x4/Dense", (LATENT + labels, maps(1) * 16), maps(1)), ("4x4/Conv", (3, 3, maps(1), maps(1)), maps(1))]
    for r in range(3, last + 1):
        before, after, name = maps(r - 2), maps(r - 1), f"{2 ** r}x{2 ** r}/"
        shapes += [(name + "Conv0_up", (3, 3, after, before), after) if fused
                   else (name + "Conv0", (3, 3, before, after), after), (name + "Conv1", (3, 3, after, after), after)]
    for r in range(2, last + 1):
        shapes.append((f"ToRGB_lod{last - r}", (1, 1, maps(r - 1), channels), channels))
    result = [("lod", numpy.float32(lod))]
    for name, shape, biases in shapes:
        result.append((name + "/weight", numbers.randn(*shape).astype(numpy.float32)))
        result.append((name + "/bias", (numbers.randn(biases) * 0.2).astype(numpy.float32)))
    return result


def network(name, func, pairs, **settings):
    return Network(version=2, name=name, static_kwargs=settings, build_module_src="raise SystemExit('code was run')",
                   build_func_name=func, variables=pairs)


def forward(pairs, z, resolution, use_wscale=True, use_pixelnorm=True, normalize_latents=True, use_leakyrelu=True,
            **ignored):
    w = {name: torch.from_numpy(numpy.array(value)).double() for name, value in pairs}
    last, lod = int(math.log2(resolution)), float(w["lod"])
    act = (lambda x: F.leaky_relu(x, 0.2)) if use_leakyrelu else torch.relu
    pixel = lambda x: x * torch.rsqrt((x ** 2).mean(1, keepdim=True) + 1e-8)
    norm = pixel if use_pixelnorm else (lambda x: x)

    def weight(name, fan_in, gain=math.sqrt(2)):
        return w[name + "/weight"] * (gain / math.sqrt(fan_in) if use_wscale else 1)

    def conv(x, name, gain=math.sqrt(2)):
        k = weight(name, w[name + "/weight"][..., 0].numel(), gain).permute(3, 2, 0, 1)
        return F.conv2d(x, k, w[name + "/bias"], padding=k.shape[-1] // 2)

    def up_conv(x, name):
        k = weight(name, 9 * x.shape[1])                                        # [kh,kw,out,in]
        k = F.pad(k.permute(2, 3, 0, 1), (1, 1, 1, 1))
        k = k[..., 1:, 1:] + k[..., :-1, 1:] + k[..., 1:, :-1] + k[..., :-1, :-1]   # [out,in,4,4]
        return F.conv_transpose2d(x, k.transpose(0, 1), w[name + "/bias"], stride=2, padding=1)

    def rgb(x, r):
        return conv(x, f"ToRGB_lod{last - r}", 1)

    x = z @ weight("4x4/Dense", z.shape[1], math.sqrt(2) / 4) if not normalize_latents else \
        pixel(z) @ weight("4x4/Dense", z.shape[1], math.sqrt(2) / 4)
    x = norm(act(x.reshape(len(z), -1, 4, 4) + w["4x4/Dense/bias"].reshape(1, -1, 1, 1)))
    x = norm(act(conv(x, "4x4/Conv")))
    images = rgb(x, 2)
    for r in range(3, last + 1):
        if lod >= last - r + 1:
            break
        name = f"{2 ** r}x{2 ** r}/"
        y = up_conv(x, name + "Conv0_up") if name + "Conv0_up/weight" in w \
            else conv(F.interpolate(x, scale_factor=2), name + "Conv0")
        y = norm(act(conv(norm(act(y)), name + "Conv1")))
        fade = max(0.0, lod - (last - r))
        images = rgb(y, r)
        if fade > 0:
            images = images + (F.interpolate(rgb(x, r - 1), scale_factor=2) - images) * fade
        x = y
    return images


def make_goldens(folder, expected, goldens):
    """The golden nets as the official code would keep them, fused and in the middle of growing."""
    data = open(goldens, "rb").read()
    start = 8 + int.from_bytes(data[:8], "little")
    header = {name: value for name, value in json.loads(data[8:start]).items() if name != "__metadata__"}
    golden = {name: numpy.frombuffer(data[start + at["data_offsets"][0]:start + at["data_offsets"][1]], numpy.float32)
              .reshape(at["shape"]) for name, at in header.items()}
    for kind, labels in (("uncond", 0), ("cond", 10)):
        for tag, lod in (("res4_a1", 3), ("res8_a0.25", 2.75), ("res16_a0.7", 1.3), ("res32_a1", 0)):
            if f"{kind}/images/{tag}" not in golden:
                continue
            pairs = [("lod", numpy.float32(lod))]
            for name, value in golden.items():
                if not name.startswith(kind + "/params/"):
                    continue
                name = name[len(kind + "/params/"):]
                name = name.replace("Conv0", "Conv0_up")
                if name.endswith("Conv0_up/weight"):
                    value = value.transpose(2, 3, 0, 1)[::-1, ::-1].copy()      # [kh,kw,out,in], turned
                elif value.ndim == 4:
                    value = value.transpose(2, 3, 1, 0).copy()                  # [kh,kw,in,out]
                elif value.ndim == 2:
                    value = value.T.copy()                                      # [in,out]
                pairs.append((name, value))
            average = network("Gs", "G_paper", pairs, num_channels=3, resolution=32, label_size=labels)
            with open(f"{folder}/golden-{kind}-{tag}.pkl", "wb") as file:
                pickle.dump((average, average, average), file, protocol=4)
            images = golden[f"{kind}/images/{tag}"]
            expected[f"golden-{kind}-{tag}"] = {
                "latents": golden[kind + "/latents"].flatten().tolist(), "shape": list(images.shape),
                "classes": golden["cond/labels"].argmax(1).tolist() if labels else None,
                "images": images.flatten().tolist()}


def make(folder, expected):
    def save(name, protocol, resolution=16, lod=0.0, labels=0, channels=3, fused=True, order="C", alone=False,
             pairs=None, **settings):
        pairs = pairs or variables(resolution, lod, labels, channels, fused)
        if order == "F":
            pairs = [(n, numpy.asfortranarray(v) if v.ndim > 1 else v) for n, v in pairs]
        settings = dict(num_channels=channels, resolution=resolution, label_size=labels, fmap_base=BASE, fmap_max=MOST,
                        latent_size=LATENT, fused_scale=fused, **settings)
        average = network("Gs", "G_paper", pairs, **settings)
        other = [(n, numpy.zeros_like(v)) for n, v in pairs]
        g, d = network("G", "G_paper", other, **settings), network("D", "D_paper", other, **settings)
        with open(f"{folder}/{name}.pkl", "wb") as file:
            pickle.dump(average if alone else (g, d, average), file, protocol=protocol)
        latents = torch.from_numpy(numpy.random.RandomState(5).randn(2, LATENT))
        classes = [0, labels - 1] if labels else None
        z = latents if classes is None else torch.cat([latents, F.one_hot(torch.tensor(classes), labels).double()], 1)
        images = forward(pairs, z, **settings)
        expected[name] = {"latents": latents.flatten().tolist(), "classes": classes, "shape": list(images.shape),
                          "images": images.flatten().tolist()}

    for protocol in (2, 3, 4, 5):
        save(f"tf-fused-{protocol}", protocol)
    save("tf-plain", 4, fused=False)
    save("tf-fading", 4, lod=0.3)
    save("tf-fading-below", 2, resolution=32, lod=1.75, fused=False)
    save("tf-not-grown", 5, resolution=32, lod=3.0)
    save("tf-labels", 4, labels=3, lod=1.0)
    save("tf-grey", 5, channels=1)
    save("tf-alone", 4, alone=True)
    save("tf-columns", 5, order="F")
    save("tf-no-wscale", 4, use_wscale=False, pairs=[(n, v * numpy.float32(0.3)) for n, v in variables(16, 0.4)])
    save("tf-no-pixelnorm", 4, use_pixelnorm=False, normalize_latents=False)
    save("tf-relu", 4, use_leakyrelu=False, pairs=[
        (n, numpy.abs(v) * 4 if "bias" in n else v) for n, v in variables(16, 0.0)])
    save("tf-float16", 4, dtype="float16")

    def refuse(name, content, protocol=4):
        with open(f"{folder}/{name}.pkl", "wb") as file:
            pickle.dump(content, file, protocol=protocol)

    usual = variables(8, 0.0)
    settings = dict(num_channels=3, resolution=8, label_size=0)
    refuse("no-tf-style", network("Gs", "G_style", usual, **settings))
    refuse("no-tf-epsilon", network("Gs", "G_paper", usual, pixelnorm_epsilon=1e-4, **settings))
    refuse("no-tf-resolution", network("Gs", "G_paper", usual, resolution=2048))
    refuse("no-tf-odd-resolution", network("Gs", "G_paper", usual, resolution=24))
    refuse("no-tf-variable", network("Gs", "G_paper", usual + [("8x8/Noise/weight", numpy.ones(3, numpy.float32))],
                                     **settings))
    refuse("no-tf-lod", network("Gs", "G_paper", usual[1:], **settings))
    refuse("no-tf-layer", network("Gs", "G_paper", [p for p in usual if p[0] != "8x8/Conv1/bias"], **settings))
    refuse("no-tf-integers", network("Gs", "G_paper", [
        (n, v.astype(numpy.int32) if "Conv1/weight" in n else v) for n, v in usual], **settings))
    refuse("no-tf-discriminator", (network("G", "G_paper", usual, **settings),))
    refuse("no-tf-theano", Network(build_func_spec={"func": "G_paper"}, param_values=[]))
    refuse("no-tf-labels", network("Gs", "G_paper", usual, **dict(settings, label_size=99)))
    tiny = [("lod", numpy.float32(0)), ("4x4/Dense/weight", numpy.ones((1, 16), numpy.float32)),
            ("4x4/Dense/bias", numpy.ones(1, numpy.float32)), ("4x4/Conv/weight", numpy.ones((3, 3, 1, 1), numpy.float32)),
            ("4x4/Conv/bias", numpy.ones(1, numpy.float32)), ("ToRGB_lod0/weight", numpy.ones((1, 1, 1, 1), numpy.float32)),
            ("ToRGB_lod0/bias", numpy.ones(1, numpy.float32))]
    for protocol in (2, 4, 5):
        refuse(f"tiny-tf-{protocol}", network("Gs", "G_paper", tiny, resolution=4), protocol)
