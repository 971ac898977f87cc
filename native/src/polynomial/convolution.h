// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "field/limbs.h"

namespace ogzk {

// Products of polynomials modulo x^n - 1 in Fr, eight coefficients at a time: the kernels behind multiply()
// of polynomial/ntt.h on processors with AVX-512 IFMA (base/cpu.h).
//
// The forward transform splits  x^(2h) - c_k  into  (x^h - w_k)(x^h + w_k),  w_k^2 = c_k, beginning with x^n
// - 1. Block k of a level has the two children 2k and 2k + 1, so w_2k = sqrt(w_k) and w_2k+1 = sqrt(-w_k):
//   w_k = exp(2 pi i bitreverse(k) / n) in the notation of complex numbers,
// one table for all sizes and one factor for a whole block. Values come out in an order of the kernel's own,
// which a product value by value does not mind.
struct ConvolutionTable {
  // w_k and 1/w_k for k < n/2, times 2^260 mod r, as five planes of 52-bit limbs
  const u64* forward[5];
  const u64* inverse[5];
};

constexpr size_t kMinConvolution = 64;
constexpr size_t kWordsPerElement = 5;  // of the transformed values

// transformed (n * kWordsPerElement words on a 64-byte boundary) from n coefficients in Montgomery form
void convolution_forward_ifma(const u64 (*coefficients)[4], size_t n, const ConvolutionTable& table, u64* transformed);

// coefficients of the product of what a and b transform; a is used up. scale = 2^264 / n mod r.
void convolution_finish_ifma(u64* a, const u64* b, size_t n, const ConvolutionTable& table, const Limbs& scale,
                             u64 (*coefficients)[4]);

}  // namespace ogzk
