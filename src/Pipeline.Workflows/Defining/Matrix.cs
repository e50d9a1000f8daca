using System.Globalization;

namespace Pipeline.Workflows.Defining;

/// <summary>A job once for each value.</summary>
public sealed record Matrix
{
    /// <summary>The axis' name.</summary>
    public required Identifier Axis { get; init; }

    /// <summary>Its values.</summary>
    public required IReadOnlyList<WorkflowValue> Values { get; init; }

    /// <summary>Whether the others end when one fails. Default false: each says what it found.</summary>
    public bool FailsFast { get; init; }

    /// <summary>Parts of work: 1 to <paramref name="total"/>.</summary>
    public static Matrix Parts(Identifier axis, int total) =>
        new() { Axis = axis, Values = [.. Enumerable.Range(1, total).Select(x => WorkflowValue.Literal(x.ToString(CultureInfo.InvariantCulture)))] };
}
