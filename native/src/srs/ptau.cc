// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

#include "base/error.h"
#include "base/parallel.h"
#include "base/secure.h"
#include "curve/pairing.h"
#include "msm/msm.h"
#include "srs/srs.h"

// Reading the "powers of tau" files of snarkjs. Such a file is downloaded, and may be anything:
//
//   "ptau", version (u32) = 1, number of sections (u32), then sections: type (u32), size (u64), data.
//   section 1  n8 (u32) = 32, the base prime (n8 bytes), power (u32), power of the ceremony (u32)
//   section 2  tauG1: 2^(power+1) - 1 points [tau^i]_1,  x | y
//   section 3  tauG2: 2^power points [tau^i]_2,  x.c0 | x.c1 | y.c0 | y.c1
//
// little-endian throughout, coordinates in Montgomery form with R = 2^256. What is used is checked: that it
// is points of the right groups, and that they are the powers of one tau which is not of small order. What
// no check of bytes can show is that tau was forgotten; for that there is the ceremony's transcript.
namespace ogzk {
namespace {

constexpr const char* kDamaged = "the file is damaged; download it again and compare its published hash";
constexpr uint32_t kMaxPower = 28;
constexpr uint32_t kMaxSections = 64;  // snarkjs writes at most 15

struct Section {
  uint64_t offset, size;
};

class PtauFile {
 public:
  explicit PtauFile(const std::string& path) : path_(path), in_(path, std::ios::binary) {
    if (!in_) throw_io("srs: file \"" + path + "\" cannot be opened; check its name and permissions");
    in_.seekg(0, std::ios::end);
    const auto end = in_.tellg();
    if (end < 0) throw_io("srs: file \"" + path + "\" cannot be read; is it a folder?");
    size_ = static_cast<uint64_t>(end);
    read_sections();
    read_header();
  }

  [[noreturn]] void refuse(const std::string& where, const std::string& what, const char* remedy = kDamaged) const {
    throw_malformed("srs: file \"" + path_ + "\"" + where + ": " + what + "; " + remedy);
  }

  uint64_t g1_count() const { return (uint64_t{2} << power_) - 1; }
  uint64_t g2_count() const { return uint64_t{1} << power_; }
  uint32_t power() const { return power_; }

  LargeVector<G1Affine> read_g1(size_t count) {
    constexpr size_t kPiece = size_t{1} << 16;  // points: 4 MB, some milliseconds
    LargeVector<G1Affine> points(count);
    for (size_t first = 0; first < count; first += kPiece) {
      const size_t size = std::min(kPiece, count - first);
      const Bytes raw = read(section(2).offset + 64 * first, 64 * size);
      parallel_for(size, 256, [&](size_t begin, size_t end) {
        for (size_t i = begin; i < end; ++i) {
          const auto where = [&] { return ", section 2 (tauG1), point " + std::to_string(first + i); };
          G1Affine& p = points[first + i];
          p = {coordinate(raw.data() + 64 * i, where), coordinate(raw.data() + 64 * i + 32, where)};
          if (p.is_infinity()) refuse(where(), "it is infinity");
          if (!p.is_on_curve()) refuse(where(), "it is not on the curve");
        }
      });
    }
    return points;
  }

  G2Affine read_g2(uint64_t index) {
    const auto where = [index] { return ", section 3 (tauG2), point " + std::to_string(index); };
    const Bytes raw = read(section(3).offset + 128 * index, 128);
    const Fq x0 = coordinate(raw.data(), where), x1 = coordinate(raw.data() + 32, where);
    const Fq y0 = coordinate(raw.data() + 64, where), y1 = coordinate(raw.data() + 96, where);
    const G2Affine p{{x0, x1}, {y0, y1}};
    if (p.is_infinity()) refuse(where(), "it is infinity");
    if (!p.is_on_curve()) refuse(where(), "it is not on the curve");
    if (!is_in_g2(p)) refuse(where(), "it is not in the subgroup of order r");
    return p;
  }

