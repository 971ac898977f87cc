// SPDX-License-Identifier: Apache-2.0
#include "srs/srs.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>

#include "base/error.h"
#include "curve/encoding.h"
#include "curve/pairing.h"

namespace ogzk {
namespace {

class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& name)
      : path_((std::filesystem::temp_directory_path() /
               (name + "." + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) + "." +
                std::to_string(reinterpret_cast<uintptr_t>(this))))
                  .string()) {}
  ~TemporaryFile() { std::remove(path_.c_str()); }
  const std::string& path() const { return path_; }
  void write(const Bytes& b) const {
    std::ofstream(path_, std::ios::binary).write(reinterpret_cast<const char*>(b.data()), static_cast<long>(b.size()));
  }
  Bytes read() const {
    std::ifstream in(path_, std::ios::binary);
    return Bytes(std::istreambuf_iterator<char>(in), {});
  }

 private:
  std::string path_;
};

template <class F>
std::string refusal(const F& f) {
  try {
    f();
  } catch (const Error& e) {
    return e.what();
  }
  return "";
}

TEST(DevelopmentSrs, HoldsThePowersOfItsTau) {
  const Srs srs = Srs::insecure_dev(3000);
  const std::string sentence = "OGZK INSECURE DEVELOPMENT SRS: tau is public, never use with real value";
  const Fr tau = Fr::reduce_be(keccak256(Bytes(sentence.begin(), sentence.end())));
  ASSERT_EQ(srs.g1().size(), 3000U);
  EXPECT_TRUE(srs.insecure());
  G1 power = G1::generator();
  for (size_t i = 0; i < 3000; ++i) {
    ASSERT_TRUE(srs.g1()[i].is_on_curve());
    if (i < 40) {
      EXPECT_EQ(srs.g1()[i], power.to_affine()) << i;
      power = power.mul(tau);
    }
  }
  EXPECT_EQ(G1(srs.g1()[2999]), G1::generator().mul(tau.pow_u64(2999)));
  EXPECT_EQ(G2(srs.tau_g2()), G2::generator().mul(tau));
  for (unsigned t = 1; t <= 13; ++t) {
    EXPECT_EQ(G2(srs.tau_pow_g2(t)), G2::generator().mul(tau.pow_u64(u64{1} << t)));
  }
  EXPECT_THROW((void)srs.tau_pow_g2(0), Unsupported);
  EXPECT_THROW((void)srs.tau_pow_g2(14), Unsupported);
  EXPECT_THROW((void)Srs::insecure_dev(1), InvalidArgument);
}

TEST(DevelopmentSrs, IsTheSameAtEverySize) {
  const Srs a = Srs::insecure_dev(70), b = Srs::insecure_dev(2500);
  for (size_t i = 0; i < 70; ++i) EXPECT_EQ(a.g1()[i], b.g1()[i]);
  EXPECT_EQ(a.id(), b.id());
  const Bytes params = a.verifier_params();
  ASSERT_EQ(params.size(), 1280U);
  EXPECT_EQ(keccak256(params), a.id());
  EXPECT_EQ(decode_g2(std::span<const uint8_t, 128>(params.data(), 128), "tau"), a.tau_g2());
  EXPECT_EQ(decode_g2(std::span<const uint8_t, 128>(params.data() + 128, 128), "tau"), a.tau_pow_g2(5));
  EXPECT_EQ(decode_g2(std::span<const uint8_t, 128>(params.data() + 128 * 9, 128), "tau"), a.tau_pow_g2(13));
  EXPECT_THROW((void)b.deployment_params(), Unsupported);
  EXPECT_EQ(Srs::insecure_dev(8193).deployment_params().size(), 14U * (64 + 128));
}

