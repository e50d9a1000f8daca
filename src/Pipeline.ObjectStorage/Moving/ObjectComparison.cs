namespace Pipeline.ObjectStorage.Moving;

/// <summary>What a look at both sides tells of an object.</summary>
internal enum ObjectComparison
{
    /// <summary>The destination has none, or another.</summary>
    Different,

    /// <summary>Content and description are the same.</summary>
    Same,

    /// <summary>The same size, and a hash is unknown.</summary>
    Unknown,
}
