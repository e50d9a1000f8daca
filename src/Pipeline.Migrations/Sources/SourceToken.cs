namespace Pipeline.Migrations.Sources;

/// <summary>A token's place in the source.</summary>
internal readonly record struct SourceToken(int Start, int Length)
{
    public int End => Start + Length;
}
