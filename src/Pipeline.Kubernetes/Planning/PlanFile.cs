using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Pipeline.Errors;
using Pipeline.Kubernetes.Rendering;

namespace Pipeline.Kubernetes.Planning;

/// <summary>A plan as a JSON file, with its hash, by which a change is found out.</summary>
internal static class PlanFile
{
    private const int Version = 2;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        WriteIndented = true,
        IgnoreReadOnlyProperties = true,
    };

    public static async Task WriteAsync(DeployPlan plan, string path, CancellationToken cancellationToken)
    {
        var content = new Content(Version, plan.Hash, PlanHash.Seal(plan), plan, plan.Evidence, plan.SetHash, [.. plan.Objects.Select(x => new Stored(x.Body is null ? null : SecretValues.Sealed(x.Body, plan.ClusterUid), x.IsLeftover))]);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var file = new FileStream(path, options);
        await JsonSerializer.SerializeAsync(file, content, Options, cancellationToken);
    }

    public static async Task<DeployPlan> ReadAsync(string path, RenderedManifests? manifests, CancellationToken cancellationToken)
    {
        Content content;
        try
        {
            await using var file = File.OpenRead(path);
            content = await JsonSerializer.DeserializeAsync<Content>(file, Options, cancellationToken) ?? throw Invalid($"{path} is no plan: it is empty.");
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw Invalid($"{path} can't be read as a plan: {error.Message}", error);
        }

        if (content.Version != Version || content.Bodies.Count != content.Plan.Objects.Count)
            throw Invalid($"{path} was written by another version of Pipeline, or isn't whole. Make the plan again.");

        var given = (manifests?.Objects ?? []).ToDictionary(x => (x.ApiVersion, x.Kind, x.Name, x.Namespace ?? content.Plan.Namespace), x => x.Body);
        var plan = content.Plan with
        {
            Evidence = content.Evidence,
            SetHash = content.SetHash,
            Objects = [.. content.Plan.Objects.Zip(content.Bodies, (x, stored) => x with { Body = WithValues(stored.Body, given), IsLeftover = stored.IsLeftover })],
        };
        return plan.Hash == content.Hash && PlanHash.Seal(plan) == content.Seal
            ? plan
            : throw Invalid($"{path} isn't the plan {content.Hash} any more: {(IsWithoutSecrets(plan) ? "the file was changed after it was saved" : manifests is null ? "it has Secrets, whose values aren't saved; give the manifests that it was made from" : "the file was changed after it was saved, or the manifests' Secrets aren't those that it was made from")}. Make the plan again.");
    }

    private static JsonObject? WithValues(JsonObject? body, Dictionary<(string, string, string, string), JsonObject> given)
    {
        if (body is null || body.Text("kind") != "Secret" || ObjectReference.Of(body) is not { ApiVersion: "v1" } reference
            || !given.TryGetValue((reference.ApiVersion, reference.Kind, reference.Name, reference.Namespace ?? ""), out var source))
            return body;

        var values = DesiredSet.SecretData(source);
        body["data"] = values;
        return body;
    }

    private static bool IsWithoutSecrets(DeployPlan plan) => plan.Objects.All(x => x.Reference is not { ApiVersion: "v1", Kind: "Secret" });

    private static PipelineException Invalid(string message, Exception? inner = null) => new(DeployErrors.InvalidPlan, message, inner) { ExitCode = 2 };

    private sealed record Content(int Version, string Hash, string Seal, DeployPlan Plan, JsonObject? Evidence, string SetHash, IReadOnlyList<Stored> Bodies);

    private sealed record Stored(JsonObject? Body, bool IsLeftover);
}
