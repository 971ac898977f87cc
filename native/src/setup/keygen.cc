// SPDX-License-Identifier: Apache-2.0
#include "setup/keygen.h"

#include <string>

#include "curve/encoding.h"
#include "setup/key_writer.h"

namespace ogzk {
namespace {

constexpr uint8_t kW = 0, kT = 1, kX = 3, kH = 4;
constexpr uint8_t kPointR = 0, kPointK = 1;

// Emits §8.8: one method per paragraph of the protocol.
class Keygen {
 public:
  using Scalar = KeyWriter::Scalar;

  Keygen(const Circuit& circuit, const Layout& layout)
      : c_(circuit), g_(layout), layers_(circuit.layers.size()), functions_(circuit.functions.size()),
        w_(1 + functions_ + layers_) {}

  Bytes blob(const G1Affine& W, const G1Affine& T, const Digest& srs_id) {
    lookup_keys();
    tables();
    layers();
    publics();
    Bytes out(96, 0);
    const char magic[] = {'S', 'M', 'Z', '1'};
    for (size_t i = 0; i < 4; ++i) out[i] = static_cast<uint8_t>(magic[i]);
    out[4] = 1;
    out[5] = g_.curved ? 1 : 0;
    out[6] = static_cast<uint8_t>(g_.nL);
    out[7] = static_cast<uint8_t>(g_.nK);
    out[8] = static_cast<uint8_t>(g_.nF);
    out[9] = static_cast<uint8_t>(g_.t);
    out[10] = 1;
    out[11] = static_cast<uint8_t>(functions_);
    out[12] = static_cast<uint8_t>(layers_);
    out[13] = static_cast<uint8_t>(free_claims_);
    out[14] = static_cast<uint8_t>(g_.n[0]);
    out[15] = g_.curved ? static_cast<uint8_t>(g_.n[1]) : uint8_t{255};
    out[16] = 255;
    out[17] = static_cast<uint8_t>(g_.n[3]);
    out[18] = static_cast<uint8_t>(g_.n[4]);
    if (free_claims_ > 200 || w_.instructions() > 900 || w_.term_count() > 600)
      throw_unsupported("circuit: its key needs " + std::to_string(w_.instructions()) + " instructions and " +
                        std::to_string(w_.term_count()) + " terms; 900 and 600 are supported (protocol.md §8.7)");
    store_be32(out.data() + 20, static_cast<uint32_t>(w_.instructions() << 16 | w_.term_count()));
    store_be32(out.data() + 24, static_cast<uint32_t>(c_.published()));
    std::copy(c_.schema_hash.begin(), c_.schema_hash.end(), out.begin() + 32);
    std::copy(srs_id.begin(), srs_id.end(), out.begin() + 64);
    append_point(out, W);
    if (g_.curved) append_point(out, T);
    append(out, w_.program());
    append(out, w_.terms());
    store_be32(out.data() + 28, static_cast<uint32_t>(out.size()));
    return out;
  }

 private:
  static void append_point(Bytes& out, const G1Affine& point) {
    std::array<uint8_t, 64> b{};
    encode_g1(point, b);
    append(out, b);
  }

  // sent values
  Scalar h_hat() const { return KeyWriter::kFirstSent; }
  Scalar e1(size_t f) const { return static_cast<Scalar>(KeyWriter::kFirstSent + 1 + f); }
  Scalar b2(size_t l) const { return static_cast<Scalar>(KeyWriter::kFirstSent + 1 + functions_ + l); }
  // claims, §8.1
  size_t claim_h() const { return 2; }
  size_t claim_function(size_t f) const { return 3 + f; }
  size_t claim_b2(size_t l) const { return 3 + functions_ + l; }
  size_t claim_sum() const { return 3 + functions_ + layers_; }
  size_t claim_public(size_t i) const { return claim_sum() + 1 + i; }

  // SEL(o, p): the domain's high bits at the block [o, o + 2^p).
  Scalar select(uint64_t offset, unsigned log) { return w_.bits(kPointR, log, g_.nL - log, offset >> log); }

