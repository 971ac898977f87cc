// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <random>
#include <vector>

#include "curve/g1.h"
#include "field/fr.h"
#include "key/key.h"

// For tests and fuzzing only.
namespace ogzk::sample {

// A small key that read_key accepts and that uses every operation and every segment. It means nothing.
inline Key key() {
  Key k;
  k.flags = 1;
  k.nL = 4, k.nK = 3, k.nF = 8, k.t = 5;
  k.NB1 = 1, k.NE1 = 1, k.NB2 = 2, k.NC = 2;
  k.n = {6, 4, kAbsentStack, 8, 5};
  k.nPub = 5;
  k.schema_hash.fill(0x5c);
  k.has_T = true;
  k.W = G1Affine::generator();
  k.T = G1::generator().dbl().to_affine();

  // Scalars 0..10 are there before: 1, -1, alpha, beta, mu, kappa, P_K, B1, E1, B2_0, B2_1.
  k.program = {
      {.op = Op::Mul, .a = 1, .b = 7},                           // 11
      {.op = Op::Fma, .a = 2, .b = 3, .c = 11},                  // 12
      {.op = Op::Add, .a = 12, .b = 0},                          // 13
      {.op = Op::Bits, .pt = 0, .lo = 1, .len = 3, .value = 5},  // 14
      {.op = Op::Bits, .pt = 1, .lo = 0, .len = 3, .value = 2},  // 15
      {.op = Op::Lit, .literal = -4096},                         // 16
      {.op = Op::Rhs, .a = 0, .b = 13},                          // -
      {.op = Op::Idx, .pt = 0, .lo = 0, .len = 4},               // 17
      {.op = Op::Pub, .off = 0, .n = 3, .z0 = -7},               // 18
      {.op = Op::Rhs, .a = 7, .b = 18},                          // -
      {.op = Op::Pub, .off = 3, .n = 2, .z0 = 8},                // 19
  };
  k.terms = {
      {kStackX, 0, 1, 7, {{Atom::Eqp, 4, 0}, {Atom::Fix, 4, 9}}},
      {kStackX, 0, 14, 3, {{Atom::Eq, 2, 1}, {Atom::One, 3, 0}, {Atom::Pow, 3, 4}}},
      {kStackX, 5, 0, 0, {{Atom::Trunc, 3, 5}, {Atom::Vec, 3, 11}, {Atom::Fix, 2, 1}}},
      {kStackX, 7, 0, 16, {{Atom::Pow, 8, 5}}},
      {kStackW, 1, 9, 5, {{Atom::Eqp, 3, 1}, {Atom::Eq, 3, 1}}},
      {kStackW, 1, 6, 6, {{Atom::Eq, 2, 256 + 1}, {Atom::Vec, 1, 3}, {Atom::Trunc, 2, 3}, {Atom::One, 1, 0}}},
      {kStackT, 3, 0, 0, {{Atom::Eqp, 4, 0}}},
      {kStackH, 2, 0, 0, {{Atom::Eqp, 4, 0}, {Atom::Fix, 1, 0}}},
      {kStackH, 6, 1, 17, {{Atom::One, 5, 0}}},
  };
  return k;
}

// A key without S2 and without T: the shapes that leave out the most.
inline Key lookup_only_key() {
  Key k = key();
  k.flags = 0, k.has_T = false, k.n[kStackT] = kAbsentStack;
  k.nK = 0, k.NB2 = 0, k.NE1 = 0;
  k.program = {{.op = Op::Pub, .off = 0, .n = 5}};
  k.terms = {{kStackX, 0, 1, 7, {{Atom::Eqp, 4, 0}, {Atom::Fix, 4, 9}}}};
  return k;
}

inline std::array<bool, kRowVariablesEnd> every_t() {
  std::array<bool, kRowVariablesEnd> known{};
  for (size_t t = 5; t < kRowVariablesEnd; ++t) known[t] = true;
  return known;
}

inline Fr scalar(std::mt19937_64& random) {
  std::array<uint8_t, 32> bytes{};
  for (uint8_t& b : bytes) b = static_cast<uint8_t>(random());
  return Fr::reduce_be(bytes);
}
inline std::vector<Fr> scalars(std::mt19937_64& random, size_t count) {
  std::vector<Fr> values(count);
  for (Fr& v : values) v = scalar(random);
  return values;
}

}  // namespace ogzk::sample
