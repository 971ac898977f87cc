// SPDX-License-Identifier: Apache-2.0
#include "polynomial/univariate.h"

#include <algorithm>

#include "base/parallel.h"

namespace ogzk {

Fr evaluate(std::span<const Fr> coefficients, const Fr& x) {
  // Horner's rule on pieces, whose values are Horner's digits in x^piece.
  constexpr size_t kPiece = 1024;
  const auto horner = [&](std::span<const Fr> f) {
    Fr sum;
    for (size_t i = f.size(); i-- > 0;) sum = sum * x + f[i];
    return sum;
  };
  if (coefficients.size() <= 2 * kPiece) return horner(coefficients);
  std::vector<Fr> pieces((coefficients.size() + kPiece - 1) / kPiece);
  parallel_for(pieces.size(), 1, [&](size_t begin, size_t end) {
    for (size_t k = begin; k < end; ++k) {
      pieces[k] = horner(coefficients.subspan(k * kPiece, std::min(kPiece, coefficients.size() - k * kPiece)));
    }
  });
  return evaluate(pieces, x.pow_u64(kPiece));
}

Fr divide_by_linear(std::span<const Fr> coefficients, const Fr& root, std::vector<Fr>& quotient) {
  quotient.resize(coefficients.empty() ? 0 : coefficients.size() - 1);
  Fr carry;  // Horner's running value: the quotient's coefficients, then the remainder
  for (size_t i = coefficients.size(); i-- > 0;) {
    carry = carry * root + coefficients[i];
    if (i > 0) quotient[i - 1] = carry;
  }
  return carry;
}

void add_scaled(std::vector<Fr>& to, std::span<const Fr> from, const Fr& scale) {
  if (to.size() < from.size()) to.resize(from.size());
  parallel_for(from.size(), 1024, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i) to[i] += scale * from[i];
  });
}

std::vector<Fr> mul_linear(std::span<const Fr> coefficients, const Fr& root) {
  std::vector<Fr> product(coefficients.empty() ? 0 : coefficients.size() + 1);
  for (size_t i = 0; i < coefficients.size(); ++i) {
    product[i + 1] += coefficients[i];
    product[i] -= coefficients[i] * root;
  }
  return product;
}

}  // namespace ogzk
