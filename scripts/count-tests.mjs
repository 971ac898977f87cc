// SPDX-License-Identifier: Apache-2.0
// count-tests.mjs <folder>: counts what scripts/test ran. Every folder in it is one step:
//   step             the step's name                           failed      there, if its command failed
//   *.xml            reports of GoogleTest                     *.trx       reports of xunit
//   ctest.junit      ctest's own list of programs it ran       expected    assemblies that must have a .trx
// Prints what failed, then what was skipped and why, then "N passed, N failed". Exit code 1 if anything failed or nothing ran.
// A failure counts once: a failed test by its name; a program, an assembly or a step only if no failed test of its own
// says the same.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

// Skips that a complete checkout may have. Any other is a failure: after scripts/bootstrap anvil, solc, the npm packages and
// the native library are there, so a test that misses them hides a mistake.
const ALLOWED = [
  /corpora/i, // the corpora are not part of the repository
  /AVX-512|ADX|x86-64|OGZK_CPU/, // what the processor lacks, or the step forbids
  /one thread waits for nobody/, // an instance of a parametrized test that has no meaning
  /no C compiler/, // clang alone is enough to build
];

const folder = process.argv[2];
const failures = [];
const skips = new Map(); // reason -> how often
let passed = 0;

const attribute = (text, name) => new RegExp(`\\b${name}="([^"]*)"`).exec(text)?.[1];
const plain = (text) => text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name) => (name[0] === '#'
  ? String.fromCodePoint(name[1] === 'x' ? parseInt(name.slice(2), 16) : Number(name.slice(1)))
  : { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }[name] ?? whole)).replace(/\s+/g, ' ').trim();
// <tag ...>...</tag> and <tag .../>, which do not nest in these reports
const elements = (text, tag) => [...text.matchAll(new RegExp(`<${tag}((?:\\s[^>]*?)?)(?:/>|>([\\s\\S]*?)</${tag}>)`, 'g'))]
  .map(([, attributes, content]) => ({ attributes, content: content ?? '' }));

function skipped(name, reason) {
  const why = plain(reason ?? '') || 'no reason given';
  if (!ALLOWED.some((pattern) => pattern.test(why))) failures.push(`${name}: skipped, which a complete checkout must not: ${why}`);
  else skips.set(why, (skips.get(why) ?? 0) + 1);
}

// GoogleTest: true if a test in the report failed.
function gtest(text, step) {
  let broken = false;
  for (const { attributes, content } of elements(text, 'testcase')) {
    const name = `${plain(`${attribute(attributes, 'classname')}.${attribute(attributes, 'name')}`)} (${step})`;
    if (/<failure\b/.test(content)) {
      broken = true;
      failures.push(name);
    } else if (attribute(attributes, 'result') === 'skipped') {
      const [reason] = elements(content, 'skipped');
      // "file:line" and the text; only the text is a reason
      skipped(name, reason && (attribute(reason.attributes, 'message') ?? reason.content).replace(/^[^\s&]*:\d+(?:&#x0?A;|\s)*/i, ''));
    } else if (attribute(attributes, 'status') === 'run') passed += 1;
  }
  return broken;
}

// xunit: one outcome per test; a host that crashed says so only in the summary.
function trx(text, file) {
  const before = failures.length;
  for (const { attributes, content } of elements(text, 'UnitTestResult')) {
    const name = plain(attribute(attributes, 'testName') ?? 'a test without a name');
    const outcome = attribute(attributes, 'outcome');
    if (outcome === 'Passed') passed += 1;
    else if (outcome === 'NotExecuted') skipped(name, elements(content, 'Message')[0]?.content ?? elements(content, 'StdOut')[0]?.content);
    else failures.push(name);
  }
  const summary = elements(text, 'ResultSummary')[0];
  const crash = elements(summary?.content ?? '', 'Text').map((t) => plain(t.content)).find((t) => /crash|abort/i.test(t));
  if (crash) failures.push(`${file}: ${crash}`);
  else if (failures.length === before && !/^(Completed|Passed)$/.test(attribute(summary?.attributes ?? '', 'outcome') ?? '')) failures.push(`${file}: the run did not end well, and no test says why`);
}

function count(step) {
  const here = join(folder, step);
  const name = readFileSync(join(here, 'step'), 'utf8').trim();
  const files = readdirSync(here).sort();
  const read = (file) => readFileSync(join(here, file), 'utf8');
  const before = failures.length;
  const reports = new Map(); // program -> whether one of its tests failed
  for (const file of files.filter((f) => f.endsWith('.xml'))) reports.set(basename(file, '.xml'), gtest(read(file), step.replace(/^gtest-/, '')));
  if (files.includes('ctest.junit')) {
    for (const { attributes } of elements(read('ctest.junit'), 'testcase')) {
      const program = attribute(attributes, 'name');
      // A sanitizer's report ends a program before it writes its own, or after all its tests have passed.
      if (attribute(attributes, 'status') !== 'run') {
        if (!reports.get(program)) failures.push(`${program} (${step.replace(/^gtest-/, '')}): the program failed outside of any test`);
      } else if (!reports.has(program)) passed += 1;
    }
  }
  const seen = new Set();
  for (const file of files.filter((f) => f.endsWith('.trx'))) {
    const text = read(file);
    trx(text, file);
    for (const [, assembly] of text.matchAll(/\bstorage="[^"]*?([^"/\\]+)\.dll"/gi)) seen.add(assembly.toLowerCase());
  }
  if (files.includes('expected')) {
    for (const assembly of read('expected').split('\n').filter(Boolean)) {
      if (!seen.has(assembly.toLowerCase())) failures.push(`${assembly}: no report, so its tests did not run`);
    }
  }
  if (files.includes('failed')) {
    if (failures.length === before) failures.push(name);
  } else if (files.length === 1) passed += 1; // a step without reports is one test itself
}

for (const entry of readdirSync(folder, { withFileTypes: true })) {
  if (entry.isDirectory() && existsSync(join(folder, entry.name, 'step'))) count(entry.name);
}
for (const failure of failures) console.log(`failed: ${failure}`);
for (const [reason, times] of skips) console.log(`skipped ${times}: ${reason}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length || !passed ? 1 : 0);
