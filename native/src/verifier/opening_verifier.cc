// SPDX-License-Identifier: Apache-2.0
#include "verifier/opening_verifier.h"

#include "base/error.h"
#include "key/products.h"

namespace ogzk {
namespace {

Fr horner(std::span<const Fr> coefficients, const Fr& y) {
  Fr value;
  for (size_t i = coefficients.size(); i-- > 0;) value = value * y + coefficients[i];
  return value;
}

}  // namespace

OpeningChallenges opening_challenges(Transcript& transcript, const Proof& proof) {
  OpeningChallenges c;
  c.theta = transcript.absorb(kLabelFold, 0, proof.point(ProofPoint::h));
  c.gamma = transcript.absorb(kLabelQuotient, 0, proof.q_g);
  c.zeta = transcript.absorb(kLabelSymmetric, 0, proof.S_D);
  c.lambda = transcript.absorb(kLabelEvaluations, 0, proof.evaluations.bytes);
  c.z = transcript.absorb(kLabelBatch, 0, proof.point(ProofPoint::Wo));
  c.delta = transcript.absorb(kLabelWitness, 0, proof.point(ProofPoint::WoPrime));
  return c;
}

std::optional<HintedInverses> inverses_from_hint(const Fr& hint, const Fr& zeta, const Fr& theta) {
  const Fr a = zeta.square() - Fr::one();
  const Fr b = zeta - theta;
  const Fr c = Fr::one() - theta * zeta;
  const Fr I_zeta = hint * zeta;
  if (!(I_zeta * a * b * c).is_one()) return std::nullopt;
  return HintedInverses{hint * a * b * c, I_zeta * zeta * b * c, I_zeta * a * c, I_zeta * zeta * a * b};
}

OpeningEquation opening_equation(const Key& key, const OpeningClaim& claim, const Proof& proof,
                                 const OpeningChallenges& challenges, const HintedInverses& inverses) {
  const auto& [theta, gamma, zeta, lambda, z, delta] = challenges;
  const auto& [zeta_inverse, i1, i2, i3] = inverses;
  const Evaluations v = proof.evaluated();
  check(claim.u.size() == key.nF && key.t < key.nF, "opening_equation: not the key's point");

  // E_lo, E_hi and Phi at zeta and 1/zeta
  const auto low = claim.u.first(key.t), high = claim.u.subspan(key.t);
  const auto reserved_rows = [](const Fr& y) { return y.square().square(); };
  static_assert(kReservedRows == 4, "reserved_rows is Y^K");
  const Fr lo_z = eq_polynomial(low, zeta), lo_zi = eq_polynomial(low, zeta_inverse);
  const Fr hi_z = reserved_rows(zeta) * eq_polynomial(high, zeta);
  const Fr hi_zi = reserved_rows(zeta_inverse) * eq_polynomial(high, zeta_inverse);
  const Fr phi_z = horner(claim.phi, zeta), phi_zi = horner(claim.phi, zeta_inverse);

  // Step 5. D reverses g, and S(1/zeta) is what the symmetric identity (star) leaves for it.
  Fr zeta_power = Fr::one();  // zeta^(b-1)
  for (size_t i = 0; i < key.t; ++i) zeta_power = zeta_power.square() * zeta;
  const Fr D_z = zeta_power * v.g_zi;
  const Fr star =
      v.g_z * lo_zi + v.g_zi * lo_z + gamma * (v.h_z * hi_zi + v.h_zi * hi_z - v.G_z * phi_zi - v.G_zi * phi_z);
  const Fr S_zi = zeta * (star - v.h_theta.dbl() - (gamma * claim.A).dbl() - zeta * v.S_z);

  // Step 6. One batch: P = g + lambda S + lambda^2 G at {zeta, 1/zeta}; h there and at theta; D at zeta.
  const Fr lambda2 = lambda.square(), lambda3 = lambda2 * lambda, lambda4 = lambda2.square();
  const Fr a = z - theta, e = z - zeta, e_bar = z - zeta_inverse;
  const Fr P_z = v.g_z + lambda * v.S_z + lambda2 * v.G_z;
  const Fr P_zi = v.g_zi + lambda * S_zi + lambda2 * v.G_zi;
  const Fr r_P = (P_z * e_bar - P_zi * e) * i1;
  const Fr r_h = v.h_z * e_bar * a * i1 * i2 - v.h_zi * e * a * i1 * i3 + v.h_theta * e * e_bar * i2 * i3;
  const Fr degree = lambda4 * a * e_bar;  // D binds deg g < b

  // L + delta ([f] - [g] + theta [q])
  OpeningEquation out;
  const auto coefficient = [&out](ProofPoint p) -> Fr& { return out.points[static_cast<size_t>(p)]; };
  coefficient(ProofPoint::X) = delta * claim.omega[kStackX];
  coefficient(ProofPoint::H) = delta * claim.omega[kStackH];
  coefficient(ProofPoint::G) = a * lambda2;
  coefficient(ProofPoint::h) = lambda3;
  coefficient(ProofPoint::q) = delta * theta;
  coefficient(ProofPoint::g) = a - delta;
  coefficient(ProofPoint::S) = a * lambda;
  coefficient(ProofPoint::D) = degree;
  coefficient(ProofPoint::Wo) = -(e * e_bar * a);
  coefficient(ProofPoint::WoPrime) = z;
  out.W = delta * claim.omega[kStackW];
  out.T = delta * claim.omega[kStackT];
  out.one = -(a * r_P + lambda3 * r_h + degree * D_z);
  out.delta = delta;
  return out;
}

}  // namespace ogzk
