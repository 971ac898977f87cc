// SPDX-License-Identifier: Apache-2.0
// The C border: handles, guard, nothing else. Every exception ends here.
#include "ogzk/ogzk.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>
#include <string>
#include <thread>

#include "base/cpu.h"
#include "base/parallel.h"
#include "base/secure.h"
#include "capi/progress.h"
#include "curve/encoding.h"
#include "prover/prover.h"
#include "setup/proving_key.h"
#include "srs/srs.h"
#include "verifier/verifier.h"

using namespace ogzk;

struct ogzk_buffer {
  Bytes bytes;
};
struct ogzk_srs {
  std::shared_ptr<const Srs> srs;
};
struct ogzk_circuit {
  Circuit circuit;
  Layout layout;
};
struct ogzk_prover {
  Prover prover;
};

namespace {

static_assert(OGZK_STAGE_SRS == kStageSrs && OGZK_STAGE_LAYOUT == kStageLayout && OGZK_STAGE_COMMIT == kStageCommit &&
              OGZK_STAGE_SHIFTS == kStageShifts && OGZK_STAGE_RANK == kStageRank &&
              OGZK_STAGE_WITNESS == kStageWitness && OGZK_STAGE_LOOKUP == kStageLookup &&
              OGZK_STAGE_SUMCHECK == kStageSumcheck && OGZK_STAGE_OPENING == kStageOpening &&
              OGZK_STAGE_SELF_CHECK == kStageSelfCheck);

void set_error(ogzk_error* error, ogzk_status status, const char* message) {
  if (error == nullptr || error->struct_size < sizeof(ogzk_error)) return;
  error->status = status;
  size_t n = std::min(std::strlen(message), sizeof error->message - 1);
  while (n > 0 && message[n] != 0 && (static_cast<uint8_t>(message[n]) & 0xc0) == 0x80)
    --n;  // whole characters of UTF-8
  std::memcpy(error->message, message, n);
  error->message[n] = 0;
}

// Runs body; whatever it throws becomes a status and a sentence.
template <class Body>
ogzk_status guard(ogzk_error* error, const Body& body) noexcept {
  set_error(error, OGZK_OK, "");
  const auto fail = [error](ogzk_status status, const char* message) {
    set_error(error, status, message);
    return status;
  };
  try {
    body();
    return OGZK_OK;
  } catch (const Malformed& e) {
    return fail(OGZK_MALFORMED, e.what());
  } catch (const Unsupported& e) {
    return fail(OGZK_UNSUPPORTED, e.what());
  } catch (const InvalidArgument& e) {
    return fail(OGZK_INVALID_ARGUMENT, e.what());
  } catch (const Io& e) {
    return fail(OGZK_IO, e.what());
  } catch (const Cancelled& e) {
    return fail(OGZK_CANCELLED, e.what());
  } catch (const std::bad_alloc&) {
    return fail(OGZK_OUT_OF_MEMORY, "out of memory; close other programs or prove a smaller model");
  } catch (const std::exception& e) {
    return fail(OGZK_INTERNAL, e.what());
  } catch (...) {
    return fail(OGZK_INTERNAL, "an unknown failure inside the native library");
  }
}

void require(bool holds, const char* message) {
  if (!holds) throw_invalid_argument(message);
}

void put_digest(const Digest& digest, uint8_t* out) {
  require(out != nullptr, "the place for a digest must not be null");
  std::copy(digest.begin(), digest.end(), out);
}

// For functions without a status: 32 zero bytes where body fails.
template <class Body>
void digest_or_zero(uint8_t* out, const Body& body) noexcept {
  if (out != nullptr) std::fill_n(out, 32, uint8_t{0});
  guard(nullptr, [&] { put_digest(body(), out); });
}

ByteSpan span_of(const uint8_t* data, size_t size) {
  require(data != nullptr || size == 0, "a null pointer was passed with a length");
  return {data, size};
}

ogzk_buffer* buffer_of(Bytes bytes) { return new ogzk_buffer{std::move(bytes)}; }

size_t g1_count(uint32_t log2_size) {
  require(log2_size <= 26, "SRS: log2_size is at most 26");
  return srs_size_for(log2_size);
}

Bytes little_endian(const std::vector<int32_t>& values) {
  Bytes out(4 * values.size());
  for (size_t i = 0; i < values.size(); ++i) store_le32(out.data() + 4 * i, static_cast<uint32_t>(values[i]));
  return out;
}

}  // namespace

