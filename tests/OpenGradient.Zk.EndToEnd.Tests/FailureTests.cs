// SPDX-License-Identifier: Apache-2.0
using OpenGradient.Zk.Chain;
using OpenGradient.Zk.Cli;

namespace OpenGradient.Zk.EndToEnd.Tests;

/// <summary>What an exception becomes for who runs the tool.</summary>
public sealed class FailureTests
{
    [Fact]
    public void The_code_is_the_one_the_exception_declares()
    {
        Assert.Equal("private_key", Failure.Of(new ChainKeyException("No key.")).Code);
        Assert.Equal("devnet_failed", Failure.Of(new DevnetException("No chain.")).Code);
    }

    [Fact]
    public void A_cancel_after_something_was_sent_names_it()
    {
        Assert.Contains("nothing was left half-done", Failure.Of(new OperationCanceledException()).Message, StringComparison.Ordinal);
        var sent = Failure.Of(new OperationCanceledException(), ["0xabc"]);
        Assert.Equal(130, sent.ExitCode);
        Assert.Contains("0xabc", sent.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("half-done", sent.Message, StringComparison.Ordinal);
    }
}
