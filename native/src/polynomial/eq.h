// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "field/fr.h"

namespace ogzk {

// eq(a, u) = prod_k (a_k u_k + (1 - a_k)(1 - u_k)), the multilinear extension of equality.

// All 2^n values eq(point, b) for b in {0,1}^n; bit k of the index is b_k, which meets point[k].
std::vector<Fr> eq_table(std::span<const Fr> point);

Fr eq_eval(std::span<const Fr> a, std::span<const Fr> u);

}  // namespace ogzk
