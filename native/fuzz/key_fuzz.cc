// SPDX-License-Identifier: Apache-2.0
//
// A key blob is hostile (circuits/protocol.md §8.7). Whatever the bytes: read_key returns; what it accepts is
// written back as the same bytes, and can be run and evaluated without an index out of place.
#include <algorithm>
#include <cstdlib>
#include <random>

#include "key/omega.h"
#include "key/pads.h"
#include "key/program.h"
#include "key/sample_key.h"

namespace {

using namespace ogzk;

void expect(bool holds) {
  if (!holds) std::abort();
}

void evaluate(const Key& key) {
  std::mt19937_64 random(key.digest[0]);
  const auto r = sample::scalars(random, key.nL), k = sample::scalars(random, key.nK);
  const auto u = sample::scalars(random, key.nF), taus = sample::scalars(random, key.nL);
  const auto B1 = sample::scalars(random, key.NB1), E1 = sample::scalars(random, key.NE1);
  const auto B2 = sample::scalars(random, key.NB2);
  const std::vector<int32_t> pub(key.nPub, -1);
  const Fr xi = sample::scalar(random);
  const auto program = run_program(key, {.alpha = xi,
                                         .beta = xi,
                                         .mu = xi,
                                         .kappa = xi,
                                         .r = r,
                                         .k = k,
                                         .B1 = B1,
                                         .E1 = E1,
                                         .B2 = B2,
                                         .pub = pub,
                                         .C1 = xi,
                                         .A2 = xi});
  expect(program.rhs.size() == key.claims());
  (void)evaluate_terms(key, program.S, r, k, u, xi);
  expect(pad_functional(key, taus, r, k, u, xi).size() == key.KG());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const ByteSpan blob(data, size);
  // Once as a verifier of the SRS that the key's own bytes 64..95 name, and of another one: check 15 and no other
  // differs.
  static const Digest kOther = keccak256({});
  Digest named{};
  if (size >= kKeyHeaderBytes) std::copy_n(data + 64, named.size(), named.begin());
  const KeyResult result = read_key(blob, sample::every_t(), named);
  expect(0 <= result.code && result.code <= 14);
  const int elsewhere = read_key(blob, sample::every_t(), kOther).code;
  if (named != kOther)
    expect(elsewhere == (result.code == 0 || (8 <= result.code && result.code <= 14) ? 15 : result.code) ||
           (result.code == 6 && elsewhere == 15));
  expect((result.code == 0) == result.detail.empty());
  if (result.code != 0) return 0;
  const Bytes written = write_key(result.key);
  expect(std::equal(written.begin(), written.end(), blob.begin(), blob.end()));
  evaluate(result.key);
  return 0;
}
