using Pipeline.Containers.Scanning.Reports;
using Pipeline.Containers.Scanning.Vex;
using Pipeline.Containers.Scanning.Waivers;

namespace Pipeline.Containers.Scanning.Gate;

/// <summary>What a gate judges by, besides its own limits.</summary>
public sealed record GateRules
{
    /// <summary>The report of the release before; null for none.</summary>
    public ScanReport? Previous { get; init; }

    /// <summary>Waivers.</summary>
    public IReadOnlyList<Waiver> Waivers { get; init; } = [];

    /// <summary>VEX statements, of all documents.</summary>
    public IReadOnlyList<VexStatement> Vex { get; init; } = [];

    /// <summary>Whether a waiver that covers nothing is noted. Default true; false where the same waivers hold for several images.</summary>
    public bool NotesUnusedWaivers { get; init; } = true;

    /// <summary>Now: waivers run out.</summary>
    public required DateTimeOffset Now { get; init; }
}
