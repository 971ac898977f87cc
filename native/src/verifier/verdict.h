// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>

namespace ogzk {

// The verifier's answer. A refusal carries the name of its check in circuits/protocol.md §10.2.
struct [[nodiscard]] Verdict {
  bool accepted = false;
  std::string check;   // "" when accepted
  int key_code = 0;    // §8.7, when check is KeyRejected
  std::string detail;  // for people

  static Verdict accept() { return {true, {}, 0, {}}; }
  static Verdict reject(std::string check, std::string detail = {}) {
    return {false, std::move(check), 0, std::move(detail)};
  }
  static Verdict reject_key(int code, std::string detail) { return {false, "KeyRejected", code, std::move(detail)}; }
};

}  // namespace ogzk
