// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>

#include "prover/liar.h"

// For tests only: verifiers that lack one check each, and what they make of a liar.
namespace ogzk::testing {

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

// By a verifier that drops a claim known at run time, of the first 16.
inline std::string verdict_without(int claim, const Liar& liar, ByteSpan proof) {
  return [&]<int... kClaims>(std::integer_sequence<int, kClaims...>) {
    std::string check = "no such claim";
    ((claim == kClaims ? void(check = verdict<Without<kClaims>>(liar, proof)) : void()), ...);
    return check;
  }(std::make_integer_sequence<int, 16>());
}

}  // namespace ogzk::testing
