namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary>What a pipeline is part of.</summary>
internal enum PipelinePlace
{
    Command,
    Facet,
    Lookup,
    Union,
    View,
}
