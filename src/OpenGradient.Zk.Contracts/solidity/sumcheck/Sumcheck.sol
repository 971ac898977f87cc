// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {R, R_MINUS_1} from "../field/Fr.sol";
import {DATA, LABEL, NOT_CANONICAL, POINT_K, POINT_R, POINT_U, PRODUCT_U, STATE, TAU} from "../verifier/Frame.sol";

/// The three sum-checks, protocol.md §5.3, §6.1, §8.1. Every scalar sent is masked by a pad of G, so each recursion
/// runs on masked values; the pads are settled in the opening by Φ (§8.3).
///
/// A scalar ≥ r does not stop a round (`mulmod` reduces it), it is remembered in NOT_CANONICAL. So a key that breaks
/// the check list is refused as such whatever the proof holds, in the order of §10.1, and the rounds have no branch.
library Sumcheck {
  /// τ_i = τ_{i−1}², protocol.md §4.1 step 4.
  function setTau(uint256 tau, uint256 rounds) internal pure {
    assembly {
      let end := add(TAU, shl(5, rounds))
      for { let at := TAU } lt(at, end) { at := add(at, 32) } {
        mstore(at, tau)
        tau := mulmod(tau, tau, R)
      }
    }
  }

  /// S1: C1 ← C1 + Σ_{j≥1} a'_j (r_i^j − τ_i) from C1 = 0; degree 3 in round 0, else 2.
  function zeroCheck(uint256 cursor, uint256 rounds) internal pure returns (uint256 next, uint256 claim) {
    assembly {
      let bad := 0
      // Round 0: a'_1, a'_2, a'_3.
      {
        mstore(LABEL, shl(248, 0x05))
        calldatacopy(DATA, cursor, 96)
        let state := keccak256(STATE, 130)
        mstore(STATE, state)
        let r := mod(state, R)
        mstore(POINT_R, r)
        let negTau := sub(R, mload(TAU))
        let a1 := calldataload(cursor)
        let a2 := calldataload(add(cursor, 32))
        let a3 := calldataload(add(cursor, 64))
        bad := or(or(gt(a1, R_MINUS_1), gt(a2, R_MINUS_1)), gt(a3, R_MINUS_1))
        let r2 := mulmod(r, r, R)
        claim := mulmod(a1, add(r, negTau), R)
        claim := add(claim, mulmod(a2, add(r2, negTau), R))
        claim := mod(add(claim, mulmod(a3, add(mulmod(r2, r, R), negTau), R)), R)
        cursor := add(cursor, 96)
      }
      // Rounds i ≥ 1: a'_1, a'_2. `at` is 32·i, `label` is 05 ‖ i.
      let label := shl(240, 0x0501)
      let end := shl(5, rounds)
      for { let at := 32 } lt(at, end) { at := add(at, 32) } {
        mstore(LABEL, label)
        calldatacopy(DATA, cursor, 64)
        let state := keccak256(STATE, 98)
        mstore(STATE, state)
        let r := mod(state, R)
        mstore(add(POINT_R, at), r)
        let negTau := sub(R, mload(add(TAU, at)))
        let a1 := calldataload(cursor)
        let a2 := calldataload(add(cursor, 32))
        bad := or(bad, or(gt(a1, R_MINUS_1), gt(a2, R_MINUS_1)))
        claim := add(claim, mulmod(a1, add(r, negTau), R))
        claim := mod(add(claim, mulmod(a2, add(mulmod(r, r, R), negTau), R)), R)
        cursor := add(cursor, 64)
        label := add(label, shl(240, 1))
      }
      mstore(NOT_CANONICAL, bad)
      next := cursor
    }
  }

  /// S2: A2 ← A2·k_i + c'_0 (1 − 2k_i) + c'_2 (k_i² − k_i) [+ c'_3 (k_0³ − k_0)] from A2 = 0.
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
        let state := keccak256(STATE, 130)
        mstore(STATE, state)
        let k := mod(state, R)
        mstore(POINT_K, k)
        productK := k
        let negK := sub(R, k)
        let c0 := calldataload(cursor)
        let c2 := calldataload(add(cursor, 32))
        let c3 := calldataload(add(cursor, 64))
        bad := or(bad, or(or(gt(c0, R_MINUS_1), gt(c2, R_MINUS_1)), gt(c3, R_MINUS_1)))
        let k2 := mulmod(k, k, R)
        claim := mulmod(c0, add(1, add(negK, negK)), R)
        claim := add(claim, mulmod(c2, add(k2, negK), R))
        claim := add(claim, mulmod(c3, add(mulmod(k2, k, R), negK), R))
        cursor := add(cursor, 96)
      }
      let label := shl(240, 0x0701)
      let end := add(POINT_K, shl(5, rounds))
      for { let at := add(POINT_K, 32) } lt(at, end) { at := add(at, 32) } {
        mstore(LABEL, label)
        calldatacopy(DATA, cursor, 64)
        let state := keccak256(STATE, 98)
        mstore(STATE, state)
        let k := mod(state, R)
        mstore(at, k)
        productK := mulmod(productK, k, R)
        let negK := sub(R, k)
        let c0 := calldataload(cursor)
        let c2 := calldataload(add(cursor, 32))
        bad := or(bad, or(gt(c0, R_MINUS_1), gt(c2, R_MINUS_1)))
        claim := add(mulmod(claim, k, R), mulmod(c0, add(1, add(negK, negK)), R))
        claim := add(claim, mulmod(c2, add(mulmod(k, k, R), negK), R))
        cursor := add(cursor, 64)
        label := add(label, shl(240, 1))
      }
      mstore(NOT_CANONICAL, bad)
      claim := mod(claim, R)
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
      let label := shl(248, 0x09)
      let end := add(POINT_U, shl(6, rounds))
      claim := initial
      for { let at := POINT_U } lt(at, end) { at := add(at, 64) } {
        mstore(LABEL, label)
        calldatacopy(DATA, cursor, 64)
        let state := keccak256(STATE, 98)
        mstore(STATE, state)
        let u := mod(state, R)
        let negU := sub(R, u)
        mstore(at, add(negU, 1))
        mstore(add(at, 32), u)
        productU := mulmod(productU, u, R)
        let c0 := calldataload(cursor)
        let c2 := calldataload(add(cursor, 32))
        bad := or(bad, or(gt(c0, R_MINUS_1), gt(c2, R_MINUS_1)))
        claim := add(mulmod(claim, u, R), mulmod(c0, add(1, add(negU, negU)), R))
        claim := add(claim, mulmod(c2, add(mulmod(u, u, R), negU), R))
        cursor := add(cursor, 64)
        label := add(label, shl(240, 1))
      }
      mstore(NOT_CANONICAL, bad)
      mstore(PRODUCT_U, productU)
      claim := mod(claim, R)
      next := cursor
    }
  }
}
