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
#include "verifier/srs_points.h"

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

// Which parts of the opening are in force; all but in the mutant verifiers of the tests.
struct OpeningRules {
  bool check_hint = true;
  bool check_degree = true;    // D, by which deg g < b
  bool check_division = true;  // the second pairing argument, by which g = f mod (Y^b - theta)
};

// Steps 10 to 15 of §4.1.
OpeningChallenges opening_challenges(Transcript& transcript, const Proof& proof);

// §9.1 steps 4 to 6. Nothing if the hint is not the inverse it must be.
std::optional<OpeningEquation> opening_equation(const Key& key, const OpeningClaim& claim, const Proof& proof,
                                                const OpeningChallenges& challenges,
                                                const OpeningRules& rules = {});

enum class PairingAnswer { kAccepted, kBadPoint, kRejected };

// §9.1 step 7: one sum of 13 points, one product of three pairings.
PairingAnswer check_pairing(const SrsPoints& srs, const Key& key, const Proof& proof,
                            const OpeningEquation& equation);

}  // namespace ogzk
