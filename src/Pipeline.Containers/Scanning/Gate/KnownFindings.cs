using Pipeline.Containers.Scanning.Reports;

namespace Pipeline.Containers.Scanning.Gate;

/// <summary>
/// What the previous release was released with. Only what would have counted then is known: a finding that has since become worse, or has
/// since got a fix, is news. Each is known as often as it was there: a second key in a file is news too.
/// </summary>
internal sealed class KnownFindings
{
    private readonly Dictionary<(FindingKind, string, string), int> left = [];

    public KnownFindings(ScanGate gate, GateRules rules)
    {
        if (!gate.OnlyNewSince || rules.Previous is null)
            return;

        foreach (var finding in rules.Previous.Findings.Where(x => GateJudgement.Reaches(gate, x) && !(gate.IgnoreUnfixed && x.HasFix == false)))
            left[Key(finding)] = left.GetValueOrDefault(Key(finding)) + 1;
    }

    /// <summary>True when it was there before, as often as asked.</summary>
    public bool Take(Finding finding)
    {
        if (left.GetValueOrDefault(Key(finding)) is not (> 0 and var count))
            return false;

        left[Key(finding)] = count - 1;
        return true;
    }

    // Not the version: a package that was updated and still has it has nothing new. Not a target that carries the image's name.
    private static (FindingKind, string, string) Key(Finding finding) => (finding.Kind, finding.Id, finding.Package ?? finding.Target);
}
