// SPDX-License-Identifier: Apache-2.0
#include "prover/proof_run.h"

#include "field/inner_product.h"
#include "key/omega.h"
#include "key/pads.h"
#include "key/program.h"
#include "msm/msm.h"
#include "pcs/opening_prover.h"
#include "polynomial/eq.h"
#include "prover/dense_omega.h"
#include "prover/table.h"
#include "prover/weight_reduction.h"
#include "sumcheck/bilinear_prover.h"
#include "sumcheck/reduction_prover.h"

namespace ogzk {
namespace {

Transcript start_transcript(const Prover& prover, const Witness& witness, std::span<const uint8_t, 32> context,
                            const ProveOptions& options) {
  Transcript transcript(prover.key().srs_id, prover.key().digest, context, encode_published(witness.published));
  transcript.record(options.manifest);
  return transcript;
}

bool is_zero(int32_t v) { return v == 0; }
bool is_zero(const Fr& v) { return v.is_zero(); }

// The largest index that holds something, plus one.
template <class T>
size_t used_length(std::span<const T> v) {
  size_t n = v.size();
  while (n > 0 && is_zero(v[n - 1])) --n;
  return n;
}

// The first entries of X as field elements, as many as the weight has, and all that is used.
SecretVector<Fr> field(std::span<const int32_t> X, size_t least) {
  SecretVector<Fr> out(std::max(least, used_length(X)));
  parallel_for(out.size(), 4096, [&](size_t begin, size_t end) {
    for (size_t i = begin; i < end; ++i)
      if (X[i] != 0) out[i] = Fr::from_i64(X[i]);
  });
  return out;
}

}  // namespace

ProofRun::ProofRun(const Prover& prover, const Witness& witness, std::span<const uint8_t, 32> context,
                   const HedgedRandom& random, const ProveOptions& options)
    : prover_(prover),
      c_(prover.pk_.circuit),
      g_(prover.pk_.layout),
      key_(prover.key_),
      srs_(*prover.srs_),
      witness_(witness),
      options_(options),
      proof_(start_transcript(prover, witness, context, options)) {
  HedgedRandom masks = random.stream("masks"), pads = random.stream("pads"), helper = random.stream("helper");
  mask_.resize(kReservedRows * kMaskColumns);
  for (Fr& v : mask_) v = masks.next();
  G_.resize(key_.KG() + 3);
  for (Fr& v : G_) v = pads.next();
  h_blinder_ = helper.next();
}

std::optional<Bytes> ProofRun::run() {
  options_.progress.tick(kStageLookup, 0, 2);
  commit_phase_1();
  options_.progress.tick(kStageLookup, 1, 2);
  if (!commit_helpers()) return std::nullopt;
  options_.progress.tick(kStageSumcheck, 0, 3);
  prove_s1();
  options_.progress.tick(kStageSumcheck, 1, 3);
  prove_s2();
  options_.progress.tick(kStageSumcheck, 2, 3);
  if (!prove_s3_and_open()) return std::nullopt;
  Bytes proof = proof_.take();
  check(proof.size() == key_.proof_bytes(), "the proof does not have the length that its key declares");
  return proof;
}

Fr ProofRun::send_round(uint8_t label, uint8_t round, std::span<const Fr> coefficients) {
  std::vector<Fr> padded(coefficients.begin(), coefficients.end());
  for (Fr& v : padded) v += G_[next_pad_++];
  return proof_.scalars(label, round, padded);
}

std::span<const Fr> ProofRun::blinders() const {
  return std::span(G_).subspan(key_.R1() + key_.R2() + key_.R3(), size_t{key_.NB1} + key_.NB2);
}

G1 ProofRun::commit(std::span<const Fr> data) const {
  return msm(srs_.g1().subspan(kReservedRows << g_.t, data.size()), data);
}

// [X] and [G]: small integers, 64 masks, the pads.
void ProofRun::commit_phase_1() {
  std::vector<G1Affine> mask_points;
  for (size_t row = 0; row < kReservedRows; ++row)
    for (size_t c = 0; c < kMaskColumns; ++c) mask_points.push_back(srs_.g1()[(row << g_.t) + c]);
  const G1 X =
      msm_i32(srs_.g1().subspan(kReservedRows << g_.t, witness_.X.size()), witness_.X) + msm(mask_points, mask_);
  const G1 G = msm(srs_.g1().first(G_.size()), G_);
  alpha_ = proof_.points(kLabelCommit, {X, G});
  beta_ = proof_.nothing(kLabelBeta);
}

// h = 1/(alpha - key), g = m/(alpha - t) on the rows in use; [H]. §5.2
bool ProofRun::commit_helpers() {
  margin_ = slot_keys(c_, g_, witness_.X, beta_);
  for (Fr& v : margin_) v = alpha_ - v;
  std::vector<Fr> row_margin = table_keys(c_, g_, beta_);
  for (Fr& v : row_margin) v = alpha_ - v;

  const auto count_at = [this](size_t row) { return witness_.X[g_.count_position(row)]; };
  std::vector<size_t> rows;
  const WipedAtExit wipe(rows);
  rows.reserve(std::min(row_margin.size(), margin_.size()));  // no more rows than slots are in use
  for (size_t row = 0; row < row_margin.size(); ++row)
    if (count_at(row) != 0) rows.push_back(row);
  SecretVector<Fr> inverse;
  inverse.reserve(margin_.size() + rows.size());
  inverse = margin_;
  for (const size_t row : rows) inverse.push_back(row_margin[row]);
  for (const Fr& v : inverse)
    if (v.is_zero()) return false;
  batch_inverse(std::span<Fr>(inverse));

  size_t end = std::max(g_.clamp_helper.end(), g_.lookup_helper.end());
  for (const Block& b : g_.function_helper) end = std::max(end, b.end());
  H_.assign(end, Fr::zero());
  std::copy_n(inverse.begin(), margin_.size(), H_.begin() + static_cast<ptrdiff_t>(g_.lookup_helper.offset));
  for (size_t i = 0; i < rows.size(); ++i)
    H_[g_.helper_position(rows[i])] = Fr::from_i64(count_at(rows[i])) * inverse[margin_.size() + i];
  const G1 H = commit(H_) + G1(srs_.g1()[0]).mul(h_blinder_);
  mu_ = proof_.points(kLabelHelper, {H});
  taus_ = {proof_.nothing(kLabelTau)};
  while (taus_.size() < g_.nL) taus_.push_back(taus_.back().square());

  const size_t piece = size_t{1} << g_.p;
  Fr weight = mu_;
  for (size_t row = 0; row < row_margin.size(); row += piece) {
    LookupPiece p;
    p.weight = weight;
    p.margin.assign(row_margin.begin() + static_cast<ptrdiff_t>(row),
                    row_margin.begin() + static_cast<ptrdiff_t>(row + piece));
    p.g.resize(piece);
    p.m.resize(piece);
    for (size_t i = 0; i < piece; ++i) {
      p.g[i] = H_[g_.helper_position(row + i)];
      if (const int32_t m = count_at(row + i); m != 0) p.m[i] = Fr::from_i64(m);
    }
    pieces_.push_back(std::move(p));
    weight *= mu_;
  }
  return true;
}

void ProofRun::prove_s1() {
  uint8_t round = 0;
  const std::span<const Fr> h = std::span(H_).subspan(g_.lookup_helper.offset, g_.lookup_helper.size());
  LookupResult s1 = prove_lookup({h.begin(), h.end()}, std::move(margin_), std::move(pieces_), taus_, blinders()[0],
                                 [&](std::span<const Fr> a) { return send_round(kLabelS1Round, round++, a); });
  r_ = std::move(s1.r);
  B1_ = {s1.h_hat};
  if (g_.curved) {
    const std::vector<Fr> eq = eq_table(std::span<const Fr>(r_).first(g_.T));
    for (const CircuitFunction& f : c_.functions) E1_.push_back(inner_product_i32(f.values, eq));
  }
  std::vector<Fr> values = B1_;
  values.insert(values.end(), E1_.begin(), E1_.end());
  kappa_ = proof_.scalars(kLabelS1Values, 0, values);
}

void ProofRun::prove_s2() {
  std::vector<BilinearLayer> layers;
  Fr weight = Fr::one();
  for (size_t l = 0; l < c_.layers.size(); ++l) {
    const CircuitLayer& layer = c_.layers[l];
    BilinearLayer b;
    b.weight = weight;
    b.A.resize(size_t{1} << g_.inner[l]);
    b.B.resize(size_t{1} << g_.inner[l]);
    const std::vector<Fr> eq = eq_table(std::span<const Fr>(r_).first(g_.rows[l].log));
    fold_rows_i32(layer.weights.data(), layer.rows, layer.inner, layer.inner, std::span<const Fr>(eq).first(layer.rows),
                  std::span<Fr>(b.A).first(layer.inner));
    folded_.push_back(b.A);
    const Block in = g_.value(c_, layer.input);
    for (size_t i = 0; i < layer.inner; ++i) b.B[i] = Fr::from_i64(witness_.X[in.offset + i]);
    layers.push_back(std::move(b));
    weight *= kappa_;
  }
  uint8_t round = 0;
  BilinearResult s2 = prove_bilinear(std::move(layers), blinders().subspan(key_.NB1), g_.nK,
                                     [&](std::span<const Fr> c) { return send_round(kLabelS2Round, round++, c); });
  k_ = std::move(s2.k);
  B2_ = std::move(s2.b_hat);
}

bool ProofRun::prove_s3_and_open() {
  const Fr xi = proof_.scalars(kLabelS2Values, 0, B2_);
  const std::vector<Fr> weights = claim_weights(key_, xi);
  // C1 and A2 only enter right sides, which the prover does not need.
  const ProgramOutput program =
      run_program(key_, {alpha_, beta_, mu_, kappa_, r_, k_, B1_, E1_, B2_, witness_.published, Fr(), Fr()});

  const auto omega_of = [&](size_t stack) { return dense_omega(key_, stack, program.S, r_, k_, weights); };
  std::vector<Fr> omega_x = omega_of(kStackX), omega_h = omega_of(kStackH);
  const SecretVector<Fr> X = field(witness_.X, omega_x.size());
  std::vector<std::span<const Fr>> data = {X, H_};
  std::vector<std::unique_ptr<ReductionStack>> stacks;
  stacks.push_back(std::make_unique<DenseReduction>(g_.n[kStackX], std::move(omega_x), X));
  stacks.push_back(std::make_unique<DenseReduction>(g_.n[kStackH], std::move(omega_h), H_));
  if (g_.curved) {
    data.emplace_back(prover_.functions_);
    stacks.push_back(std::make_unique<DenseReduction>(g_.n[kStackT], omega_of(kStackT), prover_.functions_));
  }
  stacks.push_back(std::make_unique<WeightReduction>(c_, g_, key_, std::move(folded_), program.S, r_, k_, weights));
  uint8_t round = 0;
  const std::vector<Fr> u =
      prove_reduction(stacks, g_.nF, [&](std::span<const Fr> c) { return send_round(kLabelS3Round, round++, c); });
  std::vector<Fr> omega;
  for (const auto& stack : stacks) omega.push_back(stack->omega());
  const Fr omega_w = omega.back();
  if (omega[0].is_zero() || omega[1].is_zero()) return false;

  // f = sum Omega_P P, with the blinders in the reserved rows
  options_.progress.tick(kStageOpening, 0, 1);
  const size_t b = size_t{1} << g_.t;
  const size_t offset = kReservedRows * b;
  size_t used = 0;
  for (const std::span<const Fr> p : data) used = std::max(used, used_length(p));
  OpeningInput in;
  in.t = g_.t;
  in.reserved_rows = kReservedRows;
  in.integers = &prover_.weights_;
  in.integers_scale = omega_w;
  in.f.resize((kReservedRows + (used + b - 1) / b) * b);
  for (size_t row = 0; row < kReservedRows; ++row)
    for (size_t c = 0; c < kMaskColumns; ++c) in.f[row * b + c] += omega[0] * mask_[row * kMaskColumns + c];
  in.f[0] += omega[1] * h_blinder_;
  in.f[1] += omega_w * prover_.pk_.w_blinder;
  for (size_t i = 0; i < data.size(); ++i) {
    const Fr* p = data[i].data();
    Fr* f = in.f.data() + offset;
    parallel_for(used_length(data[i]), 1024, [&](size_t begin, size_t end) {
      for (size_t j = begin; j < end; ++j)
        if (!p[j].is_zero()) f[j] += omega[i] * p[j];
    });
  }
  const std::vector<Fr> phi = pad_functional(key_, taus_, r_, k_, u, weights);
  in.u = u;
  in.phi = phi;
  in.G = G_;

  CommitShare commit_share;
  if (!prover_.pk_.shifts.empty()) {
    commit_share = [&](const Fr& theta) {  // Omega_W sum theta^d [s_d], §9.2
      std::vector<Fr> powers(prover_.pk_.shifts.size());
      Fr power = omega_w;
      for (Fr& v : powers) {
        v = power;
        power *= theta;
      }
      return msm(prover_.pk_.shifts, powers);
    };
  }
  prove_opening(srs_, proof_, in, commit_share);
  check(next_pad_ == key_.R1() + key_.R2() + key_.R3(), "the pads were not used once each");
  return true;
}

}  // namespace ogzk
