using Pipeline.Engine.Execution;
using Pipeline.Releases.Proving;

namespace Pipeline.Components.Reporting.Pages;

/// <summary>How something is to be taken.</summary>
internal enum Tone
{
    /// <summary>Done, and well.</summary>
    Good,

    /// <summary>Well, and not done anew.</summary>
    Kept,

    /// <summary>Wrong.</summary>
    Bad,

    /// <summary>Not known, or not done: never to be read as good.</summary>
    Doubt,

    /// <summary>Neither.</summary>
    Plain,
}

/// <summary>The tones of results.</summary>
internal static class Tones
{
    public static Tone Of(TargetStatus status) => status switch
    {
        TargetStatus.Succeeded => Tone.Good,
        TargetStatus.Cached => Tone.Kept,
        TargetStatus.Failed => Tone.Bad,
        TargetStatus.Cancelled => Tone.Doubt,
        _ => Tone.Plain,
    };

    public static Tone Of(EvidenceResult result) => result switch
    {
        EvidenceResult.Passed => Tone.Good,
        EvidenceResult.Failed => Tone.Bad,
        _ => Tone.Doubt,
    };

    public static Tone OfState(string state) => state switch
    {
        "passed" => Tone.Good,
        "failed" => Tone.Bad,
        _ => Tone.Doubt,
    };

    public static string Word(EvidenceResult result) => result switch
    {
        EvidenceResult.Passed => "passed",
        EvidenceResult.Failed => "failed",
        _ => "not done",
    };

    /// <summary>For those who don't see colours.</summary>
    public static string Sign(TargetStatus status) => status switch
    {
        TargetStatus.Succeeded => "✓",
        TargetStatus.Cached => "≡",
        TargetStatus.Failed => "✗",
        TargetStatus.Cancelled => "!",
        TargetStatus.Skipped => "–",
        _ => "○",
    };
}
