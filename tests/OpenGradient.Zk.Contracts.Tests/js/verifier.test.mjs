// SPDX-License-Identifier: Apache-2.0
// ModelVerifier.sol against the native prover's proofs, and against an independent reading of the check list.
//
//   node --test tests/OpenGradient.Zk.Contracts.Tests/js
//
// MUTANTS=<n> tries n changed keys per network (default 400).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { ethers } from 'ethers';
import { artifact, startChain } from './chain.mjs';
import { checkKey, lengths } from './checklist.mjs';

const fixtures = JSON.parse(readFileSync(new URL('fixtures/proofs.json', import.meta.url), 'utf8'));
const contract = artifact('ModelVerifier');
const verifierInterface = new ethers.Interface(contract.abi);
const KEY_ADDRESS = '0x00000000000000000000000000000000000000ff';
const mutants = Number(process.env.MUTANTS ?? 400);

let chain;
let verifier;

const creation = (setup) =>
  ethers.concat([contract.bytecode, ethers.AbiCoder.defaultAbiCoder().encode(['bytes'], [setup])]);

before(async () => {
  chain = await startChain();
  verifier = (await chain.send({ data: creation(fixtures.setup) })).contractAddress;
});

after(() => chain.stop());

// Verifies with the key's bytes laid at KEY_ADDRESS; the digest is that of the key unless said otherwise.
function verify({ key, digest = ethers.keccak256(key), context, pub, proof, code = ethers.concat(['0x00', key]) }) {
  const data = verifierInterface.encodeFunctionData('verify', [digest, KEY_ADDRESS, context, pub, proof]);
  return chain.call({ to: verifier, data }, { [KEY_ADDRESS]: { code: ethers.hexlify(code) } });
}

function changed(bytes, at, change) {
  const copy = ethers.getBytes(bytes).slice();
  copy[at] = change(copy[at]) & 255;
  return copy;
}

// A small generator, so that a failure can be repeated: MUTANTS runs always see the same keys.
function generator(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

for (const name of ['tiny', 'curve']) {
  const honest = fixtures[name];

  test(`${name}: the native prover's proof is accepted`, async () => {
    assert.equal(await verify(honest), 'accepted');
  });

  test(`${name}: no word of the proof can change`, async () => {
    const proof = ethers.getBytes(honest.proof);
    for (let at = 31; at < proof.length; at += 32) {
      assert.notEqual(await verify({ ...honest, proof: changed(proof, at, (byte) => byte ^ 1) }), 'accepted', `byte ${at}`);
    }
  });

  test(`${name}: a scalar above the group order is refused by name`, async () => {
    const proof = ethers.getBytes(honest.proof).slice();
    proof.fill(255, 192, 224); // the first scalar of S1
    assert.equal(await verify({ ...honest, proof }), 'ScalarNotCanonical');
  });

  test(`${name}: other outputs, another context, another key are refused`, async () => {
    for (let at = 3; at < ethers.dataLength(honest.pub); at += 4) {
      assert.equal(await verify({ ...honest, pub: changed(honest.pub, at, (byte) => byte + 1) }), 'HintRejected');
    }
    assert.equal(await verify({ ...honest, context: ethers.ZeroHash }), 'HintRejected');
    assert.equal(await verify({ ...honest, digest: ethers.ZeroHash }), 'KeyDigestMismatch');
    assert.equal(await verify({ ...honest, code: '0x' }), 'KeyMissing');
  });

  test(`${name}: lengths are exact`, async () => {
    assert.equal(await verify({ ...honest, proof: ethers.dataSlice(honest.proof, 32) }), 'ProofLength');
    assert.equal(await verify({ ...honest, proof: ethers.concat([honest.proof, '0x00']) }), 'ProofLength');
    assert.equal(await verify({ ...honest, pub: ethers.dataSlice(honest.pub, 4) }), 'PublicLength');
    assert.equal(await verify({ ...honest, pub: ethers.concat([honest.pub, '0x00000000']) }), 'PublicLength');
  });

  test(`${name}: the last points are checked`, async () => {
    const proof = ethers.getBytes(honest.proof);
    const at = proof.length - 33; // the last byte of [W'_o].y
    assert.equal(await verify({ ...honest, proof: changed(proof, at, (byte) => byte ^ 1) }), 'PointRejected');
  });

  test(`${name}: ${mutants} changed keys get the code of the check list`, async () => {
    const random = generator(name.length);
    const original = ethers.getBytes(honest.key);
    for (let i = 0; i < mutants; ++i) {
      let key = original.slice();
      for (let changes = 1 + (random(4) === 0 ? random(3) : 0); changes > 0; --changes) {
        const at = random(3) === 0 ? random(64) : random(key.length);
        if (at < 28 || at > 31) key[at] = [random(256), key[at] + 1, key[at] - 1, key[at] ^ (1 << random(8)), 0, 255][random(6)];
      }
      if (random(10) === 0) {
        const size = key.length - 20 + random(40); // cut, or followed by zeros
        const resized = new Uint8Array(size);
        resized.set(key.subarray(0, size));
        resized.set(ethers.getBytes(ethers.toBeHex(size, 4)), 28);
        key = resized;
      }
      const code = checkKey(key);
      const fits = code !== 0 || (lengths(key).pub === ethers.dataLength(honest.pub) && lengths(key).proof === ethers.dataLength(honest.proof));
      const answer = await verify({ ...honest, key });
      if (code !== 0) assert.equal(answer, `KeyRejected(${code})`, `mutant ${i}: ${ethers.hexlify(key)}`);
      else if (!fits) assert.match(answer, /^(Proof|Public)Length$/, `mutant ${i}`);
      else if (ethers.hexlify(key) !== honest.key) assert.equal(answer, 'HintRejected', `mutant ${i}`);
    }
  });
}

test('the constructor refuses every changed or exchanged power of the setup', async () => {
  const setup = ethers.getBytes(fixtures.setup);
  const powers = [...Array(28).keys()].map((i) => (i < 14 ? [64 * i, 64] : [896 + 128 * (i - 14), 128]));
  for (const [start, size] of powers) {
    const flipped = changed(setup, start + size - 1, (byte) => byte ^ 1);
    assert.match(await chain.call({ data: creation(flipped) }), /^SetupRejected/);
    const exchanged = setup.slice();
    const group = size === 64 ? 0 : 896;
    const next = group + ((start - group + size) % (14 * size));
    exchanged.set(setup.subarray(next, next + size), start);
    assert.match(await chain.call({ data: creation(exchanged) }), /^SetupRejected/);
  }
});

test('the constructor refuses a setup of infinities', async () => {
  assert.equal(await chain.call({ data: creation(new Uint8Array(2688)) }), 'SetupRejected(0)');
});
