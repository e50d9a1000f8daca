using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Validating;

/// <summary>Rules of LimitRanges and ResourceQuotas.</summary>
internal static class QuotaRules
{
    private static readonly (string Lower, string Upper)[] _orders = [("min", "max"), ("min", "defaultRequest"), ("defaultRequest", "max"), ("defaultRequest", "default"), ("min", "default"), ("default", "max")];

    /// <summary>A LimitRange: for each type once, from least to most in order.</summary>
    public static void LimitRange(FieldErrors errors, JsonObject value)
    {
        var types = new HashSet<string>();
        foreach (var (limit, index) in value.Fields("spec").Objects("limits").Select((limit, index) => (limit, index)))
        {
            var place = $"spec.limits[{index}]";
            var type = limit.Text("type") ?? "";
            errors.Check($"{place}.type", type, NameRules.Qualified(type));
            if (!types.Add(type))
                errors.Duplicate($"{place}.type", type);
            if (type == "Pod")
            {
                foreach (var name in (ReadOnlySpan<string>)["default", "defaultRequest"])
                {
                    if (limit.Entries(name).Any())
                        errors.Forbidden($"{place}.{name}", "may not be specified when `type` is 'Pod'");
                }
            }
            if (type == "PersistentVolumeClaim" && limit.Fields("min")?["storage"] is null && limit.Fields("max")?["storage"] is null)
                errors.Required($"{place}.limits", "either minimum or maximum storage value is required, but neither was provided");
            foreach (var (lower, upper) in _orders)
                Order(errors, limit, place, lower, upper);
        }
    }

    /// <summary>A ResourceQuota.</summary>
    public static void ResourceQuota(FieldErrors errors, JsonObject value)
    {
        foreach (var (name, amount) in value.Fields("spec").Entries("hard"))
        {
            errors.Check($"spec.hard[{name}]", name, NameRules.Qualified(name));
            if (ResourceRules.Read(amount) is not { } quantity)
                continue;
            if (quantity.Sign < 0)
                errors.Invalid($"spec.hard[{name}]", quantity.ToString(), "must be greater than or equal to 0");
            else if (name is "pods" or "services" or "secrets" or "configmaps" && !quantity.IsWhole)
                errors.Invalid($"spec.hard[{name}]", quantity.ToString(), "must be an integer");
        }
    }

    /// <summary>A change of a ResourceQuota: what it counts stays.</summary>
    public static void ResourceQuotaUpdate(FieldErrors errors, JsonObject value, JsonObject old)
    {
        var (scopes, before) = (value.Fields("spec")?["scopes"], old.Fields("spec")?["scopes"]);
        if (!JsonNode.DeepEquals(scopes, before))
            errors.Invalid("spec.scopes", scopes, "field is immutable");
    }

    private static void Order(FieldErrors errors, JsonObject limit, string path, string lower, string upper)
    {
        foreach (var (name, amount) in limit.Entries(lower))
        {
            if (ResourceRules.Read(amount) is { } low && ResourceRules.Read(limit.Fields(upper)?[name]) is { } high && low.CompareTo(high) > 0)
                errors.Invalid($"{path}.{lower}[{name}]", low.ToString(), $"{Words(lower)} value {low} is greater than {Words(upper)} value {high}");
        }
    }

    private static string Words(string name) => name == "defaultRequest" ? "default request" : name;
}
