// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "circuit/sample_circuits.h"
#include "key/omega.h"
#include "key/pads.h"
#include "polynomial/correlation.h"
#include "polynomial/eq.h"
#include "prover/dense_omega.h"
#include "prover/mutants.h"
#include "prover/proof_run.h"
#include "prover/sample_networks.h"
#include "sumcheck/round.h"

namespace ogzk::testing {
namespace {

// The cubic through values at 0, 1, 2, 3
std::array<Fr, 4> cubic(const std::array<Fr, 4>& v) {
  static const Fr half = Fr::from_u64(2).inverse(), sixth = Fr::from_u64(6).inverse();
  const Fr c3 = (v[3] - v[0] - Fr::from_u64(3) * (v[2] - v[1])) * sixth;
  const Fr c2 = (v[2] - v[1].dbl() + v[0]) * half - Fr::from_u64(3) * c3;
  return {v[0], v[1] - v[0] - c2 - c3, c2, c3};
}
// The claim after one round, §6.1
Fr step(const Fr& claim, std::span<const Fr> s, const Fr& y) {
  Fr out = claim * y + s[0] * (Fr::one() - y.dbl()) + s[1] * (y.square() - y);
  if (s.size() == 3) out += s[2] * (y.square() * y - y);
  return out;
}
Fr multilinear(std::vector<Fr> v, std::span<const Fr> at) {
  for (const Fr& y : at) bind_lowest(v, y);
  return v[0];
}
void divide(std::vector<Fr>& p, const Fr& root) {
  std::vector<Fr> quotient;
  (void)divide_by_linear(p, root, quotient);
  p = std::move(quotient);
}
// p modulo the product of (Y - root), by Newton's form
std::vector<Fr> remainder(std::vector<Fr> p, std::initializer_list<Fr> roots) {
  std::vector<Fr> out, basis = {Fr::one()};
  for (const Fr& root : roots) {
    std::vector<Fr> quotient;
    const Fr rest = divide_by_linear(p, root, quotient);
    add_scaled(out, basis, rest);
    basis = mul_linear(basis, root);
    p = std::move(quotient);
  }
  return out;
}
Fr on_line(std::span<const Fr> table, size_t i, const Fr& y) {
  return table[2 * i] + y * (table[2 * i + 1] - table[2 * i]);
}
Fr bump(const Fr& y) { return y * (Fr::one() - y); }

struct Piece {
  std::vector<Fr> g, m, margin;
};

}  // namespace

Bytes Liar::prove() {
  (void)reduce();
  open();
  return proof_;
}

Bytes Liar::reduce() {
  transcript_.emplace(model.statement.srs.id, key.digest, model.statement.context, pub);
  alpha = points(kLabelCommit, [&] { return std::vector<Fr>{mask_at_tau() + committed(g, X), evaluate(G, tau())}; });
  beta = points(kLabelBeta, [] { return std::vector<Fr>{}; });
  make_helpers();
  mu = points(kLabelHelper, [&] { return std::vector<Fr>{h_blinder + committed(g, H)}; });
  taus = {points(kLabelTau, [] { return std::vector<Fr>{}; })};
  while (taus.size() < key.nL) taus.push_back(taus.back().square());
  prove_s1();
  prove_s2();
  prove_s3();
  Bytes whole = proof_;
  whole.resize(key.proof_bytes());
  return whole;
}

std::vector<Fr> Liar::effective(std::span<const Fr> data, size_t stack) const {
  const size_t n = size_t{1} << key.n[stack];
  std::vector<Fr> out(data.begin(), data.begin() + static_cast<ptrdiff_t>(n));
  if (!audience.extend_strictly)
    for (size_t i = n; i < data.size(); ++i) out[i % n] += data[i];
  return out;
}

void Liar::hook(uint8_t label) {
  if (const auto it = before.find(label); it != before.end()) it->second(*this);
}

Fr Liar::points(uint8_t label, const std::function<std::vector<Fr>()>& make) {
  hook(label);
  Bytes data;
  for (const Fr& multiple : make()) {
    std::array<uint8_t, 64> b{};
    encode_g1((G1::generator() * multiple).to_affine(), b);
    append(data, b);
  }
  append(proof_, data);
  return absorb(*transcript_, label, 0, data);
}

Fr Liar::scalars(uint8_t label, size_t round, std::span<const Fr> values) {
  Bytes data(32 * values.size());
  for (size_t i = 0; i < values.size(); ++i) sample::put_scalar(data, 32 * i, values[i]);
  append(proof_, data);
  return absorb(*transcript_, label, static_cast<uint8_t>(round), data);
}

Fr Liar::mask_at_tau() const {
  Fr sum;
  for (size_t row = 0; row < kReservedRows; ++row)
    for (size_t col = 0; col < kMaskColumns; ++col)
      sum += mask[row * kMaskColumns + col] * tau().pow_u64((row << g.t) + col);
  return sum;
}

void Liar::make_helpers() {
  const std::vector<Fr> x = effective(X, kStackX);
  H.assign(size_t{1} << key.n[kStackH], Fr::zero());
  const std::vector<Triple> slots = slots_of(c, g, x), rows = table_of(g, functions);
  std::vector<Fr> inverse;
  for (const Triple& slot : slots) inverse.push_back(alpha - key_of(slot));
  for (const Triple& row : rows) inverse.push_back(alpha - key_of(row));
  batch_inverse(inverse);
  for (size_t i = 0; i < slots.size(); ++i) H[g.lookup_helper.offset + i] = inverse[i];
  for (size_t i = 0; i < rows.size(); ++i) H[g.helper_position(i)] = x[g.count_position(i)] * inverse[slots.size() + i];
}

// q_i(Y) = sum over x' of eq(tau_{>i}, x') F(r_{<i}, Y, x'), at Y = 0, 1, 2, 3
void Liar::prove_s1() {
  hook(kLabelS1Round);
  const std::vector<Fr> x = effective(X, kStackX), helper = effective(H, kStackH);
  const std::vector<Triple> slots = slots_of(c, g, x), rows = table_of(g, functions);
  std::vector<Fr> hh(helper.begin() + static_cast<ptrdiff_t>(g.lookup_helper.offset),
                     helper.begin() + static_cast<ptrdiff_t>(g.lookup_helper.offset + slots.size()));
  std::vector<Fr> margin;
  for (const Triple& slot : slots) margin.push_back(alpha - key_of(slot));
  std::vector<Piece> pieces(rows.size() >> g.p);
  for (size_t i = 0; i < rows.size(); ++i) {
    Piece& p = pieces[i >> g.p];
    p.g.push_back(helper[g.helper_position(i)]);
    p.m.push_back(x[g.count_position(i)]);
    p.margin.push_back(alpha - key_of(rows[i]));
  }
  const Fr blinder = s1_blinder.value_or(G[key.KG() - key.NB1 - key.NB2]);
  Fr high = Fr::one();  // e_p at the bound variables
  for (size_t i = 0; i < key.nL; ++i) {
    const std::vector<Fr> eq = eq_table(std::span<const Fr>(taus).subspan(i + 1));
    std::array<Fr, 4> value{};
    for (uint64_t Y = 0; Y < 4; ++Y) {
      const Fr y = Fr::from_u64(Y), s = i == 0 ? blinder * bump(y) : Fr::zero();
      for (size_t j = 0; j < hh.size() / 2; ++j)
        value[Y] += eq[j] * ((on_line(hh, j, y) + s) * on_line(margin, j, y) - Fr::one());
      Fr weight = mu;
      for (const Piece& p : pieces) {
        if (p.g.size() > 1) {
          for (size_t j = 0; j < p.g.size() / 2; ++j)
            value[Y] += weight * eq[j] * (on_line(p.g, j, y) * on_line(p.margin, j, y) - on_line(p.m, j, y));
        } else {
          value[Y] += weight * high * (Fr::one() - y) * eq[0] * (p.g[0] * p.margin[0] - p.m[0]);
        }
        weight *= mu;
      }
    }
    const std::array<Fr, 4> a = cubic(value);
    std::vector<Fr> sent;
    for (size_t j = 1; j <= (i == 0 ? 3U : 2U); ++j) sent.push_back(a[j] + next_pad());
    const Fr ri = scalars(kLabelS1Round, i, sent);
    Fr power = ri;
    for (size_t j = 0; j < sent.size(); ++j) {
      C1 += sent[j] * (power - taus[i]);
      C1_true += a[j + 1] * (power - taus[i]);
      power *= ri;
    }
    r.push_back(ri);
    bind_lowest(hh, ri);
    bind_lowest(margin, ri);
    if (i == 0)
      for (Fr& v : hh) v += blinder * bump(ri);
    if (pieces[0].g.size() == 1) high *= Fr::one() - ri;
    for (Piece& p : pieces)
      for (std::vector<Fr>* v : {&p.g, &p.m, &p.margin})
        if (v->size() > 1) bind_lowest(*v, ri);
  }
  B1 = {hh[0]};
  for (const std::vector<Fr>& column : functions) E1.push_back(multilinear(column, std::span<const Fr>(r).first(g.T)));
  hook(kLabelS1Values);
  std::vector<Fr> values = B1;
  values.insert(values.end(), E1.begin(), E1.end());
  kappa = scalars(kLabelS1Values, 0, values);
}

void Liar::prove_s2() {
  hook(kLabelS2Round);
  const std::vector<Fr> x = effective(X, kStackX), w = effective(W, kStackW);
  struct Side {
    std::vector<Fr> A, B;
    Fr weight, s, high = Fr::one();
  };
  std::vector<Side> sides;
  Fr weight = Fr::one();
  for (size_t l = 0; l < c.layers.size(); ++l) {
    Side side;
    const size_t columns = size_t{1} << g.inner[l];
    const std::vector<Fr> eq = eq_table(std::span<const Fr>(r).first(g.rows[l].log));
    side.A.resize(columns);
    for (size_t i = 0; i < eq.size(); ++i)
      for (size_t j = 0; j < columns; ++j) side.A[j] += eq[i] * w[g.weights[l].offset + j + columns * i];
    const Block in = g.value(c, c.layers[l].input);
    side.B.assign(x.begin() + static_cast<ptrdiff_t>(in.offset),
                  x.begin() + static_cast<ptrdiff_t>(in.offset + columns));
    if (read.contains(l)) side.B = read.at(l);
    if (audience.truncate) std::fill(side.B.begin() + c.layers[l].inner, side.B.end(), Fr::zero());
    side.weight = weight;
    side.s = s2_blinder.contains(l) ? s2_blinder.at(l) : G[key.KG() - key.NB2 + l];
    sides.push_back(std::move(side));
    weight *= kappa;
  }
  for (size_t i = 0; i < key.nK; ++i) {
    std::array<Fr, 4> value{};
    for (uint64_t Y = 0; Y < 4; ++Y) {
      const Fr y = Fr::from_u64(Y);
      for (const Side& side : sides) {
        if (side.A.size() == 1) {
          value[Y] += side.weight * side.high * (Fr::one() - y) * side.A[0] * side.B[0];
          continue;
        }
        const Fr s = i == 0 ? side.s * bump(y) : Fr::zero();
        for (size_t j = 0; j < side.A.size() / 2; ++j)
          value[Y] += side.weight * on_line(side.A, j, y) * (on_line(side.B, j, y) + s);
      }
    }
    const std::array<Fr, 4> a = cubic(value);
    std::vector<Fr> sent = {a[0] + next_pad()};
    sent.push_back(a[2] + next_pad());
    if (i == 0) sent.push_back(a[3] + next_pad());
    const Fr ki = scalars(kLabelS2Round, i, sent);
    A2 = step(A2, sent, ki);
    k.push_back(ki);
    for (Side& side : sides) {
      if (side.A.size() == 1) {
        side.high *= Fr::one() - ki;
        continue;
      }
      bind_lowest(side.A, ki);
      bind_lowest(side.B, ki);
      if (i == 0)
        for (Fr& v : side.B) v += side.s * bump(ki);
    }
  }
  for (const Side& side : sides) B2.push_back(side.B[0]);
  hook(kLabelS2Values);
  xi = scalars(kLabelS2Values, 0, B2);
}

std::vector<Fr> Liar::omega_table(size_t stack) const {
  const Key heard = audience.truncate ? key : sample::without_truncation(key);
  std::vector<Fr> weights = claim_weights(key, xi);
  if (audience.dropped_claim >= 0) weights[static_cast<size_t>(audience.dropped_claim)] = Fr::zero();
  const size_t n = size_t{1} << key.n[stack], all = size_t{1} << key.nF;
  const auto repeated = [&](const std::vector<Fr>& claims) {
    std::vector<Fr> once = dense_omega(heard, stack, program.S, r, k, claims);
    once.resize(n);
    std::vector<Fr> out(all);
    for (size_t i = 0; i < all; ++i) out[i] = once[i % n];
    return out;
  };
  if (!audience.extend_strictly) return repeated(weights);
  std::vector<Fr> out = dense_omega(heard, stack, program.S, r, k, weights);
  out.resize(all);
  if (audience.loose_claim >= 0) {
    std::vector<Fr> one(weights.size());
    const auto loose = static_cast<size_t>(audience.loose_claim);
    one[loose] = weights[loose];
    const std::vector<Fr> more = repeated(one);
    for (size_t i = n; i < all; ++i) out[i] += more[i];
  }
  return out;
}

void Liar::prove_s3() {
  hook(kLabelS3Round);
  program = run_program(key, {alpha, beta, mu, kappa, r, k, B1, E1, B2, read_publics(pub), C1, A2});
  const std::array<std::pair<size_t, const std::vector<Fr>*>, 4> all = {
      {{kStackW, &W}, {kStackX, &X}, {kStackH, &H}, {kStackT, &T}}};
  std::vector<std::array<std::vector<Fr>, 2>> stacks;
  for (const auto& [id, data] : all) {
    if (key.n[id] == kAbsentStack) continue;
    std::vector<Fr> d = *data;
    d.resize(size_t{1} << key.nF);
    stacks.push_back({omega_table(id), std::move(d)});
  }
  std::vector<Fr> weights = claim_weights(key, xi);
  if (audience.dropped_claim >= 0) weights[static_cast<size_t>(audience.dropped_claim)] = Fr::zero();
  A = Fr::zero();
  for (size_t i = 0; i < weights.size(); ++i) A += weights[i] * program.rhs[i];
  for (size_t i = 0; i < key.nF; ++i) {
    Fr c0, c2;
    for (const auto& [o, d] : stacks)
      for (size_t j = 0; j < o.size() / 2; ++j) {
        c0 += o[2 * j] * d[2 * j];
        c2 += (o[2 * j + 1] - o[2 * j]) * (d[2 * j + 1] - d[2 * j]);
      }
    std::vector<Fr> sent = {c0 + next_pad()};
    sent.push_back(c2 + next_pad());
    const Fr ui = scalars(kLabelS3Round, i, sent);
    A = step(A, sent, ui);
    u.push_back(ui);
    for (auto& stack : stacks)
      for (std::vector<Fr>& v : stack) bind_lowest(v, ui);
  }
  // f = sum Omega_P(u) P, reserved rows included
  const size_t offset = kReservedRows << g.t;
  f.assign(offset, Fr::zero());
  size_t next = 0;
  for (const auto& [id, data] : all) {
    if (key.n[id] == kAbsentStack) continue;
    const Fr omega = stacks[next++][0][0];
    if (f.size() < offset + data->size()) f.resize(offset + data->size());
    for (size_t i = 0; i < data->size(); ++i) f[offset + i] += omega * (*data)[i];
    if (id == kStackW) f[1] += omega * model.w_blinder;
    if (id == kStackH) f[0] += omega * h_blinder;
    if (id == kStackX)
      for (size_t i = 0; i < mask.size(); ++i) f[(i / kMaskColumns << g.t) + i % kMaskColumns] += omega * mask[i];
  }
  phi = pad_functional(key, taus, r, k, u, weights);
}

void Liar::open() {
  const size_t b = size_t{1} << g.t;
  const Fr one = Fr::one();
  f.resize((f.size() + b - 1) / b * b);
  e_lo = eq_table(std::span<const Fr>(u).first(g.t));
  e_hi.assign(kReservedRows, Fr::zero());
  for (const Fr& e : eq_table(std::span<const Fr>(u).subspan(g.t))) e_hi.push_back(e);
  h.assign(f.size() / b, Fr::zero());
  for (size_t i = 0; i < f.size(); ++i) h[i / b] += e_lo[i % b] * f[i];
  theta = points(kLabelFold, [&] { return std::vector<Fr>{evaluate(h, tau())}; });

  // f mod (Y^b - theta), row by row from the top
  std::vector<Fr> rest = f;
  q.assign(f.size() - b, Fr::zero());
  for (size_t i = f.size(); i-- > b;) {
    q[i - b] = rest[i];
    rest[i - b] += theta * rest[i];
  }
  gg.assign(rest.begin(), rest.begin() + static_cast<ptrdiff_t>(b));
  gamma = points(kLabelQuotient, [&] { return std::vector<Fr>{evaluate(q, tau()), evaluate(gg, tau())}; });

  D.assign(gg.rbegin(), gg.rend());
  S.assign(std::max({gg.size(), h.size(), e_hi.size(), G.size(), b}), Fr::zero());
  add_correlation_reference(S, gg, e_lo, one);
  add_correlation_reference(S, h, e_hi, gamma);
  add_correlation_reference(S, G, phi, -gamma);
  zeta = points(kLabelSymmetric, [&] { return std::vector<Fr>{evaluate(S, tau()), evaluate(D, tau())}; });

  const Fr inverse = zeta.inverse();
  const std::array<Fr, 8> value = {evaluate(gg, zeta), evaluate(gg, inverse), evaluate(h, zeta), evaluate(h, inverse),
                                   evaluate(h, theta), evaluate(S, zeta),     evaluate(G, zeta), evaluate(G, inverse)};
  hook(kLabelEvaluations);
  lambda = scalars(kLabelEvaluations, 0, value);

  const Fr l2 = lambda.square(), l3 = l2 * lambda, l4 = audience.check_degree ? l3 * lambda : Fr::zero();
  std::vector<Fr> P = gg;
  add_scaled(P, S, lambda);
  add_scaled(P, G, l2);
  const std::vector<Fr> P_low = remainder(P, {zeta, inverse}), h_low = remainder(h, {zeta, inverse, theta}),
                        D_low = {evaluate(D, zeta)};
  std::vector<Fr> P_rest = P, h_rest = h, D_rest = D;
  add_scaled(P_rest, P_low, -one);
  add_scaled(h_rest, h_low, -one);
  add_scaled(D_rest, D_low, -one);
  std::vector<Fr> W_o = mul_linear(P_rest, theta);
  add_scaled(W_o, h_rest, l3);
  add_scaled(W_o, mul_linear(mul_linear(D_rest, theta), inverse), l4);
  for (const Fr& root : {zeta, inverse, theta}) divide(W_o, root);
  z = points(kLabelBatch, [&] { return std::vector<Fr>{evaluate(W_o, tau())}; });

  const Fr a = z - theta, e = z - zeta, e_bar = z - inverse;
  std::vector<Fr> L;
  add_scaled(L, P, a);
  add_scaled(L, std::array{evaluate(P_low, z)}, -a);
  add_scaled(L, h, l3);
  add_scaled(L, std::array{evaluate(h_low, z)}, -l3);
  add_scaled(L, D_rest, l4 * a * e_bar);
  add_scaled(L, W_o, -(e * e_bar * a));
  divide(L, z);
  points(kLabelWitness, [&] { return std::vector<Fr>{evaluate(L, tau())}; });
  const Fr hint = (zeta * (zeta.square() - one) * (zeta - theta) * (one - theta * zeta)).inverse();
  std::array<uint8_t, 32> bytes{};
  hint.to_bytes_be(bytes);
  append(proof_, bytes);
}

}  // namespace ogzk::testing

