using System.Globalization;
using System.Text;
using Pipeline.Embedded.MongoDB.Tests.Running;

namespace Pipeline.Embedded.MongoDB.Tests.Specifications;

/// <summary>What came of all cases: passed, failed, skipped and not applicable, with reasons.</summary>
internal sealed class SpecificationSummary
{
    private readonly List<(TestCase Test, string Reason)> failed = [];
    private readonly List<(TestCase Test, string Reason)> skipped = [];
    private readonly List<(TestCase Test, string Reason)> notApplicable = [];
    private int passed;

    /// <summary>Of those whose requirements are met; a skip counts as not passed.</summary>
    public double PassedPercent => 100.0 * passed / Math.Max(1, passed + failed.Count + skipped.Count);

    public void Ran(TestCase test, Exception? failure)
    {
        if (failure is null)
            passed++;
        else
            failed.Add((test, failure.Message));
    }

    public void Skipped(TestCase test, string reason) => skipped.Add((test, reason));

    public void NotApplicable(TestCase test, string reason) => notApplicable.Add((test, reason));

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{passed} passed, {failed.Count} failed, {skipped.Count} skipped: {PassedPercent:F1} % of those that {SpecificationSource.ServerName} must meet; {notApplicable.Count} not applicable.");
        List(text, "Failed", failed);
        List(text, "Skipped", skipped);
        text.AppendLine("Not applicable, by what they require:");
        foreach (var group in notApplicable.GroupBy(x => x.Reason).OrderByDescending(x => x.Count()))
            text.AppendLine(CultureInfo.InvariantCulture, $"  {group.Count()}: {group.Key}");
        return text.ToString();
    }

    private static void List(StringBuilder text, string title, List<(TestCase Test, string Reason)> tests)
    {
        if (tests.Count == 0)
            return;
        text.AppendLine(CultureInfo.InvariantCulture, $"{title}:");
        foreach (var (test, reason) in tests)
            text.AppendLine(CultureInfo.InvariantCulture, $"  {test}: {reason}");
    }
}
