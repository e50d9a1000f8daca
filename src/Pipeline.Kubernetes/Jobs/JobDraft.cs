using System.Text.Json.Nodes;
using Pipeline.Errors;
using Pipeline.Kubernetes.Manifests;

namespace Pipeline.Kubernetes.Jobs;

/// <summary>The objects of one run, made from the manifests. Pure but for the run's name.</summary>
internal sealed record JobDraft
{
    /// <summary>On the Jobs of all runs of a manifest: its name there.</summary>
    public const string Of = "pipeline/job";

    /// <summary>On those that change something.</summary>
    public const string Changes = "pipeline/changes";

    private const string Volume = "pipeline-files";

    // With what is added, a name of at most 63 characters: a pod's name ends in six more, and they become labels.
    private const int LongestName = 30;
    private const int LongestPurpose = 16;

    public required JsonObject Job { get; init; }

    public required string Container { get; init; }

    public ObjectReference Reference => ObjectReference.Of(Job);

    /// <param name="request">What is to run.</param>
    /// <param name="run">What makes the name unique.</param>
    /// <param name="startedBy">Who runs it.</param>
    /// <exception cref="PipelineException">PIPE4150.</exception>
    public static JobDraft From(JobRequest request, string run, string startedBy)
    {
        var manifest = ManifestOf(request);
        var job = (JsonObject)manifest.Body.DeepClone();
        if (job.At("spec", "template", "spec") is not JsonObject pod || pod["containers"] is not JsonArray { Count: 1 } containers || containers[0] is not JsonObject container || container.Text("name") is not { } name)
            throw new PipelineException(JobErrors.Unusable, $"{manifest.Source}: the Job {manifest.Name} must have exactly one container.") { ExitCode = 2 };

        var metadata = job.Map("metadata")!;
        metadata["name"] = $"{Cut(manifest.Name, LongestName)}-{Cut(request.Purpose, LongestPurpose)}-{run}";
        metadata["namespace"] = request.Namespace;
        var labels = Within(metadata, "labels");
        labels["app.kubernetes.io/managed-by"] = "pipeline";
        labels[Of] = manifest.Name;
        if (request.IsChange)
            labels[Changes] = "true";
        Within(metadata, "annotations")["pipeline/started-by"] = startedBy;

        container["args"] = new JsonArray([.. request.Arguments.Select(x => (JsonNode)x)]);
        var variables = List(container, "env");
        foreach (var (key, value) in request.Variables)
            variables.Add(new JsonObject { ["name"] = key, ["value"] = value });
        if (request.Files.Count > 0)
        {
            List(pod, "volumes").Add(new JsonObject { ["name"] = Volume, ["configMap"] = new JsonObject { ["name"] = metadata.Text("name") } });
            // Its files need its uid, and its pod needs the files.
            job.Map("spec")!["suspend"] = true;
            List(container, "volumeMounts").Add(new JsonObject { ["name"] = Volume, ["mountPath"] = JobRequest.FilesDirectory, ["readOnly"] = true });
        }

        return new JobDraft { Job = job, Container = name };
    }

    /// <summary>The request's Job as its manifest has it.</summary>
    /// <exception cref="PipelineException">PIPE4150.</exception>
    public static ManifestObject ManifestOf(JobRequest request) => request.Manifests.Objects.Where(x => x is { Group: "batch", Kind: "Job" }).ToList() is [var only]
        ? only
        : throw new PipelineException(JobErrors.Unusable, $"The manifests must have exactly one Job; they have {string.Join(", ", request.Manifests.Objects)}.") { ExitCode = 2 };

    /// <summary>The files of a run, which go with its Job.</summary>
    public JsonObject Files(IReadOnlyDictionary<string, string> files, string uid) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = new JsonObject
        {
            ["name"] = Reference.Name,
            ["namespace"] = Reference.Namespace,
            ["labels"] = Job.At("metadata", "labels")!.DeepClone(),
            ["ownerReferences"] = new JsonArray(new JsonObject { ["apiVersion"] = Reference.ApiVersion, ["kind"] = Reference.Kind, ["name"] = Reference.Name, ["uid"] = uid }),
        },
        ["immutable"] = true,
        ["data"] = new JsonObject(files.Select(x => KeyValuePair.Create(x.Key, (JsonNode?)x.Value))),
    };

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length].TrimEnd('-');

    private static JsonObject Within(JsonObject node, string name) => node[name] as JsonObject ?? (JsonObject)(node[name] = new JsonObject());

    private static JsonArray List(JsonObject node, string name) => node[name] as JsonArray ?? (JsonArray)(node[name] = new JsonArray());
}
