"""Files like those of akanimax/pro_gan_pytorch, versions 2 and 3, and the images that they stand for.

Written from its description: a transposed 4x4 convolution of the latents, scales sqrt(2 / fan-in) in every layer, no
normalization after the first layer; version 3 normalizes the latents.
"""
import collections
import math

import torch
import torch.nn.functional as F

MAPS, LATENT = [8, 8, 4], 6


def state(third, latent=LATENT, maps=MAPS, channels=3):
    torch.manual_seed(13)
    result = collections.OrderedDict()

    def layer(name, *shape, outputs):
        result[name + ".weight"], result[name + ".bias"] = torch.randn(shape), torch.randn(outputs) * 0.3

    first = "layers.0" if third else "initial_block"
    layer(first + ".conv_1", latent, maps[0], 4, 4, outputs=maps[0])
    layer(first + ".conv_2", maps[0], maps[0], 3, 3, outputs=maps[0])
    for i, (before, after) in enumerate(zip(maps, maps[1:])):
        block = f"layers.{i + third}"
        layer(block + ".conv_1", after, before, 3, 3, outputs=after)
        layer(block + ".conv_2", after, after, 3, 3, outputs=after)
    for i, count in enumerate(maps):
        layer(f"rgb_converters.{i}", channels, count, 1, 1, outputs=channels)
    return result


def forward(w, z, third, scales, use_eql=True):
    w = {name: value.double() for name, value in w.items()}
    norm = lambda x: x / (x.pow(2).mean(1, keepdim=True) + 1e-8).sqrt()
    act = lambda x: F.leaky_relu(x, 0.2)

    def scale(fan_in):
        return math.sqrt(2 / fan_in) if use_eql else 1

    def conv(x, name):
        k = w[name + ".weight"]
        return F.conv2d(x, k * scale(k[0].numel()), w[name + ".bias"], padding=k.shape[-1] // 2)

    first = "layers.0" if third else "initial_block"
    x = (norm(z) if third else z)[:, :, None, None]
    k = w[first + ".conv_1.weight"]
    x = act(F.conv_transpose2d(x, k * scale(k.shape[0]), w[first + ".conv_1.bias"]))
    x = norm(act(conv(x, first + ".conv_2")))
    for i in range(1, scales):
        block = f"layers.{i - 1 + third}"
        x = norm(act(conv(F.interpolate(x, scale_factor=2), block + ".conv_1")))
        x = norm(act(conv(x, block + ".conv_2")))
    return conv(x, f"rgb_converters.{scales - 1}")


def make(folder, expected):
    def save(name, content, w, third, scales, **settings):
        torch.save(content, f"{folder}/{name}")
        z = torch.randn(2, LATENT, dtype=torch.float64)
        images = forward(w, z, third, scales, **settings)
        expected[name] = {"latents": z.flatten().tolist(), "classes": None, "shape": list(images.shape),
                          "images": images.flatten().tolist()}

    def networks(w, **conf):
        whole = lambda s: {"conf": {"depth": 4, "num_channels": 3, "latent_size": LATENT, "use_eql": True, **conf},
                           "state_dict": s}
        adam = torch.optim.Adam([torch.nn.Parameter(torch.ones(2))])
        return {"generator": whole({k: torch.zeros_like(v) for k, v in w.items()}), "discriminator": whole({}),
                "gen_optim": adam.state_dict(), "dis_optim": adam.state_dict(), "shadow_generator": whole(w)}

    w = state(third=True)
    save("depth_4_epoch_3.bin", networks(w), w, True, 3)
    save("depth_3_epoch_1.bin", networks(w), w, True, 2)
    save("renamed.bin", networks(w), w, True, 3)
    save("plain-rate.bin", networks({k: v * 0.3 for k, v in w.items()}, use_eql=False),
         {k: v * 0.3 for k, v in w.items()}, True, 3, use_eql=False)
    alone = networks(w)
    del alone["shadow_generator"]
    alone["generator"]["state_dict"] = w
    save("without-shadow.bin", alone, w, True, 3)
    save("weights.pth", w, w, True, 3)
    old = state(third=False)
    save("GAN_GEN_SHADOW_2.pth", {"module." + k: v for k, v in old.items()}, old, False, 3)
    save("GAN_GEN_1.pth", old, old, False, 2)
    torch.save(networks({**w, "style.weight": torch.ones(2)}), f"{folder}/no-progan-tensor.bin")
    torch.save({"rgb_converters.0.conv.weight": torch.ones(3, 8, 1, 1)}, f"{folder}/no-progan-first.pth")
    torch.save({**w, "layers.0.conv_1.weight": torch.ones(6, 8, 5, 5)}, f"{folder}/no-progan-shape.pth")
