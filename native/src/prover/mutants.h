// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>

#include "prover/liar.h"

// For tests only: what the verifiers that lack one check each make of a liar.
namespace ogzk::testing {

using sample::Loose, sample::NoDegree, sample::NoDivision, sample::NoSrs, sample::NoStrictExtension,
    sample::NoTruncation, sample::Without;

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
