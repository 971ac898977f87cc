// SPDX-License-Identifier: Apache-2.0
#include "field/inner_product.h"

#include <algorithm>
#include <mutex>
#include <vector>

#include "base/parallel.h"

namespace ogzk {
namespace {

constexpr size_t kMinTerms = 2048;  // below this a second thread costs more than it brings

// Signed integers are shifted into [0, 2^32):  sum w f = sum (w + 2^31) f - 2^31 sum f,  without a branch on
// the sign. 320 bits hold 2^34 terms below 2^286; the sixth limb stays zero.
constexpr u64 kOffset = u64{1} << 31;
u64 shifted(int32_t w) { return static_cast<u64>(static_cast<int64_t>(w) + static_cast<int64_t>(kOffset)); }

using Sum = std::array<u64, 6>;

void add_shifted(Sum& sum, u64 w, const Limbs& f) {
  u64 carry = 0;
  for (size_t i = 0; i < 4; ++i) sum[i] = limbs::mul_add(sum[i], w, f[i], carry);
  sum[4] += carry;
}

Fr offset_term(std::span<const Fr> f) {
  Fr sum;
  for (const Fr& x : f) sum += x;
  return sum * Fr::from_u64(kOffset);
}

Fr shifted_product(const int32_t* w, std::span<const Fr> f) {
  Sum sum{};
  for (size_t i = 0; i < f.size(); ++i) add_shifted(sum, shifted(w[i]), f[i].montgomery());
  return Fr::reduce_multiples(sum);
}

// Adds `part(begin, end)` over ranges of [0, n). Field addition is exact, so the order does not matter.
template <class Part>
Fr sum_in_parallel(size_t n, const Part& part) {
  Fr total;
  std::mutex mutex;
  parallel_for(n, kMinTerms, [&](size_t begin, size_t end) {
    const Fr sum = part(begin, end);
    const std::lock_guard lock(mutex);
    total += sum;
  });
  return total;
}

constexpr size_t kTile = 64;  // columns whose sums stay in the first-level cache

// out[c] += sum_{r in [row, row_end)} weights[r] * w[r * stride + c]  for c in [col, col_end)
void fold_tile(const int32_t* w, size_t row, size_t row_end, size_t col, size_t col_end, size_t stride,
               std::span<const Fr> weights, const Fr& offset, Fr* out) {
  Sum sums[kTile] = {};
  for (size_t r = row; r < row_end; ++r) {
    const Limbs f = weights[r].montgomery();
    const int32_t* line = w + r * stride;
    for (size_t c = col; c < col_end; ++c) add_shifted(sums[c - col], shifted(line[c]), f);
  }
  for (size_t c = col; c < col_end; ++c) out[c] += Fr::reduce_multiples(sums[c - col]) - offset;
}

void fold_block(const int32_t* w, size_t row, size_t row_end, size_t col, size_t col_end, size_t stride,
                std::span<const Fr> weights, Fr* out) {
  const Fr offset = offset_term(weights.subspan(row, row_end - row));
  for (size_t c = col; c < col_end; c += kTile) {
    fold_tile(w, row, row_end, c, std::min(c + kTile, col_end), stride, weights, offset, out);
  }
}

}  // namespace

void WideAcc::add(const Fr& a, const Fr& b) {
  const Limbs &x = a.montgomery(), &y = b.montgomery();
  u64 spill = 0;
  for (size_t i = 0; i < 4; ++i) {
    u64 carry = 0;
    for (size_t j = 0; j < 4; ++j) limbs_[i + j] = limbs::mul_add(limbs_[i + j], x[i], y[j], carry);
    limbs_[i + 4] = limbs::add_carry(limbs_[i + 4], carry, spill);
    // spill now belongs to limb i + 5, which the next row's last addition takes in
  }
  limbs_[8] += spill;
}

Fr inner_product(std::span<const Fr> a, std::span<const Fr> b) {
  check(a.size() == b.size(), "inner_product: the two lengths differ");
  return sum_in_parallel(a.size(), [&](size_t begin, size_t end) {
    WideAcc sum;
    for (size_t i = begin; i < end; ++i) sum.add(a[i], b[i]);
    return sum.value();
  });
}

Fr inner_product_i32(std::span<const int32_t> w, std::span<const Fr> f) {
  check(w.size() == f.size(), "inner_product_i32: the two lengths differ");
  return sum_in_parallel(w.size(), [&](size_t begin, size_t end) {
    const auto part = f.subspan(begin, end - begin);
    return shifted_product(w.data() + begin, part) - offset_term(part);
  });
}

void fold_rows_i32(const int32_t* w, size_t rows, size_t cols, size_t stride, std::span<const Fr> row_weights,
                   std::span<Fr> out) {
  check(row_weights.size() >= rows && out.size() >= cols, "fold_rows_i32: a span is too short");
  check(rows <= 1 || stride >= cols, "fold_rows_i32: rows overlap");
  if (rows == 0 || cols == 0) return;
  if (cols >= size_t{2} * kTile * threads() || rows < 64) {
    parallel_for(cols, std::max(kTile, kMinTerms / rows), [&](size_t begin, size_t end) {
      fold_block(w, 0, rows, begin, end, stride, row_weights, out.data());
    });
    return;
  }
  std::mutex mutex;  // few long columns: the rows are shared out instead
  parallel_for(rows, std::max<size_t>(64, kMinTerms / cols), [&](size_t begin, size_t end) {
    std::vector<Fr> part(cols);
    fold_block(w, begin, end, 0, cols, stride, row_weights, part.data());
    const std::lock_guard lock(mutex);
    for (size_t c = 0; c < cols; ++c) out[c] += part[c];
  });
}

void fold_cols_i32(const int32_t* w, size_t rows, size_t cols, size_t stride, std::span<const Fr> col_weights,
                   std::span<Fr> out) {
  check(col_weights.size() >= cols && out.size() >= rows, "fold_cols_i32: a span is too short");
  if (rows == 0) return;
  const auto weights = col_weights.first(cols);
  const Fr offset = offset_term(weights);
  parallel_for(rows, 1 + kMinTerms / std::max<size_t>(cols, 1), [&](size_t begin, size_t end) {
    for (size_t r = begin; r < end; ++r) out[r] = shifted_product(w + r * stride, weights) - offset;
  });
}

}  // namespace ogzk
