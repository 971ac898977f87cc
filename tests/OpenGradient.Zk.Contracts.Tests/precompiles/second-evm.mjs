#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// A second EVM, independent of anvil, whose precompiles can be taken away or made to lie: protocol.md §10.3.
// stdin: { verifier: creation code with arguments, cases: [{ name, faults, creation } | { name, faults, key, data, gas }] }
//   faults    { "0x08": { kind, ... } }: what is wrong with the precompile at an address; see `faulty`
//   creation  runs creation code; key, data: calls a verifier that was deployed on a sound EVM, with this key in place
// stdout: { code: the verifier's runtime code, answers: [{ name, ok, data, gas }] }, gas without the 21,000 and calldata.
// PrecompileTests.cs asks and judges.
import { readFileSync } from 'node:fs';
import { Common, Hardfork, Mainnet } from '@ethereumjs/common';
import { createEVM } from '@ethereumjs/evm';
import { bytesToHex, createAddressFromString, hexToBytes } from '@ethereumjs/util';

const TRANSACTION_GAS = 2n ** 24n; // EIP-7825
const VERIFIER = createAddressFromString('0x' + '0e'.repeat(20));
const KEY = createAddressFromString('0x00000000000000000000000000000000000c0de0'); // as in VerifierOnChain.Calldata

const common = () => new Common({ chain: Mainnet, hardfork: Hardfork.Osaka });
const sound = await createEVM({ common: common() });

// An answer of `length` bytes that begins like this one.
function sized(bytes, length) {
  const result = new Uint8Array(length);
  result.set(bytes.subarray(0, length));
  return result;
}

// The precompile at an address, with something wrong. Without a function there is none: nothing but an empty account.
function faulty(address, fault) {
  const honest = sound.getPrecompile(address);
  switch (fault.kind) {
    case 'absent':
      return { address };
    case 'refuses': // takes all its gas and fails, as for a point off the curve
      return { address, function: ({ gasLimit }) => ({ executionGasUsed: gasLimit, returnValue: new Uint8Array(), exceptionError: { error: 'refused' } }) };
    case 'returns':
      return { address, function: () => ({ executionGasUsed: 100n, returnValue: hexToBytes(fault.bytes) }) };
    case 'sized':
      return {
        address,
        function: async (input) => {
          const result = await honest(input);
          return { ...result, returnValue: sized(result.returnValue, fault.length) };
        },
      };
    case 'costs': // the right answer for another price
      return {
        address,
        function: async (input) => {
          const price = BigInt(fault.price);
          if (input.gasLimit < price) return { executionGasUsed: input.gasLimit, returnValue: new Uint8Array(), exceptionError: { error: 'out of gas' } };
          return { ...(await honest(input)), executionGasUsed: price };
        },
      };
    default:
      throw new Error(`second-evm: there is no fault "${fault.kind}".`);
  }
}

const evmWith = (faults) =>
  createEVM({ common: common(), customPrecompiles: Object.entries(faults).map(([address, fault]) => faulty(address, fault)) });

// A transaction finds the precompiles warm (EIP-2929); a bare call would pay 2,500 for the first visit to each.
async function run(evm, options) {
  for (const address of evm.precompiles.keys()) evm.journal.addAlwaysWarmAddress(address);
  const { execResult } = await evm.runCall({ ...options, gasLimit: options.gasLimit ?? TRANSACTION_GAS });
  return { ok: execResult.exceptionError === undefined, data: bytesToHex(execResult.returnValue), gas: Number(execResult.executionGasUsed) };
}

async function answer(one, code) {
  const evm = await evmWith(one.faults);
  if (one.creation) return { name: one.name, ...(await run(evm, { data: hexToBytes(one.creation) })) };
  await evm.stateManager.putCode(VERIFIER, code);
  await evm.stateManager.putCode(KEY, hexToBytes(one.key));
  return { name: one.name, ...(await run(evm, { to: VERIFIER, data: hexToBytes(one.data), gasLimit: BigInt(one.gas) })) };
}

const { verifier, cases } = JSON.parse(readFileSync(0, 'utf8'));
const deployed = await run(sound, { data: hexToBytes(verifier) });
if (!deployed.ok) throw new Error(`second-evm: the verifier does not deploy on a sound EVM: ${deployed.data}`);
const answers = [];
for (const one of cases) answers.push(await answer(one, hexToBytes(deployed.data)));
process.stdout.write(JSON.stringify({ code: deployed.data, answers }) + '\n');
