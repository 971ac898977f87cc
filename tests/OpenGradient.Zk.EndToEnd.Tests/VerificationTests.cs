// SPDX-License-Identifier: Apache-2.0
using System.Text.Json.Nodes;
using OpenGradient.Zk.Chain.Processes;
using OpenGradient.Zk.Testing;

namespace OpenGradient.Zk.EndToEnd.Tests;

/// <summary>ogzk verify: yes, or no with exit code 4 and the name of the check.</summary>
public sealed class VerificationTests(Workshop workshop) : IClassFixture<Workshop>
{
    [Fact]
    public async Task An_honest_proof_is_accepted_with_its_outputs()
    {
        var accepted = (await workshop.VerifyAsync(workshop.Proof)).Succeeded().Data;
        Assert.True(accepted.GetProperty("accepted").GetBoolean());
        Assert.Null(accepted.GetProperty("check").GetString());
        Assert.True(accepted.GetProperty("insecureSrs").GetBoolean());
        Assert.Equal(workshop.Proving.Data.GetProperty("outputs").GetRawText(), accepted.GetProperty("outputs").GetRawText());
    }

    [Fact]
    public async Task The_insecure_string_is_warned_of() =>
        Assert.Contains("INSECURE", (await workshop.VerifyAsync(workshop.Proof)).Error, StringComparison.Ordinal);

    [Fact]
    public async Task A_verifier_that_requires_a_ceremony_does_not_look_at_it() =>
        (await workshop.VerifyAsync(workshop.Proof, "--require-ceremony")).Refused(2, "--require-ceremony");

    [Theory]
    [InlineData("proof", 70)]
    [InlineData("proof", 2000)]
    [InlineData("published", 9)]
    [InlineData("context", 40)]
    public async Task A_changed_digit_is_refused(string field, int at)
    {
        var refused = (await workshop.VerifyAsync(Changed(field, at))).Refused(4, "does not hold").Data;
        Assert.False(refused.GetProperty("accepted").GetBoolean());
        Assert.NotEmpty(refused.GetProperty("check").GetString()!);
    }

    [Fact]
    public async Task Another_context_than_the_one_expected_is_refused() =>
        (await workshop.VerifyAsync(workshop.Proof, "--context", new string('7', 64))).Refused(4, "does not hold");

    [Fact]
    public async Task Another_key_digest_than_the_trusted_one_is_refused_by_name() =>
        Assert.Equal("KeyDigestMismatch", (await workshop.VerifyAsync(workshop.Proof, "--key-digest", new string('7', 64))).Refused(4).Data.GetProperty("check").GetString());

    [Fact]
    public async Task A_file_that_is_no_proof_is_refused() =>
        (await workshop.VerifyAsync(workshop.Write("no.ogp", "{}"))).Refused(2, "no.ogp", "not a proof");

    [Fact]
    public async Task A_proof_that_is_not_there_is_named() => (await workshop.VerifyAsync(workshop.File("nowhere.ogp"))).Refused(2, "nowhere.ogp");

    [Fact]
    public async Task A_key_that_is_no_key_is_refused() =>
        (await workshop.VerifyAsync(workshop.Proof, "--key", workshop.Write("no.ogvk", new string('x', 120)))).Refused(2, "no.ogvk", "verifying key");

    [Fact]
    public async Task A_key_nobody_made_here_must_be_given()
    {
        var store = workshop.File("empty-store");
        (await Ogzk.RunAsync("verify", workshop.Proof, "--artifacts", store)).Refused(2, "--key");
    }

    [Fact]
    public async Task A_key_of_another_model_is_refused_and_explained()
    {
        var other = Repository.Model("digits-tanh");
        var key = (await Ogzk.RunAsync("setup", other, "--artifacts", workshop.Store, "--json")).Succeeded()
            .Data.GetProperty("verifyingKey").GetProperty("path").GetString()!;
        (await workshop.VerifyAsync(workshop.Proof, "--key", key)).Refused(4, "made for the key");

        var proof = workshop.File("tanh.ogp");
        (await Ogzk.RunAsync("prove", other, "--input", Repository.Model("digits-tanh", "input.json"), "--artifacts", workshop.Store, "--out", proof)).Succeeded();
        (await workshop.VerifyAsync(proof)).Succeeded();
        (await workshop.VerifyAsync(proof, "--key", workshop.Key)).Refused(4, "made for the key");
    }

