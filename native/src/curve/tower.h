// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "field/fq.h"

namespace ogzk {

// The tower over Fq in which pairings live (EIP-197's, up to the choice of names):
//   Fq2 = Fq[u] / (u^2 + 1),   Fq6 = Fq2[v] / (v^3 - xi) with xi = 9 + u,   Fq12 = Fq6[w] / (w^2 - v).

struct Fq2 {
  Fq c0, c1;

  static Fq2 zero() { return {}; }
  static Fq2 one() { return {Fq::one(), Fq::zero()}; }
  static Fq2 from_u64(u64 v) { return {Fq::from_u64(v), Fq::zero()}; }
  static const Fq2& xi();

  friend Fq2 operator+(const Fq2& a, const Fq2& b) { return {a.c0 + b.c0, a.c1 + b.c1}; }
  friend Fq2 operator-(const Fq2& a, const Fq2& b) { return {a.c0 - b.c0, a.c1 - b.c1}; }
  // Karatsuba: three products in Fq
  friend Fq2 operator*(const Fq2& a, const Fq2& b) {
    const Fq p = a.c0 * b.c0, q = a.c1 * b.c1;
    return {p - q, (a.c0 + a.c1) * (b.c0 + b.c1) - p - q};
  }
  friend Fq2 operator*(const Fq2& a, const Fq& k) { return {a.c0 * k, a.c1 * k}; }
  Fq2 operator-() const { return {-c0, -c1}; }
  Fq2& operator+=(const Fq2& b) { return *this = *this + b; }
  Fq2& operator-=(const Fq2& b) { return *this = *this - b; }
  Fq2& operator*=(const Fq2& b) { return *this = *this * b; }
  friend bool operator==(const Fq2&, const Fq2&) = default;

  Fq2 square() const { return {(c0 + c1) * (c0 - c1), (c0 * c1).dbl()}; }
  Fq2 dbl() const { return {c0.dbl(), c1.dbl()}; }
  Fq2 conjugate() const { return {c0, -c1}; }  // also the Frobenius a^p, as p = 3 mod 4
  Fq2 times_xi() const {                       // (9 + u)(c0 + c1 u)
    const Fq2 nine = dbl().dbl().dbl() + *this;
    return {nine.c0 - c1, nine.c1 + c0};
  }
  bool is_zero() const { return c0.is_zero() && c1.is_zero(); }
  Fq2 inverse() const {
    const Fq n = (c0.square() + c1.square()).inverse();
    return {c0 * n, -(c1 * n)};
  }
  Fq2 pow(std::span<const u64> e) const;
};

struct Fq6 {
  Fq2 c0, c1, c2;

  static Fq6 zero() { return {}; }
  static Fq6 one() { return {Fq2::one(), {}, {}}; }

  friend Fq6 operator+(const Fq6& a, const Fq6& b) { return {a.c0 + b.c0, a.c1 + b.c1, a.c2 + b.c2}; }
  friend Fq6 operator-(const Fq6& a, const Fq6& b) { return {a.c0 - b.c0, a.c1 - b.c1, a.c2 - b.c2}; }
  friend Fq6 operator*(const Fq6& a, const Fq6& b);
  Fq6 operator-() const { return {-c0, -c1, -c2}; }
  friend bool operator==(const Fq6&, const Fq6&) = default;

  Fq6 times_v() const { return {c2.times_xi(), c0, c1}; }
  Fq6 times(const Fq2& k) const { return {c0 * k, c1 * k, c2 * k}; }
  Fq6 times_sparse(const Fq2& b0, const Fq2& b1) const;  // by b0 + b1 v
  Fq6 inverse() const;
};

struct Fq12 {
  Fq6 c0, c1;

  static Fq12 one() { return {Fq6::one(), {}}; }

  friend Fq12 operator*(const Fq12& a, const Fq12& b);
  friend bool operator==(const Fq12&, const Fq12&) = default;

  Fq12 square() const;
  Fq12 conjugate() const { return {c0, -c1}; }  // a^(p^6); the inverse in the cyclotomic subgroup
  Fq12 inverse() const;
  Fq12 frobenius() const;          // a^p
  Fq12 frobenius2() const;         // a^(p^2)
  Fq12 frobenius3() const;         // a^(p^3)
  Fq12 cyclotomic_square() const;  // of an element with a^(p^6+1) = 1 and a^(p^4-p^2+1) = 1
  // by 1 + b1 w + b3 w^3, the shape of a line (curve/pairing.cc)
  Fq12 times_line(const Fq2& b1, const Fq2& b3) const;
  bool is_one() const { return *this == one(); }
};

// xi^(k (p-1)/6) for k = 1..5, by which the Frobenius moves the basis.
const Fq2& frobenius_constant(size_t k);

}  // namespace ogzk
