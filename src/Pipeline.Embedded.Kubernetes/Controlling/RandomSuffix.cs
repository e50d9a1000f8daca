using System.Security.Cryptography;

namespace Pipeline.Embedded.Kubernetes.Controlling;

/// <summary>The five letters at the end of a generated name.</summary>
internal static class RandomSuffix
{
    public static string Next() => RandomNumberGenerator.GetString("bcdfghjklmnpqrstvwxz2456789", 5);
}
