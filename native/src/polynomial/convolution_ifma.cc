// SPDX-License-Identifier: Apache-2.0
#include "polynomial/convolution.h"

#if defined(__AVX512IFMA__) && defined(__AVX512VBMI2__)

#include "field/fe8_ifma.h"
#include "field/moduli.h"

// Coefficients stay in the portable form a 2^256. mul8 divides by 2^260, and the factors w_k carry 2^260, so
// they leave that form as it is.
namespace ogzk {
namespace {

template <int B>
using F8 = Fe8<FrParams, B>;

// Forward, a level adds at most 2r to a value that begins below r. There are at most 28 levels, and
// 1 + 2 * 28 < 64: nothing need be reduced, and 64 * 1 is within what mul8 takes.
using Growing = F8<64>;

[[gnu::always_inline]] inline Growing read(const u64* p) {
  Growing r;
#pragma GCC unroll 5
  for (int i = 0; i < 5; ++i) r.l[i] = _mm512_load_si512(p + 8 * i);
  return r;
}
template <int B>
[[gnu::always_inline]] inline void write(u64* p, const F8<B>& v) {
#pragma GCC unroll 5
  for (int i = 0; i < 5; ++i) _mm512_store_si512(p + 8 * i, v.l[i]);
}
template <int B>
[[gnu::always_inline]] inline F8<B> promise(const Growing& v) {  // where the bound is known to be better
  F8<B> r;
#pragma GCC unroll 5
  for (int i = 0; i < 5; ++i) r.l[i] = v.l[i];
  return r;
}

// (a, b) -> (a + w b, a - w b)
[[gnu::always_inline]] inline void split(Growing& a, Growing& b, const F8<1>& w) {
  constexpr auto m2 = Constants52<FrParams>::multiple(2);
  const F8<2> t = mul8(b, w);
#pragma GCC unroll 5
  for (int i = 0; i < 5; ++i) {
    b.l[i] = _mm512_add_epi64(_mm512_sub_epi64(a.l[i], t.l[i]), set1(m2.v[i]));
    a.l[i] = _mm512_add_epi64(a.l[i], t.l[i]);
  }
  carry8(a.l);
  carry8(b.l);
}
// (a, b) -> (a + b, (a - b) / w), twice the inverse
[[gnu::always_inline]] inline void join(F8<2>& a, F8<2>& b, const F8<1>& inverse_w) {
  const F8<4> difference = sub8(a, b);
  a = add_reduced8(a, b);
  b = mul8(difference, inverse_w);
}

[[gnu::always_inline]] inline F8<1> same_factor(const u64* const (&planes)[5], size_t k) {
  return {{set1(planes[0][k]), set1(planes[1][k]), set1(planes[2][k]), set1(planes[3][k]), set1(planes[4][k])}};
}
// w at first, first + stride, ..., first + 7 stride
[[gnu::always_inline]] inline F8<1> factors(const u64* const (&planes)[5], size_t first, long long stride) {
  const Vec at = _mm512_set_epi64(7 * stride, 6 * stride, 5 * stride, 4 * stride, 3 * stride, 2 * stride, stride, 0);
  F8<1> r;
  for (int i = 0; i < 5; ++i) r.l[i] = _mm512_i64gather_epi64(at, planes[i] + first, 8);
  return r;
}

// The last three levels work inside a vector. So 64 elements are turned: afterwards lane b of vector e is
// element e of block 8 tile + b.
template <int B>
[[gnu::always_inline]] inline void turn(F8<B> (&x)[8]) {
  for (int i = 0; i < 5; ++i) {
    Vec plane[8];
#pragma GCC unroll 8
    for (int e = 0; e < 8; ++e) plane[e] = x[e].l[i];
    transpose8(plane);
#pragma GCC unroll 8
    for (int e = 0; e < 8; ++e) x[e].l[i] = plane[e];
  }
}

void forward_tile(u64* p, size_t tile, const ConvolutionTable& table) {
  Growing x[8];
  for (size_t e = 0; e < 8; ++e) x[e] = read(p + 40 * e);
  turn(x);
  const F8<1> w = factors(table.forward, 8 * tile, 1);
  for (size_t e = 0; e < 4; ++e) split(x[e], x[e + 4], w);
  for (size_t c = 0; c < 2; ++c) {
    const F8<1> w2 = factors(table.forward, 16 * tile + c, 2);
    for (size_t e = 4 * c; e < 4 * c + 2; ++e) split(x[e], x[e + 2], w2);
  }
  for (size_t c = 0; c < 4; ++c) split(x[2 * c], x[2 * c + 1], factors(table.forward, 32 * tile + c, 4));
  for (size_t e = 0; e < 8; ++e) write(p + 40 * e, x[e]);
}

// x <- scale x y, and the last three levels backwards
void finish_tile(u64* p, const u64* q, size_t tile, const ConvolutionTable& table, const F8<1>& scale) {
  F8<2> x[8];
  // 2 * 42 is still within what mul8 takes: 20 levels, and multiply() stays below
  for (size_t e = 0; e < 8; ++e) x[e] = mul8(mul8(read(p + 40 * e), scale), promise<42>(read(q + 40 * e)));
  for (size_t c = 0; c < 4; ++c) join(x[2 * c], x[2 * c + 1], factors(table.inverse, 32 * tile + c, 4));
  for (size_t c = 0; c < 2; ++c) {
    const F8<1> w2 = factors(table.inverse, 16 * tile + c, 2);
    for (size_t e = 4 * c; e < 4 * c + 2; ++e) join(x[e], x[e + 2], w2);
  }
  const F8<1> w = factors(table.inverse, 8 * tile, 1);
  for (size_t e = 0; e < 4; ++e) join(x[e], x[e + 4], w);
  turn(x);
  for (size_t e = 0; e < 8; ++e) write(p + 40 * e, x[e]);
}

}  // namespace

void convolution_forward_ifma(const u64 (*coefficients)[4], size_t n, const ConvolutionTable& table, u64* x) {
  const size_t vectors = n / 8;
  for (size_t v = 0; v < vectors; ++v) write(x + 40 * v, load8<FrParams>(coefficients + 8 * v));
  for (size_t h = vectors / 2; h >= 1; h /= 2) {
    for (size_t k = 0; 2 * h * k < vectors; ++k) {
      const F8<1> w = same_factor(table.forward, k);
      for (size_t v = 2 * h * k; v < 2 * h * k + h; ++v) {
        Growing a = read(x + 40 * v), b = read(x + 40 * (v + h));
        split(a, b, w);
        write(x + 40 * v, a);
        write(x + 40 * (v + h), b);
      }
    }
  }
  for (size_t tile = 0; 8 * tile < vectors; ++tile) forward_tile(x + 320 * tile, tile, table);
}

void convolution_finish_ifma(u64* x, const u64* y, size_t n, const ConvolutionTable& table, const Limbs& scale,
                             u64 (*coefficients)[4]) {
  const size_t vectors = n / 8;
  const auto s = broadcast8<FrParams, 1>(scale);
  for (size_t tile = 0; 8 * tile < vectors; ++tile) finish_tile(x + 320 * tile, y + 320 * tile, tile, table, s);
  for (size_t h = 1; h < vectors; h *= 2) {
    for (size_t k = 0; 2 * h * k < vectors; ++k) {
      const F8<1> w = same_factor(table.inverse, k);
      for (size_t v = 2 * h * k; v < 2 * h * k + h; ++v) {
        F8<2> a = promise<2>(read(x + 40 * v)), b = promise<2>(read(x + 40 * (v + h)));
        join(a, b, w);
        write(x + 40 * v, a);
        write(x + 40 * (v + h), b);
      }
    }
  }
  for (size_t v = 0; v < vectors; ++v) store8<FrParams>(coefficients + 8 * v, promise<2>(read(x + 40 * v)));
}

}  // namespace ogzk

#else

#include "base/error.h"

namespace ogzk {
void convolution_forward_ifma(const u64 (*)[4], size_t, const ConvolutionTable&, u64*) {
  throw_internal("built without AVX-512");
}
void convolution_finish_ifma(u64*, const u64*, size_t, const ConvolutionTable&, const Limbs&, u64 (*)[4]) {
  throw_internal("built without AVX-512");
}
}  // namespace ogzk

#endif
