// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "circuit/circuit.h"
#include "polynomial/univariate.h"
#include "setup/keygen.h"
#include "setup/proving_key.h"
#include "verifier/forger.h"

// For tests only: models under the development SRS, whose tau everybody knows. A commitment is then one multiple of the
// generator, and proving with a hundred lies a matter of seconds.
namespace ogzk::testing {

inline const Fr& tau() {
  static const Fr t = sample::published_tau();
  return t;
}

// [data] of §2.1, without blinders, as a multiple of the generator
inline Fr committed(const Layout& g, std::span<const Fr> data) {
  return tau().pow_u64(uint64_t{kReservedRows} << g.t) * evaluate(data, tau());
}

// A circuit, its key, and the statement that a proof is about.
struct Model {
  Circuit circuit;
  Layout g;
  Fr w_blinder;
  std::vector<Fr> W, T;
  sample::Statement statement;
};

// edit: what a lying key generator does to the stacks W and T that it commits to.
using EditStacks = std::function<void(const Layout&, std::vector<Fr>& W, std::vector<Fr>& T)>;
inline Model make_model(const Circuit& circuit, const EditStacks& edit = {}) {
  const Layout g = make_layout(circuit);
  std::vector<Fr> W = weight_stack(circuit, g), T = function_stack(circuit, g);
  if (edit) edit(g, W, T);
  const Fr blinder = Fr::from_u64(0x5eed) + W[0];
  const auto point = [](const Fr& multiple) { return (G1::generator() * multiple).to_affine(); };
  const Bytes blob = make_key_blob(circuit, g, point(committed(g, W) + blinder * tau()), point(committed(g, T)),
                                   sample::srs_points(sample::published_tau()).id);
  const KeyResult read = read_key_of_any_srs(blob, sample::every_t());
  check(read.code == 0, ("sample_model: the key is refused: " + std::to_string(read.code) + " " + read.detail).c_str());
  sample::Statement statement(read.key);
  check(statement.key_blob == blob, "sample_model: the key does not survive being read and written");
  return {circuit, g, blinder, std::move(W), std::move(T), std::move(statement)};
}

}  // namespace ogzk::testing
