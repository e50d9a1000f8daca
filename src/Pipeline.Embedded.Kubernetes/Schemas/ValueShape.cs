namespace Pipeline.Embedded.Kubernetes.Schemas;

/// <summary>Which JSON values a type takes.</summary>
internal enum ValueShape
{
    /// <summary>Any value.</summary>
    Any,

    /// <summary>A string.</summary>
    Text,

    /// <summary>A whole number of 32 bits.</summary>
    Int32,

    /// <summary>A whole number of 64 bits.</summary>
    Int64,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A whole number or a string (<c>intstr.IntOrString</c>).</summary>
    IntOrString,

    /// <summary>An amount with a unit (<c>resource.Quantity</c>), as a string or a number.</summary>
    Quantity,

    /// <summary>A moment, RFC 3339, to the second.</summary>
    Time,

    /// <summary>A moment, RFC 3339, to the microsecond.</summary>
    MicroTime,

    /// <summary>Bytes in base 64.</summary>
    Bytes,

    /// <summary>An object with declared fields, or a map from names to values.</summary>
    Object,

    /// <summary>A list.</summary>
    List,
}
