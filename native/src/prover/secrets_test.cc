// SPDX-License-Identifier: Apache-2.0
//
// What is freed holds none of the secrets that, with a public proof, would give the witness or the weights away: every
// block that goes back to the heap is searched. What this does not see is said in base/secret.h.
#include <gtest/gtest.h>
#include <malloc.h>

#include <atomic>
#include <bitset>
#include <cstdlib>
#include <cstring>
#include <new>

#include "pcs/opening_prover.h"
#include "prover/proof_run.h"
#include "prover/sample_networks.h"

namespace {

// The secrets looked for, and a filter by their first four bytes, so that a search is one pass.
struct Watch {
  std::atomic<bool> on = false;
  std::atomic<int> found = 0;
  std::bitset<65536> first;
  std::vector<std::vector<uint8_t>> secrets;

  static uint32_t word(const uint8_t* p) {
    uint32_t w = 0;
    std::memcpy(&w, p, sizeof w);
    return w;
  }
  static size_t slot(uint32_t w) { return (w * 2654435761U) >> 16; }
  void search(const uint8_t* block, size_t size) {
    for (size_t i = 0; i + 4 <= size; i += 4) {
      if (!first[slot(word(block + i))]) continue;
      for (const auto& s : secrets)
        if (i + s.size() <= size && std::memcmp(block + i, s.data(), s.size()) == 0) ++found;
    }
  }
};
Watch& watch() {
  static Watch* const w = new Watch;  // outlives whatever is freed at exit
  return *w;
}
void release(void* p) {
  if (p != nullptr && watch().on) watch().search(static_cast<const uint8_t*>(p), malloc_usable_size(p));
  std::free(p);
}
void* acquire(size_t size, size_t alignment) {
  void* p = nullptr;
  if (posix_memalign(&p, std::max(alignment, sizeof p), std::max<size_t>(size, 1)) != 0) throw std::bad_alloc();
  return p;
}

}  // namespace

// All of them: a sanitizer has its own of those that are left out, and refuses what comes from one and goes to another.
constexpr size_t kPlain = alignof(std::max_align_t);
void* operator new(size_t size) { return acquire(size, kPlain); }
void* operator new[](size_t size) { return acquire(size, kPlain); }
void* operator new(size_t size, std::align_val_t alignment) { return acquire(size, static_cast<size_t>(alignment)); }
void* operator new[](size_t size, std::align_val_t alignment) { return acquire(size, static_cast<size_t>(alignment)); }
void* operator new(size_t size, const std::nothrow_t&) noexcept { return std::malloc(size); }
void* operator new[](size_t size, const std::nothrow_t&) noexcept { return std::malloc(size); }
void operator delete(void* p) noexcept { release(p); }
void operator delete[](void* p) noexcept { release(p); }
void operator delete(void* p, size_t) noexcept { release(p); }
void operator delete[](void* p, size_t) noexcept { release(p); }
void operator delete(void* p, std::align_val_t) noexcept { release(p); }
void operator delete[](void* p, std::align_val_t) noexcept { release(p); }
void operator delete(void* p, size_t, std::align_val_t) noexcept { release(p); }
void operator delete[](void* p, size_t, std::align_val_t) noexcept { release(p); }
void operator delete(void* p, const std::nothrow_t&) noexcept { release(p); }
void operator delete[](void* p, const std::nothrow_t&) noexcept { release(p); }

