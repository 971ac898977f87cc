// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using OpenGradient.Zk.OnChain;
using OpenGradient.Zk.Proving;

namespace OpenGradient.Zk.Cli;

/// <summary>ogzk deploy: the contracts, and a model's key, on a chain.</summary>
internal static class DeployVerb
{
    private static readonly Argument<string> Key = new("key") { Description = "The verifying key (.ogvk), as `ogzk setup` made it." };

    private static readonly Option<string?> Existing = new("--deployment")
    {
        Description = "A deployment.json whose verifier, key store and registry are used again.",
    };

    private static readonly Option<string?> Consumer = new("--consumer")
    {
        Description = "Also deploy a consumer contract of this name, such as DigitConsumer.",
    };

    private static readonly Option<string> SchemaUri = new("--schema-uri")
    {
        Description = "Where the schema of inputs and outputs can be read; kept in the registry.", DefaultValueFactory = _ => "",
    };

    private static readonly Option<string> Output = new("--out", "-o") { Description = "Where to write the addresses.", DefaultValueFactory = _ => "deployment.json" };

    internal static Command Command() => Verb.Create(
        "deploy", "Deploy verifier, key store and registry, store a model's key, and register it.",
        [Key, .. ChainOptions.Sending, Existing, Consumer, SchemaUri, Output, ModelOptions.Srs, ModelOptions.RequireCeremony], RunAsync);

    private static async Task<VerbResult> RunAsync(VerbContext context)
    {
        var key = VerifyingKey.Read(context.Get(Key));
        var existing = context.Get(Existing) is { } path ? DeploymentFile.Read(path) : null;
        RequireConsumer(context.Get(Consumer));
        var options = new PipelineOptions { SrsPath = context.Get(ModelOptions.Srs), RequireCeremony = context.Get(ModelOptions.RequireCeremony) };
        var pipeline = new ZkPipeline(options, ArtifactStore.Open(context.Get(CommonOptions.Artifacts)), context.Reporter);
        using var account = await ChainOptions.OpenAsync(context).ConfigureAwait(false);
        using var srs = await pipeline.OpenSrsAsync(Srs.DeploymentLog2Size, context.CancellationToken).ConfigureAwait(false);

        var deployer = new ModelDeployer(account.Sender, context.Reporter);
        var (shared, gas, bytes) = await deployer.DeploySharedAsync(srs, existing, context.CancellationToken).ConfigureAwait(false);
        var (file, total) = await deployer.DeployModelAsync(
            shared, gas, key, context.Get(Consumer), context.Get(SchemaUri)!, context.CancellationToken).ConfigureAwait(false);
        var output = Path.GetFullPath(context.Get(Output)!);
        file.Write(output);
        var data = new
        {
            file.ChainId, file.Verifier, file.KeyStore, file.Registry, file.Key, file.VerifyingKeyDigest, file.ModelId, file.Consumer,
            file.Srs, InsecureSrs = file.Insecure, VerifierBytes = bytes, GasUsed = total.Total, Gas = total, Deployment = output,
        };
        return new VerbResult(data, console => Facts.Show(console,
            ("verifier", file.Verifier), ("registry", file.Registry), ("key", file.Key!), ("model id", file.ModelId!), ("consumer", file.Consumer ?? "none"),
            ("gas", Facts.Count(total.Total)), ("reference string", file.Insecure ? "INSECURE (development): anybody can forge" : "ceremony"), ("deployment", output)));
    }

    private static void RequireConsumer(string? name)
    {
        var known = Consumers.Names;
        if (name is not null && !known.Contains(name))
        {
            throw VerbException.Usage($"There is no consumer contract \"{name}\"; there are: {string.Join(", ", known)}.");
        }
    }
}
