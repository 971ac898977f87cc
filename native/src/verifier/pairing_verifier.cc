// SPDX-License-Identifier: Apache-2.0
#include "verifier/pairing_verifier.h"

#include <utility>

#include "base/error.h"
#include "curve/encoding.h"
#include "curve/pairing.h"

namespace ogzk {
namespace {

// §1.3: (0,0) is infinity and accepted; what is not canonical or not on the curve is refused.
std::optional<G1Affine> decode(ByteSpan bytes) {
  try {
    return decode_g1(bytes.first<64>(), "proof");
  } catch (const Malformed&) {
    return std::nullopt;
  }
}

}  // namespace

// e(L + delta([f] - [g] + theta [q]), [1]_2) e(-[W'_o], [tau]_2) e(-delta [q], [tau^b]_2) = 1
PairingAnswer check_pairing(const SrsPoints& srs, const Key& key, const Proof& proof, const OpeningEquation& equation) {
  std::array<G1Affine, kProofPoints> points;
  for (size_t i = 0; i < kProofPoints; ++i) {
    const auto point = decode(proof.points[i]);
    if (!point) return PairingAnswer::kBadPoint;
    points[i] = *point;
  }

  G1 left = G1(key.W) * equation.W + G1::generator() * equation.one;
  if (key.has_T) left += G1(key.T) * equation.T;
  for (size_t i = 0; i < kProofPoints; ++i) left += G1(points[i]) * equation.points[i];

  check(key.t < kRowVariablesEnd && srs.tau_pow[key.t].has_value(), "check_pairing: read_key accepted this t");
  const G1Affine& witness = points[static_cast<size_t>(ProofPoint::WoPrime)];
  const G1 quotient = G1(points[static_cast<size_t>(ProofPoint::q)]) * equation.delta;
  const std::array<std::pair<G1Affine, G2Affine>, 3> pairs = {{
      {left.to_affine(), G2Affine::generator()},
      {-witness, srs.tau},
      {-quotient.to_affine(), *srs.tau_pow[key.t]},
  }};
  return pairing_product_is_one(pairs) ? PairingAnswer::kAccepted : PairingAnswer::kRejected;
}

}  // namespace ogzk
