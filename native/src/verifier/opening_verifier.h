// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "field/fr.h"
#include "key/key.h"
#include "transcript/transcript.h"
#include "verifier/proof.h"

namespace ogzk {

// The claim that the opening of circuits/protocol.md §9 settles:  f~(u) = A + <Phi, G>,  f = sum_P Omega_P P.
struct OpeningClaim {
  std::span<const Fr> u;
  Fr A;
  std::span<const Fr> phi;  // coefficients of Phi
  std::array<Fr, kStacks> omega;
};

struct OpeningChallenges {
  Fr theta, gamma, zeta, lambda, z, delta;
};

// What is left of the opening when its scalars are settled: the coefficient of each point in
// L + delta([f] - [g] + theta [q]), and delta. The three remaining points are the key's and the generator.
struct OpeningEquation {
  std::array<Fr, kProofPoints> points;  // in the order of ProofPoint
  Fr W, T, one;
  Fr delta;
};

// Inverses that r_P and r_h need, all from the one hint of §9.1 step 4.
struct HintedInverses {
  Fr zeta;  // 1/zeta
  Fr i1;    // 1/(zeta - 1/zeta)
  Fr i2;    // 1/(zeta - theta)
  Fr i3;    // 1/(1/zeta - theta)
};

// Steps 10 to 15 of §4.1.
OpeningChallenges opening_challenges(Transcript& transcript, const Proof& proof);

// §9.1 step 4: den = zeta (zeta^2-1) (zeta-theta) (1-theta zeta). Nothing if hint * den is not 1; the hint exists
// exactly if zeta is none of 0, 1, -1, theta, 1/theta.
std::optional<HintedInverses> inverses_from_hint(const Fr& hint, const Fr& zeta, const Fr& theta);

// §9.1 steps 5 and 6
OpeningEquation opening_equation(const Key& key, const OpeningClaim& claim, const Proof& proof,
                                 const OpeningChallenges& challenges, const HintedInverses& inverses);

}  // namespace ogzk
