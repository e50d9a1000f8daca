using Pipeline.Errors;

namespace Pipeline.Kubernetes;

/// <summary>Errors of this library.</summary>
[ErrorCodes]
public static class KubernetesErrors
{
    /// <summary>PIPE4001.</summary>
    public static readonly ErrorCode NoKustomization = new(
        "PIPE4001",
        "A folder is no kustomization",
        "It has none of kustomization.yaml, kustomization.yml, Kustomization, or more than one of them.",
        "Name a folder that has exactly one, or add it.");

    /// <summary>PIPE4002.</summary>
    public static readonly ErrorCode InvalidKustomization = new(
        "PIPE4002",
        "A kustomization has fields that can't be rendered",
        "A field is misspelt, has the wrong type, is one of kustomize's that this version doesn't render, or doesn't fit the objects (a patch without a target).",
        "Correct the field that the message names, or express it with the fields that are rendered.");

    /// <summary>PIPE4003.</summary>
    public static readonly ErrorCode ResourceNotFound = new(
        "PIPE4003",
        "A kustomization names a resource that can't be read",
        "The file or folder doesn't exist, is remote, or is a file outside of the kustomization's folder (kustomize refuses those too).",
        "Correct the path; put remote resources into the repository.");

    /// <summary>PIPE4004.</summary>
    public static readonly ErrorCode KustomizationCycle = new(
        "PIPE4004",
        "Kustomizations refer to each other in a circle",
        "A kustomization is reached again by following its own resources.",
        "Take one of the references in the path out.");

    /// <summary>PIPE4005.</summary>
    public static readonly ErrorCode MalformedManifest = new(
        "PIPE4005",
        "A manifest can't be read",
        "The file isn't valid YAML, has a key twice, or holds something that is no Kubernetes object (apiVersion, kind and metadata.name).",
        "Correct the file at the line that the message names.");

    /// <summary>PIPE4006.</summary>
    public static readonly ErrorCode DuplicateObject = new(
        "PIPE4006",
        "Two manifests describe the same object",
        "Two files have the same kind, name and namespace, at the start or after the namespace was set.",
        "Remove one, or give them different names.");

    /// <summary>PIPE4007.</summary>
    public static readonly ErrorCode InvalidManifests = new(
        "PIPE4007",
        "The manifests are invalid",
        "An object has an unknown field, a wrong type, or a name or label that the cluster would refuse.",
        "Correct each finding that is listed.");
}
