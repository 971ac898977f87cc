// SPDX-License-Identifier: Apache-2.0
#pragma once

// Eight field elements at once with AVX-512 IFMA. For units named *_ifma.cc only; everything here has
// internal linkage, so that no function compiled for AVX-512 can stand in for one of the portable build.
#if defined(__AVX512IFMA__) && defined(__AVX512VBMI2__)

#include <immintrin.h>

#include "field/montgomery.h"

namespace ogzk {
namespace {  // NOLINT(google-build-namespaces): on purpose, see above

using Vec = __m512i;

constexpr u64 kMask52 = (u64{1} << 52) - 1;

// Constants in five limbs of 52 bits, derived from the modulus m.
template <class P>
struct Constants52 {
  struct Limbs52 {
    u64 v[5];
  };
  static constexpr Limbs52 multiple(u64 k) {  // k m for k < 2^6
    Limbs r{};
    u64 carry = 0;
    for (size_t i = 0; i < 4; ++i) r[i] = limbs::mul_add(0, P::kModulus[i], k, carry);
    return {{r[0] & kMask52, (r[0] >> 52 | r[1] << 12) & kMask52, (r[1] >> 40 | r[2] << 24) & kMask52,
             (r[2] >> 28 | r[3] << 36) & kMask52, r[3] >> 16 | carry << 48}};
  }
  static constexpr u64 kInverse = montgomery::Constants<P>::kInverse & kMask52;  // -1/m mod 2^52
  // Products a b with  a b / 2^260 < m  end below 2m: the bounds, in units of m, may multiply to this at
  // most.
  static constexpr int kMaxProduct = static_cast<int>((u64{1} << 52) / (multiple(1).v[4] + 1));
};

// Eight values below B m, each in five limbs below 2^52 (limb by limb in one vector). B is part of the type:
// a product whose operands may have grown too large does not compile. The instructions read the low 52 bits
// of a limb only and silently, so every operation ends with carries.
template <class P, int B>
struct Fe8 {
  Vec l[5];
};

[[gnu::always_inline]] inline Vec set1(u64 x) { return _mm512_set1_epi64(static_cast<long long>(x)); }
[[gnu::always_inline]] inline Vec madd_lo(Vec c, Vec a, Vec b) { return _mm512_madd52lo_epu64(c, a, b); }
[[gnu::always_inline]] inline Vec madd_hi(Vec c, Vec a, Vec b) { return _mm512_madd52hi_epu64(c, a, b); }

// Signed carries, after which limbs 0..3 are in [0, 2^52) and limb 4 holds what is left
[[gnu::always_inline]] inline void carry8(Vec (&l)[5]) {
  const Vec mask = set1(kMask52);
#pragma GCC unroll 4
  for (int i = 0; i < 4; ++i) {
    l[i + 1] = _mm512_add_epi64(l[i + 1], _mm512_srai_epi64(l[i], 52));
    l[i] = _mm512_and_si512(l[i], mask);
  }
}

// a b / 2^260 mod m, below 2m
template <class P, int A, int B>
[[gnu::always_inline]] inline Fe8<P, 2> mul8(const Fe8<P, A>& a, const Fe8<P, B>& b) {
  using C = Constants52<P>;
  static_assert(A * B <= C::kMaxProduct, "the operands of mul8 may be too large");
  constexpr auto m = C::multiple(1);
  const Vec m0 = set1(m.v[0]), m1 = set1(m.v[1]), m2 = set1(m.v[2]), m3 = set1(m.v[3]), m4 = set1(m.v[4]);
  const Vec inverse = set1(C::kInverse), zero = _mm512_setzero_si512();
  Vec t0 = zero, t1 = zero, t2 = zero, t3 = zero, t4 = zero;
#pragma GCC unroll 5
  for (int i = 0; i < 5; ++i) {  // one row of the product, one of the reduction; a limb stays below 2^58
    const Vec x = b.l[i];
    t0 = madd_lo(t0, a.l[0], x);
    const Vec q = madd_lo(zero, t0, inverse);
    t1 = madd_lo(t1, a.l[1], x);
    t2 = madd_lo(t2, a.l[2], x);
    t3 = madd_lo(t3, a.l[3], x);
    t4 = madd_lo(t4, a.l[4], x);
    t0 = madd_lo(t0, q, m0);  // = 0 mod 2^52
    t1 = madd_hi(t1, a.l[0], x);
    t2 = madd_hi(t2, a.l[1], x);
    t3 = madd_hi(t3, a.l[2], x);
    t4 = madd_hi(t4, a.l[3], x);
    Vec t5 = madd_hi(zero, a.l[4], x);
    t1 = madd_lo(t1, q, m1);
    t2 = madd_lo(t2, q, m2);
    t3 = madd_lo(t3, q, m3);
    t4 = madd_lo(t4, q, m4);
    t1 = _mm512_add_epi64(t1, _mm512_srli_epi64(t0, 52));
    t1 = madd_hi(t1, q, m0);
    t2 = madd_hi(t2, q, m1);
    t3 = madd_hi(t3, q, m2);
    t4 = madd_hi(t4, q, m3);
    t5 = madd_hi(t5, q, m4);
    t0 = t1;
    t1 = t2;
    t2 = t3;
    t3 = t4;
    t4 = t5;
  }
  Fe8<P, 2> r = {{t0, t1, t2, t3, t4}};
  carry8(r.l);
  return r;
}

// a^2 / 2^260: the cross products once and doubled, then the reduction row by row
template <class P, int A>
[[gnu::always_inline]] inline Fe8<P, 2> square8(const Fe8<P, A>& a) {
  using C = Constants52<P>;
  static_assert(A * A <= C::kMaxProduct, "the operand of square8 may be too large");
  constexpr auto m = C::multiple(1);
  const Vec mv[5] = {set1(m.v[0]), set1(m.v[1]), set1(m.v[2]), set1(m.v[3]), set1(m.v[4])};
  const Vec inverse = set1(C::kInverse), zero = _mm512_setzero_si512();
  Vec r[10] = {zero, zero, zero, zero, zero, zero, zero, zero, zero, zero};
#pragma GCC unroll 5
  for (int i = 0; i < 5; ++i) {
#pragma GCC unroll 5
    for (int j = i + 1; j < 5; ++j) {
      r[i + j] = madd_lo(r[i + j], a.l[i], a.l[j]);
      r[i + j + 1] = madd_hi(r[i + j + 1], a.l[i], a.l[j]);
    }
  }
#pragma GCC unroll 10
  for (int i = 0; i < 10; ++i) r[i] = _mm512_add_epi64(r[i], r[i]);
#pragma GCC unroll 5
  for (int i = 0; i < 5; ++i) {
    r[2 * i] = madd_lo(r[2 * i], a.l[i], a.l[i]);
    r[2 * i + 1] = madd_hi(r[2 * i + 1], a.l[i], a.l[i]);
  }
#pragma GCC unroll 5
  for (int i = 0; i < 5; ++i) {
    const Vec q = madd_lo(zero, r[i], inverse);
#pragma GCC unroll 5
    for (int j = 0; j < 5; ++j) {
      r[i + j] = madd_lo(r[i + j], q, mv[j]);
      r[i + j + 1] = madd_hi(r[i + j + 1], q, mv[j]);
    }
    r[i + 1] = _mm512_add_epi64(r[i + 1], _mm512_srli_epi64(r[i], 52));
  }
  Fe8<P, 2> z = {{r[5], r[6], r[7], r[8], r[9]}};
  carry8(z.l);
  return z;
}

// a - b + B m, which is not negative
template <class P, int A, int B>
[[gnu::always_inline]] inline Fe8<P, A + B> sub8(const Fe8<P, A>& a, const Fe8<P, B>& b) {
  constexpr auto shift = Constants52<P>::multiple(B);
  Fe8<P, A + B> r;
#pragma GCC unroll 5
  for (int i = 0; i < 5; ++i) r.l[i] = _mm512_add_epi64(_mm512_sub_epi64(a.l[i], b.l[i]), set1(shift.v[i]));
  carry8(r.l);
  return r;
}
template <class P, int A, int B>
[[gnu::always_inline]] inline Fe8<P, A + B> add8(const Fe8<P, A>& a, const Fe8<P, B>& b) {
  Fe8<P, A + B> r;
#pragma GCC unroll 5
  for (int i = 0; i < 5; ++i) r.l[i] = _mm512_add_epi64(a.l[i], b.l[i]);
  carry8(r.l);
  return r;
}

// Below 2m again, from below 8m. The quotient v/m is estimated from the top limb, never too large:
// q = floor(v4 floor(2^52 / (m4 + 1)) / 2^52) <= v/m, and v/m - q < 1 + 8 (1/84 + 2^-40) < 2.
template <class P, int B>
[[gnu::always_inline]] inline Fe8<P, 2> reduce8(const Fe8<P, B>& a) {
  static_assert(B <= 8, "reduce8 knows the multiples 0 to 7 of the modulus");
  using C = Constants52<P>;
  const Vec q = madd_hi(_mm512_setzero_si512(), a.l[4], set1(static_cast<u64>(C::kMaxProduct)));
  Fe8<P, 2> r;
#pragma GCC unroll 5
  for (int i = 0; i < 5; ++i) {
    const Vec multiples =
        _mm512_set_epi64(static_cast<long long>(C::multiple(7).v[i]), static_cast<long long>(C::multiple(6).v[i]),
                         static_cast<long long>(C::multiple(5).v[i]), static_cast<long long>(C::multiple(4).v[i]),
                         static_cast<long long>(C::multiple(3).v[i]), static_cast<long long>(C::multiple(2).v[i]),
                         static_cast<long long>(C::multiple(1).v[i]), 0);
    r.l[i] = _mm512_sub_epi64(a.l[i], _mm512_permutexvar_epi64(q, multiples));
  }
  carry8(r.l);
  return r;
}

// The lanes whose value is exactly k m. Limbs are unique, so a comparison will do.
template <class P, int B>
[[gnu::always_inline]] inline __mmask8 equals_multiple8(const Fe8<P, B>& a, u64 k) {
  const auto m = Constants52<P>::multiple(k);
  __mmask8 equal = 0xff;
  for (int i = 0; i < 5; ++i) equal = _mm512_mask_cmpeq_epi64_mask(equal, a.l[i], set1(m.v[i]));
  return equal;
}

template <class P, int B>
[[gnu::always_inline]] inline Fe8<P, B> select8(__mmask8 second, const Fe8<P, B>& a, const Fe8<P, B>& b) {
  Fe8<P, B> r;
#pragma GCC unroll 5
  for (int i = 0; i < 5; ++i) r.l[i] = _mm512_mask_mov_epi64(a.l[i], second, b.l[i]);
  return r;
}

// The same value in every lane
template <class P, int B>
[[gnu::always_inline]] inline Fe8<P, B> broadcast8(const Limbs& v) {
  return {{set1(v[0] & kMask52), set1((v[0] >> 52 | v[1] << 12) & kMask52), set1((v[1] >> 40 | v[2] << 24) & kMask52),
           set1((v[2] >> 28 | v[3] << 36) & kMask52), set1(v[3] >> 16)}};
}

// Between five limbs of 52 bits and four of 64
template <class P, int B>
[[gnu::always_inline]] inline Fe8<P, B> unpack8(Vec w0, Vec w1, Vec w2, Vec w3) {
  const Vec mask = set1(kMask52);
  return {{_mm512_and_si512(w0, mask), _mm512_and_si512(_mm512_shrdi_epi64(w0, w1, 52), mask),
           _mm512_and_si512(_mm512_shrdi_epi64(w1, w2, 40), mask),
           _mm512_and_si512(_mm512_shrdi_epi64(w2, w3, 28), mask), _mm512_srli_epi64(w3, 16)}};
}
template <class P, int B>
[[gnu::always_inline]] inline void pack8(const Fe8<P, B>& a, Vec& w0, Vec& w1, Vec& w2, Vec& w3) {
  w0 = _mm512_or_si512(a.l[0], _mm512_slli_epi64(a.l[1], 52));
  w1 = _mm512_or_si512(_mm512_srli_epi64(a.l[1], 12), _mm512_slli_epi64(a.l[2], 40));
  w2 = _mm512_or_si512(_mm512_srli_epi64(a.l[2], 24), _mm512_slli_epi64(a.l[3], 28));
  w3 = _mm512_or_si512(_mm512_srli_epi64(a.l[3], 36), _mm512_slli_epi64(a.l[4], 16));
}

// Four limbs of 64 bits, fully reduced: from a value below 2m
template <class P>
[[gnu::always_inline]] inline void pack_reduced8(const Fe8<P, 2>& a, Vec& w0, Vec& w1, Vec& w2, Vec& w3) {
  constexpr auto m = Constants52<P>::multiple(1);
  Fe8<P, 2> d;
#pragma GCC unroll 5
  for (int i = 0; i < 5; ++i) d.l[i] = _mm512_sub_epi64(a.l[i], set1(m.v[i]));
  carry8(d.l);
  pack8(select8(_mm512_movepi64_mask(d.l[4]), d, a), w0, w1, w2, w3);
}

// a + b or a - b, below 2m again at once: the carries into the top limb are too small to move the estimate of
// reduce8, so one pass of carries is enough. The operands are below 2m.
template <class P>
[[gnu::always_inline]] inline Fe8<P, 2> add_reduced8(const Fe8<P, 2>& a, const Fe8<P, 2>& b) {
  Fe8<P, 4> sum;
#pragma GCC unroll 5
  for (int i = 0; i < 5; ++i) sum.l[i] = _mm512_add_epi64(a.l[i], b.l[i]);
  return reduce8(sum);
}

// Eight consecutive elements of four words, 256 bytes, to lanes and back
template <class P>
[[gnu::always_inline]] inline Fe8<P, 1> load8(const u64 (*p)[4]) {
  const Vec low = _mm512_set_epi64(13, 9, 5, 1, 12, 8, 4, 0), high = _mm512_set_epi64(15, 11, 7, 3, 14, 10, 6, 2);
  const Vec a = _mm512_loadu_si512(p), b = _mm512_loadu_si512(p + 2), c = _mm512_loadu_si512(p + 4),
            d = _mm512_loadu_si512(p + 6);
  const Vec t = _mm512_permutex2var_epi64(a, low, b), u = _mm512_permutex2var_epi64(c, low, d);
  const Vec v = _mm512_permutex2var_epi64(a, high, b), w = _mm512_permutex2var_epi64(c, high, d);
  return unpack8<P, 1>(_mm512_shuffle_i64x2(t, u, 0x44), _mm512_shuffle_i64x2(t, u, 0xee),
                       _mm512_shuffle_i64x2(v, w, 0x44), _mm512_shuffle_i64x2(v, w, 0xee));
}
template <class P>
[[gnu::always_inline]] inline void store8(u64 (*p)[4], const Fe8<P, 2>& a) {
  const Vec low = _mm512_set_epi64(13, 9, 5, 1, 12, 8, 4, 0), high = _mm512_set_epi64(15, 11, 7, 3, 14, 10, 6, 2);
  Vec w0, w1, w2, w3;
  pack_reduced8(a, w0, w1, w2, w3);
  const Vec t = _mm512_shuffle_i64x2(w0, w1, 0x44), u = _mm512_shuffle_i64x2(w2, w3, 0x44);
  const Vec v = _mm512_shuffle_i64x2(w0, w1, 0xee), w = _mm512_shuffle_i64x2(w2, w3, 0xee);
  _mm512_storeu_si512(p, _mm512_permutex2var_epi64(t, low, u));
  _mm512_storeu_si512(p + 2, _mm512_permutex2var_epi64(t, high, u));
  _mm512_storeu_si512(p + 4, _mm512_permutex2var_epi64(v, low, w));
  _mm512_storeu_si512(p + 6, _mm512_permutex2var_epi64(v, high, w));
}

// Rows to columns: word j of row i becomes word i of row j
[[gnu::always_inline]] inline void transpose8(Vec (&r)[8]) {
  Vec t[8], u[8];
#pragma GCC unroll 4
  for (int i = 0; i < 8; i += 2) {
    t[i] = _mm512_unpacklo_epi64(r[i], r[i + 1]);
    t[i + 1] = _mm512_unpackhi_epi64(r[i], r[i + 1]);
  }
#pragma GCC unroll 2
  for (int i = 0; i < 8; i += 4) {
    u[i] = _mm512_shuffle_i64x2(t[i], t[i + 2], 0x88);
    u[i + 1] = _mm512_shuffle_i64x2(t[i + 1], t[i + 3], 0x88);
    u[i + 2] = _mm512_shuffle_i64x2(t[i], t[i + 2], 0xdd);
    u[i + 3] = _mm512_shuffle_i64x2(t[i + 1], t[i + 3], 0xdd);
  }
#pragma GCC unroll 4
  for (int i = 0; i < 4; ++i) {
    r[i] = _mm512_shuffle_i64x2(u[i], u[i + 4], 0x88);
    r[i + 4] = _mm512_shuffle_i64x2(u[i], u[i + 4], 0xdd);
  }
}

}  // namespace
}  // namespace ogzk

#endif
