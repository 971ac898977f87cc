// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

// What an accepting verifier answers: keccak256("SMZ/1"). A contract without such a function (a wallet, a proxy, a key)
// may well return silently; callers compare this word, so that silence is not acceptance.
bytes32 constant ACCEPTED = keccak256("SMZ/1");

/// Verifies proofs of inference, protocol.md. Stateless; every refusal is an error of Errors.sol and a revert.
interface IModelVerifier {
  /// @param vkDigest keccak256 of the key blob: which model, pinned by the caller
  /// @param key      the contract whose code is 00 ‖ blob
  /// @param context  what this proof is for, protocol.md §10.4; a proof for one context is no proof for another
  /// @param pub      the public values, 4 bytes each, big-endian two's complement, in key order
  /// @param proof    the proof, protocol.md §4.2
  /// @return accepted ACCEPTED; there is no other answer but a revert
  function verify(bytes32 vkDigest, address key, bytes32 context, bytes calldata pub, bytes calldata proof)
    external
    view
    returns (bytes32 accepted);

  /// keccak256 of the G2 powers this verifier was deployed with, protocol.md §4.1.
  function srsId() external view returns (bytes32);
}
