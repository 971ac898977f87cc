// SPDX-License-Identifier: Apache-2.0
#include "setup/keygen.h"

#include <bit>
#include <map>
#include <string>

#include "setup/key_builder.h"

namespace ogzk {
namespace {

constexpr size_t kW = kStackW, kT = kStackT, kX = kStackX, kH = kStackH;
constexpr uint8_t kPointR = 0, kPointK = 1;

// Emits §8.8: one method per paragraph of the protocol.
class Keygen {
 public:
  using Scalar = KeyBuilder::Scalar;

  Keygen(const Circuit& circuit, const Layout& layout)
      : c_(circuit),
        g_(layout),
        layers_(circuit.layers.size()),
        functions_(circuit.functions.size()),
        w_(1 + functions_ + layers_) {}

  Bytes blob(const G1Affine& W, const G1Affine& T, const Digest& srs_id) {
    lookup_keys();
    tables();
    layers();
    publics();
    Key key;
    key.flags = g_.curved ? 1 : 0;
    key.nL = static_cast<uint8_t>(g_.nL);
    key.nK = static_cast<uint8_t>(g_.nK);
    key.nF = static_cast<uint8_t>(g_.nF);
    key.t = static_cast<uint8_t>(g_.t);
    key.NB1 = 1;
    key.NE1 = static_cast<uint8_t>(functions_);
    key.NB2 = static_cast<uint8_t>(layers_);
    for (const size_t stack : {kStackW, kStackX, kStackH}) key.n[stack] = static_cast<uint8_t>(g_.n[stack]);
    if (g_.curved) key.n[kStackT] = static_cast<uint8_t>(g_.n[kStackT]);
    key.nPub = static_cast<uint32_t>(c_.published());
    key.schema_hash = c_.schema_hash;
    key.srs_id = srs_id;
    key.W = W;
    key.has_T = g_.curved;
    key.T = T;
    key.program = w_.program();
    key.terms = w_.terms();
    if (free_claims_ > 200 || key.program.size() > 900 || key.terms.size() > 600)
      throw_unsupported("circuit: its key needs " + std::to_string(key.program.size()) + " instructions and " +
                        std::to_string(key.terms.size()) + " terms; 900 and 600 are supported (protocol.md §8.7)");
    key.NC = static_cast<uint8_t>(free_claims_);
    return write_key(key);
  }

 private:
  // sent values
  Scalar h_hat() const { return KeyBuilder::kFirstSent; }
  Scalar e1(size_t f) const { return static_cast<Scalar>(KeyBuilder::kFirstSent + 1 + f); }
  Scalar b2(size_t l) const { return static_cast<Scalar>(KeyBuilder::kFirstSent + 1 + functions_ + l); }
  // claims, §8.1
  size_t claim_h() const { return 2; }
  size_t claim_function(size_t f) const { return 3 + f; }
  size_t claim_b2(size_t l) const { return 3 + functions_ + l; }
  size_t claim_sum() const { return 3 + functions_ + layers_; }

  // SEL(o, p): the domain's high bits at the block [o, o + 2^p).
  Scalar select(uint64_t offset, unsigned log) { return w_.bits(kPointR, log, g_.nL - log, offset >> log); }

