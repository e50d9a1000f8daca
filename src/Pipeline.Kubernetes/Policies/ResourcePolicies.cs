using System.IO.Enumeration;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Rendering;
using Pipeline.Kubernetes.Validating;
using static Pipeline.Kubernetes.Policies.Offence;

namespace Pipeline.Kubernetes.Policies;

/// <summary>What containers ask for, what they may use, and what they run.</summary>
internal static class ResourcePolicies
{
    private const string Resources = "https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/";
    private const string Images = "https://kubernetes.io/docs/concepts/containers/images/#image-names";

    private static readonly RuleDraft Rules = new(RuleArea.Resources);

    /// <summary>Named, since a request may make it an error.</summary>
    public static readonly Rule Digest = Rules.Warning("K8S310", "image-digest", "Images are pinned by digest",
        "A tag can be moved: the pod then runs something that nobody tested.", "Render with the digest of the built image, or set digest under images in the overlay.", Images);

    public static IReadOnlyList<Policy> All { get; } =
    [
        Policy.EachContainer(Rules.Warning("K8S301", "requests", "Containers ask for what they need",
            "Without requests the scheduler puts pods where there is no room, and they are the first to be evicted.", "Set resources.requests for cpu and memory.", Resources),
            (_, x) => Lacking(x, "requests", "cpu", "memory")),

        Policy.EachContainer(Rules.Warning("K8S302", "memory-limit", "Containers have a memory limit",
            "A leak without a limit takes the node's memory, and its other pods.", "Set resources.limits.memory.", Resources),
            (_, x) => Lacking(x, "limits", "memory")),

        Policy.EachContainer(Rules.Warning("K8S303", "cpu-limit", "Containers have a CPU limit",
            "Without one a busy container slows its neighbours, and its speed depends on them.", "Set resources.limits.cpu; a service that is better off without one gets a waiver.", "https://polaris.docs.fairwinds.com/checks/efficiency/"),
            (_, x) => Lacking(x, "limits", "cpu")),

        Policy.EachContainer(Rules.Warning("K8S304", "ephemeral-storage", "Containers say what they write",
            "Logs and temporary files fill the node's disk, and the kubelet then evicts pods at its own choice.", "Set requests and limits for ephemeral-storage.", Resources + "#local-ephemeral-storage"),
            (_, x) => x.Role == ContainerRole.Ephemeral ? [] : Lacking(x, "requests", "ephemeral-storage").Concat(Lacking(x, "limits", "ephemeral-storage")).Take(1)),

        Policy.EachPod(Rules.Warning("K8S305", "empty-dir-size", "An emptyDir has a size",
            "Without a limit it grows until the node's disk, or its memory, is full.", "Set emptyDir.sizeLimit.", "https://kubernetes.io/docs/concepts/storage/volumes/#emptydir"),
            x => x.Pod.Maps("volumes").Where(y => y.Map("emptyDir") is { } empty && !empty.Has("sizeLimit")).Select(y => At(y.At("emptyDir"), $"the volume '{y.Text("name")}' has no sizeLimit."))),

        Policy.EachContainer(Digest, (_, x) => Unpinned(ImageName.Parse(x.Body.Text("image") ?? "")) is { } reason
            ? [Missing(x.Body, "image", $"{x}: image '{x.Body.Text("image")}' is not pinned: {reason}.")]
            : []),

        Policy.EachContainer(Rules.Error("K8S311", "image-latest", "No image means latest",
            "latest is another image each day; the same manifest gives different pods.", "Name a tag, and pin the digest.", Images),
            (_, x) => ImageName.Parse(x.Body.Text("image") ?? "") is { Name.Length: > 0, Digest: "", Tag: "latest" } ? [At(x.Body.At("image"), $"{x} runs whatever is latest.")] : []),

        Policy.EachPod(Rules.Error("K8S312", "image-registry", "Images come from known registries",
            "Whoever owns the registry decides what runs.", "Copy the image into one of the registries that the validation allows, or allow its own.", Images),
            (x, context) => context.AllowedRegistries.Count == 0 ? [] : x.Containers.Where(y => y.Body.Text("image") is { Length: > 0 } image && !IsAllowed(ImageName.Parse(image).Name, context.AllowedRegistries))
                .Select(y => At(y.Body.At("image"), $"{y}: '{y.Body.Text("image")}' comes from none of {string.Join(", ", context.AllowedRegistries)}."))),

        Policy.Each(Rules.Warning("K8S321", "resource-quota", "A namespace has a quota",
            "One runaway autoscaler or Job can otherwise take the cluster.", "Add a ResourceQuota.", "https://kubernetes.io/docs/concepts/policy/resource-quotas/"),
            "Namespace", (x, context) => WhenMissing(!context.Set.OfKind("ResourceQuota", x.Name).Any(), null, "metadata", "there is no ResourceQuota for it.")),

        Policy.Each(Rules.Warning("K8S322", "limit-range", "A namespace has defaults",
            "A pod that says nothing is otherwise refused by the quota, or unlimited.", "Add a LimitRange with default and defaultRequest.", "https://kubernetes.io/docs/concepts/policy/limit-range/"),
            "Namespace", (x, context) => WhenMissing(!context.Set.OfKind("LimitRange", x.Name).Any(), null, "metadata", "there is no LimitRange for it.")),

        Policy.Each(Rules.Error("K8S323", "quota-fits", "The quota lets the autoscaler do its work",
            "Pods beyond the quota aren't made, and the rollout or the peak that needed them fails.", "Raise the quota, or lower maxReplicas or what a pod asks for.", "https://kubernetes.io/docs/concepts/policy/resource-quotas/"),
            "ResourceQuota", QuotaCheck.Find),
    ];

    private static IEnumerable<Offence> Lacking(Container container, string field, params string[] names)
    {
        var resources = container.Body.At("resources");
        // A limit without a request is the request, too.
        string[] missing = [.. names.Where(x => !resources.At(field).Has(x) && !(field == "requests" && resources.At("limits").Has(x)))];
        return container.Role == ContainerRole.Ephemeral ? [] : WhenMissing(missing.Length > 0, container.Body, "resources", $"{container} has no {field} for {string.Join(" and ", missing)}.");
    }

    private static string? Unpinned(ImageName image) => image switch
    {
        { Name: "" } => "there is none",
        { Digest: ['s', 'h', 'a', '2', '5', '6', ':', .. var hex] } when hex.Length == 64 && hex.All(char.IsAsciiHexDigitLower) => null,
        { Digest.Length: > 0 } => $"'{image.Digest}' is no sha256 digest",
        { Tag.Length: > 0 } => $"the tag '{image.Tag}' can be moved to another image",
        _ => "it has neither tag nor digest, so it means latest",
    };

    private static bool IsAllowed(string name, IReadOnlyList<string> registries)
    {
        var first = name.Split('/')[0];
        // Without a host it is Docker Hub's.
        var full = name.Contains('/') && (first.Contains('.') || first.Contains(':') || first == "localhost") ? name : name.Contains('/') ? $"docker.io/{name}" : $"docker.io/library/{name}";
        return registries.Any(x => full.StartsWith(x.TrimEnd('/') + "/", StringComparison.Ordinal) || FileSystemName.MatchesSimpleExpression(x, full, ignoreCase: false));
    }
}
