// SPDX-License-Identifier: Apache-2.0
#include "verifier/verifier.h"

#include <gtest/gtest.h>

#include "verifier/forger.h"

namespace ogzk {
namespace {

using sample::ProofLayout;
using sample::Statement;

const Statement& statement() {
  static const Statement s(sample::key());
  return s;
}

// The check that a proof fails; "" if none.
std::string refusal(const Statement& s, const Bytes& proof) {
  const Verdict verdict = s.verify(proof);
  EXPECT_EQ(verdict.accepted, verdict.check.empty());
  return verdict.check;
}

void add_one_to_scalar(Bytes& proof, size_t at) {
  const auto value = Fr::from_bytes_be(std::span<const uint8_t, 32>(proof.data() + at, 32));
  sample::put_scalar(proof, at, *value + Fr::one());
}

TEST(Verifier, WhoKnowsTauForges) {
  for (const Key& key : {sample::key(), sample::lookup_only_key()}) {
    const Statement s(key);
    const Bytes proof = sample::forge(s, 1);
    EXPECT_EQ(refusal(s, proof), "");
    EXPECT_TRUE(verify(s.srs, s.key_blob, keccak256(s.key_blob), s.context, s.pub, proof).accepted);
  }
}

TEST(Verifier, TheProofIsBoundToContextPublicsKeyAndSrs) {
  const Statement& s = statement();
  const Bytes proof = sample::forge(s, 2);
  const Digest digest = keccak256(s.key_blob);

  auto context = s.context;
  context[31] ^= 1;
  EXPECT_EQ(verify(s.srs, s.key_blob, digest, context, s.pub, proof).check, "HintRejected");
  Bytes pub = s.pub;
  pub[0] ^= 1;
  EXPECT_EQ(verify(s.srs, s.key_blob, digest, s.context, pub, proof).check, "HintRejected");
  Key key = sample::key();
  key.srs_id = s.srs.id;
  key.schema_hash[0] ^= 1;
  const Bytes other = write_key(key);
  EXPECT_EQ(verify(s.srs, other, keccak256(other), s.context, s.pub, proof).check, "HintRejected");
}

// Whoever knows the tau of the key's SRS knows w with [W] = w G1, and could open [W] elsewhere as a constant (§11.1).
TEST(Verifier, AKeyOfAnotherSrsIsRefused) {
  const Statement& s = statement();
  const SrsPoints srs = sample::srs_points(Fr::from_u64(3));
  const Verdict v = verify(srs, s.key_blob, keccak256(s.key_blob), s.context, s.pub, sample::forge(s, 2));
  EXPECT_EQ(v.check, "KeyRejected");
  EXPECT_EQ(v.key_code, 15);
}

TEST(Verifier, PublicValuesEnterTheClaimsAndNotOnlyTheTranscript) {
  const Statement& s = statement();
  Statement other = s;
  other.pub[7] ^= 1;
  Bytes proof = sample::forge(s, 3);
  sample::fix_hint(other, proof);
  EXPECT_EQ(refusal(other, proof), "PairingRejected");
}

TEST(Verifier, RefusesByNameBeforeItLooksAtTheProof) {
  const Statement& s = statement();
  const Bytes proof = sample::forge(s, 4);
  Digest digest = keccak256(s.key_blob);

  Bytes blob = s.key_blob;
  blob[19] = 1;
  EXPECT_EQ(verify(s.srs, blob, digest, s.context, s.pub, proof).check, "KeyDigestMismatch");
  const Verdict verdict = verify(s.srs, blob, keccak256(blob), s.context, s.pub, proof);
  EXPECT_EQ(verdict.check, "KeyRejected");
  EXPECT_EQ(verdict.key_code, 3);
  EXPECT_EQ(verify(s.srs, {}, keccak256({}), s.context, s.pub, proof).key_code, 1);

  Bytes longer = proof;
  longer.push_back(0);
  EXPECT_EQ(refusal(s, longer), "ProofLength");
  EXPECT_EQ(refusal(s, Bytes(proof.begin(), proof.end() - 1)), "ProofLength");
  EXPECT_EQ(refusal(s, {}), "ProofLength");
  for (const int change : {-1, 1, 4}) {
    Bytes pub = s.pub;
    pub.resize(pub.size() + static_cast<size_t>(change));
    EXPECT_EQ(verify(s.srs, s.key_blob, digest, s.context, pub, proof).check, "PublicLength");
  }
}

TEST(Verifier, ARowLengthWithoutItsPowerOfTauIsRefused) {
  Statement s = statement();
  s.srs.tau_pow[s.key.t].reset();
  EXPECT_EQ(s.verify(sample::forge(statement(), 5)).key_code, 4);
}

TEST(Verifier, EveryScalarMustBeCanonical) {
  const Statement& s = statement();
  const Bytes proof = sample::forge(s, 6);
  const ProofLayout at(s.key);
  size_t scalars = 0;
  const auto refuse = [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; i += 32, ++scalars) {
      Bytes bad = proof;
      // r itself: the least that is not canonical
      sample::put_scalar(bad, i, -Fr::one());
      bad[i + 31] = static_cast<uint8_t>(bad[i + 31] + 1);
      EXPECT_EQ(refusal(s, bad), "ScalarNotCanonical") << i;
    }
  };
  refuse(at.first_s1, at.points[3]);
  refuse(at.evaluations, at.points[8]);
  refuse(at.hint, at.hint + 32);
  EXPECT_EQ(640 + 32 * scalars, proof.size());
}

TEST(Verifier, EveryChangedScalarIsRefusedEvenWithTheHintMadeToFit) {
  const Statement& s = statement();
  const Bytes proof = sample::forge(s, 7);
  const ProofLayout at(s.key);
  for (size_t i = at.first_s1; i < at.hint; i += 32) {
    if ((i >= at.points[3] && i < at.evaluations) || i >= at.points[8]) continue;  // points
    Bytes bad = proof;
    add_one_to_scalar(bad, i);
    // zeta is drawn before the evaluations: they leave the hint as it was.
    EXPECT_EQ(refusal(s, bad), i < at.evaluations ? "HintRejected" : "PairingRejected") << i;
    sample::fix_hint(s, bad);
    EXPECT_EQ(refusal(s, bad), "PairingRejected") << i;
  }
  Bytes bad = proof;
  add_one_to_scalar(bad, at.hint);
  EXPECT_EQ(refusal(s, bad), "HintRejected");
}

TEST(Verifier, EveryChangedPointIsRefused) {
  const Statement& s = statement();
  const Bytes proof = sample::forge(s, 8);
  const ProofLayout at(s.key);
  const auto refused_as = [&](size_t point, auto change) {
    Bytes bad = proof;
    change(bad, at.points[point]);
    sample::fix_hint(s, bad);
    return refusal(s, bad);
  };
  for (size_t p = 0; p < kProofPoints; ++p) {
    EXPECT_EQ(refused_as(p, [](Bytes& b, size_t i) { sample::put_point(b, i, G1Affine::generator()); }),
              "PairingRejected")
        << p;
    EXPECT_EQ(refused_as(p, [](Bytes& b, size_t i) { sample::put_point(b, i, G1Affine::infinity()); }),
              "PairingRejected")
        << p;
    EXPECT_EQ(refused_as(p, [](Bytes& b, size_t i) { b[i + 63] ^= 1; }), "PointRejected") << p;
    EXPECT_EQ(refused_as(p, [](Bytes& b, size_t i) { b[i] = 0xff; }), "PointRejected") << p;
    EXPECT_EQ(refused_as(p, [](Bytes& b, size_t i) { b[i + 32] = 0xff; }), "PointRejected") << p;
  }
}

TEST(Verifier, InfinityIsAPointLikeAnyOther) {
  const Statement& s = statement();
  for (size_t p = 0; p < kProofPoints; ++p) {
    std::mt19937_64 random(9);
    std::array<Fr, kProofPoints> multiples;
    for (Fr& m : multiples) m = sample::scalar(random);
    multiples[p] = Fr::zero();
    EXPECT_EQ(refusal(s, sample::forge(s, random, multiples)), "") << p;
  }
}

// Each mutant accepts a proof that was forged for it, and the protocol refuses that proof: the hook is live.
// What an honest setup makes of each mutant is tested where there is a prover.
using sample::NoDegree, sample::NoDivision, sample::NoHint, sample::NoScalarRange, sample::NoStrictExtension,
    sample::NoTruncation, sample::Without;

template <class Mutant>
void expect_live(const char* check) {
  const Statement& s = statement();
  const Bytes proof = sample::forge<Mutant>(s, 10);
  EXPECT_TRUE(s.verify<Mutant>(proof).accepted) << check;
  EXPECT_EQ(refusal(s, proof), check);
}

TEST(Verifier, MutantsAcceptWhatTheProtocolRefuses) {
  expect_live<NoStrictExtension>("PairingRejected");
  expect_live<NoTruncation>("PairingRejected");
  expect_live<NoHint>("HintRejected");
  expect_live<NoDegree>("PairingRejected");
  expect_live<Without<0>>("PairingRejected");
  expect_live<Without<1>>("PairingRejected");
  expect_live<Without<7>>("PairingRejected");

  const Statement& s = statement();
  std::mt19937_64 random(11);
  const Bytes non_canonical = sample::forge<NoScalarRange>(s, random, {}, true);
  EXPECT_TRUE(s.verify<NoScalarRange>(non_canonical).accepted);
  EXPECT_EQ(refusal(s, non_canonical), "ScalarNotCanonical");

  // Without the division check [q] is free.
  Bytes free_quotient = sample::forge(s, 12);
  std::swap_ranges(free_quotient.begin(), free_quotient.begin() + 64,
                   free_quotient.begin() + static_cast<ptrdiff_t>(ProofLayout(s.key).points[4]));
  EXPECT_FALSE(s.verify<NoDivision>(free_quotient).accepted);
  EXPECT_TRUE(s.verify<NoDivision>(sample::forge(s, 12)).accepted);
}

TEST(Verifier, TheManifestNamesEveryStep) {
  const Statement& s = statement();
  std::vector<TranscriptEntry> manifest;
  const Bytes proof = sample::forge(s, 13);
  ASSERT_TRUE(verify_with<>(s.srs, s.key_blob, keccak256(s.key_blob), s.context, s.pub, proof, &manifest).accepted);
  std::vector<std::array<size_t, 3>> steps;
  for (const auto& entry : manifest) steps.push_back({entry.label, entry.round, entry.size});
  std::vector<std::array<size_t, 3>> expected = {{1, 0, 128}, {2, 0, 0}, {3, 0, 64}, {4, 0, 0}};
  for (size_t i = 0; i < s.key.nL; ++i) expected.push_back({5, i, i == 0 ? 96U : 64U});
  expected.push_back({6, 0, 64});
  for (size_t i = 0; i < s.key.nK; ++i) expected.push_back({7, i, i == 0 ? 96U : 64U});
  expected.push_back({8, 0, 64});
  for (size_t i = 0; i < s.key.nF; ++i) expected.push_back({9, i, 64});
  for (const auto& step :
       {std::array<size_t, 3>{10, 0, 64}, {11, 0, 128}, {12, 0, 128}, {13, 0, 256}, {14, 0, 64}, {15, 0, 64}}) {
    expected.push_back(step);
  }
  EXPECT_EQ(steps, expected);
}

TEST(SrsPoints, RefuseWhatIsNotAListOfPoints) {
  const Bytes good = [] {
    Bytes params;
    std::array<uint8_t, 128> bytes{};
    encode_g2(G2Affine::generator(), bytes);
    for (size_t i = 0; i < 10; ++i) append(params, bytes);
    return params;
  }();
  const SrsPoints points = SrsPoints::from_params(good);
  EXPECT_EQ(points.id, keccak256(good));
  EXPECT_EQ(points.tau, G2Affine::generator());
  for (size_t t = 0; t < kRowVariablesEnd; ++t) EXPECT_EQ(points.available()[t], t >= 5) << t;

  Bytes missing = good;
  std::fill_n(missing.begin() + 128 * 3, 128, uint8_t{0});  // t = 7
  EXPECT_FALSE(SrsPoints::from_params(missing).available()[7]);
  EXPECT_TRUE(SrsPoints::from_params(missing).available()[8]);

  Bytes bad = good;
  std::fill_n(bad.begin(), 128, uint8_t{0});
  EXPECT_THROW((void)SrsPoints::from_params(bad), Malformed);  // no tau
  bad = good;
  bad[1279] ^= 1;
  EXPECT_THROW((void)SrsPoints::from_params(bad), Malformed);  // off the curve
  bad = good;
  bad.pop_back();
  EXPECT_THROW((void)SrsPoints::from_params(bad), Malformed);
  EXPECT_THROW((void)SrsPoints::from_params({}), Malformed);
}

}  // namespace
}  // namespace ogzk
