#!/usr/bin/python3
"""One training step of the same progressive GAN in plain PyTorch: what src/Model is measured against.

Straightforward module code as a person would write it: nearest upsampling then convolution, convolution then average
pooling, WGAN-GP with drift, the minibatch standard deviation layer, equalized learning rate, an average Gs, torch.optim.Adam.

Reads lines "RESOLUTION FMAPS MINIBATCH CHANNELS SECONDS" and answers each with images/s of one round, so that the caller can
take turns with it on a noisy machine.
"""
import math
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn


class EqualizedConv2d(nn.Module):
    def __init__(self, inputs, outputs, kernel, gain=math.sqrt(2)):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(outputs, inputs, kernel, kernel))
        self.bias = nn.Parameter(torch.zeros(outputs))
        self.scale = gain / math.sqrt(inputs * kernel * kernel)

    def forward(self, x):
        return F.conv2d(x, self.weight * self.scale, self.bias, padding=self.weight.shape[2] // 2)


class EqualizedLinear(nn.Module):
    def __init__(self, inputs, outputs, gain=math.sqrt(2)):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(outputs, inputs))
        self.bias = nn.Parameter(torch.zeros(outputs))
        self.scale = gain / math.sqrt(inputs)

    def forward(self, x):
        return F.linear(x, self.weight * self.scale, self.bias)


def pixel_norm(x):
    return x * torch.rsqrt(x.square().mean(1, keepdim=True) + 1e-8)


def minibatch_stddev(x, group=4):
    n, c, h, w = x.shape
    y = x.reshape(group, n // group, c, h, w)
    y = torch.sqrt((y - y.mean(0, keepdim=True)).square().mean(0) + 1e-8)
    y = y.mean([1, 2, 3], keepdim=True).repeat(group, 1, h, w)
    return torch.cat([x, y], 1)


class Generator(nn.Module):
    def __init__(self, resolution, fmaps, latent, channels):
        super().__init__()
        self.fmaps = fmaps
        self.dense = nn.Linear(latent, fmaps * 16, bias=False)
        nn.init.normal_(self.dense.weight)
        self.dense_scale = math.sqrt(2) / 4 / math.sqrt(latent)
        self.dense_bias = nn.Parameter(torch.zeros(fmaps))
        self.conv = EqualizedConv2d(fmaps, fmaps, 3)
        self.blocks = nn.ModuleList()
        for _ in range(int(math.log2(resolution)) - 2):
            self.blocks.append(nn.ModuleList([EqualizedConv2d(fmaps, fmaps, 3), EqualizedConv2d(fmaps, fmaps, 3)]))
        self.to_rgb = EqualizedConv2d(fmaps, channels, 1, gain=1)

    def forward(self, z):
        x = F.linear(pixel_norm(z), self.dense.weight * self.dense_scale).reshape(-1, self.fmaps, 4, 4)
        x = pixel_norm(F.leaky_relu(x + self.dense_bias[None, :, None, None], 0.2))
        x = pixel_norm(F.leaky_relu(self.conv(x), 0.2))
        for conv0, conv1 in self.blocks:
            x = F.interpolate(x, scale_factor=2, mode="nearest")
            x = pixel_norm(F.leaky_relu(conv0(x), 0.2))
            x = pixel_norm(F.leaky_relu(conv1(x), 0.2))
        return self.to_rgb(x)


class Discriminator(nn.Module):
    def __init__(self, resolution, fmaps, channels):
        super().__init__()
        self.from_rgb = EqualizedConv2d(channels, fmaps, 1)
        self.blocks = nn.ModuleList()
        for _ in range(int(math.log2(resolution)) - 2):
            self.blocks.append(nn.ModuleList([EqualizedConv2d(fmaps, fmaps, 3), EqualizedConv2d(fmaps, fmaps, 3)]))
        self.conv = EqualizedConv2d(fmaps + 1, fmaps, 3)
        self.dense0 = EqualizedLinear(fmaps * 16, fmaps)
        self.dense1 = EqualizedLinear(fmaps, 1, gain=1)

    def forward(self, images):
        x = F.leaky_relu(self.from_rgb(images), 0.2)
        for conv0, conv1 in self.blocks:
            x = F.leaky_relu(conv0(x), 0.2)
            x = F.avg_pool2d(F.leaky_relu(conv1(x), 0.2), 2)
        x = F.leaky_relu(self.conv(minibatch_stddev(x)), 0.2)
        x = F.leaky_relu(self.dense0(x.flatten(1)), 0.2)
        return self.dense1(x)[:, 0]


class Step:
    def __init__(self, resolution, fmaps, minibatch, channels):
        torch.manual_seed(0)
        self.minibatch, self.latent = minibatch, fmaps
        self.g = Generator(resolution, fmaps, fmaps, channels)
        self.d = Discriminator(resolution, fmaps, channels)
        self.gs = Generator(resolution, fmaps, fmaps, channels)
        self.gs.load_state_dict(self.g.state_dict())
        self.g_adam = torch.optim.Adam(self.g.parameters(), lr=0.001, betas=(0, 0.99), eps=1e-8)
        self.d_adam = torch.optim.Adam(self.d.parameters(), lr=0.001, betas=(0, 0.99), eps=1e-8)
        self.reals = torch.rand(minibatch, channels, resolution, resolution) * 2 - 1

    def __call__(self):
        with torch.no_grad():
            fakes = self.g(torch.randn(self.minibatch, self.latent))
        real_scores, fake_scores = self.d(self.reals), self.d(fakes)
        mixed = (self.reals + (fakes - self.reals) * torch.rand(self.minibatch, 1, 1, 1)).requires_grad_(True)
        gradient = torch.autograd.grad(self.d(mixed).sum(), mixed, create_graph=True)[0]
        penalty = (gradient.flatten(1).square().sum(1).sqrt() - 1).square()
        d_loss = (fake_scores - real_scores + 10 * penalty + 0.001 * real_scores.square()).mean()
        self.d_adam.zero_grad(set_to_none=True)
        d_loss.backward()
        self.d_adam.step()

        with torch.no_grad():
            for average, parameter in zip(self.gs.parameters(), self.g.parameters()):
                average.lerp_(parameter, 0.001)

        self.d.requires_grad_(False)
        g_loss = -self.d(self.g(torch.randn(self.minibatch, self.latent))).mean()
        self.g_adam.zero_grad(set_to_none=True)
        g_loss.backward()
        self.g_adam.step()
        self.d.requires_grad_(True)
        return d_loss.item(), g_loss.item()


def main():
    torch.set_num_threads(1)
    steps = {}
    for line in sys.stdin:
        *shape, seconds = line.split()
        key = tuple(map(int, shape))
        if key not in steps:
            steps[key] = Step(*key)
            for _ in range(3):
                steps[key]()
        count, start = 0, time.perf_counter()
        while time.perf_counter() - start < float(seconds):
            steps[key]()
            count += 1
        print(count * steps[key].minibatch / (time.perf_counter() - start), flush=True)


if __name__ == "__main__":
    main()
