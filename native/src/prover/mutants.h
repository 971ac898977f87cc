// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>

#include "prover/liar.h"

// For tests only: verifiers that lack one check each, and what they make of a liar.
namespace ogzk::testing {

struct NoSrs : FullChecks {
  static constexpr bool kCheckSrs = false;
};
struct NoStrictExtension : FullChecks {
  static constexpr bool kExtendStrictly = false;
};
struct NoTruncation : FullChecks {
  static constexpr bool kTruncate = false;
};
struct NoDegree : FullChecks {
  static constexpr bool kCheckDegree = false;
};
struct NoDivision : FullChecks {
  static constexpr bool kCheckDivision = false;
};
template <int kClaim>
struct Without : FullChecks {
  static constexpr int kDroppedClaim = kClaim;
};
template <int kClaim>
struct Loose : FullChecks {
  static constexpr int kLooseClaim = kClaim;
};

template <class Checks = FullChecks>
std::string verdict(const Liar& liar, ByteSpan proof) {
  const sample::Statement& s = liar.model.statement;
  return verify_with<Checks>(s.srs, s.key_blob, s.key.digest, s.context, liar.pub, proof).check;
}

// The check that the liar's proof fails; "" if it is accepted.
template <class Checks = FullChecks>
std::string heard_by(Liar liar) {
  return verdict<Checks>(liar, liar.prove());
}

}  // namespace ogzk::testing
