/* SPDX-License-Identifier: Apache-2.0 */
/* OpenGradient.Zk native prover: the only public header (C11).
 *
 * Argument order: object, outputs, inputs (length after pointer), callbacks, error last. Nothing throws across.
 * A pointer may be NULL when its length is 0. Errors are returned in a caller-owned sized struct and as the status;
 * outputs are then NULL, digests of functions without a status 32 zero bytes. Objects are immutable after creation and
 * safe to share between threads; destroy accepts NULL. "The proof is false" is an answer (accepted = 0 and the check's
 * name), never an error. */
#ifndef OGZK_OGZK_H
#define OGZK_OGZK_H

#include <stddef.h>
#include <stdint.h>

#if defined(__cplusplus)
#define OGZK_NOEXCEPT noexcept
extern "C" {
#else
#define OGZK_NOEXCEPT
#endif

#if defined(OGZK_BUILD)
#define OGZK_API __attribute__((visibility("default")))
#else
#define OGZK_API
#endif

#define OGZK_ABI_VERSION 1

typedef int32_t ogzk_status;
#define OGZK_OK 0
#define OGZK_INVALID_ARGUMENT 1 /* the caller's request does not fit (shape, range, null) */
#define OGZK_MALFORMED 2        /* bytes that are not what they claim to be */
#define OGZK_UNSUPPORTED 3      /* well-formed, but outside what this version proves */
#define OGZK_CANCELLED 4        /* the progress callback asked to stop */
#define OGZK_IO 5               /* a file could not be read or written */
#define OGZK_OUT_OF_MEMORY 6
#define OGZK_INTERNAL 7 /* a broken invariant: our fault */

typedef struct ogzk_error {
  uint32_t struct_size; /* in: sizeof(ogzk_error) */
  ogzk_status status;   /* out */
  char message[504];    /* out: a sentence, UTF-8, zero-terminated; never contains secrets */
} ogzk_error;

/** Called from one thread at a time, never after the call returned: at every border of a stage, else at most about 20
 * times a second; the last report is repeated while one long computation goes on. Returns 0 to go on, anything else to
 * cancel, which takes effect within a tenth of a second or so. stage: OGZK_STAGE_*. */
typedef int32_t (*ogzk_progress_fn)(void* user, uint32_t stage, uint64_t done, uint64_t total);
typedef struct ogzk_progress {
  uint32_t struct_size;
  uint32_t reserved;
  ogzk_progress_fn report;
  void* user;
} ogzk_progress;
#define OGZK_STAGE_SRS 1
#define OGZK_STAGE_LAYOUT 2
#define OGZK_STAGE_COMMIT 3
#define OGZK_STAGE_SHIFTS 4
#define OGZK_STAGE_RANK 5
#define OGZK_STAGE_WITNESS 6
#define OGZK_STAGE_LOOKUP 7
#define OGZK_STAGE_SUMCHECK 8
#define OGZK_STAGE_OPENING 9
#define OGZK_STAGE_SELF_CHECK 10

typedef struct ogzk_buffer ogzk_buffer;   /* bytes owned by the library */
typedef struct ogzk_srs ogzk_srs;         /* structured reference string */
typedef struct ogzk_circuit ogzk_circuit; /* a checked circuit (circuits/schema/circuit.proto) */
typedef struct ogzk_prover ogzk_prover;   /* proving key + circuit + SRS, ready to prove */

OGZK_API uint32_t ogzk_abi_version(void) OGZK_NOEXCEPT;
/** keccak256("SMZ/1"), 32 bytes. */
OGZK_API void ogzk_protocol_id(uint8_t out[32]) OGZK_NOEXCEPT;
/** Compiler, back end chosen for this CPU, version: one line. Static. */
OGZK_API const char* ogzk_build_info(void) OGZK_NOEXCEPT;
OGZK_API const char* ogzk_status_name(ogzk_status status) OGZK_NOEXCEPT;
/** Width of the thread pool, at most 256; 0 = number of processors. Not while a call is running. */
OGZK_API void ogzk_set_threads(uint32_t threads) OGZK_NOEXCEPT;
/** Overwrites memory in a way the compiler keeps. */
OGZK_API void ogzk_secure_zero(void* data, size_t size) OGZK_NOEXCEPT;

OGZK_API const uint8_t* ogzk_buffer_data(const ogzk_buffer* buffer) OGZK_NOEXCEPT;
OGZK_API size_t ogzk_buffer_size(const ogzk_buffer* buffer) OGZK_NOEXCEPT;
/** Zeroes, then frees. */
OGZK_API void ogzk_buffer_destroy(ogzk_buffer* buffer) OGZK_NOEXCEPT;

/** Opens a powers-of-tau file with enough G1 powers for circuits up to 2^log2_size entries (protocol.md §11.5). */
OGZK_API ogzk_status ogzk_srs_open_ptau(ogzk_srs** srs, const char* path, uint32_t log2_size,
                                        const ogzk_progress* progress, ogzk_error* error) OGZK_NOEXCEPT;
/** The INSECURE development SRS: its secret is published. cache_path may be NULL (no cache file). */
OGZK_API ogzk_status ogzk_srs_open_insecure(ogzk_srs** srs, uint32_t log2_size, const char* cache_path,
                                            const ogzk_progress* progress, ogzk_error* error) OGZK_NOEXCEPT;
/** 1 if the secret of this SRS is known to everybody. */
OGZK_API int32_t ogzk_srs_is_insecure(const ogzk_srs* srs) OGZK_NOEXCEPT;
/** srsId of protocol.md §4.1. */
OGZK_API void ogzk_srs_id(const ogzk_srs* srs, uint8_t out[32]) OGZK_NOEXCEPT;
/** What a verifier needs: [tau]_2 and [tau^(2^t)]_2, t = 5..13; 1280 bytes (protocol.md §4.1). */
OGZK_API ogzk_status ogzk_srs_verifier_params(const ogzk_srs* srs, ogzk_buffer** params,
                                              ogzk_error* error) OGZK_NOEXCEPT;
/** The constructor argument of ModelVerifier.sol: A_0..A_13 then B_0..B_13 (protocol.md §10.3); 2688 bytes. */
OGZK_API ogzk_status ogzk_srs_deployment_params(const ogzk_srs* srs, ogzk_buffer** params,
                                                ogzk_error* error) OGZK_NOEXCEPT;
OGZK_API void ogzk_srs_destroy(ogzk_srs* srs) OGZK_NOEXCEPT;

/** Reads and checks a circuit. Out: circuit. */
OGZK_API ogzk_status ogzk_circuit_open(ogzk_circuit** circuit, const uint8_t* bytes, size_t size,
                                       ogzk_error* error) OGZK_NOEXCEPT;
/** keccak of shape, tables and schema, not of the protobuf bytes and not of the weights: it may be published. The
 *  digest of the verifying key names the weights. */
OGZK_API void ogzk_circuit_digest(const ogzk_circuit* circuit, uint8_t out[32]) OGZK_NOEXCEPT;
/** log2 of the SRS size this circuit needs (ogzk_srs_open_*). */
OGZK_API uint32_t ogzk_circuit_log2_size(const ogzk_circuit* circuit) OGZK_NOEXCEPT;
/** Integer inference only. inputs: int32 little-endian, inputs concatenated. outputs: every published value
 *  (public inputs, then outputs), int32 little-endian, zero points subtracted. */
OGZK_API ogzk_status ogzk_circuit_evaluate(const ogzk_circuit* circuit, ogzk_buffer** published, const uint8_t* inputs,
                                           size_t inputs_size, ogzk_error* error) OGZK_NOEXCEPT;
/** Integer inference, then every constraint of the circuit checked on the witness (no proof). */
OGZK_API ogzk_status ogzk_circuit_mock(const ogzk_circuit* circuit, ogzk_buffer** published, const uint8_t* inputs,
                                       size_t inputs_size, ogzk_error* error) OGZK_NOEXCEPT;
OGZK_API void ogzk_circuit_destroy(ogzk_circuit* circuit) OGZK_NOEXCEPT;

/** Lays the circuit out, commits to the weights with a fresh blinder, runs the rank test.
 *  Out: verifying_key (public, protocol.md §8.4), proving_key (SECRET: weights, blinder, shifts; mode 0600). */
OGZK_API ogzk_status ogzk_setup(const ogzk_circuit* circuit, ogzk_buffer** verifying_key, ogzk_buffer** proving_key,
                                const ogzk_srs* srs, const ogzk_progress* progress, ogzk_error* error) OGZK_NOEXCEPT;

/** Reads a proving key and refuses one made for another SRS. The prover keeps the SRS alive. */
OGZK_API ogzk_status ogzk_prover_open(ogzk_prover** prover, const uint8_t* proving_key, size_t proving_key_size,
                                      const ogzk_srs* srs, ogzk_error* error) OGZK_NOEXCEPT;
/** The verifying key this prover proves for. */
OGZK_API ogzk_status ogzk_prover_verifying_key(const ogzk_prover* prover, ogzk_buffer** verifying_key,
                                               ogzk_error* error) OGZK_NOEXCEPT;
/** Proves one inference, and verifies the proof before it is released.
 *  Out: proof (protocol.md §4.2), published (pub of protocol.md §1.4: 4-byte big-endian). */
OGZK_API ogzk_status ogzk_prove(const ogzk_prover* prover, ogzk_buffer** proof, ogzk_buffer** published,
                                const uint8_t* inputs, size_t inputs_size, const uint8_t context[32],
                                const ogzk_progress* progress, ogzk_error* error) OGZK_NOEXCEPT;
OGZK_API void ogzk_prover_destroy(ogzk_prover* prover) OGZK_NOEXCEPT;

typedef struct ogzk_verdict {
  uint32_t struct_size;
  int32_t accepted; /* 1 or 0 */
  int32_t key_code; /* code of KeyRejected, else 0 */
  char check[64];   /* name of the refusal (protocol.md §10.2), empty when accepted */
  char detail[252];
} ogzk_verdict;

/** Verifies. expected_digest: the key digest the caller trusts. Pure: no threads, files or clocks. */
OGZK_API ogzk_status ogzk_verify(ogzk_verdict* verdict, const uint8_t* verifier_params, size_t verifier_params_size,
                                 const uint8_t* verifying_key, size_t verifying_key_size,
                                 const uint8_t expected_digest[32], const uint8_t context[32], const uint8_t* published,
                                 size_t published_size, const uint8_t* proof, size_t proof_size,
                                 ogzk_error* error) OGZK_NOEXCEPT;

/** keccak256 of some bytes, as the EVM has it. */
OGZK_API void ogzk_keccak256(uint8_t out[32], const uint8_t* data, size_t size) OGZK_NOEXCEPT;

#if defined(__cplusplus)
}
#endif
#endif
