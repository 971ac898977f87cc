// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
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
#include "verifier/proof.h"
#include "verifier/srs_points.h"
#include "verifier/sumcheck_verifier.h"
#include "verifier/verdict.h"

namespace ogzk {

// The protocol. Tests derive mutants from it that lack one check each, and show a cheat that only this check
// stops; the library instantiates no other policy.
struct FullChecks {
  static constexpr int kDroppedClaim = -1;  // this claim's power of xi becomes 0
  static constexpr int kLooseClaim = -1;    // this claim's terms are not extended strictly
  static constexpr bool kCheckSrs = true;    // code 15
  static constexpr bool kCheckScalarRange = true;
  static constexpr bool kExtendStrictly = true;
  static constexpr bool kTruncate = true;
  static constexpr bool kCheckHint = true;
  static constexpr bool kCheckDegree = true;
  static constexpr bool kCheckDivision = true;
};

// §1.4: 4 bytes each, big-endian two's complement
inline std::vector<int32_t> read_publics(ByteSpan pub) {
  std::vector<int32_t> values;
  values.reserve(pub.size() / 4);
  for (size_t i = 0; i + 4 <= pub.size(); i += 4)
    values.push_back(static_cast<int32_t>(load_be32(pub.data() + i)));
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
  std::vector<Fr> weights = claim_weights(key, xi);
  if constexpr (Checks::kDroppedClaim >= 0) weights.at(Checks::kDroppedClaim) = Fr::zero();
  Fr C;
  for (size_t c = 0; c < key.claims(); ++c) C += weights[c] * program.rhs[c];

  // (6) S3: all claims at one point, §8
  const SumcheckEnd s3 = verify_rounds(transcript, kLabelS3Round, proof.s3, C);

  // (7) terms with the strict extension, §8.2, and the pads' functional, §8.3
  const TermRules rules{.extend_strictly = Checks::kExtendStrictly, .truncate = Checks::kTruncate};
  std::array<Fr, kStacks> omega = evaluate_terms(key, program.S, s1.point, s2.point, s3.point, weights, rules);
  if constexpr (Checks::kLooseClaim >= 0) {
    std::vector<Fr> one(weights.size());
    one.at(Checks::kLooseClaim) = weights.at(Checks::kLooseClaim);
    const auto strict = evaluate_terms(key, program.S, s1.point, s2.point, s3.point, one);
    const auto loose = evaluate_terms(key, program.S, s1.point, s2.point, s3.point, one, {.extend_strictly = false});
    for (size_t stack = 0; stack < kStacks; ++stack) omega[stack] += loose[stack] - strict[stack];
  }
  return {s3.point, s3.value, pad_functional(key, taus, s1.point, s2.point, s3.point, weights), omega};
}

template <class Checks = FullChecks>
constexpr OpeningRules opening_rules() {
  return {.check_hint = Checks::kCheckHint,
          .check_degree = Checks::kCheckDegree,
          .check_division = Checks::kCheckDivision};
}

// circuits/protocol.md §10.1, in its order. Steps are appended to *manifest if that is not null.
template <class Checks = FullChecks>
Verdict verify_with(const SrsPoints& srs, ByteSpan key_blob, const Digest& expected_digest,
                    std::span<const uint8_t, 32> context, ByteSpan pub, ByteSpan proof_bytes,
                    std::vector<TranscriptEntry>* manifest = nullptr) {
  // (1) key and lengths
  if (keccak256(key_blob) != expected_digest) return Verdict::reject("KeyDigestMismatch");
  const KeyResult read = read_key(key_blob, srs.available(), Checks::kCheckSrs ? &srs.id : nullptr);
  if (read.code != 0) return Verdict::reject_key(read.code, read.detail);
  const Key& key = read.key;
  if (proof_bytes.size() != key.proof_bytes()) {
    return Verdict::reject("ProofLength", "the key asks for " + std::to_string(key.proof_bytes()) + " bytes");
  }
  if (pub.size() != key.public_bytes()) {
    return Verdict::reject("PublicLength",
                           "the key asks for " + std::to_string(key.public_bytes()) + " bytes");
  }
  const auto proof = read_proof(key, proof_bytes, !Checks::kCheckScalarRange);
  if (!proof) return Verdict::reject("ScalarNotCanonical");

  // (2) to (7)
  Transcript transcript(srs.id, key.digest, context, pub);
  transcript.record(manifest);
  const ReducedClaim claim = reduce_to_opening<Checks>(key, *proof, read_publics(pub), transcript);

  // (8), (9), (10) opening, §9
  const OpeningChallenges challenges = opening_challenges(transcript, *proof);
  const auto equation = opening_equation(key, {claim.u, claim.A, claim.phi, claim.omega}, *proof, challenges,
                                         opening_rules<Checks>());
  if (!equation) return Verdict::reject("HintRejected");
  switch (check_pairing(srs, key, *proof, *equation)) {
    case PairingAnswer::kAccepted:
      return Verdict::accept();
    case PairingAnswer::kBadPoint:
      return Verdict::reject("PointRejected");
    case PairingAnswer::kRejected:
      break;
  }
  return Verdict::reject("PairingRejected");
}

}  // namespace ogzk
