// SPDX-License-Identifier: Apache-2.0
// Known answers from ethers, an independent implementation: prints one JSON document for the tests to compare with.
// The "random" values come from a hash chain, so every run prints the same.
import { AbiCoder, Interface, SigningKey, Transaction, Wallet, computeAddress, encodeRlp, getCreate2Address, getCreateAddress,
  id, keccak256, toBeHex } from 'ethers';

let state = id('OpenGradient.Zk chain tests');
const word = () => (state = keccak256(state));
const below = (n) => Number(BigInt(word()) % BigInt(n));
const bits = (n) => BigInt(word()) >> BigInt(256 - n);
const bytes = (n) => {
  let text = '0x';
  while (text.length < 2 + 2 * n) text += word().slice(2);
  return text.slice(0, 2 + 2 * n);
};
const address = () => computeAddress(new SigningKey(word()));

// Sizes around the places where RLP changes its form: nothing, one byte, 55 and 56 bytes, two- and three-byte lengths.
const dataSizes = [0, 1, 2, 31, 32, 54, 55, 56, 57, 255, 256, 257, 4096, 65535, 65536, 70000];
function transaction(i) {
  const key = word();
  const maxFeePerGas = bits(1 + below(60));
  const fields = {
    type: 2,
    chainId: [1n, 31337n, 10n, 11155111n, 2n ** 40n + 5n][i % 5],
    nonce: i % 7 === 0 ? 0 : below(2 ** (1 + below(31))),
    gasLimit: bits(1 + below(40)),
    maxFeePerGas,
    maxPriorityFeePerGas: i % 4 === 0 ? 0n : maxFeePerGas / BigInt(1 + below(9)),
    to: i % 6 === 0 ? null : address(),
    value: i % 3 === 0 ? 0n : bits(1 + below(90)),
    data: i % 11 === 0 ? '0x00' : i % 13 === 0 ? '0x7f' : bytes(dataSizes[i % dataSizes.length]),
  };
  const signed = Transaction.from(fields);
  signed.signature = new SigningKey(key).sign(signed.unsignedHash);
  return {
    key, chainId: String(fields.chainId), nonce: fields.nonce, gasLimit: String(fields.gasLimit), maxFeePerGas: String(maxFeePerGas),
    maxPriorityFeePerGas: String(fields.maxPriorityFeePerGas), to: fields.to, value: String(fields.value), data: fields.data,
    raw: signed.serialized, hash: signed.hash, from: signed.from,
  };
}

function keys(n) {
  return Array.from({ length: n }, () => {
    const key = word();
    const from = computeAddress(new SigningKey(key));
    const nonce = below(2 ** (1 + below(20)));
    const [salt, code] = [word(), bytes(40)];
    return { key, address: from, nonce, created: getCreateAddress({ from, nonce }), salt, code, created2: getCreate2Address(from, salt, keccak256(code)) };
  });
}

// The values mirror AbiKnownAnswers.cs, by name.
const coder = AbiCoder.defaultAbiCoder();
const a1 = '0x00000000219ab540356cBB839Cbe05303d7705Fa';
const abi = {
  statics: coder.encode(['uint8', 'int8', 'uint256', 'int256', 'address', 'bool', 'bytes4', 'bytes32', 'int64'],
    [255, -128, 2n ** 256n - 1n, -(2n ** 255n), a1, true, '0xdeadbeef', '0x' + '11'.repeat(32), -1]),
  dynamics: coder.encode(['bytes', 'string', 'uint256[]', 'bytes'], ['0x', 'grün', [1, 2, 3], '0x' + 'ab'.repeat(33)]),
  nested: coder.encode(['uint16[2][]', 'bytes[]', 'uint256[][2]', 'string[2]'],
    [[[1, 2], [3, 4], [5, 6]], ['0x01', '0x', '0x' + '22'.repeat(40)], [[7], []], ['a', 'b']]),
  structs: coder.encode(['tuple(uint256,int64)', 'tuple(string,tuple(uint256,int64)[],bytes32)', 'uint8'],
    [[9, -9], ['t', [[1, -1], [2, -2]], '0x' + '33'.repeat(32)], 4]),
  emptyArrays: coder.encode(['uint256[]', 'bytes32[]', 'string'], [[], [], '']),
};
const face = new Interface(['function verify(bytes32 key,uint256[] publicValues,(uint256 x,int64 y)[2] points,bytes proof)',
  'error RoundRefused(uint256 round, bytes reason)', 'event Stored(address indexed sender, uint256 indexed key, string indexed label, bytes value)']);

const rlp = ['0x', '0x00', '0x7f', '0x80', bytes(55), bytes(56), bytes(255), bytes(256), bytes(65536)];
const list = rlp.slice(0, 5);
const wallet = new Wallet('0x' + '4c'.repeat(31) + '01');

process.stdout.write(JSON.stringify({
  transactions: Array.from({ length: 64 }, (_, i) => transaction(i)),
  keys: keys(16),
  abi,
  selectors: { verify: face.getFunction('verify').selector, error: face.getError('RoundRefused').selector, event: face.getEvent('Stored').topicHash },
  rlp: rlp.map((input) => ({ input, output: encodeRlp(input) })),
  rlpList: { input: list, output: encodeRlp(list) },
  rlpIntegers: ['0', '1', '127', '128', '256', '1024', String(2n ** 200n)].map((n) => ({
    input: n, output: encodeRlp(n === '0' ? '0x' : toBeHex(BigInt(n))) })),
  keystore: { json: wallet.encryptSync('pässword', { scrypt: { N: 1024, r: 8, p: 1 } }), address: wallet.address },
}));
