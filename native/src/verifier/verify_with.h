// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "key/key.h"
#include "key/omega.h"
#include "key/pads.h"
#include "key/program.h"
#include "transcript/transcript.h"
#include "verifier/opening_verifier.h"
#include "verifier/pairing_verifier.h"
#include "verifier/proof.h"
#include "verifier/srs_points.h"
#include "verifier/sumcheck_verifier.h"
#include "verifier/verdict.h"

namespace ogzk {

// The checks of the protocol, each a function of the library. The library instantiates no other policy, and there is
// nothing here to turn one off by; tests derive mutants (verifier/mutants.h) that put something else in the place of
// one of them, and show a cheat that only this check stops.
struct FullChecks {
  static KeyResult read_key(ByteSpan blob, const SrsPoints& srs) {
    return ogzk::read_key(blob, srs.available(), srs.id);
  }
  static std::optional<Proof> read_proof(const Key& key, ByteSpan bytes) { return ogzk::read_proof(key, bytes); }
  static std::vector<Fr> claim_weights(const Key& key, const Fr& xi) { return ogzk::claim_weights(key, xi); }
  static std::array<Fr, kStacks> evaluate_terms(const Key& key, std::span<const Fr> S, std::span<const Fr> r,
                                                std::span<const Fr> k, std::span<const Fr> u,
                                                std::span<const Fr> weights) {
    return ogzk::evaluate_terms(key, S, r, k, u, weights);
  }
  static std::optional<HintedInverses> inverses_from_hint(const Fr& hint, const Fr& zeta, const Fr& theta) {
    return ogzk::inverses_from_hint(hint, zeta, theta);
  }
  static OpeningEquation opening_equation(const Key& key, const OpeningClaim& claim, const Proof& proof,
                                          const OpeningChallenges& challenges, const HintedInverses& inverses) {
    return ogzk::opening_equation(key, claim, proof, challenges, inverses);
  }
};

// §1.4: 4 bytes each, big-endian two's complement
inline std::vector<int32_t> read_publics(ByteSpan pub) {
  std::vector<int32_t> values;
  values.reserve(pub.size() / 4);
  for (size_t i = 0; i + 4 <= pub.size(); i += 4) values.push_back(static_cast<int32_t>(load_be32(pub.data() + i)));
  return values;
}

// What steps 2 to 7 of §10.1 leave to the opening. phi are the coefficients of Phi.
struct ReducedClaim {
  std::vector<Fr> u;
  Fr A;
  std::vector<Fr> phi;
  std::array<Fr, kStacks> omega;
};

// From the commitments to one claim  f~(u) = A + <Phi, G>  about them; circuits/protocol.md §10.1 (2) to (7).
// Only the transcript can tell a good proof from a bad one here: nothing is refused.
template <class Checks = FullChecks>
ReducedClaim reduce_to_opening(const Key& key, const Proof& proof, std::span<const int32_t> pub,
                               Transcript& transcript) {
  // (2) commitments; tau_i = tau_0^(2^i)
  const Fr alpha = transcript.absorb(kLabelCommit, 0, proof.X_G);
  const Fr beta = transcript.absorb(kLabelBeta, 0, {});
  const Fr mu = transcript.absorb(kLabelHelper, 0, proof.point(ProofPoint::H));
  std::vector<Fr> taus = {transcript.absorb(kLabelTau, 0, {})};
  while (taus.size() < key.nL) taus.push_back(taus.back().square());

  // (3) S1: lookups, §5
  const SumcheckEnd s1 = verify_s1(transcript, proof.s1, taus);
  const std::span<const Fr> B1_E1 = proof.B1_E1.values;
  const Fr kappa = transcript.absorb(kLabelS1Values, 0, proof.B1_E1.bytes);

  // (4) S2: bilinear layers, §6. Its true initial claim stays symbolic, so it starts from 0.
  const SumcheckEnd s2 = verify_rounds(transcript, kLabelS2Round, proof.s2, Fr::zero());
  const Fr xi = transcript.absorb(kLabelS2Values, 0, proof.B2.bytes);

  // (5) the key's program, and C = sum_c xi^c RHS_c
  const ProgramOutput program = run_program(key, {.alpha = alpha,
                                                  .beta = beta,
                                                  .mu = mu,
                                                  .kappa = kappa,
                                                  .r = s1.point,
                                                  .k = s2.point,
                                                  .B1 = B1_E1.first(key.NB1),
                                                  .E1 = B1_E1.subspan(key.NB1),
                                                  .B2 = proof.B2.values,
                                                  .pub = pub,
                                                  .C1 = s1.value,
                                                  .A2 = s2.value});
  const std::vector<Fr> weights = Checks::claim_weights(key, xi);
  Fr C;
  for (size_t c = 0; c < key.claims(); ++c) C += weights[c] * program.rhs[c];

  // (6) S3: all claims at one point, §8
  const SumcheckEnd s3 = verify_rounds(transcript, kLabelS3Round, proof.s3, C);

  // (7) terms with the strict extension, §8.2, and the pads' functional, §8.3
  const std::array<Fr, kStacks> omega = Checks::evaluate_terms(key, program.S, s1.point, s2.point, s3.point, weights);
  return {s3.point, s3.value, pad_functional(key, taus, s1.point, s2.point, s3.point, weights), omega};
}

// circuits/protocol.md §10.1, in its order. Steps are appended to *manifest if that is not null.
template <class Checks = FullChecks>
Verdict verify_with(const SrsPoints& srs, ByteSpan key_blob, const Digest& expected_digest,
                    std::span<const uint8_t, 32> context, ByteSpan pub, ByteSpan proof_bytes,
                    std::vector<TranscriptEntry>* manifest = nullptr) {
  // (1) key and lengths
  if (keccak256(key_blob) != expected_digest) return Verdict::reject("KeyDigestMismatch");
  const KeyResult read = Checks::read_key(key_blob, srs);
  if (read.code != 0) return Verdict::reject_key(read.code, read.detail);
  const Key& key = read.key;
  if (proof_bytes.size() != key.proof_bytes()) {
    return Verdict::reject("ProofLength", "the key asks for " + std::to_string(key.proof_bytes()) + " bytes");
  }
  if (pub.size() != key.public_bytes()) {
    return Verdict::reject("PublicLength", "the key asks for " + std::to_string(key.public_bytes()) + " bytes");
  }
  const auto proof = Checks::read_proof(key, proof_bytes);
  if (!proof) return Verdict::reject("ScalarNotCanonical");

  // (2) to (7)
  Transcript transcript(srs.id, key.digest, context, pub);
  transcript.record(manifest);
  const ReducedClaim claim = reduce_to_opening<Checks>(key, *proof, read_publics(pub), transcript);

  // (8), (9), (10) opening, §9
  const OpeningChallenges challenges = opening_challenges(transcript, *proof);
  const auto inverses = Checks::inverses_from_hint(proof->hint, challenges.zeta, challenges.theta);
  if (!inverses) return Verdict::reject("HintRejected");
  const OpeningEquation equation =
      Checks::opening_equation(key, {claim.u, claim.A, claim.phi, claim.omega}, *proof, challenges, *inverses);
  switch (check_pairing(srs, key, *proof, equation)) {
    case PairingAnswer::kAccepted: return Verdict::accept();
    case PairingAnswer::kBadPoint: return Verdict::reject("PointRejected");
    case PairingAnswer::kRejected: break;
  }
  return Verdict::reject("PairingRejected");
}

}  // namespace ogzk