TEST(SrsCache, ComesBackAsItWasAndRefusesDamage) {
  const Srs srs = Srs::insecure_dev(200);
  const TemporaryFile file("ogzk-cache");
  srs.save_cache(file.path());
  const Srs back = Srs::load_cache(file.path());
  EXPECT_TRUE(std::equal(srs.g1().begin(), srs.g1().end(), back.g1().begin(), back.g1().end()));
  EXPECT_EQ(back.id(), srs.id());
  EXPECT_EQ(back.insecure(), srs.insecure());
  EXPECT_EQ(back.description, srs.description);
  const Bytes good = file.read();
  for (size_t at : {size_t{0}, size_t{9}, good.size() / 2, good.size() - 1}) {
    Bytes bad = good;
    bad[at] ^= 4;
    file.write(bad);
    EXPECT_THROW((void)Srs::load_cache(file.path()), Malformed) << at;
  }
  for (size_t size : {size_t{0}, size_t{7}, size_t{40}, good.size() - 1}) {
    file.write(Bytes(good.begin(), good.begin() + static_cast<long>(size)));
    EXPECT_THROW((void)Srs::load_cache(file.path()), Malformed) << size;
  }
  Bytes longer = good;
  longer.push_back(0);
  file.write(longer);
  EXPECT_THROW((void)Srs::load_cache(file.path()), Malformed);
  EXPECT_THROW((void)Srs::load_cache(file.path() + ".none"), Io);
  EXPECT_THROW((void)Srs::load_cache(std::filesystem::temp_directory_path().string()), Io);  // a folder
  EXPECT_THROW(srs.save_cache("/nonexistent-folder/x"), Io);
}

// Pieces are checked one by one: the first powers do not need the last ones.
TEST(SrsCache, ItsFirstPowersCanBeReadAlone) {
  constexpr size_t kPiece = size_t{1} << 16;
  const Srs srs = Srs::insecure_dev(kPiece + 40);
  const TemporaryFile file("ogzk-cache");
  srs.save_cache(file.path());
  for (const size_t most : {size_t{2}, size_t{1000}, kPiece, kPiece + 1, kPiece + 41}) {
    const Srs back = Srs::load_cache(file.path(), most);
    ASSERT_EQ(back.g1().size(), std::min(most, kPiece + 40));
    EXPECT_TRUE(std::equal(back.g1().begin(), back.g1().end(), srs.g1().begin())) << most;
    EXPECT_EQ(back.id(), srs.id());
  }
  Bytes bad = file.read();
  bad.back() ^= 1;
  file.write(bad);
  EXPECT_NO_THROW((void)Srs::load_cache(file.path(), kPiece));
  EXPECT_THROW((void)Srs::load_cache(file.path(), kPiece + 1), Malformed);
}

// A writer of .ptau files, with hooks for lies.
struct PtauWriter {
  uint32_t power = 7, version = 1, n8 = 32;
  Limbs prime = Fq::kModulus;
  std::vector<G1Affine> g1;
  std::vector<G2Affine> g2;
  std::vector<std::pair<uint32_t, Bytes>> extra;  // sections to append

  explicit PtauWriter(const Fr& tau) {
    Fr power_of_tau = Fr::one();
    for (size_t i = 0; i < (size_t{2} << power) - 1; ++i, power_of_tau *= tau) {
      g1.push_back(G1::generator().mul(power_of_tau).to_affine());
      if (i < size_t{1} << power) g2.push_back(G2::generator().mul(power_of_tau).to_affine());
    }
  }

  static void word(Bytes& b, uint32_t v) {
    uint8_t w[4];
    store_le32(w, v);
    append(b, w);
  }
  static void limbs(Bytes& b, const Limbs& v) {
    for (const u64 x : v) {
      uint8_t w[8];
      store_le64(w, x);
      append(b, w);
    }
  }
  static void section(Bytes& b, uint32_t type, const Bytes& data) {
    word(b, type);
    uint8_t w[8];
    store_le64(w, data.size());
    append(b, w);
    append(b, data);
  }

  Bytes bytes() const {
    Bytes header, tau_g1, tau_g2, out = {'p', 't', 'a', 'u'};
    word(header, n8);
    limbs(header, prime);
    word(header, power);
    word(header, power);
    for (const auto& p : g1) limbs(tau_g1, p.x.montgomery()), limbs(tau_g1, p.y.montgomery());
    for (const auto& p : g2) {
      for (const Fq* v : {&p.x.c0, &p.x.c1, &p.y.c0, &p.y.c1}) limbs(tau_g2, v->montgomery());
    }
    word(out, version);
    word(out, static_cast<uint32_t>(3 + extra.size()));
    section(out, 1, header);
    section(out, 2, tau_g1);
    section(out, 3, tau_g2);
    for (const auto& [type, data] : extra) section(out, type, data);
    return out;
  }
};

