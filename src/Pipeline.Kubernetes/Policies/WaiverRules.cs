using Pipeline.Kubernetes.Validating;

namespace Pipeline.Kubernetes.Policies;

/// <summary>The rules for waivers themselves: they end, they say why, and they are needed.</summary>
internal static class WaiverRules
{
    private const string Page = "https://slsa.dev/spec/v1.0/principles";

    public static readonly Rule Expired = Of("K8S901", "waiver-expired", "Waivers haven't expired",
        "What was set aside for a while counts again.", "Fix the finding, or renew the waiver with a new date, after asking whether its reason still holds.");

    public static readonly Rule NoReason = Of("K8S902", "waiver-without-reason", "Waivers say why",
        "Without a reason nobody can tell later whether it may go.", "Write the reason after the date.");

    public static readonly Rule Unused = Of("K8S903", "waiver-unused", "Waivers are needed",
        "A waiver that waives nothing hides the next mistake of the kind.", "Remove it.");

    public static readonly Rule TooLong = Of("K8S904", "waiver-too-long", "Waivers end within a year",
        "A waiver without an end is a rule that was switched off.", "Set a date at most a year away.");

    public static readonly Rule Unreadable = Of("K8S905", "waiver-unreadable", "Waivers can be read",
        "A misspelt waiver waives nothing.", "Write a rule that exists and can be waived, and the date as 2027-03-01, then the reason.");

    public static IReadOnlyList<Rule> All { get; } = [Expired, NoReason, Unused, TooLong, Unreadable];

    private static Rule Of(string id, string name, string title, string reason, string fix) => new()
    {
        Id = id, Name = name, Title = title, Area = RuleArea.Waivers, Severity = FindingSeverity.Error, Reason = reason, Fix = fix, Link = new(Page), IsWaivable = false,
    };
}
