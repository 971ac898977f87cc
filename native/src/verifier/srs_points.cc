// SPDX-License-Identifier: Apache-2.0
#include "verifier/srs_points.h"

#include "base/error.h"
#include "curve/encoding.h"

namespace ogzk {

std::array<bool, kRowVariablesEnd> SrsPoints::available() const {
  std::array<bool, kRowVariablesEnd> known{};
  for (size_t t = 0; t < kRowVariablesEnd; ++t) known[t] = tau_pow[t].has_value();
  return known;
}

SrsPoints SrsPoints::from_params(ByteSpan bytes) {
  if (bytes.size() != kParameterBytes) throw_malformed("verifier parameters: 1280 bytes are needed");
  const auto read = [bytes](size_t i, const char* what) {
    const G2Affine p = decode_g2(bytes.subspan(128 * i).first<128>(), what);
    return p.is_infinity() ? std::nullopt : std::optional(p);
  };

  SrsPoints points;
  const auto tau = read(0, "verifier parameters: [tau]_2");
  if (!tau) throw_malformed("verifier parameters: [tau]_2 is missing");
  points.tau = *tau;
  for (size_t t = kFirstT; t < kRowVariablesEnd; ++t) {
    points.tau_pow[t] = read(1 + t - kFirstT, "verifier parameters: a [tau^(2^t)]_2");
  }
  points.id = keccak256(bytes);
  return points;
}

}  // namespace ogzk