 private:
  // `size` has been compared with the file's, so no more is allocated than there is to read.
  Bytes read(uint64_t offset, uint64_t size) {
    check(offset <= size_ && size <= size_ - offset, "srs: a read beyond the end of the file");
    Bytes b(size);
    in_.seekg(static_cast<std::streamoff>(offset));
    in_.read(reinterpret_cast<char*>(b.data()), static_cast<std::streamsize>(size));
    if (!in_) refuse("", "it cannot be read to its end");
    return b;
  }

  void read_sections() {
    constexpr const char* kNotPtau = "give a .ptau file as snarkjs writes it";
    if (size_ < 12) refuse("", "it is too short for a powers of tau file", kNotPtau);
    const Bytes head = read(0, 12);
    if (std::string(head.begin(), head.begin() + 4) != "ptau") {
      refuse("", "it does not begin with \"ptau\"", kNotPtau);
    }
    if (load_le32(head.data() + 4) != 1) {
      refuse("", "its version is " + std::to_string(load_le32(head.data() + 4)) + ", not 1", kNotPtau);
    }
    const uint32_t count = load_le32(head.data() + 8);
    if (count > kMaxSections) refuse("", "it says that it has " + std::to_string(count) + " sections", kNotPtau);
    uint64_t at = 12;
    for (uint32_t k = 0; k < count; ++k) {
      const std::string where = ", section " + std::to_string(k + 1) + " of " + std::to_string(count);
      if (size_ - at < 12) refuse(where, "the file ends before it");
      const Bytes entry = read(at, 12);
      const uint32_t type = load_le32(entry.data());
      const uint64_t size = load_le64(entry.data() + 4);
      at += 12;
      if (size > size_ - at) refuse(where, "the file ends inside it");
      if (!sections_.emplace(type, Section{at, size}).second) {
        refuse(where, "there is a second section of type " + std::to_string(type));
      }
      at += size;
    }
    if (at != size_) refuse("", "there are bytes after its last section");
  }

  const Section& section(uint32_t type) const {
    const auto found = sections_.find(type);
    if (found == sections_.end()) refuse("", "there is no section of type " + std::to_string(type));
    return found->second;
  }

  void read_header() {
    const std::string where = ", section 1 (header)";
    if (section(1).size != 44) refuse(where, "its size is not 44 bytes", "only files for BN254 (bn128) can be read");
    const Bytes h = read(section(1).offset, 44);
    const Limbs prime = {load_le64(h.data() + 4), load_le64(h.data() + 12), load_le64(h.data() + 20),
                         load_le64(h.data() + 28)};
    if (load_le32(h.data()) != 32 || prime != Fq::kModulus) {
      refuse(where, "it is for another curve", "only files for BN254 (bn128) can be read");
    }
    power_ = load_le32(h.data() + 36);
    if (power_ < 1 || power_ > kMaxPower) refuse(where, "the power " + std::to_string(power_) + " is not 1 to 28");
    if (section(2).size != 64 * g1_count())
      refuse(", section 2 (tauG1)", "its size does not fit the power in the header");
    if (section(3).size != 128 * g2_count())
      refuse(", section 3 (tauG2)", "its size does not fit the power in the header");
  }

  template <class Where>
  Fq coordinate(const uint8_t* p, const Where& where) const {
    const Limbs v = {load_le64(p), load_le64(p + 8), load_le64(p + 16), load_le64(p + 24)};
    if (!limbs::less(v, Fq::kModulus)) refuse(where(), "a coordinate is not below the base prime");
    return Fq::from_montgomery(v);
  }

