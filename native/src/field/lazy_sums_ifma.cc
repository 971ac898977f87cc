// SPDX-License-Identifier: Apache-2.0
#include "field/lazy_sums.h"

#if defined(__AVX512IFMA__) && defined(__AVX512VBMI2__)

#include "field/fe8_ifma.h"
#include "field/moduli.h"

namespace ogzk {
namespace {

template <int N>
struct Columns {
  Vec v[N];
};

// A column takes in at most ten numbers below 2^52 a term, so its 64 bits last for 409 terms; then the excess
// is carried on. The last column is the end of the sum and keeps what it has.
constexpr size_t kTermsBetweenCarries = 256;

template <int N>
[[gnu::always_inline]] inline void carry_columns(Columns<N>& c) {
#pragma GCC unroll 10
  for (int i = 0; i + 1 < N; ++i) {
    c.v[i + 1] = _mm512_add_epi64(c.v[i + 1], _mm512_srli_epi64(c.v[i], 52));
    c.v[i] = _mm512_and_si512(c.v[i], set1(kMask52));
  }
}

template <int N>
[[gnu::always_inline]] inline Columns<N> no_columns() {
  Columns<N> c;
#pragma GCC unroll 10
  for (int i = 0; i < N; ++i) c.v[i] = _mm512_setzero_si512();
  return c;
}

[[gnu::always_inline]] inline Vec shift_sign(__m256i w) {
  return _mm512_cvtepu32_epi64(_mm256_xor_si256(w, _mm256_set1_epi32(INT32_MIN)));
}

// sum += w f, w below 2^32 and so below 2^52
[[gnu::always_inline]] inline void add_multiple(Columns<6>& sum, const Vec& w, const Vec (&f)[5]) {
#pragma GCC unroll 5
  for (int i = 0; i < 5; ++i) {
    sum.v[i] = madd_lo(sum.v[i], f[i], w);
    sum.v[i + 1] = madd_hi(sum.v[i + 1], f[i], w);
  }
}

template <size_t Rows>
void sum_rows(const int32_t* w, size_t cols, size_t stride, const u64* prepared, u64 (*columns)[kMultipleColumns]) {
  Columns<6> sums[Rows];
#pragma GCC unroll 4
  for (size_t r = 0; r < Rows; ++r) sums[r] = no_columns<6>();
  for (size_t first = 0; first < cols; first += 8 * kTermsBetweenCarries) {
    const size_t end = cols - first < 8 * kTermsBetweenCarries ? cols : first + 8 * kTermsBetweenCarries;
    for (size_t c = first; c < end; c += 8) {
      const auto lanes = static_cast<__mmask8>(cols - c < 8 ? (1U << (cols - c)) - 1 : 0xffU);
      Vec f[5];
#pragma GCC unroll 5
      for (int i = 0; i < 5; ++i) f[i] = _mm512_loadu_si512(prepared + 5 * c + 8 * static_cast<size_t>(i));
#pragma GCC unroll 4
      for (size_t r = 0; r < Rows; ++r) {
        // lanes beyond the row read as 0 and meet a weight of 0
        add_multiple(sums[r], shift_sign(_mm256_maskz_loadu_epi32(lanes, w + r * stride + c)), f);
      }
    }
#pragma GCC unroll 4
    for (size_t r = 0; r < Rows; ++r) carry_columns(sums[r]);
  }
  for (size_t r = 0; r < Rows; ++r) {
    for (int i = 0; i < 6; ++i) columns[r][i] = static_cast<u64>(_mm512_reduce_add_epi64(sums[r].v[i]));
  }
}

}  // namespace

void sum_products_ifma(const u64 (*a)[4], const u64 (*b)[4], size_t blocks, u64 (*columns)[kProductColumns]) {
  Columns<10> sum = no_columns<10>();
  size_t terms = 0;
  for (size_t k = 0; k < blocks; ++k) {
    const auto x = load8<FrParams>(a + 8 * k), y = load8<FrParams>(b + 8 * k);
#pragma GCC unroll 5
    for (int i = 0; i < 5; ++i) {
#pragma GCC unroll 5
      for (int j = 0; j < 5; ++j) {
        sum.v[i + j] = madd_lo(sum.v[i + j], x.l[i], y.l[j]);
        sum.v[i + j + 1] = madd_hi(sum.v[i + j + 1], x.l[i], y.l[j]);
      }
    }
    if (++terms == kTermsBetweenCarries) {
      carry_columns(sum);
      terms = 0;
    }
  }
  carry_columns(sum);
  alignas(64) u64 lanes[8];
  for (size_t i = 0; i < kProductColumns; ++i) {
    _mm512_store_si512(lanes, sum.v[i]);
    for (size_t lane = 0; lane < 8; ++lane) columns[lane][i] = lanes[lane];
  }
}

void prepare_weights_ifma(const u64 (*weights)[4], size_t blocks, u64* prepared) {
  for (size_t k = 0; k < blocks; ++k) {
    const auto f = load8<FrParams>(weights + 8 * k);
    for (size_t i = 0; i < 5; ++i) _mm512_storeu_si512(prepared + kWordsPerBlock * k + 8 * i, f.l[i]);
  }
}

void sum_rows_ifma(const int32_t* w, size_t rows, size_t cols, size_t stride, const u64* prepared,
                   u64 (*columns)[kMultipleColumns]) {
  switch (rows) {
    case 1: return sum_rows<1>(w, cols, stride, prepared, columns);
    case 2: return sum_rows<2>(w, cols, stride, prepared, columns);
    case 3: return sum_rows<3>(w, cols, stride, prepared, columns);
    default: return sum_rows<4>(w, cols, stride, prepared, columns);
  }
}

void sum_columns_ifma(const int32_t* w, size_t rows, size_t stride, const u64 (*weights)[4],
                      u64 (*columns)[kMultipleColumns]) {
  Columns<6> sums[4] = {no_columns<6>(), no_columns<6>(), no_columns<6>(), no_columns<6>()};
  size_t terms = 0;
  for (size_t r = 0; r < rows; ++r) {
    const u64* f = weights[r];
    const Vec limbs52[5] = {set1(f[0] & kMask52), set1((f[0] >> 52 | f[1] << 12) & kMask52),
                            set1((f[1] >> 40 | f[2] << 24) & kMask52), set1((f[2] >> 28 | f[3] << 36) & kMask52),
                            set1(f[3] >> 16)};
    const int32_t* line = w + r * stride;
#pragma GCC unroll 4
    for (size_t k = 0; k < 4; ++k) {
      const auto* p = reinterpret_cast<const __m256i*>(line + 8 * k);
      add_multiple(sums[k], shift_sign(_mm256_loadu_si256(p)), limbs52);
    }
    if (++terms == kTermsBetweenCarries) {
      for (auto& s : sums) carry_columns(s);
      terms = 0;
    }
  }
  alignas(64) u64 lanes[8];
  for (size_t k = 0; k < 4; ++k) {
    carry_columns(sums[k]);
    for (size_t i = 0; i < 6; ++i) {
      _mm512_store_si512(lanes, sums[k].v[i]);
      for (size_t lane = 0; lane < 8; ++lane) columns[8 * k + lane][i] = lanes[lane];
    }
  }
}

}  // namespace ogzk

#else

#include "base/error.h"

namespace ogzk {
void sum_products_ifma(const u64 (*)[4], const u64 (*)[4], size_t, u64 (*)[kProductColumns]) {
  throw_internal("built without AVX-512");
}
void prepare_weights_ifma(const u64 (*)[4], size_t, u64*) { throw_internal("built without AVX-512"); }
void sum_rows_ifma(const int32_t*, size_t, size_t, size_t, const u64*, u64 (*)[kMultipleColumns]) {
  throw_internal("built without AVX-512");
}
void sum_columns_ifma(const int32_t*, size_t, size_t, const u64 (*)[4], u64 (*)[kMultipleColumns]) {
  throw_internal("built without AVX-512");
}
}  // namespace ogzk

#endif
