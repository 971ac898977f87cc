// SPDX-License-Identifier: Apache-2.0
//
// Proofs and public values are hostile. Whatever the bytes: verify returns a verdict, the same one twice,
// with a name from circuits/protocol.md §10.2.
//
// Input: one byte (bit 0 chooses the key; bit 1 asks for a hint that fits, so that mutants reach the
// pairing), then the public values, then the proof.
#include <algorithm>
#include <cstdlib>

#include "verifier/forger.h"
#include "verifier/verifier.h"

namespace {

using namespace ogzk;

void expect(bool holds) {
  if (!holds) std::abort();
}

bool is_a_name(const std::string& check) {
  static constexpr std::array<std::string_view, 6> kNames = {
      "", "ProofLength", "PublicLength", "ScalarNotCanonical", "HintRejected", "PointRejected"};
  return check == "PairingRejected" || std::find(kNames.begin(), kNames.end(), check) != kNames.end();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const std::array<sample::Statement, 2> statements = {sample::Statement(sample::key()),
                                                              sample::Statement(sample::lookup_only_key())};
  if (size == 0) return 0;
  const ByteSpan input(data + 1, size - 1);
  sample::Statement s = statements[data[0] & 1];
  const size_t publics = std::min(s.pub.size(), input.size());
  s.pub.assign(input.begin(), input.begin() + static_cast<ptrdiff_t>(publics));
  Bytes proof(input.begin() + static_cast<ptrdiff_t>(publics), input.end());
  if ((data[0] & 2) != 0 && proof.size() == s.key.proof_bytes()) sample::fix_hint(s, proof);

  const Digest digest = keccak256(s.key_blob);
  const Verdict first = verify(s.srs, s.key_blob, digest, s.context, s.pub, proof);
  const Verdict second = verify(s.srs, s.key_blob, digest, s.context, s.pub, proof);
  expect(first.accepted == first.check.empty() && first.key_code == 0);
  expect(is_a_name(first.check));
  expect(first.accepted == second.accepted && first.check == second.check);
  return 0;
}
