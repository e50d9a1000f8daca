using System.Text.Json.Serialization;

namespace Pipeline.Releases.Proving;

/// <summary>What one stage leaves: what was done, to which inputs, with which result and figures, when and where.</summary>
public sealed record EvidenceRecord
{
    /// <summary>The kind, by <see cref="Evidence.Name"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>What was found.</summary>
    public required EvidenceResult Result { get; init; }

    /// <summary>Why it failed or wasn't done; or what a reader should know of a result that passed.</summary>
    public string? Reason { get; init; }

    /// <summary>Only a part was done of what the kind stands for, as by the quick tests of a rehearsal; <see cref="Reason"/> says which. Nothing but a rehearsal's policy is met by it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsPartial { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The environment that it was done in; null for what is done before any.</summary>
    public string? Environment { get; init; }

    /// <summary>Where it ran: a CI run's address, or a machine.</summary>
    public string? Origin { get; init; }

    /// <summary>What was worked on.</summary>
    public IReadOnlyList<EvidenceInput> Inputs { get; init; } = [];

    /// <summary>What was counted and measured, units in the names: <c>passed</c>, <c>linePercent</c>.</summary>
    public IReadOnlyDictionary<string, string> Figures { get; init; } = new Dictionary<string, string>();
}
