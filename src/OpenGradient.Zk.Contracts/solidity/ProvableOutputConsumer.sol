// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IModelRegistry, RegisteredModel} from "./interfaces/IModelRegistry.sol";
import {KeyMissing, NotAVerifier} from "./Errors.sol";
import {ACCEPTED, IModelVerifier} from "./interfaces/IModelVerifier.sol";

error DeadlinePassed(uint256 deadline);
error VkDigestNotExpected(bytes32 registered, bytes32 expected);
error VerifierNotExpected(address registered, address expected);
error OutputCount(uint256 actual, uint256 expected);

/// Base of contracts that act on a proven inference. It pins one model, builds the context on chain, and lets every
/// proof count once. Derive from it and call `_consume`; see examples/InferenceConsumer.sol.
///
/// What a proof says is protocol.md §11.1: *some* hidden inputs give these outputs under the pinned network. Who chose
/// the inputs, and whether they are true or fresh, is for the derived contract to know (for instance by making
/// them public values and comparing those).
abstract contract ProvableOutputConsumer {
  /// First word of every context: separates it from whatever else a key might sign or hash.
  bytes32 public constant CONTEXT_DOMAIN = keccak256("OpenGradient.Zk/context/1");

  IModelRegistry public immutable registry;
  bytes32 public immutable modelId;
  bytes32 public immutable vkDigest;
  IModelVerifier public immutable verifier;
  address public immutable key;

  /// The nonce of a sender's next proof.
  mapping(address sender => uint256) public nonces;

  event InferenceConsumed(
    bytes32 indexed modelId, address indexed sender, uint256 indexed nonce, bytes32 context, bytes pub
  );

  /// @param registry_ where the model is registered
  /// @param modelId_ fixes owner, key digest and verifier: look at the verifier's code before you pin it
  /// Anybody may register anything, so what is trusted is named here and only looked up there.
  /// @param expectedVkDigest the digest that was reproduced from source or reviewed
  /// @param expectedVerifier the verifier whose code and srsId() were reviewed
  constructor(IModelRegistry registry_, bytes32 modelId_, bytes32 expectedVkDigest, IModelVerifier expectedVerifier) {
    RegisteredModel memory m = registry_.model(modelId_);
    if (m.vkDigest != expectedVkDigest) revert VkDigestNotExpected(m.vkDigest, expectedVkDigest);
    if (address(m.verifier) != address(expectedVerifier)) revert VerifierNotExpected(address(m.verifier), address(expectedVerifier));
    // A model whose key is gone could not be consumed once: found out here, whatever registry it is.
    if (m.key.code.length == 0) revert KeyMissing();
    registry = registry_;
    modelId = modelId_;
    vkDigest = m.vkDigest;
    verifier = m.verifier;
    key = m.key;
  }

  /// The context a proof must be made for, protocol.md §10.4: keccak of eight words. A prover asks for it here, for
  /// `nonces(sender)` and a deadline in seconds since 1970.
  function context(address sender, uint256 nonce, uint256 deadline) public view returns (bytes32) {
    return keccak256(
      abi.encode(CONTEXT_DOMAIN, block.chainid, address(this), verifier, sender, modelId, nonce, deadline)
    );
  }

  /// Accepts a proof that `msg.sender` made for its next nonce, and returns its public values; reverts otherwise, with
  /// the verifier's error if it is the proof's fault. The nonce is the nullifier: it counts up before the verifier
  /// is asked (which is a view, so nothing can come back in between).
  function _consume(uint256 deadline, bytes calldata pub, bytes calldata proof)
    internal
    returns (int256[] memory values)
  {
    if (block.timestamp > deadline) revert DeadlinePassed(deadline);
    registry.requireActive(modelId);
    uint256 nonce = nonces[msg.sender]++;
    bytes32 context_ = context(msg.sender, nonce, deadline);
    if (verifier.verify(vkDigest, key, context_, pub, proof) != ACCEPTED) revert NotAVerifier(address(verifier));
    emit InferenceConsumed(modelId, msg.sender, nonce, context_, pub);
    return decode(pub);
  }

  /// Public values are 4 bytes each, big-endian two's complement (§1.4); the verifier has checked their number. Of an exact
  /// output (§3.5) they are 2n words, n quotients q, then n remainders ρ, of the accumulators q·2^s + ρ: `toWad` and
  /// `argmax` are for rounded outputs. The schema behind schemaHash says which it is; pin a digest whose schema you read.
  function decode(bytes calldata pub) public pure returns (int256[] memory values) {
    values = new int256[](pub.length / 4);
    assembly ("memory-safe") {
      // A word of calldata begins with the value; sar keeps its sign. Checked slices would cost six times as much.
      let from := pub.offset
      let to := add(values, 32)
      for { let end := add(to, shl(5, mload(values))) } lt(to, end) { to := add(to, 32) } {
        mstore(to, sar(224, calldataload(from)))
        from := add(from, 4)
      }
    }
  }

  /// Value times scale, both as the key's schema states them, in 18 decimals: scaleWad is the scale times 1e18.
  function toWad(int256 value, int256 scaleWad) public pure returns (int256) {
    return value * scaleWad;
  }

  /// The index of the largest of `count` values from `first`; the lowest index if several are equal.
  function argmax(int256[] memory values, uint256 first, uint256 count) public pure returns (uint256 best) {
    for (uint256 i = 1; i < count; ++i) {
      if (values[first + i] > values[first + best]) best = i;
    }
  }
}
