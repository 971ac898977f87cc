// SPDX-License-Identifier: Apache-2.0
// The check list of circuits/protocol.md §8.7, read a third time: independent of the C++ and the Solidity reading,
// and written for comparison with the page rather than for speed.
import { ethers } from 'ethers';

const Q = 21888242871839275222246405745257275088696311157297823662689037894645226208583n;

// The code with which a key is refused, or 0.
export function checkKey(key) {
  const u16 = (at) => (key[at] << 8) | key[at + 1];
  const u32 = (at) => u16(at) * 65536 + u16(at + 2);
  const word = (at) => ethers.toBigInt(key.slice(at, at + 32));

  if (key.length < 64 || u32(28) !== key.length) return 1;
  if (ethers.hexlify(key.slice(0, 5)) !== '0x534d5a3101') return 2;
  const hasT = (key[5] & 1) === 1;
  if (key[5] > 1 || key[19] !== 0 || key[16] !== 255 || (key[15] === 255) === hasT) return 3;

  const [nL, nK, nF, t, NB1, NE1, NB2, NC] = key.slice(6, 14);
  const variables = new Map([[0, key[14]], [3, key[17]], [4, key[18]], ...(hasT ? [[1, key[15]]] : [])]);
  if (t < 5 || t > 13 || t >= nF || nF > 26) return 4;
  if (nL < 1 || nL > Math.min(24, nF) || nK > Math.min(24, nF)) return 4;
  if ([...variables.values()].some((n) => n < 1 || n > nF)) return 4;

  const [instructions, terms, nPub] = [u16(20), u16(22), u32(24)];
  if (NB1 < 1 || NB1 > 8 || NE1 > 64 || NB2 > 64 || NC < 1 || NC > 200) return 5;
  if (NB2 >= 1 !== nK >= 1 || instructions > 900 || terms > 600 || nPub < 1 || nPub > 16384) return 5;

  const points = hasT ? 2 : 1;
  let at = 64 + 64 * points;
  if (at + 8 * instructions > key.length) return 6;
  for (let i = 0; i < points; ++i) {
    const [x, y] = [word(64 + 64 * i), word(96 + 64 * i)];
    if (x >= Q || y >= Q || (x === 0n && y === 0n)) return 7;
  }

  const claims = 2 + NB1 + NE1 + NB2 + NC;
  const length = (pt) => (pt === 0 ? nL : nK);
  let scalars = 7 + NB1 + NE1 + NB2;
  let published = 0;
  for (let i = 0; i < instructions; ++i, at += 8) {
    const rest = (from) => key.slice(at + from, at + 8).some((byte) => byte !== 0);
    const [a, b, c] = [u16(at + 1), u16(at + 3), u16(at + 5)];
    const [pt, lo, len] = key.slice(at + 1, at + 4);
    const run = () => pt > 1 || len < 1 || lo + len > length(pt);
    switch (key[at]) {
      case 1: case 3:
        if (rest(5)) return 8;
        if (a >= scalars || b >= scalars) return 9;
        break;
      case 2:
        if (rest(7)) return 8;
        if (a >= scalars || b >= scalars || c >= scalars) return 9;
        break;
      case 4:
        if (run() || u32(at + 4) >= 2 ** len) return 9;
        break;
      case 5:
        if (rest(5)) return 8;
        break;
      case 6:
        if (rest(5)) return 8;
        if (a >= claims || b >= scalars) return 9;
        break;
      case 7:
        if (rest(4)) return 8;
        if (run()) return 9;
        break;
      case 8:
        if (a !== published || b < 1 || a + b > nPub) return 10;
        published += b;
        break;
      default:
        return 8;
    }
    if (key[at] !== 6) ++scalars;
  }
  if (published !== nPub) return 10;

  for (let i = 0; i < terms; ++i) {
    if (at + 8 > key.length) return 6;
    const [stack, segments] = [key[at], key[at + 1]];
    if (!variables.has(stack) || segments < 1 || u16(at + 2) >= claims) return 11;
    if (u16(at + 4) >= scalars || u16(at + 6) >= scalars) return 11;
    at += 8;
    let consumed = 0;
    for (let j = 0; j < segments; ++j, at += 4) {
      if (at + 4 > key.length) return 6;
      const [op, a, b] = [key[at], key[at + 1], u16(at + 2)];
      if (op < 1 || op > 7 || (op === 1 && j > 0) || (op === 3 && b !== 0)) return 12;
      if (a < 1) return 13;
      if (op === 1 && (b > 1 || a > length(b))) return 13;
      if (op === 2 && (b >> 8 > 1 || (b & 255) + a > length(b >> 8))) return 13;
      if (op === 4 && (a > 16 || b >= 2 ** a)) return 13;
      if (op === 5 && (a > 3 || b + 2 ** a > scalars)) return 13;
      if (op === 6 && b >= scalars) return 13;
      if (op === 7 && (a > 16 || a > nK || b < 1 || b >= 2 ** a)) return 13;
      consumed += a;
      if (consumed > variables.get(stack)) return 14;
    }
    if (consumed !== variables.get(stack)) return 14;
  }
  return at === key.length ? 0 : 6;
}

// The lengths that a good key prescribes, §1.4 and §4.2.
export function lengths(key) {
  const [nL, nK, nF, , NB1, NE1, NB2] = key.slice(6, 13);
  const rounds = 2 * nL + (NB1 > 0) + 2 * nK + (NB2 > 0) + 2 * nF;
  return {
    pub: 4 * ethers.toNumber(key.slice(24, 28)),
    proof: 640 + 32 * (rounds + NB1 + NE1 + NB2 + 9),
  };
}
