// SPDX-License-Identifier: Apache-2.0
// Not for users: scripts/regenerate-golden runs it.
// encode-calldata.mjs <golden folder>: the calldata of ModelVerifier.verify for its proof, with the key at the stand-in
// address 0x00000000000000000000000000000000000c0de0, as hex in calldata.txt.
import { readFileSync, writeFileSync } from 'node:fs';
import { Interface, keccak256 } from 'ethers';

const folder = process.argv[2];
const bytes = (name) => new Uint8Array(readFileSync(`${folder}/${name}`));
const verifier = new Interface(['function verify(bytes32 vkDigest, address key, bytes32 context, bytes pub, bytes proof)']);
writeFileSync(`${folder}/calldata.txt`, verifier.encodeFunctionData('verify', [
  keccak256(bytes('key.ogvk')), '0x00000000000000000000000000000000000c0de0', bytes('context.bin'), bytes('published.bin'), bytes('proof.bin'),
]) + '\n');
