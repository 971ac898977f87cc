// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "key/key.h"
#include "msm/msm.h"
#include "setup/keygen.h"
#include "setup/mask_rank.h"
#include "setup/proving_key.h"
#include "setup/shifts.h"
#include "setup/weight_rows.h"

namespace ogzk {
namespace {

std::array<bool, kRowVariablesEnd> available(const Srs& srs) {
  std::array<bool, kRowVariablesEnd> have{};
  for (unsigned t = 5; t < kRowVariablesEnd; ++t) have[t] = srs.has_tau_pow_g2(t);
  return have;
}

}  // namespace

ProvingKey make_proving_key(Circuit circuit, const Srs& srs, const Fr& w_blinder, const Progress& progress) {
  progress.tick(kStageLayout, 0, 1);
  ProvingKey pk;
  pk.circuit = std::move(circuit);
  pk.layout = make_layout(pk.circuit);
  pk.w_blinder = w_blinder;
  pk.srs_id = srs.id();
  const Layout& g = pk.layout;
  if (srs.g1().size() < srs_size(g))
    throw_invalid_argument("SRS: it has " + std::to_string(srs.g1().size()) + " powers, this circuit needs " +
                           std::to_string(srs_size(g)) + "; take a larger one");

  progress.tick(kStageCommit, 0, 1);
  // P(Y) = blinders + sum p[i] Y^(i + K b), §2.1. W's blinder is coefficient 1.
  const IntegerRows weights = weight_rows(pk.circuit, g);
  const G1 W = commit_weights(weights, srs, g.t, 0) + G1(srs.g1()[1]).mul(w_blinder);
  const std::vector<Fr> functions = function_stack(pk.circuit, g);
  const G1 T = msm(srs.g1().subspan(kReservedRows << g.t, functions.size()), functions);
  if (g.curved && T.is_infinity())  // code 7 of §8.7
    throw_unsupported("circuit: all its functions are zero everywhere; use clamps with zero weights instead");
  pk.blob = make_key_blob(pk.circuit, g, W.to_affine(), T.to_affine(), pk.srs_id);

  const KeyResult read = read_key(pk.blob, available(srs), pk.srs_id);
  if (read.code != 0)
    throw_internal("key generation made a key that the check list refuses: " + std::to_string(read.code) + " " +
                   read.detail);

  progress.tick(kStageRank, 0, 1);
  const unsigned rank = opened_rank(read.key);
  if (rank != 15)
    throw_unsupported("circuit: the masks of this shape hide only " + std::to_string(rank) +
                      " of the 15 opened values (protocol.md §11.4); no key is made");

  progress.tick(kStageShifts, 0, 1);
  pk.shifts =
      make_shifts(weights, srs, g.t, [&](size_t done, size_t total) { progress.tick(kStageShifts, done, total); });
  return pk;
}

}  // namespace ogzk
