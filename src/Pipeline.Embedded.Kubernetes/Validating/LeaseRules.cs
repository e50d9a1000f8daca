using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Validating;

/// <summary>Rules of Leases.</summary>
internal static class LeaseRules
{
    /// <summary>A Lease.</summary>
    public static void Check(FieldErrors errors, JsonObject value)
    {
        var spec = value.Fields("spec");
        if (spec.Whole("leaseDurationSeconds") is <= 0 and var seconds)
            errors.Invalid("spec.leaseDurationSeconds", seconds, "must be greater than 0");
        if (spec.Whole("leaseTransitions") is < 0 and var transitions)
            errors.Invalid("spec.leaseTransitions", transitions, "must be greater than or equal to 0");
    }
}
