// SPDX-License-Identifier: Apache-2.0
#include "key/key.h"

#include <gtest/gtest.h>

#include <functional>

#include "key/sample_key.h"

namespace ogzk {
namespace {

KeyResult read(const Bytes& blob) { return read_key_of_any_srs(blob, sample::every_t()); }

// Where things stand in the sample's blob, §8.4
constexpr size_t kInstructions = kKeyHeaderBytes + 2 * 64;
constexpr size_t kTerms = kInstructions + 11 * 8;
constexpr size_t instruction(size_t i) { return kInstructions + 8 * i; }

void set_length(Bytes& blob) { store_be32(blob.data() + 28, static_cast<uint32_t>(blob.size())); }

TEST(Key, WhatIsWrittenIsReadBack) {
  for (const Key& key : {sample::key(), sample::lookup_only_key()}) {
    const Bytes blob = write_key(key);
    const KeyResult result = read(blob);
    ASSERT_EQ(result.code, 0) << result.detail;
    const Key& k = result.key;
    EXPECT_EQ(k.flags, key.flags);
    EXPECT_EQ(k.has_T, key.has_T);
    EXPECT_EQ(k.nL, key.nL);
    EXPECT_EQ(k.nK, key.nK);
    EXPECT_EQ(k.nF, key.nF);
    EXPECT_EQ(k.t, key.t);
    EXPECT_EQ(k.NB1, key.NB1);
    EXPECT_EQ(k.NE1, key.NE1);
    EXPECT_EQ(k.NB2, key.NB2);
    EXPECT_EQ(k.NC, key.NC);
    EXPECT_EQ(k.n, key.n);
    EXPECT_EQ(k.nPub, key.nPub);
    EXPECT_EQ(k.schema_hash, key.schema_hash);
    EXPECT_EQ(k.W, key.W);
    EXPECT_EQ(k.T, key.has_T ? key.T : G1Affine::infinity());
    EXPECT_EQ(k.program, key.program);
    EXPECT_EQ(k.terms, key.terms);
    EXPECT_EQ(k.digest, keccak256(blob));
    EXPECT_EQ(write_key(k), blob);
  }
}

TEST(Key, SizesFollowTheHeader) {
  const Key k = sample::key();
  EXPECT_EQ(k.claims(), 2U + 1 + 1 + 2 + 2);
  EXPECT_EQ(k.scalars_before_program(), 7U + 1 + 1 + 2);
  EXPECT_EQ(k.R1(), 9U);
  EXPECT_EQ(k.R2(), 7U);
  EXPECT_EQ(k.KG(), 9U + 7 + 16 + 1 + 2);
  EXPECT_EQ(k.proof_bytes(), 640U + 32 * (9 + 1 + 1 + 7 + 2 + 16 + 9));
  EXPECT_EQ(sample::lookup_only_key().R2(), 0U);
}

TEST(Key, AnythingShorterOrLongerIsRefused) {
  const Bytes whole = write_key(sample::key());
  for (size_t size = 0; size < whole.size(); ++size) {
    Bytes cut(whole.begin(), whole.begin() + static_cast<ptrdiff_t>(size));
    EXPECT_EQ(read(cut).code, 1) << size;
    if (size < kKeyHeaderBytes) continue;
    set_length(cut);  // now it is consistent about its length, but records are missing
    EXPECT_EQ(read(cut).code, 6) << size;
  }
  Bytes longer = whole;
  longer.push_back(0);
  EXPECT_EQ(read(longer).code, 1);
  set_length(longer);
  EXPECT_EQ(read(longer).code, 6);
}

// One thing changed in a valid key, and the code of §8.7 that must object.
struct Lie {
  const char* name;
  int code;
  std::function<void(Key&)> change;
};

TEST(Key, EachLieInARecordIsRefusedByItsCode) {
  const std::vector<Lie> lies = {
      {"unknown flag", 3, [](Key& k) { k.flags = 3; }},
      {"T flagged but without variables", 3, [](Key& k) { k.n[kStackT] = kAbsentStack; }},
      {"T not flagged but with variables", 3, [](Key& k) { k.flags = 0, k.has_T = false; }},
      {"stack I present", 3, [](Key& k) { k.n[kStackI] = 4; }},
      {"t too small", 4, [](Key& k) { k.t = 4; }},
      {"t past the table", 4, [](Key& k) { k.t = 14, k.nF = 20; }},
      {"t = nF", 4, [](Key& k) { k.t = 8; }},
      {"nF too large", 4, [](Key& k) { k.nF = 27; }},
      {"nL = 0", 4, [](Key& k) { k.nL = 0; }},
      {"nL > nF", 4, [](Key& k) { k.nL = 9; }},
      {"nL > 24", 4, [](Key& k) { k.nL = 25, k.nF = 26; }},
      {"nK > nF", 4, [](Key& k) { k.nK = 9; }},
      {"nK > 24", 4, [](Key& k) { k.nK = 25, k.nF = 26; }},
      {"nW = 0", 4, [](Key& k) { k.n[kStackW] = 0; }},
      {"nW > nF", 4, [](Key& k) { k.n[kStackW] = 9; }},
      {"nW absent", 4, [](Key& k) { k.n[kStackW] = kAbsentStack; }},
      {"nT > nF", 4, [](Key& k) { k.n[kStackT] = 9; }},
      {"nX absent", 4, [](Key& k) { k.n[kStackX] = kAbsentStack; }},
      {"nH = 0", 4, [](Key& k) { k.n[kStackH] = 0; }},
      {"NB1 = 0", 5, [](Key& k) { k.NB1 = 0; }},
      {"NB1 > 8", 5, [](Key& k) { k.NB1 = 9; }},
      {"NE1 > 64", 5, [](Key& k) { k.NE1 = 65; }},
      {"NB2 > 64", 5, [](Key& k) { k.NB2 = 65; }},
      {"NC = 0", 5, [](Key& k) { k.NC = 0; }},
      {"NC > 200", 5, [](Key& k) { k.NC = 201; }},
      {"S2 without values", 5, [](Key& k) { k.NB2 = 0; }},
      {"values without S2", 5, [](Key& k) { k.nK = 0; }},
      {"nPub = 0", 5, [](Key& k) { k.nPub = 0; }},
      {"nPub > 16384", 5, [](Key& k) { k.nPub = 16385; }},
      {"too many instructions", 5, [](Key& k) { k.program.resize(901, {.op = Op::Lit}); }},
      {"too many terms", 5, [](Key& k) { k.terms.resize(601, k.terms[0]); }},
      {"[W] off the curve", 7, [](Key& k) { k.W.y += Fq::one(); }},
      {"[W] infinity", 7, [](Key& k) { k.W = G1Affine::infinity(); }},
      {"[T] off the curve", 7, [](Key& k) { k.T.x += Fq::one(); }},
      {"[T] infinity", 7, [](Key& k) { k.T = G1Affine::infinity(); }},
      {"MUL forward", 9, [](Key& k) { k.program[0].a = 11; }},
      {"MUL forward, second operand", 9, [](Key& k) { k.program[0].b = 11; }},
      {"FMA forward, third operand", 9, [](Key& k) { k.program[1].c = 12; }},
      {"ADD far out", 9, [](Key& k) { k.program[2].a = 65535; }},
      {"BITS of a third point", 9, [](Key& k) { k.program[3].pt = 2; }},
      {"BITS past r", 9, [](Key& k) { k.program[3].lo = 2; }},
      {"BITS far past r", 9, [](Key& k) { k.program[3].lo = 255; }},
      {"BITS past k", 9, [](Key& k) { k.program[4].lo = 1; }},
      {"BITS of nothing", 9, [](Key& k) { k.program[3].len = 0, k.program[3].value = 0; }},
      {"BITS with a wide value", 9, [](Key& k) { k.program[3].value = 8; }},
      {"IDX of nothing", 9, [](Key& k) { k.program[7].len = 0; }},
      {"IDX past r", 9, [](Key& k) { k.program[7].len = 5; }},
      {"RHS of no claim", 9, [](Key& k) { k.program[6].a = 8; }},
      {"RHS forward", 9, [](Key& k) { k.program[6].b = 17; }},
      {"PUB with a gap", 10, [](Key& k) { k.program[10].off = 4, k.program[10].n = 1; }},
      {"PUB with an overlap", 10, [](Key& k) { k.program[10].off = 2, k.program[10].n = 3; }},
      {"PUB of nothing", 10, [](Key& k) { k.program[8].n = 0; }},
      {"PUB past the end", 10, [](Key& k) { k.program[10].n = 3; }},
      {"public values left over", 10, [](Key& k) { k.nPub = 6; }},
      {"term on stack I", 11, [](Key& k) { k.terms[0].stack = kStackI; }},
      {"term on a sixth stack", 11, [](Key& k) { k.terms[0].stack = 5; }},
      {"term without segments", 11, [](Key& k) { k.terms[0].segments.clear(); }},
      {"term of no claim", 11, [](Key& k) { k.terms[0].claim = 8; }},
      {"term with s0 past the scalars", 11, [](Key& k) { k.terms[0].s0 = 20; }},
      {"term with s1 past the scalars", 11, [](Key& k) { k.terms[0].s1 = 20; }},
      {"unknown segment 0", 12, [](Key& k) { k.terms[0].segments[0].op = static_cast<Atom>(0); }},
      {"unknown segment 8", 12, [](Key& k) { k.terms[0].segments[0].op = static_cast<Atom>(8); }},
      {"EQP second", 12,
       [](Key& k) {
         k.terms[4].segments[1] = {Atom::Eqp, 3, 1};
       }},
      {"ONE with an operand", 12, [](Key& k) { k.terms[8].segments[0].b = 1; }},
      {"segment of no bits", 13, [](Key& k) { k.terms[8].segments[0].a = 0; }},
      {"EQP longer than r", 13, [](Key& k) { k.terms[0].segments[0].a = 5; }},
      {"EQP longer than k", 13, [](Key& k) { k.terms[4].segments[0].a = 4; }},
      {"EQP of a third point", 13, [](Key& k) { k.terms[0].segments[0].b = 2; }},
      {"EQ past r", 13, [](Key& k) { k.terms[1].segments[0].b = 3; }},
      {"EQ past k", 13, [](Key& k) { k.terms[5].segments[0].b = 256 + 2; }},
      {"EQ of a third point", 13, [](Key& k) { k.terms[1].segments[0].b = 512; }},
      {"FIX with a wide value", 13, [](Key& k) { k.terms[0].segments[1].b = 16; }},
      {"FIX of 17 bits", 13,
       [](Key& k) {
         k.terms[0].segments[1] = {Atom::Fix, 17, 0};
       }},
      {"VEC of 4 bits", 13,
       [](Key& k) {
         k.terms[2].segments[1] = {Atom::Vec, 4, 0};
       }},
      {"VEC past the scalars", 13, [](Key& k) { k.terms[2].segments[1].b = 13; }},
      {"POW past the scalars", 13, [](Key& k) { k.terms[3].segments[0].b = 20; }},
      {"TRUNC past k", 13, [](Key& k) { k.terms[2].segments[0].a = 4; }},
      {"TRUNC at 0", 13, [](Key& k) { k.terms[2].segments[0].b = 0; }},
      {"TRUNC at 2^a", 13, [](Key& k) { k.terms[2].segments[0].b = 8; }},
      {"TRUNC of 17 bits", 13,
       [](Key& k) {
         k.nK = 17, k.nF = 18, k.terms[2].segments[0] = {Atom::Trunc, 17, 5};
       }},
      {"a bit uncovered", 14, [](Key& k) { k.terms[8].segments[0].a = 4; }},
      {"a bit covered twice", 14, [](Key& k) { k.terms[8].segments[0].a = 6; }},
      {"segments past nF", 14,
       [](Key& k) {
         k.terms[3].segments.push_back({Atom::One, 255, 0});
       }},
      {"a segment missing", 14, [](Key& k) { k.terms[0].segments.pop_back(); }},
  };
  for (const Lie& lie : lies) {
    Key key = sample::key();
    lie.change(key);
    const KeyResult result = read(write_key(key));
    EXPECT_EQ(result.code, lie.code) << lie.name << ": " << result.detail;
    EXPECT_FALSE(result.detail.empty()) << lie.name;
  }
}

// What write_key cannot say, said in bytes.
struct ByteLie {
  const char* name;
  int code;
  size_t at;
  uint8_t value;
};

TEST(Key, EachLieInTheBytesIsRefusedByItsCode) {
  const std::vector<ByteLie> lies = {
      {"length", 1, 31, 0},
      {"magic", 2, 0, 's'},
      {"version", 2, 4, 2},
      {"byte 19", 3, 19, 1},
      {"[W] x not below Q", 7, kKeyHeaderBytes, 0xff},
      {"[T] y not below Q", 7, kKeyHeaderBytes + 64 + 32, 0xff},
      {"operation 0", 8, instruction(0), 0},
      {"operation 9", 8, instruction(0), 9},
      {"MUL byte 5", 8, instruction(0) + 5, 1},
      {"MUL byte 7", 8, instruction(0) + 7, 1},
      {"FMA byte 7", 8, instruction(1) + 7, 1},
      {"ADD byte 5", 8, instruction(2) + 5, 1},
      {"LIT byte 5", 8, instruction(5) + 5, 1},
      {"RHS byte 5", 8, instruction(6) + 5, 1},
      {"IDX byte 4", 8, instruction(7) + 4, 1},
      {"more segments than there are", 6, 0, 0},  // at is set below
  };
  for (ByteLie lie : lies) {
    Bytes blob = write_key(sample::key());
    if (lie.code == 6) {
      // The last term claims a second segment; it is otherwise complete, so the blob ends too early.
      lie.at = blob.size() - 4 - 8 + 1, lie.value = 2;
    }
    ASSERT_NE(blob[lie.at], lie.value) << lie.name;
    blob[lie.at] = lie.value;
    EXPECT_EQ(read(blob).code, lie.code) << lie.name;
  }
}

TEST(Key, ATermsHeaderIsAtTheOffsetTheSpecificationGives) {
  const Bytes blob = write_key(sample::key());
  EXPECT_EQ(blob[kTerms], kStackX);
  EXPECT_EQ(blob[kTerms + 1], 2);  // segments
  EXPECT_EQ(blob[instruction(10)], static_cast<uint8_t>(Op::Pub));
}

TEST(Key, ARowLengthWhosePowerOfTauIsUnknownIsRefused) {
  auto known = sample::every_t();
  known[5] = false;
  EXPECT_EQ(read_key_of_any_srs(write_key(sample::key()), known).code, 4);
}

TEST(Key, OfAnotherSrsIsRefusedByItsVerifierAloneAndByNoMereReader) {
  Key key = sample::key();
  key.srs_id.fill(7);
  const Bytes blob = write_key(key);
  const Digest own = key.srs_id;
  EXPECT_EQ(read_key(blob, sample::every_t(), own).code, 0);
  for (size_t i = 0; i < own.size(); ++i) {
    Digest other = own;
    other[i] ^= static_cast<uint8_t>(1 << (i % 8));
    EXPECT_EQ(read_key(blob, sample::every_t(), other).code, 15) << i;
  }
  EXPECT_EQ(read_key_of_any_srs(blob, sample::every_t()).code, 0);
}

TEST(Key, TheFirstFailingCheckGivesTheCode) {
  Key key = sample::key();
  key.terms[8].segments[0].a = 4;  // 14
  EXPECT_EQ(read(write_key(key)).code, 14);
  key.terms[8].claim = 8;  // 11
  EXPECT_EQ(read(write_key(key)).code, 11);
  key.nPub = 6;  // 10
  EXPECT_EQ(read(write_key(key)).code, 10);
  key.program[0].a = 11;  // 9
  EXPECT_EQ(read(write_key(key)).code, 9);
  Bytes blob = write_key(key);
  blob[instruction(0) + 7] = 1;  // 8
  EXPECT_EQ(read(blob).code, 8);
  blob[kKeyHeaderBytes] = 0xff;  // 7
  EXPECT_EQ(read(blob).code, 7);
  blob[5 + 8] = 0;  // NC = 0: 5
  EXPECT_EQ(read(blob).code, 5);
  blob[9] = 4;  // t = 4: 4
  EXPECT_EQ(read(blob).code, 4);
  blob[19] = 1;  // 3
  EXPECT_EQ(read(blob).code, 3);
  blob[4] = 0;  // 2
  EXPECT_EQ(read(blob).code, 2);
  blob.pop_back();  // 1
  EXPECT_EQ(read(blob).code, 1);
}

TEST(Key, NoSingleByteMutantIsReadAsTheSameKey) {
  const Bytes blob = write_key(sample::key());
  size_t accepted = 0;
  for (size_t i = 0; i < blob.size(); ++i) {
    for (const int flip : {1, 0x80, 0xff}) {
      Bytes mutant = blob;
      mutant[i] = static_cast<uint8_t>(mutant[i] ^ flip);
      const KeyResult result = read(mutant);
      if (result.code != 0) continue;
      ++accepted;
      EXPECT_EQ(write_key(result.key), mutant) << "byte " << i << " is read but not meant";
      EXPECT_NE(result.key.digest, keccak256(blob));
    }
  }
  EXPECT_GT(accepted, 0U);  // schema hash, literals, operands: other keys, not malformed ones
}

}  // namespace
}  // namespace ogzk
