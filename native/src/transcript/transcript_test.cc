// SPDX-License-Identifier: Apache-2.0
#include "transcript/transcript.h"

#include <gtest/gtest.h>

#include <string>

namespace ogzk {
namespace {

// Known answers from @noble/hashes, an implementation we did not write. To make them again, at the root:
//
//   node --input-type=module -e '
//   import { keccak_256 as K } from "@noble/hashes/sha3.js";
//   const cat = (...a) => Buffer.concat(a.map((x) => Buffer.from(x)));
//   const seq = (n, s) => Uint8Array.from({ length: n }, (_, i) => (s + i) & 255);
//   let st = K(cat(Buffer.from("SMZ/1"), seq(32, 0), seq(32, 32), K(seq(32, 64)), K(seq(8, 96))));
//   const show = () => console.log(Buffer.from(st).toString("hex")); show();
//   const absorb = (l, r, d) => { st = K(cat(st, [l, r], d)); show(); };
//   absorb(1, 0, seq(128, 0)); absorb(2, 0, []); absorb(5, 7, seq(96, 1));'
//
// A challenge is the state modulo the r of circuits/protocol.md §1.1.

Bytes sequence(size_t size, uint8_t start) {
  Bytes bytes(size);
  for (size_t i = 0; i < size; ++i) bytes[i] = static_cast<uint8_t>(start + i);
  return bytes;
}

std::string hex(ByteSpan bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (const uint8_t b : bytes) {
    text += kDigits[b >> 4];
    text += kDigits[b & 15];
  }
  return text;
}

std::string hex(const Fr& x) {
  std::array<uint8_t, 32> bytes{};
  x.to_bytes_be(bytes);
  return hex(ByteSpan(bytes));
}

std::array<uint8_t, 32> word(uint8_t start) {
  std::array<uint8_t, 32> bytes{};
  for (size_t i = 0; i < 32; ++i) bytes[i] = static_cast<uint8_t>(start + i);
  return bytes;
}

Transcript sample() { return {word(0), word(32), word(64), sequence(8, 96)}; }

TEST(Transcript, StartsFromEverythingTheStatementNames) {
  EXPECT_EQ(hex(ByteSpan(sample().state())), "9c854505d213b1e327a9267fa45a48b19b9dc0b3998dd4ca5a33e859289fde25");
}

TEST(Transcript, AbsorbsAsAnotherKeccakDoes) {
  Transcript t = sample();
  EXPECT_EQ(hex(t.absorb(kLabelCommit, 0, sequence(128, 0))),
            "0097c8071b34709338db532fa7d3b5f804a525996ee9f938dd1dee4d32d9cbb7");
  EXPECT_EQ(hex(t.absorb(kLabelBeta, 0, {})), "09a8191c8ab5891fd09c7a52ecc8a40dca220f332928f71b7f45d856e0cdc6e3");
  EXPECT_EQ(hex(ByteSpan(t.state())), "9ad504752e4a699cf98d4b76714cad2542bdc80c965548cf4aebb912b0cdc6e6");
  EXPECT_EQ(hex(t.absorb(kLabelS1Round, 7, sequence(96, 1))),
            "20f7252d217514aa2985f8f2f61691e1dcc8b5b207ee5690b12eaaf1b92ca325");
}

TEST(Transcript, EveryPartOfTheStatementChangesTheStart) {
  const Digest start = sample().state();
  EXPECT_NE(Transcript(word(1), word(32), word(64), sequence(8, 96)).state(), start);
  EXPECT_NE(Transcript(word(0), word(33), word(64), sequence(8, 96)).state(), start);
  EXPECT_NE(Transcript(word(0), word(32), word(65), sequence(8, 96)).state(), start);
  EXPECT_NE(Transcript(word(0), word(32), word(64), sequence(8, 97)).state(), start);
  EXPECT_NE(Transcript(word(0), word(32), word(64), sequence(9, 96)).state(), start);
}

TEST(Transcript, LabelRoundAndDataEachChangeTheChallenge) {
  const auto challenge = [](uint8_t label, uint8_t round, const Bytes& data) {
    return sample().absorb(label, round, data);
  };
  const Fr base = challenge(5, 1, {1, 2});
  EXPECT_FALSE(challenge(6, 1, {1, 2}) == base);
  EXPECT_FALSE(challenge(5, 2, {1, 2}) == base);
  EXPECT_FALSE(challenge(5, 1, {1, 3}) == base);
  EXPECT_FALSE(challenge(5, 1, {1}) == base);
}

TEST(Transcript, EmptyMessagesStillMakeFreshChallenges) {
  Transcript t = sample();
  const Fr first = t.absorb(kLabelBeta, 0, {});
  EXPECT_FALSE(t.absorb(kLabelBeta, 0, {}) == first);
}

TEST(Transcript, TheManifestListsStepsInOrderAndChangesNothing) {
  Transcript plain = sample();
  Transcript recorded = sample();
  std::vector<TranscriptEntry> manifest;
  recorded.record(&manifest);
  const Fr a = plain.absorb(kLabelHelper, 0, sequence(64, 3));
  const Fr b = plain.absorb(kLabelS3Round, 4, sequence(64, 5));
  EXPECT_EQ(recorded.absorb(kLabelHelper, 0, sequence(64, 3)), a);
  EXPECT_EQ(recorded.absorb(kLabelS3Round, 4, sequence(64, 5)), b);
  recorded.record(nullptr);
  recorded.absorb(kLabelFold, 0, {});
  const std::vector<TranscriptEntry> expected = {{kLabelHelper, 0, 64, a}, {kLabelS3Round, 4, 64, b}};
  EXPECT_EQ(manifest, expected);
}

}  // namespace
}  // namespace ogzk
