// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "curve/g1.h"
#include "pcs/integer_rows.h"
#include "pcs/proof_writer.h"
#include "srs/srs.h"

namespace ogzk {

// The statement of protocol.md §9: f~(u) = A + <Phi, G>. Only the rows that hold something need be given.
struct OpeningInput {
  unsigned t = 0;                         // b = 2^t
  unsigned reserved_rows = 0;             // K
  SecretVector<Fr> f;                     // rows * b coefficients, the K reserved ones first
  const IntegerRows* integers = nullptr;  // and scale times these, from row K on
  Fr integers_scale;
  std::span<const Fr> u;    // nF
  std::span<const Fr> phi;  // KG
  std::span<const Fr> G;    // KG + 3
};

// Commits to the integers' share of the quotient of f by Y^b - theta, from precomputed row shifts (§9.2). Without it
// the whole quotient is one MSM.
using CommitShare = std::function<G1(const Fr& theta)>;

// Runs steps 10..15 of §4.1: writes what stands from [h] to the hint.
void prove_opening(const Srs& srs, ProofWriter& proof, const OpeningInput& input, const CommitShare& commit_share);

// f = (Y^b - theta) q + g: the rows of q (rows - 1 of them) and g.
struct Division {
  SecretVector<Fr> q;
  SecretVector<Fr> g;
};
Division divide_rows(std::span<const Fr> f, size_t b, const Fr& theta);

}  // namespace ogzk
