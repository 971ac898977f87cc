// SPDX-License-Identifier: Apache-2.0
#include <cstring>
#include <filesystem>
#include <fstream>

#include "base/error.h"
#include "srs/srs.h"

// The file: magic (8 bytes), insecure flag (1), length of the description (4) and itself, presence bits of
// the powers in G2 (4), number of powers in G1 (8), [tau]_2, the powers in G2 (zeros if absent), the powers
// in G1; last the Keccak-256 of all before. Little-endian; field elements as Montgomery limbs.
namespace ogzk {
namespace {

constexpr char kMagic[8] = {'O', 'G', 'Z', 'K', 'S', 'R', 'S', '1'};
constexpr size_t kMaxDescription = 4096;

[[noreturn]] void refuse(const std::string& path, const std::string& what) {
  throw_malformed("srs cache \"" + path + "\": " + what + "; delete the file, it will be made again");
}

void put_limbs(Bytes& out, const Fq& v) {
  for (const u64 limb : v.montgomery()) {
    uint8_t b[8];
    store_le64(b, limb);
    append(out, b);
  }
}
void put(Bytes& out, const G1Affine& p) {
  put_limbs(out, p.x);
  put_limbs(out, p.y);
}
void put(Bytes& out, const G2Affine& p) {
  for (const Fq* v : {&p.x.c0, &p.x.c1, &p.y.c0, &p.y.c1}) put_limbs(out, *v);
}

class Reader {
 public:
  Reader(ByteSpan data, const std::string& path) : data_(data), path_(path) {}

  const uint8_t* take(size_t size) {
    if (size > data_.size() - at_) refuse(path_, "it ends too early");
    at_ += size;
    return data_.data() + at_ - size;
  }
  size_t left() const { return data_.size() - at_; }
  Fq fq() {
    const uint8_t* p = take(32);
    const Limbs v = {load_le64(p), load_le64(p + 8), load_le64(p + 16), load_le64(p + 24)};
    if (!limbs::less(v, Fq::kModulus)) refuse(path_, "a coordinate is not below the base prime");
    return Fq::from_montgomery(v);
  }
  G1Affine g1() {
    const Fq x = fq(), y = fq();
    return {x, y};
  }
  G2Affine g2() {
    const Fq x0 = fq(), x1 = fq(), y0 = fq(), y1 = fq();
    return {{x0, x1}, {y0, y1}};
  }

 private:
  ByteSpan data_;
  const std::string& path_;
  size_t at_ = 0;
};

Bytes read_file(const std::string& path) {
  std::error_code unknown;  // a folder opens, and tells a size that nobody can allocate
  const bool regular = std::filesystem::is_regular_file(path, unknown);
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!regular || !file) throw_io("srs cache \"" + path + "\": the file cannot be opened");
  Bytes data(static_cast<size_t>(file.tellg()));
  file.seekg(0);
  file.read(reinterpret_cast<char*>(data.data()), static_cast<std::streamsize>(data.size()));
  if (!file) refuse(path, "it cannot be read to its end");
  return data;
}

}  // namespace

void Srs::save_cache(const std::string& path) const {
  check(description.size() <= kMaxDescription, "srs: the description is too long");
  Bytes out;
  out.reserve(64 * g1_.size() + 8192);
  append(out, ByteSpan(reinterpret_cast<const uint8_t*>(kMagic), sizeof kMagic));
  out.push_back(insecure_ ? 1 : 0);
  uint8_t word[8];
  store_le32(word, static_cast<uint32_t>(description.size()));
  append(out, ByteSpan(word, 4));
  append(out, ByteSpan(reinterpret_cast<const uint8_t*>(description.data()), description.size()));
  uint32_t present = 0;
  for (size_t k = 0; k < tau_pow_g2_.size(); ++k) present |= (tau_pow_g2_[k] ? 1U : 0U) << k;
  store_le32(word, present);
  append(out, ByteSpan(word, 4));
  store_le64(word, g1_.size());
  append(out, ByteSpan(word, 8));
  put(out, tau_g2_);
  for (const auto& p : tau_pow_g2_) put(out, p.value_or(G2Affine{}));
  for (const G1Affine& p : g1_) put(out, p);
  append(out, keccak256(out));

  // Under another name first: a reader never meets half a file.
  const std::string partial = path + ".partial";
  std::ofstream file(partial, std::ios::binary | std::ios::trunc);
  file.write(reinterpret_cast<const char*>(out.data()), static_cast<std::streamsize>(out.size()));
  file.close();
  if (!file || std::rename(partial.c_str(), path.c_str()) != 0) {
    std::remove(partial.c_str());
    throw_io("srs cache \"" + path + "\": the file cannot be written");
  }
}

Srs Srs::load_cache(const std::string& path) {
  const Bytes data = read_file(path);
  if (data.size() < sizeof kMagic + 32 || std::memcmp(data.data(), kMagic, sizeof kMagic) != 0) {
    refuse(path, "it is not an SRS cache of this version");
  }
  const ByteSpan body = ByteSpan(data).first(data.size() - 32);
  if (std::memcmp(keccak256(body).data(), data.data() + body.size(), 32) != 0)
    refuse(path, "its checksum is wrong");
  Reader in(body, path);
  (void)in.take(sizeof kMagic);
  Srs srs;
  srs.insecure_ = *in.take(1) != 0;
  const size_t length = load_le32(in.take(4));
  if (length > kMaxDescription) refuse(path, "its description is too long");
  srs.description.assign(reinterpret_cast<const char*>(in.take(length)), length);
  const uint32_t present = load_le32(in.take(4));
  const u64 count = load_le64(in.take(8));
  srs.tau_g2_ = in.g2();
  srs.insecure_ = srs.insecure_ || is_development(srs.tau_g2_);
  for (size_t k = 0; k < srs.tau_pow_g2_.size(); ++k) {
    const G2Affine p = in.g2();
    if ((present >> k & 1) != 0) srs.tau_pow_g2_[k] = p;
  }
  if (in.left() % 64 != 0 || count != in.left() / 64 || count < 2)
    refuse(path, "its length does not match its header");
  srs.g1_.reserve(count);
  for (u64 i = 0; i < count; ++i) srs.g1_.push_back(in.g1());
  return srs;
}

}  // namespace ogzk
