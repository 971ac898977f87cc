// SPDX-License-Identifier: Apache-2.0
#include "srs/srs.h"

#include "base/error.h"
#include "curve/encoding.h"

namespace ogzk {

bool Srs::has_tau_pow_g2(unsigned t) const {
  return t >= kFirstG2Power && t <= kLastG2Power && tau_pow_g2_[t - kFirstG2Power].has_value();
}

G2Affine Srs::tau_pow_g2(unsigned t) const {
  if (!has_tau_pow_g2(t)) {
    throw_unsupported("srs: [tau^(2^" + std::to_string(t) + ")]_2 is not in this SRS (" + description +
                      "); use one made for more powers");
  }
  return *tau_pow_g2_[t - kFirstG2Power];
}

Bytes Srs::verifier_params() const {
  Bytes out(128);
  encode_g2(tau_g2_, std::span<uint8_t, 128>(out.data(), 128));
  for (unsigned t = kFirstVerifierPower; t <= kLastG2Power; ++t) {
    std::array<uint8_t, 128> point{};
    if (has_tau_pow_g2(t)) encode_g2(tau_pow_g2(t), point);
    append(out, point);
  }
  return out;
}

Bytes Srs::deployment_params() const {
  if (g1_.size() <= size_t{1} << kLastG2Power) {
    throw_unsupported("srs: deploying a verifier needs " + std::to_string((size_t{1} << kLastG2Power) + 1) +
                      " powers in G1; this SRS has " + std::to_string(g1_.size()) + "; open a larger one");
  }
  Bytes out;
  for (unsigned t = 0; t <= kLastG2Power; ++t) {
    std::array<uint8_t, 64> point{};
    encode_g1(g1_[size_t{1} << t], point);
    append(out, point);
  }
  for (unsigned t = 0; t <= kLastG2Power; ++t) {
    std::array<uint8_t, 128> point{};
    encode_g2(t == 0 ? tau_g2_ : tau_pow_g2(t), point);
    append(out, point);
  }
  return out;
}

Digest Srs::id() const { return keccak256(verifier_params()); }

}  // namespace ogzk
