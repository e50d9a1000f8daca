namespace Pipeline.Embedded.Kubernetes.Serving;

/// <summary>How a client wants to see objects (<c>Accept</c>).</summary>
internal enum Representation
{
    /// <summary>As they are.</summary>
    Object,

    /// <summary>As rows for people (<c>as=Table</c>).</summary>
    Table,

    /// <summary>Their metadata only (<c>as=PartialObjectMetadata</c>).</summary>
    Metadata,
}

/// <summary>Reads the header <c>Accept</c>.</summary>
internal static class Accepted
{
    /// <summary>The first clause that can be served; objects as they are where none asks for anything else.</summary>
    public static Representation Of(string accept)
    {
        foreach (var clause in accept.Split(','))
        {
            var parameters = clause.Split(';', StringSplitOptions.TrimEntries);
            if (parameters[0] is not ("application/json" or "*/*" or "application/*" or ""))
                continue;
            var shape = parameters.FirstOrDefault(x => x.StartsWith("as=", StringComparison.Ordinal))?[3..];
            if (shape is null)
                return Representation.Object;
            if (!parameters.Contains("g=meta.k8s.io") || !parameters.Contains("v=v1"))
                continue;
            switch (shape)
            {
                case "Table":
                    return Representation.Table;
                case "PartialObjectMetadata" or "PartialObjectMetadataList":
                    return Representation.Metadata;
            }
        }

        return Representation.Object;
    }
}
