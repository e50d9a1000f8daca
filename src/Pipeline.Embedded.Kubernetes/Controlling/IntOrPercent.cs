using System.Globalization;
using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Controlling;

/// <summary>A number, or a share of one (<c>25%</c>).</summary>
internal static class IntOrPercent
{
    public static int Of(IntOrString value, int total, bool roundUp)
    {
        if (!value.Value.EndsWith('%'))
            return int.Parse(value.Value, CultureInfo.InvariantCulture);

        var share = (decimal)int.Parse(value.Value[..^1], CultureInfo.InvariantCulture) * total / 100;
        return (int)(roundUp ? Math.Ceiling(share) : Math.Floor(share));
    }
}
