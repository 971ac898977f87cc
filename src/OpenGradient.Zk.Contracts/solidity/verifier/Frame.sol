// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

// The memory map of one verification.
//
// `ModelVerifier.verify` owns the memory of its call: it takes calldata only, allocates nothing through Solidity, and
// returns one word at the end. So the phases share one frame at fixed addresses. Arrays with small maxima (protocol.md
// §8.7: nL, nK ≤ 24, nF ≤ 26) have their maximal size here; after FRAME_END follow, placed by the header's counts,
//
//   the key blob | ξ^claim, one per claim | RHS, one per claim | the scalars S, which only grow upwards
//
// so that no two of them can overlap: nothing lies behind S. The words 0x40 and 0x60 stay Solidity's (errors and
// the answer are encoded through them). The frame is one reason why these libraries are internal and not for reuse.

// Buffer of the transcript (state ‖ label ‖ round ‖ data), later of the precompiles: 0x240 bytes.
uint256 constant IO = 0x80;
uint256 constant STATE = 0x80;
uint256 constant LABEL = 0xa0;
uint256 constant DATA = 0xa2;
uint256 constant DATA_32 = 0xc2;

// Pointers and counts.
uint256 constant BLOB_END = 0x2c0;
uint256 constant INSTRUCTIONS = 0x2e0;
uint256 constant TERMS = 0x300;
uint256 constant CLAIM_BYTES = 0x320; // 32 · number of claims
uint256 constant XI = 0x340; //          address of ξ^0, ξ^1, ...
uint256 constant RHS = 0x360; //         address of RHS_0, RHS_1, ...
uint256 constant SCALARS = 0x380; //     address of S[0]
uint256 constant SCALARS_END = 0x3a0; // address behind the last scalar
uint256 constant HEAP = 0x3c0; //        address behind the B values: free until the program runs
uint256 constant LIMITS = 0x3e0; //      bytes nL, nK, 0...: the lengths of the points r, k by pt; 0 for no point
uint256 constant STACKS = 0x400; //      bytes n_P + 1 by stack id; 0 for no stack
uint256 constant PUBLISHED = 0x420; //   public values that PUB instructions have used

// Values.
uint256 constant NOT_CANONICAL = 0x440; // nonzero once a scalar ≥ r was seen
uint256 constant CLAIM = 0x460; //         A: what is left of the claim after S3
uint256 constant PRODUCT_U = 0x480; //     U = Π u_i
uint256 constant OMEGA = 0x4a0; //         Ω_P by stack id, 5 words
uint256 constant THETA = 0x540;
uint256 constant GAMMA = 0x560;
uint256 constant ZETA = 0x580;
uint256 constant LAMBDA = 0x5a0;
uint256 constant Z = 0x5c0;
uint256 constant DELTA = 0x5e0;
uint256 constant ZETA_INVERSE = 0x600;
uint256 constant I1 = 0x620; // 1/(ζ − 1/ζ)
uint256 constant I2 = 0x640; // 1/(ζ − θ)
uint256 constant I3 = 0x660; // 1/(1/ζ − θ)
uint256 constant NEG_PHI = 0x680; //   −Φ(ζ), −Φ(1/ζ), 2 words
uint256 constant E_LO = 0x6c0; //      E_lo(ζ), E_lo(1/ζ), 2 words
uint256 constant E_HI = 0x700; //      E_hi(ζ), E_hi(1/ζ), 2 words
uint256 constant ZETA_B = 0x740; //    ζ^b
uint256 constant D_ZETA = 0x760; //    D(ζ)
uint256 constant S_INVERSE = 0x780; // S(1/ζ)

// Challenge points and what is derived from them.
uint256 constant NEG_TAU = 0x7a0; //   −τ_i, 24 words
uint256 constant POINT_R = 0xaa0; //   r_i, 24 words
uint256 constant POINT_K = 0xda0; //   k_i, 24 words
uint256 constant POINT_STRIDE = 0x300; // POINT_K − POINT_R: point pt starts at POINT_R + pt · POINT_STRIDE
uint256 constant POINT_U = 0x10a0; //   pairs (1 − u_i, u_i), 52 words
uint256 constant POINT_U_32 = 0x10c0; // the first u
uint256 constant PREFIX_R = 0x1720; // Π_{i<a} eq(r_i, u_i), a = 1..24, 24 words, then those of k
uint256 constant TO_PREFIX = 0xc80; // PREFIX_R − POINT_R: from a point's last variable to its product
uint256 constant FRAME_END = 0x1d20;

// The key blob, protocol.md §8.4.
uint256 constant BLOB = 0x1d20;
uint256 constant BLOB_SRS = 0x1d60; // srsId of the key
uint256 constant BLOB_FIX = 0x1d80; // [W], then [T]

// Bytes of the key's header.
uint256 constant N_L = 6;
uint256 constant N_K = 7;
uint256 constant N_F = 8;
uint256 constant LOG_B = 9; // t
uint256 constant N_B1 = 10;
uint256 constant N_E1 = 11;
uint256 constant N_B2 = 12;

// The first scalars of the program, protocol.md §8.5; S[0] = 1 and S[1] = −1.
uint256 constant S_ALPHA = 2;
uint256 constant S_BETA = 3;
uint256 constant S_MU = 4;
uint256 constant S_KAPPA = 5;
uint256 constant S_PRODUCT_K = 6;
uint256 constant S_VALUES = 7; // B1, E1, B2

// The first claims, protocol.md §8.1.
uint256 constant CLAIM_S1 = 0;
uint256 constant CLAIM_S2 = 1;
uint256 constant CLAIM_VALUES = 2; // those of B1, E1, B2

/// Typed access for the contract; the libraries read the frame in Yul.
library Frame {
  /// Byte `index` of the key's header, protocol.md §8.4.
  function header(uint256 index) internal pure returns (uint256 value) {
    assembly {
      value := byte(index, mload(BLOB))
    }
  }

  /// S[index], protocol.md §8.5.
  function setScalar(uint256 index, uint256 value) internal pure {
    assembly {
      mstore(add(mload(SCALARS), shl(5, index)), value)
    }
  }

  /// RHS_index, protocol.md §8.1.
  function setClaim(uint256 index, uint256 value) internal pure {
    assembly {
      mstore(add(mload(RHS), shl(5, index)), value)
    }
  }

  /// A, the claim that S3 leaves for the opening.
  function setOpened(uint256 value) internal pure {
    assembly {
      mstore(CLAIM, value)
    }
  }
}