uint32_t ogzk_abi_version(void) noexcept { return OGZK_ABI_VERSION; }

void ogzk_protocol_id(uint8_t out[32]) noexcept {
  digest_or_zero(out, [] {
    const uint8_t name[] = {'S', 'M', 'Z', '/', '1'};
    return keccak256(name);
  });
}

#if defined(__clang__)
#define OGZK_COMPILER "clang " __clang_version__
#else
#define OGZK_COMPILER "gcc " __VERSION__
#endif
const char* ogzk_build_info(void) noexcept {
#define OGZK_BUILD_LINE(backend) "ogzk " OGZK_VERSION ", " OGZK_COMPILER ", BN254 with " backend
  return kHasIfma  ? OGZK_BUILD_LINE("avx512-ifma")
         : kHasAdx ? OGZK_BUILD_LINE("mulx/adx")
                   : OGZK_BUILD_LINE("portable arithmetic");
#undef OGZK_BUILD_LINE
}

const char* ogzk_status_name(ogzk_status status) noexcept {
  switch (status) {
    case OGZK_OK: return "ok";
    case OGZK_INVALID_ARGUMENT: return "invalid_argument";
    case OGZK_MALFORMED: return "malformed";
    case OGZK_UNSUPPORTED: return "unsupported";
    case OGZK_CANCELLED: return "cancelled";
    case OGZK_IO: return "io";
    case OGZK_OUT_OF_MEMORY: return "out_of_memory";
    case OGZK_INTERNAL: return "internal";
    default: return "unknown";
  }
}

void ogzk_set_threads(uint32_t count) noexcept {
  guard(nullptr, [&] { set_threads(count != 0 ? count : std::max(1U, std::thread::hardware_concurrency())); });
}

void ogzk_secure_zero(void* data, size_t size) noexcept {
  if (data != nullptr && size != 0) secure_zero(data, size);
}

const uint8_t* ogzk_buffer_data(const ogzk_buffer* buffer) noexcept {
  return buffer == nullptr ? nullptr : buffer->bytes.data();
}
size_t ogzk_buffer_size(const ogzk_buffer* buffer) noexcept { return buffer == nullptr ? 0 : buffer->bytes.size(); }
void ogzk_buffer_destroy(ogzk_buffer* buffer) noexcept {
  if (buffer == nullptr) return;
  secure_zero(buffer->bytes.data(), buffer->bytes.size());
  delete buffer;
}

ogzk_status ogzk_srs_open_ptau(ogzk_srs** srs, const char* path, uint32_t log2_size, const ogzk_progress* progress,
                               ogzk_error* error) noexcept {
  return guard(error, [&] {
    require(srs != nullptr && path != nullptr, "ogzk_srs_open_ptau: srs and path must not be null");
    *srs = nullptr;
    const CallProgress call(progress);
    call.progress().tick(kStageSrs, 0, 1);
    *srs = new ogzk_srs{std::make_shared<const Srs>(Srs::load_ptau(path, g1_count(log2_size)))};
  });
}

ogzk_status ogzk_srs_open_insecure(ogzk_srs** srs, uint32_t log2_size, const char* cache_path,
                                   const ogzk_progress* progress, ogzk_error* error) noexcept {
  return guard(error, [&] {
    require(srs != nullptr, "ogzk_srs_open_insecure: srs must not be null");
    *srs = nullptr;
    const CallProgress call(progress);
    call.progress().tick(kStageSrs, 0, 1);
    const size_t count = g1_count(log2_size);
    if (cache_path != nullptr) {
      try {
        Srs cached = Srs::load_cache(cache_path, count);
        if (cached.insecure() && cached.g1().size() >= count) {
          *srs = new ogzk_srs{std::make_shared<const Srs>(std::move(cached))};
          return;
        }
      } catch (const Io&) {         // no cache: made anew
      } catch (const Malformed&) {  // a damaged one, too
      }
    }
    Srs made = Srs::insecure_dev(count);
    if (cache_path != nullptr) {
      try {
        made.save_cache(cache_path);
      } catch (const Io&) {  // a cache is a convenience
      }
    }
    *srs = new ogzk_srs{std::make_shared<const Srs>(std::move(made))};
  });
}

