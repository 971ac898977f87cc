// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <optional>
#include <span>
#include <type_traits>
#include <vector>

#include "base/bytes.h"
#include "base/cpu.h"
#include "base/error.h"
#include "field/inverse.h"
#include "field/montgomery.h"
#include "field/montgomery_x64.h"

namespace ogzk {

// An element of the prime field P::kModulus, held as a R mod m with R = 2^256, always in [0, m): equal
// elements have equal limbs. Nothing here is constant-time in inverse() and pow(); the rest has no
// data-dependent branch on the x86-64 path.
template <class P>
class Fe {
  using C = montgomery::Constants<P>;

 public:
  static constexpr Limbs kModulus = P::kModulus;

  constexpr Fe() = default;
  static constexpr Fe zero() { return Fe(); }
  static constexpr Fe one() { return Fe(C::kR); }

  static Fe from_u64(u64 v) { return from_canonical({v, 0, 0, 0}); }
  static Fe from_i64(int64_t v) { return v < 0 ? -from_u64(~static_cast<u64>(v) + 1) : from_u64(static_cast<u64>(v)); }
  static Fe from_u128(u128 v) { return from_canonical({static_cast<u64>(v), static_cast<u64>(v >> 64), 0, 0}); }
  static Fe from_i128(i128 v) {
    return v < 0 ? -from_u128(~static_cast<u128>(v) + 1) : from_u128(static_cast<u128>(v));
  }

  // Big-endian; nothing if the number is not below the modulus.
  static std::optional<Fe> from_bytes_be(std::span<const uint8_t, 32> b) {
    const Limbs v = load_be(b.data());
    if (!limbs::less(v, C::kModulus)) return std::nullopt;
    return from_canonical(v);
  }
  // Big-endian, modulo m
  static Fe reduce_be(std::span<const uint8_t, 32> b) { return from_limbs_mod(load_be(b.data())); }
  static Fe reduce512_be(std::span<const uint8_t, 64> b) {
    return from_limbs_mod(load_be(b.data())) * Fe(C::kR2) + from_limbs_mod(load_be(b.data() + 32));
  }
  void to_bytes_be(std::span<uint8_t, 32> out) const {
    const Limbs v = canonical();
    for (size_t i = 0; i < 4; ++i) store_be64(out.data() + 8 * i, v[3 - i]);
  }

  // The integer in [0, m), least significant limb first
  Limbs canonical() const { return mul(limbs_, {1, 0, 0, 0}); }
  // From an integer below m
  static Fe from_canonical(const Limbs& v) { return Fe(mul(v, C::kR2)); }
  // From any integer below 2^256: mul accepts a first factor that large, and leaves a value below m.
  static Fe from_limbs_mod(const Limbs& v) { return Fe(mul(v, C::kR2)); }

  // The limbs of a R mod m, for code that works below this class
  constexpr const Limbs& montgomery() const { return limbs_; }
  static constexpr Fe from_montgomery(const Limbs& limbs) { return Fe(limbs); }  // limbs < m

  // Lazy sums (field/inner_product.h) collect limbs without reduction and end here. As elements:
  // reduce_products: v / R, for a sum v of products of Montgomery limbs;  L / R + M + T R  with v = L + M R +
  // T R^2. reduce_multiples: v, for a sum v of small integers times Montgomery limbs;  L + T R  with v = L +
  // T R.
  static Fe reduce_products(const std::array<u64, 9>& v) {
    return Fe(mul({v[0], v[1], v[2], v[3]}, {1, 0, 0, 0})) + Fe(mul({v[4], v[5], v[6], v[7]}, C::kR)) +
           Fe(mul({v[8], 0, 0, 0}, C::kR2));
  }
  static Fe reduce_multiples(const std::array<u64, 6>& v) {
    return Fe(mul({v[0], v[1], v[2], v[3]}, C::kR)) + Fe(mul({v[4], v[5], 0, 0}, C::kR2));
  }

