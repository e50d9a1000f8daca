using Pipeline.Errors;

namespace Pipeline.Migrations.Testing;

/// <summary>What came of a set of migrations.</summary>
/// <param name="Trials">One for each migration, in their order.</param>
public sealed record MigrationSuiteReport(IReadOnlyList<MigrationTrial> Trials)
{
    /// <summary>All was as it should be.</summary>
    public bool IsSound => Trials.All(x => x.Problems.Count == 0);

    /// <summary>Throws where something wasn't.</summary>
    /// <exception cref="PipelineException">PIPE8042: with all problems.</exception>
    public void ThrowIfUnsound()
    {
        if (!IsSound)
            throw new PipelineException(MigrationErrors.SuiteFailed, string.Join(Environment.NewLine, Trials.SelectMany(x => x.Problems)));
    }
}