  // Claim 0, key side, and claim 2: §5.1, §5.4.
  void lookup_keys() {
    const unsigned nX = g_.n[3];
    const Scalar nh = w_.negate(h_hat());
    const Scalar nhb = w_.mul(nh, KeyWriter::kBeta);
    two_ = w_.literal(2);
    minus_beta_ = w_.negate(KeyWriter::kBeta);
    const Scalar d2 = select(g_.digits + 2 * g_.A(), g_.a);
    const Scalar d3 = select(g_.digits + 3 * g_.A(), g_.a);
    w_.term(kX, 0, nh).eqp(kPointR, g_.nL).at(g_.domain.offset, nX);
    // lane d_2: beta Y + beta^2 c;  lane d_3: beta c + 3 beta^2
    w_.term(kX, 0, nhb, d2).eqp(kPointR, g_.a).at(g_.y.offset, nX);
    w_.term(kX, 0, nhb, w_.fma(KeyWriter::kBeta, d2, d3)).eqp(kPointR, g_.a).at(g_.c.offset, nX);
    Scalar key_pub = w_.fma(two_, d3, d3);  // in units of beta^2
    for (size_t f = 0; f < functions_; ++f) tag_.push_back(w_.literal(static_cast<int32_t>(4 + f)));
    for (size_t l = 0; l < layers_; ++l) {
      const uint32_t f = c_.layers[l].function;
      if (f == 0) continue;
      const Scalar lane = select(g_.y_lane + g_.rows[l].offset, g_.rows[l].log);
      w_.term(kX, 0, nhb, lane).eqp(kPointR, g_.rows[l].log).at(g_.fy.offset + g_.rows[l].offset, nX);
      key_pub = w_.fma(tag_[f - 1], lane, key_pub);
    }
    // RHS_0 += 1 - B1_0 (alpha - key_pub)
    const Scalar difference = w_.fma(w_.mul(minus_beta_, KeyWriter::kBeta), key_pub, KeyWriter::kAlpha);
    w_.rhs(0, w_.fma(nh, difference, KeyWriter::kOne));
    w_.term(kH, claim_h(), KeyWriter::kOne).eqp(kPointR, g_.nL).at(g_.lookup_helper.offset, g_.n[4]);
  }

  // Claim 0, table side, the claims of the functions' columns, and the sum claim: §5.2, §5.4.
  void tables() {
    const auto one_row = static_cast<int32_t>(uint64_t{1} << g_.p);
    const Scalar id = w_.index(kPointR, 0, g_.p);
    const Scalar nb = minus_beta_;
    const Scalar three_beta = w_.fma(two_, KeyWriter::kBeta, KeyWriter::kBeta);
    // v and alpha - v for each piece e of a segment
    std::vector<Scalar> v{id}, alpha_v{w_.fma(KeyWriter::kMinusOne, id, KeyWriter::kAlpha)};
    if (g_.E == 2) {
      v.push_back(w_.add(id, w_.literal(one_row)));
      alpha_v.push_back(w_.add(alpha_v[0], w_.literal(-one_row)));
    }
    // alpha - t_j, j = E * segment + e
    std::vector<Scalar> difference = alpha_v;                                      // (v, 0, 0)
    for (unsigned e = 0; e < g_.E; ++e)                                            // (v, v, 1)
      difference.push_back(w_.fma(nb, w_.add(v[e], KeyWriter::kBeta), alpha_v[e]));
    const Scalar above = w_.fma(two_, KeyWriter::kBeta, w_.literal(static_cast<int32_t>((1U << g_.T) - 1)));
    for (unsigned e = 0; e < g_.E; ++e) difference.push_back(w_.fma(nb, above, alpha_v[e]));  // (v, 2^T-1, 2)
    // (v, class(v), 3): class is 0 below, 1 at and 2 above 2^(T-1)
    const auto class_row = [&](Scalar class_and_tag, unsigned e) { difference.push_back(w_.fma(nb, class_and_tag, alpha_v[e])); };
    if (g_.E == 2) {
      class_row(three_beta, 0);
      class_row(w_.fma(KeyWriter::kMinusOne, w_.bits(kPointR, 0, g_.p, 0), w_.add(two_, three_beta)), 1);
    } else {
      const Scalar upper = w_.fma(two_, w_.bits(kPointR, g_.T - 1, 1, 1), three_beta);
      class_row(w_.fma(KeyWriter::kMinusOne, w_.bits(kPointR, 0, g_.T, uint64_t{1} << (g_.T - 1)), upper), 0);
    }
    // weights mu^(j+1) TR
    const size_t pieces = 4 * g_.E;
    std::vector<Scalar> weight{g_.p == g_.nL ? KeyWriter::kMu : w_.mul(KeyWriter::kMu, w_.bits(kPointR, g_.p, g_.nL - g_.p, 0))};
    for (size_t j = 1; j < pieces + functions_; ++j) weight.push_back(w_.mul(weight.back(), KeyWriter::kMu));
    std::vector<Scalar> function_difference;
    for (size_t f = 0; f < functions_; ++f) {  // (v, F(v), 3 + f)
      const Scalar second = w_.fma(tag_[f], KeyWriter::kBeta, e1(f));
      function_difference.push_back(w_.fma(nb, second, alpha_v[0]));
    }
    Scalar first = 0;
    for (size_t j = 0; j < pieces; ++j) {  // consecutive, for VEC
      const Scalar product = w_.mul(weight[j], difference[j]);
      if (j == 0) first = product;
    }
    const unsigned nX = g_.n[3], nH = g_.n[4];
    const unsigned lg = 2 + (g_.E == 2 ? 1 : 0);
    w_.term(kX, 0, weight[0], KeyWriter::kMinusOne).eqp(kPointR, g_.p).pow(lg, KeyWriter::kMu).at(g_.clamp_counts.offset, nX);
    w_.term(kH, 0, KeyWriter::kOne).eqp(kPointR, g_.p).vec(lg, first).at(g_.clamp_helper.offset, nH);
    // sum h - sum g. One function's helpers often lie right behind h, in a block of the same size: then one term with the
    // scalars 1, -1 has both.
    const Block& h = g_.lookup_helper;
    const bool paired = g_.curved && h.log == g_.T && g_.function_helper[0].offset == h.offset + h.size() && h.offset % (2 * h.size()) == 0;
    if (paired)
      w_.term(kH, claim_sum(), KeyWriter::kOne).one(g_.T).vec(1, KeyWriter::kOne).at(h.offset, nH);
    else
      w_.term(kH, claim_sum(), KeyWriter::kOne).one(g_.nL).at(h.offset, nH);
    w_.term(kH, claim_sum(), KeyWriter::kMinusOne).one(g_.T + 2).at(g_.clamp_helper.offset, nH);
    for (size_t f = 0; f < functions_; ++f) {
      const Scalar wf = weight[pieces + f];
      w_.term(kX, 0, wf, KeyWriter::kMinusOne).eqp(kPointR, g_.T).at(g_.function_counts[f].offset, nX);
      w_.term(kH, 0, wf, function_difference[f]).eqp(kPointR, g_.T).at(g_.function_helper[f].offset, nH);
      if (f > 0 || !paired) w_.term(kH, claim_sum(), KeyWriter::kMinusOne).one(g_.T).at(g_.function_helper[f].offset, nH);
      w_.term(kT, claim_function(f), KeyWriter::kOne).eqp(kPointR, g_.T).at(uint64_t{f} << g_.T, g_.n[1]);
    }
  }

