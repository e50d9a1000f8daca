using System.Globalization;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Validating;

namespace Pipeline.Kubernetes.Policies;

/// <summary>Sets aside what waivers allow, and finds what is wrong with the waivers.</summary>
internal sealed class WaiverCheck(IReadOnlyList<Waiver> waivers, DateOnly today)
{
    private readonly HashSet<Waiver> used = new(ReferenceEqualityComparer.Instance);

    /// <summary>Why the hit is set aside; null when it counts.</summary>
    public string? ReasonFor(Hit hit)
    {
        if (!hit.Rule.IsWaivable || waivers.FirstOrDefault(x => x.IsFor(hit) && Mistake(x) is null) is not { } waiver)
            return null;
        used.Add(waiver);
        return string.Create(CultureInfo.InvariantCulture, $"{waiver.Reason} (until {waiver.Until})");
    }

    /// <summary>After all hits were asked about.</summary>
    public IEnumerable<Finding> Findings()
    {
        foreach (var waiver in waivers)
        {
            if (Mistake(waiver) is { } mistake)
                yield return Finding(waiver, mistake.Rule, mistake.Message);
            else if (!used.Contains(waiver))
                yield return Finding(waiver, WaiverRules.Unused, $"the waiver of {waiver.RuleId} waives nothing.");
        }
    }

    private (Rule Rule, string Message)? Mistake(Waiver waiver) => (waiver.LastDay, RuleCatalogue.Find(waiver.RuleId)) switch
    {
        (_, null) => (WaiverRules.Unreadable, $"'{waiver.RuleId}' is no rule."),
        (_, { IsWaivable: false } rule) => (WaiverRules.Unreadable, $"{rule.Id} ({rule.Name}) can't be waived."),
        (null, _) => (WaiverRules.Unreadable, $"the waiver of {waiver.RuleId} begins with '{waiver.Until}', which is no date as 2027-03-01."),
        ({ } day, _) when day < today => (WaiverRules.Expired, $"the waiver of {waiver.RuleId} expired on {waiver.Until}."),
        ({ } day, _) when day > today.AddYears(1) => (WaiverRules.TooLong, $"the waiver of {waiver.RuleId} runs until {waiver.Until}, more than a year."),
        _ when waiver.Reason.Length == 0 => (WaiverRules.NoReason, $"the waiver of {waiver.RuleId} has no reason."),
        _ => null,
    };

    private static Finding Finding(Waiver waiver, Rule rule, string message) => new()
    {
        Rule = rule,
        Severity = rule.Severity,
        Subject = waiver.Item?.ToString() ?? waiver.Pattern ?? "",
        Path = waiver.Item is { } item ? item.Body.At("metadata", "annotations").FieldPath(item.Body, Waiver.AnnotationPrefix + waiver.RuleId) : "",
        Message = message,
        Source = waiver.Source,
        Location = waiver.Location,
    };
}
