namespace Pipeline.Configuration.Drift;

/// <summary>Something that two places disagree about.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Place">Where: <c>k8s/overlays/production</c>, <c>src/X/Y.cs:12</c>.</param>
/// <param name="Subject">Which variable, secret or file.</param>
/// <param name="Message">What is wrong, in a sentence. Never a value of a secret.</param>
/// <param name="Next">What to do, in a sentence.</param>
public sealed record DriftFinding(DriftKind Kind, string Place, string Subject, string Message, string Next)
{
    /// <summary>In one line.</summary>
    public override string ToString() => $"{Place}: {Message} {Next}";
}
