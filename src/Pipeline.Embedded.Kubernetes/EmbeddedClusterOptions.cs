namespace Pipeline.Embedded.Kubernetes;

/// <summary>How an embedded cluster runs. The defaults are those of a test: in memory, a free port, with controllers.</summary>
public sealed record EmbeddedClusterOptions
{
    /// <summary>Where objects, certificates and the kubeconfig are kept, so that a cluster goes on after a restart. Default none: in memory, in a temporary folder that goes with the cluster.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>The port on 127.0.0.1. Default 0: a free one.</summary>
    public int Port { get; init; }

    /// <summary>Whether the controllers run (Deployments make ReplicaSets, and so on). Default yes; without them objects are only stored.</summary>
    public bool RunsControllers { get; init; } = true;

    /// <summary>Whether pods run as processes. Default yes; without it pods stay <c>Pending</c>, as in a cluster without nodes.</summary>
    public bool RunsPods { get; init; } = true;

    /// <summary>What an image's reference stands for: a folder with a published application, or an OCI layout on disk. The exact reference is looked for first, then its name
    /// without tag and digest. One that isn't here can't be pulled (<c>ImagePullBackOff</c>).</summary>
    public IReadOnlyDictionary<string, string> Images { get; init; } = new Dictionary<string, string>();

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
