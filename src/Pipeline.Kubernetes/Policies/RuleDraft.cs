using Pipeline.Kubernetes.Validating;

namespace Pipeline.Kubernetes.Policies;

/// <summary>Declares the rules of an area, one line for each thing that a reader asks.</summary>
internal sealed class RuleDraft(RuleArea area)
{
    public Rule Error(string id, string name, string title, string reason, string fix, string link) => Of(FindingSeverity.Error, id, name, title, reason, fix, link);

    public Rule Warning(string id, string name, string title, string reason, string fix, string link) => Of(FindingSeverity.Warning, id, name, title, reason, fix, link);

    private Rule Of(FindingSeverity severity, string id, string name, string title, string reason, string fix, string link) => new()
    {
        Id = id, Name = name, Title = title, Area = area, Severity = severity, Reason = reason, Fix = fix, Link = new Uri(link),
    };
}
