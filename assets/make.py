#!/usr/bin/env python3
"""Makes the sounds of the game, which are beside this file: assets/make.py. Needs nothing but Python.

A sound is a function of the time in seconds, from -1 to 1. Sounds are licensed like the game."""

import math
import pathlib
import random
import struct
import wave

HERE = pathlib.Path(__file__).parent
RATE = 22_050


def save(name, seconds, sound):
    random.seed(name)
    samples = [max(-1.0, min(1.0, sound(number / RATE))) for number in range(int(seconds * RATE))]
    # Without a step at the end, which clicks.
    for number in range(200):
        samples[-1 - number] *= number / 200
    with wave.open(str(HERE / f"{name}.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(b"".join(struct.pack("<h", round(30_000 * sample)) for sample in samples))
    print(f"{name}.wav {seconds} s")


def sliding(begin, end, seconds):
    """The phase of a tone that slides from one pitch to another."""
    return lambda t: math.tau * (begin * t + (end - begin) * t * t / (2 * seconds))


def noise(dullness):
    """Noise; the higher, the duller."""
    last = 0.0

    def sound(_):
        nonlocal last
        last += (random.uniform(-1, 1) - last) / dullness
        return last * math.sqrt(dullness)

    return sound


def shot():
    phase = sliding(1400, 280, 0.16)
    return lambda t: 0.5 * math.sin(phase(t)) * math.exp(-18 * t)


def burst(dullness, fall):
    hiss = noise(dullness)
    return lambda t: hiss(t) * math.exp(-fall * t)


def wave_comes():
    def sound(t):
        tone = (392, 523.25, 659.25)[min(int(t / 0.14), 2)]
        return 0.35 * math.sin(math.tau * tone * t) * math.exp(-5 * (t % 0.14 if t < 0.28 else t - 0.28))

    return sound


def pick():
    return lambda t: 0.4 * math.sin(math.tau * 880 * t) * math.exp(-40 * t)


if __name__ == "__main__":
    save("shot", 0.16, shot())
    save("rock", 0.5, burst(6, 9))
    save("ship", 1.2, burst(16, 3.5))
    save("wave", 0.8, wave_comes())
    save("pick", 0.1, pick())
