// SPDX-License-Identifier: Apache-2.0
//
// An honest proof, changed in every place: refused, and by the name of circuits/protocol.md §10.2 that belongs there.
#include <gtest/gtest.h>

#include "base/parallel.h"
#include "prover/mutants.h"
#include "prover/sample_networks.h"
#include "verifier/verifier.h"

namespace ogzk {
namespace {

using namespace testing;

struct Honest {
  Model model;
  sample::Statement s;
  Bytes proof;
  sample::ProofLayout at;
};
const Honest& honest() {
  static const Honest h = [] {
    SampleNetwork n;
    n.sizes = {3, 2};
    n.public_input = true;
    Model m = make_model(make_network(n));
    const Assembly a = assemble(m, random_inputs(m.circuit, 2));
    sample::Statement s = m.statement;
    s.pub = a.pub;
    const Bytes proof = Liar(m, a.X, a.pub).prove();
    return Honest{m, s, proof, sample::ProofLayout(s.key)};
  }();
  return h;
}
std::string refusal(const Bytes& proof) { return honest().s.verify(proof).check; }

bool is_scalar(size_t i) {
  const auto& at = honest().at;
  return (i >= at.first_s1 && i < at.points[3]) || (i >= at.evaluations && i < at.points[8]) || i >= at.hint;
}
bool canonical(const Bytes& proof, size_t i) {
  return Fr::from_bytes_be(std::span<const uint8_t, 32>(proof.data() + i / 32 * 32, 32)).has_value();
}

// The answers to one change per place, in parallel
std::vector<std::string> answers(size_t count, const std::function<std::string(size_t)>& answer) {
  std::vector<std::string> out(count);
  parallel_tasks(count, [&](size_t i) { out[i] = answer(i); });
  return out;
}

TEST(Mutation, TheProofItselfIsAccepted) { EXPECT_EQ(refusal(honest().proof), ""); }

TEST(Mutation, EveryByte) {
  const Honest& h = honest();
  const auto changed = [&](size_t i) {
    Bytes proof = h.proof;
    proof[i] ^= static_cast<uint8_t>(1 << (i % 8));
    return proof;
  };
  const auto plain = answers(h.proof.size(), [&](size_t i) { return refusal(changed(i)); });
  for (size_t i = 0; i < plain.size(); ++i) {
    const bool before_zeta = i < h.at.evaluations;
    const char* expected = is_scalar(i) && !canonical(changed(i), i) ? "ScalarNotCanonical"
                           : before_zeta || i >= h.at.hint           ? "HintRejected"
                           : is_scalar(i)                            ? "PairingRejected"
                                                                     : "PointRejected";
    EXPECT_EQ(plain[i], expected) << i;
  }
}

// With the hint made to fit, the change is met by the check that it is about.
TEST(Mutation, EveryWordWithTheHintMadeToFit) {
  const Honest& h = honest();
  const size_t words = h.at.hint / 32;
  const auto fitted = answers(words, [&](size_t w) {
    Bytes proof = h.proof;
    const size_t i = 32 * w + 31 - w % 3;
    proof[i] ^= static_cast<uint8_t>(1 << (w % 8));
    sample::fix_hint(h.s, proof);
    return refusal(proof);
  });
  for (size_t w = 0; w < words; ++w) EXPECT_EQ(fitted[w], is_scalar(32 * w) ? "PairingRejected" : "PointRejected") << w;
}

TEST(Mutation, EveryScalarPlusR) {
  const Honest& h = honest();
  const Bytes r = [] {  // r - 1, then one more
    Bytes b(32);
    sample::put_scalar(b, 0, -Fr::one());
    ++b[31];
    return b;
  }();
  for (size_t i = 0; i < h.proof.size(); i += 32) {
    if (!is_scalar(i)) continue;
    Bytes proof = h.proof;
    unsigned carry = 0;
    for (size_t j = 32; j-- > 0;) {
      carry += proof[i + j] + r[j];
      proof[i + j] = static_cast<uint8_t>(carry);
      carry >>= 8;
    }
    ASSERT_EQ(carry, 0U);
    EXPECT_EQ(refusal(proof), "ScalarNotCanonical") << i;
  }
}

TEST(Mutation, EveryPoint) {
  const Honest& h = honest();
  const Bytes& proof = h.proof;
  const auto refused = [&](size_t p, const std::function<void(Bytes&, size_t)>& change) {
    Bytes bad = proof;
    change(bad, h.at.points[p]);
    sample::fix_hint(h.s, bad);
    return refusal(bad);
  };
  const auto point = [&](size_t p) { return decode_g1(ByteSpan(proof).subspan(h.at.points[p]).first<64>(), "proof"); };
  for (size_t p = 0; p < kProofPoints; ++p) {
    const G1Affine P = point(p);
    EXPECT_EQ(refused(p, [&](Bytes& b, size_t i) { sample::put_point(b, i, -P); }), "PairingRejected") << p;
    EXPECT_EQ(refused(p, [&](Bytes& b, size_t i) { sample::put_point(b, i, (G1(P) + G1::generator()).to_affine()); }),
              "PairingRejected")
        << p;
    EXPECT_EQ(refused(p, [&](Bytes& b, size_t i) { sample::put_point(b, i, G1Affine::infinity()); }), "PairingRejected")
        << p;
    EXPECT_EQ(refused(p, [&](Bytes& b, size_t i) { sample::put_point(b, i, h.s.key.W); }), "PairingRejected") << p;
    const size_t next = (p + 1) % kProofPoints;
    EXPECT_EQ(refused(p,
                      [&](Bytes& b, size_t i) {
                        sample::put_point(b, i, point(next));
                        sample::put_point(b, h.at.points[next], P);
                      }),
              "PairingRejected")
        << p;
    EXPECT_EQ(refused(p,
                      [](Bytes& b, size_t i) {
                        std::swap_ranges(b.begin() + static_cast<ptrdiff_t>(i),
                                         b.begin() + static_cast<ptrdiff_t>(i + 32),
                                         b.begin() + static_cast<ptrdiff_t>(i + 32));
                      }),
              "PointRejected")
        << p;
    // x + Q and y + Q: the same point to whoever reduces
    std::array<uint8_t, 32> q{};
    (-Fq::one()).to_bytes_be(q);
    ++q[31];
    for (const size_t coordinate : {size_t{0}, size_t{32}})
      EXPECT_EQ(refused(p,
                        [&](Bytes& b, size_t i) {
                          unsigned carry = 0;
                          for (size_t j = 32; j-- > 0;) {
                            carry += b[i + coordinate + j] + q[j];
                            b[i + coordinate + j] = static_cast<uint8_t>(carry);
                            carry >>= 8;
                          }
                          EXPECT_EQ(carry, 0U);
                        }),
                "PointRejected")
          << p;
  }
}

TEST(Mutation, EveryPublicValueEvenWithTheHintMadeToFit) {
  const Honest& h = honest();
  for (size_t i = 0; i < h.s.pub.size(); ++i) {
    sample::Statement s = h.s;
    s.pub[i] ^= static_cast<uint8_t>(0x80 >> (i % 8));
    Bytes proof = h.proof;
    EXPECT_EQ(s.verify(proof).check, "HintRejected") << i;
    sample::fix_hint(s, proof);
    EXPECT_EQ(s.verify(proof).check, "PairingRejected") << i;
  }
  sample::Statement s = h.s;
  s.context[5] ^= 1;
  Bytes proof = h.proof;
  sample::fix_hint(s, proof);
  EXPECT_EQ(s.verify(proof).check, "PairingRejected");
}

TEST(Mutation, EveryOtherLength) {
  const Honest& h = honest();
  for (size_t n = 1; n <= 64; ++n) {
    Bytes longer = h.proof;
    longer.resize(longer.size() + n);
    EXPECT_EQ(refusal(longer), "ProofLength");
    EXPECT_EQ(refusal(Bytes(h.proof.begin(), h.proof.end() - static_cast<ptrdiff_t>(n))), "ProofLength");
    sample::Statement s = h.s;
    s.pub.resize(s.pub.size() + n);
    EXPECT_EQ(s.verify(h.proof).check, "PublicLength");
    s.pub.resize(n < h.s.pub.size() ? h.s.pub.size() - n : 0);
    EXPECT_EQ(s.verify(h.proof).check, "PublicLength");
  }
}

}  // namespace
}  // namespace ogzk
