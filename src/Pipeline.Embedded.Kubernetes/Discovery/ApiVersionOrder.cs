using System.Globalization;
using System.Text.RegularExpressions;

namespace Pipeline.Embedded.Kubernetes.Discovery;

/// <summary>The order of API versions: <c>v2</c>, <c>v1</c>, <c>v2beta1</c>, <c>v1alpha1</c>, then names that are no versions.</summary>
internal static partial class ApiVersionOrder
{
    public static (int Stage, int Major, int Minor, string Name) Of(string version)
    {
        var match = Version().Match(version);
        if (!match.Success)
            return (3, 0, 0, version);
        var stage = match.Groups[2].Value switch { "" => 0, "beta" => 1, _ => 2 };
        return (stage, -Number(match.Groups[1].Value), -Number(match.Groups[3].Value), version);
    }

    private static int Number(string text) => text.Length == 0 ? 0 : int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^v(\d{1,6})(?:(alpha|beta)(\d{1,6}))?$")]
    private static partial Regex Version();
}
