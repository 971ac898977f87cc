// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {PairingRejected, PointRejected} from "../Errors.sol";
import {IO} from "../verifier/Frame.sol";

// BN254 through the precompiles of EIP-196 and EIP-197, protocol.md §1.1, §10.3.

// The base field's modulus.
uint256 constant Q = 0x30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd47;

// The generator of G2, in the order x.c1 ‖ x.c0 ‖ y.c1 ‖ y.c0.
uint256 constant G2_X1 = 0x198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2;
uint256 constant G2_X0 = 0x1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed;
uint256 constant G2_Y1 = 0x090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b;
uint256 constant G2_Y0 = 0x12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa;

// Gas forwarded, about eight times today's price: a precompile consumes all it is given when it refuses its input,
// so without a cap one bad point would take 63/64 of the transaction with it.
uint256 constant ADD_GAS = 1_200;
uint256 constant MUL_GAS = 48_000;
uint256 constant PAIRING_GAS = 1_176_000;

// The buffer IO while points are combined. The accumulator lies where the pairing's first argument will be.
uint256 constant SUM = 0x80; //     IO + 0x00: accumulator ‖ product, the input of an addition
uint256 constant PRODUCT = 0xc0; // IO + 0x40
uint256 constant FACTOR = 0x100; // IO + 0x80: point ‖ scalar, the input of a multiplication
uint256 constant SCALAR = 0x140;
uint256 constant PAIR_0_G2 = 0xc0; //  e(SUM, [1]_2)
uint256 constant PAIR_1_G1 = 0x140; // e(−[W'_o], [τ]_2)
uint256 constant PAIR_1_G2 = 0x180;
uint256 constant PAIR_2_G1 = 0x200; // e(−δ[q], [τ^b]_2)
uint256 constant PAIR_2_G2 = 0x240;

/// A multi-scalar multiplication in the frame's buffer. Success and a return of exactly 64 bytes mean that the output
/// was written whole, so it needs no zeroing first. (Yul evaluates arguments from the right: the call comes before
/// `returndatasize()`.)
library Bn254 {
  /// SUM ← scalar · [1]
  function start(uint256 scalar) internal view {
    bool ok;
    assembly {
      mstore(FACTOR, 1)
      mstore(add(FACTOR, 32), 2)
      mstore(SCALAR, scalar)
      ok := and(eq(returndatasize(), 64), staticcall(MUL_GAS, 7, FACTOR, 96, SUM, 64))
    }
    if (!ok) revert PointRejected();
  }

  /// SUM ← SUM + scalar · (the point of the proof at `cursor`). Every point of a proof comes here, also with scalar
  /// 0: this is where it is checked to be canonical and on the curve.
  function add(uint256 cursor, uint256 scalar) internal view {
    bool ok;
    assembly {
      calldatacopy(FACTOR, cursor, 64)
      mstore(SCALAR, scalar)
      ok := and(
        and(eq(returndatasize(), 64), staticcall(ADD_GAS, 6, SUM, 128, SUM, 64)), // second
        and(eq(returndatasize(), 64), staticcall(MUL_GAS, 7, FACTOR, 96, PRODUCT, 64)) // first
      )
    }
    if (!ok) revert PointRejected();
  }

  /// The same for a point in memory.
  function addFrom(uint256 slot, uint256 scalar) internal view {
    bool ok;
    assembly {
      mstore(FACTOR, mload(slot))
      mstore(add(FACTOR, 32), mload(add(slot, 32)))
      mstore(SCALAR, scalar)
      ok := and(
        and(eq(returndatasize(), 64), staticcall(ADD_GAS, 6, SUM, 128, SUM, 64)), // second
        and(eq(returndatasize(), 64), staticcall(MUL_GAS, 7, FACTOR, 96, PRODUCT, 64)) // first
      )
    }
    if (!ok) revert PointRejected();
  }

  /// PAIR_2_G1 ← scalar · (the point of the proof at `cursor`)
  function multiply(uint256 cursor, uint256 scalar) internal view {
    bool ok;
    assembly {
      calldatacopy(FACTOR, cursor, 64)
      mstore(SCALAR, scalar)
      ok := and(eq(returndatasize(), 64), staticcall(MUL_GAS, 7, FACTOR, 96, PAIR_2_G1, 64))
    }
    if (!ok) revert PointRejected();
  }

  /// e(SUM, [1]_2) · e(−(the point at `cursor`), [τ]_2) · e(−PAIR_2_G1, [τ^b]_2) = 1. The two powers are in place.
  function pair(uint256 cursor) internal view {
    bool ok;
    uint256 one;
    assembly {
      mstore(PAIR_0_G2, G2_X1)
      mstore(add(PAIR_0_G2, 32), G2_X0)
      mstore(add(PAIR_0_G2, 64), G2_Y1)
      mstore(add(PAIR_0_G2, 96), G2_Y0)
      // −(x, y) = (x, Q − y); y = 0 only at infinity. The point passed `add`, so y < Q.
      mstore(PAIR_1_G1, calldataload(cursor))
      mstore(add(PAIR_1_G1, 32), mod(sub(Q, calldataload(add(cursor, 32))), Q))
      mstore(add(PAIR_2_G1, 32), mod(sub(Q, mload(add(PAIR_2_G1, 32))), Q))
      mstore(0, 0)
      ok := and(eq(returndatasize(), 32), staticcall(PAIRING_GAS, 8, IO, 0x240, 0, 32))
      one := mload(0)
    }
    if (!ok) revert PointRejected();
    if (one != 1) revert PairingRejected();
  }
}