  // Claim 1 and the claims of B2: §6.2.
  void layers() {
    const Scalar minus_pk = w_.negate(KeyWriter::kPK);
    const Scalar base = w_.literal(int32_t{1} << g_.T);
    Scalar kappa = KeyWriter::kOne;
    for (size_t l = 0; l < layers_; ++l) {
      if (l > 0) kappa = l == 1 ? KeyWriter::kKappa : w_.mul(kappa, KeyWriter::kKappa);
      const unsigned n = g_.rows[l].log, nk = g_.inner[l];
      const Scalar tail = w_.bits(kPointK, nk, g_.nK - nk, 0);
      const Scalar weight = tail == KeyWriter::kOne ? kappa : kappa == KeyWriter::kOne ? tail : w_.mul(kappa, tail);
      w_.term(kW, 1, b2(l), weight).eqp(kPointK, nk).eq(kPointR, 0, n).at(g_.weights[l].offset, g_.n[0]);
      w_.term(kW, 1, kappa, KeyWriter::kPK).eqp(kPointR, n).at(g_.biases[l].offset, g_.n[0]);
      // digits: lane j at digit_lane(0) + j A, weight 2^(T j)
      const uint64_t lane = g_.digit_lane(0) + g_.rows[l].offset;
      w_.term(kX, 1, kappa, minus_pk)
          .eqp(kPointR, n)
          .fix(g_.a - n, (lane >> n) & ((uint64_t{1} << (g_.a - n)) - 1))
          .pow(2, base)
          .at(lane, g_.n[3]);
      const Block in = g_.value(c_, c_.layers[l].input);
      w_.term(kX, claim_b2(l), KeyWriter::kOne).truncated(in.log, c_.layers[l].inner).at(in.offset, g_.n[3]);
    }
  }

  // §7: one free claim per published vector.
  void publics() {
    size_t off = 0;
    size_t i = 0;
    const auto vector = [&](uint32_t id, int32_t zero_point) {
      const size_t n = c_.size_of(id);
      const Block b = g_.value(c_, id);
      w_.rhs(claim_public(i), w_.published(off, n, zero_point));
      w_.term(kX, claim_public(i), KeyWriter::kOne).pow(b.log, KeyWriter::kKappa).at(b.offset, g_.n[3]);
      off += n;
      ++i;
    };
    for (uint32_t id = 0; id < c_.inputs.size(); ++id)
      if (c_.inputs[id].is_public) vector(id, c_.inputs[id].zero_point);
    for (const CircuitOutput& o : c_.outputs) vector(o.value, o.zero_point);
    free_claims_ = 1 + i;
  }

  const Circuit& c_;
  const Layout& g_;
  size_t layers_, functions_;
  KeyWriter w_;
  Scalar two_ = 0, minus_beta_ = 0;
  std::vector<Scalar> tag_;  // 3 + f for function f = 1, 2, ...
  size_t free_claims_ = 0;
};

}  // namespace

Bytes make_key_blob(const Circuit& circuit, const Layout& layout, const G1Affine& W, const G1Affine& T, const Digest& srs_id) {
  return Keygen(circuit, layout).blob(W, T, srs_id);
}

}  // namespace ogzk
