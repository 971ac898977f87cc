// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>

#include "key/program.h"
#include "prover/field_witness.h"

// For tests only.
namespace ogzk::testing {

// The verifier that the liar wants to convince: as in verifier/verify_with.h.
struct Audience {
  int dropped_claim = -1;
  bool extend_strictly = true;
  bool truncate = true;
  bool check_degree = true;
  int loose_claim = -1;  // this claim alone is not extended strictly
};

// A second prover: slow, straight from the formulas of circuits/protocol.md §5 to §9, and obliging. Whatever is put
// into its members is what it commits to and proves about, as well as that can be done; `before` runs right before a
// message of that label is made.
class Liar {
 public:
  Liar(const Model& m, std::span<const Fr> x, Bytes published, uint64_t seed = 1)
      : model(m),
        c(m.circuit),
        g(m.g),
        key(m.statement.key),
        pub(std::move(published)),
        W(m.W),
        T(m.T),
        X(x.begin(), x.end()),
        functions(function_columns(m.circuit)) {
    std::mt19937_64 random(seed);
    mask = sample::scalars(random, kReservedRows * kMaskColumns);
    G = sample::scalars(random, key.KG() + 3);
    h_blinder = sample::scalar(random);
  }

  const Model& model;
  const Circuit& c;
  const Layout& g;
  const Key& key;
  Bytes pub;
  Audience audience;
  std::map<uint8_t, std::function<void(Liar&)>> before;
  // How a message enters the transcript; the default is the protocol's way.
  std::function<Fr(Transcript&, uint8_t label, uint8_t round, ByteSpan data)> absorb =
      [](Transcript& t, uint8_t label, uint8_t round, ByteSpan data) { return t.absorb(label, round, data); };

  // committed
  std::vector<Fr> W, T, X, H, G, mask;
  Fr h_blinder;
  Columns functions;  // what E1 and the helpers are made from
  // pads of B1 and B2 as the rounds use them; from G unless set
  std::optional<Fr> s1_blinder;
  std::map<size_t, Fr> s2_blinder;
  std::map<size_t, std::vector<Fr>> read;  // what layer l is said to read, if not its input
  // challenges and messages
  Fr alpha, beta, mu, kappa, xi, theta, gamma, zeta, lambda, z;
  std::vector<Fr> taus, r, k, u, B1, E1, B2;
  ProgramOutput program;
  Fr C1, A2, A;
  Fr C1_true;  // without pads
  // the opening; gg is g
  std::vector<Fr> f, h, q, gg, D, S, phi, e_lo, e_hi;

  Bytes prove();
  // Steps 1 to 9 of §4.1, and zeros for the opening
  Bytes reduce();

 private:
  void make_helpers();  // §5.2
  void prove_s1();      // §5.3
  void prove_s2();      // §6.1
  void prove_s3();      // §8
  void open();          // §9
  // A stack as the claims see it: without strict extension every copy counts.
  std::vector<Fr> effective(std::span<const Fr> data, size_t stack) const;
  // The weight of a stack as a table over all nF variables, for this audience
  std::vector<Fr> omega_table(size_t stack) const;
  Fr key_of(const Triple& t) const { return t[0] + beta * (t[1] + beta * t[2]); }
  Fr mask_at_tau() const;
  Fr next_pad() { return G[pad_++]; }
  void hook(uint8_t label);
  // Sends multiples of the generator, made after the hook ran
  Fr points(uint8_t label, const std::function<std::vector<Fr>()>& make);
  Fr scalars(uint8_t label, size_t round, std::span<const Fr> values);

  std::optional<Transcript> transcript_;
  Bytes proof_;
  size_t pad_ = 0;
};

}  // namespace ogzk::testing