int32_t ogzk_srs_is_insecure(const ogzk_srs* srs) noexcept { return srs != nullptr && srs->srs->insecure() ? 1 : 0; }

void ogzk_srs_id(const ogzk_srs* srs, uint8_t out[32]) noexcept {
  digest_or_zero(out, [&] {
    require(srs != nullptr, "ogzk_srs_id: srs must not be null");
    return srs->srs->id();
  });
}

ogzk_status ogzk_srs_verifier_params(const ogzk_srs* srs, ogzk_buffer** params, ogzk_error* error) noexcept {
  return guard(error, [&] {
    require(srs != nullptr && params != nullptr, "ogzk_srs_verifier_params: arguments must not be null");
    *params = nullptr;
    *params = buffer_of(srs->srs->verifier_params());
  });
}

ogzk_status ogzk_srs_deployment_params(const ogzk_srs* srs, ogzk_buffer** params, ogzk_error* error) noexcept {
  return guard(error, [&] {
    require(srs != nullptr && params != nullptr, "ogzk_srs_deployment_params: arguments must not be null");
    *params = nullptr;
    *params = buffer_of(srs->srs->deployment_params());
  });
}

void ogzk_srs_destroy(ogzk_srs* srs) noexcept { delete srs; }

ogzk_status ogzk_circuit_open(ogzk_circuit** circuit, const uint8_t* bytes, size_t size, ogzk_error* error) noexcept {
  return guard(error, [&] {
    require(circuit != nullptr, "ogzk_circuit_open: circuit must not be null");
    *circuit = nullptr;
    Circuit read = read_circuit(span_of(bytes, size));
    Layout layout = make_layout(read);
    *circuit = new ogzk_circuit{std::move(read), std::move(layout)};
  });
}

void ogzk_circuit_digest(const ogzk_circuit* circuit, uint8_t out[32]) noexcept {
  digest_or_zero(out, [&] {
    require(circuit != nullptr, "ogzk_circuit_digest: circuit must not be null");
    return circuit_digest(circuit->circuit);
  });
}

uint32_t ogzk_circuit_log2_size(const ogzk_circuit* circuit) noexcept {
  return circuit == nullptr ? 0 : srs_log2_size(circuit->layout);
}

ogzk_status ogzk_circuit_evaluate(const ogzk_circuit* circuit, ogzk_buffer** published, const uint8_t* inputs,
                                  size_t inputs_size, ogzk_error* error) noexcept {
  return guard(error, [&] {
    require(circuit != nullptr && published != nullptr, "ogzk_circuit_evaluate: arguments must not be null");
    *published = nullptr;
    const Circuit& c = circuit->circuit;
    *published =
        buffer_of(little_endian(published_values(c, evaluate(c, read_inputs(c, span_of(inputs, inputs_size))))));
  });
}

ogzk_status ogzk_circuit_mock(const ogzk_circuit* circuit, ogzk_buffer** published, const uint8_t* inputs,
                              size_t inputs_size, ogzk_error* error) noexcept {
  return guard(error, [&] {
    require(circuit != nullptr && published != nullptr, "ogzk_circuit_mock: arguments must not be null");
    *published = nullptr;
    const Circuit& c = circuit->circuit;
    const Witness witness = make_witness(c, circuit->layout, read_inputs(c, span_of(inputs, inputs_size)));
    const std::string failure = check_witness(c, circuit->layout, witness);
    if (!failure.empty()) throw_internal("mock: " + failure);
    *published = buffer_of(little_endian(witness.published));
  });
}

void ogzk_circuit_destroy(ogzk_circuit* circuit) noexcept { delete circuit; }

