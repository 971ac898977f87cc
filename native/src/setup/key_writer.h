// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"

namespace ogzk {

// Writes the program and the terms of a key blob (circuits/protocol.md §8.5, §8.6). Every pushing
// instruction returns the index of its scalar.
class KeyWriter {
 public:
  using Scalar = uint16_t;
  static constexpr Scalar kOne = 0, kMinusOne = 1, kAlpha = 2, kBeta = 3, kMu = 4, kKappa = 5, kPK = 6;
  static constexpr Scalar kFirstSent = 7;  // B1, E1, B2

  explicit KeyWriter(size_t sent) : next_(static_cast<Scalar>(kFirstSent + sent)) {}

  Scalar mul(Scalar a, Scalar b) { return push({1, hi(a), lo(a), hi(b), lo(b), 0, 0, 0}); }
  Scalar fma(Scalar a, Scalar b, Scalar c) { return push({2, hi(a), lo(a), hi(b), lo(b), hi(c), lo(c), 0}); }
  Scalar add(Scalar a, Scalar b) { return push({3, hi(a), lo(a), hi(b), lo(b), 0, 0, 0}); }
  Scalar negate(Scalar a) { return mul(kMinusOne, a); }
  // prod over bits lo .. lo+len of the point (0: r, 1: k); the constant one when len = 0
  Scalar bits(uint8_t pt, unsigned low, unsigned len, uint64_t value) {
    if (len == 0) return kOne;
    check(value >> len == 0 && value >> 32 == 0, "key: a BITS value does not fit");
    const auto v = static_cast<uint32_t>(value);
    return push({4, pt, u8(low), u8(len), u8(v >> 24), u8(v >> 16), u8(v >> 8), u8(v)});
  }
  Scalar literal(int32_t value) {
    const auto v = static_cast<uint32_t>(value);
    return push({5, u8(v >> 24), u8(v >> 16), u8(v >> 8), u8(v), 0, 0, 0});
  }
  void rhs(size_t claim, Scalar a) { emit({6, hi(claim), lo(claim), hi(a), lo(a), 0, 0, 0}); }
  Scalar index(uint8_t pt, unsigned low, unsigned len) { return push({7, pt, u8(low), u8(len), 0, 0, 0, 0}); }
  Scalar published(size_t off, size_t n, int32_t zero_point) {
    const auto z = static_cast<uint32_t>(zero_point);
    return push({8, hi(off), lo(off), hi(n), lo(n), u8(z >> 16), u8(z >> 8), u8(z)});
  }

  // A term under construction: segments consume index bits from bit 0 upwards.
  class Term {
   public:
    Term& eqp(uint8_t pt, unsigned n) { return n == 0 ? *this : segment(1, n, pt); }
    Term& eq(uint8_t pt, unsigned start, unsigned n) { return n == 0 ? *this : segment(2, n, pt * 256U + start); }
    Term& one(unsigned n) { return n == 0 ? *this : segment(3, n, 0); }
    Term& fix(unsigned n, uint64_t value) {  // in pieces of at most 16 bits
      while (n > 0) {
        const unsigned m = n < 16 ? n : 16;
        segment(4, m, static_cast<unsigned>(value & ((uint64_t{1} << m) - 1)));
        value >>= m;
        n -= m;
      }
      return *this;
    }
    Term& vec(unsigned n, Scalar first) { return segment(5, n, first); }
    Term& pow(unsigned n, Scalar base) { return n == 0 ? *this : segment(6, n, base); }
    // eq(k, .) on the first `real` of 2^n entries
    Term& truncated(unsigned n, uint64_t real) { return real >> n != 0 ? eqp(1, n) : segment(7, n, static_cast<unsigned>(real)); }
    // The rest: the bits of `offset` from the current position up to n.
    void at(uint64_t offset, unsigned n) { fix(n - used_, offset >> used_); }

   private:
    friend class KeyWriter;
    Term& segment(uint8_t op, unsigned n, unsigned b) {
      bytes_.insert(bytes_.end(), {op, u8(n), u8(b >> 8), u8(b)});
      used_ += n;
      return *this;
    }
    uint8_t stack_ = 0;
    uint16_t claim_ = 0;
    Scalar s0_ = 0, s1_ = 0;
    unsigned used_ = 0;
    Bytes bytes_;
  };
  Term& term(uint8_t stack, size_t claim, Scalar s0, Scalar s1 = kOne) {
    Term t;
    t.stack_ = stack;
    t.claim_ = static_cast<uint16_t>(claim);
    t.s0_ = s0;
    t.s1_ = s1;
    terms_.push_back(std::move(t));
    return terms_.back();
  }

  size_t instructions() const { return program_.size() / 8; }
  size_t term_count() const { return terms_.size(); }
  const Bytes& program() const { return program_; }
  Bytes terms() const {
    Bytes out;
    for (const Term& t : terms_) {
      const size_t claim = t.claim_;
      const Bytes head = {t.stack_, u8(t.bytes_.size() / 4), hi(claim), lo(claim), hi(t.s0_), lo(t.s0_), hi(t.s1_), lo(t.s1_)};
      append(out, head);
      append(out, t.bytes_);
    }
    return out;
  }

 private:
  static uint8_t u8(size_t v) { return static_cast<uint8_t>(v & 0xff); }
  static uint8_t hi(size_t v) { return u8(v >> 8); }
  static uint8_t lo(size_t v) { return u8(v); }
  void emit(const Bytes& instruction) { append(program_, instruction); }
  Scalar push(const Bytes& instruction) {
    emit(instruction);
    return next_++;
  }

  Scalar next_;
  Bytes program_;
  std::vector<Term> terms_;
};

}  // namespace ogzk
