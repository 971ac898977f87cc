// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <random>
#include <string_view>
#include <type_traits>

#include "curve/encoding.h"
#include "key/sample_key.h"
#include "verifier/mutants.h"

// For tests and fuzzing only. Whoever knows tau forges proofs of anything (circuits/protocol.md §11.5): that
// gives accepted proofs without a prover, one for each mutant verifier, and shows what the honest setup is
// for.
namespace ogzk::sample {

// The tau of the development SRS (srs/insecure_dev.cc)
inline Fr published_tau() {
  static constexpr std::string_view kSentence =
      "OGZK INSECURE DEVELOPMENT SRS: tau is public, never use with real value";
  return Fr::reduce_be(keccak256(Bytes(kSentence.begin(), kSentence.end())));
}

inline SrsPoints srs_points(const Fr& tau) {
  Bytes params;
  Fr power = tau;  // tau^(2^t)
  for (size_t t = 0; t < kRowVariablesEnd; ++t, power = power.square()) {
    if (t != 0 && t < SrsPoints::kFirstT) continue;
    std::array<uint8_t, 128> bytes{};
    encode_g2((G2::generator() * power).to_affine(), bytes);
    append(params, bytes);
  }
  return SrsPoints::from_params(params);
}

// A statement under sample::key(), or any key with [W] = 1 G1 and [T] = 2 G1.
struct Statement {
  Fr tau = published_tau();
  SrsPoints srs = srs_points(tau);
  Bytes key_blob;
  Key key;
  std::array<uint8_t, 32> context{};
  Bytes pub;

  explicit Statement(Key source) {
    source.srs_id = srs.id;
    key_blob = write_key(source);
    key = read_key_of_any_srs(key_blob, every_t()).key;
    context.fill(0xc0);
    for (size_t i = 0; i < key.public_bytes(); ++i) pub.push_back(static_cast<uint8_t>(37 * i));
  }

  template <class Checks = FullChecks>
  Verdict verify(ByteSpan proof) const {
    return verify_with<Checks>(srs, key_blob, keccak256(key_blob), context, pub, proof);
  }
  Transcript transcript() const { return {srs.id, key.digest, context, pub}; }
};

// Where things stand in a proof, §4.2
struct ProofLayout {
  std::array<size_t, kProofPoints> points{};
  size_t first_s1, b1, s2, b2, s3, evaluations, hint;

  explicit ProofLayout(const Key& key) {
    first_s1 = 3 * 64;
    b1 = first_s1 + 32 * key.R1();
    s2 = b1 + 32 * (size_t{key.NB1} + key.NE1);
    b2 = s2 + 32 * key.R2();
    s3 = b2 + 32 * size_t{key.NB2};
    const size_t h = s3 + 32 * key.R3();
    evaluations = h + 5 * 64;
    const size_t wo = evaluations + 8 * 32;
    hint = wo + 2 * 64;
    points = {0, 64, 128, h, h + 64, h + 128, h + 192, h + 256, wo, wo + 64};
  }
};

inline void put_scalar(Bytes& proof, size_t at, const Fr& value) {
  value.to_bytes_be(std::span<uint8_t, 32>(proof.data() + at, 32));
}
inline void put_point(Bytes& proof, size_t at, const G1Affine& point) {
  encode_g1(point, std::span<uint8_t, 64>(proof.data() + at, 64));
}

// The hint that belongs to the rest of the proof; no challenge depends on it.
template <class Checks = FullChecks>
void fix_hint(const Statement& statement, Bytes& bytes) {
  const auto proof = Checks::read_proof(statement.key, bytes);
  if (!proof) return;
  Transcript transcript = statement.transcript();
  (void)reduce_to_opening<Checks>(statement.key, *proof, read_publics(statement.pub), transcript);
  const auto c = opening_challenges(transcript, *proof);
  const Fr den = c.zeta * (c.zeta.square() - Fr::one()) * (c.zeta - c.theta) * (Fr::one() - c.theta * c.zeta);
  put_scalar(bytes, ProofLayout(statement.key).hint, den.inverse());
}

// A proof with every scalar random: every point but [q] and [W'_o] the multiple given of G1, and these two
// solved for with tau, so that verify_with<Checks> accepts. The hint is random too for who does not check it.
template <class Checks = FullChecks>
Bytes forge(const Statement& statement, std::mt19937_64& random, std::array<Fr, kProofPoints> multiples,
            bool non_canonical = false) {
  static constexpr bool kFitHint = !std::is_same_v<Checks, NoHint>;
  const Key& key = statement.key;
  const ProofLayout at(key);
  Bytes bytes(key.proof_bytes());
  for (size_t i = 0; i < bytes.size(); i += 32) put_scalar(bytes, i, scalar(random));
  if (non_canonical) {
    for (size_t i = 0; i < 32; ++i) bytes[at.first_s1 + i] = 0xff;
  }
  const auto place = [&](ProofPoint p) {
    const size_t i = static_cast<size_t>(p);
    put_point(bytes, at.points[i], (G1::generator() * multiples[i]).to_affine());
  };
  for (size_t i = 0; i < kProofPoints; ++i) place(static_cast<ProofPoint>(i));

  ReducedClaim claim;
  OpeningChallenges challenges;
  const auto replay = [&] {
    const auto proof = Checks::read_proof(key, bytes);
    Transcript transcript = statement.transcript();
    claim = reduce_to_opening<Checks>(key, *proof, read_publics(statement.pub), transcript);
    challenges = opening_challenges(transcript, *proof);
    return *proof;
  };
  const auto multiple = [&](ProofPoint p) -> Fr& { return multiples[static_cast<size_t>(p)]; };

  // f - g + theta q = tau^b q. theta comes before q.
  replay();
  const Fr two = Fr::from_u64(2);
  const Fr f = claim.omega[kStackW] + two * claim.omega[kStackT] + claim.omega[kStackX] * multiple(ProofPoint::X) +
               claim.omega[kStackH] * multiple(ProofPoint::H);
  const Fr tau_b = statement.tau.pow_u64(uint64_t{1} << key.t);
  multiple(ProofPoint::q) = (f - multiple(ProofPoint::g)) * (tau_b - challenges.theta).inverse();
  place(ProofPoint::q);
  if constexpr (kFitHint) fix_hint<Checks>(statement, bytes);

  // L = tau W'_o, where W'_o enters L by z W'_o. z comes before W'_o.
  const Proof proof = replay();
  const auto inverses = Checks::inverses_from_hint(proof.hint, challenges.zeta, challenges.theta);
  const OpeningEquation equation = without_division(
      Checks::opening_equation(key, {claim.u, claim.A, claim.phi, claim.omega}, proof, challenges, inverses.value()));
  multiple(ProofPoint::WoPrime) = Fr::zero();
  Fr L = equation.one;
  for (size_t i = 0; i < kProofPoints; ++i) L += equation.points[i] * multiples[i];
  multiple(ProofPoint::WoPrime) = L * (statement.tau - challenges.z).inverse();
  place(ProofPoint::WoPrime);
  return bytes;
}

template <class Checks = FullChecks>
Bytes forge(const Statement& statement, uint64_t seed) {
  std::mt19937_64 random(seed);
  std::array<Fr, kProofPoints> multiples;
  for (Fr& m : multiples) m = scalar(random);
  return forge<Checks>(statement, random, multiples);
}

}  // namespace ogzk::sample
