namespace Pipeline.Containers.Scanning.Running;

/// <summary>Trivy, as a program here or in a container.</summary>
internal interface ITrivy
{
    /// <summary>What it is, for people.</summary>
    string Description { get; }

    /// <summary>What it is, to the byte.</summary>
    string Identity { get; }

    /// <param name="here">The folders, on this machine.</param>
    /// <param name="arguments">Its arguments, from the folders as it sees them.</param>
    /// <param name="hasNetwork">Whether it may reach anything.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<ToolResult> RunAsync(TrivyPlace here, Func<TrivyPlace, IReadOnlyList<string>> arguments, bool hasNetwork, CancellationToken cancellationToken);
}
