// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using OpenGradient.Zk.OnChain;
using OpenGradient.Zk.Proving;

namespace OpenGradient.Zk.Cli;

/// <summary>ogzk deploy: the contracts, and a model's key, on a chain.</summary>
internal static class DeployVerb
{
    private static readonly Argument<string> Key = new("key") { Description = "The verifying key (.ogvk), as `ogzk setup` made it." };

    private static readonly Option<string> ProofPath = new("--proof")
    {
        Description = "A proof under this key (.ogp), as `ogzk prove` made it, in any context: the registry has it verified before it takes "
            + "the model. It becomes public with its outputs.",
        Required = true,
    };

    private static readonly Option<string?> Existing = new("--deployment")
    {
        Description = "A deployment.json whose verifier, key store and registry are used again; an incomplete one is gone on with.",
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
        "deploy", "Deploy verifier, key store and registry, store a model's key, and register it with a proof that shows it to work.",
        [Key, ProofPath, .. ChainOptions.Writing, Existing, Consumer, SchemaUri, Output, ModelOptions.Srs, ModelOptions.RequireCeremony], RunAsync);

    private static async Task<VerbResult> RunAsync(VerbContext context)
    {
        var key = VerifyingKey.Read(context.Get(Key));
        var reference = Reference(context, key);
        var existing = context.Get(Existing) is { } path ? DeploymentFile.Read(path) : null;
        RequireConsumer(context.Get(Consumer));
        var output = OutputPath.Require(context.Get(Output)!, Output.Name);
        var options = new PipelineOptions { SrsPath = context.Get(ModelOptions.Srs), RequireCeremony = context.Get(ModelOptions.RequireCeremony) };
        var pipeline = new ZkPipeline(options, ArtifactStore.Open(context.Get(CommonOptions.Artifacts)), context.Reporter);
        using var account = await ChainOptions.OpenAsync(context).ConfigureAwait(false);
        using var srs = await pipeline.OpenSrsAsync(Srs.DeploymentLog2Size, context.CancellationToken).ConfigureAwait(false);

        RequireAccepted(context, srs, key, reference); // before a verifier is paid for
        if (context.Get(ChainOptions.DryRun))
        {
            var (planned, transactions) = await DeploymentPlan.MakeAsync(
                account.Sender, srs, existing, key, reference, context.Get(Consumer), context.Get(SchemaUri)!, context.CancellationToken).ConfigureAwait(false);
            return DeployOutput.DryRun(planned, transactions);
        }
        return await DeployAsync(context, account, srs, key, reference, existing, output).ConfigureAwait(false);
    }

    private static async Task<VerbResult> DeployAsync(
        VerbContext context, ChainAccount account, Srs srs, VerifyingKey key, Proof reference, DeploymentFile? existing, string output)
    {
        DeploymentFile? known = null;
        var deployer = new ModelDeployer(account.Sender, context.Reporter, file =>
        {
            known = file;
            if (file.Pending is { } hash)
            {
                context.Reporter.NoteSent(hash);
            }
            file.Write(output);
        });
        try
        {
            var (shared, gas, bytes) = await deployer.DeploySharedAsync(srs, existing, context.CancellationToken).ConfigureAwait(false);
            var (file, total) = await deployer.DeployModelAsync(
                shared, gas, key, reference, context.Get(Consumer), context.Get(SchemaUri)!, existing, context.CancellationToken).ConfigureAwait(false);
            return DeployOutput.Done(file, total, bytes, output);
        }
        catch (Exception error) when (known is not null)
        {
            return DeployOutput.Unfinished(known, output, error);
        }
    }

    private static Proof Reference(VerbContext context, VerifyingKey key)
    {
        var proof = ProofFile.Read(context.Get(ProofPath)!).Proof;
        return proof.VerifyingKeyDigest == key.Digest ? proof : throw VerbException.Usage(
            $"The proof {context.Get(ProofPath)} was made for the key {proof.VerifyingKeyDigest}, and {context.Get(Key)} is {key.Digest}; nothing was sent.",
            "Give a proof under the key that is deployed: ogzk prove MODEL --input INPUT");
    }

    private static void RequireAccepted(VerbContext context, Srs srs, VerifyingKey key, Proof reference)
    {
        var verdict = Verifier.Verify(srs.VerifierParameters(), key, key.Digest, reference);
        if (!verdict.Accepted)
        {
            throw new VerbException(new Failure(
                ExitCode.ProofInvalid, "proof_invalid",
                $"The proof {context.Get(ProofPath)} does not hold ({verdict.Check}), so no registry would take the model; nothing was sent.",
                "`ogzk verify` tells more. Key, proof and --srs must belong together."));
        }
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
