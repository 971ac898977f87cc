// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <utility>

#include "base/secret.h"
#include "field/fr.h"

namespace ogzk {

// Rows of a commitment matrix whose entries are integers, but for a few wide ones: 4 bytes an entry instead of 32, and
// sums that reduce once. Row-major, `columns` = b wide. The weights are secret.
struct IntegerRows {
  size_t columns = 0;
  SecretVector<int32_t> small;
  SecretVector<std::pair<size_t, Fr>> large;  // (index, value), where small holds 0

  size_t rows() const { return columns == 0 ? 0 : small.size() / columns; }
};

}  // namespace ogzk