  // Claim 0, key side, and claim 2: §5.1, §5.4.
  void lookup_keys() {
    const unsigned nX = g_.n[3];
    const Scalar nh = w_.negate(h_hat());
    const Scalar nhb = w_.mul(nh, KeyBuilder::kBeta);
    two_ = w_.literal(2);
    minus_beta_ = w_.negate(KeyBuilder::kBeta);
    three_beta_ = w_.fma(two_, KeyBuilder::kBeta, KeyBuilder::kBeta);
    const Scalar d3 = select(g_.digits + 3 * g_.A(), g_.a);
    const Scalar d2 = select(g_.digits + 2 * g_.A(), g_.a);
    const Scalar of_c = w_.fma(KeyBuilder::kBeta, d2, d3);  // right behind d2, for VEC
    w_.term(kX, 0, nh).eqp(kPointR, g_.nL).at(g_.domain.offset, nX);
    // lane d_2: beta Y + beta^2 c;  lane d_3: beta c + 3 beta^2. Y and c side by side are one term.
    if (g_.c.offset == g_.y.offset + g_.A() && g_.y.offset % (2 * g_.A()) == 0) {
      w_.term(kX, 0, nhb).eqp(kPointR, g_.a).vec(1, d2).at(g_.y.offset, nX);
    } else {
      w_.term(kX, 0, nhb, d2).eqp(kPointR, g_.a).at(g_.y.offset, nX);
      w_.term(kX, 0, nhb, of_c).eqp(kPointR, g_.a).at(g_.c.offset, nX);
    }
    Scalar key_pub = w_.mul(three_beta_, d3);  // in units of beta
    for (size_t f = 0; f < functions_; ++f)
      tag_.push_back(w_.add(f == 0 ? three_beta_ : tag_.back(), KeyBuilder::kBeta));
    for (size_t l = 0; l < layers_; ++l) {
      const uint32_t f = c_.layers[l].function;
      if (f == 0) continue;
      const Scalar lane = select(g_.y_lane + g_.rows[l].offset, g_.rows[l].log);
      w_.term(kX, 0, nhb, lane).eqp(kPointR, g_.rows[l].log).at(g_.fy.offset + g_.rows[l].offset, nX);
      key_pub = w_.fma(tag_[f - 1], lane, key_pub);
    }
    // RHS_0 += 1 - B1_0 (alpha - key_pub)
    const Scalar difference = w_.fma(minus_beta_, key_pub, KeyBuilder::kAlpha);
    w_.rhs(0, w_.fma(nh, difference, KeyBuilder::kOne));
    w_.term(kH, claim_h(), KeyBuilder::kOne).eqp(kPointR, g_.nL).at(g_.lookup_helper.offset, g_.n[4]);
  }