  std::string path_;
  std::ifstream in_;
  uint64_t size_ = 0;
  std::map<uint32_t, Section> sections_;
  uint32_t power_ = 0;
};

// Powers of a tau of small order repeat themselves, and a verifier that relies on their independence would accept
// forgeries. tau^i = tau^j, i < j, says tau^(j-i) = 1: in a chain of successive powers (refuse_broken_chain) the first
// to come back is the generator.
void refuse_repetition(const PtauFile& file, std::span<const G1Affine> points) {
  for (size_t i = 1; i < points.size(); ++i) {
    if (points[i] == points[0]) {
      file.refuse(", section 2 (tauG1), point " + std::to_string(i), "it is the generator, so tau has small order",
                  "the ceremony is worthless; use another file");
    }
  }
}

// e(sum_i rho_i [tau^(i+1)]_1, [1]_2) = e(sum_i rho_i [tau^i]_1, [tau]_2)  with rho_i of 128 random bits: if
// one power is wrong this holds with probability 2^-128.
void refuse_broken_chain(const PtauFile& file, std::span<const G1Affine> points, const G2Affine& tau_g2) {
  const size_t n = points.size() - 1;
  Bytes random(16 * n);
  os_random(random);
  std::vector<Fr> rho(n);
  for (size_t i = 0; i < n; ++i) {
    const u128 high = load_le64(random.data() + 16 * i);
    rho[i] = Fr::from_u128(high << 64 | load_le64(random.data() + 16 * i + 8));
  }
  const G1Affine shifted = msm(points.subspan(1), rho).to_affine();
  const G1Affine plain = (-msm(points.first(n), rho)).to_affine();
  const std::pair<G1Affine, G2Affine> pairs[] = {{shifted, G2Affine::generator()}, {plain, tau_g2}};
  if (!pairing_product_is_one(pairs)) {
    file.refuse(", section 2 (tauG1)", "its points are not the successive powers of the tau of section 3");
  }
}

}  // namespace

Srs Srs::load_ptau(const std::string& path, size_t g1_count) {
  PtauFile file(path);
  if (g1_count < 2) throw_invalid_argument("srs: an SRS needs at least 2 powers in G1");
  if (g1_count > file.g1_count()) {
    throw_invalid_argument("srs: file \"" + path + "\" has " + std::to_string(file.g1_count()) + " powers in G1 and " +
                           std::to_string(g1_count) + " are needed; use a file of a higher power than " +
                           std::to_string(file.power()));
  }
  const uint64_t last_g2 = file.g2_count() - 1;
  // The powers in G2 are compared with those in G1, so the chain is read as far as the highest of them.
  size_t count = g1_count;
  for (unsigned t = kFirstG2Power; t <= kLastG2Power; ++t) {
    const uint64_t b = uint64_t{1} << t;
    if (b <= last_g2) count = std::max<size_t>(count, b + 1);
  }

  Srs srs;
  srs.description = "powers of tau file " + std::filesystem::path(path).filename().string() + ", power " +
                    std::to_string(file.power());
  srs.g1_ = file.read_g1(count);
  if (srs.g1_[0] != G1Affine::generator()) file.refuse(", section 2 (tauG1), point 0", "it is not the generator");
  if (file.read_g2(0) != G2Affine::generator()) file.refuse(", section 3 (tauG2), point 0", "it is not the generator");
  srs.tau_g2_ = file.read_g2(1);
  const auto refuse_one = [&](uint64_t b, const G2Affine& p) {
    if (p == G2Affine::generator()) {
      file.refuse(", section 3 (tauG2), point " + std::to_string(b), "it is the generator, so tau has small order",
                  "the ceremony is worthless; use another file");
    }
  };
  refuse_one(1, srs.tau_g2_);
  refuse_broken_chain(file, srs.g1_, srs.tau_g2_);
  refuse_repetition(file, srs.g1_);
  for (unsigned t = kFirstG2Power; t <= kLastG2Power; ++t) {
    const uint64_t b = uint64_t{1} << t;
    if (b > last_g2) break;
    const G2Affine p = file.read_g2(b);
    refuse_one(b, p);
    const std::pair<G1Affine, G2Affine> pairs[] = {{srs.g1_[b], G2Affine::generator()}, {-G1Affine::generator(), p}};
    if (!pairing_product_is_one(pairs)) {
      file.refuse(", section 3 (tauG2), point " + std::to_string(b),
                  "it is not the power of tau that section 2 has there");
    }
    srs.tau_pow_g2_[t - kFirstG2Power] = p;
  }
  srs.g1_.resize(g1_count);
  srs.insecure_ = is_development(srs.tau_g2_);
  if (srs.insecure_) srs.description = "INSECURE development SRS (tau is public), from a " + srs.description;
  return srs;
}

}  // namespace ogzk
