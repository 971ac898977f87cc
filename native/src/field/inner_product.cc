// SPDX-License-Identifier: Apache-2.0
#include "field/inner_product.h"

#include <algorithm>
#include <mutex>
#include <vector>

#include "base/cpu.h"
#include "base/parallel.h"
#include "field/lazy_sums.h"

namespace ogzk {
namespace {

constexpr size_t kMinTerms = 4096;  // below this a second thread costs more than it brings

// Signed integers are shifted into [0, 2^32):  sum w f = sum (w + 2^31) f - 2^31 sum f,  without a branch on
// the sign. 384 bits hold any number of terms below 2^286.
constexpr u64 kOffset = u64{1} << 31;
u64 shifted(int32_t w) { return static_cast<u64>(static_cast<int64_t>(w) + static_cast<int64_t>(kOffset)); }

using Multiples = std::array<u64, 6>;
using Products = std::array<u64, 9>;

Fr offset_term(std::span<const Fr> f) {
  Fr sum;
  for (const Fr& x : f) sum += x;
  return sum * Fr::from_u64(kOffset);
}

static_assert(sizeof(Fr) == 32 && alignof(Fr) == alignof(u64));
const u64 (*words(const Fr* f))[4] { return reinterpret_cast<const u64(*)[4]>(f); }

// The integer  sum_j columns[j] 2^(52 j)  in words of 64 bits. What would not fit is zero, as the bounds of
// the sums tell.
template <size_t Words, size_t Columns>
std::array<u64, Words> gather_columns(const u64 (&columns)[Columns]) {
  std::array<u64, Words> r{};
  for (size_t j = 0; j < Columns; ++j) {
    const size_t word = 52 * j / 64, shift = 52 * j % 64;
    u64 carry = 0;
    r[word] = limbs::add_carry(r[word], columns[j] << shift, carry);
    const u64 high = shift == 0 ? 0 : columns[j] >> (64 - shift);
    for (size_t k = word + 1; k < Words; ++k) r[k] = limbs::add_carry(r[k], k == word + 1 ? high : 0, carry);
  }
  return r;
}

// Adds `part(begin, end)` over ranges of [0, n). Field addition is exact, so the order does not matter.
template <class Part>
Fr sum_in_parallel(size_t n, const Part& part) {
  if (n < 2 * kMinTerms) return part(0, n);
  Fr total;
  std::mutex mutex;
  parallel_for(n, kMinTerms, [&](size_t begin, size_t end) {
    const Fr sum = part(begin, end);
    const std::lock_guard lock(mutex);
    total += sum;
  });
  return total;
}

Fr product_sum(std::span<const Fr> a, std::span<const Fr> b) {
  size_t done = 0;
  Fr total;
  if (kHasIfma && a.size() >= 16) {
    u64 columns[8][kProductColumns];
    sum_products_ifma(words(a.data()), words(b.data()), a.size() / 8, columns);
    for (const auto& lane : columns) total += Fr::reduce_products(gather_columns<9>(lane));
    done = a.size() / 8 * 8;
  }
  WideAcc sum;
  for (; done < a.size(); ++done) sum.add(a[done], b[done]);
  return total + sum.value();
}

// Weights along a row, made ready once for many rows
class RowWeights {
 public:
  explicit RowWeights(std::span<const Fr> weights) : weights_(weights), offset_(offset_term(weights)) {
    if (!kHasIfma) return;
    const size_t whole = weights.size() / 8, rest = weights.size() % 8;
    prepared_.resize(kWordsPerBlock * (whole + (rest != 0 ? 1 : 0)));
    prepare_weights_ifma(words(weights.data()), whole, prepared_.data());
    if (rest == 0) return;
    Fr last[8];
    std::copy(weights.end() - static_cast<std::ptrdiff_t>(rest), weights.end(), last);
    prepare_weights_ifma(words(last), 1, prepared_.data() + kWordsPerBlock * whole);
  }

  // out[r] = sum_c w[r * stride + c] weights[c] for the rows of [begin, end)
  void apply(const int32_t* w, size_t begin, size_t end, size_t stride, Fr* out) const {
    if (kHasIfma) {
      u64 columns[kRowsTogether][kMultipleColumns];
      for (size_t r = begin; r < end; r += kRowsTogether) {
        const size_t rows = std::min(kRowsTogether, end - r);
        sum_rows_ifma(w + r * stride, rows, weights_.size(), stride, prepared_.data(), columns);
        for (size_t k = 0; k < rows; ++k) out[r + k] = Fr::reduce_multiples(gather_columns<6>(columns[k])) - offset_;
      }
      return;
    }
    for (size_t r = begin; r < end; ++r) {
      Multiples sum{};
      for (size_t c = 0; c < weights_.size(); ++c) {
        SmallAcc::add_multiple(sum, shifted(w[r * stride + c]), weights_[c].montgomery());
      }
      out[r] = Fr::reduce_multiples(sum) - offset_;
    }
  }

