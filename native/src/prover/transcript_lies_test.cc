// SPDX-License-Identifier: Apache-2.0
//
// The order, the labels and the rounds of circuits/protocol.md §4.1: whoever changes one of them writes other proofs,
// and the verifier refuses them.
#include <gtest/gtest.h>

#include "prover/mutants.h"
#include "prover/sample_networks.h"
#include "verifier/verifier.h"

namespace ogzk {
namespace {

using namespace testing;

const Model& model() {
  static const Model m = [] {
    SampleNetwork n;
    n.sizes = {3, 2};
    return make_model(make_network(n));
  }();
  return m;
}
Liar honest() {
  Values x = {{1, 100, 255}};
  const Assembly a = assemble(model(), x);
  return {model(), a.X, a.pub};
}
std::string hex(const Digest& d) {
  std::string out;
  for (size_t i = 0; i < 8; ++i) {
    out += "0123456789abcdef"[d[i] >> 4];
    out += "0123456789abcdef"[d[i] & 15];
  }
  return out;
}

// A known answer: this statement, these blinders, these bytes.
TEST(TranscriptOrder, KnownAnswer) {
  const Bytes proof = honest().prove();
  EXPECT_EQ(hex(keccak256(model().statement.key_blob)), "bd31cf5a5e4363a5");
  EXPECT_EQ(hex(keccak256(proof)), "7577a3a541f1dff9");
  EXPECT_EQ(verdict(honest(), proof), "");
}

void expect_refused(Liar liar, const std::string& mutant) {
  const Bytes proof = liar.prove();
  EXPECT_NE(hex(keccak256(proof)), "7577a3a541f1dff9") << mutant;
  const std::string check = verdict(liar, proof);
  EXPECT_TRUE(check == "HintRejected" || check == "PairingRejected") << mutant << " " << check;
}

// delta is the verifier's alone: a prover that draws it otherwise writes the same proof.
constexpr uint8_t kLastOfTheProver = kLabelBatch;

TEST(TranscriptOrder, EveryMessageComesBeforeItsChallenge) {
  for (uint8_t late = kLabelCommit; late <= kLastOfTheProver; ++late) {
    if (late == kLabelBeta || late == kLabelTau) continue;  // nothing is sent
    Liar liar = honest();
    liar.absorb = [late, kept = Bytes()](Transcript& t, uint8_t label, uint8_t round, ByteSpan data) mutable {
      Bytes all = kept;
      append(all, data);
      kept.clear();
      if (label == late && round == 0) {  // the challenge first, the data with the next message
        kept = all;
        all.clear();
      }
      return t.absorb(label, round, all);
    };
    expect_refused(liar, "late " + std::to_string(late));
  }
}

TEST(TranscriptOrder, EveryPartOfAMessageCounts) {
  for (uint8_t where = kLabelCommit; where <= kLastOfTheProver; ++where) {
    if (where == kLabelBeta || where == kLabelTau) continue;
    for (const bool first : {true, false}) {  // 32 bytes left out at either end
      Liar liar = honest();
      liar.absorb = [=](Transcript& t, uint8_t label, uint8_t round, ByteSpan data) {
        if (label != where || data.size() < 32) return t.absorb(label, round, data);
        return t.absorb(label, round, first ? data.subspan(32) : data.first(data.size() - 32));
      };
      expect_refused(liar, "part of " + std::to_string(where));
    }
  }
}

TEST(TranscriptOrder, EveryLabelAndRoundCounts) {
  for (uint8_t where = kLabelCommit; where <= kLastOfTheProver; ++where) {
    Liar liar = honest();
    liar.absorb = [=](Transcript& t, uint8_t label, uint8_t round, ByteSpan data) {
      return t.absorb(label == where ? static_cast<uint8_t>(label + 0x10) : label, round, data);
    };
    expect_refused(liar, "label " + std::to_string(where));
  }
  for (const uint8_t where : {kLabelS1Round, kLabelS2Round, kLabelS3Round}) {
    Liar liar = honest();
    liar.absorb = [=](Transcript& t, uint8_t label, uint8_t round, ByteSpan data) {
      return t.absorb(label, label == where ? uint8_t{0} : round, data);
    };
    expect_refused(liar, "rounds " + std::to_string(where));
  }
}

TEST(TranscriptOrder, EmptyMessagesSqueezeToo) {
  for (const uint8_t where : {kLabelBeta, kLabelTau}) {
    Liar liar = honest();
    liar.absorb = [=](Transcript& t, uint8_t label, uint8_t round, ByteSpan data) {
      return label == where ? Fr::reduce_be(t.state()) : t.absorb(label, round, data);
    };
    expect_refused(liar, "empty " + std::to_string(where));
  }
}

TEST(TranscriptOrder, TheStatementComesFirst) {
  const Liar truth = honest();
  const Bytes proof = Liar(truth).prove();
  const sample::Statement& s = model().statement;
  for (size_t i = 0; i < 32; ++i) {
    auto context = s.context;
    context[i] ^= static_cast<uint8_t>(1 << (i % 8));
    EXPECT_EQ(verify(s.srs, s.key_blob, s.key.digest, context, truth.pub, proof).check, "HintRejected") << i;
  }
  for (size_t i = 0; i < truth.pub.size(); ++i) {
    Bytes pub = truth.pub;
    pub[i] ^= 1;
    EXPECT_EQ(verify(s.srs, s.key_blob, s.key.digest, s.context, pub, proof).check, "HintRejected") << i;
  }
  // another model of the same shape, and the same model under another name
  SampleNetwork n;
  n.sizes = {3, 2};
  n.seed = 2;
  const Model other = make_model(make_network(n));
  EXPECT_EQ(verify(s.srs, other.statement.key_blob, other.statement.key.digest, s.context, truth.pub, proof).check,
            "HintRejected");
  EXPECT_EQ(verify(s.srs, s.key_blob, other.statement.key.digest, s.context, truth.pub, proof).check,
            "KeyDigestMismatch");
  Circuit renamed = model().circuit;
  renamed.schema_hash[0] ^= 1;
  const Model twin = make_model(renamed);
  EXPECT_EQ(verify(s.srs, twin.statement.key_blob, twin.statement.key.digest, s.context, truth.pub, proof).check,
            "HintRejected");
  // with challenges to match, the wrong weights still show
  Liar liar(other, truth.X, truth.pub);
  EXPECT_EQ(heard_by(liar), "PairingRejected");
}

}  // namespace
}  // namespace ogzk