ogzk_status ogzk_setup(const ogzk_circuit* circuit, ogzk_buffer** verifying_key, ogzk_buffer** proving_key,
                       const ogzk_srs* srs, const ogzk_progress* progress, ogzk_error* error) noexcept {
  return guard(error, [&] {
    require(circuit != nullptr && verifying_key != nullptr && proving_key != nullptr && srs != nullptr,
            "ogzk_setup: arguments must not be null");
    *verifying_key = *proving_key = nullptr;
    // One blinder per commitment, never reused (protocol.md §11.4).
    std::array<uint8_t, 64> wide{};
    os_random(wide);
    const Fr blinder = Fr::reduce512_be(wide);
    secure_zero(wide.data(), wide.size());
    const CallProgress call(progress);
    ProvingKey key = make_proving_key(circuit->circuit, *srs->srs, blinder, call.progress());
    std::unique_ptr<ogzk_buffer> vk(buffer_of(key.blob));
    *proving_key = buffer_of(write_proving_key(key));
    *verifying_key = vk.release();
  });
}

ogzk_status ogzk_prover_open(ogzk_prover** prover, const uint8_t* proving_key, size_t proving_key_size,
                             const ogzk_srs* srs, ogzk_error* error) noexcept {
  return guard(error, [&] {
    require(prover != nullptr && srs != nullptr, "ogzk_prover_open: prover and srs must not be null");
    *prover = nullptr;
    *prover = new ogzk_prover{Prover(read_proving_key(span_of(proving_key, proving_key_size)), srs->srs)};
  });
}

ogzk_status ogzk_prover_verifying_key(const ogzk_prover* prover, ogzk_buffer** verifying_key,
                                      ogzk_error* error) noexcept {
  return guard(error, [&] {
    require(prover != nullptr && verifying_key != nullptr, "ogzk_prover_verifying_key: arguments must not be null");
    *verifying_key = nullptr;
    *verifying_key = buffer_of(prover->prover.proving_key().blob);
  });
}

ogzk_status ogzk_prove(const ogzk_prover* prover, ogzk_buffer** proof, ogzk_buffer** published, const uint8_t* inputs,
                       size_t inputs_size, const uint8_t context[32], const ogzk_progress* progress,
                       ogzk_error* error) noexcept {
  return guard(error, [&] {
    require(prover != nullptr && proof != nullptr && published != nullptr && context != nullptr,
            "ogzk_prove: arguments must not be null");
    *proof = *published = nullptr;
    const Circuit& c = prover->prover.proving_key().circuit;
    ProveOptions options;
    const CallProgress call(progress);
    options.progress = call.progress();
    ProofResult result = prover->prover.prove(read_inputs(c, span_of(inputs, inputs_size)),
                                              std::span<const uint8_t, 32>(context, 32), options);
    std::unique_ptr<ogzk_buffer> values(buffer_of(std::move(result.published)));
    *proof = buffer_of(std::move(result.proof));
    *published = values.release();
  });
}

void ogzk_prover_destroy(ogzk_prover* prover) noexcept { delete prover; }

ogzk_status ogzk_verify(ogzk_verdict* verdict, const uint8_t* verifier_params, size_t verifier_params_size,
                        const uint8_t* verifying_key, size_t verifying_key_size, const uint8_t expected_digest[32],
                        const uint8_t context[32], const uint8_t* published, size_t published_size,
                        const uint8_t* proof, size_t proof_size, ogzk_error* error) noexcept {
  return guard(error, [&] {
    require(verdict != nullptr && verdict->struct_size >= sizeof(ogzk_verdict),
            "ogzk_verify: verdict is null or its struct_size is too small");
    // Before anything can fail: an old "accepted" must not survive in the caller's struct.
    const uint32_t size = verdict->struct_size;
    *verdict = {};
    verdict->struct_size = size;
    require(expected_digest != nullptr && context != nullptr,
            "ogzk_verify: expected_digest and context must not be null");
    const SrsPoints points = SrsPoints::from_params(span_of(verifier_params, verifier_params_size));
    Digest expected{};
    std::copy_n(expected_digest, 32, expected.begin());
    const Verdict v =
        verify(points, span_of(verifying_key, verifying_key_size), expected, std::span<const uint8_t, 32>(context, 32),
               span_of(published, published_size), span_of(proof, proof_size));
    v.check.copy(verdict->check, sizeof verdict->check - 1);
    v.detail.copy(verdict->detail, sizeof verdict->detail - 1);
    verdict->key_code = v.key_code;
    verdict->accepted = v.accepted ? 1 : 0;
  });
}

void ogzk_keccak256(uint8_t out[32], const uint8_t* data, size_t size) noexcept {
  digest_or_zero(out, [&] { return keccak256(span_of(data, size)); });
}
