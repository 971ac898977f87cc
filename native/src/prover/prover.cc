// SPDX-License-Identifier: Apache-2.0
#include "prover/prover.h"

#include <atomic>

#include "prover/proof_run.h"
#include "setup/keygen.h"

namespace ogzk {
namespace {

constexpr int kAttempts = 8;  // a restart has probability about 2^-220

// seed = keccak(entropy | local secret | vkDigest | context | input hash | counter), circuits/protocol.md §11.4. The
// inputs, public ones too, and the key decide all of X.
Digest proof_seed(const ProvingKey& pk, const Key& key, const Witness& witness, std::span<const uint8_t, 32> context,
                  const Entropy& entropy) {
  static std::atomic<uint64_t> counter{0};
  std::array<uint8_t, 32> fresh{}, secret{};
  Digest input_hash{};
  const WipedAtExit wipe(fresh, secret, input_hash);
  entropy(fresh);
  pk.w_blinder.to_bytes_be(secret);
  SecretVector<uint8_t> integers(4 * pk.circuit.input_entries());
  uint8_t* to = integers.data();
  for (uint32_t i = 0; i < pk.circuit.inputs.size(); ++i)
    for (const int32_t x :
         std::span(witness.X).subspan(pk.layout.value(pk.circuit, i).offset, pk.circuit.inputs[i].size)) {
      store_le32(to, static_cast<uint32_t>(x));
      to += 4;
    }
  input_hash = keccak256(integers);
  std::array<uint8_t, 8> count{};
  store_be64(count.data(), ++counter);
  Keccak256 k;
  for (const ByteSpan part : {ByteSpan(fresh), ByteSpan(secret), ByteSpan(key.digest), ByteSpan(context),
                              ByteSpan(input_hash), ByteSpan(count)})
    k.update(part);
  return k.finish();
}

}  // namespace

Prover::Prover(ProvingKey key, std::shared_ptr<const Srs> srs)
    : pk_(std::move(key)), srs_(std::move(srs)), points_(SrsPoints::from_params(srs_->verifier_params())) {
  secure_zero(&key.w_blinder, sizeof key.w_blinder);  // the one secret that a move leaves
  if (pk_.srs_id != srs_->id())
    throw_invalid_argument(
        "proving key: it was made for another SRS; run setup again with this one, or pass the SRS it was made for");
  if (srs_->g1().size() < srs_size(pk_.layout))
    throw_invalid_argument("SRS: it has fewer powers than this circuit needs; take a larger one");
  KeyResult read = read_key(pk_.blob, points_.available(), points_.id);
  if (read.code != 0)
    throw_malformed("proving key: its verifying key is refused (code " + std::to_string(read.code) + ", " +
                    read.detail + "); run setup again");
  key_ = std::move(read.key);
  // The layout indexes what the key sizes: a blob of another circuit must not come this far.
  if (make_key_blob(pk_.circuit, pk_.layout, key_.W, key_.T, pk_.srs_id) != pk_.blob)
    throw_malformed("proving key: its verifying key is not its circuit's; run setup again");
  weights_ = weight_rows(pk_.circuit, pk_.layout);
  if (!pk_.shifts.empty() && pk_.shifts.size() != kReservedRows + weights_.rows() - 1)
    throw_malformed("proving key: it has the wrong number of row shifts; run setup again");
  functions_ = function_stack(pk_.circuit, pk_.layout);
}

Bytes Prover::prove_witness(const Witness& witness, std::span<const uint8_t, 32> context,
                            const ProveOptions& options) const {
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    if (options.manifest != nullptr) options.manifest->clear();
    const HedgedRandom random(proof_seed(pk_, key_, witness, context, options.entropy));
    if (std::optional<Bytes> proof = ProofRun(*this, witness, context, random, options).run()) return std::move(*proof);
  }
  throw_internal("proving met a degenerate challenge eight times in a row; the entropy source is broken");
}

ProofResult Prover::prove(const Values& inputs, std::span<const uint8_t, 32> context,
                          const ProveOptions& options) const {
  options.progress.tick(kStageWitness, 0, 1);
  const Witness witness = make_witness(pk_.circuit, pk_.layout, inputs);
  ProofResult result;
  result.published = encode_published(witness.published);
  result.proof = prove_witness(witness, context, options);
  options.progress.tick(kStageSelfCheck, 0, 1);
  const Verdict verdict = verify(points_, pk_.blob, key_.digest, context, result.published, result.proof);
  if (!verdict.accepted)
    throw_internal("the proof does not verify (" + verdict.check +
                   "); it is not released. The library or its memory is damaged");
  return result;
}

}  // namespace ogzk
