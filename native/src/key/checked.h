// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "base/error.h"

namespace ogzk {

// Indexing for code that is steered by a key. read_key has already refused every index that could be out of
// range; this is the second lock, and it stays in release builds.
template <class T, size_t kExtent>
T& at(std::span<T, kExtent> values, size_t i) {
  check(i < values.size(), "an index that came from a key is out of range");
  return values[i];
}
template <class T>
const T& at(const std::vector<T>& values, size_t i) {
  return at(std::span<const T>(values), i);
}
template <class T>
T& at(std::vector<T>& values, size_t i) {
  return at(std::span<T>(values), i);
}

}  // namespace ogzk
