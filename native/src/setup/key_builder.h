// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "base/error.h"
#include "key/key.h"

namespace ogzk {

// Builds the program and the terms of a key (circuits/protocol.md §8.5, §8.6). Every pushing instruction returns the
// index of its scalar; write_key turns the result into bytes.
class KeyBuilder {
 public:
  using Scalar = uint16_t;
  static constexpr Scalar kOne = 0, kMinusOne = 1, kAlpha = 2, kBeta = 3, kMu = 4, kKappa = 5, kPK = 6;
  static constexpr Scalar kFirstSent = 7;  // B1, E1, B2

  // sent: how many values of B1, E1 and B2 stand before the program's scalars
  explicit KeyBuilder(size_t sent) : next_(static_cast<Scalar>(kFirstSent + sent)) {}

  Scalar mul(Scalar a, Scalar b) { return push({.op = Op::Mul, .a = a, .b = b}); }
  Scalar fma(Scalar a, Scalar b, Scalar c) { return push({.op = Op::Fma, .a = a, .b = b, .c = c}); }
  Scalar add(Scalar a, Scalar b) { return push({.op = Op::Add, .a = a, .b = b}); }
  Scalar negate(Scalar a) { return mul(kMinusOne, a); }
  // prod over bits low .. low+len of the point (0: r, 1: k); the constant one when len = 0
  Scalar bits(uint8_t pt, unsigned low, unsigned len, uint64_t value) {
    if (len == 0) return kOne;
    check(value >> len == 0 && value >> 32 == 0, "key: a BITS value does not fit");
    return push({.op = Op::Bits, .pt = pt, .lo = u8(low), .len = u8(len), .value = static_cast<uint32_t>(value)});
  }
  Scalar literal(int32_t value) { return push({.op = Op::Lit, .literal = value}); }
  // sum of 2^i times bit low+i of the point, i < len
  Scalar index(uint8_t pt, unsigned low, unsigned len) {
    return push({.op = Op::Idx, .pt = pt, .lo = u8(low), .len = u8(len)});
  }
  // sum of kappa^i (pub[off+i] + zero_point), i < n
  Scalar published(size_t off, size_t n, int32_t zero_point) {
    return push({.op = Op::Pub, .off = u16(off), .n = u16(n), .z0 = zero_point});
  }
  // RHS of the claim += a
  void rhs(size_t claim, Scalar a) { program_.push_back({.op = Op::Rhs, .a = u16(claim), .b = a}); }

  // A term under construction: segments consume index bits from bit 0 upwards.
  class TermBuilder {
   public:
    TermBuilder& eqp(uint8_t pt, unsigned n) { return n == 0 ? *this : segment(Atom::Eqp, n, pt); }
    TermBuilder& eq(uint8_t pt, unsigned start, unsigned n) {
      return n == 0 ? *this : segment(Atom::Eq, n, pt * 256U + start);
    }
    TermBuilder& one(unsigned n) { return n == 0 ? *this : segment(Atom::One, n, 0); }
    TermBuilder& fix(unsigned n, uint64_t value) {  // in pieces of at most 16 bits
      while (n > 0) {
        const unsigned m = n < 16 ? n : 16;
        segment(Atom::Fix, m, static_cast<unsigned>(value & ((uint64_t{1} << m) - 1)));
        value >>= m;
        n -= m;
      }
      return *this;
    }
    TermBuilder& vec(unsigned n, Scalar first) { return segment(Atom::Vec, n, first); }
    TermBuilder& pow(unsigned n, Scalar base) { return n == 0 ? *this : segment(Atom::Pow, n, base); }
    // eq(k, .) on the first `real` of 2^n entries
    TermBuilder& truncated(unsigned n, uint64_t real) {
      return real >> n != 0 ? eqp(1, n) : segment(Atom::Trunc, n, static_cast<unsigned>(real));
    }
    // Bits of the offset from the current position up to bit n, n not included.
    TermBuilder& at_to(uint64_t offset, unsigned n) {
      return fix(n - used_, (offset >> used_) & ((uint64_t{1} << (n - used_)) - 1));
    }
    // The rest: the bits of the offset from the current position up to n.
    void at(uint64_t offset, unsigned n) { fix(n - used_, offset >> used_); }

   private:
    friend class KeyBuilder;
    explicit TermBuilder(Term term) : term_(std::move(term)) {}
    TermBuilder& segment(Atom op, unsigned n, unsigned b) {
      term_.segments.push_back({op, u8(n), u16(b)});
      used_ += n;
      return *this;
    }
    Term term_;
    unsigned used_ = 0;
  };
  // The reference is good until the next term.
  TermBuilder& term(size_t stack, size_t claim, Scalar s0, Scalar s1 = kOne) {
    terms_.push_back(TermBuilder({.stack = u8(stack), .claim = u16(claim), .s0 = s0, .s1 = s1, .segments = {}}));
    return terms_.back();
  }

  const std::vector<Instruction>& program() const { return program_; }
  std::vector<Term> terms() const {
    std::vector<Term> out;
    for (const TermBuilder& t : terms_) out.push_back(t.term_);
    return out;
  }

 private:
  static uint8_t u8(size_t v) {
    check(v >> 8 == 0, "key: a field of 8 bits does not fit");
    return static_cast<uint8_t>(v);
  }
  static uint16_t u16(size_t v) {
    check(v >> 16 == 0, "key: a field of 16 bits does not fit");
    return static_cast<uint16_t>(v);
  }
  Scalar push(const Instruction& instruction) {
    program_.push_back(instruction);
    return next_++;
  }

  Scalar next_;
  std::vector<Instruction> program_;
  std::vector<TermBuilder> terms_;
};

}  // namespace ogzk
