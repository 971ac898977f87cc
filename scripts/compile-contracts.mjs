#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Compiles the contracts to artifacts/<Name>.json, which are checked in.
//
//   node scripts/compile-contracts.mjs            compile and write
//   node scripts/compile-contracts.mjs --check    compile and compare with what is checked in; writes nothing
//   ... [--project FOLDER] [--artifacts FOLDER]   another folder with foundry.toml and solidity/, another target
//
// Settings come from foundry.toml, so forge and this script make the same bytes. Exit code 0: done, or the same;
// 1: compile error, size limit, or stale artifacts; 2: wrong arguments.
import { createRequire } from 'node:module';
import { existsSync, mkdirSync, readFileSync, readdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const RUNTIME_LIMIT = 24576; // EIP-170
const CREATION_LIMIT = 2 * RUNTIME_LIMIT; // EIP-3860

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

function fail(code, message) {
  process.stderr.write(`compile-contracts: ${message}\n`);
  process.exit(code);
}

function readArguments(argv) {
  const options = { check: false, project: join(root, 'src/OpenGradient.Zk.Contracts'), artifacts: null };
  for (let i = 0; i < argv.length; ++i) {
    const value = () => argv[++i] ?? fail(2, `${argv[i - 1]} needs a folder behind it.`);
    if (argv[i] === '--check') options.check = true;
    else if (argv[i] === '--project') options.project = resolve(value());
    else if (argv[i] === '--artifacts') options.artifacts = resolve(value());
    else fail(2, `unknown argument ${argv[i]}; there are --check, --project FOLDER and --artifacts FOLDER.`);
  }
  options.artifacts ??= join(options.project, 'artifacts');
  return options;
}

// The six settings we use, from "name = value" lines. A missing one is an error: no defaults that forge would not share.
function readSettings(project) {
  const text = readFileSync(join(project, 'foundry.toml'), 'utf8');
  const setting = (name) => {
    const found = text.match(new RegExp(`^${name}\\s*=\\s*(?:"([^"]*)"|(\\S+))\\s*$`, 'm'));
    return found ? (found[1] ?? found[2]) : fail(1, `foundry.toml in ${relative(root, project)} does not set ${name}.`);
  };
  return {
    evmVersion: setting('evm_version'),
    optimizer: { enabled: setting('optimizer') === 'true', runs: Number(setting('optimizer_runs').replaceAll('_', '')) },
    viaIR: setting('via_ir') === 'true',
    metadata: { bytecodeHash: setting('bytecode_hash'), appendCBOR: setting('cbor_metadata') === 'true' },
  };
}

function readSources(project) {
  const folder = join(project, 'solidity');
  if (!existsSync(folder)) fail(1, `there is no folder solidity in ${relative(root, project)}.`);
  const files = readdirSync(folder, { recursive: true }).map(String).filter((name) => name.endsWith('.sol')).sort();
  return Object.fromEntries(
    files.map((name) => [`solidity/${name.replaceAll('\\', '/')}`, { content: readFileSync(join(folder, name), 'utf8') }]),
  );
}

function loadCompiler() {
  try {
    return createRequire(import.meta.url)('solc');
  } catch {
    return fail(1, 'the npm package solc is not installed. Run: npm ci --ignore-scripts');
  }
}

function compile(solc, sources, settings) {
  const outputs = ['abi', 'userdoc', 'evm.bytecode.object', 'evm.bytecode.linkReferences', 'evm.deployedBytecode.object',
    'evm.deployedBytecode.immutableReferences'];
  const input = { language: 'Solidity', sources, settings: { ...settings, outputSelection: { '*': { '*': outputs } } } };
  const output = JSON.parse(solc.compile(JSON.stringify(input)));
  const messages = output.errors ?? [];
  for (const message of messages) process.stderr.write(message.formattedMessage + '\n');
  if (messages.some((message) => message.severity === 'error')) fail(1, 'the contracts do not compile.');
  return output.contracts ?? {};
}

// One contract as the JSON that C# reads; null for what nobody calls: libraries of internal functions.
function artifact(source, name, made, compiler, settings) {
  const bytecode = made.evm.bytecode.object;
  if (made.abi.every((entry) => entry.type === 'error' || entry.type === 'event') && bytecode.length < 200) return null;
  if (Object.keys(made.evm.bytecode.linkReferences ?? {}).length > 0) {
    fail(1, `${name} calls a library by address; make the library's functions internal.`);
  }
  const immutables = Object.values(made.evm.deployedBytecode.immutableReferences ?? {}).flat()
    .map(({ start, length }) => [start, length]).sort((a, b) => a[0] - b[0]);
  const notices = Object.entries(made.userdoc?.errors ?? {})
    .map(([signature, docs]) => [signature, docs[0]?.notice]).filter(([, notice]) => notice).sort();
  return {
    generated: 'by node scripts/compile-contracts.mjs; do not edit',
    contractName: name,
    source,
    compiler,
    settings,
    runtimeSize: made.evm.deployedBytecode.object.length / 2,
    creationSize: bytecode.length / 2,
    abi: made.abi,
    errorNotices: Object.fromEntries(notices),
    immutables,
    bytecode: '0x' + bytecode,
    deployedBytecode: '0x' + made.evm.deployedBytecode.object,
  };
}

function collect(contracts, compiler, settings) {
  const artifacts = new Map();
  for (const source of Object.keys(contracts).sort()) {
    for (const [name, made] of Object.entries(contracts[source])) {
      const one = artifact(source, name, made, compiler, settings);
      if (one === null) continue;
      if (artifacts.has(name)) fail(1, `two contracts are named ${name}: in ${artifacts.get(name).source} and ${source}. Rename one.`);
      artifacts.set(name, one);
    }
  }
  return new Map([...artifacts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function report(artifacts) {
  let tooLarge = false;
  for (const { contractName, runtimeSize, creationSize } of artifacts.values()) {
    if (creationSize === 0) continue;
    const over = runtimeSize > RUNTIME_LIMIT || creationSize > CREATION_LIMIT;
    tooLarge ||= over;
    const share = ((100 * runtimeSize) / RUNTIME_LIMIT).toFixed(1).padStart(5);
    process.stdout.write(`${contractName.padEnd(32)} runtime ${String(runtimeSize).padStart(6)} bytes  ${share} %${over ? '  TOO LARGE' : ''}\n`);
  }
  if (tooLarge) {
    fail(1, `a contract is above the limit of ${RUNTIME_LIMIT} bytes of runtime code (EIP-170) or ${CREATION_LIMIT} of creation code (EIP-3860).`);
  }
}

const text = (one) => JSON.stringify(one, null, 1) + '\n';

function checkFresh(artifacts, folder) {
  const present = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  const wanted = new Set([...artifacts.keys()].map((name) => `${name}.json`));
  const stale = [...artifacts].filter(([name, one]) => !present.includes(`${name}.json`) || readFileSync(join(folder, `${name}.json`), 'utf8') !== text(one))
    .map(([name]) => `${name} differs`).concat(present.filter((name) => !wanted.has(name)).map((name) => `${name} has no contract`));
  if (stale.length > 0) {
    fail(1, `the checked-in artifacts are stale (${stale.join('; ')}). Run: node scripts/compile-contracts.mjs`);
  }
  process.stdout.write(`${artifacts.size} artifacts are fresh.\n`);
}

function write(artifacts, folder) {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    if (name.endsWith('.json') && !artifacts.has(name.slice(0, -'.json'.length))) unlinkSync(join(folder, name));
  }
  for (const [name, one] of artifacts) writeFileSync(join(folder, `${name}.json`), text(one));
}

const options = readArguments(process.argv.slice(2));
const settings = readSettings(options.project);
const solc = loadCompiler();
const contracts = compile(solc, readSources(options.project), settings);
const artifacts = collect(contracts, solc.version().replace('.Emscripten.clang', ''), settings);
report(artifacts);
if (options.check) checkFresh(artifacts, options.artifacts);
else write(artifacts, options.artifacts);
