namespace Pipeline.Embedded.MongoDB.Values;

/// <summary>Which characters a collation passes over (<c>alternate</c> with <c>maxVariable</c>).</summary>
internal enum CollationAlternate
{
    /// <summary>None: white space and punctuation are compared as letters are.</summary>
    NonIgnorable,

    /// <summary>White space and punctuation.</summary>
    ShiftedPunctuation,

    /// <summary>White space only.</summary>
    ShiftedSpace,
}