class Ptau : public ::testing::Test {
 protected:
  static const PtauWriter& honest() {
    static const PtauWriter writer(tau());
    return writer;
  }
  static Fr tau() { return Fr::from_u64(0x123456789abcdef).square(); }

  std::string refusal_of(const Bytes& bytes, size_t count = 100) {
    file_.write(bytes);
    return refusal([&] { (void)Srs::load_ptau(file_.path(), count); });
  }
  std::string refusal_after(const std::function<void(PtauWriter&)>& lie, size_t count = 100) {
    PtauWriter writer = honest();
    lie(writer);
    return refusal_of(writer.bytes(), count);
  }
  static ::testing::AssertionResult says(const std::string& message, const std::string& part) {
    if (message.find(part) != std::string::npos) return ::testing::AssertionSuccess();
    return ::testing::AssertionFailure() << "\"" << message << "\" does not say \"" << part << "\"";
  }

  TemporaryFile file_{"ogzk-ptau"};
};

// Whatever file it comes in, a string whose tau is published is insecure (circuits/protocol.md §11.5).
TEST_F(Ptau, TheDevelopmentTauIsInsecureInACeremonyFile) {
  const std::string sentence = "OGZK INSECURE DEVELOPMENT SRS: tau is public, never use with real value";
  file_.write(PtauWriter(Fr::reduce_be(keccak256(Bytes(sentence.begin(), sentence.end())))).bytes());
  EXPECT_TRUE(Srs::load_ptau(file_.path(), 100).insecure());
  file_.write(honest().bytes());
  EXPECT_FALSE(Srs::load_ptau(file_.path(), 100).insecure());
}

TEST_F(Ptau, AnHonestFileIsRead) {
  PtauWriter writer = honest();
  writer.extra.push_back({7, Bytes(10)});  // sections that are of no use here are passed over
  file_.write(writer.bytes());
  for (size_t count : {2, 20, 100, 255}) {
    const Srs srs = Srs::load_ptau(file_.path(), count);
    ASSERT_EQ(srs.g1().size(), count);
    EXPECT_TRUE(std::equal(srs.g1().begin(), srs.g1().end(), honest().g1.begin()));
    EXPECT_EQ(srs.tau_g2(), honest().g2[1]);
    EXPECT_EQ(srs.tau_pow_g2(5), honest().g2[32]);
    EXPECT_EQ(srs.tau_pow_g2(6), honest().g2[64]);
    EXPECT_FALSE(srs.has_tau_pow_g2(7));
    EXPECT_THROW((void)srs.tau_pow_g2(7), Unsupported);
    EXPECT_FALSE(srs.insecure());
    const Bytes params = srs.verifier_params();
    EXPECT_TRUE(std::all_of(params.begin() + 128 * 3, params.end(), [](uint8_t b) { return b == 0; }));
  }
}

TEST_F(Ptau, TooFewPowersAreRefusedWithARemedy) {
  EXPECT_TRUE(says(refusal_of(honest().bytes(), 256), "use a file of a higher power than 7"));
  EXPECT_THROW((void)Srs::load_ptau("/nonexistent.ptau", 4), Io);
}

TEST_F(Ptau, WrongFramesAreRefused) {
  const Bytes good = honest().bytes();
  for (size_t size :
       {size_t{0}, size_t{3}, size_t{11}, size_t{12}, size_t{30}, size_t{70}, size_t{5000}, good.size() - 1}) {
    EXPECT_TRUE(says(refusal_of(Bytes(good.begin(), good.begin() + static_cast<long>(size))), "srs: file")) << size;
  }
  Bytes longer = good;
  longer.push_back(0);
  EXPECT_TRUE(says(refusal_of(longer), "bytes after its last section"));
  Bytes huge = good;
  for (size_t i = 16; i < 24; ++i) huge[i] = 0xff;  // the first section's size
  EXPECT_TRUE(says(refusal_of(huge), "the file ends inside it"));
  Bytes magic = good;
  magic[0] = 'P';
  EXPECT_TRUE(says(refusal_of(magic), "does not begin with \"ptau\""));
  EXPECT_TRUE(says(refusal_after([](PtauWriter& w) { w.version = 2; }), "version is 2"));
  EXPECT_TRUE(says(refusal_after([](PtauWriter& w) { w.prime[0] += 2; }), "another curve"));
  EXPECT_TRUE(says(refusal_after([](PtauWriter& w) { w.n8 = 48; }), "another curve"));
  EXPECT_TRUE(says(refusal_after([](PtauWriter& w) { w.power = 8; }), "does not fit the power"));
  EXPECT_TRUE(says(refusal_after([](PtauWriter& w) { w.power = 77; }), "is not 1 to 28"));
  EXPECT_TRUE(says(refusal_after([](PtauWriter& w) {
                     w.extra.push_back({2, Bytes(64)});
                   }),
                   "second section of type 2"));
}

