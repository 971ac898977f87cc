// SPDX-License-Identifier: Apache-2.0
#include "field/inverse.h"

#include <algorithm>
#include <bit>

// Bernstein and Yang, "Fast constant-time gcd computation and modular inversion" (2019), in variable time:
// 62 division steps at a time are decided by the low 64 bits of f and g alone and gathered in a 2x2 matrix t,
// with  2^62 (f', g') = t (f, g).  The same matrix then moves the long f, g and the long cofactors
// d, e (mod m), where  d a = f  and  e a = g  (mod m) up to a power of two that the update divides out.
namespace ogzk {
namespace {

constexpr int kBits = 62;
constexpr uint64_t kMask = (uint64_t{1} << kBits) - 1;
constexpr int64_t kSignedMask = static_cast<int64_t>(kMask);

// Five limbs of 62 bits, signed; limbs 0..3 are in [0, 2^62), the last carries the sign.
struct Signed62 {
  int64_t v[5];
};

Signed62 to_signed62(const Limbs& a) {
  const auto limb = [](u64 x) { return static_cast<int64_t>(x & kMask); };
  return {{limb(a[0]), limb(a[0] >> 62 | a[1] << 2), limb(a[1] >> 60 | a[2] << 4),
           limb(a[2] >> 58 | a[3] << 6), static_cast<int64_t>(a[3] >> 56)}};
}

Limbs from_signed62(const Signed62& a) {
  u64 v[5];
  for (int i = 0; i < 5; ++i) v[i] = static_cast<u64>(a.v[i]);
  return {v[0] | v[1] << 62, v[1] >> 2 | v[2] << 60, v[2] >> 4 | v[3] << 58, v[3] >> 6 | v[4] << 56};
}

struct Matrix {
  int64_t u, v, q, r;
};

// 62 division steps on the low words of f (odd) and g. Several steps are done at once: the zeros below the
// lowest set bit of g, and then a multiple of f that clears up to 4 or 6 bits of g, found by inverting f
// modulo 16 or 64. Returns the new eta = -delta.
int64_t division_steps(int64_t eta, uint64_t f, uint64_t g, Matrix& t) {
  uint64_t u = 1, v = 0, q = 0, r = 1;
  int left = kBits;
  for (;;) {
    const int zeros = std::countr_zero(g | (~uint64_t{0} << left));
    g >>= zeros;
    u <<= zeros;
    v <<= zeros;
    eta -= zeros;
    left -= zeros;
    if (left == 0) break;
    uint64_t w = 0;
    if (eta < 0) {  // swap: (f, g) <- (g, -f)
      eta = -eta;
      uint64_t x = f;
      f = g;
      g = ~x + 1;
      x = u;
      u = q;
      q = ~x + 1;
      x = v;
      v = r;
      r = ~x + 1;
      const int limit = static_cast<int>(std::min<int64_t>(eta + 1, left));
      const uint64_t mask = (~uint64_t{0} >> (64 - limit)) & 63;
      w = (f * g * (f * f - 2)) & mask;  // -g/f mod 64, as f (f^2 - 2) = -1/f there
    } else {
      const int limit = static_cast<int>(std::min<int64_t>(eta + 1, left));
      const uint64_t mask = (~uint64_t{0} >> (64 - limit)) & 15;
      w = f + (((f + 1) & 4) << 1);  // 1/f mod 16
      w = ((~w + 1) * g) & mask;
    }
    g += f * w;
    q += u * w;
    r += v * w;
  }
  t = {static_cast<int64_t>(u), static_cast<int64_t>(v), static_cast<int64_t>(q), static_cast<int64_t>(r)};
  return eta;
}

// (d, e) <- t (d, e) / 2^62 mod m; a multiple of m is added that makes the division exact. d and e stay in
// (-2m, m).
void update_cofactors(Signed62& d, Signed62& e, const Matrix& t, const InverseContext& c) {
  const int64_t sign_d = d.v[4] >> 63, sign_e = e.v[4] >> 63;
  int64_t multiple_d = (t.u & sign_d) + (t.v & sign_e);
  int64_t multiple_e = (t.q & sign_d) + (t.r & sign_e);
  i128 carry_d = static_cast<i128>(t.u) * d.v[0] + static_cast<i128>(t.v) * e.v[0];
  i128 carry_e = static_cast<i128>(t.q) * d.v[0] + static_cast<i128>(t.r) * e.v[0];
  const auto correction = [&](i128 low, int64_t multiple) {
    return static_cast<int64_t>(
        (c.modulus_inverse * static_cast<uint64_t>(low) + static_cast<uint64_t>(multiple)) & kMask);
  };
  multiple_d -= correction(carry_d, multiple_d);
  multiple_e -= correction(carry_e, multiple_e);
  carry_d = (carry_d + static_cast<i128>(c.modulus[0]) * multiple_d) >> kBits;
  carry_e = (carry_e + static_cast<i128>(c.modulus[0]) * multiple_e) >> kBits;
  for (int i = 1; i < 5; ++i) {
    carry_d += static_cast<i128>(t.u) * d.v[i] + static_cast<i128>(t.v) * e.v[i] +
               static_cast<i128>(c.modulus[i]) * multiple_d;
    carry_e += static_cast<i128>(t.q) * d.v[i] + static_cast<i128>(t.r) * e.v[i] +
               static_cast<i128>(c.modulus[i]) * multiple_e;
    d.v[i - 1] = static_cast<int64_t>(carry_d) & kSignedMask;
    e.v[i - 1] = static_cast<int64_t>(carry_e) & kSignedMask;
    carry_d >>= kBits;
    carry_e >>= kBits;
  }
  d.v[4] = static_cast<int64_t>(carry_d);
  e.v[4] = static_cast<int64_t>(carry_e);
}

// (f, g) <- t (f, g) / 2^62, exact, over the limbs still in use
void update_values(int length, Signed62& f, Signed62& g, const Matrix& t) {
  i128 carry_f = static_cast<i128>(t.u) * f.v[0] + static_cast<i128>(t.v) * g.v[0];
  i128 carry_g = static_cast<i128>(t.q) * f.v[0] + static_cast<i128>(t.r) * g.v[0];
  carry_f >>= kBits;
  carry_g >>= kBits;
  for (int i = 1; i < length; ++i) {
    carry_f += static_cast<i128>(t.u) * f.v[i] + static_cast<i128>(t.v) * g.v[i];
    carry_g += static_cast<i128>(t.q) * f.v[i] + static_cast<i128>(t.r) * g.v[i];
    f.v[i - 1] = static_cast<int64_t>(carry_f) & kSignedMask;
    g.v[i - 1] = static_cast<int64_t>(carry_g) & kSignedMask;
    carry_f >>= kBits;
    carry_g >>= kBits;
  }
  f.v[length - 1] = static_cast<int64_t>(carry_f);
  g.v[length - 1] = static_cast<int64_t>(carry_g);
}

void carry_through(Signed62& d) {
  for (int i = 0; i < 4; ++i) {
    d.v[i + 1] += d.v[i] >> kBits;
    d.v[i] &= kSignedMask;
  }
}

// d in (-2m, m), times the sign given, brought into [0, m)
void normalize(Signed62& d, int64_t sign, const InverseContext& c) {
  const auto add_modulus_if = [&](int64_t mask) {
    for (int i = 0; i < 5; ++i) d.v[i] += c.modulus[i] & mask;
  };
  add_modulus_if(d.v[4] >> 63);
  const int64_t s = sign >> 63;
  for (int i = 0; i < 5; ++i) d.v[i] = (d.v[i] ^ s) - s;
  carry_through(d);
  add_modulus_if(d.v[4] >> 63);
  carry_through(d);
}

}  // namespace

InverseContext make_inverse_context(const Limbs& modulus) {
  InverseContext c{};
  const Signed62 m = to_signed62(modulus);
  std::copy(m.v, m.v + 5, c.modulus);
  uint64_t x = modulus[0];
  for (int i = 0; i < 5; ++i) x *= 2 - modulus[0] * x;  // Newton, as in field/montgomery.h
  c.modulus_inverse = x & kMask;
  return c;
}

Limbs invert_mod(const Limbs& a, const InverseContext& c) {
  Signed62 d{{0, 0, 0, 0, 0}}, e{{1, 0, 0, 0, 0}}, f{}, g = to_signed62(a);
  std::copy(c.modulus, c.modulus + 5, f.v);
  int length = 5;
  int64_t eta = -1;
  for (;;) {
    Matrix t{};
    const auto low = [](const Signed62& x) {
      return static_cast<uint64_t>(x.v[0]) | static_cast<uint64_t>(x.v[1]) << kBits;
    };
    eta = division_steps(eta, low(f), low(g), t);
    update_cofactors(d, e, t, c);
    update_values(length, f, g, t);
    int64_t nonzero = 0;
    for (int i = 0; i < length; ++i) nonzero |= g.v[i];
    if (nonzero == 0) break;
    // When the top limbs of both are mere signs (0 or -1), they are folded into the limb below.
    const int64_t top_f = f.v[length - 1], top_g = g.v[length - 1];
    if (length > 1 && (top_f ^ (top_f >> 63)) == 0 && (top_g ^ (top_g >> 63)) == 0) {
      const auto fold = [&](Signed62& x, int64_t top) {
        x.v[length - 2] = static_cast<int64_t>(static_cast<uint64_t>(x.v[length - 2]) |
                                               static_cast<uint64_t>(top) << kBits);
      };
      fold(f, top_f);
      fold(g, top_g);
      --length;
    }
  }
  normalize(d, f.v[length - 1], c);  // f is 1 or -1 now
  return from_signed62(d);
}

}  // namespace ogzk
