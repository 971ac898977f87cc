// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>

namespace ogzk {

// What may be thrown inside the library. Nothing of it crosses the C border: capi turns each class into its
// status. Messages are sentences for the person who must act: what, where, and what would do.
struct Error : std::runtime_error {
  using std::runtime_error::runtime_error;
};
struct Malformed : Error {  // bytes that are not what they claim to be
  using Error::Error;
};
struct Unsupported : Error {  // well formed, but beyond what this library does
  using Error::Error;
};
struct InvalidArgument : Error {  // the caller's mistake
  using Error::Error;
};
struct Io : Error {  // a file that cannot be opened, read or written
  using Error::Error;
};
struct Cancelled : Error {  // the caller's wish
  using Error::Error;
};
struct Internal : Error {  // our mistake
  using Error::Error;
};

[[noreturn]] void throw_malformed(const std::string& message);
[[noreturn]] void throw_unsupported(const std::string& message);
[[noreturn]] void throw_invalid_argument(const std::string& message);
[[noreturn]] void throw_io(const std::string& message);
[[noreturn]] void throw_cancelled(const std::string& message);
[[noreturn]] void throw_internal(const std::string& message);

// An invariant of ours. It stays in release builds: a prover that goes on with a broken one may publish a
// wrong proof or its witness.
inline void check(bool holds, const char* what) {
  if (!holds) [[unlikely]]
    throw_internal(what);
}

}  // namespace ogzk
