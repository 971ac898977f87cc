// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <array>
#include <functional>

#include "base/error.h"
#include "circuit/sample_circuits.h"

namespace ogzk {
namespace {

using testing::CircuitWriter;
using testing::random_circuit;

// 2-2-1 with a function: small enough to damage everywhere
Circuit small_circuit() {
  Circuit c;
  c.limb_bits = 8;
  c.inputs = {{2, true, -3}};
  CircuitFunction f{"half", {}, 0, 127};
  for (int32_t v = 0; v < 256; ++v) f.values.push_back(v / 2);
  c.functions = {f};
  c.layers.push_back({"first", 0, 2, 2, {1000, -1000, 65536, 3}, {5, -(int64_t{1} << 20)}, 1});
  c.layers.push_back({"second", 1, 1, 2, {65536, 1}, {0}, 0});
  c.outputs = {{2, 4}};
  return c;
}
std::string refusal(const Circuit& c) {
  try {
    (void)read_circuit(CircuitWriter::write(c));
  } catch (const Error& e) {
    return e.what();
  }
  return "";
}
template <class Kind>
bool refused_as(const Bytes& bytes) {
  try {
    (void)read_circuit(bytes);
  } catch (const Kind&) {
    return true;
  } catch (const Error&) {
  }
  return false;
}

TEST(CircuitReader, ReadsWhatWasWritten) {
  for (uint64_t seed = 0; seed < 30; ++seed) {
    const Circuit c = random_circuit(seed, 8 + static_cast<unsigned>(seed % 9));
    const Bytes bytes = CircuitWriter::write(c);
    const Circuit back = read_circuit(bytes);
    EXPECT_EQ(circuit_digest(back), circuit_digest(c)) << seed;
    EXPECT_EQ(back.source, bytes);
    for (size_t f = 0; f < c.functions.size(); ++f) {
      EXPECT_EQ(back.functions[f].min, c.functions[f].min);
      EXPECT_EQ(back.functions[f].max, c.functions[f].max);
    }
  }
}

// Whatever is cut off, the rest is either refused by a sentence or a circuit that lacks only what may be left out.
TEST(CircuitReader, EveryTruncationIsRefused) {
  const Bytes bytes = CircuitWriter::write(small_circuit());
  ASSERT_NO_THROW((void)read_circuit(bytes));
  const size_t hash = bytes.size() - 34;  // the schema hash is the one field that may be absent
  for (size_t n = 0; n < bytes.size(); ++n) {
    const Bytes cut(bytes.begin(), bytes.begin() + static_cast<ptrdiff_t>(n));
    EXPECT_EQ(refused_as<Malformed>(cut) || refused_as<Unsupported>(cut), n != hash) << n;
  }
}

TEST(CircuitReader, EveryChangedByteIsReadOrRefusedByASentence) {
  const Bytes bytes = CircuitWriter::write(small_circuit());
  for (size_t i = 0; i < bytes.size(); ++i)
    for (const uint8_t mask : std::array<uint8_t, 3>{0x01, 0x80, 0x7f}) {
      Bytes changed = bytes;
      changed[i] ^= mask;
      try {
        const Circuit c = read_circuit(changed);
        check_bounds(c);  // whatever it now means, it was checked
        // ... and what was read is what stands there: written again, it differs at most where the changed byte was, as
        // a character that no name has.
        EXPECT_EQ(c.source, changed);
        Bytes again = CircuitWriter::write(c);
        ASSERT_EQ(again.size(), changed.size()) << i;
        EXPECT_TRUE(again[i] == changed[i] || again[i] == '?') << i;
        again[i] = changed[i];
        EXPECT_EQ(again, changed) << i;
      } catch (const Malformed&) {
      } catch (const Unsupported&) {
      } catch (const InvalidArgument&) {
      }
    }
}

TEST(CircuitReader, LimitsAreRefusedWithASentence) {
  const auto with = [](const std::function<void(Circuit&)>& change) {
    Circuit c = small_circuit();
    change(c);
    return refusal(c);
  };
  const auto says = [](const std::string& sentence, const char* what) {
    return sentence.find(what) != std::string::npos;
  };
  EXPECT_EQ(with([](Circuit&) {}), "");
  EXPECT_TRUE(says(with([](Circuit& c) { c.limb_bits = 7; }), "limb_bits"));
  EXPECT_TRUE(says(with([](Circuit& c) { c.limb_bits = 17; }), "limb_bits"));
  EXPECT_TRUE(says(with([](Circuit& c) { c.inputs.clear(); }), "at least one input"));
  EXPECT_TRUE(says(with([](Circuit& c) { c.outputs.clear(); }), "at least one"));
  EXPECT_TRUE(says(with([](Circuit& c) { c.layers.clear(); }), "at least one"));
  EXPECT_TRUE(says(with([](Circuit& c) { c.inputs[0].size = 0; }), "an input has 0"));
  EXPECT_TRUE(says(with([](Circuit& c) { c.inputs[0].size = 65537; }), "an input has 65537"));
  EXPECT_TRUE(says(with([](Circuit& c) { c.inputs[0].size = 3; }), "reads a value of another size"));
  EXPECT_TRUE(says(with([](Circuit& c) { c.inputs[0].zero_point = (1 << 20) + 1; }), "zero point"));
  EXPECT_TRUE(says(with([](Circuit& c) { c.outputs[0].zero_point = -(1 << 20) - 1; }), "zero point"));
  EXPECT_TRUE(says(with([](Circuit& c) { c.layers[0].rows = 0; }), "layer \"first\""));
  EXPECT_TRUE(says(with([](Circuit& c) { c.layers[0].rows = 65537; }), "layer \"first\""));
  EXPECT_TRUE(says(with([](Circuit& c) { c.layers[0].weights.pop_back(); }), "layer \"first\""));
  EXPECT_TRUE(says(with([](Circuit& c) { c.layers[1].bias.push_back(0); }), "layer \"second\""));
  EXPECT_TRUE(says(with([](Circuit& c) { c.layers[0].input = 1; }), "does not come before it"));
  EXPECT_TRUE(says(with([](Circuit& c) { c.layers[1].input = 2; }), "does not come before it"));
  EXPECT_TRUE(says(with([](Circuit& c) { c.layers[1].function = 2; }), "a function that is not there"));
  EXPECT_TRUE(says(with([](Circuit& c) { c.outputs[0].value = 0; }), "not the value of a layer"));
  EXPECT_TRUE(says(with([](Circuit& c) { c.outputs[0].value = 3; }), "not the value of a layer"));
  EXPECT_TRUE(says(with([](Circuit& c) { c.outputs[0].value = 1; }), "never read"));
  EXPECT_TRUE(says(with([](Circuit& c) { c.outputs[0].exact = true; }),
                   "\"second\" cannot be published"));  // it has a zero point
  EXPECT_TRUE(says(with([](Circuit& c) {
                     c.outputs[0] = {2, 0, true}, c.layers[1].function = 1;
                   }),
                   "\"second\" cannot be published"));
  EXPECT_EQ(with([](Circuit& c) { c.outputs[0] = {2, 0, true}; }), "");
  EXPECT_TRUE(says(with([](Circuit& c) { c.inputs.push_back({1, false, 0}); }), "not"));
  EXPECT_TRUE(says(with([](Circuit& c) { c.functions[0].values.pop_back(); }), "\"half\" does not have 2^T values"));
  EXPECT_TRUE(says(with([](Circuit& c) { c.functions[0].values[0] = 1; }), "F(0) = 0"));
  EXPECT_TRUE(says(with([](Circuit& c) { c.functions[0].values[9] = 256; }), "leaves"));
  EXPECT_TRUE(says(with([](Circuit& c) { c.functions[0].values[9] = -256; }), "leaves"));
  EXPECT_EQ(with([](Circuit& c) { c.functions[0].values[9] = -255; }), "");
  EXPECT_TRUE(says(with([](Circuit& c) { c.inputs.resize(65, c.inputs[0]); }), "more than 64 inputs"));
  EXPECT_TRUE(says(with([](Circuit& c) { c.layers.resize(65, c.layers[1]); }), "more than 64 layers"));
  EXPECT_TRUE(says(with([](Circuit& c) { c.outputs.resize(65, c.outputs[0]); }), "more than 64 outputs"));
  EXPECT_TRUE(says(with([](Circuit& c) { c.functions.resize(65, c.functions[0]); }), "more than 64 functions"));
  EXPECT_TRUE(says(with([](Circuit& c) {
                     c.layers[0].rows = 300;
                     c.layers[0].weights.resize(600);
                     c.layers[0].bias.resize(300);
                     c.layers[1].inner = 300;
                     c.layers[1].weights.resize(300);
                     c.outputs.assign(64, {1, 0});
                     c.outputs.push_back({2, 0});
                     c.outputs.erase(c.outputs.begin());
                   }),
                   "more than 16384"));
}

TEST(CircuitReader, OtherVersionsAndTrailingBytesAreRefused) {
  EXPECT_TRUE(refused_as<Unsupported>(CircuitWriter::write(small_circuit(), 2)));
  EXPECT_TRUE(refused_as<Unsupported>(CircuitWriter::write(small_circuit(), 0)));
  for (const uint8_t byte : std::array<uint8_t, 6>{0x00, 0x05, 0x0d, 0x40, 0x42, 0xff}) {
    Bytes longer = CircuitWriter::write(small_circuit());
    longer.push_back(byte);
    EXPECT_TRUE(refused_as<Malformed>(longer)) << int{byte};
  }
}

TEST(CircuitReader, TheDigestIsTheMeaningWithoutTheWeights) {
  const Digest digest = circuit_digest(small_circuit());
  const auto differs = [&](const std::function<void(Circuit&)>& change) {
    Circuit c = small_circuit();
    change(c);
    return circuit_digest(c) != digest;
  };
  EXPECT_FALSE(differs([](Circuit& c) { c.layers[0].name = "other"; }));
  EXPECT_FALSE(differs([](Circuit& c) { c.layers[0].weights[3] = 4; }));  // a hash of weights would confirm a guess
  EXPECT_FALSE(differs([](Circuit& c) { c.layers[1].bias[0] = 1; }));
  EXPECT_TRUE(differs([](Circuit& c) { c.layers[1].function = 1; }));
  EXPECT_TRUE(differs([](Circuit& c) { c.functions[0].values[255] = 1; }));
  EXPECT_TRUE(differs([](Circuit& c) { c.inputs[0].is_public = false; }));
  EXPECT_TRUE(differs([](Circuit& c) { c.inputs[0].zero_point = 0; }));
  EXPECT_TRUE(differs([](Circuit& c) { c.outputs[0].zero_point = 0; }));
  EXPECT_TRUE(differs([](Circuit& c) { c.outputs[0].exact = true; }));
  EXPECT_TRUE(differs([](Circuit& c) { c.schema_hash[31] = 1; }));
}

}  // namespace
}  // namespace ogzk
