namespace Pipeline.Components.Environments;

/// <summary>Where an environment's figures are, as its parameter file names it.</summary>
public sealed record MetricsSettings
{
    /// <summary>Prometheus's address: <c>https://prometheus.example.net/</c>.</summary>
    public required string Prometheus { get; init; }

    /// <summary>The token that Prometheus asks for, as a reference: <c>secret://agentkit/production/prometheus</c>. Null where it asks for none.</summary>
    public string? BearerToken { get; init; }

    /// <summary>The user, where it asks for name and password.</summary>
    public string? UserName { get; init; }

    /// <summary>That user's password, as a reference.</summary>
    public string? Password { get; init; }

    /// <summary>The query for all requests: <c>sum(increase(http_server_request_duration_seconds_count[$window]))</c>.</summary>
    public required string Requests { get; init; }

    /// <summary>The query for those that failed.</summary>
    public required string Failures { get; init; }
}
