// SPDX-License-Identifier: Apache-2.0
// A local chain for the tests in this folder, and the contracts as they are checked in.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ethers } from 'ethers';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

const ACCEPTED = ethers.id('SMZ/1');

export const artifact = (name) =>
  JSON.parse(readFileSync(join(root, 'src/OpenGradient.Zk.Contracts/artifacts', `${name}.json`), 'utf8'));

const freePort = () =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

// Starts anvil; `call` is eth_call, with the names of errors instead of their bytes.
export async function startChain() {
  const port = await freePort();
  const anvil = join(root, 'node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil');
  const node = spawn(anvil, ['--port', String(port), '--silent', '--gas-limit', '1000000000'], { stdio: 'ignore' });
  const rpc = async (method, params) => {
    const response = await fetch(`http://127.0.0.1:${port}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    });
    return response.json();
  };
  for (let tries = 0; ; ++tries) {
    try {
      await rpc('eth_chainId', []);
      break;
    } catch (error) {
      if (tries === 100) throw error;
      await new Promise((done) => setTimeout(done, 100));
    }
  }
  const [from] = (await rpc('eth_accounts', [])).result;
  const errors = new ethers.Interface(artifact('ModelVerifier').abi.filter((entry) => entry.type === 'error'));
  return {
    stop: () => node.kill(),
    // 'accepted' if the answer is the word of acceptance, or the refusal's name, with its argument if it has one
    async call(transaction, overrides = {}) {
      const answer = await rpc('eth_call', [{ from, gas: '0x20000000', ...transaction }, 'latest', overrides]);
      if (!answer.error) return answer.result === ACCEPTED ? 'accepted' : `answered ${answer.result.slice(0, 66)}`;
      const refusal = answer.error.data && errors.parseError(answer.error.data);
      return refusal ? refusal.name + (refusal.args.length > 0 ? `(${refusal.args[0]})` : '') : answer.error.message;
    },
    async send(transaction) {
      const { result, error } = await rpc('eth_sendTransaction', [{ from, gas: '0xffffff', ...transaction }]);
      if (error) throw new Error(error.message);
      for (;;) {
        const receipt = (await rpc('eth_getTransactionReceipt', [result])).result;
        if (receipt) return receipt;
        await new Promise((done) => setTimeout(done, 20));
      }
    },
  };
}
