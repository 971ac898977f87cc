// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// A key is empty, or with its STOP byte longer than a contract may be (EIP-170).
error KeySize(uint256 size);
/// The key's contract could not be created.
error KeyNotCreated();

/// Keeps keys as contract code, which is cheaper to read than storage: 00 ‖ blob, protocol.md §8.4. Anybody may store a
/// key, once; whoever stores it has no power over it afterwards: it is created by the ten bytes below, which cannot destroy
/// it, and it begins with STOP. `ModelRegistry` relies on that.
contract KeyStore {
  /// The contract that holds the key with this digest, or zero.
  mapping(bytes32 vkDigest => address key) public keyOf;

  event KeyStored(bytes32 indexed vkDigest, address key);

  /// Stores a key, or returns where it already is. Says nothing about its contents: `ModelVerifier` runs the check list
  /// on every proof.
  function store(bytes calldata blob) external returns (address key) {
    if (blob.length == 0 || blob.length > 24_575) revert KeySize(blob.length);
    bytes32 vkDigest = keccak256(blob);
    key = keyOf[vkDigest];
    if (key != address(0)) return key;

    // PUSH2 size, DUP1, PUSH1 10, RETURNDATASIZE (0), CODECOPY, RETURNDATASIZE (0), RETURN: returns what follows it.
    bytes memory creation = bytes.concat(hex"61", bytes2(uint16(blob.length + 1)), hex"80600a3d393df3", hex"00", blob);
    assembly ("memory-safe") {
      key := create(0, add(creation, 32), mload(creation))
    }
    if (key == address(0)) revert KeyNotCreated();
    keyOf[vkDigest] = key;
    emit KeyStored(vkDigest, key);
  }
}
