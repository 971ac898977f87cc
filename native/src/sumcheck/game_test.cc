// SPDX-License-Identifier: Apache-2.0
//
// The rounds of S1, S2 and S3 as games over a tiny field, played to the end: the best adaptive strategy against a false
// claim wins with no more than the sum of the degrees over the field's size, and against a true one always. The
// recursions mirror the verifier's (circuits/protocol.md §5.3, §6.1, §8.1) over any field.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>

#include "field/tiny.h"

namespace ogzk {
namespace {

constexpr uint32_t kPrime = 11;
using F = TinyField<kPrime>;

F num(uint64_t v) { return F::from_u64(v); }
uint32_t index(const F& v) { return static_cast<uint32_t>(v.canonical()[0]); }
F bump(const F& y) { return y * (F::one() - y); }

// S1 binds x_i against tau_i: C <- C + sum_{j>=1} a_j (r^j - tau)
struct EqRound {
  F tau;
  F next(const F& claim, const std::array<F, 3>& a, const F& r) const {
    F out = claim, power = r;
    for (const F& a_j : a) {
      out += a_j * (power - tau);
      power *= r;
    }
    return out;
  }
};
// S2 and S3: C <- C y + c_0 (1 - 2y) + c_2 (y^2 - y) + c_3 (y^3 - y)
struct SumRound {
  F next(const F& claim, const std::array<F, 3>& c, const F& y) const {
    return claim * y + c[0] * (F::one() - y.dbl()) + c[1] * (y.square() - y) + c[2] * (y.square() * y - y);
  }
};

// Of kPrime^2 challenges in two rounds, how many the best prover wins, by exhausting its messages: the value of a game
// whose last claim must equal final(r_0, r_1).
template <class Round, class Final>
class Game {
 public:
  Game(std::array<Round, 2> rounds, bool cubic, const Final& final) : rounds_(rounds), cubic_(cubic), final_(final) {
    for (uint32_t r0 = 0; r0 < kPrime; ++r0)
      for (uint32_t claim = 0; claim < kPrime; ++claim) last_[r0][claim] = best_last(num(r0), num(claim));
  }
  uint32_t wins(const F& claim) const {
    uint32_t best = 0;
    for_each_message(cubic_, [&](const std::array<F, 3>& message) {
      uint32_t sum = 0;
      for (uint32_t r = 0; r < kPrime; ++r) sum += last_[r][index(rounds_[0].next(claim, message, num(r)))];
      best = std::max(best, sum);
    });
    return best;
  }

