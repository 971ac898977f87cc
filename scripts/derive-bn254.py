#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Derives every constant of BN254 that the sources hold from the curve's one parameter u.

  python3 scripts/derive-bn254.py          prints them
  python3 scripts/derive-bn254.py --check  also compares them with native/src/field/moduli.h

The C++ derives the rest (Montgomery constants, Frobenius factors, loop digits) from the two moduli with its
own code; this script is the second opinion on the moduli and on what the moduli must satisfy.
"""
import pathlib
import re
import sys

U = 4965661367192848881
P = 36 * U**4 + 36 * U**3 + 24 * U**2 + 6 * U + 1
R = 36 * U**4 + 36 * U**3 + 18 * U**2 + 6 * U + 1
MASK = 2**64 - 1


def limbs(n):
    return [n >> (64 * i) & MASK for i in range(4)]


def is_probable_prime(n):
    d, s = n - 1, 0
    while d % 2 == 0:
        d, s = d // 2, s + 1
    for a in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def show(name, n):
    print(f"{name:>16} = 0x{n:064x}  {{{', '.join(f'0x{x:016x}' for x in limbs(n))}}}")


def main():
    assert is_probable_prime(P) and is_probable_prime(R)
    assert P < 2**254 and R < 2**254 and P % 4 == 3 and P % 6 == 1
    assert (P**4 - P**2 + 1) % R == 0, "the embedding degree is 12"
    show("p", P)
    show("r", R)
    for name, m in (("p", P), ("r", R)):
        show(f"2^256 mod {name}", 2**256 % m)
        show(f"2^512 mod {name}", 2**512 % m)
        print(f"{f'-1/{name} mod 2^64':>16} = 0x{-pow(m, -1, 2**64) % 2**64:016x}")
    two_adicity = ((R - 1) & -(R - 1)).bit_length() - 1
    assert two_adicity == 28 and pow(5, (R - 1) // 2, R) == R - 1
    show("root 2^28", pow(5, (R - 1) >> 28, R))
    print(f"{'6u + 2':>16} = {6 * U + 2}")
    if "--check" in sys.argv:
        source = (pathlib.Path(__file__).parent.parent / "native/src/field/moduli.h").read_text()
        found = [
            [int(x, 16) for x in re.findall(r"0x[0-9a-f]+", body)]
            for body in re.findall(r"kModulus = \{(.*?)\}", source, re.S)
        ]
        if found != [limbs(R), limbs(P)]:
            sys.exit("native/src/field/moduli.h does not hold the moduli derived here")
        print("native/src/field/moduli.h agrees")


if __name__ == "__main__":
    main()
