// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "key/loose_terms.h"
#include "verifier/verify_with.h"

// For tests and fuzzing only: verifiers that lack one check each, for verify_with. What each lacks stands here, none of
// it in the library.
namespace ogzk::sample {

// Check 15 of circuits/protocol.md §8.7
struct NoSrs : FullChecks {
  static KeyResult read_key(ByteSpan blob, const SrsPoints& srs) { return read_key_of_any_srs(blob, srs.available()); }
};

// Scalars are taken modulo r (§1.3). The transcript still has the bytes that were sent.
struct NoScalarRange : FullChecks {
  static std::optional<Proof> read_proof(const Key& key, ByteSpan bytes) {
    Bytes reduced(bytes.begin(), bytes.end());
    const auto reduce = [&](size_t begin, size_t end) {
      for (size_t i = begin; i < end; i += 32) {
        const std::span<uint8_t, 32> word(reduced.data() + i, 32);
        Fr::reduce_be(word).to_bytes_be(word);
      }
    };
    const size_t opening = 3 * 64 + 32 * (key.R1() + key.NB1 + key.NE1 + key.R2() + key.NB2 + key.R3());
    reduce(3 * 64, opening);
    reduce(opening + 5 * 64, opening + 5 * 64 + 8 * 32);
    reduce(bytes.size() - 32, bytes.size());
    auto proof = ogzk::read_proof(key, reduced);
    if (!proof) return proof;
    const auto as_sent = [&](ByteSpan& part) {
      part = bytes.subspan(static_cast<size_t>(part.data() - reduced.data()), part.size());
    };
    for (ByteSpan& point : proof->points) as_sent(point);
    for (ByteSpan* pair : {&proof->X_G, &proof->q_g, &proof->S_D}) as_sent(*pair);
    for (auto* rounds : {&proof->s1, &proof->s2, &proof->s3})
      for (Message& message : *rounds) as_sent(message.bytes);
    for (Message* message : {&proof->B1_E1, &proof->B2, &proof->evaluations}) as_sent(message->bytes);
    return proof;
  }
};

// The power of xi of this claim is 0.
template <int kClaim>
struct Without : FullChecks {
  static std::vector<Fr> claim_weights(const Key& key, const Fr& xi) {
    std::vector<Fr> weights = ogzk::claim_weights(key, xi);
    weights.at(kClaim) = Fr::zero();
    return weights;
  }
};

// §8.2
struct NoStrictExtension : FullChecks {
  static std::array<Fr, kStacks> evaluate_terms(const Key& key, std::span<const Fr> S, std::span<const Fr> r,
                                                std::span<const Fr> k, std::span<const Fr> u,
                                                std::span<const Fr> weights) {
    return terms_not_extended(key, S, r, k, u, weights);
  }
};

// §8.2, for the terms of this claim alone
template <int kClaim>
struct Loose : FullChecks {
  static std::array<Fr, kStacks> evaluate_terms(const Key& key, std::span<const Fr> S, std::span<const Fr> r,
                                                std::span<const Fr> k, std::span<const Fr> u,
                                                std::span<const Fr> weights) {
    std::vector<Fr> others(weights.begin(), weights.end()), one(weights.size());
    std::swap(others.at(kClaim), one.at(kClaim));
    std::array<Fr, kStacks> omega = ogzk::evaluate_terms(key, S, r, k, u, others);
    const auto loose = terms_not_extended(key, S, r, k, u, one);
    for (size_t stack = 0; stack < kStacks; ++stack) omega[stack] += loose[stack];
    return omega;
  }
};

// §6.2
struct NoTruncation : FullChecks {
  static std::array<Fr, kStacks> evaluate_terms(const Key& key, std::span<const Fr> S, std::span<const Fr> r,
                                                std::span<const Fr> k, std::span<const Fr> u,
                                                std::span<const Fr> weights) {
    return ogzk::evaluate_terms(without_truncation(key), S, r, k, u, weights);
  }
};

// §9.1 step 4: whatever the hint is, it counts as the inverse.
struct NoHint : FullChecks {
  static std::optional<HintedInverses> inverses_from_hint(const Fr& hint, const Fr& zeta, const Fr& theta) {
    const Fr a = zeta.square() - Fr::one(), b = zeta - theta, c = Fr::one() - theta * zeta;
    return HintedInverses{hint * a * b * c, hint * zeta * zeta * b * c, hint * zeta * a * c,
                          hint * zeta * zeta * a * b};
  }
};

// §9.1 step 6 without lambda^4 a e' ([D] - D(zeta)), by which deg g < b
inline OpeningEquation without_degree(OpeningEquation equation, const Key& key, const Proof& proof, const Fr& zeta) {
  Fr& D = equation.points[static_cast<size_t>(ProofPoint::D)];
  equation.one += D * zeta.pow_u64((uint64_t{1} << key.t) - 1) * proof.evaluated().g_zi;
  D = Fr::zero();
  return equation;
}
struct NoDegree : FullChecks {
  static OpeningEquation opening_equation(const Key& key, const OpeningClaim& claim, const Proof& proof,
                                          const OpeningChallenges& challenges, const HintedInverses& inverses) {
    return without_degree(ogzk::opening_equation(key, claim, proof, challenges, inverses), key, proof, challenges.zeta);
  }
};

// §9.1 step 7 without delta, by which g = f mod (Y^b - theta): only L is left.
inline OpeningEquation without_division(OpeningEquation equation) {
  const auto point = [&](ProofPoint p) -> Fr& { return equation.points[static_cast<size_t>(p)]; };
  point(ProofPoint::X) = point(ProofPoint::H) = point(ProofPoint::q) = equation.W = equation.T = Fr::zero();
  point(ProofPoint::g) += equation.delta;
  equation.delta = Fr::zero();
  return equation;
}
struct NoDivision : FullChecks {
  static OpeningEquation opening_equation(const Key& key, const OpeningClaim& claim, const Proof& proof,
                                          const OpeningChallenges& challenges, const HintedInverses& inverses) {
    return without_division(ogzk::opening_equation(key, claim, proof, challenges, inverses));
  }
};

}  // namespace ogzk::sample
