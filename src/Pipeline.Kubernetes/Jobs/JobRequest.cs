using Pipeline.Kubernetes.Rendering;

namespace Pipeline.Kubernetes.Jobs;

/// <summary>A Job that is to be run to its end, once.</summary>
public sealed record JobRequest
{
    /// <summary>Where <see cref="Files"/> are mounted, read-only.</summary>
    public const string FilesDirectory = "/etc/pipeline";

    /// <summary>The namespace. Where it isn't there, it must be among <see cref="Manifests"/>, and is made.</summary>
    public required string Namespace { get; init; }

    /// <summary>The Job, pinned to its image, with what it needs beside it: ServiceAccount, Secret, Namespace. Those are applied first, and stay.</summary>
    public required RenderedManifests Manifests { get; init; }

    /// <summary>What this run does, in a word that becomes part of the Job's name: <c>up</c>.</summary>
    public required string Purpose { get; init; }

    /// <summary>The container's arguments, in place of those in the manifest.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Variables of the container, besides those in the manifest. No secrets: whoever may see the Job sees them.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Files by their name, in a ConfigMap that goes with the Job. Kubernetes allows 1 MiB of them.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Whether it changes something. Every run of the same manifest first waits for such a Job that an earlier run left running (its program was killed, the
    /// Job wasn't), so that what it does isn't done on shifting ground.
    /// </summary>
    public bool IsChange { get; init; }

    /// <summary>Whether the Job is deleted once it has completed. Default false: its log stays until <c>ttlSecondsAfterFinished</c>. One that failed stays in any case.</summary>
    public bool IsTransient { get; init; }

    /// <summary>Longest wait for its container to start. Default 5 min: a cluster may have to add a node first.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(5);
}
