namespace Pipeline.Embedded.Kubernetes.Patching;

/// <summary>A body that can't be used: the answer's code, reason and message as kube-apiserver gives them.</summary>
internal sealed class PatchException(int code, string? reason, string message) : Exception(message)
{
    /// <summary>The HTTP status.</summary>
    public int Code { get; } = code;

    /// <summary>The status' reason (<c>BadRequest</c>, <c>Invalid</c>); null for a 500 without one.</summary>
    public string? Reason { get; } = reason;

    /// <summary>A 400.</summary>
    public static PatchException BadRequest(string message) => new(400, "BadRequest", message);

    /// <summary>A 422 that says no more than that the patch doesn't fit the object.</summary>
    public static PatchException Rejected() => new(422, "Invalid", "the server rejected our request due to an error in our request");

    /// <summary>A 500 without a reason, as kube-apiserver answers where an object can't be turned into its type.</summary>
    public static PatchException Internal(string message) => new(500, null, message);
}