 private:
  template <class Visit>
  static void for_each_message(bool cubic, const Visit& visit) {
    for (uint32_t a = 0; a < kPrime; ++a)
      for (uint32_t b = 0; b < kPrime; ++b)
        for (uint32_t c = 0; c < (cubic ? kPrime : 1); ++c) visit({num(a), num(b), num(c)});
  }
  uint32_t best_last(const F& r0, const F& claim) const {
    uint32_t best = 0;
    for_each_message(false, [&](const std::array<F, 3>& message) {
      uint32_t sum = 0;
      for (uint32_t r = 0; r < kPrime; ++r)
        sum += rounds_[1].next(claim, message, num(r)) == final_(r0, num(r)) ? 1 : 0;
      best = std::max(best, sum);
    });
    return best;
  }
  std::array<Round, 2> rounds_;
  bool cubic_;
  Final final_;
  std::array<std::array<uint32_t, kPrime>, kPrime> last_{};
};

F line(const F& low, const F& high, const F& y) { return low + y * (high - low); }
F plane(const std::array<F, 4>& v, const F& x, const F& y) { return line(line(v[0], v[1], x), line(v[2], v[3], x), y); }
std::array<F, 4> any(std::mt19937& random) { return {num(random()), num(random()), num(random()), num(random())}; }

// All prover strategies lose but for (3 + 2) / p of the challenges where round 0 is cubic, (2 + 2) / p where not.
template <class Round, class Final>
void expect_bounded(const std::array<Round, 2>& rounds, bool cubic, const Final& final, const F& truth) {
  const Game<Round, Final> game(rounds, cubic, final);
  for (uint32_t claim = 0; claim < kPrime; ++claim) {
    const uint32_t wins = game.wins(num(claim));
    if (num(claim) == truth) {
      EXPECT_EQ(wins, kPrime * kPrime);
    } else {
      EXPECT_LE(wins, (cubic ? 5 : 4) * kPrime);
    }
  }
}

TEST(Game, S1) {
  std::mt19937 random(1);
  for (int trial = 0; trial < 12; ++trial) {
    const auto h = any(random), margin = any(random), gm = any(random), gt = any(random), m = any(random);
    const F s = trial % 3 == 0 ? F::zero() : num(random()), mu = num(random());
    const F tau0 = num(random()), tau1 = num(random());
    const auto value = [&](const F& x, const F& y) {
      return (plane(h, x, y) + s * bump(x)) * plane(margin, x, y) - F::one() +
             mu * (plane(gm, x, y) * plane(gt, x, y) - plane(m, x, y));
    };
    F truth;
    for (uint64_t i = 0; i < 4; ++i) {
      const F x = num(i & 1), y = num(i >> 1);
      truth += line(F::one() - tau0, tau0, x) * line(F::one() - tau1, tau1, y) * value(x, y);
    }
    expect_bounded<EqRound>({EqRound{tau0}, EqRound{tau1}}, true, value, truth);
  }
}

// The claim of S2 is not sent: it stays a symbol that P_K = k_0 k_1 multiplies at the end.
TEST(Game, S2) {
  std::mt19937 random(2);
  for (int trial = 0; trial < 12; ++trial) {
    const auto A = any(random), B = any(random);
    const F s = trial % 3 == 0 ? F::zero() : num(random());
    const auto value = [&](const F& x, const F& y) { return plane(A, x, y) * (plane(B, x, y) + s * bump(x)); };
    F truth;
    for (size_t i = 0; i < 4; ++i) truth += A[i] * B[i];
    for (const F& claim : {truth, truth + F::one(), truth + num(5)}) {
      // from 0, against value - P_K claim, is the game from `claim` against value
      const auto symbolic = [&](const F& x, const F& y) { return value(x, y) - x * y * claim; };
      const Game<SumRound, decltype(symbolic)> game({}, true, symbolic);
      const uint32_t wins = game.wins(F::zero());
      if (claim == truth) {
        EXPECT_EQ(wins, kPrime * kPrime);
      } else {
        EXPECT_LE(wins, 5 * kPrime);
      }
    }
    expect_bounded<SumRound>({}, true, value, truth);
  }
}

TEST(Game, S3) {
  std::mt19937 random(3);
  for (int trial = 0; trial < 12; ++trial) {
    const auto omega = any(random), data = any(random);
    F truth;
    for (size_t i = 0; i < 4; ++i) truth += omega[i] * data[i];
    // a stack that ends below: weight and data both carry (1 - y)
    const auto value = [&](const F& x, const F& y) {
      if (trial % 2 == 0) return plane(omega, x, y) * plane(data, x, y);
      return line(omega[0], omega[1], x) * line(data[0], data[1], x) * (F::one() - y).square();
    };
    if (trial % 2 == 1) truth = omega[0] * data[0] + omega[1] * data[1];
    expect_bounded<SumRound>({}, false, value, truth);
  }
}

TEST(Game, TheBoundIsReachedSoTheGameIsNotTooKind) {
  uint32_t most = 0;
  std::mt19937 random(4);
  for (int trial = 0; trial < 6; ++trial) {
    const auto omega = any(random), data = any(random);
    const auto value = [&](const F& x, const F& y) { return plane(omega, x, y) * plane(data, x, y); };
    F truth;
    for (size_t i = 0; i < 4; ++i) truth += omega[i] * data[i];
    const Game<SumRound, decltype(value)> game({}, false, value);
    for (uint32_t d = 1; d < kPrime; ++d) most = std::max(most, game.wins(truth + num(d)));
  }
  // two roots a round: 1 - (1 - 2/p)^2
  EXPECT_EQ(most, 4 * kPrime - 4);
}

// xi: a linear combination of claims of which one is false at least is true for at most (claims - 1) of p challenges.
TEST(Game, BatchingByPowers) {
  for (uint32_t e0 = 0; e0 < kPrime; ++e0)
    for (uint32_t e1 = 0; e1 < kPrime; ++e1)
      for (uint32_t e2 = 0; e2 < kPrime; ++e2) {
        if (e0 + e1 + e2 == 0) continue;
        uint32_t accepted = 0;
        for (uint32_t xi = 0; xi < kPrime; ++xi)
          accepted += (num(e0) + num(xi) * (num(e1) + num(xi) * num(e2))).is_zero() ? 1 : 0;
        EXPECT_LE(accepted, 2U);
      }
}

// tau_i = tau^(2^i): sum_x eq(tau, x) v(x) vanishes for a non-zero v at no more than 2^n - 1 of p values of tau.
TEST(Game, TheKroneckerPoint) {
  for (uint32_t code = 1; code < kPrime * kPrime * kPrime * kPrime; ++code) {
    const std::array<F, 4> v = {num(code), num(code / kPrime), num(code / kPrime / kPrime),
                                num(code / kPrime / kPrime / kPrime)};
    if (v == std::array<F, 4>{}) continue;
    uint32_t zeros = 0;
    for (uint32_t tau = 0; tau < kPrime; ++tau) zeros += plane(v, num(tau), num(tau).square()).is_zero() ? 1 : 0;
    EXPECT_LE(zeros, 3U) << code;
  }
}

}  // namespace
}  // namespace ogzk
