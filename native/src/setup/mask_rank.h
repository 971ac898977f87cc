// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "key/key.h"

namespace ogzk {

// The rank of the 15 values that an opening shows, as linear functionals of the 64 + 1 + 3 blinders of X, H and G, at
// pseudo-random challenges: circuits/protocol.md §11.4. 15 means that the shape hides everything; one non-zero minor
// proves the minor polynomial non-zero, so other challenges fail with probability O(2^nF / r). Parameters of the test's
// own mutants: how many mask rows, mask columns and blinders of G to count.
struct RankShape {
  size_t mask_rows = kReservedRows;
  size_t mask_columns = kMaskColumns;
  size_t pad_blinders = 3;
};
unsigned opened_rank(const Key& key, const RankShape& shape = {});

}  // namespace ogzk
