// SPDX-License-Identifier: Apache-2.0
#include "hash/keccak.h"

#include <gtest/gtest.h>

#include <cstring>
#include <string>

namespace ogzk {
namespace {

std::string hex(const Digest& d) {
  static const char* digits = "0123456789abcdef";
  std::string s;
  for (const uint8_t b : d) s += {digits[b >> 4], digits[b & 15]};
  return s;
}
Bytes bytes(const std::string& s) { return {s.begin(), s.end()}; }

// Vectors: node -e 'import("@noble/hashes/sha3.js").then(({keccak_256:k})=>{for(const s of
// ["","abc","a".repeat(135),
//   "a".repeat(136),"a".repeat(137),"a".repeat(1000)])console.log(Buffer.from(k(Buffer.from(s))).toString("hex"))})'
TEST(Keccak, AnswersTheKnownVectors) {
  EXPECT_EQ(hex(keccak256({})), "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
  EXPECT_EQ(hex(keccak256(bytes("abc"))), "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45");
  const auto repeated = [](size_t n) { return hex(keccak256(Bytes(n, 'a'))); };
  EXPECT_EQ(repeated(135), "34367dc248bbd832f4e3e69dfaac2f92638bd0bbd18f2912ba4ef454919cf446");
  EXPECT_EQ(repeated(136), "a6c4d403279fe3e0af03729caada8374b5ca54d8065329a3ebcaeb4b60aa386e");
  EXPECT_EQ(repeated(137), "d869f639c7046b4929fc92a4d988a8b22c55fbadb802c0c66ebcd484f1915f39");
  EXPECT_EQ(repeated(1000), "b6a4ac1f51884d71f30fa397a5e155de3099e11fc0edef5d08b646e621e19de9");
}

TEST(Keccak, CutsDoNotMatter) {
  const Bytes data(1000, 'a');
  for (size_t cut : {0, 1, 7, 135, 136, 137, 271, 272, 999, 1000}) {
    Keccak256 k;
    k.update(ByteSpan(data).first(cut)).update(ByteSpan(data).subspan(cut));
    EXPECT_EQ(k.finish(), keccak256(data)) << cut;
  }
}

TEST(Keccak, HoldsNothingOfWhatWasHashedOnceItIsFinished) {
  for (const size_t size : {5, 135, 136, 1000}) {
    Keccak256 k;
    k.update(Bytes(size, 'a'));
    (void)k.finish();
    std::array<uint8_t, sizeof k> raw{};
    std::memcpy(raw.data(), &k, sizeof k);
    EXPECT_EQ(raw, (std::array<uint8_t, sizeof k>{})) << size;
  }
}

}  // namespace
}  // namespace ogzk
