using System.Text.Json.Nodes;
using Pipeline.Containers.Signing.Json;

namespace Pipeline.Containers.Signing.Statements;

/// <summary>How something was built: SLSA provenance v1 (https://slsa.dev/spec/v1.1/provenance).</summary>
public sealed record SlsaProvenance : Predicate
{
    /// <summary>Our type of build: docs/guides/signing.md says which parameters it has.</summary>
    public const string PipelineBuildType = "https://pipeline.dev/build/v1";

    /// <summary>Internal parameter of our builds: <c>true</c> where the sources had changes that no commit has. SLSA has no field for it.</summary>
    public const string UncommittedChanges = "uncommittedChanges";

    /// <summary>Internal parameter of our builds: Git's hash of the sources as they were, uncommitted changes included.</summary>
    public const string SourceTree = "sourceTree";

    /// <summary>What kind of build it was, and so what its parameters mean. Default <see cref="PipelineBuildType"/>.</summary>
    public string BuildType { get; init; } = PipelineBuildType;

    /// <summary>What whoever started the build could choose: target, repository, ref. A verifier is to look at all of them.</summary>
    public IReadOnlyDictionary<string, string> ExternalParameters { get; init; } = new Dictionary<string, string>();

    /// <summary>What the builder itself set. Default nothing.</summary>
    public IReadOnlyDictionary<string, string> InternalParameters { get; init; } = new Dictionary<string, string>();

    /// <summary>What went in: the commit, the base image, the SDK.</summary>
    public IReadOnlyList<ResourceDescriptor> ResolvedDependencies { get; init; } = [];

    /// <summary>Who built: a URI for the platform that is trusted to say all this.</summary>
    public required string BuilderId { get; init; }

    /// <summary>Versions of the builder's parts. Default nothing.</summary>
    public IReadOnlyDictionary<string, string> BuilderVersion { get; init; } = new Dictionary<string, string>();

    /// <summary>Which run of the builder, by its address. Default none.</summary>
    public string? InvocationId { get; init; }

    /// <summary>When the build began.</summary>
    public DateTimeOffset? StartedOn { get; init; }

    /// <summary>When the build ended.</summary>
    public DateTimeOffset? FinishedOn { get; init; }

    /// <summary>What else came out: logs, SBOM. Default nothing.</summary>
    public IReadOnlyList<ResourceDescriptor> Byproducts { get; init; } = [];

    /// <inheritdoc/>
    public override string Type => PredicateTypes.SlsaProvenance;

    /// <summary><see cref="FinishedOn"/>.</summary>
    public override DateTimeOffset? MadeOn => FinishedOn;

    /// <summary>The sources that went in: dependencies by a Git commit.</summary>
    public IEnumerable<(string? Repository, string Commit)> Sources => ResolvedDependencies
        .Where(x => x.Digest.ContainsKey("gitCommit") || x.Digest.ContainsKey("sha1") && x.Uri is { } uri && uri.StartsWith("git+", StringComparison.Ordinal))
        .Select(x => (x.Uri, x.Digest.TryGetValue("gitCommit", out var commit) ? commit : x.Digest["sha1"]));

    /// <summary>True where the build says that what it was made from isn't what the commit has.</summary>
    public bool HasUncommittedChanges => InternalParameters.GetValueOrDefault(UncommittedChanges) == "true";

    internal static SlsaProvenance Read(JsonFields fields)
    {
        var (definition, run) = (fields.Object("buildDefinition"), fields.Object("runDetails"));
        var (builder, metadata) = (run.Object("builder"), run.OptionalObject("metadata"));
        return new SlsaProvenance
        {
            BuildType = definition.Text("buildType"),
            ExternalParameters = Parameters(definition.Object("externalParameters")),
            InternalParameters = Parameters(definition.OptionalObject("internalParameters")),
            ResolvedDependencies = [.. definition.Objects("resolvedDependencies").Select(ResourceDescriptor.Read)],
            BuilderId = builder.Text("id"),
            BuilderVersion = builder.TextMap("version"),
            InvocationId = metadata?.OptionalText("invocationId"),
            StartedOn = metadata?.OptionalTime("startedOn"),
            FinishedOn = metadata?.OptionalTime("finishedOn"),
            Byproducts = [.. run.Objects("byproducts").Select(ResourceDescriptor.Read)],
        };
    }

    internal override JsonObject ToJson()
    {
        var definition = new JsonObject { ["buildType"] = BuildType, ["externalParameters"] = new JsonObject() };
        definition.Put("externalParameters", ExternalParameters);
        definition.Put("internalParameters", InternalParameters);
        definition.Put("resolvedDependencies", ResolvedDependencies.Select(x => x.ToJson()));

        var builder = new JsonObject { ["id"] = BuilderId };
        builder.Put("version", BuilderVersion);
        var metadata = new JsonObject();
        metadata.Put("invocationId", InvocationId);
        metadata.Put("startedOn", StartedOn);
        metadata.Put("finishedOn", FinishedOn);
        var run = new JsonObject { ["builder"] = builder };
        if (metadata.Count > 0)
            run["metadata"] = metadata;
        run.Put("byproducts", Byproducts.Select(x => x.ToJson()));
        return new JsonObject { ["buildDefinition"] = definition, ["runDetails"] = run };
    }

    // Other builders have parameters of any form (GitHub's workflow object): what isn't text is kept as its JSON.
    private static Dictionary<string, string> Parameters(JsonFields? fields) =>
        fields?.Map.ToDictionary(x => x.Key, x => x.Value is JsonValue value && value.TryGetValue(out string? text) ? text : x.Value?.ToJsonString() ?? "null") ?? [];
}
