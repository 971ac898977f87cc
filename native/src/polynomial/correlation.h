// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "field/fr.h"

namespace ogzk {

// S[d-1] += scale * sum_{|i-j| = d} a_i b_j  for each d >= 1. S needs max(|a|, |b|) - 1 entries at least.
// The coefficients of X^d and X^-d of a(X) b(1/X), together: one polynomial product.
void add_correlation(std::span<Fr> s, std::span<const Fr> a, std::span<const Fr> b, const Fr& scale);
void add_correlation_reference(std::span<Fr> s, std::span<const Fr> a, std::span<const Fr> b, const Fr& scale);

}  // namespace ogzk
