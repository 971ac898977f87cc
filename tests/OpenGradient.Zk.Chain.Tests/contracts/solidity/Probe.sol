// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice Something for the client to talk to: every ABI type, every way to fail. For tests only.
contract Probe {
    struct Point {
        uint256 x;
        int64 y;
    }

    struct Report {
        string title;
        Point[] points;
        bytes32 digest;
    }

    /// @notice Send a round below ten.
    error RoundRefused(uint256 round, bytes reason);
    error Silent();

    event Stored(address indexed sender, uint256 indexed key, string indexed label, bytes value, uint8[3] small);

    uint256 public immutable seed;
    mapping(uint256 => bytes) public stored;

    constructor(uint256 seed_, string memory text) {
        require(bytes(text).length > 0, "the text is empty");
        seed = seed_;
    }

    function echo(uint256[] calldata a, bytes calldata b, bytes32 c, address d, bool e, string calldata f, int8 g, uint16[2][] calldata h)
        external
        pure
        returns (uint256[] memory, bytes memory, bytes32, address, bool, string memory, int8, uint16[2][] memory)
    {
        return (a, b, c, d, e, f, g, h);
    }

    function report(Report calldata r) external pure returns (Report memory, uint256 sum) {
        for (uint256 i = 0; i < r.points.length; ++i) sum += r.points[i].x;
        return (r, sum);
    }

    function over(uint256) external pure returns (uint256) {
        return 1;
    }

    function over(uint256, bool) external pure returns (uint256) {
        return 2;
    }

    function store(uint256 key, string calldata label, bytes calldata value) external {
        stored[key] = value;
        emit Stored(msg.sender, key, label, value, [1, 2, 3]);
    }

    function refuse(uint256 round) external pure {
        if (round >= 10) revert RoundRefused(round, hex"c0ffee");
        revert Silent();
    }

    function refuseInWords() external pure {
        revert("not today");
    }

    function refuseInForeignWords() external pure {
        assembly {
            mstore(0, shl(224, 0x12345678))
            revert(0, 4)
        }
    }

    function refuseSilently() external pure {
        assembly {
            revert(0, 0)
        }
    }

    function panic(uint256 denominator) external pure returns (uint256) {
        return 1 / denominator;
    }

    function spin() external pure {
        assembly {
            for {} 1 {} {}
        }
    }

    /// @dev Works in an estimate and fails in a block: estimates are made by eth_call with no block of their own.
    function onlyOnce() external {
        if (stored[99].length != 0) revert RoundRefused(99, hex"");
        stored[99] = hex"01";
    }
}