  friend Fe operator*(const Fe& a, const Fe& b) { return Fe(mul(a.limbs_, b.limbs_)); }
  friend Fe operator+(const Fe& a, const Fe& b) {
#if defined(__x86_64__)
    return Fe(montgomery::add_x64<P>(a.limbs_, b.limbs_));
#else
    return Fe(montgomery::add_portable<P>(a.limbs_, b.limbs_));
#endif
  }
  friend Fe operator-(const Fe& a, const Fe& b) {
#if defined(__x86_64__)
    return Fe(montgomery::sub_x64<P>(a.limbs_, b.limbs_));
#else
    return Fe(montgomery::sub_portable<P>(a.limbs_, b.limbs_));
#endif
  }
  Fe operator-() const { return Fe() - *this; }
  Fe& operator*=(const Fe& b) { return *this = *this * b; }
  Fe& operator+=(const Fe& b) { return *this = *this + b; }
  Fe& operator-=(const Fe& b) { return *this = *this - b; }
  friend constexpr bool operator==(const Fe& a, const Fe& b) {
    return ((a.limbs_[0] ^ b.limbs_[0]) | (a.limbs_[1] ^ b.limbs_[1]) | (a.limbs_[2] ^ b.limbs_[2]) |
            (a.limbs_[3] ^ b.limbs_[3])) == 0;
  }

  Fe square() const { return *this * *this; }
  Fe dbl() const { return *this + *this; }
  constexpr bool is_zero() const { return limbs::is_zero(limbs_); }
  constexpr bool is_one() const { return *this == one(); }

  // this^e, e in 64-bit limbs, least significant first. Variable time in e.
  Fe pow(std::span<const u64> e) const {
    Fe r = one();
    for (size_t i = 64 * e.size(); i-- > 0;) {
      r = r.square();
      if ((e[i / 64] >> (i % 64) & 1) != 0) r *= *this;
    }
    return r;
  }
  Fe pow_u64(u64 e) const { return pow(std::span<const u64>(&e, 1)); }

  // Throws Internal on zero. (a R)^-1 R^3 / R = a^-1 R.
  Fe inverse() const {
    check(!is_zero(), "inverse of zero in a prime field");
    static const InverseContext context = make_inverse_context(C::kModulus);
    return Fe(mul(invert_mod(limbs_, context), C::kR3));
  }

 private:
  constexpr explicit Fe(const Limbs& limbs) : limbs_(limbs) {}

  static Limbs load_be(const uint8_t* p) {
    return {load_be64(p + 24), load_be64(p + 16), load_be64(p + 8), load_be64(p)};
  }

  [[gnu::noinline]] static Limbs mul_out_of_line(const Limbs& a, const Limbs& b) {
    return montgomery::mul_portable<P>(a, b);
  }
  [[gnu::always_inline]] static Limbs mul(const Limbs& a, const Limbs& b) {
#if defined(__x86_64__)
    if (kHasAdx) [[likely]]
      return montgomery::mul_adx<P>(a, b);
#endif
    return mul_out_of_line(a, b);
  }

  Limbs limbs_{};
};

// What templates over a field ask of it; Fe and TinyField both answer.
template <class F>
concept Field = std::regular<F> && requires(F a, const F b, u64 n) {
  { F::zero() } -> std::same_as<F>;
  { F::one() } -> std::same_as<F>;
  { F::from_u64(n) } -> std::same_as<F>;
  { b + b } -> std::same_as<F>;
  { b - b } -> std::same_as<F>;
  { b* b } -> std::same_as<F>;
  { -b } -> std::same_as<F>;
  { b.inverse() } -> std::same_as<F>;
  { b.is_zero() } -> std::same_as<bool>;
};

// Replaces each entry by its inverse with one inversion and 3(n-1) multiplications (Montgomery's trick).
// Throws Internal, leaving the values as they were, if any entry is zero.
template <Field F>
void batch_inverse(std::span<F> values) {
  if (values.empty()) return;
  std::vector<F> prefix(values.size());  // prefix[i] = product of values[0..i-1]
  F product = F::one();
  for (size_t i = 0; i < values.size(); ++i) {
    prefix[i] = product;
    product = product * values[i];
  }
  F inverse = product.inverse();
  for (size_t i = values.size(); i-- > 0;) {
    const F v = values[i];
    values[i] = inverse * prefix[i];
    inverse = inverse * v;
  }
}
template <Field F>
void batch_inverse(std::vector<F>& values) {
  batch_inverse(std::span<F>(values));
}

}  // namespace ogzk
