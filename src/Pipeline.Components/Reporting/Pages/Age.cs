using System.Xml.Linq;
using static Pipeline.Components.Reporting.Pages.Tag;

namespace Pipeline.Components.Reporting.Pages;

/// <summary>Says of what an earlier run left that it did: the page never passes it off as this run's.</summary>
internal static class Age
{
    // File systems keep times more coarsely than clocks do.
    private static readonly TimeSpan s_grain = TimeSpan.FromSeconds(2);

    public static bool IsEarlier(DeliveryRun run, DateTimeOffset at) => at < run.Result.StartedAt - s_grain;

    /// <summary>Null for what this run wrote.</summary>
    public static XElement? Of(DeliveryRun run, FoundFile file) =>
        IsEarlier(run, file.WrittenAt) ? Soft(Badge(Tone.Kept, "earlier run"), " Written ", Time(file.WrittenAt), ", before this run.") : null;
}
