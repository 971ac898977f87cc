// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "ogzk/ogzk.h"

namespace {

// A struct that served a true proof before must not keep its answer when a later call fails.
TEST(CBorder, AVerdictIsClearedBeforeAnythingCanFail) {
  ogzk_verdict verdict{};
  verdict.struct_size = sizeof verdict;
  verdict.accepted = 1;
  verdict.key_code = 9;
  verdict.check[0] = 'x';
  const uint8_t context[32] = {};
  ogzk_error error{};
  error.struct_size = sizeof error;
  EXPECT_EQ(ogzk_verify(&verdict, nullptr, 0, nullptr, 0, nullptr, context, nullptr, 0, nullptr, 0, &error),
            OGZK_INVALID_ARGUMENT);
  EXPECT_EQ(verdict.accepted, 0);
  EXPECT_EQ(verdict.key_code, 0);
  EXPECT_EQ(verdict.check[0], 0);
  EXPECT_NE(error.message[0], 0);
}

TEST(CBorder, NullHandlesAreRefusedAndNotFollowed) {
  uint8_t out[32] = {};
  ogzk_srs_id(nullptr, out);
  ogzk_circuit_digest(nullptr, out);
  ogzk_protocol_id(nullptr);
  ogzk_keccak256(nullptr, nullptr, 0);
  EXPECT_EQ(ogzk_circuit_log2_size(nullptr), 0U);
  ogzk_buffer_destroy(nullptr);
  ogzk_srs_destroy(nullptr);
  ogzk_prover_destroy(nullptr);
}

struct Answers {
  int asked = 0, last = 0;
};
int32_t answer(void* user, uint32_t, uint64_t, uint64_t) {
  auto* a = static_cast<Answers*>(user);
  return ++a->asked >= a->last ? 1 : 0;
}

TEST(CBorder, ACallbackThatSaysNoCancelsAndAMissingFileIsIo) {
  ogzk_error error{};
  error.struct_size = sizeof error;
  ogzk_srs* srs = nullptr;
  Answers answers{0, 2};
  const ogzk_progress progress{sizeof progress, 0, answer, &answers};
  // A second question comes only from inside the work: the border of the one stage asks once.
  EXPECT_EQ(ogzk_srs_open_insecure(&srs, 19, nullptr, &progress, &error), OGZK_CANCELLED);
  EXPECT_EQ(answers.asked, 2);
  EXPECT_EQ(srs, nullptr);
  EXPECT_EQ(ogzk_srs_open_ptau(&srs, "/nonexistent.ptau", 5, nullptr, &error), OGZK_IO);
  EXPECT_EQ(error.status, OGZK_IO);
  EXPECT_EQ(srs, nullptr);
}

}  // namespace
