using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Validating;

/// <summary>Rules of requests and limits.</summary>
internal static class ResourceRules
{
    /// <summary>A container's resources: known names, no negative amounts, and no request above its limit.</summary>
    public static void Check(FieldErrors errors, JsonObject? resources, string path)
    {
        foreach (var (name, limit) in resources.Entries("limits"))
            Amount(errors, $"{path}.limits[{name}]", name, limit);
        foreach (var (name, request) in resources.Entries("requests"))
        {
            Amount(errors, $"{path}.requests[{name}]", name, request);
            var limit = resources.Fields("limits")?[name];
            if (Read(request) is not { } wanted)
                continue;
            if (Read(limit) is { } most)
            {
                if (!AllowsMore(name) && wanted.CompareTo(most) != 0)
                    errors.Invalid($"{path}.requests", wanted.ToString(), $"must be equal to {name} limit of {most}");
                else if (wanted.CompareTo(most) > 0)
                    errors.Invalid($"{path}.requests", wanted.ToString(), $"must be less than or equal to {name} limit of {most}");
            }
            else if (!AllowsMore(name))
            {
                errors.Required($"{path}.limits", "Limit must be set for non overcommitable resources");
            }
        }
    }

    /// <summary>An amount; null where it is absent.</summary>
    public static Quantity? Read(JsonNode? amount) => amount.AsText() is { } text ? Quantity.Parse(text) : null;

    private static void Amount(FieldErrors errors, string path, string name, JsonNode? amount)
    {
        errors.Check(path, name, NameRules.Qualified(name));
        if (!name.Contains('/', StringComparison.Ordinal) && !IsStandard(name))
            errors.Invalid(path, name, "must be a standard resource for containers");
        if (Read(amount) is not { } quantity)
            return;
        if (quantity.Sign < 0)
            errors.Invalid(path, quantity.ToString(), "must be greater than or equal to 0");
        else if (!AllowsMore(name) && !quantity.IsWhole)
            errors.Invalid(path, quantity.ToString(), "must be an integer");
    }

    private static bool IsStandard(string name) => name is "cpu" or "memory" or "ephemeral-storage" || name.StartsWith("hugepages-", StringComparison.Ordinal);

    /// <summary>Whether a limit may be above the request: not for extended resources and huge pages.</summary>
    private static bool AllowsMore(string name) => name is "cpu" or "memory" or "ephemeral-storage" || !(name.Contains('/', StringComparison.Ordinal) || name.StartsWith("hugepages-", StringComparison.Ordinal));
}
