// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "field/fr.h"

namespace ogzk {

// Polynomials in one variable as coefficients, constant term first. The empty list is the zero polynomial.

Fr evaluate(std::span<const Fr> coefficients, const Fr& x);

// f = (X - root) quotient + remainder; returns the remainder f(root). The quotient gets one coefficient
// fewer than f (none for an empty or constant f). It must not be the vector behind `coefficients`.
Fr divide_by_linear(std::span<const Fr> coefficients, const Fr& root, std::vector<Fr>& quotient);

// to += scale * from; `to` grows where needed
void add_scaled(std::vector<Fr>& to, std::span<const Fr> from, const Fr& scale);

// f (X - root)
std::vector<Fr> mul_linear(std::span<const Fr> coefficients, const Fr& root);

}  // namespace ogzk
