// SPDX-License-Identifier: Apache-2.0
#include "verifier/sumcheck_verifier.h"

#include "base/error.h"

namespace ogzk {

SumcheckEnd verify_s1(Transcript& transcript, std::span<const Message> rounds, std::span<const Fr> taus) {
  check(rounds.size() == taus.size(), "verify_s1: one tau per round");
  SumcheckEnd end;  // from the claim 0
  for (size_t i = 0; i < rounds.size(); ++i) {
    const Fr r = transcript.absorb(kLabelS1Round, static_cast<uint8_t>(i), rounds[i].bytes);
    Fr power = r;
    for (const Fr& a : rounds[i].values) {
      end.value += a * (power - taus[i]);
      power *= r;
    }
    end.point.push_back(r);
  }
  return end;
}

SumcheckEnd verify_rounds(Transcript& transcript, uint8_t label, std::span<const Message> rounds, const Fr& claim) {
  SumcheckEnd end{{}, claim};
  for (size_t i = 0; i < rounds.size(); ++i) {
    const std::vector<Fr>& c = rounds[i].values;
    check(c.size() == 2 || c.size() == 3, "verify_rounds: two or three coefficients a round");
    const Fr y = transcript.absorb(label, static_cast<uint8_t>(i), rounds[i].bytes);
    const Fr square = y.square();
    end.value = end.value * y + c[0] * (Fr::one() - y - y) + c[1] * (square - y);
    if (c.size() == 3) end.value += c[2] * (square * y - y);
    end.point.push_back(y);
  }
  return end;
}

}  // namespace ogzk
