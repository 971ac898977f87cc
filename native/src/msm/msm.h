// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "curve/g1.h"

namespace ogzk {

// sum_i scalars_i points_i, for any points (equal, opposite, infinity) and any scalars, zero included. The
// two spans have one length, which may be 0. Threaded (base/parallel.h). Variable time: how long it takes
// tells the width of the largest scalar and how many are zero.
G1 msm(std::span<const G1Affine> points, std::span<const Fr> scalars);

// The same for small signed integers, at a cost that grows with the widest magnitude among them, not with r.
G1 msm_i32(std::span<const G1Affine> points, std::span<const int32_t> scalars);
G1 msm_i64(std::span<const G1Affine> points, std::span<const int64_t> scalars);

// One scalar multiplication after another
G1 msm_reference(std::span<const G1Affine> points, std::span<const Fr> scalars);

}  // namespace ogzk
