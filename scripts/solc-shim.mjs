#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Makes solc-js (npm) look like the solc program to forge, which asks two things: --version, and --standard-json with
// the input on stdin. foundry.toml names this file as its compiler, so nothing is downloaded.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const require = createRequire(import.meta.url);
const solc = require('solc');

if (process.argv.includes('--version')) {
  // "0.8.37+commit.x.Emscripten.clang" becomes the line of a native build, which is what forge can read.
  const version = solc.version().replace('Emscripten.clang', 'Linux.g++');
  process.stdout.write(`solc, the solidity compiler commandline interface\nVersion: ${version}\n`);
} else if (process.argv.includes('--standard-json')) {
  process.stdout.write(solc.compile(readFileSync(0, 'utf8')));
} else {
  process.stderr.write('solc-shim: only --version and --standard-json are understood; forge asks nothing else.\n');
  process.exitCode = 2;
}
