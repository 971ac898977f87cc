// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "base/progress.h"
#include "circuit/layout.h"
#include "curve/g1.h"
#include "field/fr.h"
#include "srs/srs.h"

namespace ogzk {

// Everything a prover needs for one circuit. Secret as a whole: weights, the blinder of [W], commitments of weight
// rows (circuits/protocol.md §9.2). Wiped when it goes.
struct ProvingKey {
  Circuit circuit;
  Layout layout;
  Fr w_blinder;
  Bytes blob;                    // the verifying key
  std::vector<G1Affine> shifts;  // [s_d], d = 0 .. ; empty: none were made
  Digest srs_id{};

  ProvingKey() = default;
  ProvingKey(const ProvingKey&) = default;
  ProvingKey(ProvingKey&&) = default;
  ProvingKey& operator=(const ProvingKey&) = default;
  ProvingKey& operator=(ProvingKey&&) = default;
  ~ProvingKey();
};

// The committed data of stacks W and T in the layout's order, as field elements: the definition. Where W is large it is
// handled as weight_rows (setup/weight_rows.h).
std::vector<Fr> weight_stack(const Circuit& circuit, const Layout& layout);
std::vector<Fr> function_stack(const Circuit& circuit, const Layout& layout);

// Commits to W with this blinder and to T, writes the key blob, checks it by the list of §8.7 and by the rank test
// of §11.4, and makes the row shifts.
ProvingKey make_proving_key(Circuit circuit, const Srs& srs, const Fr& w_blinder, const Progress& progress);

// File form: "OGZKPK01", srs id, blinder, blob, circuit, shifts, keccak of all before.
Bytes write_proving_key(const ProvingKey& key);
// Throws Malformed for damaged bytes.
ProvingKey read_proving_key(ByteSpan bytes);

// Needed G1 powers: 2^nF + K b (§8.7).
size_t srs_size(const Layout& layout);
// nF, and the G1 powers that serve every layout with that nF: 2^nF + K 2^t for the largest t, min(13, floor(nF/2)+1)
// (§2.3).
unsigned srs_log2_size(const Layout& layout);
size_t srs_size_for(unsigned log2_size);

}  // namespace ogzk
