// SPDX-License-Identifier: Apache-2.0
#include "setup/proving_key.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "circuit/sample_circuits.h"
#include "key/key.h"
#include "msm/msm.h"

namespace ogzk {
namespace {

const Srs& srs() {
  static const Srs s = Srs::insecure_dev((size_t{1} << 12) + (4 << 7));
  return s;
}
Circuit tiny(bool with_function = false) {
  Circuit c;
  c.limb_bits = 8;
  c.inputs = {{3, false, 0}};
  if (with_function) {
    CircuitFunction f{"f", {}, 0, 0};
    f.values.assign(256, 0);
    c.functions = {f};
  }
  c.layers.push_back({"only", 0, 2, 3, {1 << 16, -5, 3, 70000, 1, -(1 << 16)}, {7, -9}, with_function ? 1U : 0U});
  c.outputs = {{1, 0}};
  return testing::reread(c);
}
const ProvingKey& key() {
  static const ProvingKey k = make_proving_key(tiny(), srs(), Fr::from_u64(99), {});
  return k;
}

TEST(ProvingKey, SurvivesBeingWrittenAndRead) {
  const Bytes bytes = write_proving_key(key());
  const ProvingKey back = read_proving_key(bytes);
  EXPECT_EQ(back.blob, key().blob);
  EXPECT_EQ(back.w_blinder, key().w_blinder);
  EXPECT_EQ(back.srs_id, key().srs_id);
  EXPECT_EQ(back.shifts, key().shifts);
  EXPECT_EQ(circuit_digest(back.circuit), circuit_digest(key().circuit));
  EXPECT_EQ(write_proving_key(back), bytes);
}

TEST(ProvingKey, IsReproducedFromTheWeightsAndTheBlinder) {
  EXPECT_EQ(make_proving_key(tiny(), srs(), Fr::from_u64(99), {}).blob, key().blob);
  EXPECT_NE(make_proving_key(tiny(), srs(), Fr::from_u64(98), {}).blob, key().blob);
  Circuit other = tiny();
  ++other.layers[0].weights[0];
  EXPECT_NE(make_proving_key(other, srs(), Fr::from_u64(99), {}).blob, key().blob);
}

TEST(ProvingKey, EveryChangedByteIsRefused) {
  const Bytes bytes = write_proving_key(key());
  for (size_t i = 0; i < bytes.size(); ++i) {
    Bytes changed = bytes;
    changed[i] ^= static_cast<uint8_t>(1 << (i % 8));
    EXPECT_THROW((void)read_proving_key(changed), Malformed) << i;
  }
}

TEST(ProvingKey, EveryTruncationAndExtensionIsRefused) {
  const Bytes bytes = write_proving_key(key());
  for (size_t n = 0; n < bytes.size(); ++n)
    EXPECT_THROW((void)read_proving_key(ByteSpan(bytes).first(n)), Malformed) << n;
  Bytes longer = bytes;
  for (int i = 0; i < 64; ++i) {
    longer.push_back(0);
    EXPECT_THROW((void)read_proving_key(longer), Malformed);
  }
}

// Whoever can write the file can also write its checksum: nothing is read out of bounds, every refusal is a sentence,
// and what is accepted is what was written.
TEST(ProvingKey, DamageBehindAFreshChecksumIsMet) {
  const Bytes bytes = write_proving_key(key());
  const auto sealed = [](const Bytes& b) {
    Bytes out(b.begin(), b.end() - 32);
    append(out, keccak256(out));
    return out;
  };
  const auto meet = [&](const Bytes& b) {
    try {
      EXPECT_EQ(write_proving_key(read_proving_key(b)), b);
    } catch (const Malformed&) {
    } catch (const Unsupported&) {
    } catch (const InvalidArgument&) {
    }
  };
  for (size_t i = 8; i + 32 < bytes.size(); ++i)
    for (const uint8_t mask : std::array<uint8_t, 2>{0x01, 0xff}) {
      Bytes changed = bytes;
      changed[i] ^= mask;
      meet(sealed(changed));
    }
  for (size_t n = 40; n < bytes.size(); n += 3)
    meet(sealed(Bytes(bytes.begin(), bytes.begin() + static_cast<ptrdiff_t>(n))));
}

TEST(ProvingKey, NeedsAnSrsThatIsLongEnough) {
  const Srs shorter = Srs::insecure_dev(srs_size(make_layout(tiny())) - 1);
  EXPECT_THROW((void)make_proving_key(tiny(), shorter, Fr::one(), {}), InvalidArgument);
  const Srs exact = Srs::insecure_dev(srs_size(make_layout(tiny())));
  EXPECT_NO_THROW((void)make_proving_key(tiny(), exact, Fr::one(), {}));
}

// [T] would be the point at infinity, which §8.7 refuses.
TEST(ProvingKey, FunctionsThatAreZeroEverywhereAreRefusedWithASentence) {
  EXPECT_THROW((void)make_proving_key(tiny(true), srs(), Fr::one(), {}), Unsupported);
}

// [s_d] = [floor(W(Y) / Y^(b (d+1)))], §9.2
TEST(ProvingKey, ShiftsAreCommitmentsOfTheRowsAbove) {
  const Layout& g = key().layout;
  const size_t b = size_t{1} << g.t;
  std::vector<Fr> W(kReservedRows * b);
  W[1] = key().w_blinder;
  const std::vector<Fr> data = weight_stack(key().circuit, g);
  W.insert(W.end(), data.begin(), data.end());
  ASSERT_FALSE(key().shifts.empty());
  for (size_t d = 0; d < key().shifts.size(); ++d) {
    const std::span<const Fr> above = std::span<const Fr>(W).subspan(b * (d + 1));
    EXPECT_EQ(msm(srs().g1().first(above.size()), above).to_affine(), key().shifts[d]) << d;
  }
}

}  // namespace
}  // namespace ogzk
