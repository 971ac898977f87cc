// SPDX-License-Identifier: Apache-2.0
#include "field/inner_product.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>
#include <vector>

namespace ogzk {
namespace {

struct Data {
  std::mt19937_64 rng{11};
  Fr fr() { return Fr::from_limbs_mod({rng(), rng(), rng(), rng()}); }
  std::vector<Fr> frs(size_t n) {
    std::vector<Fr> v(n);
    for (auto& x : v) x = fr();
    if (n > 2) v[1] = -Fr::one();
    return v;
  }
  std::vector<int32_t> ints(size_t n) {
    std::vector<int32_t> v(n);
    for (auto& x : v) x = static_cast<int32_t>(rng());
    if (n > 3) v[0] = std::numeric_limits<int32_t>::min(), v[1] = std::numeric_limits<int32_t>::max(), v[2] = 0;
    return v;
  }
};

TEST(InnerProduct, EqualsTheSumOfProducts) {
  Data d;
  for (size_t n : {0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 23, 100, 1000, 2047, 2049, 9000, 20003}) {
    const auto a = d.frs(n), b = d.frs(n);
    const auto w = d.ints(n);
    Fr full, small;
    SmallAcc acc;
    WideAcc wide;
    for (size_t i = 0; i < n; ++i) {
      full += a[i] * b[i];
      small += Fr::from_i64(w[i]) * a[i];
      acc.add(w[i], a[i]);
      wide.add(a[i], b[i]);
    }
    EXPECT_EQ(inner_product(a, b), full) << n;
    EXPECT_EQ(inner_product_i32(w, a), small) << n;
    EXPECT_EQ(acc.value(), small) << n;
    EXPECT_EQ(wide.value(), full) << n;
  }
}

TEST(InnerProduct, TakesTheLargestValuesAtEachPlace) {
  const std::vector<Fr> top(
      5000, Fr::from_montgomery({Fr::kModulus[0] - 1, Fr::kModulus[1], Fr::kModulus[2], Fr::kModulus[3]}));
  EXPECT_EQ(inner_product(top, top), top[0].square() * Fr::from_u64(5000));
  for (const int32_t w : {std::numeric_limits<int32_t>::min(), std::numeric_limits<int32_t>::max(), -1}) {
    const std::vector<int32_t> same(5000, w);
    EXPECT_EQ(inner_product_i32(same, top), top[0] * Fr::from_i64(int64_t{w} * 5000));
  }
  SmallAcc acc;
  for (int i = 0; i < 100; ++i) acc.add(INT64_MIN, top[0]);
  EXPECT_EQ(acc.value(), top[0] * Fr::from_i64(INT64_MIN) * Fr::from_u64(100));
}

TEST(InnerProduct, RefusesUnequalLengths) {
  const std::vector<Fr> a(2), b(3);
  EXPECT_THROW((void)inner_product(a, b), Internal);
}

TEST(Folds, EqualTheMatrixProducts) {
  Data d;
  for (const auto& [rows, cols, stride] : std::vector<std::array<size_t, 3>>{{0, 3, 3},
                                                                             {1, 1, 1},
                                                                             {3, 5, 5},
                                                                             {5, 3, 7},
                                                                             {7, 130, 140},
                                                                             {130, 7, 7},
                                                                             {100, 100, 100},
                                                                             {1000, 9, 11},
                                                                             {9, 3000, 3000},
                                                                             {900, 64, 70},
                                                                             {3000, 33, 33},
                                                                             {3, 5000, 5000},
                                                                             {500, 20, 20}}) {
    const auto w = d.ints(rows * stride + 1);
    const auto rw = d.frs(rows), cw = d.frs(cols), start = d.frs(cols);
    auto by_col = start;
    std::vector<Fr> expected_cols = start, by_row(rows), expected_rows(rows);
    for (size_t r = 0; r < rows; ++r) {
      for (size_t c = 0; c < cols; ++c) {
        expected_cols[c] += rw[r] * Fr::from_i64(w[r * stride + c]);
        expected_rows[r] += cw[c] * Fr::from_i64(w[r * stride + c]);
      }
    }
    fold_rows_i32(w.data(), rows, cols, stride, rw, by_col);
    fold_cols_i32(w.data(), rows, cols, stride, cw, by_row);
    EXPECT_EQ(by_col, expected_cols) << rows << " x " << cols;
    EXPECT_EQ(by_row, expected_rows) << rows << " x " << cols;
  }
}

}  // namespace
}  // namespace ogzk
