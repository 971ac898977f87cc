// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "curve/g1.h"
#include "hash/keccak.h"

namespace ogzk {

// Stacks and fixed parameters, circuits/protocol.md §2.
inline constexpr size_t kStackW = 0;  // weights and biases
inline constexpr size_t kStackT = 1;  // public function columns
inline constexpr size_t kStackI = 2;  // reserved
inline constexpr size_t kStackX = 3;  // phase 1
inline constexpr size_t kStackH = 4;  // phase 2
inline constexpr size_t kStacks = 5;
inline constexpr size_t kReservedRows = 4;      // K
inline constexpr size_t kMaskColumns = 16;      // C
inline constexpr uint8_t kAbsentStack = 255;    // in place of a number of variables
inline constexpr size_t kRowVariablesEnd = 14;  // t < 14: the length of the [tau^(2^t)]_2 table
inline constexpr size_t kKeyHeaderBytes = 96;

// Operations of the program, §8.5.
enum class Op : uint8_t { Mul = 1, Fma, Add, Bits, Lit, Rhs, Idx, Pub };

// Segments of a term, §8.6.
enum class Atom : uint8_t { Eqp = 1, Eq, One, Fix, Vec, Pow, Trunc };

// One instruction; which fields an operation uses is the table of §8.5, the others are 0.
struct Instruction {
  Op op = Op::Mul;
  uint16_t a = 0, b = 0, c = 0;     // scalars; for Rhs, a is the claim and b the scalar
  uint8_t pt = 0, lo = 0, len = 0;  // bits lo .. lo+len-1 of the point r (pt = 0) or k (pt = 1)
  uint32_t value = 0;               // Bits
  int32_t literal = 0;              // Lit
  uint16_t off = 0, n = 0;          // Pub: values off .. off+n-1
  int32_t z0 = 0;                   // Pub: zero point
  friend bool operator==(const Instruction&, const Instruction&) = default;
};

struct Segment {
  Atom op = Atom::One;
  uint8_t a = 0;   // index bits it consumes
  uint16_t b = 0;  // see §8.6
  friend bool operator==(const Segment&, const Segment&) = default;
};

// xi^claim S[s0] S[s1] times the product of the segments, added to Omega[stack].
struct Term {
  uint8_t stack = 0;
  uint16_t claim = 0, s0 = 0, s1 = 0;
  std::vector<Segment> segments;
  friend bool operator==(const Term&, const Term&) = default;
};

// A verifying key, circuits/protocol.md §8.4. Names are the header's. One made by read_key has passed the
// whole check list; its sizes are bounded by 24, 26, 64 and 900 and need no further overflow argument.
struct Key {
  uint8_t flags = 0, nL = 0, nK = 0, nF = 0, t = 0, NB1 = 0, NE1 = 0, NB2 = 0, NC = 0;
  // Variables per stack
  std::array<uint8_t, kStacks> n = {kAbsentStack, kAbsentStack, kAbsentStack, kAbsentStack, kAbsentStack};
  uint32_t nPub = 0;
  Digest schema_hash{};
  Digest srs_id{};  // of the string under which [W] and [T] were made
  G1Affine W, T;
  bool has_T = false;
  std::vector<Instruction> program;
  std::vector<Term> terms;
  Digest digest{};  // keccak of the blob

  size_t claims() const { return size_t{2} + NB1 + NE1 + NB2 + NC; }
  // Order of claims, §8.1: 0 S1, 1 S2, then B1, E1, B2, free ones
  size_t first_b1_claim() const { return 2; }
  size_t first_b2_claim() const { return size_t{2} + NB1 + NE1; }
  // 1, -1, alpha, beta, mu, kappa, P_K, then B1, E1, B2
  size_t scalars_before_program() const { return size_t{7} + NB1 + NE1 + NB2; }
  // Scalars sent in the rounds of S1 and S2: two each, a third in round 0 where pads raise the degree
  size_t R1() const { return 2 * size_t{nL} + (NB1 > 0 ? 1 : 0); }
  size_t R2() const { return 2 * size_t{nK} + (NB2 > 0 ? 1 : 0); }
  size_t R3() const { return 2 * size_t{nF}; }
  // Pads in G, §8.3
  size_t KG() const { return R1() + R2() + R3() + NB1 + NB2; }
  // §4.2: ten points, the scalars, and the hint
  size_t proof_bytes() const { return 640 + 32 * (R1() + NB1 + NE1 + R2() + NB2 + R3() + 9); }
  size_t public_bytes() const { return 4 * size_t{nPub}; }
};

// code 0: key is valid. Otherwise the number of the check of §8.7 that failed first, with a sentence about
// it; key is then unspecified.
struct [[nodiscard]] KeyResult {
  int code = 0;
  Key key;
  std::string detail;
};

// Reads a blob and enforces the check list of §8.7 in its order. t_available[t] says whether [tau^(2^t)]_2 is
// known, srs_id is the verifier's own (check 15).
KeyResult read_key(ByteSpan blob, std::span<const bool, kRowVariablesEnd> t_available, const Digest& srs_id);

// The same without check 15: for those who look into a key and verify nothing by it.
KeyResult read_key_of_any_srs(ByteSpan blob, std::span<const bool, kRowVariablesEnd> t_available);

// The blob of a key; digest is not looked at. Writes what it is told: whether the key is valid is read_key's
// business, and tests need invalid ones.
Bytes write_key(const Key& key);

}  // namespace ogzk
