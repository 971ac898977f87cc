// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"

namespace ogzk {

void throw_malformed(const std::string& message) { throw Malformed(message); }
void throw_unsupported(const std::string& message) { throw Unsupported(message); }
void throw_invalid_argument(const std::string& message) { throw InvalidArgument(message); }
void throw_io(const std::string& message) { throw Io(message); }
void throw_cancelled(const std::string& message) { throw Cancelled(message); }
void throw_internal(const std::string& message) { throw Internal("internal error: " + message); }

}  // namespace ogzk
