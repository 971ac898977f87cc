// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {KeyDigestMismatch, KeyMissing, NotAVerifier, ReferenceGasMissing, ReferenceOutOfGas} from "./Errors.sol";
import {IModelRegistry, ReferenceProof, RegisteredModel} from "./interfaces/IModelRegistry.sol";
import {ACCEPTED, IModelVerifier} from "./interfaces/IModelVerifier.sol";
import {KeyStore} from "./KeyStore.sol";

error ModelUnknown(bytes32 modelId);
error ModelIsDeprecated(bytes32 modelId);
error ModelAlreadyRegistered(bytes32 modelId);
error NotModelOwner(bytes32 modelId, address caller);

/// Names models. An id is a hash of the owner, the key's digest and the verifier: nobody can take another's id by being
/// first, and no owner can change what an id means. New weights are a new digest, hence a new id. Whatever is registered
/// has been used once: its verifier accepted a proof under its key, within REFERENCE_GAS.
contract ModelRegistry is IModelRegistry {
  /// Gas for the reference verification: 2^23, half of what a transaction may use (EIP-7825). The other half is left for
  /// calldata and for what a consumer does. The check list of §8.7 admits dearer keys; they are refused here.
  uint256 public constant REFERENCE_GAS = 8_388_608;

  /// What may be lost on the way to the verifier (a cold account is 2,600), and what may be left when it runs dry: a
  /// precompile that starves takes all it was given, and leaves 1/63 of at most 147,000, the price of the pairing.
  uint256 private constant _MARGIN = 5_000;

  /// The longest error that is passed on. Those of Errors.sol have at most 36 bytes.
  uint256 private constant _LONGEST_ERROR = 256;

  /// Where every registered key is. Code elsewhere may vanish: init code that destroys its account, by a delegatecall,
  /// and still returns 00 ‖ blob has that code until its transaction ends (EIP-6780), long enough to be registered.
  KeyStore public immutable keyStore;

  mapping(bytes32 modelId => RegisteredModel) private _models;

  event ModelRegistered(
    bytes32 indexed modelId, address indexed owner, bytes32 indexed vkDigest, address verifier, address key, string schemaURI
  );
  event ModelDeprecated(bytes32 indexed modelId);

  /// @param keyStore_ trusted, as a verifier's code is: that it is this project's KeyStore, made by its own constructor, is
  /// for whoever relies on this registry to know
  constructor(KeyStore keyStore_) {
    keyStore = keyStore_;
  }

  /// The id under which `owner` can register the key with this verifier.
  function idOf(address owner, bytes32 vkDigest, IModelVerifier verifier) public pure returns (bytes32) {
    return keccak256(abi.encode(owner, vkDigest, verifier));
  }

  /// Registers a model for the caller. The key must be in `keyStore` already: its code is read and must be 00 ‖ blob with
  /// the named digest; the schema's hash is taken from it. The verifier must accept the reference proof, which runs the
  /// check list (§8.7) and everything behind it.
  ///
  /// The reference shows that the key can be used, and nothing about the caller: who may use a key and who may register
  /// it are not the same, and a copied proof registers a copy under another id, where it does no harm. So its context
  /// is free, and any honest proof serves, also one that a consumer has seen.
  function register(
    bytes32 vkDigest,
    IModelVerifier verifier,
    string calldata schemaURI,
    ReferenceProof calldata referenceProof
  ) external returns (bytes32 modelId) {
    modelId = idOf(msg.sender, vkDigest, verifier);
    if (_models[modelId].owner != address(0)) revert ModelAlreadyRegistered(modelId);
    address key = keyStore.keyOf(vkDigest);
    if (key == address(0)) revert KeyMissing();
    bytes32 schemaHash = _readKey(vkDigest, key);
    _requireAccepted(
      address(verifier),
      abi.encodeCall(verifier.verify, (vkDigest, key, referenceProof.context, referenceProof.pub, referenceProof.proof))
    );
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

  /// Calls a verifier with exactly REFERENCE_GAS; returns if it accepts. Otherwise reverts, with
  ///   ReferenceGasMissing  if it could not be given that much (EIP-150 would silently give 63/64 of what is left, and a
  ///                        good proof would look bad);
  ///   ReferenceOutOfGas    if it failed and had used it up, whatever it said: for lack of gas a precompile fails as it
  ///                        does on a bad point;
  ///   its own error        if it refused;
  ///   NotAVerifier         if it answered anything but ACCEPTED, or failed without a word or with too many.
  function _requireAccepted(address verifier, bytes memory question) private view {
    uint256 needed = REFERENCE_GAS + REFERENCE_GAS / 63 + _MARGIN;
    uint256 before = gasleft();
    if (before < needed) revert ReferenceGasMissing(needed);
    bool ok;
    uint256 size;
    bytes32 word;
    assembly ("memory-safe") {
      // At most one word is copied, however much comes back.
      ok := staticcall(REFERENCE_GAS, verifier, add(question, 32), mload(question), 0, 32)
      size := returndatasize()
      word := mload(0)
    }
    if (ok && size == 32 && word == ACCEPTED) return;
    if (!ok && before - gasleft() > REFERENCE_GAS - _MARGIN) revert ReferenceOutOfGas(REFERENCE_GAS);
    if (ok || size < 4 || size > _LONGEST_ERROR) revert NotAVerifier(verifier);
    assembly ("memory-safe") {
      let error := mload(0x40)
      returndatacopy(error, 0, size)
      revert(error, size)
    }
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
