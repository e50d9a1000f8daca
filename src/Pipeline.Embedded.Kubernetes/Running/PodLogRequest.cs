namespace Pipeline.Embedded.Kubernetes.Running;

/// <summary>The query of <c>GET …/pods/{name}/log</c>.</summary>
internal sealed record PodLogRequest
{
    /// <summary>The pod's namespace.</summary>
    public required string NamespaceName { get; init; }

    /// <summary>The pod's name.</summary>
    public required string PodName { get; init; }

    /// <summary>The container. The API server has chosen it already where the client named none.</summary>
    public required string Container { get; init; }

    /// <summary>Whether the answer goes on until the container ends.</summary>
    public bool Follow { get; init; }

    /// <summary>Whether the container before the last restart is meant.</summary>
    public bool Previous { get; init; }

    /// <summary>Whether each line begins with its time (RFC 3339, nanoseconds).</summary>
    public bool Timestamps { get; init; }

    /// <summary>Only the last so many lines. Default all.</summary>
    public int? TailLines { get; init; }

    /// <summary>Only lines from then on. Default all.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>At most so many bytes. Default all.</summary>
    public long? LimitBytes { get; init; }
}
