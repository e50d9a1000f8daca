namespace Pipeline.Embedded.Kubernetes.Schemas;

/// <summary>What an object of Kubernetes' own types writes for a field that is absent, or has its type's zero value.</summary>
internal enum FieldPresence
{
    /// <summary>It is written as given; a list or map without items isn't written at all (a pointer, a list or a map with <c>omitempty</c>).</summary>
    Optional,

    /// <summary>A zero value (<c>""</c>, <c>0</c>, <c>false</c>) isn't written (a plain value with <c>omitempty</c>).</summary>
    DropsZero,

    /// <summary>It is always written: <c>{}</c>, <c>""</c>, <c>0</c>, <c>false</c>, or <c>null</c> for a list or a map.</summary>
    Always,
}
