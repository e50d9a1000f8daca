using System.Buffers;

namespace Pipeline.Embedded.Kubernetes.Schemas;

/// <summary>What a field's type doesn't say of it. <see cref="ModelFacts"/> explains the notation.</summary>
internal sealed record FieldFacts
{
    private static readonly SearchValues<char> _marks = SearchValues.Create("@[~^!?%=");

    /// <summary>The field's name in JSON.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is owned as a whole.</summary>
    public bool IsAtomic { get; init; }

    /// <summary>Whether it is a set of scalars.</summary>
    public bool IsSet { get; init; }

    /// <summary>The fields that tell the list's items apart.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>How a strategic merge patch treats it.</summary>
    public StrategicMerge Strategy { get; init; } = StrategicMerge.Replace;

    /// <summary>What is written for it, where the notation says so.</summary>
    public FieldPresence? Presence { get; init; }

    /// <summary>Whether it is a moment with microseconds.</summary>
    public bool IsMicroTime { get; init; }

    /// <summary>Its value as a key where it is absent.</summary>
    public string? KeyDefault { get; init; }

    /// <summary>Reads one field of a line.</summary>
    public static FieldFacts Parse(string word)
    {
        var end = word.AsSpan().IndexOfAny(_marks);
        // A dash is a mark only at the end: names such as x-kubernetes-list-type have their own.
        if (end < 0)
            end = word.EndsWith('-') ? word.Length - 1 : word.Length;
        var marks = word[end..];
        var facts = new FieldFacts
        {
            Name = word[..end],
            IsAtomic = marks.Contains('@', StringComparison.Ordinal),
            IsMicroTime = marks.Contains('%', StringComparison.Ordinal),
            Presence = marks.Contains('!', StringComparison.Ordinal) ? FieldPresence.Always
                : marks.Contains('?', StringComparison.Ordinal) ? FieldPresence.Optional
                : marks.EndsWith('-') ? FieldPresence.DropsZero
                : null,
        };
        if (marks.StartsWith('['))
        {
            var names = marks[1..marks.IndexOf(']', StringComparison.Ordinal)];
            facts = names == "set" ? facts with { IsSet = true } : facts with { Keys = names.Split(',') };
        }
        if (marks.IndexOf('~', StringComparison.Ordinal) is >= 0 and var merge)
        {
            var key = new string([.. marks[(merge + 1)..].TakeWhile(char.IsLetter)]);
            facts = facts with { Strategy = new(true, key.Length == 0 ? null : key) };
        }
        if (marks.Contains('^', StringComparison.Ordinal))
            facts = facts with { Strategy = facts.Strategy with { RetainsKeys = true } };
        return marks.StartsWith('=') ? facts with { KeyDefault = marks[1..] } : facts;
    }
}
