// SPDX-License-Identifier: Apache-2.0
// Not for users: scripts/regenerate-golden runs it.
// quantize-input.mjs <schema.json> <input.json> <inputs.bin>: x -> clamp(round(x / scale) + zeroPoint), int32 little-endian:
// a second, tiny implementation of input quantization, for the golden files.
import { readFileSync, writeFileSync } from 'node:fs';

const [schemaPath, inputPath, outPath] = process.argv.slice(2);
const schema = JSON.parse(readFileSync(schemaPath, 'utf8'));
const { input_data: rows } = JSON.parse(readFileSync(inputPath, 'utf8'));
const top = 2 ** schema.bits - 1;
// Half away from zero, as .NET's MidpointRounding.AwayFromZero; scales make exact halves rare.
const round = (v) => Math.sign(v) * Math.round(Math.abs(v));
const integers = schema.inputs.flatMap((input, i) =>
  rows[i].map((x) => Math.min(top, Math.max(0, round(x / input.scale) + input.zeroPoint))));
const out = Buffer.alloc(4 * integers.length);
integers.forEach((v, i) => out.writeInt32LE(v, 4 * i));
writeFileSync(outPath, out);
