// SPDX-License-Identifier: Apache-2.0
#include "key/segment.h"

#include <algorithm>

#include "key/checked.h"
#include "key/products.h"

namespace ogzk {
namespace {

// 1 - y - u + 2yu: eq(y, u) in one variable
Fr eq1(const Fr& y, const Fr& u) {
  const Fr yu = y * u;
  return Fr::one() - y - u + yu + yu;
}

Fr eq(std::span<const Fr> y, std::span<const Fr> u) {
  Fr result = Fr::one();
  for (size_t i = 0; i < u.size(); ++i) result *= eq1(at(y, i), u[i]);
  return result;
}

std::span<const Fr> slice(std::span<const Fr> values, size_t first, size_t size) {
  check(first <= values.size() && size <= values.size() - first, "a segment reaches past its point");
  return values.subspan(first, size);
}

Fr fixed(std::span<const Fr> u, uint32_t value) {
  Fr result = Fr::one();
  for (size_t i = 0; i < u.size(); ++i) result *= (value >> i & 1) != 0 ? u[i] : Fr::one() - u[i];
  return result;
}

}  // namespace

SegmentEvaluator::SegmentEvaluator(std::span<const Fr> S, std::span<const Fr> r, std::span<const Fr> k,
                                   std::span<const Fr> u)
    : S_(S), points_{r, k}, u_(u) {
  for (size_t pt = 0; pt < 2; ++pt) {
    prefix_[pt] = {Fr::one()};
    const size_t size = std::min(points_[pt].size(), u.size());
    for (size_t i = 0; i < size; ++i) prefix_[pt].push_back(prefix_[pt].back() * eq1(points_[pt][i], u[i]));
  }
}

// 1[index < n] eq(k, index) summed against eq(index, u), §6.2.
// Low bit first. Over the bits seen so far, with N the low bits of n:
//   E = sum_y eq(k,y) eq(y,u),  L = the part of it with y < N.
// A new top bit b of y weighs z (b = 0) or o (b = 1). If n's is 1, y < N means b = 0, or b = 1 and the rest <
// N; if it is 0, b = 0 and the rest < N.
Fr SegmentEvaluator::truncated_eq(std::span<const Fr> k, std::span<const Fr> u, uint32_t n) {
  Fr E = Fr::one();
  Fr L;
  for (size_t i = 0; i < u.size(); ++i) {
    const Fr o = at(k, i) * u[i];
    const Fr z = Fr::one() - k[i] - u[i] + o;
    L = (n >> i & 1) != 0 ? z * E + o * L : z * L;
    E *= z + o;
  }
  return L;
}

Fr SegmentEvaluator::vec(std::span<const Fr> u, size_t first) const {
  check(u.size() <= 3, "VEC is for at most three bits");
  std::array<Fr, 8> table{};
  size_t size = size_t{1} << u.size();
  for (size_t i = 0; i < size; ++i) table[i] = at(S_, first + i);
  for (const Fr& ui : u) {
    size /= 2;
    for (size_t i = 0; i < size; ++i) table[i] = table[2 * i] + ui * (table[2 * i + 1] - table[2 * i]);
  }
  return table[0];
}

Fr SegmentEvaluator::factor(const Segment& s, size_t position) const {
  const std::span<const Fr> u = slice(u_, position, s.a);
  switch (s.op) {
    case Atom::Eqp: check(position == 0 && s.b <= 1, "EQP may only come first"); return at(prefix_[s.b], s.a);
    case Atom::Eq:
      check(s.b >> 8 <= 1, "there are two points");
      return eq(slice(points_[s.b >> 8], s.b & 255U, s.a), u);
    case Atom::One: return Fr::one();
    case Atom::Fix: return fixed(u, s.b);
    case Atom::Vec: return vec(u, s.b);
    case Atom::Pow: return eq_polynomial(u, at(S_, s.b));
    case Atom::Trunc: return truncated_eq(slice(points_[1], 0, s.a), u, s.b);
  }
  throw_internal("unknown segment");
}

}  // namespace ogzk
