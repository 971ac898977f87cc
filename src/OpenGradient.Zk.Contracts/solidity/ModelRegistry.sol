// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {KeyDigestMismatch, KeyMissing, NotAVerifier} from "./Errors.sol";
import {IModelRegistry, RegisteredModel} from "./interfaces/IModelRegistry.sol";
import {ACCEPTED, IModelVerifier} from "./interfaces/IModelVerifier.sol";

error ModelUnknown(bytes32 modelId);
error ModelIsDeprecated(bytes32 modelId);
error ModelAlreadyRegistered(bytes32 modelId);
error NotModelOwner(bytes32 modelId, address caller);

/// Names models. An id is a hash of the owner, the key's digest and the verifier: nobody can take another's id by being
/// first, and no owner can change what an id means. New weights are a new digest, hence a new id.
contract ModelRegistry is IModelRegistry {
  mapping(bytes32 modelId => RegisteredModel) private _models;

  event ModelRegistered(
    bytes32 indexed modelId, address indexed owner, bytes32 indexed vkDigest, address verifier, address key, string schemaURI
  );
  event ModelDeprecated(bytes32 indexed modelId);

  /// The id under which `owner` can register the key with this verifier.
  function idOf(address owner, bytes32 vkDigest, IModelVerifier verifier) public pure returns (bytes32) {
    return keccak256(abi.encode(owner, vkDigest, verifier));
  }

  /// Registers a model for the caller. The key must be stored already: its code is read and must be 00 ‖ blob with the
  /// named digest; the schema's hash is taken from it.
  function register(bytes32 vkDigest, address key, IModelVerifier verifier, string calldata schemaURI)
    external
    returns (bytes32 modelId)
  {
    modelId = idOf(msg.sender, vkDigest, verifier);
    if (_models[modelId].owner != address(0)) revert ModelAlreadyRegistered(modelId);
    bytes32 schemaHash = _readKey(vkDigest, key);
    _models[modelId] = RegisteredModel({
      owner: msg.sender,
      deprecated: false,
      verifier: verifier,
      key: key,
      vkDigest: vkDigest,
      schemaHash: schemaHash,
      schemaURI: schemaURI
    });
    emit ModelRegistered(modelId, msg.sender, vkDigest, address(verifier), key, schemaURI);
  }

  /// Withdraws a model for good. Its owner can only stop it, never replace it.
  function deprecate(bytes32 modelId) external {
    if (_models[modelId].owner != msg.sender) revert NotModelOwner(modelId, msg.sender);
    _models[modelId].deprecated = true;
    emit ModelDeprecated(modelId);
  }

  /// @inheritdoc IModelRegistry
  function model(bytes32 modelId) external view returns (RegisteredModel memory) {
    if (_models[modelId].owner == address(0)) revert ModelUnknown(modelId);
    return _models[modelId];
  }

  /// @inheritdoc IModelRegistry
  function requireActive(bytes32 modelId) public view {
    if (_models[modelId].owner == address(0)) revert ModelUnknown(modelId);
    if (_models[modelId].deprecated) revert ModelIsDeprecated(modelId);
  }

  /// @inheritdoc IModelRegistry
  function verify(bytes32 modelId, bytes32 context, bytes calldata pub, bytes calldata proof)
    external
    view
    returns (bytes32 accepted)
  {
    requireActive(modelId);
    RegisteredModel storage m = _models[modelId];
    accepted = m.verifier.verify(m.vkDigest, m.key, context, pub, proof);
    if (accepted != ACCEPTED) revert NotAVerifier(address(m.verifier));
  }

  /// The key's code is 00 ‖ blob and keccak(blob) is the digest; returns the header's schemaHash (§8.4, bytes 32..63).
  function _readKey(bytes32 vkDigest, address key) private view returns (bytes32 schemaHash) {
    bytes memory code = key.code;
    if (code.length == 0) revert KeyMissing();
    bytes32 digest;
    assembly ("memory-safe") {
      digest := keccak256(add(code, 33), sub(mload(code), 1))
      schemaHash := mload(add(code, 65))
    }
    if (code[0] != 0 || code.length < 97 || digest != vkDigest) revert KeyDigestMismatch();
  }
}