  // Claim 0, table side, the claims of the functions' columns, and the sum claim: §5.2, §5.4.
  void tables() {
    const auto one_row = static_cast<int32_t>(uint64_t{1} << g_.p);
    const Scalar id = w_.index(kPointR, 0, g_.p);
    const Scalar nb = minus_beta_;
    // alpha - v and v + beta for each piece e of a segment
    std::vector<Scalar> alpha_v{w_.fma(KeyBuilder::kMinusOne, id, KeyBuilder::kAlpha)},
        v_beta{w_.add(id, KeyBuilder::kBeta)};
    if (g_.E == 2) {
      const Scalar half = w_.literal(one_row);
      alpha_v.push_back(w_.fma(KeyBuilder::kMinusOne, half, alpha_v[0]));
      v_beta.push_back(w_.add(v_beta[0], half));
    }
    // alpha - t_j, j = E * segment + e
    std::vector<Scalar> difference = alpha_v;                                                     // (v, 0, 0)
    for (unsigned e = 0; e < g_.E; ++e) difference.push_back(w_.fma(nb, v_beta[e], alpha_v[e]));  // (v, v, 1)
    const Scalar above = w_.fma(two_, KeyBuilder::kBeta, w_.literal(static_cast<int32_t>((1U << g_.T) - 1)));
    for (unsigned e = 0; e < g_.E; ++e) difference.push_back(w_.fma(nb, above, alpha_v[e]));  // (v, 2^T-1, 2)
    // (v, class(v), 3): class is 0 below, 1 at and 2 above 2^(T-1)
    const auto class_row = [&](Scalar class_and_tag, unsigned e) {
      difference.push_back(w_.fma(nb, class_and_tag, alpha_v[e]));
    };
    if (g_.E == 2) {
      class_row(three_beta_, 0);
      class_row(w_.fma(KeyBuilder::kMinusOne, w_.bits(kPointR, 0, g_.p, 0), w_.add(two_, three_beta_)), 1);
    } else {
      const Scalar upper = w_.fma(two_, w_.bits(kPointR, g_.T - 1, 1, 1), three_beta_);
      class_row(w_.fma(KeyBuilder::kMinusOne, w_.bits(kPointR, 0, g_.T, uint64_t{1} << (g_.T - 1)), upper), 0);
    }
    // weights mu^(j+1) TR
    const size_t pieces = 4 * g_.E;
    std::vector<Scalar> weight{g_.p == g_.nL ? KeyBuilder::kMu
                                             : w_.mul(KeyBuilder::kMu, w_.bits(kPointR, g_.p, g_.nL - g_.p, 0))};
    for (size_t j = 1; j < pieces + functions_; ++j) weight.push_back(w_.mul(weight.back(), KeyBuilder::kMu));
    std::vector<Scalar> function_difference;
    for (size_t f = 0; f < functions_; ++f) {  // (v, F(v), 3 + f)
      const Scalar second = w_.add(tag_[f], e1(f));
      function_difference.push_back(w_.fma(nb, second, alpha_v[0]));
    }
    Scalar first = 0;
    for (size_t j = 0; j < pieces; ++j) {  // consecutive, for VEC
      const Scalar product = w_.mul(weight[j], difference[j]);
      if (j == 0) first = product;
    }
    const unsigned nX = g_.n[3], nH = g_.n[4];
    const unsigned lg = 2 + (g_.E == 2 ? 1 : 0);
    w_.term(kX, 0, weight[0], KeyBuilder::kMinusOne)
        .eqp(kPointR, g_.p)
        .pow(lg, KeyBuilder::kMu)
        .at(g_.clamp_counts.offset, nX);
    w_.term(kH, 0, KeyBuilder::kOne).eqp(kPointR, g_.p).vec(lg, first).at(g_.clamp_helper.offset, nH);
    // sum h - sum g. One function's helpers often lie right behind h, in a block of the same size: then one term with
    // the scalars 1, -1 has both.
    const Block& h = g_.lookup_helper;
    const bool paired = g_.curved && h.log == g_.T && g_.function_helper[0].offset == h.offset + h.size() &&
                        h.offset % (2 * h.size()) == 0;
    if (paired)
      w_.term(kH, claim_sum(), KeyBuilder::kOne).one(g_.T).vec(1, KeyBuilder::kOne).at(h.offset, nH);
    else
      w_.term(kH, claim_sum(), KeyBuilder::kOne).one(g_.nL).at(h.offset, nH);
    w_.term(kH, claim_sum(), KeyBuilder::kMinusOne).one(g_.T + 2).at(g_.clamp_helper.offset, nH);
    for (size_t f = 0; f < functions_; ++f) {
      const Scalar wf = weight[pieces + f];
      w_.term(kX, 0, wf, KeyBuilder::kMinusOne).eqp(kPointR, g_.T).at(g_.function_counts[f].offset, nX);
      w_.term(kH, 0, wf, function_difference[f]).eqp(kPointR, g_.T).at(g_.function_helper[f].offset, nH);
      if (f > 0 || !paired)
        w_.term(kH, claim_sum(), KeyBuilder::kMinusOne).one(g_.T).at(g_.function_helper[f].offset, nH);
      w_.term(kT, claim_function(f), KeyBuilder::kOne).eqp(kPointR, g_.T).at(uint64_t{f} << g_.T, g_.n[1]);
    }
  }

  // Claim 1 and the claims of B2: §6.2.
  void layers() {
    const Scalar minus_pk = w_.negate(KeyBuilder::kPK);
    base_ = w_.literal(int32_t{1} << g_.T);
    Scalar kappa = KeyBuilder::kOne;
    for (size_t l = 0; l < layers_; ++l) {
      if (l > 0) kappa = l == 1 ? KeyBuilder::kKappa : w_.mul(kappa, KeyBuilder::kKappa);
      const unsigned n = g_.rows[l].log, nk = g_.inner[l];
      const Scalar tail = w_.bits(kPointK, nk, g_.nK - nk, 0);
      const Scalar weight = tail == KeyBuilder::kOne ? kappa : kappa == KeyBuilder::kOne ? tail : w_.mul(kappa, tail);
      w_.term(kW, 1, b2(l), weight).eqp(kPointK, nk).eq(kPointR, 0, n).at(g_.weights[l].offset, g_.n[0]);
      w_.term(kW, 1, kappa, KeyBuilder::kPK).eqp(kPointR, n).at(g_.biases[l].offset, g_.n[0]);
      // digits: lane j at digit_lane(0) + j A, weight 2^(T j)
      const uint64_t lane = g_.digit_lane(0) + g_.rows[l].offset;
      w_.term(kX, 1, kappa, minus_pk)
          .eqp(kPointR, n)
          .fix(g_.a - n, (lane >> n) & ((uint64_t{1} << (g_.a - n)) - 1))
          .pow(2, base_)
          .at(lane, g_.n[3]);
      const Block in = g_.value(c_, c_.layers[l].input);
      w_.term(kX, claim_b2(l), KeyBuilder::kOne).truncated(in.log, c_.layers[l].inner).at(in.offset, g_.n[3]);
    }
  }

