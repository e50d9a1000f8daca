namespace Pipeline.Embedded.MongoDB.Projecting;

/// <summary>What happens to the fields that a projection doesn't name.</summary>
internal enum ProjectionKind
{
    /// <summary>They are left out.</summary>
    Inclusion,

    /// <summary>They stay, and so do the scalars that a nested path meets.</summary>
    Exclusion,

    /// <summary>They stay; the named ones are computed (<c>$addFields</c>).</summary>
    Addition,
}
