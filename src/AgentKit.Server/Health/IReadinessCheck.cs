namespace AgentKit.Server.Health;

/// <summary>Something without which requests can't be answered.</summary>
internal interface IReadinessCheck
{
    /// <summary>Its name in the answer of <c>/readyz</c>, snake_case.</summary>
    string Name { get; }

    /// <summary>Whether it is there; throws what went wrong otherwise.</summary>
    /// <returns>A sentence about what was found, without secrets or addresses; what is wrong, with false.</returns>
    Task<ReadinessVerdict> CheckAsync(CancellationToken cancellationToken);
}