    // protocol.md §11.5: the development secret is known by its point, in whatever file it comes.
    [Fact]
    public async Task The_development_secret_in_a_ptau_file_is_no_ceremony()
    {
        var ptau = DevelopmentPtau.Write(workshop.File("development.ptau"));
        var look = (await Ogzk.RunAsync("srs", "check", ptau, "--log2-size", "5", "--json")).Succeeded();
        Assert.True(look.Data.GetProperty("insecure").GetBoolean());
        Assert.Contains("INSECURE", look.Error, StringComparison.Ordinal);
        (await workshop.VerifyAsync(workshop.Proof, "--srs", ptau, "--require-ceremony")).Refused(2, "--require-ceremony", "development.ptau", "insecure");
    }

    [Fact]
    public async Task Another_context_is_explained_with_the_files_own() =>
        (await workshop.VerifyAsync(workshop.Proof, "--context", new string('7', 64))).Refused(4, "made for the context", new string('0', 64), new string('7', 64));

    [Fact]
    public async Task Only_the_key_that_is_asked_for_is_hashed()
    {
        // Another key of the store is damaged: the one that matches is found all the same, and the damaged one never.
        var other = workshop.File("other-store");
        (await Ogzk.RunAsync("prove", Workshop.Model, "--input", Workshop.Input, "--artifacts", other, "--out", workshop.File("other.ogp"))).Succeeded();
        var key = Directory.GetFiles(other, "key.ogvk", SearchOption.AllDirectories).Single();
        (await Ogzk.RunAsync("verify", workshop.File("other.ogp"), "--artifacts", other)).Succeeded();
        Directory.CreateDirectory(Path.Combine(other, "keys", "0broken"));
        File.WriteAllText(Path.Combine(other, "keys", "0broken", "key.ogvk"), "no key");
        (await Ogzk.RunAsync("verify", workshop.File("other.ogp"), "--artifacts", other)).Succeeded();
        File.AppendAllText(Path.Combine(Path.GetDirectoryName(key)!, "key.ogpk"), "damage");
        (await Ogzk.RunAsync("verify", workshop.File("other.ogp"), "--artifacts", other)).Refused(2, "--key");
    }

    [NeedsSnarkjsFact]
    public async Task A_proof_of_the_insecure_string_does_not_hold_under_a_ceremonys()
    {
        // 2^14 powers: enough for a verifier. Made with a fresh secret that snarkjs forgets.
        var (start, ptau) = (workshop.File("start.ptau"), workshop.File("ceremony.ptau"));
        await SnarkjsAsync("powersoftau", "new", "bn128", "14", start);
        await SnarkjsAsync("powersoftau", "contribute", start, ptau, "--name=test", "-e=entropy for a test");
        var refused = (await workshop.VerifyAsync(workshop.Proof, "--srs", ptau, "--require-ceremony")).Refused(4, "reference string", "insecure");
        Assert.False(refused.Data.GetProperty("insecureSrs").GetBoolean());

        var own = workshop.File("under-ceremony.ogp");
        var small = (await Ogzk.RunAsync("prove", Workshop.Model, "--input", Workshop.Input, "--bits", "10", "--srs", ptau, "--require-ceremony",
            "--artifacts", workshop.Store, "--out", own, "--json")).Succeeded();
        Assert.False(small.Data.GetProperty("insecureSrs").GetBoolean());
        (await workshop.VerifyAsync(own, "--srs", ptau, "--require-ceremony")).Succeeded();
        (await workshop.VerifyAsync(own)).Refused(4, "reference string");
    }

    private static async Task SnarkjsAsync(params string[] arguments)
    {
        var ended = await ProcessRunner.RunAsync(new ProcessRequest
        {
            FileName = "node", Arguments = [NeedsSnarkjsFactAttribute.Program, .. arguments], Timeout = TimeSpan.FromMinutes(5),
        });
        Assert.True(ended.ExitCode == 0, ended.StandardOutput + ended.StandardError);
    }

    private string Changed(string field, int at)
    {
        var file = JsonNode.Parse(File.ReadAllText(workshop.Proof))!;
        var digits = ((string)file[field]!).ToCharArray();
        digits[at] = digits[at] == '1' ? '2' : '1';
        file[field] = new string(digits);
        return workshop.Write($"changed-{field}-{at}.ogp", file.ToJsonString());
    }
}
