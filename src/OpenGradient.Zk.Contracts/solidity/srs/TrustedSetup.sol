// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {PrecompileRejected, SetupRejected} from "../Errors.sol";
import {ADD_GAS, G2_X0, G2_X1, G2_Y0, G2_Y1, MUL_GAS, PAIRING_GAS, Q} from "../curve/Bn254.sol";

/// The G2 powers of the setup, pinned at deployment, protocol.md §10.3. They live in this contract's code and never come
/// from a key: a key that could name its own [τ^b]_2 (for instance infinity) could prove anything.
abstract contract TrustedSetup {
  /// params = A_0..A_13 ‖ B_0..B_13, A_t = [τ^(2^t)]_1 (64 bytes), B_t = [τ^(2^t)]_2 (128 bytes).
  uint256 private constant _POWERS = 14;
  uint256 private constant _B = 14 * 64;

  bytes32 internal immutable _srsId;

  // [τ^(2^t)]_2 for t = 0 and t = 5..13. Immutables are value types, hence one by one.
  uint256 private immutable _X1_0;
  uint256 private immutable _X0_0;
  uint256 private immutable _Y1_0;
  uint256 private immutable _Y0_0;
  uint256 private immutable _X1_5;
  uint256 private immutable _X0_5;
  uint256 private immutable _Y1_5;
  uint256 private immutable _Y0_5;
  uint256 private immutable _X1_6;
  uint256 private immutable _X0_6;
  uint256 private immutable _Y1_6;
  uint256 private immutable _Y0_6;
  uint256 private immutable _X1_7;
  uint256 private immutable _X0_7;
  uint256 private immutable _Y1_7;
  uint256 private immutable _Y0_7;
  uint256 private immutable _X1_8;
  uint256 private immutable _X0_8;
  uint256 private immutable _Y1_8;
  uint256 private immutable _Y0_8;
  uint256 private immutable _X1_9;
  uint256 private immutable _X0_9;
  uint256 private immutable _Y1_9;
  uint256 private immutable _Y0_9;
  uint256 private immutable _X1_10;
  uint256 private immutable _X0_10;
  uint256 private immutable _Y1_10;
  uint256 private immutable _Y0_10;
  uint256 private immutable _X1_11;
  uint256 private immutable _X0_11;
  uint256 private immutable _Y1_11;
  uint256 private immutable _Y0_11;
  uint256 private immutable _X1_12;
  uint256 private immutable _X0_12;
  uint256 private immutable _Y1_12;
  uint256 private immutable _Y0_12;
  uint256 private immutable _X1_13;
  uint256 private immutable _X0_13;
  uint256 private immutable _Y1_13;
  uint256 private immutable _Y0_13;

  constructor(bytes memory params) {
    _checkPrecompiles();
    _checkPowers(params);
    _srsId = keccak256(bytes.concat(_slice(params, _B, 128), _slice(params, _B + 5 * 128, 9 * 128)));
    (_X1_0, _X0_0, _Y1_0, _Y0_0) = _g2(params, 0);
    (_X1_5, _X0_5, _Y1_5, _Y0_5) = _g2(params, 5);
    (_X1_6, _X0_6, _Y1_6, _Y0_6) = _g2(params, 6);
    (_X1_7, _X0_7, _Y1_7, _Y0_7) = _g2(params, 7);
    (_X1_8, _X0_8, _Y1_8, _Y0_8) = _g2(params, 8);
    (_X1_9, _X0_9, _Y1_9, _Y0_9) = _g2(params, 9);
    (_X1_10, _X0_10, _Y1_10, _Y0_10) = _g2(params, 10);
    (_X1_11, _X0_11, _Y1_11, _Y0_11) = _g2(params, 11);
    (_X1_12, _X0_12, _Y1_12, _Y0_12) = _g2(params, 12);
    (_X1_13, _X0_13, _Y1_13, _Y0_13) = _g2(params, 13);
  }

  /// Writes [τ]_2 to memory at `slot`.
  function _writeTau(uint256 slot) internal view {
    _write(slot, _X1_0, _X0_0, _Y1_0, _Y0_0);
  }

  /// Writes [τ^(2^t)]_2 to memory at `slot`; the check list has refused any other t (code 4). Common t first.
  function _writePower(uint256 slot, uint256 t) internal view {
    if (t == 9) _write(slot, _X1_9, _X0_9, _Y1_9, _Y0_9);
    else if (t == 10) _write(slot, _X1_10, _X0_10, _Y1_10, _Y0_10);
    else if (t == 8) _write(slot, _X1_8, _X0_8, _Y1_8, _Y0_8);
    else if (t == 11) _write(slot, _X1_11, _X0_11, _Y1_11, _Y0_11);
    else if (t == 7) _write(slot, _X1_7, _X0_7, _Y1_7, _Y0_7);
    else if (t == 6) _write(slot, _X1_6, _X0_6, _Y1_6, _Y0_6);
    else if (t == 12) _write(slot, _X1_12, _X0_12, _Y1_12, _Y0_12);
    else if (t == 5) _write(slot, _X1_5, _X0_5, _Y1_5, _Y0_5);
    else if (t == 13) _write(slot, _X1_13, _X0_13, _Y1_13, _Y0_13);
    else assert(false);
  }

  function _write(uint256 slot, uint256 x1, uint256 x0, uint256 y1, uint256 y0) private pure {
    assembly {
      mstore(slot, x1)
      mstore(add(slot, 32), x0)
      mstore(add(slot, 64), y1)
      mstore(add(slot, 96), y0)
    }
  }

  /// One τ behind all powers: e(A_t, [1]_2) = e([1]_1, B_t) ties B_t to A_t, and e(A_t, B_t) = e(A_(t+1), [1]_2) makes
  /// each the square of the one before. Infinity (τ = 0) would satisfy all of these; [1]_1 at some t means that τ
  /// has order dividing 2^t.
  function _checkPowers(bytes memory params) private view {
    if (params.length != _POWERS * 192) revert SetupRejected(_POWERS);
    bytes memory g2 = abi.encode(G2_X1, G2_X0, G2_Y1, G2_Y0);
    bytes memory negOne = abi.encode(1, Q - 2);
    for (uint256 t = 0; t < _POWERS; ++t) {
      bytes memory a = _slice(params, 64 * t, 64);
      bytes memory b = _slice(params, _B + 128 * t, 128);
      (uint256 x, uint256 y) = abi.decode(a, (uint256, uint256));
      if ((x == 0 && y == 0) || (x == 1 && y == 2)) revert SetupRejected(t);
      if (!_pairingIsOne(bytes.concat(a, g2, negOne, b))) revert SetupRejected(t);
      if (t + 1 < _POWERS) {
        (x, y) = abi.decode(_slice(params, 64 * (t + 1), 64), (uint256, uint256));
        if (y >= Q) revert SetupRejected(t + 1);
        if (!_pairingIsOne(bytes.concat(a, b, abi.encode(x, Q - y), g2))) revert SetupRejected(t + 1);
      }
    }
  }

  /// Known answers: [1] + [1] = 2·[1] = the published double, a pairing that is one and one that is not. On a chain
  /// without a precompile a call succeeds with no data, and a verifier that did not look would accept. Asked under the caps
  /// of Bn254, so that a chain where a precompile costs more is refused here and not by every proof.
  function _checkPrecompiles() private view {
    uint256 x = 0x030644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd3;
    uint256 y = 0x15ed738c0e0a7c92e7845f96b2ae9c0a68a6a449e3538fc7ff3ebf7a5a18a2c4;
    bytes memory double_ = abi.encode(x, y);
    (bool ok, bytes memory result) = address(6).staticcall{gas: ADD_GAS}(abi.encode(1, 2, 1, 2));
    if (!ok || keccak256(result) != keccak256(double_)) revert PrecompileRejected(6);
    (ok, result) = address(7).staticcall{gas: MUL_GAS}(abi.encode(1, 2, 2));
    if (!ok || keccak256(result) != keccak256(double_)) revert PrecompileRejected(7);
    bytes memory g2 = abi.encode(G2_X1, G2_X0, G2_Y1, G2_Y0);
    // Three pairs, as in a verification: [1]·[1] − 2·[1] = 0.
    bytes memory sum = bytes.concat(abi.encode(1, 2), g2, abi.encode(1, 2), g2, abi.encode(x, Q - y), g2);
    if (!_pairingIsOne(sum)) revert PrecompileRejected(8);
    if (_pairingIsOne(bytes.concat(abi.encode(1, 2), g2, abi.encode(1, 2), g2))) revert PrecompileRejected(8);
  }

  function _pairingIsOne(bytes memory input) private view returns (bool) {
    (bool ok, bytes memory result) = address(8).staticcall{gas: PAIRING_GAS}(input);
    return ok && result.length == 32 && abi.decode(result, (uint256)) == 1;
  }

  function _g2(bytes memory params, uint256 t) private pure returns (uint256, uint256, uint256, uint256) {
    return abi.decode(_slice(params, _B + 128 * t, 128), (uint256, uint256, uint256, uint256));
  }

  function _slice(bytes memory data, uint256 start, uint256 length) private pure returns (bytes memory part) {
    part = new bytes(length);
    for (uint256 i = 0; i < length; i += 32) {
      assembly {
        mstore(add(add(part, 32), i), mload(add(add(add(data, 32), start), i)))
      }
    }
  }
}
