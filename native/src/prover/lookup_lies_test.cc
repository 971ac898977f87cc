// SPDX-License-Identifier: Apache-2.0
//
// What the one table refuses (circuits/protocol.md §5.1). Each lie satisfies S2 and the publics; a slot is no row of
// the table, and that alone stops it: without S1 or the sum claim it is accepted.
#include <gtest/gtest.h>

#include "prover/mutants.h"
#include "prover/sample_networks.h"

namespace ogzk {
namespace {

using namespace testing;

constexpr int kS1 = 0, kSum = 8;  // 0 S1, 1 S2, 2 B1, 3 and 4 functions, 5 to 7 layers

// 7-9-4-3: two functions, F_1(v) = v^2 / 256 and F_2(v) = -v / 2, and a clamp
const Model& model() {
  static const Model m = [] {
    SampleNetwork n;
    n.sizes = {7, 9, 4, 3};
    n.functions = {1, 2, 0};
    n.function_count = 2;
    n.seed = 3;
    return make_model(make_network(n));
  }();
  return m;
}
const Layout& g() { return model().g; }
constexpr size_t kLast = 2;

struct Columns3 {
  Fr &d0, &d1, &d2, &d3, &c, &y, &fy;
};
Columns3 at(std::vector<Fr>& X, size_t l, size_t i) {
  const size_t p = g().rows[l].offset + i;
  return {X[g().digit_lane(0) + p], X[g().digit_lane(1) + p], X[g().digit_lane(2) + p], X[g().digit_lane(3) + p],
          X[g().c.offset + p],      X[g().y.offset + p],      X[g().fy.offset + p]};
}
Fr num(int64_t v) { return Fr::from_i64(v); }

// Inputs such that row 0 of the output layer is inside, at least 2 away from both ends
const Assembly& honest() {
  static const Assembly inside = [] {
    for (uint64_t seed = 0;; ++seed) {
      Assembly a = assemble(model(), random_inputs(model().circuit, seed));
      const int32_t y = a.values.back()[0];
      if (y > 3 && y < 250) return a;
    }
  }();
  return inside;
}
void publish(Assembly& a, const Fr& y) {
  const int32_t value = static_cast<int32_t>(small(y).value()) - model().circuit.outputs[0].zero_point;
  store_be32(a.pub.data(), static_cast<uint32_t>(value));
}

// Every strategy against the protocol, and the one that each of the two mutants would believe.
void expect_stopped_by_the_lookup(Assembly a, const char* lie) {
  const std::vector<size_t> strangers = recount(model().circuit, g(), a.X, function_columns(model().circuit));
  ASSERT_FALSE(strangers.empty()) << lie;
  const auto slack = [](const Liar& l) {
    Fr sum;
    for (size_t i = 0; i < g().domain.size(); ++i) sum += l.H[g().lookup_helper.offset + i];
    for (size_t row = 0; row < l.g.table_rows(); ++row) sum -= l.H[g().helper_position(row)];
    return sum;
  };
  // h and g as they must be: the sum claim fails
  Liar liar(model(), a.X, a.pub);
  EXPECT_EQ(heard_by(liar), "PairingRejected") << lie;
  liar.audience.dropped_claim = kSum;
  EXPECT_EQ(heard_by<Without<kSum>>(liar), "") << lie;
  liar.audience.dropped_claim = -1;
  // the strangers' h are 0; some h, or some g, is whatever the sum needs: the zero check fails
  const auto bent = [&](const std::function<void(Liar&)>& bend) {
    Liar other(model(), a.X, a.pub);
    other.before[kLabelHelper] = bend;
    EXPECT_EQ(heard_by(other), "PairingRejected") << lie;
    other.audience.dropped_claim = kS1;
    EXPECT_EQ(heard_by<Without<kS1>>(other), "") << lie;
  };
  bent([&](Liar& l) {
    for (const size_t i : strangers) l.H[g().lookup_helper.offset + i] = Fr::zero();
  });
  bent([&](Liar& l) { l.H[g().lookup_helper.offset + strangers[0]] -= slack(l); });
  bent([&](Liar& l) { l.H[g().helper_position(0)] += slack(l); });
}

TEST(Lookup, AliasesOfTheRequantisationAreRefused) {
  // the same integer: (d_1 + 2^T, d_2 - 1), (d_1 - 2^T, d_2 + 1), (d_2 + 2^T, d_3 - 1), (d_0 + 2^T, d_1 - 1)
  for (const int64_t sign : {1, -1}) {
    Assembly a = honest();
    Columns3 x = at(a.X, kLast, 0);
    x.d1 += num(sign * 256), x.d2 -= num(sign), x.y = x.d2;
    publish(a, x.y);
    expect_stopped_by_the_lookup(a, "d1, d2");
    a = honest();
    Columns3 z = at(a.X, kLast, 0);
    z.d2 += num(sign * 256), z.d3 -= num(sign);
    z.c = num(sign > 0 ? 0 : 2), z.y = num(sign > 0 ? 0 : 255);
    publish(a, z.y);
    expect_stopped_by_the_lookup(a, "d2, d3");
  }
  Assembly a = honest();
  Columns3 x = at(a.X, kLast, 0);
  x.d0 += num(256), x.d1 -= num(1);
  expect_stopped_by_the_lookup(a, "d0, d1");
}

TEST(Lookup, FractionalDigitsAreRefused) {
  for (const unsigned j : {0U, 1U, 2U}) {
    Assembly a = honest();
    const size_t p = g().rows[kLast].offset;
    const Fr half = num(2).inverse();
    a.X[g().digit_lane(j) + p] += num(256) * half;
    a.X[g().digit_lane(j + 1) + p] -= half;
    expect_stopped_by_the_lookup(a, "half a digit");
  }
  // all of it in one digit, and none of it
  Assembly a = honest();
  Columns3 x = at(a.X, kLast, 0);
  x.d0 += num(256) * x.d1, x.d1 = Fr::zero();
  expect_stopped_by_the_lookup(a, "one digit for two");
  a = honest();
  Columns3 z = at(a.X, kLast, 0);
  const Fr sum = z.d0 + num(256) * z.d1 + num(1 << 16) * z.d2 + num(1 << 24) * z.d3;
  z.d0 = sum, z.d1 = z.d2 = z.d3 = z.c = z.y = Fr::zero();
  publish(a, z.y);
  expect_stopped_by_the_lookup(a, "one digit for four");
}

TEST(Lookup, EverySlotIsRanged) {
  const Assembly start = honest();
  for (size_t i = 0; i < g().domain.size(); i += 37) {
    for (const int64_t value : {-1, 256, 1 << 20}) {
      Assembly a = start;
      a.X[g().domain.offset + i] = num(value);
      // S2 may fail as well: the protocol must refuse, the mutants need not accept.
      const auto strangers = recount(model().circuit, g(), a.X, function_columns(model().circuit));
      EXPECT_FALSE(strangers.empty()) << i;
      EXPECT_EQ(heard_by(Liar(model(), a.X, a.pub)), "PairingRejected") << i;
    }
  }
  Assembly a = start;  // a slot that nothing else binds
  a.X[g().domain.offset + g().domain.size() - 1] = num(256);
  expect_stopped_by_the_lookup(a, "an unused slot");
  a = start;
  a.X[g().domain.offset + g().inputs[0].offset + 7] = num(-5);
  expect_stopped_by_the_lookup(a, "padding of an input");
}

TEST(Lookup, TheClassIsThatOfD3) {
  // an honest "inside" told as each other class, and as the tag of any segment
  for (int64_t c = -4; c < 9; ++c) {
    if (c == 1) continue;
    Assembly a = honest();
    Columns3 x = at(a.X, kLast, 0);
    const auto d2 = static_cast<size_t>(small(x.d2).value());
    x.c = num(c);
    // the value that this class or segment gives, so that lane d_2 is satisfied
    x.y = c == 2             ? num(255)
          : c == 3           ? num(d2 < 128    ? 0
                                   : d2 == 128 ? 1
                                               : 2)
          : c == 4 || c == 5 ? num(model().circuit.functions[static_cast<size_t>(c) - 4].values[d2])
                             : Fr::zero();
    if (small(x.y)) publish(a, x.y);
    if (!small(x.y)) store_be32(a.pub.data(), static_cast<uint32_t>(-static_cast<int32_t>(small(-x.y).value()) - 5));
    expect_stopped_by_the_lookup(a, "class");
  }
  // fractional, and a class that makes lane d_3 a row of segment 3 with another tag: it has none to choose
  Assembly a = honest();
  Columns3 x = at(a.X, kLast, 0);
  x.c = num(2).inverse();
  expect_stopped_by_the_lookup(a, "half a class");
}

TEST(Lookup, TheActivationIsThatOfItsClass) {
  for (const int64_t wrong : {-1, 1}) {
    Assembly a = honest();
    Columns3 x = at(a.X, kLast, 0);
    x.y += num(wrong);
    publish(a, x.y);
    expect_stopped_by_the_lookup(a, "off by one");
  }
  for (const int64_t value : {0, 255}) {  // the values of the other classes
    Assembly a = honest();
    Columns3 x = at(a.X, kLast, 0);
    x.y = num(value);
    publish(a, x.y);
    expect_stopped_by_the_lookup(a, "another class");
  }
}

TEST(Lookup, TheFunctionIsTheLayersOwn) {
  const auto& F = model().circuit.functions;
  const auto lie = [&](size_t l, const auto& value) {
    // The next layers follow from the false value, so that S2 holds.
    Fr told;
    Assembly a = assemble(model(), random_inputs(model().circuit, 5),
                          {.read =
                               [&](size_t reader, std::vector<int64_t>& x) {
                                 if (reader == l + 1) x[0] = value();
                               },
                           .accumulator = {}});
    told = num(value());
    Columns3 x = at(a.X, l, 0);
    if (x.fy == told) return;
    x.fy = told;
    expect_stopped_by_the_lookup(a, "function");
  };
  Assembly a = assemble(model(), random_inputs(model().circuit, 5));
  for (const size_t l : {size_t{0}, size_t{1}}) {
    const auto v = static_cast<size_t>(small(at(a.X, l, 0).y).value());
    lie(l, [&] { return int64_t{F[1 - l].values[v]}; });           // the other function's value
    lie(l, [&] { return int64_t{F[l].values[(v + 64) % 256]}; });  // another row's
    lie(l, [&] { return static_cast<int64_t>(v); });               // segment 1's
    lie(l, [&] { return int64_t{255}; });                          // segment 2's
    lie(l, [&] { return v < 128 ? int64_t{0} : int64_t{2}; });     // segment 3's
  }
}

TEST(Lookup, MultiplicitiesCannotBeInvented) {
  const Assembly start = honest();
  const size_t rows = model().g.table_rows();
  for (size_t row = 0; row < rows; row += 97) {
    for (const int64_t change : {1, -1}) {
      Assembly a = start;
      a.X[g().count_position(row)] += num(change);
      EXPECT_EQ(heard_by(Liar(model(), a.X, a.pub)), "PairingRejected") << row;
    }
  }
  // moved from a row to its neighbour, or to the row of the same first entry in another segment
  for (const size_t to : {size_t{1}, size_t{256}, size_t{3 * 256}}) {
    Assembly a = start;
    a.X[g().count_position(0)] -= num(1);
    a.X[g().count_position(to)] += num(1);
    EXPECT_EQ(heard_by(Liar(model(), a.X, a.pub)), "PairingRejected") << to;
  }
}

}  // namespace
}  // namespace ogzk
