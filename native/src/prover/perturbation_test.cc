// SPDX-License-Identifier: Apache-2.0
//
// The rule of binding (circuits/protocol.md §2.2), entry by entry: one is added to each committed value in turn, and
// the best prover proves on. Where the layout says "bound", the claim that is left for the opening is false. Where it
// says "free", it is true and says the same of the same published values.
#include <gtest/gtest.h>

#include "base/parallel.h"
#include "polynomial/eq.h"
#include "prover/mutants.h"
#include "prover/sample_networks.h"

namespace ogzk {
namespace {

using namespace testing;

// Everything once: a public and a hidden input with padding, a function, a branch, a layer of one row, index space that
// belongs to no layer, slots that belong to nothing.
const Model& model() {
  static const Model m = [] {
    std::mt19937_64 random(5);
    const auto in = [&](int64_t low, int64_t high) {
      return std::uniform_int_distribution<int64_t>(low, high)(random);
    };
    Circuit c;
    c.limb_bits = 8;
    c.inputs = {{3, true, 1}, {5, false, 0}};
    CircuitFunction f;
    for (int32_t v = 0; v < 256; ++v) f.values.push_back(v % 2 == 0 ? v / 2 : -v);
    f.min = -255, f.max = 127;
    c.functions = {f};
    const std::array<std::array<uint32_t, 4>, 3> shapes = {{{1, 3, 5, 1}, {2, 3, 3, 0}, {0, 1, 3, 0}}};
    for (const auto& [input, rows, inner, function] : shapes) {
      CircuitLayer l;
      l.name = "layer";
      l.input = input, l.rows = rows, l.inner = inner, l.function = function;
      for (uint32_t i = 0; i < rows * inner; ++i) l.weights.push_back(static_cast<int32_t>(in(1, 20000)));
      for (uint32_t i = 0; i < rows; ++i) l.bias.push_back(in(1 << 20, 1 << 22));
      c.layers.push_back(l);
    }
    c.outputs = {{3, 0}, {4, 7}};
    return make_model(c);
  }();
  return m;
}
const Assembly& truth() {
  static const Assembly a = assemble(model(), {{17, 255, 3}, {200, 1, 90, 31, 255}});
  return a;
}

// f~(u) = A + <Phi, G>, with all that the verifier derives
bool holds(Liar liar) {
  const Bytes bytes = liar.reduce();
  const auto proof = read_proof(liar.key, bytes);
  Transcript transcript(liar.model.statement.srs.id, liar.key.digest, liar.model.statement.context, liar.pub);
  const ReducedClaim claim = reduce_to_opening<>(liar.key, *proof, read_publics(liar.pub), transcript);
  const std::vector<Fr> eq = eq_table(claim.u);
  Fr left, right = claim.A;
  for (const auto& [stack, data] : {std::pair(kStackW, &liar.W), std::pair(kStackT, &liar.T),
                                    std::pair(kStackX, &liar.X), std::pair(kStackH, &liar.H)})
    for (size_t i = 0; i < data->size(); ++i) left += claim.omega[stack] * eq[i] * (*data)[i];
  for (size_t i = 0; i < claim.phi.size(); ++i) right += claim.phi[i] * liar.G[i];
  return left == right;
}
Liar honest() { return {model(), truth().X, truth().pub}; }

// Which entries stand still, and which move freely; each is claimed with a reason.
class Map {
 public:
  explicit Map(size_t size) : why_(size, "outside every block"), bound_(size, false) {}
  void bind(size_t first, size_t count, const char* why) { set(first, count, true, why); }
  void free(size_t first, size_t count, const char* why) { set(first, count, false, why); }
  bool bound(size_t i) const { return bound_[i]; }
  const char* why(size_t i) const { return why_[i]; }
  size_t size() const { return bound_.size(); }

