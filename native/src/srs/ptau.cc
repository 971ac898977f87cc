// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"
#include "srs/srs.h"
namespace ogzk {
Srs Srs::load_ptau(const std::string& path, size_t) {
  throw_unsupported("srs: " + path + ": .ptau is not read yet");
}
}  // namespace ogzk
