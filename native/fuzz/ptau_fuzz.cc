// SPDX-License-Identifier: Apache-2.0
//
// Files of powers of tau are downloaded, and may be anything. Whatever the bytes: load_ptau refuses them with a
// sentence, or gives as many powers as were asked for.
//
// Input: one byte (how many powers to ask for), then the file.
#include <sys/mman.h>
#include <unistd.h>

#include <cstdlib>

#include "base/error.h"
#include "srs/srs.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace ogzk;
  if (size == 0) return 0;
  const int file = memfd_create("ptau", MFD_CLOEXEC);
  if (file < 0 || write(file, data + 1, size - 1) != static_cast<ssize_t>(size - 1)) std::abort();
  try {
    const size_t count = data[0] % 16;
    const Srs srs = Srs::load_ptau("/proc/self/fd/" + std::to_string(file), count);
    if (srs.insecure() || srs.g1().size() != count || count < 2) std::abort();
  } catch (const Malformed&) {
  } catch (const Unsupported&) {
  } catch (const InvalidArgument&) {
  }
  close(file);
  return 0;
}
