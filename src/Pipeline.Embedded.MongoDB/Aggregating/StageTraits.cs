namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary>Where in a pipeline a stage may stand.</summary>
[Flags]
internal enum StageTraits
{
    None = 0,

    /// <summary>It makes its own documents, so it is the first stage or none.</summary>
    IsSource = 1,

    /// <summary>It writes to a collection, so it is the last stage or none.</summary>
    Writes = 2,

    /// <summary>Not in a pipeline of <c>$facet</c>.</summary>
    NotInFacet = 4,

    /// <summary>Not in a pipeline of <c>$lookup</c>, <c>$unionWith</c> or a view.</summary>
    NotInSubpipeline = 8,

    /// <summary>It may follow <c>$changeStream</c>.</summary>
    AllowedInChangeStream = 16,

    /// <summary>It is run with <c>{aggregate: 1}</c> rather than on a collection.</summary>
    NeedsNoCollection = 32,
}