  // §7: one free claim per published vector.
  void publics() {
    for (uint32_t id = 0; id < c_.inputs.size(); ++id)
      if (c_.inputs[id].is_public) publish_value(id, c_.inputs[id].zero_point);
    for (const CircuitOutput& o : c_.outputs) {
      if (o.exact)
        publish_accumulator(o.value);
      else
        publish_value(o.value, o.zero_point);
    }
    free_claims_ = 1 + published_vectors_;
  }

  void publish_value(uint32_t id, int32_t zero_point) {
    const size_t n = c_.size_of(id);
    const Block b = g_.value(c_, id);
    const size_t claim = next_public_claim();
    w_.rhs(claim, w_.published(published_, n, zero_point));
    w_.term(kX, claim, KeyBuilder::kOne).pow(b.log, KeyBuilder::kKappa).at(b.offset, g_.n[3]);
    published_ += n;
  }

  // Quotients from digits 2, 3, then remainders from digits 0, 1, each plus 2^(2T-1): §3.5, §7.
  void publish_accumulator(uint32_t id) {
    const size_t n = c_.size_of(id);
    const Block& rows = g_.rows[id - c_.inputs.size()];
    // 2^(2T-1) sum of kappa^i: once for all outputs of this size
    const auto [made, is_new] = offsets_.try_emplace(n, Scalar{0});
    if (is_new) made->second = w_.mul(w_.mul(base_, w_.literal(int32_t{1} << (g_.T - 1))), powers_of_kappa(n));
    const Scalar offset = made->second;
    for (const unsigned digit : {2U, 0U}) {
      const size_t claim = next_public_claim();
      w_.rhs(claim, w_.add(offset, w_.published(published_, n, 0)));
      const uint64_t lane = g_.digit_lane(digit) + rows.offset;  // the lane above it is digit + 1
      w_.term(kX, claim, KeyBuilder::kOne)
          .pow(rows.log, KeyBuilder::kKappa)
          .at_to(lane, g_.a)
          .pow(1, base_)
          .at(lane, g_.n[3]);
      published_ += n;
    }
  }

  // sum of kappa^i, i < n, from the highest bit of n down: G_2m = G_m (1 + kappa^m), G_(m+1) = 1 + kappa G_m.
  Scalar powers_of_kappa(size_t n) {
    Scalar sum = KeyBuilder::kOne, power = KeyBuilder::kKappa;  // G_m and kappa^m, m = 1
    for (int bit = static_cast<int>(std::bit_width(n)) - 2; bit >= 0; --bit) {
      sum = w_.fma(sum, power, sum);
      const bool odd = (n >> bit & 1) != 0;
      if (odd) sum = w_.fma(sum, KeyBuilder::kKappa, KeyBuilder::kOne);
      if (bit == 0) break;  // the power is not needed any more
      power = w_.mul(power, power);
      if (odd) power = w_.mul(power, KeyBuilder::kKappa);
    }
    return sum;
  }

  size_t next_public_claim() { return claim_sum() + 1 + published_vectors_++; }

  const Circuit& c_;
  const Layout& g_;
  size_t layers_, functions_;
  KeyBuilder w_;
  Scalar two_ = 0, minus_beta_ = 0, three_beta_ = 0, base_ = 0;  // base_ is 2^T
  std::vector<Scalar> tag_;                                      // (3 + f) beta for function f = 1, 2, ...
  size_t published_ = 0, published_vectors_ = 0;                 // integers and vectors so far
  std::map<size_t, Scalar> offsets_;                 // of exact outputs, by their number of rows
  size_t free_claims_ = 0;
};

}  // namespace

Bytes make_key_blob(const Circuit& circuit, const Layout& layout, const G1Affine& W, const G1Affine& T,
                    const Digest& srs_id) {
  return Keygen(circuit, layout).blob(W, T, srs_id);
}

}  // namespace ogzk
