using Pipeline.Errors;

namespace Pipeline.Kubernetes.Manifests;

/// <summary>Errors of what is asked about manifests, beside <see cref="KubernetesErrors"/>.</summary>
[ErrorCodes]
public static class ManifestErrors
{
    /// <summary>PIPE4201.</summary>
    public static readonly ErrorCode BadWaivers = new(
        "PIPE4201",
        "A waiver file can't be read",
        "The file doesn't exist, isn't valid YAML, or an entry lacks rule, object, until or reason, or has another field.",
        "Correct the entry that the message names; docs/policies.md shows one.");

    /// <summary>PIPE4202.</summary>
    public static readonly ErrorCode BadSchema = new(
        "PIPE4202",
        "A schema of custom resources can't be read",
        "The file or folder doesn't exist, or a file isn't valid YAML.",
        "Name files, or folders with files, that hold CustomResourceDefinitions, as kubectl get crd NAME -o yaml writes them.");

    /// <summary>PIPE4203.</summary>
    public static readonly ErrorCode BadVersion = new(
        "PIPE4203",
        "A Kubernetes version can't be read",
        "It isn't of the form 1.34.",
        "Write major and minor version, as kubectl version shows them for the server.");
}
