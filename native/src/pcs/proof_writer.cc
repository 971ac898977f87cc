// SPDX-License-Identifier: Apache-2.0
#include "pcs/proof_writer.h"

#include "curve/encoding.h"

namespace ogzk {

Fr ProofWriter::points(uint8_t label, std::initializer_list<G1> points) {
  Bytes data(64 * points.size());
  uint8_t* to = data.data();
  for (const G1& point : points) {
    encode_g1(point.to_affine(), std::span<uint8_t, 64>(to, 64));
    to += 64;
  }
  return say(label, 0, data);
}

Fr ProofWriter::scalars(uint8_t label, uint8_t round, std::span<const Fr> values) {
  Bytes data(32 * values.size());
  for (size_t i = 0; i < values.size(); ++i) values[i].to_bytes_be(std::span<uint8_t, 32>(data.data() + 32 * i, 32));
  return say(label, round, data);
}

void ProofWriter::hint(const Fr& value) {
  std::array<uint8_t, 32> data{};
  value.to_bytes_be(data);
  append(proof_, data);
}

Fr ProofWriter::say(uint8_t label, uint8_t round, ByteSpan data) {
  append(proof_, data);
  return transcript_.absorb(label, round, data);
}

}  // namespace ogzk
