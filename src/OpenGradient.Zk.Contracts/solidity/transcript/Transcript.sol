// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {R} from "../field/Fr.sol";
import {DATA, HEAP, IO, LABEL, STATE} from "../verifier/Frame.sol";

/// The Fiat-Shamir transcript, protocol.md §4.1. Labels are those of its table.
library Transcript {
  uint256 internal constant COMMITMENTS = 0x01; // [X], [G] → α
  uint256 internal constant BETA = 0x02; //        nothing → β
  uint256 internal constant HELPERS = 0x03; //     [H] → μ
  uint256 internal constant TAU_0 = 0x04; //       nothing → τ_0
  uint256 internal constant B1_E1 = 0x06; //       B1, E1 → κ
  uint256 internal constant B2 = 0x08; //          B2 → ξ
  uint256 internal constant ROW_FOLD = 0x0a; //    [h] → θ
  uint256 internal constant DIVISION = 0x0b; //    [q], [g] → γ
  uint256 internal constant SYMMETRIC = 0x0c; //   [S], [D] → ζ
  uint256 internal constant EVALUATIONS = 0x0d; // eight scalars → λ
  uint256 internal constant QUOTIENT = 0x0e; //    [W_o] → z
  uint256 internal constant LINEAR = 0x0f; //      [W'_o] → δ

  /// st_0 = keccak("SMZ/1" ‖ srsId ‖ vkDigest ‖ keccak(context) ‖ keccak(pub))
  function start(bytes32 srsId, bytes32 vkDigest, bytes32 context, bytes calldata pub) internal pure {
    assembly {
      let heap := mload(HEAP)
      calldatacopy(heap, pub.offset, pub.length)
      mstore(0, context)
      mstore(IO, shl(216, 0x534d5a2f31)) // "SMZ/1"
      mstore(add(IO, 5), srsId)
      mstore(add(IO, 37), vkDigest)
      mstore(add(IO, 69), keccak256(0, 32))
      mstore(add(IO, 101), keccak256(heap, pub.length))
      mstore(STATE, keccak256(IO, 133))
    }
  }

  /// st ← keccak(st ‖ label ‖ 0 ‖ length bytes of the proof at `cursor`); the challenge is st mod r.
  /// At most 256 bytes: the buffer's size.
  function absorb(uint256 label, uint256 cursor, uint256 length) internal pure returns (uint256 challenge) {
    assembly {
      mstore(LABEL, shl(248, label))
      calldatacopy(DATA, cursor, length)
      let state := keccak256(STATE, add(length, 34))
      mstore(STATE, state)
      challenge := mod(state, R)
    }
  }

  /// The same for the lists of B values, whose length the key sets: hashed on the heap.
  function absorbLong(uint256 label, uint256 cursor, uint256 length) internal pure returns (uint256 challenge) {
    assembly {
      let heap := mload(HEAP)
      mstore(heap, mload(STATE))
      mstore(add(heap, 32), shl(248, label))
      calldatacopy(add(heap, 34), cursor, length)
      let state := keccak256(heap, add(length, 34))
      mstore(STATE, state)
      challenge := mod(state, R)
    }
  }
}
