namespace Pipeline.Migrations.Planning;

/// <summary>What building an index costs: the server reads every document once.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Index">The index's name.</param>
/// <param name="Documents">Documents to read.</param>
/// <param name="Bytes">Bytes to read.</param>
/// <param name="Exists">It is there already, and costs nothing.</param>
public sealed record IndexCost(string Collection, string Index, long Documents, long Bytes, bool Exists)
{
    /// <inheritdoc/>
    public override string ToString() => Exists ? $"{Index} on {Collection}: there already" : FormattableString.Invariant($"{Index} on {Collection}: reads {Documents:N0} documents, {Bytes / 1048576.0:N1} MiB");
}
