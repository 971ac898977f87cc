// SPDX-License-Identifier: Apache-2.0
namespace OpenGradient.Zk.Chain.Tests;

/// <summary>Gas accounts against the chain.</summary>
[Collection(DevnetTests.Name)]
public sealed class GasReportTests(DevnetFixture fixture)
{
    [Fact]
    public void Calldata_is_priced_by_byte()
    {
        var report = GasReport.Of([0, 0, 0, 1, 2], creation: false);
        Assert.Equal((3, 2, 44UL), (report.ZeroBytes, report.OtherBytes, report.Calldata));
        Assert.Equal((21_044UL, 21_110UL), (report.Intrinsic, report.Floor));
        Assert.Equal(21_044UL + 32_000 + 2, GasReport.Of([0, 0, 0, 1, 2], creation: true).Intrinsic);
    }

    [NeedsChainFact]
    public async Task A_transfer_without_data_is_all_intrinsic()
    {
        using var other = await fixture.Devnet.CreateAccountAsync();
        var receipt = await fixture.Sender.SendAsync(new TransactionRequest { To = other.Address, Value = 5 });
        var report = GasReport.Of([], receipt);
        Assert.Equal((21_000UL, 0UL), (report.Total, report.Execution));
        Assert.Equal(receipt.GasUsed * receipt.EffectiveGasPrice, receipt.Cost);
    }

    [NeedsChainFact]
    public async Task Much_calldata_without_work_pays_the_floor()
    {
        using var other = await fixture.Devnet.CreateAccountAsync();
        var data = new byte[1000];
        data.AsSpan(0, 600).Fill(1);
        var receipt = await fixture.Sender.SendAsync(new TransactionRequest { To = other.Address, Data = data });
        var report = GasReport.Of(data, receipt);
        Assert.Equal(report.Floor, report.Total);
        Assert.True(report.IsFloorBound);
    }

    [NeedsChainFact]
    public async Task A_data_contract_pays_two_hundred_per_byte_of_code()
    {
        var blob = Enumerable.Repeat((byte)7, 1000).ToArray();
        var deployment = await new ContractDeployer(fixture.Sender).DeployDataAsync(blob);
        // 200 per byte of code, and some dozens for copying it.
        Assert.InRange(deployment.Gas.Execution!.Value, 200_200UL, 200_700UL);
    }
}
