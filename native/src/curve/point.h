// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "field/fr.h"

namespace ogzk {

// Points of  y^2 = x^3 + b  over Curve::Field. Curve gives the constants; curve/g1.h and curve/g2.h are the
// two.

// Affine coordinates; (0, 0), which is on neither curve, stands for infinity, as in the EVM.
// A point of G1 fills one cache line, and lies in one: an MSM fetches points in no order.
template <class Curve>
struct alignas(sizeof(typename Curve::Field) == 32 ? 64 : 8) AffinePoint {
  using Field = typename Curve::Field;
  Field x, y;

  static AffinePoint infinity() { return {}; }
  static const AffinePoint& generator() { return Curve::generator(); }
  bool is_infinity() const { return x.is_zero() && y.is_zero(); }
  bool is_on_curve() const { return is_infinity() || y.square() == x.square() * x + Curve::b(); }
  AffinePoint operator-() const { return {x, -y}; }
  friend bool operator==(const AffinePoint& p, const AffinePoint& q) { return p.x == q.x && p.y == q.y; }
};

// Extended Jacobian coordinates (XYZZ):  x = X / ZZ,  y = Y / ZZZ,  ZZ^3 = ZZZ^2;  ZZ = 0 is infinity.
// Formulas dbl-2008-s-1, add-2008-s, madd-2008-s of the Explicit-Formulas Database. All operations are
// complete: equal and opposite points and infinity are handled. Variable time.
template <class Curve>
class Point {
 public:
  using Field = typename Curve::Field;
  using Affine = AffinePoint<Curve>;

  Point() = default;        // infinity
  Point(const Affine& p) {  // NOLINT(google-explicit-constructor): an affine point is a point
    if (!p.is_infinity()) *this = Point(p.x, p.y, Field::one(), Field::one());
  }
  static Point infinity() { return Point(); }
  static Point generator() { return Point(Curve::generator()); }

  bool is_infinity() const { return zz_.is_zero(); }
  Point operator-() const { return Point(x_, -y_, zz_, zzz_); }

  Point dbl() const {
    const Field u = y_.dbl(), v = u.square(), w = u * v, s = x_ * v;
    const Field xx = x_.square(), m = xx.dbl() + xx;
    const Field x3 = m.square() - s.dbl();
    return Point(x3, m * (s - x3) - w * y_, v * zz_, w * zzz_);  // infinity stays: ZZ = 0
  }

  [[gnu::noinline]] friend Point operator+(const Point& p, const Point& q) {
    if (p.is_infinity()) return q;
    if (q.is_infinity()) return p;
    const Field u1 = p.x_ * q.zz_, u2 = q.x_ * p.zz_, s1 = p.y_ * q.zzz_, s2 = q.y_ * p.zzz_;
    const Field d = u2 - u1, r = s2 - s1;
    if (d.is_zero()) return r.is_zero() ? p.dbl() : Point();
    const Field dd = d.square(), ddd = d * dd, t = u1 * dd;
    const Field x3 = r.square() - ddd - t.dbl();
    return Point(x3, r * (t - x3) - s1 * ddd, p.zz_ * q.zz_ * dd, p.zzz_ * q.zzz_ * ddd);
  }
  [[gnu::noinline]] friend Point operator+(const Point& p, const Affine& q) {
    if (q.is_infinity()) return p;
    if (p.is_infinity()) return Point(q);
    const Field d = q.x * p.zz_ - p.x_, r = q.y * p.zzz_ - p.y_;
    if (d.is_zero()) return r.is_zero() ? p.dbl() : Point();
    const Field dd = d.square(), ddd = d * dd, t = p.x_ * dd;
    const Field x3 = r.square() - ddd - t.dbl();
    return Point(x3, r * (t - x3) - p.y_ * ddd, p.zz_ * dd, p.zzz_ * ddd);
  }
  friend Point operator-(const Point& p, const Point& q) { return p + (-q); }
  friend Point operator-(const Point& p, const Affine& q) { return p + (-q); }
  Point& operator+=(const Point& q) { return *this = *this + q; }
  Point& operator+=(const Affine& q) { return *this = *this + q; }
  Point& operator-=(const Point& q) { return *this = *this - q; }
  Point& operator-=(const Affine& q) { return *this = *this - q; }
  Point add(const Point& q) const { return *this + q; }
  Point add(const Affine& q) const { return *this + q; }

  // k times this point; k in 64-bit limbs, least significant first. Signed windows of four bits.
  Point mul(std::span<const u64> k) const {
    Point table[8];  // 1, 2, ..., 8 times this point
    table[0] = *this;
    for (size_t i = 1; i < 8; ++i) table[i] = i % 2 == 1 ? table[i / 2].dbl() : table[i - 1] + *this;
    std::vector<int> digits;  // in [-8, 8), least significant first
    int carry = 0;
    for (const u64 limb : k) {
      for (unsigned shift = 0; shift < 64; shift += 4) {
        const int d = static_cast<int>(limb >> shift & 15) + carry;
        carry = d >= 8 ? 1 : 0;
        digits.push_back(d - 16 * carry);
      }
    }
    digits.push_back(carry);
    Point sum;
    for (size_t i = digits.size(); i-- > 0;) {
      if (!sum.is_infinity()) sum = sum.dbl().dbl().dbl().dbl();
      if (digits[i] > 0) sum += table[digits[i] - 1];
      if (digits[i] < 0) sum -= table[-digits[i] - 1];
    }
    return sum;
  }
  Point mul(const Fr& k) const { return mul(k.canonical()); }
  friend Point operator*(const Point& p, const Fr& k) { return p.mul(k); }

  // 1/ZZ = (ZZ / ZZZ)^2
  Affine to_affine() const {
    if (is_infinity()) return {};
    const Field inverse_zzz = zzz_.inverse();
    return {x_ * (zz_ * inverse_zzz).square(), y_ * inverse_zzz};
  }

  friend bool operator==(const Point& p, const Point& q) {
    if (p.is_infinity() || q.is_infinity()) return p.is_infinity() == q.is_infinity();
    return p.x_ * q.zz_ == q.x_ * p.zz_ && p.y_ * q.zzz_ == q.y_ * p.zzz_;
  }
  bool is_on_curve() const {  // Y^2 = X^3 + b ZZZ^2, from ZZ^3 = ZZZ^2
    if (is_infinity()) return true;
    const Field w = zzz_.square();
    return zz_.square() * zz_ == w && y_.square() == x_.square() * x_ + Curve::b() * w;
  }

  // One inversion for all of them
  friend std::vector<Affine> batch_to_affine(std::span<const Point> points) {
    std::vector<Affine> out(points.size());
    std::vector<Field> inverse(points.size());
    for (size_t i = 0; i < points.size(); ++i) {
      inverse[i] = points[i].is_infinity() ? Field::one() : points[i].zzz_;
    }
    batch_inverse(inverse);
    for (size_t i = 0; i < points.size(); ++i) {
      const Point& p = points[i];
      if (!p.is_infinity()) out[i] = {p.x_ * (p.zz_ * inverse[i]).square(), p.y_ * inverse[i]};
    }
    return out;
  }

 private:
  Point(const Field& x, const Field& y, const Field& zz, const Field& zzz) : x_(x), y_(y), zz_(zz), zzz_(zzz) {}

  Field x_, y_, zz_, zzz_;
};

template <class Curve>
std::vector<AffinePoint<Curve>> to_affine(const std::vector<Point<Curve>>& points) {
  return batch_to_affine(std::span<const Point<Curve>>(points));
}

}  // namespace ogzk
