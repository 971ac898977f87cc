// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "field/limbs.h"

namespace ogzk {

// The kernels behind field/inner_product.h on processors with AVX-512 IFMA (base/cpu.h). Elements are four
// words each, of any value below 2^256. Sums leave as integers in columns:  sum_j columns[j] 2^(52 j),
// columns below 2^64, one result per lane where there are eight; the caller adds and reduces.
//
// Integers enter as w + 2^31 in [0, 2^32).

// columns[lane][j]: the sum over i of a_i b_i for i = lane mod 8, i < 8 blocks
constexpr size_t kProductColumns = 10;
void sum_products_ifma(const u64 (*a)[4], const u64 (*b)[4], size_t blocks, u64 (*columns)[kProductColumns]);

// Weights in the form the next two want: [block][limb][lane], 40 words a block of eight; zeros fill the last.
constexpr size_t kWordsPerBlock = 40;
void prepare_weights_ifma(const u64 (*weights)[4], size_t blocks, u64* prepared);

// columns[row][j]: sum_c (w[row * stride + c] + 2^31) weight_c, c < cols, for up to four rows at once
constexpr size_t kMultipleColumns = 6;
constexpr size_t kRowsTogether = 4;
void sum_rows_ifma(const int32_t* w, size_t rows, size_t cols, size_t stride, const u64* prepared,
                   u64 (*columns)[kMultipleColumns]);

// columns[c][j]: sum_r (w[r * stride + c] + 2^31) weights_r, r < rows, for 32 neighbouring columns c
constexpr size_t kColumnsTogether = 32;
void sum_columns_ifma(const int32_t* w, size_t rows, size_t stride, const u64 (*weights)[4],
                      u64 (*columns)[kMultipleColumns]);

}  // namespace ogzk
