// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "base/bytes.h"
#include "base/error.h"

namespace ogzk {

// A bounds-checked reader of the protobuf wire format: varints and length-delimited fields, nothing else.
// https://protobuf.dev/programming-guides/encoding/
class WireReader {
 public:
  explicit WireReader(ByteSpan bytes) : bytes_(bytes) {}

  // Moves to the next field; false at the end.
  bool next() {
    if (at_ >= bytes_.size()) return false;
    const uint64_t tag = varint();
    field_ = static_cast<uint32_t>(tag >> 3);
    const auto type = static_cast<unsigned>(tag & 7);
    if (field_ == 0 || tag >> 32 != 0) fail("a field number out of range");
    if (type == 0) {
      value_ = varint();
      is_bytes_ = false;
    } else if (type == 2) {
      const uint64_t n = varint();
      if (n > bytes_.size() - at_) fail("a field that runs past the end");
      data_ = bytes_.subspan(at_, static_cast<size_t>(n));
      at_ += static_cast<size_t>(n);
      is_bytes_ = true;
    } else {
      fail("a wire type this schema does not use");
    }
    return true;
  }
  uint32_t field() const { return field_; }
  ByteSpan bytes() const {
    if (!is_bytes_) fail("a number where bytes belong");
    return data_;
  }
  uint32_t u32() const {
    if (is_bytes_) fail("bytes where a number belongs");
    if (value_ >> 32 != 0) fail("a number above 32 bits");
    return static_cast<uint32_t>(value_);
  }
  bool boolean() const {
    if (u32() > 1) fail("a truth value that is neither 0 nor 1");
    return u32() == 1;
  }
  int32_t s32() const {  // zigzag
    const uint32_t v = u32();
    return static_cast<int32_t>((v >> 1) ^ (~(v & 1) + 1));
  }
  std::string text() const {
    const ByteSpan b = bytes();
    return {b.begin(), b.end()};
  }
  [[noreturn]] void fail(const char* what) const {
    throw_malformed("circuit: " + std::string(what) + " at byte " + std::to_string(at_) +
                    "; the file is not a circuit or is damaged: compile the model again");
  }

 private:
  uint64_t varint() {
    uint64_t v = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (at_ >= bytes_.size()) fail("a number that runs past the end");
      const uint8_t b = bytes_[at_++];
      if (shift == 63 && b > 1) fail("a number above 64 bits");
      v |= static_cast<uint64_t>(b & 0x7f) << shift;
      if ((b & 0x80) == 0) return v;
    }
    fail("a number longer than 10 bytes");
  }

  ByteSpan bytes_;
  size_t at_ = 0;
  uint32_t field_ = 0;
  bool is_bytes_ = false;
  uint64_t value_ = 0;
  ByteSpan data_;
};

}  // namespace ogzk