 private:
  std::span<const Fr> weights_;
  Fr offset_;
  std::vector<u64> prepared_;
};

constexpr size_t kTile = kColumnsTogether;  // columns whose sums are kept at hand

// out[c] += sum_{r in [row, row_end)} weights[r] * w[r * stride + c]  for c in [col, col_end)
void fold_block(const int32_t* w, size_t row, size_t row_end, size_t col, size_t col_end, size_t stride,
                std::span<const Fr> weights, Fr* out) {
  const Fr offset = offset_term(weights.subspan(row, row_end - row));
  for (; col < col_end; col += kTile) {
    const size_t cols = std::min(kTile, col_end - col);
    if (kHasIfma && cols == kTile) {
      u64 columns[kTile][kMultipleColumns];
      sum_columns_ifma(w + row * stride + col, row_end - row, stride, words(weights.data() + row), columns);
      for (size_t k = 0; k < kTile; ++k) out[col + k] += Fr::reduce_multiples(gather_columns<6>(columns[k])) - offset;
      continue;
    }
    Multiples sums[kTile] = {};
    for (size_t r = row; r < row_end; ++r) {
      const Limbs f = weights[r].montgomery();
      const int32_t* line = w + r * stride + col;
      for (size_t k = 0; k < cols; ++k) SmallAcc::add_multiple(sums[k], shifted(line[k]), f);
    }
    for (size_t k = 0; k < cols; ++k) out[col + k] += Fr::reduce_multiples(sums[k]) - offset;
  }
}

}  // namespace

void WideAcc::add(const Fr& a, const Fr& b) {
  const Limbs &x = a.montgomery(), &y = b.montgomery();
  u64 spill = 0;  // what the last row carries into limb i + 4
  for (size_t i = 0; i < 4; ++i) {
    u64 carry = 0;
    for (size_t j = 0; j < 4; ++j) limbs_[i + j] = limbs::mul_add(limbs_[i + j], x[i], y[j], carry);
    const u128 top = static_cast<u128>(limbs_[i + 4]) + carry + spill;
    limbs_[i + 4] = static_cast<u64>(top);
    spill = static_cast<u64>(top >> 64);
  }
  limbs_[8] += spill;
}

Fr inner_product(std::span<const Fr> a, std::span<const Fr> b) {
  check(a.size() == b.size(), "inner_product: the two lengths differ");
  return sum_in_parallel(a.size(), [&](size_t begin, size_t end) {
    return product_sum(a.subspan(begin, end - begin), b.subspan(begin, end - begin));
  });
}

Fr inner_product_i32(std::span<const int32_t> w, std::span<const Fr> f) {
  check(w.size() == f.size(), "inner_product_i32: the two lengths differ");
  constexpr size_t kPiece = 1024;  // prepared weights stay in the first-level cache
  return sum_in_parallel(w.size(), [&](size_t begin, size_t end) {
    Fr total;
    for (size_t i = begin; i < end; i += kPiece) {
      Fr sum;
      RowWeights(f.subspan(i, std::min(kPiece, end - i))).apply(w.data() + i, 0, 1, 0, &sum);
      total += sum;
    }
    return total;
  });
}

void fold_rows_i32(const int32_t* w, size_t rows, size_t cols, size_t stride, std::span<const Fr> row_weights,
                   std::span<Fr> out) {
  check(row_weights.size() >= rows && out.size() >= cols, "fold_rows_i32: a span is too short");
  check(rows <= 1 || stride >= cols, "fold_rows_i32: rows overlap");
  if (rows == 0 || cols == 0) return;
  const size_t tiles = (cols + kTile - 1) / kTile;
  if (tiles >= size_t{2} * threads() || rows < 64) {
    parallel_for(tiles, 1 + kMinTerms / (rows * kTile), [&](size_t begin, size_t end) {
      fold_block(w, 0, rows, begin * kTile, std::min(cols, end * kTile), stride, row_weights, out.data());
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
  const RowWeights weights(col_weights.first(cols));
  parallel_for(rows, 1 + kMinTerms / std::max<size_t>(cols, 1),
               [&](size_t begin, size_t end) { weights.apply(w, begin, end, stride, out.data()); });
}

}  // namespace ogzk
