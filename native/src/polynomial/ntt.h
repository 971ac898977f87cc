// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "field/fr.h"

namespace ogzk {

// Number-theoretic transforms over Fr of size 2^k, k <= 28 (r - 1 = 2^28 * odd). The forward transform takes
// natural order to bit-reversed order, the inverse takes it back, so products need no reordering.
void ntt_forward(std::span<Fr> values);
void ntt_inverse(std::span<Fr> values);  // including the division by the size

// A primitive 2^k-th root of unity
Fr root_of_unity(unsigned k);

// The product of two polynomials; both empty or nonempty
std::vector<Fr> multiply(std::span<const Fr> a, std::span<const Fr> b);
std::vector<Fr> multiply_reference(std::span<const Fr> a, std::span<const Fr> b);

}  // namespace ogzk
