// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>

#include "base/bytes.h"
#include "base/error.h"
#include "field/limbs.h"

namespace ogzk {

// The field with P elements, P a small prime, with the operations of Fe: algorithms templated over the
// field are tested with it exhaustively. Encodings are as wide as Fe's.
template <uint32_t P>
class TinyField {
  static constexpr bool is_prime() {
    for (uint64_t d = 2; d * d <= P; ++d) {
      if (P % d == 0) return false;
    }
    return P >= 2;
  }
  static_assert(is_prime(), "TinyField needs a prime");

 public:
  static constexpr uint32_t kPrime = P;

  constexpr TinyField() = default;
  static constexpr TinyField zero() { return TinyField(); }
  static constexpr TinyField one() { return from_u64(1); }
  static constexpr TinyField from_u64(u64 v) { return TinyField(static_cast<uint32_t>(v % P)); }
  static constexpr TinyField from_i64(int64_t v) {
    return v < 0 ? -from_u64(~static_cast<u64>(v) + 1) : from_u64(static_cast<u64>(v));
  }
  static constexpr TinyField from_u128(u128 v) { return TinyField(static_cast<uint32_t>(v % P)); }
  static constexpr TinyField from_i128(i128 v) {
    return v < 0 ? -from_u128(~static_cast<u128>(v) + 1) : from_u128(static_cast<u128>(v));
  }
  static std::optional<TinyField> from_bytes_be(std::span<const uint8_t, 32> b) {
    for (size_t i = 0; i < 28; ++i) {
      if (b[i] != 0) return std::nullopt;
    }
    const uint32_t v = load_be32(b.data() + 28);
    if (v >= P) return std::nullopt;
    return TinyField(v);
  }
  static TinyField reduce_be(std::span<const uint8_t, 32> b) { return reduce(b); }
  static TinyField reduce512_be(std::span<const uint8_t, 64> b) { return reduce(b); }
  void to_bytes_be(std::span<uint8_t, 32> out) const {
    for (auto& x : out) x = 0;
    store_be32(out.data() + 28, value_);
  }
  constexpr Limbs canonical() const { return {value_, 0, 0, 0}; }

  friend constexpr TinyField operator+(const TinyField& a, const TinyField& b) {
    return from_u64(u64{a.value_} + b.value_);
  }
  friend constexpr TinyField operator-(const TinyField& a, const TinyField& b) {
    return from_u64(u64{a.value_} + P - b.value_);
  }
  friend constexpr TinyField operator*(const TinyField& a, const TinyField& b) {
    return from_u64(u64{a.value_} * b.value_);
  }
  constexpr TinyField operator-() const { return zero() - *this; }
  constexpr TinyField& operator+=(const TinyField& b) { return *this = *this + b; }
  constexpr TinyField& operator-=(const TinyField& b) { return *this = *this - b; }
  constexpr TinyField& operator*=(const TinyField& b) { return *this = *this * b; }
  friend constexpr bool operator==(const TinyField&, const TinyField&) = default;

  constexpr TinyField square() const { return *this * *this; }
  constexpr TinyField dbl() const { return *this + *this; }
  constexpr bool is_zero() const { return value_ == 0; }
  constexpr bool is_one() const { return *this == one(); }
  TinyField pow(std::span<const u64> e) const {
    TinyField r = one();
    for (size_t i = 64 * e.size(); i-- > 0;) {
      r = r.square();
      if ((e[i / 64] >> (i % 64) & 1) != 0) r *= *this;
    }
    return r;
  }
  TinyField pow_u64(u64 e) const { return pow(std::span<const u64>(&e, 1)); }
  TinyField inverse() const {
    check(!is_zero(), "inverse of zero in a prime field");
    return pow_u64(P - 2);  // Fermat
  }

 private:
  constexpr explicit TinyField(uint32_t v) : value_(v) {}
  static TinyField reduce(ByteSpan b) {
    u64 r = 0;
    for (const uint8_t x : b) r = (r * 256 + x) % P;
    return TinyField(static_cast<uint32_t>(r));
  }

  uint32_t value_ = 0;
};

}  // namespace ogzk