 private:
  void set(size_t first, size_t count, bool bound, const char* why) {
    for (size_t i = first; i < first + count; ++i) bound_[i] = bound, why_[i] = why;
  }
  std::vector<const char*> why_;
  std::vector<bool> bound_;
};

void expect_as_mapped(const Map& map, const std::function<bool(size_t)>& accepted) {
  std::vector<uint8_t> answer(map.size());
  parallel_tasks(map.size(), [&](size_t i) { answer[i] = accepted(i) ? 1 : 0; });
  for (size_t i = 0; i < map.size(); ++i)
    EXPECT_EQ(answer[i] == 0, map.bound(i)) << "entry " << i << ": " << map.why(i);
}

TEST(Perturbation, EveryEntryOfX) {
  const Layout& g = model().g;
  const Circuit& c = model().circuit;
  Map map(truth().X.size());
  map.bind(g.clamp_counts.offset, g.clamp_counts.size(), "a multiplicity");
  map.bind(g.function_counts[0].offset, g.function_counts[0].size(), "a multiplicity of the function");
  map.free(g.domain.offset, g.domain.size(), "a slot that nothing uses");
  for (unsigned j = 0; j < 4; ++j) {
    map.free(g.digit_lane(j), g.A(), "a digit of no layer");
    for (const Block& rows : g.rows)
      map.bind(g.digit_lane(j) + rows.offset, rows.size(), "a digit of a row, or of padding, whose bias is 0");
  }
  map.bind(g.domain.offset + g.inputs[0].offset, g.inputs[0].size(), "a public input, or its padding");
  map.free(g.domain.offset + g.inputs[1].offset, g.inputs[1].size(), "padding of a hidden input: truncated");
  map.bind(g.domain.offset + g.inputs[1].offset, c.inputs[1].size, "a hidden input");
  map.bind(g.c.offset, g.c.size(), "a class: that of d_3");
  map.bind(g.y.offset, g.y.size(), "an activation: that of d_2 and the class");
  map.free(g.fy.offset, g.fy.size(), "a function's value where no layer has a function");
  map.bind(g.fy.offset + g.rows[0].offset, g.rows[0].size(), "a function's value");

  EXPECT_TRUE(holds(honest()));
  expect_as_mapped(map, [&](size_t i) {
    Liar as_counted = honest();
    as_counted.X[i] += Fr::one();
    if (i >= g.clamp_counts.offset + g.clamp_counts.size() && map.why(i) != map.why(g.function_counts[0].offset))
      (void)recount(c, g, as_counted.X, as_counted.functions);
    return holds(as_counted);
  });
}

TEST(Perturbation, EveryEntryOfH) {
  const Layout& g = model().g;
  Map map(size_t{1} << g.n[kStackH]);
  map.bind(g.clamp_helper.offset, g.clamp_helper.size(), "g of a row");
  map.bind(g.lookup_helper.offset, g.lookup_helper.size(), "h of a slot, unused ones included");
  map.bind(g.function_helper[0].offset, g.function_helper[0].size(), "g of a row of the function");
  expect_as_mapped(map, [&](size_t i) {
    Liar liar = honest();
    liar.before[kLabelHelper] = [i](Liar& l) { l.H[i] += Fr::one(); };
    return holds(liar);
  });
}

TEST(Perturbation, EveryEntryOfWAndT) {
  const Layout& g = model().g;
  const Circuit& c = model().circuit;
  Map map(model().W.size());
  for (size_t l = 0; l < c.layers.size(); ++l) {
    map.free(g.weights[l].offset, g.weights[l].size(), "a padding column: truncated");
    for (size_t i = 0; i < g.rows[l].size(); ++i)
      for (size_t k = 0; k < c.layers[l].inner; ++k) {
        ASSERT_NE(truth().values[c.layers[l].input][k], 0) << "choose inputs that meet every weight";
        map.bind(g.weights[l].offset + k + (i << g.inner[l]), 1, "a weight, or one of a padding row");
      }
    map.bind(g.biases[l].offset, g.biases[l].size(), "a bias, or one of a padding row");
  }
  expect_as_mapped(map, [&](size_t i) {
    Liar liar = honest();
    liar.W[i] += Fr::one();
    return holds(liar);
  });
  Map columns(model().T.size());
  columns.bind(0, columns.size(), "a value of the function");
  expect_as_mapped(columns, [&](size_t i) {
    Liar liar = honest();
    liar.T[i] += Fr::one();
    return holds(liar);
  });
}

}  // namespace
}  // namespace ogzk
