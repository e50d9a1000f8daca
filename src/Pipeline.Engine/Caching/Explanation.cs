namespace Pipeline.Engine.Caching;

/// <summary>Says in words what makes two snapshots differ, never a value itself.</summary>
internal static class Explanation
{
    /// <summary>More reasons than this are counted, not listed.</summary>
    public const int MaxReasons = 10;

    public static IReadOnlyList<string> Differences(IReadOnlyList<InputItem> before, IReadOnlyList<InputItem> now)
    {
        var known = new Dictionary<(InputKind, string), InputItem>();
        foreach (var item in before)
            known[(item.Kind, item.Name)] = item;

        var reasons = new List<string>();
        foreach (var item in now)
        {
            if (!known.Remove((item.Kind, item.Name), out var earlier))
                reasons.Add($"{Subject(item)} {(item.Kind == InputKind.Platform ? "is new" : "added")}");
            else if (earlier.Fingerprint != item.Fingerprint)
                reasons.Add(Change(earlier, item));
        }

        foreach (var item in before)
        {
            if (known.ContainsKey((item.Kind, item.Name)))
                reasons.Add($"{Subject(item)} removed");
        }

        return reasons;
    }

    /// <summary>The first few, and how many more there are.</summary>
    public static List<string> Limit(IReadOnlyList<string> reasons)
    {
        var limited = new List<string>(Math.Min(reasons.Count, MaxReasons + 1));
        for (var i = 0; i < reasons.Count && i < MaxReasons; i++)
            limited.Add(reasons[i]);
        if (reasons.Count > MaxReasons)
            limited.Add($"and {reasons.Count - MaxReasons} more");
        return limited;
    }

    private static string Change(InputItem earlier, InputItem item) => item.Kind switch
    {
        InputKind.Tool => $"tool {item.Name} changed from {earlier.Fingerprint} to {item.Fingerprint}",
        InputKind.File when earlier.Fingerprint?.TrimEnd('x') == item.Fingerprint?.TrimEnd('x') => $"input {item.Name} changed its executable bit",
        _ => $"{Subject(item)} changed",
    };

    private static string Subject(InputItem item) => item.Kind switch
    {
        InputKind.File => $"input {item.Name}",
        InputKind.Value => $"value {item.Name}",
        InputKind.EnvironmentVariable => $"environment variable {item.Name}",
        InputKind.Tool => $"tool {item.Name}",
        InputKind.Output => $"declared output {item.Name}",
        _ => $"platform {item.Name}",
    };
}