namespace ogzk {
namespace {

using testing::make_network;
using testing::random_inputs;
using testing::SampleNetwork;

// Looks for these from now on; count() ends it.
class Search {
 public:
  template <class T>
  void add(std::span<const T> values) {
    const auto* bytes = reinterpret_cast<const uint8_t*>(values.data());
    watch().secrets.emplace_back(bytes, bytes + values.size_bytes());
  }
  void start() {
    for (const auto& s : watch().secrets) watch().first.set(Watch::slot(Watch::word(s.data())));
    watch().found = 0;
    watch().on = true;
  }
  int count() {
    watch().on = false;
    return watch().found;
  }
  ~Search() {
    watch().on = false;
    watch().first.reset();
    watch().secrets.clear();
  }
};

std::shared_ptr<const Srs> test_srs() {
  static const auto srs = std::make_shared<const Srs>(Srs::insecure_dev((size_t{1} << 14) + (4 << 13)));
  return srs;
}
SampleNetwork network() {
  SampleNetwork n;
  n.sizes = {40, 9, 4, 3};
  n.functions = {1, 0, 2};
  n.function_count = 2;
  return n;
}
std::unique_ptr<Prover> make_prover() {
  return std::make_unique<Prover>(
      make_proving_key(make_network(network()), *test_srs(), Fr::reduce_be(keccak256(Bytes{1})), {}), test_srs());
}
const std::array<uint8_t, 32> kContext = {3};

// Eight integers in a row are enough to know an input by; as field elements, two.
void add_integers(Search& search, std::span<const int32_t> v) {
  for (size_t i = 0; i + 8 <= v.size(); i += 8) {
    search.add(v.subspan(i, 8));
    const std::array<Fr, 2> pair = {Fr::from_i64(v[i]), Fr::from_i64(v[i + 1])};
    search.add(std::span<const Fr>(pair));
  }
}

TEST(Secrets, TheSearchFindsWhatIsNotWiped) {
  Search search;
  const std::vector<Fr> secret = {Fr::reduce_be(keccak256(Bytes{2})), Fr::one()};
  search.add(std::span<const Fr>(secret).first(1));
  search.start();
  { const std::vector<Fr> copy = {Fr::zero(), secret[0], Fr::zero()}; }
  EXPECT_EQ(search.count(), 1);
}

// The drawn numbers of one proof
struct Drawn {
  SecretVector<Fr> masks, pads;
  Drawn(const HedgedRandom& random, const Key& key) : masks(kReservedRows * kMaskColumns + 1), pads(key.KG() + 3) {
    HedgedRandom mask = random.stream("masks"), pad = random.stream("pads"), helper = random.stream("helper");
    for (Fr& v : masks) v = mask.next();
    masks.back() = helper.next();
    for (Fr& v : pads) v = pad.next();
  }
};

TEST(Secrets, AProofLeavesNoMaskBlinderOrWitnessBehind) {
  const std::unique_ptr<Prover> prover = make_prover();
  const Circuit& c = prover->proving_key().circuit;
  const HedgedRandom random(keccak256(Bytes{4}));
  const Drawn drawn(random, prover->key());
  Search search;
  for (const Fr& v : drawn.masks) search.add(std::span(&v, 1));
  const Values inputs = random_inputs(c, 5);
  add_integers(search, inputs[0]);
  search.start();
  {
    const Witness witness = make_witness(c, prover->proving_key().layout, inputs);
    const ProveOptions options;
    EXPECT_TRUE(ProofRun(*prover, witness, kContext, random, options).run().has_value());
  }
  EXPECT_EQ(search.count(), 0);
}

// While it runs, products of polynomials copy the pads.
TEST(Secrets, AProofEndsWithoutItsPads) {
  const std::unique_ptr<Prover> prover = make_prover();
  const HedgedRandom random(keccak256(Bytes{5}));
  const Drawn drawn(random, prover->key());
  Search search;
  for (const Fr& v : drawn.pads) search.add(std::span(&v, 1));
  const Witness witness = make_witness(prover->proving_key().circuit, prover->proving_key().layout,
                                       random_inputs(prover->proving_key().circuit, 5));
  const ProveOptions options;
  std::optional<ProofRun> run(std::in_place, *prover, witness, kContext, random, options);
  EXPECT_TRUE(run->run().has_value());
  search.start();
  run.reset();
  EXPECT_EQ(search.count(), 0);
}

TEST(Secrets, ProvingLeavesNoInputOrSeedBehind) {
  const std::unique_ptr<Prover> prover = make_prover();
  Digest entropy = keccak256(Bytes{6});
  ProveOptions options;
  options.entropy = [&](std::span<uint8_t> out) { std::ranges::copy(entropy, out.begin()); };
  Search search;
  const Values inputs = random_inputs(prover->proving_key().circuit, 7);
  add_integers(search, inputs[0]);
  search.add(std::span<const uint8_t>(entropy));
  search.start();
  { EXPECT_FALSE(prover->prove(Values(inputs), kContext, options).proof.empty()); }
  EXPECT_EQ(search.count(), 0);
}

TEST(Secrets, AProverLeavesNoWeightOrBlinderBehind) {
  std::unique_ptr<Prover> prover = make_prover();
  const ProvingKey& pk = prover->proving_key();
  Search search;
  for (const CircuitLayer& layer : pk.circuit.layers) {
    add_integers(search, layer.weights);
    search.add(std::span(layer.bias));
  }
  search.add(std::span(&pk.w_blinder, 1));
  search.start();
  EXPECT_FALSE(prover->prove(random_inputs(pk.circuit, 8), kContext).proof.empty());
  EXPECT_EQ(search.count(), 0);
  // An MSM copies the row shifts, which are points, while it runs.
  ASSERT_FALSE(pk.shifts.empty());
  for (const G1Affine& s : pk.shifts) search.add(std::span(&s, 1));
  search.start();
  prover.reset();
  EXPECT_EQ(search.count(), 0);
}

// Vectors of these types wipe themselves (base/secret_test.cc).
static_assert(std::is_same_v<decltype(Witness::X), SecretVector<int32_t>>);
static_assert(std::is_same_v<Values::value_type, SecretVector<int32_t>>);
static_assert(std::is_same_v<decltype(OpeningInput::f), SecretVector<Fr>>);
static_assert(std::is_same_v<decltype(IntegerRows::small), SecretVector<int32_t>>);

}  // namespace
}  // namespace ogzk