TEST_F(Ptau, WrongPointsAreRefused) {
  EXPECT_TRUE(says(refusal_after([](PtauWriter& w) { w.g1[17].y += Fq::one(); }),
                   "section 2 (tauG1), point 17: it is not on the curve"));
  EXPECT_TRUE(says(refusal_after([](PtauWriter& w) { w.g1[17] = {}; }), "point 17: it is infinity"));
  EXPECT_TRUE(says(refusal_after([](PtauWriter& w) { w.g2[32].y.c1 += Fq::one(); }),
                   "section 3 (tauG2), point 32: it is not on the curve"));
  EXPECT_TRUE(says(refusal_after([](PtauWriter& w) { w.g1[0] = w.g1[3]; }), "point 0: it is not the generator"));
  EXPECT_TRUE(says(refusal_after([](PtauWriter& w) { w.g2[0] = w.g2[3]; }), "point 0: it is not the generator"));
  EXPECT_TRUE(
      says(refusal_after([](PtauWriter& w) { w.g1[40] = (-G1(w.g1[40])).to_affine(); }), "not the successive powers"));
  EXPECT_TRUE(says(refusal_after([](PtauWriter& w) { std::swap(w.g1[40], w.g1[41]); }), "not the successive powers"));
  EXPECT_TRUE(says(refusal_after([](PtauWriter& w) { w.g1[99] = G1(w.g1[99]).dbl().to_affine(); }),
                   "not the successive powers"));
  EXPECT_TRUE(says(refusal_after([](PtauWriter& w) { w.g2[1] = w.g2[2]; }), "not the successive powers"));
  EXPECT_TRUE(says(refusal_after([](PtauWriter& w) { w.g2[64] = w.g2[65]; }), "point 64: it is not the power"));
  EXPECT_TRUE(says(refusal_after([](PtauWriter& w) { w.g1[64] = w.g1[65]; }, 10), "not the successive powers"));
}

TEST_F(Ptau, CoordinatesMustBeReduced) {
  Bytes b = honest().bytes();
  const size_t g1 = 12 + 12 + 44 + 12;  // point 0 of section 2: its x plus p is the same number modulo p
  Limbs x{};
  for (size_t i = 0; i < 4; ++i) x[i] = load_le64(b.data() + g1 + 8 * i);
  u64 carry = 0;
  x = limbs::add(x, Fq::kModulus, carry);
  for (size_t i = 0; i < 4; ++i) store_le64(b.data() + g1 + 8 * i, x[i]);
  EXPECT_TRUE(says(refusal_of(b), "point 0: a coordinate is not below the base prime"));
}

TEST_F(Ptau, ATauOfSmallOrderIsRefused) {
  const Bytes one = PtauWriter(Fr::one()).bytes();
  EXPECT_TRUE(says(refusal_of(one), "small order"));
  const Bytes minus_one = PtauWriter(-Fr::one()).bytes();
  EXPECT_TRUE(says(refusal_of(minus_one), "small order"));
  // An element of order 32: its powers repeat from the 32nd on
  Limbs e = Fr::kModulus;
  e[0] -= 1;
  for (int i = 0; i < 5; ++i) e = limbs::shift_right_1(e);
  const Fr root = Fr::from_u64(5).pow(e);
  EXPECT_TRUE(root.pow_u64(32).is_one() && !root.pow_u64(16).is_one());
  EXPECT_TRUE(says(refusal_of(PtauWriter(root).bytes()), "small order"));
  // Even where fewer powers are asked for than show it: the powers in G2 do.
  EXPECT_TRUE(says(refusal_of(PtauWriter(root).bytes(), 10), "small order"));
}

}  // namespace
}  // namespace ogzk
