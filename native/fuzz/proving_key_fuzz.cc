// SPDX-License-Identifier: Apache-2.0
//
// A proving key is a file, and files are damaged. The checksum at its end is made to fit, so that what lies behind it
// is met: read_proving_key returns a key that is written back as the same bytes, or says Malformed, Unsupported or
// InvalidArgument.
#include <cstdlib>

#include "setup/proving_key.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace ogzk;
  Bytes bytes(data, data + size);
  if (size >= 32) {
    const Digest sum = keccak256(ByteSpan(bytes).first(size - 32));
    std::copy(sum.begin(), sum.end(), bytes.end() - 32);
  }
  try {
    if (write_proving_key(read_proving_key(bytes)) != bytes) std::abort();
  } catch (const Malformed&) {
  } catch (const Unsupported&) {
  } catch (const InvalidArgument&) {
  }
  return 0;
}