namespace ogzk {
namespace {

using namespace testing;

// Left to itself, the liar tells the truth: what it proves is accepted, whatever the network.
TEST(Liar, TellsTheTruthUnlessToldOtherwise) {
  for (uint64_t seed = 0; seed < 12; ++seed) {
    const Model m = make_model(random_circuit(seed, 8));
    const Witness w = make_witness(m.circuit, m.g, random_inputs(m.circuit, seed));
    EXPECT_EQ(heard_by<>(Liar(m, to_field(w.X), encode_published(w.published))), "") << seed;
  }
}

// Two provers that share no algorithm write the same bytes from the same randomness.
TEST(Liar, AgreesWithTheProverByteForByte) {
  const auto srs = std::make_shared<const Srs>(Srs::insecure_dev((size_t{1} << 14) + (4 << 13)));
  for (uint64_t seed = 20; seed < 32; ++seed) {
    const Circuit circuit = random_circuit(seed, seed % 4 == 0 ? 9 : 8);
    Model m = make_model(circuit);
    const Prover prover(make_proving_key(circuit, *srs, m.w_blinder, {}), srs);
    ASSERT_EQ(prover.proving_key().blob, m.statement.key_blob) << seed;
    const Witness w = make_witness(circuit, m.g, random_inputs(circuit, seed));
    m.statement.pub = encode_published(w.published);

    const HedgedRandom random(keccak256({}));
    const ProveOptions options;
    const std::optional<Bytes> proof = ProofRun(prover, w, m.statement.context, random, options).run();
    Liar liar(m, to_field(w.X), m.statement.pub);
    HedgedRandom masks = random.stream("masks"), pads = random.stream("pads"), helper = random.stream("helper");
    for (Fr& v : liar.mask) v = masks.next();
    for (Fr& v : liar.G) v = pads.next();
    liar.h_blinder = helper.next();
    ASSERT_TRUE(proof.has_value());
    EXPECT_EQ(liar.prove(), *proof) << seed;
    EXPECT_EQ(m.statement.verify(*proof).check, "") << seed;
  }
}

}  // namespace
}  // namespace ogzk
