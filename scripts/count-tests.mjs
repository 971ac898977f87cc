// SPDX-License-Identifier: Apache-2.0
// count-tests.mjs <folder>: sums GoogleTest JSON and xunit TRX reports, and the steps that failed outside any report.
// Prints what failed and what was skipped, then "N passed, N failed". Exit code 1 if anything failed or nothing ran.
import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
const files = (dir) => readdirSync(dir, { withFileTypes: true })
  .flatMap((e) => (e.isDirectory() ? files(join(dir, e.name)) : [join(dir, e.name)]));

let passed = 0;
let failed = 0;
let skipped = 0;
const fail = (name) => { failed += 1; console.log(`failed: ${name}`); };

for (const file of files(folder)) {
  if (file.endsWith('.json') && file.includes('gtest')) {
    for (const suite of JSON.parse(readFileSync(file, 'utf8')).testsuites) {
      for (const test of suite.testsuite) {
        if (test.failures?.length) fail(`${suite.name}.${test.name} (${file.split('/').at(-2)})`);
        else if (test.result === 'SKIPPED') skipped += 1;
        else passed += 1;
      }
    }
  } else if (file.endsWith('.trx')) {
    for (const [, attributes] of readFileSync(file, 'utf8').matchAll(/<UnitTestResult ([^>]*)>/g)) {
      const outcome = /outcome="(\w+)"/.exec(attributes)?.[1];
      const name = /testName="([^"]*)"/.exec(attributes)?.[1];
      if (outcome === 'Passed') passed += 1;
      else if (outcome === 'NotExecuted') skipped += 1;
      else fail(name);
    }
  }
}
const steps = join(folder, 'steps');
if (existsSync(steps)) {
  // A step whose tests failed is named by them; one that failed without a failed test counts itself.
  for (const step of readFileSync(steps, 'utf8').split('\n').filter(Boolean)) if (failed === 0) fail(step);
}
if (skipped) console.log(`${skipped} skipped`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed || !passed ? 1 : 0);
