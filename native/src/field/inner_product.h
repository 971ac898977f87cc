// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "field/fr.h"

namespace ogzk {

// Sums of products that reduce once at the end instead of after each term. All are threaded when long.

// sum a_i b_i
Fr inner_product(std::span<const Fr> a, std::span<const Fr> b);

// sum w_i f_i
Fr inner_product_i32(std::span<const int32_t> w, std::span<const Fr> f);

// out[c] += sum_r row_weights[r] * w[r * stride + c]   (0 <= c < cols; out has cols entries)
void fold_rows_i32(const int32_t* w, size_t rows, size_t cols, size_t stride, std::span<const Fr> row_weights,
                   std::span<Fr> out);

// out[r] = sum_c w[r * stride + c] * col_weights[c]    (0 <= r < rows; out has rows entries)
void fold_cols_i32(const int32_t* w, size_t rows, size_t cols, size_t stride, std::span<const Fr> col_weights,
                   std::span<Fr> out);

// sum a_i b_i, term by term. 576 bits hold 2^64 products below 2^508.
class WideAcc {
 public:
  void add(const Fr& a, const Fr& b);
  Fr value() const { return Fr::reduce_products(limbs_); }

 private:
  std::array<u64, 9> limbs_{};
};

// sum w_i f_i, term by term, with |w_i| <= 2^63: positive and negative terms apart. 384 bits hold 2^64
// terms below 2^318.
class SmallAcc {
 public:
  void add(int64_t w, const Fr& f) {
    if (w >= 0) {
      add_multiple(positive_, static_cast<u64>(w), f.montgomery());
    } else {
      add_multiple(negative_, ~static_cast<u64>(w) + 1, f.montgomery());
    }
  }
  Fr value() const { return Fr::reduce_multiples(positive_) - Fr::reduce_multiples(negative_); }

  static void add_multiple(std::array<u64, 6>& sum, u64 w, const Limbs& f) {
    u64 carry = 0;
    for (size_t i = 0; i < 4; ++i) sum[i] = limbs::mul_add(sum[i], w, f[i], carry);
    const u128 top = static_cast<u128>(sum[4]) + carry;
    sum[4] = static_cast<u64>(top);
    sum[5] += static_cast<u64>(top >> 64);
  }

 private:
  std::array<u64, 6> positive_{}, negative_{};
};

}  // namespace ogzk
