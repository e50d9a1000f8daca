using System.Globalization;
using System.Text.RegularExpressions;

namespace Pipeline.Embedded.Kubernetes.Controlling.CronJobs;

/// <summary>A duration as Go writes it: <c>1h30m</c>.</summary>
internal static partial class GoDuration
{
    public static TimeSpan? Parse(string text)
    {
        var match = Whole().Match(text);
        if (!match.Success || text.Length == 0)
            return null;

        double Part(string name) => match.Groups[name].Success ? double.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture) : 0;

        return TimeSpan.FromHours(Part("h")) + TimeSpan.FromMinutes(Part("m")) + TimeSpan.FromSeconds(Part("s"));
    }

    [GeneratedRegex(@"^((?<h>\d+(\.\d+)?)h)?((?<m>\d+(\.\d+)?)m)?((?<s>\d+(\.\d+)?)s)?$")]
    private static partial Regex Whole();
}
