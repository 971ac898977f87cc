// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {R, R_MINUS_1, R_PLUS_1, THREE_R} from "../field/Fr.sol";
import {
  DATA, DATA_32, LABEL, NEG_TAU, NOT_CANONICAL, POINT_K, POINT_R, POINT_U, POINT_U_32, PRODUCT_U, STATE
} from "../verifier/Frame.sol";

/// The three sum-checks, protocol.md §5.3, §6.1, §8.1. Every scalar sent is masked by a pad of G, so each recursion
/// runs on masked values; the pads are settled in the opening by Φ (§8.3).
///
/// A scalar ≥ r does not stop a round (`mulmod` reduces it), it is remembered in NOT_CANONICAL. So a key that breaks
/// the check list is refused as such whatever the proof holds, in the order of §10.1, and the rounds have no branch.
library Sumcheck {
  /// S1: C1 ← C1 + Σ_{j≥1} a'_j (r_i^j − τ_i) from C1 = 0; degree 3 in round 0, else 2. From τ_0 come τ_i = τ_{i−1}² (§4.1
  /// step 4); their negatives are kept.
  function zeroCheck(uint256 cursor, uint256 rounds, uint256 tau)
    internal
    pure
    returns (uint256 next, uint256 claim)
  {
    assembly {
      let bad
      // Round 0: a'_1, a'_2, a'_3.
      {
        mstore(LABEL, shl(248, 0x05))
        calldatacopy(DATA, cursor, 96)
        let r := keccak256(STATE, 130)
        mstore(STATE, r)
        r := mod(r, R)
        mstore(POINT_R, r)
        let negTau := sub(R, tau)
        mstore(NEG_TAU, negTau)
        let r2 := mulmod(r, r, R)
        let a1 := calldataload(cursor)
        let a2 := calldataload(add(cursor, 32))
        let a3 := calldataload(add(cursor, 64))
        bad := or(or(gt(a1, R_MINUS_1), gt(a2, R_MINUS_1)), gt(a3, R_MINUS_1))
        claim := add(mulmod(a1, add(r, negTau), R), mulmod(a2, add(r2, negTau), R))
        claim := mod(add(claim, mulmod(a3, add(mulmod(r2, r, R), negTau), R)), R)
        cursor := add(cursor, 96)
      }
      // Rounds i ≥ 1: a'_1, a'_2. `i32` is 32·i.
      let end := shl(5, rounds)
      for { let i32 := 32 } xor(i32, end) { i32 := add(i32, 32) } {
        mstore8(add(LABEL, 1), shr(5, i32))
        calldatacopy(DATA, cursor, 64)
        let r := keccak256(STATE, 98)
        mstore(STATE, r)
        r := mod(r, R)
        mstore(add(POINT_R, i32), r)
        tau := mulmod(tau, tau, R)
        let negTau := sub(R, tau)
        mstore(add(NEG_TAU, i32), negTau)
        let a1 := mload(DATA)
        let a2 := mload(DATA_32)
        bad := or(or(gt(a1, R_MINUS_1), gt(a2, R_MINUS_1)), bad)
        claim := mod(
          add(
            add(mulmod(a2, add(mulmod(r, r, R), negTau), R), mulmod(a1, add(r, negTau), R)), //
            claim
          ),
          R
        )
        cursor := add(cursor, 64)
      }
      mstore(NOT_CANONICAL, bad)
      next := cursor
    }
  }

  /// S2: A2 ← A2·k_i + c'_0 (1 − 2k_i) + c'_2 (k_i² − k_i) [+ c'_3 (k_0³ − k_0)] from A2 = 0.
  /// For two scalars this is k_i·(A2 − 2c'_0 − c'_2 (1 − k_i)) + c'_0, and is computed so, below 2R.
  /// Also returns P_K = Π k_i, which is 1 if there are no rounds.
  function product(uint256 cursor, uint256 rounds)
    internal
    pure
    returns (uint256 next, uint256 claim, uint256 productK)
  {
    assembly {
      let bad := mload(NOT_CANONICAL)
      productK := 1
      if rounds {
        // Round 0: c'_0, c'_2, c'_3. The claim before it is 0.
        mstore(LABEL, shl(248, 0x07))
        calldatacopy(DATA, cursor, 96)
        let k := keccak256(STATE, 130)
        mstore(STATE, k)
        k := mod(k, R)
        mstore(POINT_K, k)
        productK := k
        let negK := sub(R, k)
        let k2 := mulmod(k, k, R)
        let c0 := calldataload(cursor)
        let c2 := calldataload(add(cursor, 32))
        let c3 := calldataload(add(cursor, 64))
        bad := or(bad, or(or(gt(c0, R_MINUS_1), gt(c2, R_MINUS_1)), gt(c3, R_MINUS_1)))
        claim := add(mulmod(c0, add(1, add(negK, negK)), R), mulmod(c2, add(k2, negK), R))
        claim := mod(add(claim, mulmod(c3, add(mulmod(k2, k, R), negK), R)), R)
        cursor := add(cursor, 96)
      }
      let end := shl(5, rounds)
      for { let i32 := 32 } lt(i32, end) { i32 := add(i32, 32) } {
        mstore8(add(LABEL, 1), shr(5, i32))
        calldatacopy(DATA, cursor, 64)
        let k := keccak256(STATE, 98)
        mstore(STATE, k)
        k := mod(k, R)
        mstore(add(POINT_K, i32), k)
        productK := mulmod(productK, k, R)
        let c0 := mload(DATA)
        let c2 := mload(DATA_32)
        bad := or(or(gt(c0, R_MINUS_1), gt(c2, R_MINUS_1)), bad)
        c2 := add(mulmod(c2, sub(R_PLUS_1, k), R), add(c0, c0))
        claim := add(mulmod(sub(add(claim, THREE_R), c2), k, R), c0)
        cursor := add(cursor, 64)
      }
      claim := mod(claim, R)
      mstore(NOT_CANONICAL, bad)
      next := cursor
    }
  }

  /// S3: the same recursion from C, degree 2 throughout; keeps the pairs (1 − u_i, u_i) and U = Π u_i.
  function claims(uint256 cursor, uint256 rounds, uint256 initial)
    internal
    pure
    returns (uint256 next, uint256 claim)
  {
    assembly {
      let bad := mload(NOT_CANONICAL)
      let productU := 1
      mstore(LABEL, shl(248, 0x09))
      let end := shl(6, rounds)
      claim := initial
      for { let i64 := 0 } xor(i64, end) { i64 := add(i64, 64) } {
        mstore8(add(LABEL, 1), shr(6, i64))
        calldatacopy(DATA, cursor, 64)
        cursor := add(cursor, 64)
        let u := keccak256(STATE, 98)
        mstore(STATE, u)
        u := mod(u, R)
        productU := mulmod(productU, u, R)
        mstore(add(POINT_U_32, i64), u)
        let v := sub(R_PLUS_1, u)
        mstore(add(POINT_U, i64), v)
        let c0 := mload(DATA)
        let c2 := mload(DATA_32)
        bad := or(or(gt(c0, R_MINUS_1), gt(c2, R_MINUS_1)), bad)
        c2 := add(mulmod(c2, v, R), add(c0, c0))
        claim := add(mulmod(sub(add(claim, THREE_R), c2), u, R), c0)
      }
      claim := mod(claim, R)
      mstore(NOT_CANONICAL, bad)
      mstore(PRODUCT_U, productU)
      next := cursor
    }
  }
}
